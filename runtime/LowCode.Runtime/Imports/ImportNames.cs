using System.Globalization;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Runtime.Imports;

/// <summary>Reads people, departments and records out of a file's texts. Records are looked up once per text, a batch at a time.</summary>
internal sealed class ImportNames(Workspace workspace, Caller caller, IReadOnlyDictionary<string, string?> keyFields) : ValueNames
{
    private const int Most = 200_000;
    private readonly Dictionary<(string Field, string Text), long?> _records = [];

    public override TimeZoneInfo Zone => caller.Zone;

    /// <summary>Looks up the records that these texts name in a reference field.</summary>
    public void Load(Field field, IEnumerable<string> texts)
    {
        if (field.Target is not { } key || !workspace.Catalog.Forms.TryGetValue(key, out var target)) return;
        var by = keyFields.GetValueOrDefault(field.Key) is { } chosen ? target[chosen] : target.TitleField;
        if (by is null) return;
        if (_records.Count > Most) _records.Clear();
        var wanted = new Dictionary<Value, string>();
        foreach (var text in texts.Distinct().Where(text => !_records.ContainsKey((field.Key, text))))
        {
            var errors = new List<Error>();
            var value = by.Position == SystemFields.Id && long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Value.FromNumber(id) : by.Type.ParseText(text, by, this, "", errors);
            if (errors.Count == 0 && !value.IsEmpty) wanted.TryAdd(value, text);
            _records[(field.Key, text)] = null;
        }
        foreach (var chunk in wanted.Keys.Chunk(1000))
        {
            var found = workspace.Database.Read(unit => unit.Records.FindMany(target, by.Position, chunk)).Value;
            // A name that two records share says nothing; the row is rejected rather than guessed.
            foreach (var group in found.GroupBy(pair => pair.Value).Where(group => wanted.ContainsKey(group.Key)))
                _records[(field.Key, wanted[group.Key])] = group.Count() == 1 ? group.First().Id : null;
        }
    }

    public override string User(long id) => workspace.People.User(id)?.Name ?? "";

    public override string Department(long id) => workspace.People.Department(id)?.Name ?? "";

    public override string Record(string form, long id) => "";

    public override long? FindUser(string text) =>
        Single(workspace.People.Users.Where(user => Same(user.Name, text) || Same(user.Email, text)).Select(user => user.Id));

    public override long? FindDepartment(string text) =>
        Single(workspace.People.Departments.Where(department => Same(department.Name, text) || Same(Path(department), text)).Select(department => department.Id));

    public override long? FindRecord(Field field, string text) => _records.GetValueOrDefault((field.Key, text));

    private string Path(Department department) =>
        department.ParentId is { } parent && workspace.People.Department(parent) is { } above ? $"{Path(above)}/{department.Name}" : department.Name;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static long? Single(IEnumerable<long> ids) => ids.Take(2).ToList() is [var only] ? only : null;
}
