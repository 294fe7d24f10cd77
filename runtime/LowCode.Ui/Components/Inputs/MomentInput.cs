using LowCode.Ui.Localization;
using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Components;

/// <summary>
/// A day or a time as a text of its own: the browser's input would speak the browser's language and not the person's. What is typed counts at once
/// where it can be read; leaving the field writes it out in full, or says that it can't be read.
/// </summary>
public abstract class MomentInput<TValue> : ValueInput<TValue>
{
    private bool _typing, _unread;

    [Inject] protected Formats F { get; set; } = null!;
    [Inject] protected TimeProvider Clock { get; set; } = null!;
    /// <summary>The earliest value in ISO form, or null.</summary>
    [Parameter] public string? Min { get; set; }
    /// <summary>The latest value in ISO form, or null.</summary>
    [Parameter] public string? Max { get; set; }

    /// <summary>What stands in the field.</summary>
    protected string? Text { get; private set; }

    /// <summary>True when what stands there names no day or time.</summary>
    protected bool IsUnread => _unread;

    /// <summary>Where the person is.</summary>
    protected DateTime Now => TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), F.Zone).DateTime;

    protected override bool IsInvalid => _unread || base.IsInvalid;

    /// <summary>The value of a text; null when it names none.</summary>
    protected abstract TValue? Read(string text);

    /// <summary>A value in full.</summary>
    protected abstract string? Write(TValue? value);

    protected override void OnValueGiven()
    {
        // What is being typed stays as it is typed, also when the owner hands its value back; and so does what could not be read.
        if (_unread && Current is null)
            return;
        if (_typing && Text is not null && EqualityComparer<TValue>.Default.Equals(Read(Text), Current))
            return;
        (Text, _unread, _typing) = (Write(Current), false, false);
        Unread?.Tell(this, false);
    }

    protected async Task TypeAsync(string? text)
    {
        (Text, _unread, _typing) = (text, false, true);
        var value = string.IsNullOrWhiteSpace(text) ? default : Read(text);
        Unread?.Tell(this, value is null && !string.IsNullOrWhiteSpace(text));
        if ((value is not null || string.IsNullOrWhiteSpace(text)) && !EqualityComparer<TValue>.Default.Equals(value, Current))
            await SetAsync(value);
    }

    protected async Task LeaveAsync()
    {
        _typing = false;
        if (ReadOnly || string.IsNullOrWhiteSpace(Text))
            return;
        var value = Read(Text);
        _unread = value is null;
        Unread?.Tell(this, _unread);
        // Where nothing is saved until it can be read, the value waits as it is.
        if (_unread && Unread is not null)
            return;
        if (!EqualityComparer<TValue>.Default.Equals(value, Current))
            await SetAsync(value);
        if (!_unread)
            Text = Write(Current);
    }
}
