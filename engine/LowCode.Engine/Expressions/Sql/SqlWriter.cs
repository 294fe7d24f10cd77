using LowCode.Expressions.Binding;
using LowCode.Expressions.Closures;

namespace LowCode.Expressions.Sql;

/// <summary>A function's SQL form: its arguments as nodes, so that it may treat columns and constants specially. Null after <see cref="SqlWriter.Refuse"/>.</summary>
internal delegate SqlFragment? SqlForm(SqlWriter writer, IReadOnlyList<Node> arguments);

/// <summary>Writes one expression; knows which aliases its names are read under. Parts without SQL set <see cref="Reason"/> and give null.</summary>
internal sealed class SqlWriter
{
    private const int MaxLength = 100_000;

    private readonly SqlWriter? _outer;
    private readonly string? _rowAlias;
    private string? _reason;
    private int _aliases;

    public SqlWriter(SqlSource source, IExpressionScope scope) : this(source, scope, source.Alias, null, null)
    {
    }

    private SqlWriter(SqlSource source, IExpressionScope scope, string alias, string? rowAlias, SqlWriter? outer)
    {
        Source = source;
        Scope = scope;
        Alias = alias;
        _rowAlias = rowAlias;
        _outer = outer;
        Numbers = new SqlNumbers(this);
        Compare = new SqlComparisons(this);
        Lists = new SqlLists(this);
    }

    public SqlSource Source { get; }

    public IExpressionScope Scope { get; }

    public string Alias { get; }

    public SqlNumbers Numbers { get; }

    public SqlComparisons Compare { get; }

    public SqlLists Lists { get; }

    public SqlDialect Dialect => Source.Dialect;

    public string? Reason => _outer is null ? _reason : _outer.Reason;

    public SqlFragment? Refuse(string reason)
    {
        if (_outer is not null)
            return _outer.Refuse(reason);
        _reason ??= reason;
        return null;
    }

    /// <summary>A writer for the rows of a table inside this statement: of a subform, or of another form.</summary>
    public SqlWriter Inside(IExpressionScope scope, string alias, string? rowAlias) => new(Source, scope, alias, rowAlias, this);

    public string NewAlias() => _outer is not null ? _outer.NewAlias() : Alias + ++_aliases;

    public SqlFragment? Write(Node node)
    {
        if (IsConstant(node))
            return Constant(ClosureBuilder.Build(node)(Source.Context), node.Type);
        var fragment = node switch
        {
            FieldNode field => Field(field),
            VariableNode { Name: "record.id" } => new SqlFragment(Alias + ".id", ExpressionType.ReferenceTo(Scope.Form), SqlNull.Never) { IsColumn = true },
            UnaryNode { Operator: "!" } unary => Not(Write(unary.Operand)),
            UnaryNode unary => Numbers.Negative(Write(unary.Operand)),
            LogicNode logic => Decided(logic.And, [.. logic.Operands.Select(Write)]),
            ConditionalNode conditional => Choose([(Write(conditional.Test), Write(conditional.Then))], Write(conditional.Otherwise)),
            BinaryNode { Operator: "in" } binary => Lists.In(binary),
            BinaryNode { Operator: "==" or "!=" or "<" or "<=" or ">" or ">=" } binary => Compare.Write(binary),
            BinaryNode { Type.Kind: TypeKind.Text } join => TextForms.Join(this, [join.Left, join.Right]),
            BinaryNode binary => Numbers.Arithmetic(binary),
            ConvertNode convert => Convert(convert),
            PathNode path => Lists.Path(path),
            RollupNode rollup => Lists.Rollup(rollup),
            LookupNode lookup => Lists.Lookup(lookup),
            CallNode { Function: { Sql: { } form } } call => form(this, call.Arguments),
            CallNode call => Refuse($"{call.Function.Key} has no SQL form."),
            ListNode => Refuse("A list of calculated values has no SQL form."),
            ColumnNode or FilterNode => Refuse("A subform column needs an aggregate such as SUM around it."),
            _ => Refuse($"'{Syntax.Printer.Print(node)}' has no SQL form."),
        };
        return fragment is { Sql.Length: > MaxLength } ? Refuse("The SQL would be too long.") : fragment;
    }

