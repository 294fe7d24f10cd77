using LowCode.Forms;
using LowCode.Ui.Fields;

namespace LowCode.Designer.Tests.Fields;

public class FieldUiTests
{
    [Fact]
    public void Every_field_type_has_an_input_and_a_view()
    {
        foreach (var type in BuiltInTypes.All)
        {
            Assert.True(FieldUi.BuiltIn.TryGetValue(type.Key, out var parts), $"'{type.Key}' has no look: add it to FieldUi.BuiltIn");
            Assert.True(parts.Input.IsSubclassOf(typeof(FieldInput)), type.Key);
            Assert.True(parts.View.IsSubclassOf(typeof(FieldView)), type.Key);
        }
    }

    [Fact]
    public void No_look_is_left_over_from_a_type_that_is_gone() =>
        Assert.DoesNotContain(FieldUi.BuiltIn.Keys, key => BuiltInTypes.Find(key) is null);
}
