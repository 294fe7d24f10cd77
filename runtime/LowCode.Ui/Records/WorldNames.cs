using LowCode.Forms;
using LowCode.Ui.Fields;

namespace LowCode.Ui.Records;

/// <summary>Names while a record is being typed: what was just chosen is found through the world of the form.</summary>
public sealed class WorldNames(FieldWorld world) : ValueNames
{
    public override TimeZoneInfo Zone => world.Zone;

    public static ValueNames Of(FieldWorld world) => new WorldNames(world);

    public override string User(long id) => world.User(id);
    public override string Department(long id) => world.Department(id);
    public override string Record(string form, long id) => world.Record(form, id);
    public override long? FindUser(string text) => world.UserNamed(text);
    public override long? FindDepartment(string text) => world.DepartmentNamed(text);
    public override long? FindRecord(Field field, string text) => world.RecordNamed(field, text);
}
