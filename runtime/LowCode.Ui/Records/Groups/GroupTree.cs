using System.Globalization;
using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;
using LowCode.Ui.Localization;
using LowCode.Ui.Records.Boards;

namespace LowCode.Ui.Records.Groups;

// The namespace of condition editors has the same name.
using Conditions = LowCode.Analytics.Conditions;

/// <summary>
/// A list in groups. Counts and totals are the database's, over exactly the records that the person sees; one statement for all groups of a level,
/// one for all records. A group fetches its records by page when it is opened. Knows no markup.
/// </summary>
public sealed class GroupTree
{
    private const int MostGroups = 500;
    private const int OpenAtFirst = 5;
    private const int PageSize = 20;

    private readonly ListState _state;
    private readonly RecordReader _reader;
    private readonly Func<Caller> _caller;
    private HashSet<string>? _open;
    private Dictionary<string, int> _fetched = [];

    /// <summary>The groups of the open view; without any, only the totals of all records.</summary>
    public GroupTree(ListState state, RecordReader reader, Func<Caller> caller, GroupTree? before = null)
    {
        (_state, _reader, _caller) = (state, reader, caller);
        Levels = [.. state.View.GroupBy.Select(group => (Field: state.Fields.FirstOrDefault(field => field.Key == group.Field), group.Unit)).Where(level => level.Field is not null && ViewKinds.CanBeGroup(level.Field))
            .Select(level => (level.Field!, ViewKinds.CanBeDay(level.Field!) ? level.Unit ?? DateUnit.Day : DateUnit.None))];
        Totals = [.. state.Columns.Where(column => state.View.Totals.ContainsKey(column.Key) && state.Fields.Contains(column)).Select(column => (column, state.View.Totals[column.Key]))];
        // Of the same grouping, what is open stays open.
        if (before is not null && before.Levels.SequenceEqual(Levels))
            (_open, _fetched) = (before._open, before._fetched);
    }

    /// <summary>Fields that make the groups, outer first, dates by a unit.</summary>
    public IReadOnlyList<(Field Field, DateUnit Unit)> Levels { get; }
    /// <summary>What is worked out under columns.</summary>
    public IReadOnlyList<(Field Field, MeasureFunction Function)> Totals { get; }
    /// <summary>The outer groups.</summary>
    public IReadOnlyList<GroupNode> Groups { get; private set; } = [];
    /// <summary>True when there are more groups than are shown.</summary>
    public bool IsCut { get; private set; }
    /// <summary>How many records there are in all.</summary>
    public long Count { get; private set; }
    /// <summary>Totals of all records, in the order of <see cref="Totals"/>.</summary>
    public IReadOnlyList<Value> All { get; private set; } = [];
    /// <summary>Why nothing can be shown; null when all is well.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Works everything out anew; groups that were open fetch as many records as were there.</summary>
    public void Refresh()
    {
        var all = _reader.Aggregate(_caller(), Request(null, [], 1));
        Refusal = all.Refusal;
        if (!all.Ok)
            return;
        (Count, All) = ((long)all.Value.Rows[0][0].AsNumber, [.. all.Value.Rows[0].Skip(1)]);
        if (Levels.Count == 0)
            return;
        Groups = Read(null);
        _open ??= [.. Groups.Take(OpenAtFirst).Select(group => group.Key)];
        foreach (var group in Groups.Where(group => _open.Contains(group.Key)))
            Fill(group);
    }

    /// <summary>A record of the open groups; null when it isn't among them.</summary>
    public BoardCard? Find(long id) => Find(Groups, id);

    private static BoardCard? Find(IEnumerable<GroupNode> groups, long id) => groups.Select(group => group.Rows.FirstOrDefault(row => row.Id == id) ?? Find(group.Groups, id)).FirstOrDefault(row => row is not null);

    /// <summary>Opens a group or folds it.</summary>
    public void Toggle(GroupNode group)
    {
        if (!group.IsOpen)
        {
            (_open ??= []).Add(group.Key);
            Fill(group);
            return;
        }
        group.IsOpen = false;
        _open?.Remove(group.Key);
    }

