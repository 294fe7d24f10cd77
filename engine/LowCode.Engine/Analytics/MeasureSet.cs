using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.Records;

namespace LowCode.Analytics;

/// <summary>The measures of a widget: what the database is asked for, and what is worked out of its answer.</summary>
internal sealed class MeasureSet
{
    private readonly IReadOnlyList<WidgetMeasure> _all;
    private readonly CompiledExpression?[] _formulas;
    private readonly int[] _stored;
    private readonly Form _form;

    public MeasureSet(WidgetDefinition widget, Form form)
    {
        _form = form;
        _all = widget.Measures.Count == 0 ? [new WidgetMeasure(MeasureFn.Count)] : widget.Measures;
        _stored = [.. Enumerable.Range(0, _all.Count).Where(i => _all[i].Fn != MeasureFn.Formula)];
        _formulas = [.. _all.Select(measure => measure is { Fn: MeasureFn.Formula, Formula: { } formula } ? MeasureFormula.Compile(formula, _all).Expression : null)];
        Shown = [.. Enumerable.Range(0, _all.Count).Where(i => !_all[i].Hidden)];
        SortedBy = widget.Sort?.Measure ?? Shown[0];
    }

    /// <summary>Indexes of the measures that are shown.</summary>
    public IReadOnlyList<int> Shown { get; }

    /// <summary>Index of the measure that groups are ordered by, if by any: the first that is shown, unless another was chosen.</summary>
    public int SortedBy { get; }

    /// <summary>What the database works out, in order.</summary>
    public IReadOnlyList<MeasureRequest> Requests => [.. _stored.Select(i => Request(_all[i]))];

    /// <summary>Indexes of the measures that the database works out.</summary>
    public IReadOnlyList<int> Stored => _stored;

    /// <summary>True when the database can sort by it and leave groups out.</summary>
    public bool SortsInDatabase(int measure) => _formulas[measure] is null && _all.All(each => each.Show is null);

    /// <summary>Its place among those that the database works out.</summary>
    public int StoredIndex(int measure) => Array.IndexOf(_stored, measure);

    /// <summary>Its function.</summary>
    public MeasureFn Fn(int measure) => _all[measure].Fn;

    /// <summary>What is shown of it.</summary>
    public MeasureShow? Show(int measure) => _all[measure].Show;

    /// <summary>True when the parts add up to the whole.</summary>
    public bool AddsUp(int measure) => _all[measure].Fn is MeasureFn.Count or MeasureFn.Sum;

    /// <summary>All measures out of those that the database worked out.</summary>
    public Value[] Complete(IReadOnlyList<Value> stored)
    {
        var values = new Value[_all.Count];
        for (var i = 0; i < _stored.Length; i++) values[_stored[i]] = stored[i];
        return WithFormulas(values);
    }

    /// <summary>What a group without records has: nothing adds up to 0, but it has no mean and no largest.</summary>
    public Value[] Nothing() => Complete([.. _stored.Select(i => AddsUp(i) || _all[i].Fn == MeasureFn.Distinct ? Value.FromNumber(0) : Value.Null)]);

    /// <summary>The whole less the parts: of what adds up, and of formulas over nothing else.</summary>
    public Value[] Rest(IReadOnlyList<Value> whole, IReadOnlyList<Value[]> parts)
    {
        var values = new Value[_all.Count];
        foreach (var i in _stored)
            values[i] = AddsUp(i) ? Value.FromNumber(Number(whole[i]) - parts.Sum(part => Number(part[i]))) : Value.Null;
        return _stored.All(AddsUp) ? WithFormulas(values) : values;
    }

    /// <summary>How a measure is read.</summary>
    public WidgetColumn Column(int index)
    {
        var measure = _all[index];
        var field = measure.Field is { } key ? _form[key] : null;
        var scale = measure.Fn switch
        {
            MeasureFn.Count or MeasureFn.Distinct => 0,
            MeasureFn.Formula => 2,
            // An average of money is money: no finer than the field.
            MeasureFn.Avg when !IsMoney(field) => Math.Min((field?.Scale ?? 0) + 2, 8),
            _ => field?.Scale ?? (measure.Expression is null ? 0 : 2),
        };
        var percent = measure.Percent || measure.Show == MeasureShow.Share;
        return new(measure.Label, field, measure.Fn, measure.Decimals ?? (percent ? 1 : scale)) { Percent = percent, Unit = measure.Unit, Show = measure.Show };
    }

    public static decimal Number(Value value) => value.Kind == ValueKind.Number ? value.AsNumber : 0;

    private Value[] WithFormulas(Value[] values)
    {
        EvaluationContext? context = null;
        for (var i = 0; i < _formulas.Length; i++)
        {
            if (_formulas[i] is not { } formula) continue;
            context ??= new EvaluationContext { Record = values };
            var result = formula.Evaluate(context);
            values[i] = result.Kind == ValueKind.Number ? result : Value.Null;
        }
        return values;
    }

    private static MeasureRequest Request(WidgetMeasure measure) => new(Function(measure.Fn), measure.Field, measure.Expression) { Where = measure.Filter };

    private static bool IsMoney(Field? field) => field?.Settings is NumberSettings { Display: NumberDisplay.Money } or FormulaSettings { Display: NumberDisplay.Money };

    private static MeasureFunction Function(MeasureFn fn) => fn switch
    {
        MeasureFn.Distinct => MeasureFunction.Distinct,
        MeasureFn.Sum => MeasureFunction.Sum,
        MeasureFn.Avg => MeasureFunction.Avg,
        MeasureFn.Min => MeasureFunction.Min,
        MeasureFn.Max => MeasureFunction.Max,
        _ => MeasureFunction.Count,
    };
}
