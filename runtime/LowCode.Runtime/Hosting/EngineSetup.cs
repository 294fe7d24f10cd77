using LowCode.Catalog;
using LowCode.Files;
using LowCode.Flows;
using LowCode.Records;
using LowCode.Runtime.Files;
using LowCode.Ui.Fields;
using LowCode.Ui.Records.Boards;
using LowCode.Ui.Records.Views;

namespace LowCode.Runtime.Hosting;

/// <summary>The engine's entry points for definitions and records. Kinds of definitions and followers of saves register themselves (<c>AddSingleton&lt;IDefinitionCompiler, ...&gt;</c>).</summary>
public static class EngineSetup
{
    public static WebApplicationBuilder AddEngine(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IReadOnlyList<IDefinitionCompiler>>(provider => [.. provider.GetServices<IDefinitionCompiler>()]);
        services.AddSingleton<WorkspaceLoader>().AddSingleton<Publisher>().AddSingleton<MetadataEditor>().AddSingleton<FlowRetirement>();
        services.AddSingleton<RecordSaver>().AddSingleton<RecordReader>().AddSingleton<FormulaTrial>().AddSingleton<RecordTrash>().AddSingleton<RecordComments>().AddSingleton<RecordDrafts>().AddSingleton<RecordMeanwhile>().AddSingleton<FormEvaluator>().AddSingleton<SavedViews>().AddSingleton<ListLayouts>().AddSingleton<RecordBatch>().AddSingleton<RecordUndo>().AddSingleton<BatchRuns>();
        services.AddSingleton<LowCode.Jobs.IJobHandler, RecomputeJobs>().AddSingleton<LowCode.Jobs.IJobHandler, BatchJob>().AddSingleton<IBatchWork, RecordWork>().AddSingleton<LowCode.Jobs.IJobHandler, BatchBell>();
        services.AddSingleton(provider => new DiskVault(Path.Combine(provider.GetRequiredService<DataFolder>().Shared, "files"))).AddSingleton<IFileVault>(provider => provider.GetRequiredService<DiskVault>()).AddSingleton<FileLibrary>().AddSingleton<Thumbnails>();
        services.AddScoped<FieldWorldFactory>().AddScoped<ListMemory>().AddScoped<RecordMoves>();
        return builder;
    }
}
