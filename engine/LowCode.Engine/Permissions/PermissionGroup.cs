using System.Text.Json.Serialization;

namespace LowCode.Permissions;

/// <summary>What a group lets its members do with records.</summary>
[Flags]
public enum RecordActions
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>See records.</summary>
    View = 1,
    /// <summary>Make new ones.</summary>
    Create = 2,
    /// <summary>Change.</summary>
    Edit = 4,
    /// <summary>Put into the recycle bin and restore.</summary>
    Delete = 8,
    /// <summary>Bring in from files.</summary>
    Import = 16,
    /// <summary>Take out as files.</summary>
    Export = 32,
    /// <summary>Change many at once.</summary>
    BatchEdit = 64,
    /// <summary>Write comments.</summary>
    Comment = 128,
    /// <summary>See the history of changes.</summary>
    History = 256,
    /// <summary>End, reactivate and reassign flows.</summary>
    ManageFlow = 512,
    /// <summary>Save views for others.</summary>
    ShareViews = 1024,
    /// <summary>Everything.</summary>
    All = 2047,
}

/// <summary>What a person may do with one field of one record. Higher includes lower.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldRight>))]
public enum FieldRight : byte
{
    /// <summary>As if it were not there.</summary>
    [JsonStringEnumMemberName("hidden")] Hidden,
    /// <summary>Shown with its middle covered; can't be filtered or sorted by.</summary>
    [JsonStringEnumMemberName("masked")] Masked,
    /// <summary>Seen, not changed.</summary>
    [JsonStringEnumMemberName("readOnly")] ReadOnly,
    /// <summary>Seen and changed.</summary>
    [JsonStringEnumMemberName("editable")] Editable,
}

/// <summary>What a group grants on a field: one <see cref="FieldRight"/> for new records, one for those that are there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldGrant>))]
public enum FieldGrant : byte
{
    /// <summary>As if it were not there.</summary>
    [JsonStringEnumMemberName("hidden")] Hidden,
    /// <summary>Shown with its middle covered.</summary>
    [JsonStringEnumMemberName("masked")] Masked,
    /// <summary>Seen, never written.</summary>
    [JsonStringEnumMemberName("readOnly")] ReadOnly,
    /// <summary>Filled in when a record is made, only seen afterwards.</summary>
    [JsonStringEnumMemberName("createOnly")] CreateOnly,
    /// <summary>Left alone when a record is made (a default may fill it), written afterwards.</summary>
    [JsonStringEnumMemberName("editOnly")] EditOnly,
    /// <summary>Seen and written at any time.</summary>
    [JsonStringEnumMemberName("editable")] Editable,
}

/// <summary>What a <see cref="FieldGrant"/> means for one record.</summary>
public static class FieldGrants
{
    /// <summary>The right on a record that is there.</summary>
    public static FieldRight Later(this FieldGrant grant) => grant switch
    {
        FieldGrant.Hidden => FieldRight.Hidden,
        FieldGrant.Masked => FieldRight.Masked,
        FieldGrant.EditOnly or FieldGrant.Editable => FieldRight.Editable,
        _ => FieldRight.ReadOnly,
    };

    /// <summary>The right on a record that is being made.</summary>
    public static FieldRight AtFirst(this FieldGrant grant) => grant switch
    {
        FieldGrant.CreateOnly => FieldRight.Editable,
        FieldGrant.EditOnly => FieldRight.ReadOnly,
        _ => grant.Later(),
    };
}

/// <summary>
/// A permission group of one form: members x actions x fields x rows. Groups unite. JSON:
/// <c>{"key":"lead_reps","form":"lead","label":{...},"members":{"roles":["sales_rep"],"users":[],"departments":[],"everyone":false},
/// "actions":["view","create","edit","comment"],"rows":"owner == $user","fields":{"score":"readOnly"},"otherFields":"editable"}</c>.
/// </summary>
public sealed record PermissionGroupDefinition
{
    /// <summary>Stable name, unique in the workspace.</summary>
    public required string Key { get; init; }
    /// <summary>Key of the form it is about.</summary>
    public required string Form { get; init; }
    /// <summary>App that brought it; null for the workspace's own.</summary>
    public string? App { get; init; }
    /// <summary>What administrators read.</summary>
    public Label Label { get; init; } = Label.Empty;
    /// <summary>Who is in it.</summary>
    public GroupMembers Members { get; init; } = new();
    /// <summary>Action names: view, create, edit, delete, import, export, batchEdit, comment, history, manageFlow, shareViews.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];
    /// <summary>Bool expression over the record and <c>$user</c>; null for all records.</summary>
    public string? Rows { get; init; }
    /// <summary>Rights that differ from <see cref="OtherFields"/>, by field key (<c>items.price</c> for a subform's column).</summary>
    public IReadOnlyDictionary<string, FieldGrant> Fields { get; init; } = new Dictionary<string, FieldGrant>();
    /// <summary>The right on all fields not named.</summary>
    public FieldGrant OtherFields { get; init; } = FieldGrant.Editable;
}

/// <summary>Members of a permission group; any match counts.</summary>
public sealed record GroupMembers
{
    /// <summary>Every active user.</summary>
    public bool Everyone { get; init; }
    /// <summary>User ids (belong to one workspace; packs leave it empty).</summary>
    public IReadOnlyList<long> Users { get; init; } = [];
    /// <summary>Department ids, children included.</summary>
    public IReadOnlyList<long> Departments { get; init; } = [];
    /// <summary>Role keys.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}
