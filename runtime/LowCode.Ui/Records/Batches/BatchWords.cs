using LowCode.Records;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records.Batches;

/// <summary>What is said of a change of many records or a decision over many tasks, on the screen, in the tray and in notifications alike.</summary>
internal static class BatchWords
{
    /// <summary>What goes on.</summary>
    internal static string Doing(Texts texts, BatchRun run) => texts[$"batch.doing.{run.Word}"];

    /// <summary>How it ended: what was done, and what wasn't.</summary>
    internal static string Result(Texts texts, BatchRun run) => Result(texts, run.Word, run.State, run.Changed, run.Refused);

    /// <inheritdoc cref="Result(Texts, BatchRun)"/>
    internal static string Result(Texts texts, string kind, BatchRunState state, int changed, int refused)
    {
        var how = state switch { BatchRunState.Cancelled => "stopped", BatchRunState.Failed => "failed", _ => "done" };
        var done = texts[$"batch.{how}.{kind}", changed];
        return refused > 0 ? texts["batch.both", done, texts[$"batch.refused.{kind}", refused]] : done;
    }
}
