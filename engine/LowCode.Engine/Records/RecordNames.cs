using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Records;

/// <summary>Names for one page of records: people from the directory, titles of referred records by one query per target form.</summary>
public sealed class RecordNames : ValueNames
{
    private readonly Workspace _workspace;
    private readonly Dictionary<(string Form, long Id), string> _titles = [];

    private RecordNames(Workspace workspace, TimeZoneInfo zone)
    {
        _workspace = workspace;
        Zone = zone;
    }

    /// <inheritdoc/>
    public override TimeZoneInfo Zone { get; }

    /// <summary>Loads the names that these records need. A reference shows its target's title field only, also to those who may not open the target.</summary>
    public static RecordNames For(Workspace workspace, IUnit unit, Caller caller, Form form, IEnumerable<Value[]> records)
    {
        var wanted = new Dictionary<string, HashSet<long>>();
        foreach (var record in records)
        {
            foreach (var field in form.Fields)
            {
                if (record[field.Position] is { Kind: ValueKind.Rows } rows)
                    WantRows(wanted, field, rows);
                else
                    Want(wanted, field, record[field.Position]);
            }
        }
        return Loaded(workspace, unit, caller, wanted);
    }

    /// <summary>Loads the names that these values need.</summary>
    public static RecordNames For(Workspace workspace, IUnit unit, Caller caller, IEnumerable<(Field Field, Value Value)> values)
    {
        var wanted = new Dictionary<string, HashSet<long>>();
        foreach (var (field, value) in values)
            Want(wanted, field, value);
        return Loaded(workspace, unit, caller, wanted);
    }

    private static RecordNames Loaded(Workspace workspace, IUnit unit, Caller caller, Dictionary<string, HashSet<long>> wanted)
    {
        var names = new RecordNames(workspace, caller.Zone);
        foreach (var (key, ids) in wanted)
            names.Load(unit, key, ids, depth: 0);
        return names;
    }

    /// <inheritdoc/>
    public override string User(long id) => _workspace.People.User(id)?.Name ?? "";

    /// <inheritdoc/>
    public override string Department(long id) => _workspace.People.Department(id)?.Name ?? "";

    /// <inheritdoc/>
    public override string Record(string form, long id) => _titles.GetValueOrDefault((form, id), "");

    /// <inheritdoc/>
    public override long? FindUser(string text)
    {
        var found = _workspace.People.Users.Where(user => string.Equals(user.Name, text, StringComparison.OrdinalIgnoreCase) || string.Equals(user.Email, text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count == 1 ? found[0].Id : null;
    }

    /// <inheritdoc/>
    public override long? FindDepartment(string text)
    {
        var found = _workspace.People.Departments.Where(department => string.Equals(department.Name, text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count == 1 ? found[0].Id : null;
    }

    /// <summary>Lists and forms read values, they don't look records up by text: imports have names of their own.</summary>
    public override long? FindRecord(Field field, string text) => null;

    private static void WantRows(Dictionary<string, HashSet<long>> wanted, Field field, Value rows)
    {
        foreach (var row in rows.AsRows)
        {
            foreach (var column in field.Rows)
                Want(wanted, column, row.Values[column.Position]);
        }
    }

    private static void Want(Dictionary<string, HashSet<long>> wanted, Field field, Value value)
    {
        if (field.Target is not { } target || value.Kind != ValueKind.Reference)
            return;
        if (!wanted.TryGetValue(target, out var ids))
            wanted[target] = ids = [];
        ids.Add(value.AsId);
    }

    // A title may itself be a reference (a payment plan is named after its contract): followed twice at most.
    private void Load(IUnit unit, string key, HashSet<long> ids, int depth)
    {
        if (!_workspace.Catalog.Forms.TryGetValue(key, out var form))
            return;
        var title = form.TitleField;
        foreach (var chunk in ids.Chunk(1000))
        {
            var records = unit.Records.GetMany(form, chunk);
            if (title?.Target is { } next && depth < 2)
                Load(unit, next, [.. records.Where(record => !record[title.Position].IsNull).Select(record => record[title.Position].AsId)], depth + 1);
            foreach (var record in records)
            {
                var id = RecordContext.IdOf(record);
                _titles[(key, id)] = title is not null && !record[title.Position].IsEmpty ? title.Type.Display(record[title.Position], title, this) : $"#{id}";
            }
        }
    }
}
