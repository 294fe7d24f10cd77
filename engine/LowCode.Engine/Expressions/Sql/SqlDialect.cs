namespace LowCode.Expressions.Sql;

/// <summary>What differs between databases, as pieces of SQL text. Arguments are SQL; results need no further parentheses.</summary>
public abstract class SqlDialect
{
    /// <summary>True where number columns hold whole numbers times 10 to the power of the field's scale; false where they are exact decimals.</summary>
    public abstract bool ScaledNumbers { get; }

    /// <summary>The condition that always holds.</summary>
    public abstract string True { get; }

    /// <summary>The condition that never holds.</summary>
    public abstract string False { get; }

    /// <summary>What is bound for a value other than a scaled number; null for empty values.</summary>
    public abstract object? Parameter(Value value);

    /// <summary>Equality that treats two NULLs as equal.</summary>
    public abstract string Same(string left, string right);

    /// <summary>In capital letters of any script.</summary>
    public abstract string Upper(string text);

    /// <summary>In small letters of any script.</summary>
    public abstract string Lower(string text);

    /// <summary>Length in characters (code points).</summary>
    public abstract string Length(string text);

    /// <summary>A part of a text; the first character is number 1.</summary>
    public abstract string Middle(string text, string start, string count);

    /// <summary>Whether a text contains another in any case.</summary>
    public abstract string Contains(string text, string part);

    /// <summary>Whether a text begins with another in any case.</summary>
    public abstract string StartsWith(string text, string start);

    /// <summary>Whether a text ends with another in any case.</summary>
    public abstract string EndsWith(string text, string end);

    /// <summary>A number that is no scaled one rounded half away from zero.</summary>
    public abstract string Round(string number, int digits);

    /// <summary>A number in its shortest decimal form.</summary>
    public abstract string NumberText(string number, int scale);

    /// <summary>The calendar day on which an instant falls.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">A parameter that holds the zone's id.</param>
    public abstract string LocalDay(string instant, string zone);

    /// <summary>The year of a day, as a number.</summary>
    public abstract string Year(string day);

    /// <summary>The month of a day, as a number.</summary>
    public abstract string Month(string day);

    /// <summary>The day of the month, as a number.</summary>
    public abstract string DayOfMonth(string day);

    /// <summary>The day of the week, as a number; Sunday is 0.</summary>
    public abstract string DayOfWeek(string day);

    /// <summary>A day moved by a whole number of days.</summary>
    public abstract string AddDays(string day, string days);

    /// <summary>Days from <paramref name="start"/> to <paramref name="end"/>, as a whole number.</summary>
    public abstract string DaysBetween(string end, string start);

    /// <summary>A quotient of two numbers that are no whole ones of a scale; NULL for a division by zero.</summary>
    public abstract string Quotient(string left, string right);

    /// <summary>A day as text <c>yyyy-MM-dd</c>.</summary>
    public abstract string DayText(string day);

    /// <summary>The items of a multi-value column as a table for FROM, under an alias.</summary>
    public abstract string Items(string column, string alias);

    /// <summary>The current item of <see cref="Items"/>, comparable to a single value of this type.</summary>
    public abstract string Item(string alias, ExpressionType type);

    /// <summary>The smaller or larger of two numbers that are not NULL.</summary>
    public abstract string Extreme(bool largest, string left, string right);
}
