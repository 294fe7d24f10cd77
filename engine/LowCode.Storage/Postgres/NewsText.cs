using System.Globalization;
using System.Text;
using LowCode.Catalog;
using LowCode.Records;

namespace LowCode.Storage.Postgres;

/// <summary>
/// News as the payloads of notifications, which hold less than 8,000 bytes each: the sender's name, then a line for each piece. More than <see cref="Most"/> records
/// of one form are told as "many of the form".
/// </summary>
internal static class NewsText
{
    internal const int Most = 200;

    private const int Longest = 7500;

    internal static IEnumerable<string> Write(string sender, IReadOnlyCollection<News> news)
    {
        var many = news.OfType<RecordChanged>().GroupBy(change => change.Form).Where(form => form.Count() > Most).Select(form => form.Key).ToHashSet(StringComparer.Ordinal);
        var lines = news.Select(each => each is RecordChanged change && many.Contains(change.Form) ? change with { RecordId = 0 } : each).Distinct().Select(Line).OfType<string>();
        var text = new StringBuilder(sender);
        foreach (var line in lines)
        {
            // Keys of forms are ASCII, so a character is a byte.
            if (text.Length + 1 + line.Length > Longest)
            {
                yield return text.ToString();
                text.Clear().Append(sender);
            }
            text.Append('\n').Append(line);
        }
        if (text.Length > sender.Length)
            yield return text.ToString();
    }

    internal static (string Sender, IReadOnlyList<News> News) Read(string payload)
    {
        var lines = payload.Split('\n');
        return (lines[0], [.. lines.Skip(1).Select(Parse).OfType<News>()]);
    }

    private static string? Line(News news) => news switch
    {
        RecordChanged change => string.Create(CultureInfo.InvariantCulture, $"record {change.Form} {change.RecordId}"),
        InboxChanged inbox => string.Create(CultureInfo.InvariantCulture, $"inbox {inbox.UserId}"),
        BatchMoved batch => string.Create(CultureInfo.InvariantCulture, $"batch {batch.RunId} {batch.UserId}"),
        WorkspaceMoved => "moved",
        DesignerSat sat => string.Create(CultureInfo.InvariantCulture, $"sat {sat.Seat} {sat.Kind} {sat.Key} {sat.UserId} {(sat.Asks ? "asks" : "stays")}"),
        DesignerLeft left => $"left {left.Seat}",
        DraftSaved saved => string.Create(CultureInfo.InvariantCulture, $"draft {saved.Seat} {saved.Kind} {saved.Key} {saved.UserId} {saved.Rev}"),
        _ => null,
    };

    // A newer node may tell what this one doesn't know yet: it is left out.
    private static News? Parse(string line) => line.Split(' ') switch
    {
        ["record", var form, var id] => new RecordChanged(form, long.Parse(id, CultureInfo.InvariantCulture)),
        ["inbox", var user] => new InboxChanged(long.Parse(user, CultureInfo.InvariantCulture)),
        ["batch", var run, var user] => new BatchMoved(long.Parse(run, CultureInfo.InvariantCulture), long.Parse(user, CultureInfo.InvariantCulture)),
        ["moved"] => new WorkspaceMoved(),
        ["sat", var seat, var kind, var key, var user, var how] when Enum.TryParse<DefinitionKind>(kind, out var known) => new DesignerSat(seat, known, key, long.Parse(user, CultureInfo.InvariantCulture), how == "asks"),
        ["left", var seat] => new DesignerLeft(seat),
        ["draft", var seat, var kind, var key, var user, var rev] when Enum.TryParse<DefinitionKind>(kind, out var known) =>
            new DraftSaved(seat, known, key, long.Parse(user, CultureInfo.InvariantCulture), long.Parse(rev, CultureInfo.InvariantCulture)),
        _ => null,
    };
}
