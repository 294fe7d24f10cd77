namespace LowCode.Designer.Editing;

/// <summary>One thing that a person does to a definition: a new field, a moved node, a typed letter. Definitions are immutable, so it answers a copy.</summary>
/// <typeparam name="T">The definition.</typeparam>
public interface IEdit<T> where T : class
{
    /// <summary>Edits with one key that follow each other directly are undone together: the letters of a name. Null: never.</summary>
    string? MergeKey => null;

    /// <summary>What the step is called in the names of undo and redo, as the end of a text's key; null: a change.</summary>
    string? Step => null;

    /// <summary>The definition afterwards and what shall be selected; the same instance when there is nothing to do.</summary>
    Edited<T> Apply(T before);
}

/// <summary>What an edit made.</summary>
/// <param name="Value">The definition afterwards.</param>
/// <param name="Select">Keys to select; null leaves the selection.</param>
public sealed record Edited<T>(T Value, IReadOnlyList<string>? Select = null) where T : class;

/// <summary>Several edits that are done, and undone, as one.</summary>
/// <param name="Step">What they are called together.</param>
/// <param name="Edits">In order; each sees what those before it made.</param>
/// <param name="Select">What shall be selected; null: what the last edit that selects says.</param>
/// <param name="MergeKey">As of one edit; null: a step of its own.</param>
public sealed record Together<T>(string? Step, IReadOnlyList<IEdit<T>> Edits, IReadOnlyList<string>? Select = null, string? MergeKey = null) : IEdit<T> where T : class
{
    /// <inheritdoc/>
    public Edited<T> Apply(T before)
    {
        var (after, select) = (before, (IReadOnlyList<string>?)null);
        foreach (var edit in Edits)
        {
            var edited = edit.Apply(after);
            (after, select) = (edited.Value, edited.Select ?? select);
        }
        return new(after, Select ?? select);
    }
}

/// <summary>A definition being edited, with undo and redo without limit and a selection that follows them.</summary>
public sealed class EditHistory<T>(T current) where T : class
{
    private readonly Stack<State> _undo = new();
    private readonly Stack<State> _redo = new();
    private string? _mergeKey;

    // The edit is the one that led away from the state (in undo) or leads on from it (in redo).
    private sealed record State(T Value, IReadOnlyList<string> Selection, IEdit<T> Edit);

    /// <summary>The definition as it stands.</summary>
    public T Current { get; private set; } = current;

    /// <summary>Keys of what is selected, the main one first.</summary>
    public IReadOnlyList<string> Selection { get; private set; } = [];

    /// <summary>Grows with every change that a person makes, undo and redo too; <see cref="Amend"/> leaves it.</summary>
    public long Revision { get; private set; }

    /// <summary>Raised after every change of the definition or the selection.</summary>
    public event Action? Changed;

    /// <summary>True when there is something to undo.</summary>
    public bool CanUndo => _undo.Count > 0;

    /// <summary>True when there is something to redo.</summary>
    public bool CanRedo => _redo.Count > 0;

    /// <summary>The edit that <see cref="Undo"/> would take back, for its name; null when there is none.</summary>
    public IEdit<T>? Undoes => _undo.TryPeek(out var state) ? state.Edit : null;

    /// <summary>The edit that <see cref="Redo"/> would do again; null when there is none.</summary>
    public IEdit<T>? Redoes => _redo.TryPeek(out var state) ? state.Edit : null;

    /// <summary>Does an edit; one that changes nothing leaves no trace in the history.</summary>
    public void Do(IEdit<T> edit)
    {
        var edited = edit.Apply(Current);
        if (ReferenceEquals(edited.Value, Current))
        {
            if (edited.Select is { } keys)
                Select(keys);
            return;
        }
        if (edit.MergeKey is null || edit.MergeKey != _mergeKey)
            _undo.Push(new State(Current, Selection, edit));
        _redo.Clear();
        _mergeKey = edit.MergeKey;
        Revision++;
        Show(edited.Value, edited.Select ?? Selection);
    }

    /// <summary>Changes the definition without a step in the history, e.g. the first layout of a flow that never had one.</summary>
    public void Amend(Func<T, T> change)
    {
        var after = change(Current);
        if (!ReferenceEquals(after, Current))
            Show(after, Selection);
    }

    /// <summary>Takes back the last edit.</summary>
    public void Undo() => Walk(_undo, _redo);

    /// <summary>Does again what was taken back last.</summary>
    public void Redo() => Walk(_redo, _undo);

    /// <summary>Selects; the next typed letter begins a new step.</summary>
    public void Select(IReadOnlyList<string> keys)
    {
        if (Selection.SequenceEqual(keys))
            return;
        _mergeKey = null;
        Selection = keys;
        Changed?.Invoke();
    }

    /// <summary>Replaces everything, history included: another version was loaded.</summary>
    public void Reset(T value)
    {
        _undo.Clear();
        _redo.Clear();
        _mergeKey = null;
        Revision++;
        Show(value, []);
    }

    private void Walk(Stack<State> from, Stack<State> to)
    {
        if (!from.TryPop(out var state))
            return;
        to.Push(new State(Current, Selection, state.Edit));
        _mergeKey = null;
        Revision++;
        Show(state.Value, state.Selection);
    }

    private void Show(T value, IReadOnlyList<string> selection)
    {
        (Current, Selection) = (value, selection);
        Changed?.Invoke();
    }
}