    /// <summary>A constant as SQL text, a parameter in the form that its type is stored in; other fragments as they are.</summary>
    public SqlFragment Settle(SqlFragment fragment)
    {
        if (fragment.Constant is not { } value)
            return fragment;
        if (value.IsNull || value.IsError)
            return fragment with { Sql = "NULL", Constant = null };
        if (value.Kind == ValueKind.Number)
            return Numbers.Constant(value.AsNumber) with { WasFilled = fragment.WasFilled };
        if (value.Kind == ValueKind.Bool)
            return fragment with { Sql = value.AsBool ? Dialect.True : Dialect.False, Constant = null };
        return fragment with { Sql = Source.Parameter(Dialect.Parameter(value)), Constant = null };
    }

    public static SqlFragment Constant(Value value, ExpressionType type)
    {
        // An instant, a day: types that only the value knows (an any-typed function) take the value's.
        var known = type.Kind is TypeKind.Any or TypeKind.Null ? TypeOf(value) : type;
        return new("", known, value.IsError ? SqlNull.Error : value.IsNull ? SqlNull.Empty : SqlNull.Never) { Constant = value };
    }

    /// <summary>The fragment with a default where nothing is there; errors stay NULL.</summary>
    public string Filled(SqlFragment fragment)
    {
        var settled = Settle(fragment);
        if (settled.Null != SqlNull.Empty)
            return settled.Sql;
        return settled.Type.Kind switch
        {
            TypeKind.Number => $"coalesce({settled.Sql}, 0)",
            TypeKind.Text => $"coalesce({settled.Sql}, '')",
            TypeKind.Bool => $"coalesce({settled.Sql}, {Dialect.False})",
            _ => settled.Sql,
        };
    }

    public static SqlFragment Condition(string sql, SqlNull nulls) => new(sql, ExpressionType.Bool, nulls);

    public SqlFragment? Not(SqlFragment? operand)
    {
        if (operand is null)
            return null;
        return operand.Constant is { IsError: false } value ? Constant(Value.FromBool(!value.AsBool), ExpressionType.Bool)
            : Condition($"(NOT {Filled(operand)})", operand.Null == SqlNull.Error ? SqlNull.Error : SqlNull.Never);
    }

    /// <summary>AND or OR; beside a condition that may fail, one that may be empty is made false, so that NULL stays the error.</summary>
    // What is known before the statement runs is left out, so that an index serves what remains.
    private SqlFragment? Decided(bool and, IReadOnlyList<SqlFragment?> operands)
    {
        if (operands.Any(operand => operand?.Constant is { Kind: ValueKind.Bool } known && known.AsBool != and))
            return operands.Any(operand => operand is null) ? null : Constant(Value.FromBool(!and), ExpressionType.Bool);
        var open = operands.Where(operand => operand?.Constant is not { Kind: ValueKind.Bool }).ToList();
        return open.Count == 0 ? Constant(Value.FromBool(and), ExpressionType.Bool) : Logic(and, open);
    }

    public SqlFragment? Logic(bool and, IReadOnlyList<SqlFragment?> operands)
    {
        if (operands.Any(operand => operand is null))
            return null;
        var fails = operands.Any(operand => operand!.Null == SqlNull.Error);
        var texts = operands.Select(operand => fails ? Filled(operand!) : Settle(operand!).Sql);
        var nulls = fails ? SqlNull.Error : operands.Any(operand => operand!.Null == SqlNull.Empty) ? SqlNull.Empty : SqlNull.Never;
        return Condition("(" + string.Join(and ? " AND " : " OR ", texts) + ")", nulls);
    }

