using System.Text.Json;
using LowCode.Expressions;
using LowCode.Records;

namespace LowCode.People.HandingOver;

/// <summary>Puts one person in the place of another in the records of a run, each saved like any other change.</summary>
public sealed class HandOverWork(Workspace workspace, RecordBatch batch) : IBatchWork
{
    /// <inheritdoc/>
    public bool Does(BatchRunKind kind) => kind == BatchRunKind.HandOver;

    /// <inheritdoc/>
    public BatchItemDone Do(IUnit unit, BatchRun run, Caller caller, BatchItem item)
    {
        caller.RequireAdmin();
        if (!workspace.Catalog.Forms.TryGetValue(run.Form, out var form))
            throw RecordErrors.UnknownForm(run.Form);
        var record = unit.Records.Get(form, item.Subject) ?? throw RecordErrors.NotFound(run.Form, item.Subject);
        var change = HandOverChange.Read(run);
        var edits = new RecordEdits(form);
        foreach (var field in change.Fields.Select(key => form[key]).OfType<Forms.Field>())
        {
            if (change.Of(record[field.Position]) is { } value)
                edits.Fields[field.Position] = value;
        }
        var version = RecordContext.VersionOf(record);
        if (edits.Fields.Count == 0)
            return new BatchItemDone(version, version, Changed: false);
        var done = batch.Run(unit, caller, run.Form, new BatchOperation(BatchKind.Update, item.Subject, null, edits));
        return new BatchItemDone(done.Before, done.Saved!.Version, done.Saved.Version > done.Before);
    }
}

/// <summary>Who is replaced by whom in which fields.</summary>
internal sealed record HandOverChange(long From, long To, IReadOnlyList<string> Fields)
{
    /// <summary>The value with the one put in the place of the other; null when it doesn't name them.</summary>
    internal Value? Of(Value value) => value.Kind switch
    {
        ValueKind.User when value.AsId == From => Value.FromUser(To),
        ValueKind.List when value.AsList.Any(IsFrom) => Forms.FieldTypes.ListValues.Of([.. value.AsList.Select(each => IsFrom(each) ? Value.FromUser(To) : each).Distinct()]),
        _ => null,
    };

    internal string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    internal static HandOverChange Read(BatchRun run) => JsonSerializer.Deserialize<HandOverChange>(run.Change!, JsonSerializerOptions.Web)!;

    private bool IsFrom(Value each) => each.Kind == ValueKind.User && each.AsId == From;
}
