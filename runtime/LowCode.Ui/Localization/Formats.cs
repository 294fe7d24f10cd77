using System.Globalization;
using LowCode.Ui.Account;

namespace LowCode.Ui.Localization;

/// <summary>Dates, times and numbers as the person who is looking writes them. Instants are shown in <see cref="Zone"/>.</summary>
public sealed class Formats(TimeProvider clock, Texts texts, CurrentCaller caller)
{
    /// <summary>The zone of the person; the server's own where nobody is signed in.</summary>
    public TimeZoneInfo Zone => caller.Find()?.Zone ?? clock.LocalTimeZone;

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>2026-11-22 in Chinese, 22 Nov 2026 in English.</summary>
    public static string Day(DateOnly date) => date.ToString(Chinese ? "yyyy-MM-dd" : "d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The calendar day of an instant in <see cref="Zone"/>.</summary>
    public string Date(DateTimeOffset instant) => Day(DateOnly.FromDateTime(Local(instant)));

    /// <summary>The day and the minute of an instant.</summary>
    public string DateTime(DateTimeOffset instant) => $"{Date(instant)} {Time(instant)}";

    /// <summary>The minute of an instant: 09:30.</summary>
    public string Time(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A number with thousands separators; <paramref name="scale"/> null keeps the digits that there are.</summary>
    public static string Number(decimal value, int? scale = null) =>
        value.ToString(scale is { } digits ? $"N{digits}" : "#,0.############", CultureInfo.CurrentCulture);

    /// <summary>A large number in short: 1.2 万 and 3.4 亿 in Chinese, 12.3K and 4.5M in English.</summary>
    public static string Short(decimal value)
    {
        (decimal Unit, string Name)[] units = Chinese
            ? [(100_000_000m, " 亿"), (10_000m, " 万")]
            : [(1_000_000_000m, "B"), (1_000_000m, "M"), (10_000m, "K")];
        foreach (var (unit, name) in units)
        {
            if (Math.Abs(value) < unit) continue;
            var inUnit = name == "K" ? value / 1000m : value / unit;
            return inUnit.ToString("#,0.#", CultureInfo.CurrentCulture) + name;
        }

        return Number(value);
    }

    /// <summary>A size in bytes as people read it: 12 KB, 3.4 MB.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        var size = (double)bytes;
        var unit = 0;
        for (; size >= 1024 && unit < units.Length - 1; unit++) size /= 1024;
        return $"{size.ToString(size < 10 && unit > 0 ? "0.#" : "0", CultureInfo.CurrentCulture)} {units[unit]}";
    }

    /// <summary>How long ago or ahead: just now, 5 minutes ago, in 2 days; after 30 days the date.</summary>
    public string Relative(DateTimeOffset instant)
    {
        var distance = clock.GetUtcNow() - instant;
        var past = distance >= TimeSpan.Zero;
        var size = distance.Duration();
        if (size < TimeSpan.FromMinutes(1)) return texts["format.now"];
        if (size > TimeSpan.FromDays(30)) return Date(instant);

        var (count, unit) = size.TotalHours < 1 ? ((int)size.TotalMinutes, "minutes")
            : size.TotalDays < 1 ? ((int)size.TotalHours, "hours")
            : ((int)size.TotalDays, "days");
        var plural = count == 1 ? "one" : "many";
        return texts[$"format.{(past ? "ago" : "ahead")}.{unit}.{plural}", count];
    }

    private DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
}
