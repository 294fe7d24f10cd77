namespace LowCode.Ui.Components;

/// <summary>How loud a button is. One primary button a screen.</summary>
public enum ButtonKind
{
    Secondary,
    Primary,
    Ghost,
    Danger,
}
