namespace LowCode.Ui.Records.Calendars;

/// <summary>An entry picked up by the keyboard: where it would be put down, and when it would end. Each key gives the next state; knows no markup.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="To">When it would begin, on the person's clock.</param>
/// <param name="Longer">By how much it would take longer.</param>
public sealed record CalendarCarry(CalendarEntry Entry, DateTime To, TimeSpan Longer)
{
    /// <summary>The step of the keys among hours.</summary>
    public static readonly TimeSpan Slot = TimeSpan.FromMinutes(30);

    /// <summary>Picks an entry up.</summary>
    public static CalendarCarry Of(CalendarEntry entry) => new(entry, entry.Begin, TimeSpan.Zero);

    /// <summary>By how much it was moved.</summary>
    public TimeSpan By => To - Entry.Begin;

    /// <summary>After an arrow key: a day to the side, up and down a week or, among hours, half an hour; with Shift the end moves, as long as something is left.</summary>
    public CalendarCarry Step(string key, bool byHours, bool canStretch)
    {
        if (key is "ShiftArrowUp" or "ShiftArrowDown" && canStretch && byHours && Entry.Until is { } until)
        {
            var longer = Longer + (key == "ShiftArrowUp" ? -Slot : Slot);
            return until + longer > Entry.Begin ? this with { Longer = longer } : this;
        }
        return key switch
        {
            "ArrowLeft" => this with { To = To.AddDays(-1) },
            "ArrowRight" => this with { To = To.AddDays(1) },
            "ArrowUp" => this with { To = byHours && Entry.IsTimed ? To - Slot : To.AddDays(-7) },
            "ArrowDown" => this with { To = byHours && Entry.IsTimed ? To + Slot : To.AddDays(7) },
            _ => this,
        };
    }
}
