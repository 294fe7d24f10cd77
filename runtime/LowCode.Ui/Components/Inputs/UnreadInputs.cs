namespace LowCode.Ui.Components;

/// <summary>
/// The inputs of a form or a cell in which something stands that can't be read. What they last held is not what the person means, so nothing is saved
/// while there are any.
/// </summary>
public sealed class UnreadInputs
{
    private readonly HashSet<object> _inputs = [];

    /// <summary>Why nothing is saved.</summary>
    public static Refusal Refusal { get; } = new(ErrorKind.Invalid, "records.unread", "Something that was typed can't be read.");

    /// <summary>True while there are any.</summary>
    public bool Any => _inputs.Count > 0;

    /// <summary>An input tells how it stands with what was typed into it.</summary>
    public void Tell(object input, bool unread)
    {
        if (unread)
            _inputs.Add(input);
        else
            _inputs.Remove(input);
    }
}
