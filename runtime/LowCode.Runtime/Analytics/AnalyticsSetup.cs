using LowCode.Analytics;
using LowCode.Catalog;

namespace LowCode.Runtime.Analytics;

/// <summary>Dashboards: compiled with the catalog, answered by <see cref="WidgetQuery"/>.</summary>
public static class AnalyticsSetup
{
    public static WebApplicationBuilder AddAnalytics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IDefinitionCompiler, DashboardCompiler>();
        builder.Services.AddSingleton<WidgetQuery>();
        builder.Services.AddScoped<WidgetExport>();
        return builder;
    }
}
