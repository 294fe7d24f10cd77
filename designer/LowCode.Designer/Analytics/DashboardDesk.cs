using LowCode.Analytics;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Components;
using LowCode.Ui.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Analytics;

/// <summary>What the parts of the dashboard designer share: the dashboard being edited, the forms around it, and what is wrong.</summary>
public sealed class DashboardDesk
{
    private readonly Texts _texts;
    private Dictionary<string, IReadOnlyList<Error>> _wrong = [];
    private long _seen = -1;

    public DashboardDesk(DashboardDefinition dashboard, MetadataCatalog catalog, Texts texts)
    {
        (Catalog, _texts) = (catalog, texts);
        Editing = new DashboardEditing(dashboard);
        Refresh();
    }

    public MetadataCatalog Catalog { get; }

    public DashboardEditing Editing { get; }

    public DashboardDefinition Dashboard => Editing.Dashboard;

    public IReadOnlyList<Error> Problems { get; private set; } = [];

    /// <summary>The form that new widgets are about.</summary>
    public string? Form { get; set; }

    /// <summary>Checks again; called after every change.</summary>
    public void Refresh()
    {
        if (_seen == Editing.History.Revision) return;
        _seen = Editing.History.Revision;
        Problems = DashboardChecker.Check(Dashboard, Catalog);
        _wrong = Dashboard.Widgets.DistinctBy(widget => widget.Key).ToDictionary(widget => widget.Key, widget => DashboardChecker.Check(widget, "", Catalog));
        Form ??= Usual();
    }

    // What the dashboard is about already, else what its app begins with.
    private string? Usual() =>
        Dashboard.Widgets.Select(widget => widget.Form).FirstOrDefault(form => form.Length > 0)
        ?? Catalog.Apps.GetValueOrDefault(Dashboard.App)?.Menu.SelectMany(group => group.Items).Select(item => item.Form).FirstOrDefault(form => form is not null && Catalog.Forms.ContainsKey(form))
        ?? (Forms() is [var first, ..] ? first.Value : null);

    /// <summary>What is wrong with one widget.</summary>
    public IReadOnlyList<Error> ProblemsOf(WidgetDefinition widget) => _wrong.GetValueOrDefault(widget.Key) ?? [];

    /// <summary>Adds the widget of a wish about the form that is chosen.</summary>
    public void Add(Wish wish) => Editing.Do(new AddWidget(Wishes.Make(wish, FormOf(Form), Catalog)));

    /// <summary>Changes a widget.</summary>
    public void Set(string property, WidgetDefinition widget) => Editing.Do(new SetWidget(property, widget));

    /// <summary>The form with a key.</summary>
    public Form? FormOf(string? key) => key is null ? null : Catalog.Forms.GetValueOrDefault(key);

    /// <summary>All forms, those of the dashboard's own app first.</summary>
    public IReadOnlyList<Option> Forms() =>
        [.. Catalog.Forms.Values.OrderBy(form => form.Definition.App == Dashboard.App ? 0 : 1).ThenBy(form => form.Key, StringComparer.Ordinal).Select(form => new Option(form.Key, FlowNames.Called(form.Definition.Label, form.Key)))];

    /// <summary>Fields to group by, as "Customer › Industry" for those behind a reference.</summary>
    public IReadOnlyList<Option> Groups(Form form) =>
        [.. FieldChoice.Groupable(form, Catalog).Select(each => new Option(each.Path, each.Through is null ? Called(each.Field) : $"{Called(each.Through)} › {Called(each.Field)}"))];

    /// <summary>Date fields.</summary>
    public static IReadOnlyList<Option> Dates(Form form) => Options(FieldChoice.Dates(form));

    /// <summary>Fields that a function can measure.</summary>
    public static IReadOnlyList<Option> Measurable(Form form, MeasureFn fn) => fn switch
    {
        MeasureFn.Sum or MeasureFn.Avg => Options(FieldChoice.AllNumbers(form)),
        MeasureFn.Min or MeasureFn.Max => Options(FieldChoice.AllNumbers(form).Concat(FieldChoice.Dates(form))),
        _ => Options(form.Designed.Where(field => field.Storage is not (StorageKind.None or StorageKind.Rows or StorageKind.Json))),
    };

    /// <summary>Fields that a list of records can show.</summary>
    public static IReadOnlyList<Option> Columns(Form form) =>
        Options(form.Designed.Concat(form.Fields.Where(field => field.Key is "owner" or "department" or "created_at" or "updated_at" or "created_by")).Where(field => field.Storage is not (StorageKind.None or StorageKind.Rows)));

    /// <summary>What is wrong with a formula over measures; null when it is fine.</summary>
    public static Error? CheckFormula(string formula, IReadOnlyList<WidgetMeasure> measures) => MeasureFormula.Compile(formula, measures) is { Ok: false } wrong ? ErrorOf(wrong) : null;

    /// <summary>The name of a kind of chart.</summary>
    public string KindName(WidgetKind kind) => _texts[$"dashDesigner.kind.{kind}"];

    /// <summary>A field's name.</summary>
    public static string Called(Field field) => FlowNames.Called(field.Label, field.Key);

    private static Error ErrorOf(CompileResult compiled) => new(compiled.Errors[0].Code, compiled.Errors[0].Message, null, compiled.Errors[0].Values.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));

    private static IReadOnlyList<Option> Options(IEnumerable<Field> fields) => [.. fields.Select(field => new Option(field.Key, Called(field)))];
}
