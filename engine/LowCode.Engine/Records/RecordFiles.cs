using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Records;

/// <summary>Binds uploaded files to the record and field that hold them: only the caller's own unbound files, or those of the same record.</summary>
internal static class RecordFiles
{
    public static void Bind(IUnit unit, RecordChange change, IReadOnlyCollection<int> changed, DateTime at)
    {
        var id = RecordContext.IdOf(change.Now);
        foreach (var field in change.Form.Fields.Where(field => changed.Contains(field.Position)))
        {
            BindField(unit, change, field, Of(change.Now[field.Position]), field.Key, id, at);
            foreach (var column in field.Rows)
                BindField(unit, change, column, change.Now[field.Position].AsRows.SelectMany(row => Of(row.Values[column.Position])), $"{field.Key}.{column.Key}", id, at);
        }
    }

    private static IEnumerable<string> Of(Value value) => value.Kind switch
    {
        ValueKind.File => [value.AsFile.Id],
        ValueKind.List => value.AsList.Where(item => item.Kind == ValueKind.File).Select(item => item.AsFile.Id),
        _ => [],
    };

    private static void BindField(IUnit unit, RecordChange change, Field field, IEnumerable<string> files, string path, long id, DateTime at)
    {
        var ids = files.ToList();
        foreach (var file in ids.Select(unit.Log.File))
        {
            var own = file is { FormId: null } && (file.By == change.Caller.Id || change.Caller.IsSystem) && file.At > at.AddDays(-2);
            if (file is null || !own && (file.FormId != change.Form.Id || file.RecordId != id))
                throw new RefusedException(new Refusal(ErrorKind.Invalid, RecordErrors.NoSuchFile(path)));
        }
        if (ids.Count > 0)
            unit.Log.BindFiles(ids, change.Form.Id, id, field.Id);
    }
}
