namespace LowCode.Designer.Forms;

/// <summary>Keys of the form canvas.</summary>
public enum FormKey
{
    /// <summary>Arrow up: the field before.</summary>
    Previous,
    /// <summary>Arrow down: the field behind.</summary>
    Next,
    /// <summary>Shift and arrow up: select the field before too.</summary>
    ExtendUp,
    /// <summary>Shift and arrow down: select the field behind too.</summary>
    ExtendDown,
    /// <summary>Alt and arrow up: move up.</summary>
    Up,
    /// <summary>Alt and arrow down: move down.</summary>
    Down,
    /// <summary>Alt and arrow right: wider; a tab: to the right.</summary>
    Wider,
    /// <summary>Alt and arrow left: narrower; a tab: to the left.</summary>
    Narrower,
    /// <summary>Delete.</summary>
    Delete,
    /// <summary>Ctrl D.</summary>
    Duplicate,
    /// <summary>Ctrl A: select all fields.</summary>
    All,
    /// <summary>Escape: select nothing.</summary>
    Leave,
}
