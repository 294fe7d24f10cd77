using System.Globalization;
using LowCode.Analytics;
using Microsoft.AspNetCore.WebUtilities;

namespace LowCode.Ui.Analytics;

/// <summary>Small facts about a dashboard on a page.</summary>
public static class DashboardGrid
{
    /// <summary>A widget's place as the grid's style sheet reads it.</summary>
    public static string Style(WidgetPlace at) => string.Create(CultureInfo.InvariantCulture, $"--x:{at.X};--y:{at.Y};--w:{at.W};--h:{at.H}");

    /// <summary>What is chosen in the filter row: from the address, else what the designer set at first.</summary>
    public static IReadOnlyDictionary<string, string> Chosen(DashboardDefinition dashboard, string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        var chosen = new Dictionary<string, string>();
        foreach (var filter in dashboard.Filters)
        {
            var value = query.TryGetValue(filter.Key, out var given) ? given.ToString() : filter.Initial;
            if (!string.IsNullOrEmpty(value)) chosen[filter.Key] = value;
        }
        return chosen;
    }

    /// <summary>Where the whole board is fetched as a workbook.</summary>
    public static string ExportUrl(DashboardDefinition dashboard, IReadOnlyDictionary<string, string> chosen) =>
        QueryHelpers.AddQueryString($"api/dashboards/{dashboard.Key}/export", chosen.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));

    /// <summary>The address of the records behind a row.</summary>
    public static string RecordsUrl(string app, string form, string filter) =>
        filter == "true" ? $"apps/{app}/forms/{form}" : $"apps/{app}/forms/{form}?filter={Uri.EscapeDataString(filter)}";
}
