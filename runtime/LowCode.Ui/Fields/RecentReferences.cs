using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Ui.Fields;

/// <summary>What a person has lately chosen in a reference field: on this page, then in the records of the same form that they have made.</summary>
internal static class RecentReferences
{
    private const int Most = 6;
    private const int Looked = 30;

    /// <summary>Ids, the latest first.</summary>
    public static List<long> Of(Workspace workspace, RecordReader reader, Caller caller, Field field, IReadOnlyList<long> chosen)
    {
        var ids = chosen.ToList();
        if (field.Subform is null && workspace.Catalog.Forms.Values.FirstOrDefault(form => form[field.Key] is { } own && own.Id == field.Id) is { } owner
            && workspace.Catalog.Access(caller, owner).Can(RecordActions.View)
            && reader.List(caller, new ListRequest { Form = owner.Key, Fields = [field.Key], Filter = "created_by == $user", Limit = Looked, Sort = [new SortDefinition("updated_at", true)] }) is { Ok: true, Value: var list })
        {
            ids.AddRange(list.Rows.Select(row => row[field.Position]).Where(value => !value.IsEmpty).Select(value => value.AsId));
        }
        return [.. ids.Distinct().Take(Most)];
    }
}
