using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>
/// Uploaded files in records. What a record keeps of a file comes from its upload, never from the caller; only the caller's own files
/// that no record holds yet, or those that the same record holds already, can be put into a record.
/// </summary>
internal static class RecordFiles
{
    private const int UnboundDays = 2;

    /// <summary>Replaces the given file ids by the files' names, sizes and types; others become errors.</summary>
    public static void Fill(IUnit unit, RecordChange change, DateTime at)
    {
        foreach (var field in change.Form.Designed)
        {
            if (!MayHoldFiles(change.Now[field.Position]) || !change.Changed(field))
                continue;
            change.Now[field.Position] = Filled(unit, change, change.Now[field.Position], field.Key, at);
            foreach (var (index, row) in field.Storage == StorageKind.Rows ? change.Now[field.Position].AsRows.Index() : [])
            {
                foreach (var column in field.Rows)
                    row.Values[column.Position] = Filled(unit, change, row.Values[column.Position], $"{field.Key}[{index}].{column.Key}", at);
            }
        }
    }

    /// <summary>Binds the files of the changed fields to the record.</summary>
    public static void Bind(IUnit unit, RecordChange change, IReadOnlyCollection<int> changed)
    {
        var id = RecordContext.IdOf(change.Now);
        foreach (var position in changed)
        {
            var field = change.Form.Fields[position];
            if (!MayHoldFiles(change.Now[position]))
                continue;
            Bind(Of(change.Now[field.Position]), field);
            foreach (var column in field.Rows)
                Bind(change.Now[field.Position].AsRows.SelectMany(row => Of(row.Values[column.Position])), column);
        }

        void Bind(IEnumerable<string> files, Field field)
        {
            var ids = files.ToList();
            if (ids.Count > 0)
                unit.Log.BindFiles(ids, change.Form.Id, id, field.Id);
        }
    }

    private static Value Filled(IUnit unit, RecordChange change, Value value, string path, DateTime at)
    {
        if (!Of(value).Any())
            return value;
        return Value.FromList([.. value.AsList.Select(item => unit.Log.File(item.AsFile.Id) is { } file && MayHold(file, change, at)
            ? Value.FromFile(new FileValue(file.Id, file.Name, file.Size, file.Type))
            : Unknown(item))]);

        Value Unknown(Value item)
        {
            change.Errors.Add(RecordErrors.NoSuchFile(path));
            return item;
        }
    }

    private static bool MayHold(StoredFile file, RecordChange change, DateTime at) => file.FormId is null
        ? (file.By == change.Caller.Id || change.Caller.IsSystem) && file.At > at.AddDays(-UnboundDays)
        : !change.IsNew && file.FormId == change.Form.Id && file.RecordId == RecordContext.IdOf(change.Old!);

    private static bool MayHoldFiles(Value value) => value.Kind is ValueKind.List or ValueKind.Rows;

    private static IEnumerable<string> Of(Value value) =>
        value.Kind == ValueKind.List ? value.AsList.Where(item => item.Kind == ValueKind.File).Select(item => item.AsFile.Id) : [];
}