    /// <summary>Opens or folds all outer groups.</summary>
    public void ToggleAll(bool open)
    {
        foreach (var group in Groups.Where(group => group.IsOpen != open))
            Toggle(group);
    }

    /// <summary>Fetches the next records of a group.</summary>
    public void More(GroupNode group)
    {
        if (group.Next is not { } cursor || _reader.List(_caller(), Rows(group, PageSize) with { After = cursor }) is not { Ok: true, Value: var list })
            return;
        (group.Rows, group.Next) = ([.. group.Rows, .. BoardCard.Of(list)], list.Next);
        _fetched[group.Key] = group.Rows.Count;
    }

    private void Fill(GroupNode group)
    {
        group.IsOpen = true;
        if (group.Level + 1 < Levels.Count)
        {
            group.Groups = Read(group);
            foreach (var inner in group.Groups.Where(inner => _open!.Contains(inner.Key)))
                Fill(inner);
        }
        else if (_reader.List(_caller(), Rows(group, Math.Clamp(_fetched.GetValueOrDefault(group.Key), PageSize, 500))) is { Ok: true, Value: var list })
        {
            (group.Rows, group.Next) = ([.. BoardCard.Of(list)], list.Next);
        }
    }

    private IReadOnlyList<GroupNode> Read(GroupNode? above)
    {
        var level = above is null ? 0 : above.Level + 1;
        var (field, unit) = Levels[level];
        var found = _reader.Aggregate(_caller(), Request(above?.Condition, [new GroupRequest(field.Key, unit)], MostGroups + 1));
        if (!found.Ok)
        {
            Refusal = found.Refusal;
            return [];
        }
        IsCut |= found.Value.Rows.Count > MostGroups;
        return [.. found.Value.Rows.Take(MostGroups).Select(row => new GroupNode($"{above?.Key}/{row[0]}", level, Title(row[0], field, unit, found.Value.Names),
            Conditions.All(above?.Condition, Conditions.Is(row[0], field.Key, field, Step(unit), _caller().Zone)))
        {
            Value = row[0],
            Count = (long)row[1].AsNumber,
            Totals = [.. row.Skip(2)],
        })];
    }

    private AggregateRequest Request(string? condition, IReadOnlyList<GroupRequest> groups, int limit)
    {
        var list = _state.Request(1);
        return new AggregateRequest
        {
            Form = list.Form,
            View = list.View,
            Filter = list.Filter,
            And = Conditions.All(list.And, condition),
            Search = list.Search,
            GroupBy = groups,
            Measures = [new MeasureRequest(MeasureFunction.Count), .. Totals.Select(total => new MeasureRequest(total.Function, total.Field.Key))],
            Limit = limit,
            Descending = groups.Count > 0 && list.Sort is [var first, ..] && first.Field == groups[0].Field && first.Descending,
        };
    }

    private ListRequest Rows(GroupNode group, int limit)
    {
        var list = _state.Request(limit);
        return list with { And = Conditions.All(list.And, group.Condition), CountLimit = 0 };
    }

    private static DateStep? Step(DateUnit unit) => unit switch
    {
        DateUnit.None => null,
        DateUnit.Day => DateStep.Day,
        DateUnit.Week => DateStep.Week,
        DateUnit.Month => DateStep.Month,
        DateUnit.Quarter => DateStep.Quarter,
        _ => DateStep.Year,
    };

    private static string Title(Value value, Field field, DateUnit unit, ValueNames names)
    {
        if (value.IsNull)
            return "";
        return unit == DateUnit.None ? field.Show(value, names) : unit switch
        {
            DateUnit.Week => $"{Formats.Day(value.AsDate)} – {Formats.Day(value.AsDate.AddDays(6))}",
            DateUnit.Month => value.AsDate.ToString("Y", CultureInfo.CurrentCulture),
            DateUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"{value.AsDate.Year} Q{(value.AsDate.Month + 2) / 3}"),
            DateUnit.Year => value.AsDate.Year.ToString(CultureInfo.InvariantCulture),
            _ => Formats.Day(value.AsDate),
        };
    }
}
