using LowCode.Forms;

namespace LowCode.Records;

/// <summary>Knows nobody: for writing values with ids alone, as history keeps them.</summary>
internal sealed class NoNames : ValueNames
{
    public static readonly NoNames Instance = new();
    public override string User(long id) => "";
    public override string Department(long id) => "";
    public override string Record(string form, long id) => "";
    public override long? FindUser(string text) => null;
    public override long? FindDepartment(string text) => null;
    public override long? FindRecord(Field field, string text) => null;
}
