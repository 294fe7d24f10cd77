using LowCode.Forms;

namespace LowCode.Ui.Fields.Subform;

/// <summary>Finds the people, departments and records that pasted cells name; records among those that the person may see, by their whole title.</summary>
public sealed class PasteNames(FieldWorld? world) : ValueNames
{
    private readonly Dictionary<(string Field, string Text), long?> _records = [];

    public override TimeZoneInfo Zone => world?.Zone ?? TimeZoneInfo.Utc;
    public override string User(long id) => world?.User(id) ?? "";
    public override string Department(long id) => world?.Department(id) ?? "";
    public override string Record(string form, long id) => world?.Record(form, id) ?? "";
    public override long? FindUser(string text) => world?.UserNamed(text);
    public override long? FindDepartment(string text) => world?.DepartmentNamed(text);

    public override long? FindRecord(Field field, string text)
    {
        if (!_records.TryGetValue((field.Key, text), out var id))
            _records[(field.Key, text)] = id = world?.RecordNamed(field, text);
        return id;
    }
}
