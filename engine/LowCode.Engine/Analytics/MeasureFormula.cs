using LowCode.Expressions;

namespace LowCode.Analytics;

/// <summary>Formulas over the measures of a widget, which are called <c>a</c> to <c>h</c> by their place: <c>a / b</c>, <c>ROUND((a - b) / a * 100, 1)</c>.</summary>
public static class MeasureFormula
{
    /// <summary>The name of a measure in formulas.</summary>
    public static string Name(int index) => ((char)('a' + index)).ToString();

    /// <summary>Compiles a formula; measures that are formulas themselves have no name in it.</summary>
    public static CompileResult Compile(string formula, IReadOnlyList<WidgetMeasure> measures) => ExpressionCompiler.Compile(formula, new Scope(measures), ExpressionType.Number);

    private sealed class Scope(IReadOnlyList<WidgetMeasure> measures) : IExpressionScope
    {
        private static readonly Dictionary<string, ExpressionType> None = [];

        public string Form => "measures";

        public IEnumerable<FieldSymbol> Fields { get; } =
            [.. measures.Select((measure, i) => (measure, i)).Where(each => each.measure.Fn != MeasureFn.Formula).Select(each => new FieldSymbol(Name(each.i), each.i, ExpressionType.Number, "", []))];

        public IReadOnlyDictionary<string, ExpressionType> Variables => None;

        public FieldSymbol? Find(string key) => Fields.FirstOrDefault(symbol => symbol.Key == key);

        public IExpressionScope? Target(string formKey) => null;
    }
}
