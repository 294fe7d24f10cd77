using System.Globalization;
using LowCode.Expressions;
using LowCode.Files;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Fields;

/// <summary>What inputs need of the rest of the workspace: finding people and records, storing files. One per form on screen; asks as the person who looks.</summary>
public sealed class FieldWorld(Workspace workspace, RecordReader reader, FileLibrary files, CurrentCaller caller)
{
    private readonly Dictionary<(string Form, long Id), string> _titles = [];
    private readonly Dictionary<string, List<long>> _chosen = [];

    /// <summary>The app whose pages links lead to.</summary>
    public string App { get; set; } = "";

    /// <summary>Zone in which instants are typed and shown.</summary>
    public TimeZoneInfo Zone => caller.Caller.Zone;

    /// <summary>Names that the record on screen came with.</summary>
    public ValueNames? Names { get; set; }

    /// <summary>The form that a reference points to; null when it isn't there any more.</summary>
    public Form? Form(string? key) => key is null ? null : workspace.Catalog.Forms.GetValueOrDefault(key);

    /// <summary>A user's name; "" when unknown.</summary>
    public string User(long id) => workspace.People.User(id)?.Name ?? "";

    /// <summary>A department's name; "" when unknown.</summary>
    public string Department(long id) => workspace.People.Department(id)?.Name ?? "";

    /// <summary>A referred record's title.</summary>
    public string Record(string form, long id)
    {
        if (_titles.TryGetValue((form, id), out var title))
            return title;
        if (Names?.Record(form, id) is { Length: > 0 } known)
            return known;
        var found = reader.Get(caller.Caller, form, id);
        return _titles[(form, id)] = found.Ok ? found.Value.Title : $"#{id}";
    }

    /// <summary>Active people whose name or e-mail contains the text.</summary>
    public Task<IReadOnlyList<Option>> FindPeople(string text) => Task.FromResult<IReadOnlyList<Option>>(
        [.. workspace.People.Users.Where(user => user.Active && Contains(user.Name, text) | Contains(user.Email, text)).OrderBy(user => user.Name, StringComparer.CurrentCulture).Take(50)
            .Select(user => new Option(Id(user.Id), user.Name, Note: user.Email))]);

    /// <summary>As <see cref="FindPeople"/>, but to look for: those who have left come last, and are called so.</summary>
    public Task<IReadOnlyList<Option>> FindEverybody(string text, Texts texts) => Task.FromResult<IReadOnlyList<Option>>(
        [.. workspace.People.Users.Where(user => Contains(user.Name, text) | Contains(user.Email, text)).OrderByDescending(user => user.Active).ThenBy(user => user.Name, StringComparer.CurrentCulture).Take(50)
            .Select(user => new Option(Id(user.Id), user.Name, Note: user.Active ? user.Email : texts["fields.member.left"]))]);

    /// <summary>Departments whose name contains the text.</summary>
    public Task<IReadOnlyList<Option>> FindDepartments(string text) => Task.FromResult<IReadOnlyList<Option>>(
        [.. workspace.People.Departments.Where(department => Contains(department.Name, text)).OrderBy(department => department.Order).Take(100).Select(department => new Option(Id(department.Id), department.Name))]);

    /// <summary>Records that a reference may point to: its own condition beside the record at hand, what the person may see, the text in any searchable field.</summary>
    public Task<IReadOnlyList<Option>> FindRecords(Field field, string text, AtHand? at = null)
    {
        if (Form(field.Target) is not { TitleField: { } title } target)
            return Task.FromResult<IReadOnlyList<Option>>([]);
        var settings = (Forms.FieldTypes.ReferenceSettings)field.Settings!;
        var offer = at?.Offer(field) ?? new ReferenceOffer(field);
        var recent = text.Length == 0 ? RecentReferences.Of(workspace, reader, caller.Caller, field, _chosen.GetValueOrDefault(target.Key) ?? []) : [];
        var offered = recent.Count == 0 ? [] : Offer(string.Join(" || ", recent.Select(id => $"id == {Id(id)}")), "", "history").OrderBy(option => recent.IndexOf(long.Parse(option.Value, CultureInfo.InvariantCulture))).ToList();
        return Task.FromResult<IReadOnlyList<Option>>([.. offered, .. Offer(null, text, null).Where(option => offered.All(each => each.Value != option.Value))]);

        List<Option> Offer(string? and, string search, string? icon) =>
            reader.List(caller.Caller, new ListRequest { Form = target.Key, Offer = offer, Filter = and, Search = search, Limit = 30, Sort = [new SortDefinition("updated_at", true)] }) is { Ok: true, Value: var list } ? Options(list, target, title, settings, icon) : [];
    }

