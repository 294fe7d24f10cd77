namespace LowCode.Ui.Components;

/// <summary>What a badge, progress bar or notice says by its colour; always beside words.</summary>
public enum BadgeTone
{
    Neutral,
    Accent,
    Good,
    Warn,
    Bad,
}
