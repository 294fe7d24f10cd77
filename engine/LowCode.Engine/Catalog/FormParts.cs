using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;

namespace LowCode.Catalog;

/// <summary>Third pass over a form: title, sections, checks, unique rules, views and related lists.</summary>
internal static class FormParts
{
    public static void Compile(Form form, DefinitionSet definitions, Func<string, Form?> forms, ErrorsBelow errors)
    {
        form.TitleField = Title(form, errors);
        form.StageField = Stage(form, errors);
        form.Sections = Sections(form, errors);
        form.Validations = Validations(form, errors);
        form.Uniques = Uniques(form, errors);
        form.Views = ViewCompiler.Compile(form, definitions, errors);
        Related(form, forms, errors);
    }

    private static Field? Title(Form form, ErrorsBelow errors)
    {
        if (form.Definition.TitleField is { } key)
        {
            if (form[key] is { Storage: not (StorageKind.Rows or StorageKind.Json or StorageKind.None), IsSystem: false } title)
                return title;
            errors.Add(FormErrors.UnknownField("titleField", key));
        }
        return form.Designed.FirstOrDefault(field => field is { Storage: StorageKind.Text, Type: not TextAreaField and not ChoiceField });
    }

    private static Field? Stage(Form form, ErrorsBelow errors)
    {
        if (form.Definition.StageField is not { } key)
            return null;
        if (form[key] is { Type: ChoiceField } stage)
            return stage;
        errors.Add(form[key] is null ? FormErrors.UnknownField("stageField", key) : FormErrors.Setting("stageField", "a field with one choice"));
        return null;
    }

    private static HashSet<string> Tabs(Form form, ErrorsBelow errors)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, tab) in form.Definition.Layout.Tabs.Index())
        {
            if (!DefinitionSet.IsKey(tab.Key))
                errors.Add(FormErrors.BadKey($"layout.tabs[{index}].key", tab.Key));
            else if (!keys.Add(tab.Key))
                errors.Add(FormErrors.Duplicate($"layout.tabs[{index}].key", tab.Key));
        }
        return keys;
    }

    private static List<FormSection> Sections(Form form, ErrorsBelow errors)
    {
        var sections = new List<FormSection>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var tabs = Tabs(form, errors);
        var definitions = form.Definition.Layout.Sections;
        for (var i = 0; i < definitions.Count; i++)
        {
            var at = new ErrorsBelow(errors, $"layout.sections[{i}]");
            var section = definitions[i];
            if (!keys.Add(section.Key))
                at.Add(FormErrors.Duplicate("key", section.Key));
            if (section.Tab is { } tab && !tabs.Contains(tab))
                at.Add(FormErrors.Setting("tab", "the key of one of the form's tabs"));
            var visible = RuleCompiler.Expression(section.VisibleWhen, form, ExpressionType.Bool, null, "visibleWhen", at);
            var cells = new List<FormCell>();
            for (var j = 0; j < section.Items.Count; j++)
            {
                var item = section.Items[j];
                if (form[item.Field] is not { } field)
                {
                    at.Add(FormErrors.UnknownField($"items[{j}].field", item.Field));
                }
                else if (!placed.Add(item.Field))
                {
                    at.Add(FormErrors.Duplicate($"items[{j}].field", item.Field));
                }
                else if (item.Span is < 1 or > 12)
                {
                    at.Add(FormErrors.Setting($"items[{j}].span", "1 to 12"));
                }
                else
                {
                    cells.Add(new FormCell(field, item.Span, item));
                    if (!field.IsSystem)
                        field.SectionVisibleWhen = visible;
                }
            }
            sections.Add(new FormSection(section.Key, section.Label, section.Collapsed, visible, cells) { Definition = section });
        }
        var rest = form.Designed.Where(field => !placed.Contains(field.Key)).Select(field => new FormCell(field, Wide(field) ? 12 : 6)).ToList();
        if (rest.Count > 0)
            sections.Add(new FormSection("", Label.Empty, false, null, rest));
        return sections;
    }

    private static bool Wide(Field field) => field.Storage == StorageKind.Rows || field.Type is TextAreaField or FileField;

    private static List<CompiledValidation> Validations(Form form, ErrorsBelow errors)
    {
        var validations = new List<CompiledValidation>();
        for (var i = 0; i < form.Definition.Validations.Count; i++)
        {
            var rule = form.Definition.Validations[i];
            var at = new ErrorsBelow(errors, $"validations[{i}]");
            if (rule.Field is { } key && form[key] is null)
                at.Add(FormErrors.UnknownField("field", key));
            if (RuleCompiler.Expression(rule.Check, form, ExpressionType.Bool, null, "check", at) is { } check)
                validations.Add(new CompiledValidation(rule, check));
        }
        return validations;
    }

    private static List<CompiledUnique> Uniques(Form form, ErrorsBelow errors)
    {
        var uniques = form.Designed.Where(field => field.Definition.Unique && CanBeUnique(field))
            .Select(field => new CompiledUnique([field.Position], null, field.Key)).ToList();
        for (var i = 0; i < form.Definition.Fields.Count; i++)
        {
            if (form.Definition.Fields[i] is { Unique: true } field && form[field.Key] is { } made && !CanBeUnique(made))
                errors.Add(FormErrors.Setting($"fields[{i}].unique", "a field with one plain value"));
        }
        for (var i = 0; i < form.Definition.Uniques.Count; i++)
        {
            var rule = form.Definition.Uniques[i];
            var fields = rule.Fields.Select(key => form[key]).ToList();
            for (var j = 0; j < fields.Count; j++)
            {
                if (fields[j] is null || !CanBeUnique(fields[j]!))
                    errors.Add(FormErrors.UnknownField($"uniques[{i}].fields[{j}]", rule.Fields[j]));
            }
            if (fields.Count == 0)
                errors.Add(FormErrors.Setting($"uniques[{i}].fields", "at least one field"));
            else if (fields.All(field => field is not null && CanBeUnique(field)))
                uniques.Add(new CompiledUnique([.. fields.Select(field => field!.Position)], rule.Message, fields[0]!.Key));
        }
        return uniques;
    }

    private static bool CanBeUnique(Field field) => field.Storage is not (StorageKind.Rows or StorageKind.Json or StorageKind.None);

    private static void Related(Form form, Func<string, Form?> forms, ErrorsBelow errors)
    {
        for (var i = 0; i < form.Definition.Related.Count; i++)
        {
            var related = form.Definition.Related[i];
            var at = new ErrorsBelow(errors, $"related[{i}]");
            if (forms(related.Form) is not { } other)
            {
                at.Add(FormErrors.UnknownForm("form", related.Form));
            }
            else
            {
                if (other[related.Via] is not { } via || via.Target != form.Key)
                    at.Add(FormErrors.UnknownField("via", related.Via));
                Fields(other, related.Columns ?? [], "columns", at);
            }
        }
    }

    internal static List<Field> Fields(Form form, IReadOnlyList<string> keys, string path, ErrorsBelow errors)
    {
        var fields = new List<Field>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (form[keys[i]] is { } field)
                fields.Add(field);
            else
                errors.Add(FormErrors.UnknownField($"{path}[{i}]", keys[i]));
        }
        return fields;
    }
}
