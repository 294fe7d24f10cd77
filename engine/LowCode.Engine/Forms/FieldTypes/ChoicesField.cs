using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Any number of several choices, kept in the order of the list, each once.</summary>
public sealed class ChoicesField : FieldType<ChoiceSettings>
{
    /// <inheritdoc/>
    public override string Key => "choices";

    /// <inheritdoc/>
    public override Label Label { get; } = new("多选", "Multiple choice");

    /// <inheritdoc/>
    public override string Icon => "list-checks";

    /// <inheritdoc/>
    public override string Group => "choice";

    /// <inheritdoc/>
    protected override void Check(ChoiceSettings settings, ICollection<Error> errors) => ChoiceValues.Check(settings, errors);

    /// <inheritdoc/>
    public override void Complete(Field field, FieldSurroundings around, ICollection<Error> errors) => ChoiceValues.Complete(field, Of(field), around, errors);

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Json;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.ListOf(ExpressionType.Text);

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => ListValues.Read(json, path, errors, "a list of choice values",
        (item, at) => TextValues.Clean(TextValues.Read(item, at, errors)), values => InOrder(values, field));

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors) => ListValues.Split(text,
        part => ChoiceValues.FromText(part, field, path, errors) is { } value ? Value.FromText(value) : Value.Null, values => InOrder(values, field));

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        foreach (var item in value.AsList.Where(item => !ChoiceValues.IsOffered(field, item.AsText)))
            errors.Add(FormErrors.NotOffered(path, item.AsText));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) =>
        ListValues.Write(writer, value, item => writer.WriteStringValue(item.AsText));

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => ListValues.Show(value, item => ChoiceValues.Show(field, item.AsText));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Many;

    /// <inheritdoc/>
    public override Value Sample(Field field) =>
        ListValues.Of(field.Choices.Where(choice => !choice.Retired).Take(2).Select(choice => Value.FromText(choice.Value)));

    private static IEnumerable<Value> InOrder(IEnumerable<Value> values, Field field)
    {
        var order = field.Choices.Select((choice, index) => (choice.Value, index)).DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => pair.index);
        return values.OrderBy(value => order.GetValueOrDefault(value.AsText, int.MaxValue));
    }
}
