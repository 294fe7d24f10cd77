using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Flows;

/// <summary>Which records a waiting node's condition counts: those that somebody must write so that it comes true.</summary>
internal static class WaitedFor
{
    private const int MostSteps = 4;

    /// <summary>Keys of the forms, the ones nearest to the condition first; also through formulas: <c>contract.paid</c> adds up payments.</summary>
    public static IReadOnlyList<string> Forms(MetadataCatalog catalog, CompiledFlow flow, string condition)
    {
        var found = new List<string>();
        Visit(flow.Compiled(condition), flow.Form, MostSteps);
        return found;

        void Visit(CompiledExpression? expression, Form form, int left)
        {
            foreach (var read in left > 0 ? expression?.Dependencies ?? [] : [])
            {
                if (read.Kind == DependencyKind.Rollup && read.Steps is [var counted, ..] && !found.Contains(counted.Form))
                    found.Add(counted.Form);
                else if (read.Kind == DependencyKind.Field)
                    Visit(form[read.Key]?.Computed, form, left - 1);
                else if (read.Kind == DependencyKind.Related && read.Steps is [.., var last] && catalog.Forms.GetValueOrDefault(last.Form) is { } other)
                    Visit(other[last.Field]?.Computed, other, left - 1);
            }
        }
    }
}
