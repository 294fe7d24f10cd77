using LowCode.Imports;
using LowCode.Records;
using LowCode.Ui.Localization;
using LowCode.Ui.Records.Batches;

namespace LowCode.Ui.Shell;

/// <summary>Long work of a person, as the tray shows it. <paramref name="State"/> is <c>running</c>, <c>done</c>, <c>cancelled</c> or <c>failed</c>.</summary>
/// <param name="Key">Tells it from others.</param>
/// <param name="Title">What it is.</param>
/// <param name="State">Whether it goes on, or how it ended.</param>
/// <param name="Share">How far it is, 0 to 1; null when nobody knows yet.</param>
/// <param name="Note">What was done until now.</param>
/// <param name="Url">Where it is looked after.</param>
/// <param name="At">UTC; when it was begun.</param>
internal sealed record WorkItem(string Key, string Title, string State, double? Share, string Note, string Url, DateTime At)
{
    internal bool Runs => State == "running";

    internal static WorkItem Of(FileImport import, Workspace workspace, Texts texts) => new($"import {import.Id}", texts["work.import", NameOf(workspace, import.Form)],
        import.State.ToString().ToLowerInvariant(), import.Total is > 0 and var total ? Math.Min(1, (double)import.Position / total) : null,
        texts["imports.counts", Formats.Number(import.Created), Formats.Number(import.Updated), Formats.Number(import.Rejected)],
        ListOf(workspace, import.Form) is { } list ? $"{list}/import?run={import.Id}" : "", import.StartedAt);

    internal static WorkItem Of(BatchRun run, Workspace workspace, Texts texts) => new($"batch {run.Id}", texts[$"work.batch.{run.Word}", NameOf(workspace, run.Form)],
        run.State.ToString().ToLowerInvariant(), run.Total == 0 ? null : (double)run.Decided / run.Total,
        run.Runs ? texts["grid.batch.progress", run.Decided, run.Total] : BatchWords.Result(texts, run),
        run.Kind == BatchRunKind.Decide ? run.Runs ? "tasks" : $"tasks?run={run.Id}" : ListOf(workspace, run.Form) is { } list ? run.Runs ? list : $"{list}?batch={run.Id}" : "", run.AskedAt);

    private static string NameOf(Workspace workspace, string form) => workspace.Catalog.Forms.TryGetValue(form, out var known) ? known.Definition.Label.Current : form;

    private static string? ListOf(Workspace workspace, string form) => workspace.Catalog.Forms.TryGetValue(form, out var known) ? $"apps/{known.Definition.App}/forms/{form}" : null;
}
