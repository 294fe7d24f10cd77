namespace LowCode.Flows;

/// <summary>What the checker must know of the world around a flow: its form, other forms, people. Answered from the catalog in the product, from lists in tests.</summary>
public interface IFlowCheckContext
{
    /// <summary>Compiles an expression over a form's record; null when it is well formed and gives what is asked for, else what is wrong.</summary>
    Error? CheckExpression(string form, string expression, FlowExpressionKind kind);

    /// <summary>True when a published form has this key.</summary>
    bool HasForm(string form);

    /// <summary>A field of a form by key, also a subform's column <c>items.amount</c>; null when there is none.</summary>
    FlowFieldFacts? FindField(string form, string field);

    /// <summary>True when a role has this key.</summary>
    bool HasRole(string role);

    /// <summary>True when a user has this id and is active.</summary>
    bool HasUser(long user);

    /// <summary>True when a department has this id.</summary>
    bool HasDepartment(long department);
}

/// <summary>What an expression must give.</summary>
public enum FlowExpressionKind
{
    /// <summary>Any value.</summary>
    Value,
    /// <summary>True or false.</summary>
    Condition,
    /// <summary>A user or a list of users.</summary>
    People,
}

/// <summary>What the checker wants to know of a field.</summary>
/// <param name="Kind">What it holds, as far as flows care.</param>
/// <param name="Target">For a reference the form that it points to; null otherwise.</param>
/// <param name="Writable">False for formulas, roll-ups, serial numbers: what nobody can set.</param>
public sealed record FlowFieldFacts(FlowFieldKind Kind, string? Target = null, bool Writable = true);

/// <summary>What a field holds, as far as flows care.</summary>
public enum FlowFieldKind
{
    /// <summary>Anything else.</summary>
    Other,
    /// <summary>One or several people.</summary>
    Member,
    /// <summary>One or several departments.</summary>
    Department,
    /// <summary>A date or a date with time.</summary>
    Date,
    /// <summary>One or several records of another form.</summary>
    Reference,
    /// <summary>The rows of a subform, or a column of them.</summary>
    Rows,
}
