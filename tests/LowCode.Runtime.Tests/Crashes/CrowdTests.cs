using LowCode.Nodes;
using Npgsql;

namespace LowCode.Crashes;

/// <summary>The crowd on the embedded database.</summary>
public sealed class CrowdOnSqliteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Of_fifty_who_edit_one_version_one_wins_and_the_others_are_told() => await (await Crowd.GatherAsync(host)).EditAtOnceAsync();

    [Fact]
    public async Task A_request_sent_three_times_with_one_key_makes_one_record() => await (await Crowd.GatherAsync(host)).RepeatAsync();

    [Fact]
    public async Task Numbers_that_many_draw_at_once_have_no_twins() => await (await Crowd.GatherAsync(host)).NumberAsync();

    [Fact]
    public async Task Fifty_saves_with_rules_and_flows_all_finish() => await (await Crowd.GatherAsync(host)).SaveAtOnceAsync();
}

/// <summary>The crowd on PostgreSQL through five connections.</summary>
public sealed class CrowdOnPostgresTests(FiveConnections five) : IClassFixture<FiveConnections>
{
    [PostgresFact]
    public async Task Of_fifty_who_edit_one_version_one_wins_and_the_others_are_told() => await (await Crowd.GatherAsync(five.Host)).EditAtOnceAsync();

    [PostgresFact]
    public async Task A_request_sent_three_times_with_one_key_makes_one_record() => await (await Crowd.GatherAsync(five.Host)).RepeatAsync();

    [PostgresFact]
    public async Task Numbers_that_many_draw_at_once_have_no_twins() => await (await Crowd.GatherAsync(five.Host)).NumberAsync();

    [PostgresFact]
    public async Task Fifty_saves_with_rules_and_flows_all_finish() => await (await Crowd.GatherAsync(five.Host)).SaveAtOnceAsync();
}

/// <summary>A product on PostgreSQL with a pool of five connections; where no server is installed, nothing starts.</summary>
public sealed class FiveConnections : IAsyncLifetime
{
    private readonly string _files = Directory.CreateTempSubdirectory("lowcode-files-").FullName;

    public TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        Host = new Node(new NpgsqlConnectionStringBuilder(PostgresServer.NewSchema()) { MaxPoolSize = 5 }.ToString(), _files, first: true);
        await Host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }
}