    /// <summary>What a new record of the reference's form begins with so that it may be chosen.</summary>
    public IReadOnlyDictionary<string, Value> Presets(Field field, AtHand? at) =>
        at is null ? new Dictionary<string, Value>() : at.Offer(field).Presets(RecordContext.For(workspace, caller.Caller, null));

    /// <summary>Remembers a choice, so that it is offered first next time.</summary>
    public void Chose(string form, long id)
    {
        var chosen = _chosen.TryGetValue(form, out var known) ? known : _chosen[form] = [];
        chosen.Remove(id);
        chosen.Insert(0, id);
    }

    private List<Option> Options(RecordList list, Form target, Field title, Forms.FieldTypes.ReferenceSettings settings, string? icon)
    {
        var notes = settings.Columns.Select(key => target[key]).OfType<Field>().ToList();
        return [.. list.Rows.Select(row =>
        {
            var id = RecordContext.IdOf(row);
            var label = row[title.Position].IsEmpty ? $"#{id}" : title.Type.Display(row[title.Position], title, list.Names);
            _titles[(target.Key, id)] = label;
            return new Option(Id(id), label, Icon: icon, Note: notes.Count == 0 ? null : string.Join(" · ", notes.Where(note => !row[note.Position].IsEmpty).Select(note => note.Type.Display(row[note.Position], note, list.Names))));
        })];
    }

    /// <summary>The active person with this name or e-mail; null when none or several.</summary>
    public long? UserNamed(string text) => Single(workspace.People.Users.Where(user => user.Active && (Same(user.Name, text) || Same(user.Email, text))).Select(user => user.Id));

    /// <summary>The department with this name; null when none or several.</summary>
    public long? DepartmentNamed(string text) => Single(workspace.People.Departments.Where(department => Same(department.Name, text)).Select(department => department.Id));

    /// <summary>The record with this title among those that a reference may point to; null when none or several.</summary>
    public long? RecordNamed(Field field, string text)
    {
        if (Form(field.Target) is not { TitleField: { Storage: StorageKind.Text } title } target)
            return null;
        var list = reader.List(caller.Caller, new ListRequest { Form = target.Key, Offer = new ReferenceOffer(field), Filter = $"{title.Key} == {System.Text.Json.JsonSerializer.Serialize(text)}", Limit = 2 });
        return list.Ok ? Single(list.Value.Rows.Select(RecordContext.IdOf)) : null;
    }

    /// <summary>Keeps an uploaded file; it belongs to the person until a record is saved with it.</summary>
    public Task<Outcome<FileValue>> UploadAsync(string name, Stream content, CancellationToken cancel) => files.AddAsync(caller.Caller, name, content, cancel);

    /// <summary>Where a record is opened.</summary>
    public string UrlOf(string form, long id) => $"apps/{AppOf(form)}/forms/{form}/{Id(id)}";

    /// <summary>True when the person may make records of a form.</summary>
    public bool CanCreate(string? form) => Form(form) is { } target && workspace.Catalog.Access(caller.Caller, target).Can(RecordActions.Create);

    private string AppOf(string form) => App.Length > 0 ? App : Form(form)?.Definition.App ?? "";

    private static long? Single(IEnumerable<long> ids) => ids.Take(2).ToList() is [var only] ? only : null;

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string where, string what) => where.Contains(what, StringComparison.CurrentCultureIgnoreCase);
}
