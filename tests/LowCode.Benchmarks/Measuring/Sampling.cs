using System.Diagnostics;

namespace LowCode.Measuring;

/// <summary>Times of two pieces of work, taken in turns so that a noisy moment hits both.</summary>
internal static class Sampling
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.2);

    /// <summary>Median microseconds of each, over <paramref name="times"/> calls.</summary>
    public static (double Ours, double Limit) Both(int times, Action ours, Action limit)
    {
        WarmUp(ours);
        WarmUp(limit);
        var (first, second) = (new List<double>(times), new List<double>(times));
        for (var i = 0; i < times; i++)
        {
            first.Add(Once(ours));
            second.Add(Once(limit));
        }
        return (Percentile(first, 0.5), Percentile(second, 0.5));
    }

    /// <summary>Microseconds of each of <paramref name="times"/> calls after some for warming up.</summary>
    public static List<double> Times(int times, Action work)
    {
        WarmUp(work);
        return [.. Enumerable.Range(0, times).Select(_ => Once(work))];
    }

    /// <summary>The value below which this share of the values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    // Until the just-in-time compiler has made its better code of it, as it has in a server that runs for a while.
    private static void WarmUp(Action work)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < 3 || Stopwatch.GetElapsedTime(begin) < Settling; i++)
            work();
    }

    private static double Once(Action work)
    {
        var begin = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
    }
}
