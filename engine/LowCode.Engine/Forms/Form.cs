using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms;

/// <summary>
/// A compiled form: what the runtime reads. Built once per publish, immutable, shared by all threads.
/// Records are arrays of values by <see cref="Field.Position"/>; the system fields come first (see <see cref="SystemFields"/>).
/// </summary>
public sealed class Form : IExpressionScope
{
    private readonly FrozenDictionary<string, Field> _byKey;
    private readonly Func<string, Form?> _forms;

    /// <summary>Made by the catalog's compiler; <paramref name="forms"/> finds other forms of the same catalog.</summary>
    public Form(long id, FormDefinition definition, IReadOnlyList<Field> fields, Func<string, Form?> forms)
    {
        Id = id;
        Definition = definition;
        Fields = fields;
        _byKey = fields.ToFrozenDictionary(field => field.Key);
        _forms = forms;
    }

    /// <summary>Physical id; the table is <c>f_{Id}</c>.</summary>
    public long Id { get; }

    /// <summary>As designed.</summary>
    public FormDefinition Definition { get; }

    /// <summary>Stable key.</summary>
    public string Key => Definition.Key;

    /// <summary>Table name, made by us: safe in SQL.</summary>
    public string Table => $"f_{Id}";

    /// <summary>System fields first, then the designed ones; the index is the position in a record's values.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The designed fields only.</summary>
    public IEnumerable<Field> Designed => Fields.Skip(SystemFields.Count);

    /// <summary>The field that names a record; null when the form has no suitable one.</summary>
    public Field? TitleField { get; internal set; }

    /// <summary>The choice field that the record page shows as a row of stages; null for none.</summary>
    public Field? StageField { get; internal set; }

    /// <summary>How the record page is arranged; fields that no section mentions stand in a last one.</summary>
    public IReadOnlyList<FormSection> Sections { get; internal set; } = [];

    /// <summary>The provided views, in order of definition; the default one is marked in its definition.</summary>
    public IReadOnlyList<CompiledView> Views { get; internal set; } = [];

    /// <summary>Compiled whole-record checks, in order of definition.</summary>
    public IReadOnlyList<CompiledValidation> Validations { get; internal set; } = [];

    /// <summary>Unique rules as field positions, single-field ones included.</summary>
    public IReadOnlyList<CompiledUnique> Uniques { get; internal set; } = [];

    /// <summary>Computed fields and columns (see <see cref="Field.Subform"/>) in the order in which they are worked out.</summary>
    public IReadOnlyList<Field> Computed { get; internal set; } = [];

    /// <summary>Roll-ups anywhere in the workspace that read this form: after a save those records are recomputed.</summary>
    public IReadOnlyList<RollupTarget> FeedsRollups { get; internal set; } = [];

    /// <summary>The field with this key, or null.</summary>
    public Field? this[string key] => _byKey.GetValueOrDefault(key);

    /// <summary>Computed fields anywhere that read this form through a reference: after a save the records that point here are recomputed.</summary>
    public IReadOnlyList<LookupTarget> FeedsLookups { get; internal set; } = [];

    /// <summary>An array for a record's values, all null.</summary>
    public Value[] NewValues() => new Value[Fields.Count];

    string IExpressionScope.Form => Key;

    IReadOnlyDictionary<string, ExpressionType> IExpressionScope.Variables => ScopeVariables.All;

    IEnumerable<FieldSymbol> IExpressionScope.Fields => Fields.Select(each => each.Symbol);

    FieldSymbol? IExpressionScope.Find(string key) => this[key]?.Symbol;

    IExpressionScope? IExpressionScope.Target(string formKey) => _forms(formKey);
}

