namespace LowCode.Forms;

/// <summary>The condition operators by kind of value, in the order in which the condition editor offers them.</summary>
public static class Operators
{
    /// <summary>Texts.</summary>
    public static readonly IReadOnlyList<string> Text = ["contains", "notContains", "eq", "ne", "startsWith", "empty", "notEmpty"];
    /// <summary>Numbers.</summary>
    public static readonly IReadOnlyList<string> Number = ["eq", "ne", "gt", "ge", "lt", "le", "between", "empty", "notEmpty"];
    /// <summary>Days and instants; <c>within</c> takes a named period such as <c>thisMonth</c>.</summary>
    public static readonly IReadOnlyList<string> Date = ["within", "eq", "gt", "ge", "lt", "le", "between", "empty", "notEmpty"];
    /// <summary>One of several values: choices, people, departments, references.</summary>
    public static readonly IReadOnlyList<string> One = ["in", "notIn", "eq", "ne", "empty", "notEmpty"];
    /// <summary>Several values at once.</summary>
    public static readonly IReadOnlyList<string> Many = ["has", "hasAny", "hasAll", "notHas", "empty", "notEmpty"];
    /// <summary>Yes or no.</summary>
    public static readonly IReadOnlyList<string> Bool = ["eq", "ne"];
    /// <summary>Only whether something is there: files, subforms.</summary>
    public static readonly IReadOnlyList<string> Presence = ["empty", "notEmpty"];
    /// <summary>Nothing can be asked.</summary>
    public static readonly IReadOnlyList<string> None = [];
}
