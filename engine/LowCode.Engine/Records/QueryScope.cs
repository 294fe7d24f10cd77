using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// Turns the names of a request into positions and expressions. Expressions of callers are compiled over a scope that holds only what the caller
/// may see (<see cref="VisibleScope"/>), so an unknown and a hidden name give the same refusal, word for word.
/// </summary>
internal sealed class QueryScope(Workspace workspace, Access access)
{
    private readonly Form _form = access.Form;
    private readonly VisibleScope _scope = new(access, form => workspace.Catalog.Access(access.Caller, form), workspace.Catalog);

    public IReadOnlyList<int> Positions(IReadOnlyList<string>? keys) => keys is null
        ? [.. _form.Fields.Where(field => field.Storage is not (StorageKind.Rows or StorageKind.None) && access.MayShow(field.Position, FieldRight.Masked)).Select(field => field.Position)]
        : [.. keys.Select((key, index) => Shown(key, $"fields[{index}]")).Union([SystemFields.Id, SystemFields.Version])];

    /// <summary>A field to sort, group or measure by: it must be seen in full on some record.</summary>
    public int Position(string key, string path) => _scope.Find(key) is { } symbol ? symbol.Position : throw Unknown(key, path);

    public CompiledExpression? Filter(string? filter, string path = "filter") => string.IsNullOrWhiteSpace(filter) ? null : Compile(filter, ExpressionType.Bool, path);

    /// <summary>All of the conditions as one; the caller's are compiled already, a view's and a reference's (over its own <paramref name="names"/>) are the designer's.</summary>
    public CompiledExpression? All(IExpressionScope? names, params IEnumerable<CompiledExpression?> filters)
    {
        var said = filters.OfType<CompiledExpression>().ToList();
        if (said.Count < 2)
            return said.FirstOrDefault();
        var result = ExpressionCompiler.Compile(Conditions.All(said.Select(filter => filter.Source))!, names ?? _form, ExpressionType.Bool);
        return result.Expression ?? throw Refused(result, "filter");
    }

    public (GroupBy By, Field Field) Group(GroupRequest group)
    {
        var parts = group.Field.Split('.');
        if (_scope.Find(parts[0]) is not { } own)
            throw Unknown(group.Field, "groupBy");
        if (parts.Length == 1)
            return (new GroupBy(own.Position, group.Unit) { Bands = group.Bands }, _form.Fields[own.Position]);
        var target = own.Type is { Kind: TypeKind.Reference, Form: { } form } ? _scope.Target(form) : null;
        if (parts.Length > 2 || target?.Find(parts[1]) is not { } theirs)
            throw Unknown(group.Field, "groupBy");
        return (new GroupBy(theirs.Position, group.Unit, own.Position) { Bands = group.Bands }, workspace.Catalog.Form(target.Form).Fields[theirs.Position]);
    }

    public Measure Measure(MeasureRequest measure) => Measured(measure) with { Where = Filter(measure.Where, "measures") };

    private Measure Measured(MeasureRequest measure) => measure switch
    {
        { Expression: { Length: > 0 } source, Function: not MeasureFunction.Empty } => new Measure(measure.Function, null, Compile(source, ExpressionType.Number, "measures")),
        { Field: { Length: > 0 } key } => new Measure(measure.Function, Position(key, "measures")),
        { Function: MeasureFunction.Count } => new Measure(MeasureFunction.Count),
        _ => throw new RefusedException(ErrorKind.Malformed, "records.measure", "A measure other than count needs a field or an expression.", "measures"),
    };

    private int Shown(string key, string path) =>
        _form[key] is { } field && access.MayShow(field.Position, FieldRight.Masked) ? field.Position : throw Unknown(key, path);

    private CompiledExpression Compile(string source, ExpressionType type, string path)
    {
        var result = ExpressionCompiler.Compile(source, _scope, type);
        return result.Expression ?? throw Refused(result, path);
    }

    private static RefusedException Refused(CompileResult result, string path) =>
        new(new Refusal(ErrorKind.Malformed, [.. result.Errors.Select(error => FormErrors.Expression(path, error))]));

    private static RefusedException Unknown(string key, string path) => new(new Refusal(ErrorKind.Malformed, RecordErrors.UnknownField(key) with { Path = path }));
}