    /// <summary>CASE: the first result whose test holds; a test that fails makes the whole fail.</summary>
    public SqlFragment? Choose(IReadOnlyList<(SqlFragment? Test, SqlFragment? Then)> cases, SqlFragment? otherwise)
    {
        if (otherwise is null || cases.Any(each => each.Test is null || each.Then is null))
            return null;
        // A test that fails makes the whole fail: it counts among the results.
        var failure = cases.Any(each => each.Test!.Null == SqlNull.Error) ? new[] { Constant(Value.FromError(ErrorValue.WrongValue), ExpressionType.Null) } : [];
        if (Alike([.. cases.Select(each => each.Then!), otherwise, .. failure]) is not { } results)
            return null;
        var text = new System.Text.StringBuilder("CASE");
        var nulls = results.Any(result => result.Null == SqlNull.Error) ? SqlNull.Error : results.Any(result => result.Null == SqlNull.Empty) ? SqlNull.Empty : SqlNull.Never;
        for (var i = 0; i < cases.Count; i++)
        {
            var test = Settle(cases[i].Test!);
            if (test.Null == SqlNull.Error)
            {
                nulls = SqlNull.Error;
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $" WHEN {test.Sql} IS NULL THEN NULL");
            }
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $" WHEN {test.Sql} THEN {results[i].Sql}");
        }
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $" ELSE {results[cases.Count].Sql} END");
        return new($"({text})", results[0].Type, nulls, results[0].Scale, results[0].IsReal) { WasFilled = results.Any(result => result.WasFilled) };
    }

    /// <summary>
    /// Results of one type, numbers in one scale. Where some may be empty and others fail, the empty ones become 0, "" or false,
    /// so that NULL has one meaning; null where there is no such value.
    /// </summary>
    public IReadOnlyList<SqlFragment>? Alike(IReadOnlyList<SqlFragment> results)
    {
        var type = results.FirstOrDefault(result => result.Type.Kind is not (TypeKind.Null or TypeKind.Any))?.Type ?? results[0].Type;
        if (results.Any(result => result.Null == SqlNull.Error) && results.Any(result => result.Null == SqlNull.Empty))
        {
            if (DefaultOf(type) is null)
            {
                Refuse("NULL would stand for both an empty value and a failed calculation.");
                return null;
            }
            results = [.. results.Select(result => result.Null == SqlNull.Empty ? WithDefault(result, type) : result)];
        }
        return type.Kind == TypeKind.Number ? Numbers.Alike(results) : [.. results.Select(result => Settle(result) with { Type = type })];
    }

    private SqlFragment WithDefault(SqlFragment result, ExpressionType type)
    {
        if (result.Constant is null)
            return result with { Sql = Filled(result), Null = SqlNull.Never, IsColumn = false, WasFilled = true };
        return Constant(DefaultOf(type)!.Value, type) with { WasFilled = true };
    }

    /// <summary>What nothing counts as beside a value of this type; null where it counts as nothing.</summary>
    public static Value? DefaultOf(ExpressionType type) => type.Kind switch
    {
        TypeKind.Number => Value.FromNumber(0),
        TypeKind.Text => Value.FromText(""),
        TypeKind.Bool => Value.False,
        _ => null,
    };

    public SqlFragment? Column(FieldSymbol field, string alias)
    {
        if (Source.Column(new(Scope.Form, field, alias)) is not { } sql)
            return Refuse($"Field '{field.Key}' cannot be read.");
        var scale = field.Type.Kind == TypeKind.Number && Dialect.ScaledNumbers ? field.Scale : 0;
        return new(sql, field.Type, SqlNull.Empty, scale) { IsColumn = true };
    }

    private SqlFragment? Field(FieldNode node)
    {
        if (node.Field.Rows is not null)
            return Refuse("A subform needs COUNT or another aggregate around it.");
        return node.Source switch
        {
            FieldSource.Record => Column(node.Field, Alias),
            FieldSource.Row when _rowAlias is not null => Column(node.Field, _rowAlias),
            FieldSource.Row => Refuse("A subform row's own column has no SQL form outside its rows."),
            _ => Refuse("$old has no SQL form: the database knows the current values only."),
        };
    }

    private SqlFragment? Convert(ConvertNode node)
    {
        if (Write(node.Operand) is not { } operand)
            return null;
        return (operand.Type.Kind, node.Type.Kind) switch
        {
            var (from, to) when from == to => operand,
            (TypeKind.Number, TypeKind.Text) => TextForms.OfNumber(this, operand),
            (TypeKind.DateTime, TypeKind.Date) => DateForms.Day(this, operand),
            _ => Refuse($"Converting {node.Operand.Type} to {node.Type} has no SQL form."),
        };
    }

    /// <summary>Whether a part reads nothing of any record, so that it can be calculated now.</summary>
    public static bool IsConstant(Node node) => node switch
    {
        ConstantNode => true,
        VariableNode variable => variable.Name != "record.id",
        FieldNode or RollupNode or LookupNode or PathNode => false,
        CallNode { Function.Steady: false } => false,
        _ => DependencyFinder.Children(node).All(IsConstant),
    };

    private static ExpressionType TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Number => ExpressionType.Number,
        ValueKind.Text => ExpressionType.Text,
        ValueKind.Bool => ExpressionType.Bool,
        ValueKind.Date => ExpressionType.Date,
        ValueKind.DateTime => ExpressionType.DateTime,
        ValueKind.Time => ExpressionType.Time,
        ValueKind.User => ExpressionType.User,
        ValueKind.Department => ExpressionType.Department,
        ValueKind.Reference => new(TypeKind.Reference),
        _ => ExpressionType.Null,
    };
}
