using LowCode.Catalog;
using LowCode.Flows;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.Records;
using LowCode.Runtime.Jobs;

namespace LowCode.Runtime.Flows;

/// <summary>Flows, jobs and the inbox: how they hang together.</summary>
public static class FlowsSetup
{
    public static WebApplicationBuilder AddFlows(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IDefinitionCompiler, FlowCompiler>();
        services.AddSingleton<Inbox>().AddSingleton<JobQueue>().AddHostedService<JobLoop>();
        // The saver follows its saves with flows, and flows save records: the circle is closed at the first call.
        services.AddSingleton(provider => new FlowRecords(provider.GetRequiredService<Workspace>(), provider.GetRequiredService<RecordSaver>));
        services.AddSingleton<FlowVersions>().AddSingleton<FlowRunner>().AddSingleton<TaskReader>().AddSingleton<TaskBatch>().AddSingleton<IBatchWork, TaskWork>().AddSingleton<FlowSimulator>();
        services.AddSingleton<IRecordFollower, FlowFollower>();
        services.AddSingleton<IJobHandler, TimerJobs>().AddSingleton<IJobHandler, TimeoutJobs>();
        return builder;
    }
}
