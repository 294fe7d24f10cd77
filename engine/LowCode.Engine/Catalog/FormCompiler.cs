using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Catalog;

/// <summary>First pass over a form: its fields with types, settings, columns and symbols. Expressions follow when all forms are there (<see cref="RuleCompiler"/>).</summary>
internal sealed class FormCompiler(DefinitionSet definitions, Func<string, Form?> forms, FieldIdSource ids)
{
    private const int MostFields = 400;

    public Form Compile(long formId, FormDefinition definition, string path, ICollection<Error> errors)
    {
        var fields = new List<Field>(SystemFieldSet.All);
        var below = new ErrorsBelow(errors, path);
        if (!definitions.Apps.ContainsKey(definition.App))
            below.Add(FormErrors.UnknownApp("app", definition.App));
        if (definition.Fields.Count > MostFields)
            below.Add(FormErrors.TooManyFields("fields", MostFields));
        AddFields(fields, definition.Fields, formId, definition.Key, null, new ErrorsBelow(below, "fields"));
        return new Form(formId, definition, fields, forms);
    }

    private void AddFields(List<Field> fields, IReadOnlyList<FieldDefinition> definitionsOfFields, long formId, string form, Field? subform, ErrorsBelow errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < definitionsOfFields.Count; i++)
        {
            var definition = definitionsOfFields[i];
            if (!DefinitionSet.IsKey(definition.Key))
                errors.Add(FormErrors.BadKey($"[{i}].key", definition.Key));
            else if (SystemFields.Keys.Contains(definition.Key))
                errors.Add(FormErrors.Reserved($"[{i}].key", definition.Key));
            else if (!seen.Add(definition.Key))
                errors.Add(FormErrors.Duplicate($"[{i}].key", definition.Key));
            else
                fields.Add(Make(definition, fields.Count, formId, form, subform, new ErrorsBelow(errors, $"[{i}]")));
        }
    }

    private Field Make(FieldDefinition definition, int position, long formId, string form, Field? subform, ErrorsBelow errors)
    {
        var type = BuiltInTypes.FindOrUnknown(definition.Type);
        var settings = type.ReadSettings(definition.Settings, errors);
        var path = subform is null ? definition.Key : $"{subform.Key}.{definition.Key}";

        // The column's name needs the id, the id needs the shape, and the shape needs the settings: so the settings are completed on a draft first.
        var draft = new Field(0, position, definition, type, settings, "") { Subform = subform };
        type.Complete(draft, Surroundings(formId, form), errors);
        draft.Storage = type.Storage(draft);
        var id = ids(formId, path, Shape(draft));

        var field = new Field(id, position, definition, type, settings, (draft.Storage == StorageKind.Rows ? "s_" : "c_") + Name(id))
        {
            Subform = subform,
            Scale = draft.Scale,
            Target = draft.Target,
            Choices = draft.Choices,
            Storage = draft.Storage,
        };
        foreach (var column in draft.Rows)
            column.Subform = field;
        field.Rows = draft.Rows;
        field.Symbol = new FieldSymbol(field.Key, position, type.TypeOf(field), field.Column, [.. definition.Label.Texts.Values],
            field.Storage == StorageKind.Rows ? new RowsScope(form, field.Rows, forms) : null, field.Scale, ByLabel(field.Choices));
        return field;
    }

    private FieldSurroundings Surroundings(long formId, string form) => new(
        definitions.Lists.GetValueOrDefault,
        definitions.Forms.ContainsKey,
        (subform, columns, errors) =>
        {
            var rows = new List<Field>();
            var below = new ErrorsBelow(errors, "settings.fields");
            if (subform.Subform is not null)
                below.Add(FormErrors.Setting("", "no subform inside a subform"));
            else
                AddFields(rows, columns, formId, form, subform, below);
            return rows;
        });

    // What is a value itself, or the name of two, stands for no other.
    private static Dictionary<string, string>? ByLabel(IReadOnlyList<Choice> choices) => choices.Count == 0 ? null : choices
        .SelectMany(choice => choice.Label.Texts.Values, (choice, label) => (Label: label, choice.Value)).Distinct()
        .GroupBy(named => named.Label).Where(group => group.Count() == 1 && choices.All(choice => choice.Value != group.Key))
        .ToDictionary(group => group.Key, group => group.Single().Value);

    // Ids below zero stand for columns that a plan has not made yet.
    private static string Name(long id) => id < 0 ? $"new_{-id}" : id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Two fields with the same shape can share a column's values: <c>Number:2</c>, <c>Id:User</c>, <c>Id:Reference:customer</c>, <c>Json:File</c>.</summary>
    private static string Shape(Field field)
    {
        var type = field.Type.TypeOf(field);
        return field.Storage switch
        {
            StorageKind.Number => $"Number:{field.Scale}",
            StorageKind.Id when type.Kind == TypeKind.Reference => $"Id:Reference:{type.Form}",
            StorageKind.Id => $"Id:{type.Kind}",
            StorageKind.Json => $"Json:{type.Item?.Kind}",
            _ => field.Storage.ToString(),
        };
    }
}
