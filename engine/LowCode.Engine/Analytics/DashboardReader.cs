using LowCode.Catalog;
using LowCode.People;

namespace LowCode.Analytics;

/// <summary>Finds the dashboards that a person may open.</summary>
public static class DashboardReader
{
    /// <summary>The dashboard with this key; 404 when there is none or it is for other roles.</summary>
    public static Outcome<DashboardDefinition> Dashboard(this MetadataCatalog catalog, Caller caller, string key) =>
        catalog.Others.GetValueOrDefault((DefinitionKind.Dashboard, key)) is DashboardDefinition dashboard && IsFor(dashboard, caller)
            ? dashboard
            : new Refusal(ErrorKind.NotFound, "analytics.dashboard.unknown", $"There is no dashboard '{key}'.");

    /// <summary>All dashboards of an app that the person may open, by key.</summary>
    public static IEnumerable<DashboardDefinition> Dashboards(this MetadataCatalog catalog, Caller caller, string app) =>
        catalog.Others.Values.OfType<DashboardDefinition>().Where(dashboard => dashboard.App == app && IsFor(dashboard, caller)).OrderBy(dashboard => dashboard.Key, StringComparer.Ordinal);

    private static bool IsFor(DashboardDefinition dashboard, Caller caller) => caller.IsAdmin || dashboard.Roles.Count == 0 || dashboard.Roles.Any(caller.User.Roles.Contains);
}
