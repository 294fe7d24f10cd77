using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Catalog;

/// <summary>What designers do with definitions: load and save drafts, check, publish, look at versions, restore, delete. Administrators only.</summary>
public sealed class MetadataEditor(Workspace workspace, Publisher publisher)
{
    /// <summary>All definitions of a kind, drafts included, by key.</summary>
    public Outcome<IReadOnlyList<StoredDefinition>> List(Caller caller, DefinitionKind kind) => Read<IReadOnlyList<StoredDefinition>>(caller, unit =>
        [.. unit.Metadata.All().Where(each => each.Kind == kind).OrderBy(each => each.Key, StringComparer.Ordinal)]);

    /// <summary>One definition with its draft; its <see cref="StoredDefinition.DraftRev"/> goes back with the next save.</summary>
    public Outcome<StoredDefinition> Load(Caller caller, DefinitionKind kind, string key) => Read(caller, unit => Find(unit, kind, key));

    /// <summary>
    /// Saves a draft, which may be unfinished but must be a JSON object. <paramref name="rev"/> is the one that was loaded, 0 for a new definition;
    /// refused with 409 when somebody else saved meanwhile. Returns the new rev.
    /// </summary>
    public Task<Outcome<long>> SaveDraftAsync(Caller caller, DefinitionKind kind, string key, string json, long rev, CancellationToken cancel = default) =>
        WriteAsync(caller, unit =>
        {
            var errors = new List<Error>();
            if (!DefinitionSet.IsKey(key))
                errors.Add(FormErrors.BadKey("key", key));
            DefinitionJson.Read<System.Text.Json.Nodes.JsonObject>(json, "", errors);
            if (errors.Count > 0)
                throw new RefusedException(new Refusal(ErrorKind.Malformed, errors));
            var id = unit.Metadata.Ensure(kind, key, kind == DefinitionKind.App ? key : DefinitionHead.Of(json)?.App);
            if (!unit.Metadata.SaveDraft(id, json, rev))
                throw CatalogErrors.DraftMoved(Find(unit, kind, key).DraftRev);
            return Find(unit, kind, key).DraftRev;
        }, cancel);

    /// <summary>Forgets the draft; what is published stays.</summary>
    public Task<Outcome<Nothing>> DiscardDraftAsync(Caller caller, DefinitionKind kind, string key, CancellationToken cancel = default) => WriteAsync(caller, unit =>
    {
        var found = Find(unit, kind, key);
        if (found.Published is null)
            unit.Metadata.Delete(found.Id);
        else
            unit.Metadata.SaveDraft(found.Id, null, found.DraftRev);
        return default(Nothing);
    }, cancel);

    /// <summary>What publishing the draft would do, or everything that is wrong with it.</summary>
    public Outcome<PublishPlan> Plan(Caller caller, DefinitionKind kind, string key) =>
        Read(caller, unit => publisher.Plan(unit, [Draft(Find(unit, kind, key), null)]));

    /// <summary>Publishes the draft. <paramref name="rev"/> is the one that the designer sees; null publishes whatever is there.</summary>
    public Task<Outcome<PublishPlan>> PublishAsync(Caller caller, DefinitionKind kind, string key, long? rev = null, string? note = null, CancellationToken cancel = default) =>
        WriteAsync(caller, unit => publisher.Apply(unit, caller, [Draft(Find(unit, kind, key), rev)], note), cancel);

    /// <summary>
    /// Changes what is published, without publishing the draft: the change is made to both, the draft stays one. Refused when nothing is published.
    /// </summary>
    internal Task<Outcome<PublishPlan>> AmendAsync(Caller caller, DefinitionKind kind, string key, Func<string, string> change, string? note, CancellationToken cancel) => WriteAsync(caller, unit =>
    {
        var found = Find(unit, kind, key);
        var plan = publisher.Apply(unit, caller, [new DefinitionChange(kind, key, change(found.Published ?? throw CatalogErrors.NothingToPublish(key)))], note);
        if (found.Draft is { } draft)
            unit.Metadata.SaveDraft(found.Id, change(draft), Find(unit, kind, key).DraftRev);
        return plan;
    }, cancel);

    /// <summary>Published versions, newest first.</summary>
    public Outcome<IReadOnlyList<DefinitionVersion>> Versions(Caller caller, DefinitionKind kind, string key) =>
        Read(caller, unit => unit.Metadata.Versions(Find(unit, kind, key).Id));

    /// <summary>Makes an earlier version the draft; publishing it is a further step. Returns the new rev.</summary>
    public Task<Outcome<long>> RestoreAsync(Caller caller, DefinitionKind kind, string key, int no, CancellationToken cancel = default) => WriteAsync(caller, unit =>
    {
        var found = Find(unit, kind, key);
        var version = unit.Metadata.Versions(found.Id).FirstOrDefault(each => each.No == no) ?? throw CatalogErrors.UnknownVersion(no);
        unit.Metadata.SaveDraft(found.Id, version.Json, found.DraftRev);
        return Find(unit, kind, key).DraftRev;
    }, cancel);

    /// <summary>Takes a definition away; refused with all errors while others still need it. A form's records stay in the database until maintenance.</summary>
    public Task<Outcome<PublishPlan>> DeleteAsync(Caller caller, DefinitionKind kind, string key, CancellationToken cancel = default) => WriteAsync(caller, unit =>
    {
        Find(unit, kind, key);
        return publisher.Apply(unit, caller, [new DefinitionChange(kind, key, null)]);
    }, cancel);

    private static DefinitionChange Draft(StoredDefinition definition, long? rev)
    {
        if (rev is { } seen && seen != definition.DraftRev)
            throw CatalogErrors.DraftMoved(definition.DraftRev);
        return new DefinitionChange(definition.Kind, definition.Key, definition.Draft ?? throw CatalogErrors.NothingToPublish(definition.Key));
    }

    private static StoredDefinition Find(IUnit unit, DefinitionKind kind, string key) => unit.Metadata.Find(kind, key) ?? throw CatalogErrors.Unknown(kind, key);

    private Outcome<T> Read<T>(Caller caller, Func<IUnit, T> work) =>
        workspace.Database.Read(unit => caller.IsAdmin ? work(unit) : throw CatalogErrors.OnlyAdmins());

    private Task<Outcome<T>> WriteAsync<T>(Caller caller, Func<IUnit, T> work, CancellationToken cancel) =>
        workspace.WritePatientlyAsync(caller, unit => caller.IsAdmin ? work(unit) : throw CatalogErrors.OnlyAdmins(), cancel);
}
