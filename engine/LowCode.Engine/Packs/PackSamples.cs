using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Packs;

/// <summary>
/// Sample records of a pack: brought in through the saver like anybody's records, and taken away again as a whole.
/// References name the <c>_key</c> of an earlier sample: <c>{"_key":"c1","name":"..."}</c>, then <c>{"customer":"@c1"}</c>;
/// <c>"_flows":true</c> lets the record start the flows of its form: a few show how they work, and nobody's task list is filled with trials;
/// dates may be relative to today: <c>"@today-12"</c>, <c>"@now-3"</c> (days). <c>"_created":"@now-12"</c> says when it counts as made, so that trends have a course.
/// </summary>
public sealed class PackSamples(Workspace workspace, RecordSaver saver, RecordTrash trash)
{
    private static string ListKey(string pack) => $"pack.{pack}.sample";

    /// <summary>Brings the samples in, owned by the caller; all in one unit. Refused when they are there already. Returns how many.</summary>
    public Task<Outcome<int>> AddAsync(Caller caller, Pack pack, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        RefuseOthers(caller);
        if (unit.Store<ISettingStore>().Get(ListKey(pack.Manifest.Key)) is not null)
            throw new RefusedException(PackErrors.SamplePresent);
        var ids = new Dictionary<string, long>();
        var made = new List<string>();
        foreach (var sample in pack.Samples)
        {
            var form = workspace.Catalog.Form(sample.Form);
            foreach (var item in JsonNode.Parse(sample.Json) as JsonArray ?? [])
            {
                var values = (JsonObject)item!.DeepClone();
                var key = (string?)values["_key"];
                values.Remove("_key");
                Resolve(values, ids);
                var madeAt = Created(values);
                var flows = (bool?)values["_flows"] == true;
                values.Remove("_flows");
                using var json = JsonDocument.Parse(values.ToJsonString());
                var saved = saver.Save(unit, caller with { Source = Source.Pack, StartsNothing = !flows }, new SaveRequest { Form = form.Key, Edits = RecordInput.Parse(form, json.RootElement), AcceptWarnings = true, MadeAt = madeAt });
                if (key is not null)
                    ids[key] = saved.Id;
                made.Add($"{form.Key}:{saved.Id}");
            }
        }
        unit.Store<ISettingStore>().Set(ListKey(pack.Manifest.Key), JsonSerializer.Serialize(made));
        PackInstaller.MarkSample(unit, pack.Manifest.Key, true);
        return made.Count;
    }, cancel);

    /// <summary>Puts all sample records into the recycle bin, the last made first. Returns how many were still there.</summary>
    public Task<Outcome<int>> RemoveAsync(Caller caller, string pack, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        RefuseOthers(caller);
        var made = unit.Store<ISettingStore>().Get(ListKey(pack)) is { } json ? JsonSerializer.Deserialize<List<string>>(json) ?? [] : [];
        var removed = 0;
        foreach (var (form, id) in made.AsEnumerable().Reverse().Select(entry => entry.Split(':')).Select(parts => (parts[0], long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))))
        {
            if (!workspace.Catalog.Forms.TryGetValue(form, out var target) || unit.Records.Get(target, id) is not { } record || !record[SystemFields.DeletedAt].IsNull)
                continue;
            trash.Move(unit, caller, form, id, null, delete: true);
            removed++;
        }
        unit.Store<ISettingStore>().Set(ListKey(pack), null);
        PackInstaller.MarkSample(unit, pack, false);
        return removed;
    }, cancel);

    private DateTime? Created(JsonObject values)
    {
        if (values["_created"] is not { } created)
            return null;
        values.Remove("_created");
        var at = created is JsonValue value && value.TryGetValue<string>(out var text)
            && DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal, out var read) ? read : DateTime.MaxValue;
        return at <= workspace.Now ? at : throw new RefusedException(PackErrors.SampleReference("_created"));
    }

    private void Resolve(JsonObject values, Dictionary<string, long> ids)
    {
        foreach (var (name, node) in values.ToList())
        {
            if (node is JsonArray rows)
            {
                foreach (var row in rows.OfType<JsonObject>())
                    Resolve(row, ids);
            }
            else if (node is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith('@'))
            {
                values[name] = Meant(text[1..], ids);
            }
        }
    }

    private JsonNode? Meant(string word, Dictionary<string, long> ids)
    {
        if (ids.TryGetValue(word, out var id))
            return id;
        var days = word.Length > 5 && word.StartsWith("today", StringComparison.Ordinal) ? word[5..] : word.Length > 3 && word.StartsWith("now", StringComparison.Ordinal) ? word[3..] : "0";
        if (!word.StartsWith("today", StringComparison.Ordinal) && !word.StartsWith("now", StringComparison.Ordinal) || !double.TryParse(days, System.Globalization.CultureInfo.InvariantCulture, out var offset))
            throw new RefusedException(PackErrors.SampleReference(word));
        var at = workspace.Now.AddDays(offset);
        return word.StartsWith("today", StringComparison.Ordinal) ? at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : at.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void RefuseOthers(Caller caller)
    {
        if (!caller.IsAdmin)
            throw new RefusedException(PackErrors.Forbidden);
    }
}
