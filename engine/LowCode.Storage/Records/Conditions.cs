using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Storage.Records;

/// <summary>Expressions as SQL.</summary>
internal static class Conditions
{
    internal static string Sql(CompiledExpression condition, Arguments arguments, EvaluationContext context, Func<Form, string> source) =>
        throw new NotSupportedException($"{condition}{arguments}{context}{source}");
}
