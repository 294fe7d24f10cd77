namespace LowCode.Expressions;

/// <summary>A calculation that failed; shown to users as Excel shows it, never stored as a number.</summary>
public enum ErrorValue : byte
{
    /// <summary><c>#DIV/0!</c>: a division by zero, or an average of nothing.</summary>
    DivisionByZero,
    /// <summary><c>#VALUE!</c>: a value of the wrong kind, such as a text that is no date.</summary>
    WrongValue,
    /// <summary><c>#NUM!</c>: a number outside the allowed range, or an overflow.</summary>
    BadNumber,
    /// <summary><c>#N/A</c>: nothing was found.</summary>
    NotAvailable,
}

/// <summary>How error values are written.</summary>
public static class ErrorValues
{
    /// <summary>The text that users see, for example <c>#DIV/0!</c>.</summary>
    public static string Display(this ErrorValue error) => error switch
    {
        ErrorValue.DivisionByZero => "#DIV/0!",
        ErrorValue.BadNumber => "#NUM!",
        ErrorValue.NotAvailable => "#N/A",
        _ => "#VALUE!",
    };
}
