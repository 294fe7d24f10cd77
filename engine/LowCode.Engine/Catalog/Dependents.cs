using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Catalog;

/// <summary>Works out which computed fields of other forms must follow when a record of a form is saved.</summary>
internal static class Dependents
{
    public static void Link(IReadOnlyCollection<Form> forms, Func<string, Form?> find)
    {
        var rollups = new Dictionary<string, List<RollupTarget>>(StringComparer.Ordinal);
        var lookups = new Dictionary<string, List<(Form Form, string Via, string Read)>>(StringComparer.Ordinal);
        foreach (var form in forms)
        {
            foreach (var dependency in form.Computed.SelectMany(field => field.Computed!.Dependencies))
            {
                if (dependency.Kind == DependencyKind.Rollup)
                    AddRollups(form, dependency, find, rollups);
                else if (dependency.Kind == DependencyKind.Related && dependency.Field is { } via && form[via.Key]?.Target == dependency.Steps[0].Form)
                    Add(lookups, dependency.Steps[0].Form, (form, via.Key, dependency.Steps[0].Field));
            }
        }
        foreach (var form in forms)
        {
            form.FeedsRollups = [.. rollups.GetValueOrDefault(form.Key, []).Distinct()];
            form.FeedsLookups = [.. lookups.GetValueOrDefault(form.Key, []).GroupBy(each => (each.Form, each.Via))
                .Select(group => new LookupTarget(group.Key.Form.Key, group.Key.Form[group.Key.Via]!, group.Select(each => each.Read).ToHashSet(StringComparer.Ordinal)))];
        }
    }

    private static void AddRollups(Form form, Dependency dependency, Func<string, Form?> find, Dictionary<string, List<RollupTarget>> rollups)
    {
        foreach (var step in dependency.Steps)
        {
            if (find(step.Form)?[step.Field] is { } via && via.Target == form.Key)
                Add(rollups, step.Form, new RollupTarget(form.Key, via));
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> map, string key, T value)
    {
        if (!map.TryGetValue(key, out var list))
            map[key] = list = [];
        list.Add(value);
    }
}
