using LowCode.Analytics;

namespace LowCode.Designer.Analytics;

/// <summary>
/// Where the cards of a dashboard go when one of them is put somewhere: those in its way make room, and all rise as far as they can, so that no
/// hole is left. Pure: the same cards and the same move always give the same result, during a drag and when it is undone.
/// </summary>
public static class GridLayout
{
    /// <summary>Smallest card.</summary>
    public const int LeastWidth = 2, LeastHeight = 2;

    /// <summary>Highest card.</summary>
    public const int MostHeight = 40;

    /// <summary>The cards with one of them at another place, in reading order. Unchanged cards keep their instance.</summary>
    public static IReadOnlyList<WidgetDefinition> Place(IReadOnlyList<WidgetDefinition> widgets, string key, WidgetPlace wanted)
    {
        if (widgets.All(widget => widget.Key != key)) return widgets;
        var places = widgets.ToDictionary(widget => widget.Key, widget => widget.At);
        places[key] = Clamp(wanted);
        MakeRoom(places, key);
        return Settled(widgets, places, key);
    }

    /// <summary>The cards without holes between them, in reading order.</summary>
    public static IReadOnlyList<WidgetDefinition> Compact(IReadOnlyList<WidgetDefinition> widgets) =>
        Settled(widgets, widgets.ToDictionary(widget => widget.Key, widget => Clamp(widget.At)), null);

    /// <summary>The first free place of a size, from the top left; below all others at the latest.</summary>
    public static WidgetPlace Free(IReadOnlyList<WidgetDefinition> widgets, int width, int height)
    {
        var bottom = widgets.Select(widget => widget.At.Y + widget.At.H).DefaultIfEmpty(0).Max();
        for (var y = 0; y < bottom; y++)
        {
            for (var x = 0; x + width <= DashboardDefinition.Columns; x++)
            {
                var place = new WidgetPlace(x, y, width, height);
                if (!widgets.Any(widget => Meet(widget.At, place))) return place;
            }
        }
        return new(0, bottom, width, height);
    }

    /// <summary>Where one key press takes a card: a column aside, or past the neighbour above or below.</summary>
    public static WidgetPlace Step(IReadOnlyList<WidgetDefinition> widgets, string key, int dx, int dy)
    {
        var at = widgets.First(widget => widget.Key == key).At;
        if (dy == 0) return at with { X = at.X + dx };
        var beside = widgets.Where(widget => widget.Key != key && widget.At.X < at.X + at.W && at.X < widget.At.X + widget.At.W).Select(widget => widget.At);
        return dy < 0
            ? at with { Y = beside.Where(other => other.Y + other.H <= at.Y).MaxBy(other => other.Y)?.Y ?? 0 }
            : beside.Where(other => other.Y >= at.Y + at.H).MinBy(other => other.Y) is { } below ? at with { Y = at.Y + below.H } : at;
    }

    /// <summary>True when two cards overlap.</summary>
    public static bool Meet(WidgetPlace a, WidgetPlace b) => a.X < b.X + b.W && b.X < a.X + a.W && a.Y < b.Y + b.H && b.Y < a.Y + a.H;

    private static WidgetPlace Clamp(WidgetPlace at)
    {
        var (width, height) = (Math.Clamp(at.W, LeastWidth, DashboardDefinition.Columns), Math.Clamp(at.H, LeastHeight, MostHeight));
        return new(Math.Clamp(at.X, 0, DashboardDefinition.Columns - width), Math.Max(0, at.Y), width, height);
    }

    // What stands in the way goes above the card if there is room (the two change places), else below it, and pushes on what is there.
    private static void MakeRoom(Dictionary<string, WidgetPlace> places, string key)
    {
        var pushing = new Queue<string>([key]);
        var first = true;
        while (pushing.TryDequeue(out var pusher))
        {
            foreach (var (other, at) in places.Where(pair => pair.Key != pusher && pair.Key != key && Meet(pair.Value, places[pusher])).OrderBy(pair => pair.Value.Y).ThenBy(pair => pair.Value.X).ToList())
            {
                var above = at with { Y = Math.Max(0, places[pusher].Y - at.H) };
                if (first && !places.Any(pair => pair.Key != other && Meet(pair.Value, above)))
                {
                    places[other] = above;
                    continue;
                }
                places[other] = at with { Y = places[pusher].Y + places[pusher].H };
                pushing.Enqueue(other);
            }
            first = false;
        }
    }

    private static List<WidgetDefinition> Settled(IReadOnlyList<WidgetDefinition> widgets, Dictionary<string, WidgetPlace> places, string? moved)
    {
        var settled = new List<WidgetDefinition>();
        foreach (var widget in widgets.OrderBy(widget => places[widget.Key].Y).ThenBy(widget => widget.Key == moved ? 0 : 1).ThenBy(widget => places[widget.Key].X))
        {
            var at = places[widget.Key];
            while (settled.Any(other => Meet(other.At, at))) at = at with { Y = at.Y + 1 };
            while (at.Y > 0 && !settled.Any(other => Meet(other.At, at with { Y = at.Y - 1 }))) at = at with { Y = at.Y - 1 };
            settled.Add(widget.At == at ? widget : widget with { At = at });
        }
        return [.. settled.OrderBy(widget => widget.At.Y).ThenBy(widget => widget.At.X)];
    }
}
