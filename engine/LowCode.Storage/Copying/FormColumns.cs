using System.Globalization;
using LowCode.Storage.Units;

namespace LowCode.Storage.Copying;

/// <summary>
/// What the columns of forms' tables mean, from the shapes that their physical ids were given for: also those that no published field uses any more, and those of
/// forms that no longer compile.
/// </summary>
internal sealed class FormColumns
{
    private readonly Dictionary<string, string> _shapes;

    internal FormColumns(Session session) =>
        _shapes = session.Query("SELECT id, shape FROM field_id", row => (Id: row.GetInt64(0), Shape: row.GetString(1))).ToDictionary(field => "c_" + field.Id.ToString(CultureInfo.InvariantCulture), field => field.Shape);

    internal CopyColumn Column(string table, string column) => column switch
    {
        "id" or "rec_id" or "row_no" or "created_by" or "updated_by" or "owner" or "department" => new CopyColumn(column, CopyKind.Whole),
        "created_at" or "updated_at" or "deleted_at" => new CopyColumn(column, CopyKind.Instant),
        "flow_state" or "flow_node" or "handlers" or "ext" => new CopyColumn(column, CopyKind.Text),
        "version" => new CopyColumn(column, CopyKind.Number),
        _ => _shapes.TryGetValue(column, out var shape) ? Designed(column, shape) : throw new InvalidOperationException($"{table}.{column} belongs to no field that was ever published."),
    };

    private static CopyColumn Designed(string column, string shape) => shape.Split(':') switch
    {
        ["Number", var scale] => new CopyColumn(column, CopyKind.Number, int.Parse(scale, CultureInfo.InvariantCulture)),
        ["Id", ..] => new CopyColumn(column, CopyKind.Whole),
        ["Date"] => new CopyColumn(column, CopyKind.Day),
        ["Instant"] => new CopyColumn(column, CopyKind.Instant),
        ["Bool"] => new CopyColumn(column, CopyKind.Flag),
        ["Text"] or ["Json", ..] => new CopyColumn(column, CopyKind.Text),
        _ => throw new InvalidOperationException($"{column} has the unknown shape {shape}."),
    };
}
