using LowCode.Expressions;

namespace LowCode.Ui.Conditions;

/// <summary>Kinds of what a condition looks at; each has its operators and its way to choose a value.</summary>
public enum SubjectKind
{
    /// <summary>Can't be asked.</summary>
    None,
    Text, Number, Bool, Date, Instant, Time,
    /// <summary>One of some choices.</summary>
    Choice,
    /// <summary>Several of some choices.</summary>
    Choices,
    User, Users, Department, Departments, Reference, References,
    /// <summary>Files and subforms: there or not.</summary>
    Presence,
}

/// <summary>The operators by name, the most usual first; names are those of the API's conditions where both have them.</summary>
public static class ConditionOperators
{
    private static readonly string[] One = ["eq", "ne", "in", "notIn", "empty", "notEmpty", "changed"];
    private static readonly string[] Many = ["has", "notHas", "hasAny", "hasAll", "empty", "notEmpty"];
    private static readonly string[] Moment = ["within", "last", "next", "overdue", "eq", "ge", "le", "gt", "lt", "between", "empty", "notEmpty", "changed"];

    /// <summary>What a subject of this kind can be asked.</summary>
    public static IReadOnlyList<string> Of(SubjectKind kind) => kind switch
    {
        SubjectKind.Text => ["contains", "notContains", "eq", "ne", "startsWith", "in", "notIn", "empty", "notEmpty", "changed"],
        SubjectKind.Number => ["eq", "ne", "gt", "ge", "lt", "le", "between", "empty", "notEmpty", "changed"],
        SubjectKind.Bool => ["yes", "no"],
        SubjectKind.Date or SubjectKind.Instant => Moment,
        SubjectKind.Time => ["eq", "gt", "ge", "lt", "le", "between", "empty", "notEmpty"],
        SubjectKind.Choice or SubjectKind.User or SubjectKind.Department or SubjectKind.Reference => One,
        SubjectKind.Choices or SubjectKind.Users or SubjectKind.Departments or SubjectKind.References => Many,
        SubjectKind.Presence => ["empty", "notEmpty"],
        _ => [],
    };

    /// <summary>True for operators that need nothing to compare with.</summary>
    public static bool IsUnary(string op) => op is "empty" or "notEmpty" or "yes" or "no" or "overdue" or "changed";

    /// <summary>True for operators that take several values.</summary>
    public static bool TakesList(string op) => op is "in" or "notIn" or "hasAny" or "hasAll";

    /// <summary>The end of the key of an operator's words: days are earlier and later, not less and more.</summary>
    public static string WordOf(string op, SubjectKind kind) => kind is not (SubjectKind.Date or SubjectKind.Instant or SubjectKind.Time) ? op : op switch { "gt" => "after", "ge" => "since", "lt" => "before", "le" => "until", _ => op };

    /// <summary>Named periods of <c>within</c>, the most usual first.</summary>
    public static readonly IReadOnlyList<string> Periods =
        ["today", "thisWeek", "thisMonth", "thisQuarter", "thisYear", "yesterday", "lastWeek", "lastMonth", "lastQuarter", "lastYear", "tomorrow", "nextWeek", "nextMonth", "nextQuarter", "nextYear"];

    /// <summary>The kind of what has this type; <paramref name="listed"/> when it offers choices.</summary>
    public static SubjectKind KindOf(ExpressionType type, bool listed) => type.Kind switch
    {
        TypeKind.Text => listed ? SubjectKind.Choice : SubjectKind.Text,
        TypeKind.Number => SubjectKind.Number,
        TypeKind.Bool => SubjectKind.Bool,
        TypeKind.Date => SubjectKind.Date,
        TypeKind.DateTime => SubjectKind.Instant,
        TypeKind.Time => SubjectKind.Time,
        TypeKind.User => SubjectKind.User,
        TypeKind.Department => SubjectKind.Department,
        TypeKind.Reference => SubjectKind.Reference,
        TypeKind.File or TypeKind.Rows => SubjectKind.Presence,
        TypeKind.List => type.Item?.Kind switch
        {
            TypeKind.Text when listed => SubjectKind.Choices,
            TypeKind.User => SubjectKind.Users,
            TypeKind.Department => SubjectKind.Departments,
            TypeKind.Reference => SubjectKind.References,
            _ => SubjectKind.Presence,
        },
        _ => SubjectKind.None,
    };

    /// <summary>The kind of one item of several; the kind itself otherwise.</summary>
    public static SubjectKind ItemOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Choices => SubjectKind.Choice,
        SubjectKind.Users => SubjectKind.User,
        SubjectKind.Departments => SubjectKind.Department,
        SubjectKind.References => SubjectKind.Reference,
        _ => kind,
    };
}
