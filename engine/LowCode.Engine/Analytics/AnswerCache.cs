using System.Collections.Concurrent;
using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Analytics;

/// <summary>
/// Keeps answers until something they were made of has changed: the question, the day, what is published, the people, or any record of a form that the
/// answer can depend on. Who is limited by permissions shares answers with nobody. Two who ask the same at the same time wait for one answer.
/// </summary>
internal sealed class AnswerCache
{
    private const int Most = 1000;

    private readonly Workspace _workspace;
    private readonly ConcurrentDictionary<string, long> _changes = new();
    private readonly ConcurrentDictionary<Key, Lazy<WidgetData>> _answers = new();

    // Catalog and people are replaced as a whole, so being the same object is being the same.
    private readonly record struct Key(string Question, object Catalog, object People);

    public AnswerCache(Workspace workspace)
    {
        _workspace = workspace;
        workspace.Changed += change => _changes.AddOrUpdate(change.Form, 1, (_, count) => count + 1);
    }

    /// <summary>The kept answer, or a new one.</summary>
    public WidgetData Get(Caller caller, WidgetDefinition widget, Form form, WidgetScope scope, DateOnly today, Func<WidgetData> answer)
    {
        var (catalog, people) = (_workspace.Catalog, _workspace.People);
        if (Reads(caller, widget, form, scope) is not { } forms) return answer();
        var question = string.Join('\n',
            DefinitionJson.Write(widget with { Key = "w", At = Nowhere, Label = Label.Empty }), scope.ToString(), Who(caller, widget, scope), caller.Zone.Id, CultureInfo.CurrentUICulture.Name, today.ToString("o", CultureInfo.InvariantCulture),
            // Read before the records are: a change that comes meanwhile makes another key.
            string.Join(',', forms.Order(StringComparer.Ordinal).Select(each => $"{each}:{_changes.GetValueOrDefault(each)}")));
        var key = new Key(question, catalog, people);
        if (_answers.Count >= Most) _answers.Clear();
        var kept = _answers.GetOrAdd(key, _ => new Lazy<WidgetData>(answer));
        var answered = false;
        try
        {
            var value = kept.Value;
            answered = true;
            return value;
        }
        finally
        {
            // A refusal is told to those who waited for it; the next one asks again.
            if (!answered) _answers.TryRemove(key, out _);
        }
    }

    private static WidgetPlace Nowhere { get; } = new(0, 0, 1, 1);

    private static string Who(Caller caller, WidgetDefinition widget, WidgetScope scope) =>
        caller.IsAdmin && !Written(widget, scope).Any(source => source.Contains('$', StringComparison.Ordinal)) ? "all"
        // Looked at as a role, it is the administrator with other rights.
        : caller.Viewer is null ? caller.Id.ToString(CultureInfo.InvariantCulture)
        : $"{caller.Id.ToString(CultureInfo.InvariantCulture)} as {string.Join(',', caller.User.Roles)}";

    private static IEnumerable<string> Written(WidgetDefinition widget, WidgetScope scope) =>
        widget.Measures.SelectMany(measure => new[] { measure.Filter, measure.Expression }).Append(scope.Filter).OfType<string>();

    // The form, what it refers to and what that refers to (titles and dimensions), and all that conditions read; null when an answer ages by itself.
    private HashSet<string>? Reads(Caller caller, WidgetDefinition widget, Form form, WidgetScope scope)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal) { form.Key };
        foreach (var target in Targets(form).SelectMany(near => Targets(near).Prepend(near)))
            forms.Add(target.Key);
        var written = Written(widget, scope).Select(source => ExpressionCompiler.Compile(source, form).Expression).OfType<CompiledExpression>();
        var rules = forms.ToList().SelectMany(key => _workspace.Catalog.Access(caller, _workspace.Catalog.Form(key)).Rows(RecordActions.View) ?? []);
        foreach (var expression in written.Concat(rules))
        {
            if (expression.Source.Contains("NOW", StringComparison.OrdinalIgnoreCase)) return null;
            foreach (var step in expression.Dependencies.SelectMany(dependency => dependency.Steps)) forms.Add(step.Form);
        }
        return forms;
    }

    private IEnumerable<Form> Targets(Form form) => form.Fields.Select(field => field.Target).OfType<string>().Distinct()
        .Select(_workspace.Catalog.Forms.GetValueOrDefault).OfType<Form>();
}
