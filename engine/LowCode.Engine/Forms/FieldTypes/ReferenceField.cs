using System.Text.Json;
using System.Text.Json.Serialization;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of <see cref="ReferenceField"/>.</summary>
public sealed record ReferenceSettings
{
    /// <summary>Key of the form that it points to.</summary>
    public string Form { get; init; } = "";

    /// <summary>
    /// Bool expression over the target's fields, and as <c>$form.x</c> and <c>$row.x</c> over the record and row that hold the reference (see <see cref="OfferScope"/>):
    /// only such records may be chosen; null for all.
    /// </summary>
    public string? Filter { get; init; }

    /// <summary>What becomes of a choice that no longer fits <see cref="Filter"/>, because the record that holds it has changed.</summary>
    public UnfitChoice Unfit { get; init; }

    /// <summary>Fields of the target that the picker shows beside the title.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Filled from the chosen record when the choice changes: my field's key to the target's field key.</summary>
    public IReadOnlyDictionary<string, string> Copies { get; init; } = new Dictionary<string, string>();

    /// <summary><see cref="Filter"/> compiled against the target form; set by the catalog's compiler.</summary>
    [JsonIgnore]
    public CompiledExpression? OfferedWhen { get; internal set; }

    /// <summary>The fields of the record and columns of the row that <see cref="OfferedWhen"/> reads; set by the catalog's compiler.</summary>
    [JsonIgnore]
    public IReadOnlyList<AtHandField> Reads { get; internal set; } = [];

    /// <summary><see cref="Copies"/> as positions (mine in the record or row, theirs in the target); set by the catalog's compiler.</summary>
    [JsonIgnore]
    public IReadOnlyList<(Field Mine, Field Theirs)> CopyPairs { get; internal set; } = [];
}

/// <summary>A choice that no longer fits.</summary>
public enum UnfitChoice
{
    /// <summary>Saving is refused until another one is chosen.</summary>
    Refuse,

    /// <summary>It is taken out, unless the same save chooses it.</summary>
    Clear,
}

/// <summary>A field at hand as a condition names it: <c>form.customer</c>; of a row's column <c>row.product</c>.</summary>
/// <param name="Name">The variable, without the sign.</param>
/// <param name="Field">A field of the form, or a column of the subform that holds the reference.</param>
public sealed record AtHandField(string Name, Field Field);

/// <summary>A record of another form (or of the same one).</summary>
public sealed class ReferenceField : FieldType<ReferenceSettings>
{
    /// <inheritdoc/>
    public override string Key => "reference";

    /// <inheritdoc/>
    public override Label Label { get; } = new("关联记录", "Reference");

    /// <inheritdoc/>
    public override string Icon => "square-arrow-out-up-right";

    /// <inheritdoc/>
    public override string Group => "relation";

    /// <inheritdoc/>
    public override void Complete(Field field, FieldSurroundings around, ICollection<Error> errors)
    {
        field.Target = Of(field).Form;
        if (field.Target.Length == 0)
            errors.Add(FormErrors.NoTarget("settings.form"));
        else if (!around.HasForm(field.Target))
            errors.Add(FormErrors.UnknownForm("settings.form", field.Target));
    }

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Id;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.ReferenceTo(field.Target!);

    /// <inheritdoc/>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) =>
        IdValues.Read(json, path, errors) is { } id ? Value.FromReference(id) : Value.Null;

    /// <inheritdoc/>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors)
    {
        if (names.FindRecord(field, text) is { } id)
            return Value.FromReference(id);
        errors.Add(FormErrors.Unknown(path, "record", text));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) =>
        IdValues.Write(writer, value.AsId, names.Record(field.Target!, value.AsId));

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => value.IsNull ? "" : names.Record(field.Target!, value.AsId);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.One;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromReference(1);
}
