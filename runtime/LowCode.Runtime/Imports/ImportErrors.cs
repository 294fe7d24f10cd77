namespace LowCode.Runtime.Imports;

/// <summary>Expected failures of imports, beside those of the file and of the record.</summary>
internal static class ImportErrors
{
    public const string OnlyTried = "imports.dry_run";

    public const string GoesOnElsewhere = "imports.elsewhere";

    public static Error Exists() => new("imports.exists", "A record with this key is there already.");

    public static Error Missing() => new("imports.missing", "There is no record with this key.");

    public static Error Cell(string field, string text) => new("imports.cell", $"The cell holds the error {text}.", field, new Dictionary<string, object?> { ["text"] = text });

    public static RefusedException Forbidden() => new(ErrorKind.Forbidden, "imports.forbidden", "You may not import into this form.");

    public static RefusedException ExportForbidden() => new(ErrorKind.Forbidden, "exports.forbidden", "You may not export from this form.");

    public static RefusedException BadPlan(string what, string path) => new(ErrorKind.Malformed, "imports.plan", what, path);

    public static RefusedException Unknown() => new(ErrorKind.NotFound, "imports.unknown", "There is no such import, or it is somebody else's.");
}
