namespace LowCode.Forms;

/// <summary>
/// The fields that every form has, at fixed positions at the start of a record's values. Their keys can't be used by designers;
/// column names equal the keys.
/// </summary>
public static class SystemFields
{
    /// <summary><c>id</c>: the record's number in its form, 64 bit; 0 while new.</summary>
    public const int Id = 0;
    /// <summary><c>created_at</c>.</summary>
    public const int CreatedAt = 1;
    /// <summary><c>created_by</c>: user.</summary>
    public const int CreatedBy = 2;
    /// <summary><c>updated_at</c>.</summary>
    public const int UpdatedAt = 3;
    /// <summary><c>updated_by</c>: user.</summary>
    public const int UpdatedBy = 4;
    /// <summary><c>owner</c>: user; who is responsible. Editable; starts as the creator.</summary>
    public const int Owner = 5;
    /// <summary><c>department</c>: the owner's department unless set. Editable.</summary>
    public const int Department = 6;
    /// <summary><c>flow_state</c>: running, completed, rejected, withdrawn, terminated; null without a flow.</summary>
    public const int FlowState = 7;
    /// <summary><c>flow_node</c>: keys of the nodes where the record waits, joined by <c>,</c>; null when it doesn't.</summary>
    public const int FlowNode = 8;
    /// <summary><c>handlers</c>: users who hold an open task of the record.</summary>
    public const int Handlers = 9;
    /// <summary><c>version</c>: 1, 2, 3 ...; grows with every save.</summary>
    public const int Version = 10;
    /// <summary><c>deleted_at</c>: set while the record is in the recycle bin.</summary>
    public const int DeletedAt = 11;
    /// <summary>How many there are: designed fields start here.</summary>
    public const int Count = 12;

    /// <summary>Their keys by position.</summary>
    public static readonly string[] Keys =
        ["id", "created_at", "created_by", "updated_at", "updated_by", "owner", "department", "flow_state", "flow_node", "handlers", "version", "deleted_at"];
}
