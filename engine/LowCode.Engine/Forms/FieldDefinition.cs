using System.Text.Json.Nodes;

namespace LowCode.Forms;

/// <summary>
/// One field as it is designed and stored. JSON: <c>{"key":"amount","type":"number","label":{...},"required":true,"settings":{"scale":2}}</c>;
/// absent members have the defaults below. All conditions are expressions over the form's fields.
/// </summary>
public sealed record FieldDefinition
{
    /// <summary>Stable name, <c>[a-z][a-z0-9_]{0,47}</c>, unique in the form (or subform); never changed once published.</summary>
    public required string Key { get; init; }

    /// <summary>Key of the <see cref="FieldType"/>: <c>text</c>, <c>number</c>, <c>reference</c> ...</summary>
    public required string Type { get; init; }

    /// <summary>What people read.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>A short hint under the input.</summary>
    public Label? Help { get; init; }

    /// <summary>Must have a value whenever it is visible.</summary>
    public bool Required { get; init; }

    /// <summary>No two records (recycle bin apart) may have the same value; empties don't count.</summary>
    public bool Unique { get; init; }

    /// <summary>Found by the search box of lists and of the whole workspace.</summary>
    public bool Searchable { get; init; }

    /// <summary>Has an index of its own because people filter or sort by it. References always have one.</summary>
    public bool Indexed { get; init; }

    /// <summary>Expression for the value of a new record; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Bool expression; hidden fields are neither shown nor required, and keep their value.</summary>
    public string? VisibleWhen { get; init; }

    /// <summary>Bool expression; a read-only field refuses changes by people, from every path.</summary>
    public string? ReadOnlyWhen { get; init; }

    /// <summary>Bool expression; adds to <see cref="Required"/>.</summary>
    public string? RequiredWhen { get; init; }

    /// <summary>Expression that always gives the field's value; the field is then read-only. Formula fields use it too.</summary>
    public string? Computed { get; init; }

    /// <summary>The type's own settings; each <see cref="FieldType"/> documents its own.</summary>
    public JsonObject Settings { get; init; } = [];
}
