namespace LowCode.Expressions;

/// <summary>What a <see cref="Value"/> holds.</summary>
public enum ValueKind : byte
{
    /// <summary>Nothing: an empty field.</summary>
    Null,
    /// <summary>An exact decimal number of up to 28 digits.</summary>
    Number,
    /// <summary>Text; never null inside.</summary>
    Text,
    /// <summary>True or false.</summary>
    Bool,
    /// <summary>A calendar day without a time zone.</summary>
    Date,
    /// <summary>An instant, in UTC.</summary>
    DateTime,
    /// <summary>A time of day without a time zone.</summary>
    Time,
    /// <summary>A user's id.</summary>
    User,
    /// <summary>A department's id.</summary>
    Department,
    /// <summary>The id of a record of another form.</summary>
    Reference,
    /// <summary>One stored file.</summary>
    File,
    /// <summary>Several values: multiple choice, members, files, or a list that a formula made.</summary>
    List,
    /// <summary>The rows of a subform.</summary>
    Rows,
    /// <summary>A calculation that failed, such as a division by zero; it spreads through every further calculation.</summary>
    Error,
}
