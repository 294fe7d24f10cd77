using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Expressions;

namespace LowCode.Forms;

/// <summary>How a value lies in the database (see the storage page): decides the column's type and the conversion.</summary>
public enum StorageKind
{
    /// <summary>No column of its own (placeholders of unknown types).</summary>
    None,
    /// <summary>TEXT; empty is null.</summary>
    Text,
    /// <summary>A number scaled by <see cref="Field.Scale"/>: INTEGER in SQLite, numeric in PostgreSQL.</summary>
    Number,
    /// <summary>An id of a user, department or record: 64-bit integer.</summary>
    Id,
    /// <summary>yyyy-MM-dd.</summary>
    Date,
    /// <summary>UTC instant, yyyy-MM-dd HH:mm:ss.fff.</summary>
    Instant,
    /// <summary>0 or 1.</summary>
    Bool,
    /// <summary>A JSON array: several choices, members or files.</summary>
    Json,
    /// <summary>A child table: the rows of a subform.</summary>
    Rows,
}

/// <summary>
/// A kind of field: everything that the engine must know of it, in one file. Registered in <c>BuiltInTypes.All</c>.
/// Its key is stable for ever; a changed meaning is a new key.
/// </summary>
public abstract class FieldType
{
    /// <summary>Stable name: <c>number</c>.</summary>
    public abstract string Key { get; }

    /// <summary>What designers read in the palette.</summary>
    public abstract Label Label { get; }

    /// <summary>Icon name of the product's set.</summary>
    public abstract string Icon { get; }

    /// <summary>Palette group: <c>basic</c>, <c>choice</c>, <c>people</c>, <c>relation</c>, <c>advanced</c>.</summary>
    public abstract string Group { get; }

    /// <summary>A setting object that a new field starts with; also the documentation of the settings.</summary>
    public virtual JsonObject DefaultSettings => [];

    /// <summary>Reads the settings once, at compile; problems go to <paramref name="errors"/> with paths below <c>settings</c>.</summary>
    public virtual object? ReadSettings(JsonObject settings, ICollection<Error> errors) => null;

    /// <summary>
    /// Finishes a compiled field from its settings: scale, choices, target, columns. Runs once, before anything asks for storage or type.
    /// Problems go to <paramref name="errors"/> with paths below <c>settings</c>.
    /// </summary>
    public virtual void Complete(Field field, FieldSurroundings around, ICollection<Error> errors) { }

    /// <summary>How the values are stored.</summary>
    public abstract StorageKind Storage(Field field);

    /// <summary>Most characters of a value that is stored as a text: some databases can't index long ones whole.</summary>
    public virtual int LongestText(Field field) => FieldTypes.TextValues.Longest;

    /// <summary>The type that expressions see.</summary>
    public abstract ExpressionType TypeOf(Field field);

    /// <summary>Reads an API or screen value; null and "" are <see cref="Value.Null"/>. Problems go to <paramref name="errors"/> with <paramref name="path"/>.</summary>
    public abstract Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors);

    /// <summary>Reads a cell of an imported file, already trimmed, never empty.</summary>
    public abstract Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors);

    /// <summary>What somebody typed, as it is kept: without blanks at its ends and in the type's own spelling, as <see cref="ParseText"/> would read it.</summary>
    public virtual Value Tidy(Value value) => value;

    /// <summary>Checks a non-empty value against the settings (length, range, format, offered choices).</summary>
    public virtual void Validate(Value value, Field field, string path, ICollection<Error> errors) { }

    /// <summary>Writes the API form of a value; <paramref name="names"/> gives titles of people and records.</summary>
    public abstract void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names);

    /// <summary>The value as a person reads it in lists and exports, in the current culture.</summary>
    public abstract string Display(Value value, Field field, ValueNames names);

    /// <summary>The value as it is shown to those who may see it masked only: its middle covered.</summary>
    public virtual string Mask(Value value, Field field) => value.IsEmpty ? "" : "***";

    /// <summary>True for types whose value the engine makes itself (serial numbers, formulas): nobody writes them.</summary>
    public virtual bool IsAutomatic => false;

    /// <summary>Condition operators offered for it, as the condition tree names them: <c>eq</c>, <c>contains</c> ...</summary>
    public abstract IReadOnlyList<string> Operators { get; }

    /// <summary>The operators for one field, where its settings decide.</summary>
    public virtual IReadOnlyList<string> OperatorsOf(Field field) => Operators;

    /// <summary>A valid value for previews and contract tests.</summary>
    public abstract Value Sample(Field field);
}
