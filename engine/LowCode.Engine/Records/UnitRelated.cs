using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.People;

namespace LowCode.Records;

/// <summary>Other records and people as expressions see them inside one unit of work: each record is read once.</summary>
public sealed class UnitRelated(IUnit unit, MetadataCatalog catalog, PeopleDirectory people) : IRelatedValues
{
    private readonly Dictionary<(string Form, long Id), Value[]?> _records = [];
    private EvaluationContext _around = new();

    /// <summary>The surroundings (clock, zone, <c>$user</c>) in which conditions of roll-ups are judged; set when a context is made around this.</summary>
    public void StandIn(EvaluationContext around) => _around = around;

    /// <summary>Reads several records of a form at once, so that later <see cref="Get"/> calls cost nothing.</summary>
    public void Load(string form, IReadOnlyCollection<long> ids)
    {
        if (!catalog.Forms.TryGetValue(form, out var target))
            return;
        var wanted = ids.Where(id => !_records.ContainsKey((form, id))).Distinct().ToList();
        foreach (var chunk in wanted.Chunk(1000))
        {
            foreach (var id in chunk)
                _records[(form, id)] = null;
            foreach (var record in unit.Records.GetMany(target, chunk))
                _records[(form, RecordContext.IdOf(record))] = record;
        }
    }

    /// <inheritdoc/>
    public Value[]? Get(string form, long id)
    {
        Load(form, [id]);
        return _records.GetValueOrDefault((form, id));
    }

    /// <summary>Forgets a record that was just written.</summary>
    public void Forget(string form, long id) => _records.Remove((form, id));

    /// <inheritdoc/>
    public Value Rollup(RollupRequest request, long recordId) =>
        recordId > 0 && catalog.Forms.TryGetValue(request.Form, out var form)
            ? unit.Records.Rollup(request, form, recordId, _around)
            : request.Kind is RollupKind.Sum or RollupKind.Count ? Value.FromNumber(0) : Value.Null;

    /// <inheritdoc/>
    public Value Lookup(LookupRequest request, Value match)
    {
        if (match.IsEmpty || !catalog.Forms.TryGetValue(request.Form, out var form))
            return Value.Null;
        var found = unit.Records.FindMany(form, request.By.Position, [match]);
        return found.Count == 0 ? Value.Null : Get(request.Form, found.Min(pair => pair.Id))?[request.Field.Position] ?? Value.Null;
    }

    /// <inheritdoc/>
    public string? UserName(long id) => people.User(id)?.Name;

    /// <inheritdoc/>
    public string? DepartmentName(long id) => people.Department(id)?.Name;

    /// <inheritdoc/>
    public IReadOnlyList<long> DepartmentPath(long id)
    {
        var path = new List<long>();
        for (var at = people.Department(id); at is not null && path.Count < 50; at = at.ParentId is { } parent ? people.Department(parent) : null)
            path.Add(at.Id);
        return path;
    }

    /// <inheritdoc/>
    public long? Manager(long userId) => people.ManagerOf(userId)?.Id;
}
