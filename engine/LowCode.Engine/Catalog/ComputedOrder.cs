using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Catalog;

/// <summary>The order in which a form's computed fields and columns are worked out: each after what it reads. A circle is an error that names the way.</summary>
internal static class ComputedOrder
{
    public static IReadOnlyList<Field> Of(Form form, Func<Field, string> pathOf, ICollection<Error> errors)
    {
        var computed = form.Designed.Concat(form.Designed.SelectMany(field => field.Rows))
            .Where(field => field.Computed is not null).ToDictionary(NameOf, StringComparer.Ordinal);
        var order = new List<Field>(computed.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var way = new List<string>();
        foreach (var name in computed.Keys)
            Visit(name);
        return order;

        void Visit(string name)
        {
            if (done.Contains(name))
                return;
            if (way.IndexOf(name) is var start and >= 0)
            {
                var circle = way.Skip(start).Append(name).Select(one => computed[one]).ToList();
                errors.Add(FormErrors.Cycle(pathOf(computed[name]), new(Told("zh-CN"), Told("en"))));
                string Told(string language) => string.Join(" → ", circle.Select(field => field.Subform is { } subform ? $"{NameIn(language, subform)}.{NameIn(language, field)}" : NameIn(language, field)));
                return;
            }
            way.Add(name);
            foreach (var needed in computed[name].Computed!.Dependencies.SelectMany(dependency => Needs(dependency, computed)))
                Visit(needed);
            way.RemoveAt(way.Count - 1);
            if (done.Add(name))
                order.Add(computed[name]);
        }
    }

    private static string NameIn(string language, Field field) => field.Label.IsEmpty ? field.Key : field.Label.In(language);

    private static IEnumerable<string> Needs(Dependency dependency, Dictionary<string, Field> computed)
    {
        // Through a reference, the reference itself is what this record must know first.
        var own = dependency.Kind == DependencyKind.Related ? dependency.Field?.Key ?? "" : dependency.Key;
        if (dependency.Kind is DependencyKind.Variable or DependencyKind.Rollup)
            return [];
        if (computed.ContainsKey(own))
            return [own];
        // A subform as a whole (COUNT(items)) stands for all its columns.
        return computed.Keys.Where(key => key.StartsWith(own + ".", StringComparison.Ordinal));
    }

    private static string NameOf(Field field) => field.Subform is { } subform ? $"{subform.Key}.{field.Key}" : field.Key;
}
