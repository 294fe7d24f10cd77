using System.Text.Json;
using LowCode.People;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>
/// Unfinished entries, kept while one types: they survive a closed tab, a lost line and a restarted server. A draft is no record: no rule
/// checks it, nobody is told of it. It holds, and gives back, only fields that its owner may see at that moment.
/// </summary>
public sealed class RecordDrafts(Workspace workspace)
{
    /// <summary>Days that an untouched draft is kept.</summary>
    public const int KeptDays = 30;

    /// <summary>Drafts that one person may have; the oldest make room.</summary>
    public const int MostPerPerson = 100;

    private const int MostBytes = 2 * 1024 * 1024;
    private const int MostNote = 2000;

    /// <summary>
    /// Keeps what was typed. <see cref="RecordDraft.Id"/> 0: a new draft, or the one that the person has of this record (in this task). Returns it
    /// with its id and time. <paramref name="task"/>: the rights that the task of the draft gives.
    /// </summary>
    public async Task<Outcome<RecordDraft>> SaveAsync(Caller caller, RecordDraft draft, RecordEdits edits, TaskRights? task = null, CancellationToken cancel = default)
    {
        if (!workspace.Catalog.Forms.TryGetValue(draft.Form, out var form))
            return RecordErrors.UnknownForm(draft.Form).Refusal;
        var access = workspace.Catalog.Access(caller, form);
        if (task is null && !access.Can(RecordActions.View) && !access.Can(RecordActions.Create))
            return RecordErrors.UnknownForm(draft.Form).Refusal;
        // Before the writer's turn comes: the person types on meanwhile.
        var json = DraftJson.Write(form, edits, Shown(form, access, task));
        if (json.Length > MostBytes || draft.Note.Length > MostNote)
            return new Refusal(ErrorKind.TooLarge, "drafts.tooLarge", "This entry is too large to be kept as a draft.");
        return await workspace.Database.WriteAsync(caller, unit => Save(unit, draft with { UserId = caller.Id, Json = json }), cancel);
    }

    private RecordDraft Save(IUnit unit, RecordDraft draft)
    {
        var store = unit.Store<IRecordDraftStore>();
        var mine = store.For(draft.UserId, null, MostPerPerson);
        // One that was thrown away in another window begins anew.
        var known = draft.Id != 0 ? store.Find(draft.Id) : draft.RecordId == 0 ? null : mine.FirstOrDefault(each => each.Form == draft.Form && each.RecordId == draft.RecordId && each.TaskId == draft.TaskId);
        if (known?.UserId != draft.UserId)
            known = null;
        store.DeleteOlder(workspace.Now.AddDays(-KeptDays));
        if (known is null && mine.Count == MostPerPerson)
            store.Delete(mine[^1].Id);
        var kept = draft with { Id = known?.Id ?? 0, At = workspace.Now };
        return kept with { Id = store.Save(kept) };
    }

    /// <summary>Brings back a draft that was thrown away, as it was.</summary>
    public Task<Outcome<RecordDraft>> BringBackAsync(Caller caller, RecordDraft draft, CancellationToken cancel = default) =>
        workspace.Database.WriteAsync(caller, unit => Save(unit, draft with { Id = 0, UserId = caller.Id }), cancel);

    /// <summary>One of the caller's drafts; 404 for others and for forms that are gone.</summary>
    public Outcome<RecordDraft> Get(Caller caller, long id) => workspace.Database.Read(unit =>
        unit.Store<IRecordDraftStore>().Find(id) is { } draft && draft.UserId == caller.Id && draft.At >= workspace.Now.AddDays(-KeptDays) && workspace.Catalog.Forms.ContainsKey(draft.Form)
            ? draft : throw new RefusedException(ErrorKind.NotFound, "drafts.unknown", "There is no such draft of yours."));

    /// <summary>The caller's drafts, newest first, of forms that are still there; <paramref name="form"/> null for all.</summary>
    public Outcome<IReadOnlyList<RecordDraft>> List(Caller caller, string? form = null) => workspace.Database.Read(unit =>
        (IReadOnlyList<RecordDraft>)[.. unit.Store<IRecordDraftStore>().For(caller.Id, form, MostPerPerson)
            .Where(draft => draft.At >= workspace.Now.AddDays(-KeptDays) && workspace.Catalog.Forms.ContainsKey(draft.Form))]);

    /// <summary>The edits that a draft holds. What the caller may no longer see, or the form no longer has, is left out.</summary>
    public RecordEdits Edits(Caller caller, RecordDraft draft, TaskRights? task = null)
    {
        var form = workspace.Catalog.Form(draft.Form);
        var access = workspace.Catalog.Access(caller, form);
        using var json = JsonDocument.Parse(draft.Json);
        return DraftJson.Read(form, json.RootElement, Shown(form, access, task));
    }

    /// <summary>As <see cref="Edits"/>, in the API's form.</summary>
    public JsonElement Values(Caller caller, RecordDraft draft, TaskRights? task = null) =>
        JsonSerializer.Deserialize<JsonElement>(DraftJson.Write(workspace.Catalog.Form(draft.Form), Edits(caller, draft, task), _ => true));

    /// <summary>What names the draft in a list: the typed title field; "" without one.</summary>
    public string TitleOf(Caller caller, RecordDraft draft)
    {
        var form = workspace.Catalog.Form(draft.Form);
        return form.TitleField is { } title && Edits(caller, draft).Fields.TryGetValue(title.Position, out var value) ? title.Show(value, NoNames.Instance) : "";
    }

    /// <summary>Throws a draft away; one that isn't there any more is no error.</summary>
    public Task<Outcome<Nothing>> DeleteAsync(Caller caller, long id, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        var store = unit.Store<IRecordDraftStore>();
        if (store.Find(id) is { } draft && draft.UserId == caller.Id)
            store.Delete(id);
        return default(Nothing);
    }, cancel);

    private static Func<int, bool> Shown(Forms.Form form, Access access, TaskRights? task) =>
        position => (task is null ? access.BestRight(position) : task.On(access, form.Fields[position])) > FieldRight.Masked;
}
