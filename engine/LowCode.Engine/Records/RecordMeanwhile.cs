using System.Text.Json;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;

namespace LowCode.Records;

/// <summary>One field that others have changed. <paramref name="Before"/>: as it stood at the version that was asked about.</summary>
public sealed record MeanwhileChange(Field Field, Value Before, Value Theirs, long By, DateTime At);

/// <summary>A record as it stands now, and what others have changed in it.</summary>
public sealed record Meanwhile(RecordView Now, IReadOnlyList<MeanwhileChange> Changes);

/// <summary>Tells somebody whose save came too late what others have saved since: only fields that they may see, as history tells it.</summary>
public sealed class RecordMeanwhile(Workspace workspace, RecordReader reader)
{
    private const int MostSaves = 200;

    /// <summary>What changed after <paramref name="version"/>. 404 when the record is gone or hidden.</summary>
    public Outcome<Meanwhile> Since(Caller caller, string form, long id, long version, TaskRights? task = null) => workspace.Database.Read(unit =>
    {
        var view = reader.Get(unit, caller, form, id, task);
        var changes = new Dictionary<string, MeanwhileChange>();
        foreach (var entry in unit.Log.History(view.Form.Id, id, MostSaves).Where(entry => entry.Version > version).Reverse())
        {
            if (HistoryFilter.Only(entry.Changes, view) is not { } json)
                continue;
            using var all = JsonDocument.Parse(json);
            foreach (var member in all.RootElement.EnumerateObject())
            {
                var field = view.Form[member.Name]!;
                if (field.IsAutomatic)
                    continue;
                // The oldest entry knows how it was, the newest who had the last word.
                var before = changes.TryGetValue(field.Key, out var earlier) ? earlier.Before : field.Type.Parse(member.Value[0], field, field.Key, []);
                changes[field.Key] = new MeanwhileChange(field, before, view.Values[field.Position], entry.By, entry.At);
            }
        }
        return new Meanwhile(view, [.. changes.Values.OrderBy(change => change.Field.Position)]);
    });
}
