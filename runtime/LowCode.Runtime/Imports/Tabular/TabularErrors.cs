using System.Globalization;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>Every expected failure of reading a file.</summary>
internal static class TabularErrors
{
    public static Refusal Empty() => Of(ErrorKind.Invalid, "tabular.empty", "The file holds no rows.");

    public static Refusal Protected() => Of(ErrorKind.Invalid, "tabular.password", "The workbook is protected by a password; save it without one.");

    public static Refusal UnknownFormat() => Of(ErrorKind.Invalid, "tabular.format", "Expected a CSV, XLSX or XLS file.");

    public static Refusal Broken(string what) => Of(ErrorKind.Invalid, "tabular.broken", $"The file can't be read: {what}", ("what", what));

    public static Refusal NoSheet(string name) => Of(ErrorKind.Invalid, "tabular.no_sheet", $"The workbook has no sheet '{name}'.", ("sheet", name));

    public static Refusal UnknownEncoding(string name) => Of(ErrorKind.Invalid, "tabular.encoding", $"Unknown encoding '{name}'.", ("encoding", name));

    public static Refusal OpenQuote(int row) => Of(ErrorKind.Invalid, "tabular.open_quote", $"Row {row}: a quoted text is never closed, or longer than allowed.", ("row", row));

    public static Refusal Bomb() => Of(ErrorKind.TooLarge, "tabular.bomb", "The workbook unpacks to far more than its size explains; it is refused unread.");

    public static Refusal TooLarge(string what, long limit) =>
        Of(ErrorKind.TooLarge, "tabular.too_large." + what, string.Create(CultureInfo.InvariantCulture, $"The file exceeds the limit of {limit} {what}."), ("limit", limit));

    private static Refusal Of(ErrorKind kind, string code, string message, params (string Name, object? Value)[] values) =>
        new(kind, new Error(code, message, null, values.Length == 0 ? null : values.ToDictionary(pair => pair.Name, pair => pair.Value)));
}