/// <summary>A compiled field of a form or of a subform's rows.</summary>
public sealed class Field
{
    /// <summary>Made by the catalog's compiler.</summary>
    public Field(long id, int position, FieldDefinition definition, FieldType type, object? settings, string column)
    {
        Id = id;
        Position = position;
        Definition = definition;
        Type = type;
        Settings = settings;
        Column = column;
        JsonKey = JsonEncodedText.Encode(definition.Key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    }

    /// <summary>Physical id; 0 for system fields.</summary>
    public long Id { get; }

    /// <summary>Index in the record's (or row's) values.</summary>
    public int Position { get; }

    /// <summary>As designed.</summary>
    public FieldDefinition Definition { get; }

    /// <summary>Stable key.</summary>
    public string Key => Definition.Key;

    /// <summary>The key as JSON has it: made once, since every record that is written names its fields.</summary>
    internal JsonEncodedText JsonKey { get; }

    /// <summary>What people read.</summary>
    public Label Label => Definition.Label;

    /// <summary>Its type.</summary>
    public FieldType Type { get; }

    /// <summary>The settings that <see cref="FieldType.ReadSettings"/> made.</summary>
    public object? Settings { get; }

    /// <summary>Column name (<c>c_34</c>), made by us; of a subform, its child table (<c>s_34</c>).</summary>
    public string Column { get; }

    /// <summary>Decimal places that a number is stored with; 0 for others.</summary>
    public int Scale { get; internal set; }

    /// <summary>Of a column: the subform that it belongs to; null for fields of the form itself.</summary>
    public Field? Subform { get; internal set; }

    /// <summary>Of a subform: its columns; positions count from 0 in a row's values.</summary>
    public IReadOnlyList<Field> Rows { get; internal set; } = [];

    /// <summary>Of a reference: the key of the form it points to; null for others.</summary>
    public string? Target { get; internal set; }

    /// <summary>Of a choice field: the choices offered (own or of a shared list), in order.</summary>
    public IReadOnlyList<Choice> Choices { get; internal set; } = [];

    /// <summary>How its values lie in the database.</summary>
    public StorageKind Storage { get; internal set; }

    /// <summary>What expressions see.</summary>
    public FieldSymbol Symbol { get; internal set; } = null!;

    /// <summary>Compiled <see cref="FieldDefinition.Default"/>.</summary>
    public CompiledExpression? Default { get; internal set; }
    /// <summary>Compiled <see cref="FieldDefinition.VisibleWhen"/>.</summary>
    public CompiledExpression? VisibleWhen { get; internal set; }
    /// <summary>Compiled <see cref="LayoutSection.VisibleWhen"/> of the section that shows it.</summary>
    public CompiledExpression? SectionVisibleWhen { get; internal set; }
    /// <summary>Compiled <see cref="FieldDefinition.ReadOnlyWhen"/>.</summary>
    public CompiledExpression? ReadOnlyWhen { get; internal set; }
    /// <summary>Compiled <see cref="FieldDefinition.RequiredWhen"/>.</summary>
    public CompiledExpression? RequiredWhen { get; internal set; }
    /// <summary>Compiled <see cref="FieldDefinition.Computed"/>.</summary>
    public CompiledExpression? Computed { get; internal set; }

    /// <summary>True when nobody writes it: computed, serial and placeholder fields.</summary>
    public bool IsAutomatic => Type.IsAutomatic || Computed is not null;

    /// <summary>The settings as the type's own record.</summary>
    public T SettingsAs<T>() => (T)Settings!;

    /// <summary>Writes a value as the API shows it; empty is null, a failed calculation its code such as <c>#DIV/0!</c>.</summary>
    public void WriteValue(Utf8JsonWriter writer, Value value, ValueNames names)
    {
        if (value.IsEmpty)
            writer.WriteNullValue();
        else if (value.IsError)
            writer.WriteStringValue(value.ToString());
        else
            Type.Write(writer, value, this, names);
    }

    /// <summary>The value as people read it; "" for an empty one.</summary>
    public string Show(Value value, ValueNames names) => value.IsEmpty ? "" : value.IsError ? value.ToString() : Type.Display(value, this, names);

    /// <summary>True for the fields that every form has.</summary>
    public bool IsSystem { get; internal init; }
}

/// <summary>A compiled <see cref="LayoutSection"/>; <paramref name="VisibleWhen"/> null for always.</summary>
public sealed record FormSection(string Key, Label Label, bool Collapsed, CompiledExpression? VisibleWhen, IReadOnlyList<FormCell> Items)
{
    /// <summary>As designed; null for the last section, of fields that none mentions.</summary>
    public LayoutSection? Definition { get; init; }
}

/// <summary>A field's place in a section; <paramref name="Span"/> in twelfths. <paramref name="Item"/> as designed; null in the last section.</summary>
public sealed record FormCell(Field Field, int Span, LayoutItem? Item = null);

/// <summary>A compiled <see cref="ViewDefinition"/>: columns as fields, filter compiled, sort by position.</summary>
public sealed record CompiledView(ViewDefinition Definition, IReadOnlyList<Field> Columns, CompiledExpression? Filter, IReadOnlyList<Records.SortBy> Sort);

/// <summary>A compiled <see cref="ValidationRule"/>.</summary>
public sealed record CompiledValidation(ValidationRule Rule, CompiledExpression Check);

/// <summary>A compiled <see cref="UniqueRule"/>: positions in the record; <paramref name="Field"/> where the error is shown.</summary>
public sealed record CompiledUnique(IReadOnlyList<int> Positions, Label? Message, string Field);

/// <summary>A computed field elsewhere that reads this form: recompute the record that <paramref name="Via"/> points to.</summary>
/// <param name="Form">Form that holds the computed field.</param>
/// <param name="Via">The reference field of the form that was saved.</param>
public sealed record RollupTarget(string Form, Field Via);

/// <summary>A computed field elsewhere that reads this form through a reference: recompute the records of <paramref name="Form"/> whose <paramref name="Via"/> points here.</summary>
/// <param name="Form">Form that holds the computed field.</param>
/// <param name="Via">Its reference field.</param>
/// <param name="Reads">Keys of the fields that are read here.</param>
public sealed record LookupTarget(string Form, Field Via, IReadOnlySet<string> Reads);
