using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>Every expected failure of saving and reading records, one line each.</summary>
public static class RecordErrors
{
    /// <summary>A field that doesn't exist, or that the caller may not know of: the two are not told apart.</summary>
    public static Error UnknownField(string path) => new("records.field.unknown", $"There is no field '{path}'.", path);
    internal static Error ReadOnly(string path) => new("records.field.readOnly", "This field can't be changed here.", path);
    /// <summary>What is missing is hidden from the caller: no word says which field it is.</summary>
    internal static readonly Error RequiredUnseen = new("records.required.unseen", "Something that the caller may not see needs a value.", null);

    internal static Error Required(string path) => new("records.field.required", "A value is needed.", path);
    internal static Error NoSuchRecord(string path) => new("records.reference.unknown", "There is no such record, or you may not see it.", path);
    internal static Error NotOffered(string path) => new("records.reference.notOffered", "This record can't be chosen here.", path);
    internal static Error Unfit(string path, Label with) => new("records.reference.unfit", $"This record doesn't fit {with.In("en")}: choose another one.", path, Values(("with", with)));
    internal static Error NoSuchUser(string path) => new("records.member.unknown", "There is no such active person.", path);
    internal static Error NoSuchDepartment(string path) => new("records.department.unknown", "There is no such department.", path);
    internal static Error NoSuchFile(string path) => new("records.file.unknown", "There is no such file, or it belongs to another record.", path);
    internal static Error NotUnique(Form form, CompiledUnique unique, Value[] now) => unique.Positions is [var only]
        ? new("records.field.unique", unique.Message?.In("en") ?? "Another record has the same value.", unique.Field, Values(("message", unique.Message), ("value", now[only].ToString())))
        : new("records.fields.unique", unique.Message?.In("en") ?? "Another record has the same values in these fields together.", unique.Field,
            Values(("message", unique.Message), ("fields", unique.Positions.Select(position => form.Fields[position].Label).ToList())));
    internal static Error Rule(string? path, Label message, bool warning) =>
        new(warning ? "records.rule.warning" : "records.rule", message.In("en"), path, Values(("message", message)));

    internal static RefusedException UnknownForm(string form) => new(ErrorKind.NotFound, "forms.unknown", $"There is no form '{form}'.");
    internal static RefusedException FormMoved(string form) => new(ErrorKind.Conflict, "records.form.moved", $"The form '{form}' was published anew, with other fields; load it again.");
    internal static RefusedException NoSuchRun(long run) => new(ErrorKind.NotFound, "records.batch.unknown", $"There is no run {run} of yours.");
    internal static RefusedException NotFound(string form, long id) => new(ErrorKind.NotFound, "records.notFound", $"There is no record {id} of '{form}'.");
    internal static RefusedException Forbidden(string action) => new(ErrorKind.Forbidden, $"records.{action}.forbidden", $"You may not {action} this record.");
    internal static RefusedException Stale(long current, IReadOnlyList<string> changed) => new(new Refusal(ErrorKind.Stale, new Error("records.stale",
        "Somebody else has saved this record meanwhile.", null, Values(("version", current), ("changed", changed)))));

    private static Dictionary<string, object?> Values(params (string Name, object? Value)[] values) => values.ToDictionary(pair => pair.Name, pair => pair.Value);
}
