using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>Tells a person who doesn't see the page what their last entry changed in the form: fields that came, went, or must now be filled in.</summary>
public static class FormNews
{
    /// <summary>One sentence for each kind of change; "" when nothing but values changed.</summary>
    public static string Between(Form form, FormState before, FormState now, Texts texts)
    {
        return string.Join(" ", new[]
        {
            Say("records.say.shown", field => Shown(now, field) && !Shown(before, field)),
            Say("records.say.hidden", field => !Shown(now, field) && Shown(before, field)),
            Say("records.say.required", field => Needed(now, field) && !Needed(before, field)),
            Say("records.say.optional", field => Shown(now, field) && !Needed(now, field) && Needed(before, field)),
        }.Where(sentence => sentence.Length > 0));

        string Say(string key, Func<int, bool> changed)
        {
            var labels = form.Designed.Where(field => changed(field.Position)).Select(field => field.Label.Current).ToList();
            return labels.Count == 0 ? "" : texts[key, string.Join(texts["records.say.and"], labels)];
        }
    }

    private static bool Shown(FormState state, int position) => state.Visible[position] && state.Rights[position] > FieldRight.Hidden;

    private static bool Needed(FormState state, int position) => Shown(state, position) && state.Required[position];
}
