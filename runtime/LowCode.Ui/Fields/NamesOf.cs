using LowCode.Forms;

namespace LowCode.Ui.Fields;

/// <summary>Names for previews, where no real record is shown.</summary>
public sealed class NamesOf : ValueNames
{
    public static readonly NamesOf Nobody = new();
    public override string User(long id) => "";
    public override string Department(long id) => "";
    public override string Record(string form, long id) => "";
    public override long? FindUser(string text) => null;
    public override long? FindDepartment(string text) => null;
    public override long? FindRecord(Field field, string text) => null;
}
