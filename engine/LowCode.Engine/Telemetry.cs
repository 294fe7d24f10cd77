using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LowCode;

/// <summary>
/// What the engine counts and times of itself, for whoever listens (<see cref="MeterListener"/>, <see cref="ActivityListener"/>); costs next to nothing while
/// nobody does. Names of forms, flows and kinds only, never values of records.
/// </summary>
public static class Telemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "LowCode";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Saves = Meter.CreateCounter<long>("records.written", "{record}", "Records created, updated, deleted or restored, counted after the commit.");
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("flow.commands", "{command}", "Commands on flows, by what came of them.");
    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("jobs.runs", "{job}", "Tries of background jobs, by kind and outcome.");
    private static readonly Histogram<double> JobLag = Meter.CreateHistogram<double>("jobs.lag", "s", "From when a job was due to when it began.");
    private static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("store.write.wait", "s", "How long a unit waited for its turn to write.");
    private static readonly Histogram<double> Writing = Meter.CreateHistogram<double>("store.write.duration", "s", "From asking for a write to its durable commit.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("store.write.failures", "{unit}", "Units of work that the database failed.");

    /// <summary>Steps of a request that are worth a span of their own.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    internal static void Written(string form, string kind) => Saves.Add(1, new("form", form), new("kind", kind));

    internal static void Commanded(string command, bool done) => Commands.Add(1, new("command", command), new("outcome", done ? "done" : "refused"));

    internal static void JobRan(string kind, TimeSpan lag, bool done)
    {
        Jobs.Add(1, new("kind", kind), new("outcome", done ? "done" : "failed"));
        JobLag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>("kind", kind));
    }

    /// <summary>A unit began to write after waiting from <paramref name="asked"/> on, a time stamp of <see cref="Stopwatch"/>.</summary>
    public static void Began(long asked) => Wait.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds);

    /// <summary>The unit asked for at <paramref name="asked"/> is committed, refused or has failed.</summary>
    public static void Ended(long asked, bool failed)
    {
        Writing.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds);
        if (failed)
            Failures.Add(1);
    }
}
