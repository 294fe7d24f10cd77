using System.Diagnostics;

namespace LowCode.Measuring;

/// <summary>Times of two pieces of work, taken in turns so that a noisy moment hits both.</summary>
internal static class Sampling
{
    /// <summary>Median microseconds of each, over <paramref name="times"/> calls.</summary>
    public static (double Ours, double Limit) Both(int times, Action ours, Action limit)
    {
        var (first, second) = (new List<double>(times), new List<double>(times));
        for (var i = -Math.Max(3, times / 10); i < times; i++)
        {
            var (a, b) = (Once(ours), Once(limit));
            if (i < 0)
                continue;
            first.Add(a);
            second.Add(b);
        }
        return (Percentile(first, 0.5), Percentile(second, 0.5));
    }

    /// <summary>Microseconds of each of <paramref name="times"/> calls after a few for warming up.</summary>
    public static List<double> Times(int times, Action work)
    {
        for (var i = 0; i < Math.Max(3, times / 10); i++)
            work();
        return [.. Enumerable.Range(0, times).Select(_ => Once(work))];
    }

    /// <summary>The value below which this share of the values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    private static double Once(Action work)
    {
        var begin = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
    }
}
