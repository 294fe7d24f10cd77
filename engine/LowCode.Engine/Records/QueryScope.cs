using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>Turns the names of a request into positions and expressions. A name that is unknown or that the caller can never see gives the same refusal.</summary>
internal sealed class QueryScope(Workspace workspace, Access access)
{
    private readonly Form _form = access.Form;

    public IReadOnlyList<int> Positions(IReadOnlyList<string>? keys) => keys is null
        ? [.. _form.Fields.Where(field => field.Storage != StorageKind.Rows && Visible(field)).Select(field => field.Position)]
        : [.. keys.Select(key => Position(key, "fields")).Union([SystemFields.Id, SystemFields.Version])];

    public int Position(string key, string path) =>
        _form[key] is { } field && Visible(field) ? field.Position : throw Unknown(key, path);

    public CompiledExpression? Filter(string? filter, string? and)
    {
        var source = (string.IsNullOrWhiteSpace(filter), string.IsNullOrWhiteSpace(and)) switch
        {
            (true, true) => null,
            (false, true) => filter,
            (true, false) => and,
            _ => $"({filter}) && ({and})",
        };
        return source is null ? null : Compile(source, ExpressionType.Bool, "filter");
    }

    public (GroupBy By, Field Field) Group(GroupRequest group, Caller caller)
    {
        var parts = group.Field.Split('.');
        if (parts.Length == 1)
            return (new GroupBy(Position(group.Field, "groupBy"), group.Unit), _form.Fields[Position(group.Field, "groupBy")]);
        var via = _form.Fields[Position(parts[0], "groupBy")];
        if (parts.Length > 2 || via.Target is null)
            throw Unknown(group.Field, "groupBy");
        var target = workspace.Catalog.Form(via.Target);
        var field = target[parts[1]];
        if (field is null || workspace.Catalog.Access(caller, target).RowsShowing(field.Position) is not null || !workspace.Catalog.Access(caller, target).Can(RecordActions.View))
            throw Unknown(group.Field, "groupBy");
        return (new GroupBy(field.Position, group.Unit, via.Position), field);
    }

    public Measure Measure(MeasureRequest measure) => measure switch
    {
        { Expression: { Length: > 0 } source } => new Measure(measure.Function, null, Compile(source, ExpressionType.Number, "measures")),
        { Field: { Length: > 0 } key } => new Measure(measure.Function, Position(key, "measures")),
        { Function: MeasureFunction.Count } => new Measure(MeasureFunction.Count),
        _ => throw new RefusedException(ErrorKind.Malformed, "records.measure", "A measure other than count needs a field or an expression.", "measures"),
    };

    private CompiledExpression Compile(string source, ExpressionType type, string path)
    {
        var result = ExpressionCompiler.Compile(source, _form, type);
        if (result.Expression is not { } expression)
        {
            throw new RefusedException(new Refusal(ErrorKind.Malformed, [.. result.Errors.Select(error => new Error(error.Code, error.Message, path,
                new Dictionary<string, object?> { ["line"] = error.Line, ["column"] = error.Column }))]));
        }

        foreach (var dependency in expression.Dependencies)
        {
            if (dependency.Field is { } symbol && _form[symbol.Key] is { } field && !Visible(field))
                throw Unknown(symbol.Key, path);
        }

        return expression;
    }

    private bool Visible(Field field) => field.IsSystem || access.RowsShowing(field.Position) is not { Count: 0 };

    private static RefusedException Unknown(string key, string path) => new(new Refusal(ErrorKind.Malformed, RecordErrors.UnknownField(key) with { Path = path }));
}
