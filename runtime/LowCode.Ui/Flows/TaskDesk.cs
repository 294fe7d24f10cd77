using LowCode.Flows;
using LowCode.People;

namespace LowCode.Ui.Flows;

/// <summary>The list of the task centre: what is loaded, what is chosen, what has just come. Pages come from the database as one goes on; it knows no screen.</summary>
public sealed class TaskDesk(TaskReader reader, Func<Caller> caller)
{
    private readonly HashSet<long> _chosen = [];
    private readonly HashSet<string> _arrived = [];
    private List<TaskEntry> _entries = [];
    private string? _next;

    public TaskQueue Queue { get; private set; }

    public TaskFilter Filter { get; private set; } = TaskFilter.None;

    public IReadOnlyList<TaskEntry> Entries => _entries;

    public bool HasMore => _next is not null;

    public Refusal? Refusal { get; private set; }

    public IReadOnlyDictionary<TaskQueue, int> Counts { get; private set; } = new Dictionary<TaskQueue, int>();

    /// <summary>What the open tasks can be narrowed to.</summary>
    public IReadOnlyList<TaskGroup> Groups { get; private set; } = [];

    /// <summary>Most tasks that are chosen at once.</summary>
    public const int MostChosen = 5000;

    /// <summary>The chosen tasks, first those that are loaded in the order of the list; all of one node.</summary>
    public IReadOnlyList<long> Chosen => [.. _entries.Select(entry => entry.TaskId ?? 0).Where(_chosen.Contains).Concat(_chosen).Distinct()];

    /// <summary>The one that was chosen first: the others are like it. Null when none is chosen.</summary>
    public TaskEntry? Like { get; private set; }

    /// <summary>What at least one of the chosen tasks can take, and how many of them can.</summary>
    public IReadOnlyList<TaskOffer> Offers { get; private set; } = [];

    public bool IsWork => Queue is TaskQueue.Todo or TaskQueue.Overdue;

    /// <summary>Shows another part of the tasks from its beginning.</summary>
    public void Show(TaskQueue queue, TaskFilter filter)
    {
        (Queue, Filter) = (queue, filter);
        ChooseNone();
        _arrived.Clear();
        Load(reader.Queue(caller(), queue, null, 30, filter));
        Count();
    }

    /// <summary>Reads again as much as is loaded; answers how many open tasks have come.</summary>
    public int Refresh()
    {
        var known = _entries.Select(KeyOf).ToHashSet();
        Load(reader.Queue(caller(), Queue, null, Math.Max(30, _entries.Count), Filter));
        Count();
        if (Like is { } like)
        {
            _chosen.IntersectWith(LikeIt(like));
            Like = _chosen.Count > 0 ? like : null;
            LookAtOffers();
        }
        var came = IsWork ? _entries.Select(KeyOf).Where(key => !known.Contains(key)).ToList() : [];
        _arrived.UnionWith(came);
        return came.Count;
    }

    /// <summary>Loads the next page; false when there is none.</summary>
    public bool More()
    {
        if (_next is null || reader.Queue(caller(), Queue, _next, 30, Filter) is not { Ok: true } page)
            return false;
        _entries.AddRange(page.Value.Items);
        _next = page.Value.Next;
        return true;
    }

    public int IndexOf(string? key) => _entries.FindIndex(entry => KeyOf(entry) == key);

    public bool IsNew(TaskEntry entry) => _arrived.Contains(KeyOf(entry));

    public void Seen(string key) => _arrived.Remove(key);

    /// <summary>What names an entry: its task, or the instance in lists of instances.</summary>
    public string KeyOf(TaskEntry entry) => entry.TaskId is { } task && Queue != TaskQueue.Handled ? $"task={task}" : $"instance={entry.InstanceId}";

    /// <summary>Whether an entry is chosen; null when it can't be decided together with what is chosen.</summary>
    public bool? IsChosen(TaskEntry entry) =>
        entry.TaskId is { } id && _chosen.Contains(id) ? true
        : entry.Kind is TaskKind.Vote or TaskKind.Handle && (Like is null || Alike(Like, entry)) ? false : null;

    public void Choose(TaskEntry entry, bool on)
    {
        if (entry.TaskId is not { } id || IsChosen(entry) is null)
            return;
        if (on)
            _chosen.Add(id);
        else
            _chosen.Remove(id);
        Like = _chosen.Count == 0 ? null : Like ?? entry;
        LookAtOffers();
    }

    /// <summary>Chooses all tasks of the list that are like the chosen ones, also those that are not loaded.</summary>
    public void ChooseAlike()
    {
        if (Like is { } like)
            _chosen.UnionWith(LikeIt(like));
        LookAtOffers();
    }

    public void ChooseNone()
    {
        _chosen.Clear();
        Like = null;
        LookAtOffers();
    }

    private void LookAtOffers() => Offers = reader.Offers(caller(), _chosen);

    private IReadOnlyList<long> LikeIt(TaskEntry like) =>
        reader.Open(caller(), like.Kind!.Value, Filter with { Flow = like.Flow, Node = like.Node, Overdue = Filter.Overdue || Queue == TaskQueue.Overdue }, MostChosen);

    private static bool Alike(TaskEntry one, TaskEntry other) => one.TaskId is not null && other.TaskId is not null && (one.Flow, one.Node, one.Kind) == (other.Flow, other.Node, other.Kind);

    private void Load(Outcome<TaskPage> page)
    {
        Refusal = page.Refusal;
        _entries = page.Ok ? [.. page.Value.Items] : [];
        _next = page.Ok ? page.Value.Next : null;
    }

    private void Count()
    {
        if (reader.Counts(caller()) is { Ok: true } counts)
            Counts = counts.Value;
        if (IsWork && reader.Groups(caller()) is { Ok: true } groups)
            Groups = groups.Value;
    }
}
