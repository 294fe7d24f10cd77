using LowCode.Forms;
using LowCode.Ui.Conditions;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Forms;

/// <summary>One rule of a form, as a sentence.</summary>
/// <param name="On">What is selected to change it: a field's key, a section as <c>#key</c>; null: the form.</param>
/// <param name="Icon">What kind of rule it is.</param>
/// <param name="Sentence">When what happens, in the person's language.</param>
public sealed record FormRule(string? On, string Icon, string Sentence);

/// <summary>Everything that a form does by itself, told as sentences: 当 阶段 为 赢单 时，“金额”必填.</summary>
/// <param name="texts">The person's language.</param>
/// <param name="words">Says conditions; by the subform in whose rows they hold.</param>
/// <param name="formulas">Says a formula, in the rows of a subform or not.</param>
public sealed class FormRules(Texts texts, Func<string?, ConditionWords> words, Func<string, string?, string> formulas)
{
    /// <summary>All rules in the order in which people meet them.</summary>
    public IReadOnlyList<FormRule> Of(FormDefinition form)
    {
        var rules = new List<FormRule>();
        foreach (var section in form.Layout.Sections)
        {
            Add(rules, FormGraph.SectionId(section.Key), "eye", "visible", section.VisibleWhen, section.Label.IsEmpty ? texts["formDesigner.section.untitled"] : section.Label.Current, null);
            foreach (var field in section.Items.Select(item => form.FindField(item.Field)).OfType<FieldDefinition>())
            {
                AddField(rules, field.Key, field, FlowNames.Called(field.Label, field.Key), null);
                foreach (var column in field.Columns())
                    AddField(rules, field.Key, column, $"{FlowNames.Called(field.Label, field.Key)} › {FlowNames.Called(column.Label, column.Key)}", field.Key);
            }
        }
        rules.AddRange(form.Validations.Where(rule => rule.Check.Length > 0).Select(rule => new FormRule(null, rule.Warning ? "triangle-alert" : "shield-check", texts[rule.Warning ? "formDesigner.rule.warns" : "formDesigner.rule.must", words(null).Say(rule.Check), rule.Message.Current])));
        rules.AddRange(form.Uniques.Where(rule => rule.Fields.Count > 0).Select(rule => new FormRule(null, "fingerprint", texts["formDesigner.rule.unique", string.Join(texts["condition.comma"], rule.Fields.Select(key => NameOf(form, key)))])));
        return rules;
    }

    private void AddField(List<FormRule> rules, string on, FieldDefinition field, string name, string? rows)
    {
        Add(rules, on, "eye", "visible", field.VisibleWhen, name, rows);
        Add(rules, on, "asterisk", "required", field.RequiredWhen, name, rows);
        Add(rules, on, "lock", "readOnly", field.ReadOnlyWhen, name, rows);
        if (field.Computed is { } computed)
            rules.Add(new(on, "square-function", texts["formDesigner.rule.computed", name, formulas(computed, rows)]));
        if (field.Default is { } preset)
            rules.Add(new(on, "pencil-line", texts["formDesigner.rule.default", name, formulas(preset, rows)]));
        if (field.Unique)
            rules.Add(new(on, "fingerprint", texts["formDesigner.rule.unique", name]));
    }

    private void Add(List<FormRule> rules, string on, string icon, string kind, string? condition, string name, string? rows)
    {
        if (condition is not null)
            rules.Add(new(on, icon, texts[$"formDesigner.rule.{kind}", words(rows).Say(condition), name]));
    }

    private static string NameOf(FormDefinition form, string key) => form.FindField(key) is { } field ? FlowNames.Called(field.Label, field.Key) : key;
}
