namespace LowCode.Ui.Records;

/// <summary>What was changed from a list, newest last, so that it can be taken back step by step. Knows no markup.</summary>
public sealed class ListSteps
{
    private const int Most = 20;
    private readonly List<Func<Task>> _steps = [];

    /// <summary>Keeps a step by its way back; gives the same way back, which works once.</summary>
    public Func<Task> Add(Func<Task> back)
    {
        _steps.Add(back);
        if (_steps.Count > Most)
            _steps.RemoveAt(0);
        return () => UndoAsync(back);
    }

    /// <summary>Takes the last step back.</summary>
    public Task UndoAsync() => _steps.Count == 0 ? Task.CompletedTask : UndoAsync(_steps[^1]);

    private Task UndoAsync(Func<Task> step) => _steps.Remove(step) ? step() : Task.CompletedTask;
}
