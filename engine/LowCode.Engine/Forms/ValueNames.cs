namespace LowCode.Forms;

/// <summary>
/// Names and ids of people, departments and records, for showing values and for reading imported text.
/// A page fetches all it needs at once; unknown ids read as "".
/// </summary>
public abstract class ValueNames
{
    /// <summary>Zone in which instants are shown and read.</summary>
    public virtual TimeZoneInfo Zone => TimeZoneInfo.Utc;
    /// <summary>A user's name; "" when unknown.</summary>
    public abstract string User(long id);
    /// <summary>A department's name; "" when unknown.</summary>
    public abstract string Department(long id);
    /// <summary>The title of a record of a form; "" when unknown or hidden.</summary>
    public abstract string Record(string form, long id);
    /// <summary>The user with this name or e-mail; null when none or several.</summary>
    public abstract long? FindUser(string text);
    /// <summary>The department with this name or path (<c>Sales/East</c>); null when none or several.</summary>
    public abstract long? FindDepartment(string text);
    /// <summary>The record with this title or key value; null when none or several.</summary>
    public abstract long? FindRecord(Field field, string text);
}
