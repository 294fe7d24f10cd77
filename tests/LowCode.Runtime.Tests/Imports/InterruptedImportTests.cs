using System.Net;
using System.Text;
using LowCode.Catalog;
using LowCode.Records;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Imports;

/// <summary>The product ends in the middle of an import and starts again on the same data.</summary>
public sealed class InterruptedImportTests
{
    private const int Rows = 20_000;

    [Fact]
    public async Task An_import_goes_on_after_a_restart_and_no_row_comes_twice()
    {
        var folder = Path.Combine(Path.GetTempPath(), "lowcode-tests", Guid.NewGuid().ToString("N"));
        string id;
        await using (var first = await Restartable.StartAsync(folder, isNew: true))
        {
            id = await first.BeginAsync(Rows);
            await first.PastAsync(id, 200);
        }

        await using var second = await Restartable.StartAsync(folder, isNew: false);
        var end = await second.EndAsync(id);
        var list = await (await second.Host.Admin.GetAsync("/api/forms/thing/imports")).JsonAsync();
        var rejected = await second.Host.Admin.GetAsync($"/api/imports/{id}/rejected");

        Assert.InRange(second.FoundAt, 1, Rows - 1);
        Assert.Equal((Rows - 1, 1), (end.Created, end.Rejected));
        Assert.Equal(Rows - 1, second.Count());
        Assert.Equal(Rows - 1, second.Names().Distinct().Count());
        Assert.Equal("done", list.GetProperty("items")[0].GetProperty("state").GetString());
        Assert.Equal(Rows, list.GetProperty("items")[0].GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);
    }

    private sealed class Restartable : IAsyncDisposable
    {
        private readonly KeptHost _host;

        private Restartable(KeptHost host) => _host = host;

        public TestHost Host => _host;

        /// <summary>Rows that were decided before this host began.</summary>
        public int FoundAt => _host.FoundAt;

        public static async Task<Restartable> StartAsync(string folder, bool isNew)
        {
            var host = new KeptHost(folder, isNew);
            await host.InitializeAsync();
            return new Restartable(host);
        }

        public async Task<string> BeginAsync(int rows)
        {
            var csv = new StringBuilder("Name,Amount\n");
            for (var i = 0; i < rows; i++)
                csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"Row {i},{(i == 5 ? "lots" : i)}\n");
            using var body = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv.ToString())), "file", "rows.csv" } };
            var answer = await _host.Admin.PostAsync("/api/forms/thing/imports", body);
            return (await answer.JsonAsync()).GetProperty("id").GetString()!;
        }

        public async Task PastAsync(string id, int position)
        {
            while (Stored(id).Position < position)
                await Task.Yield();
        }

        public async Task<FileImport> EndAsync(string id)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (Stored(id).State == ImportState.Running)
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
            return Stored(id);
        }

        public long Count() => (long)_host.Services.GetRequiredService<RecordReader>()
            .Aggregate(_host.AdminCaller, new AggregateRequest { Form = "thing", Measures = [new(MeasureFunction.Count)] }).Value.Rows[0][0].AsNumber;

        public IEnumerable<string> Names()
        {
            var reader = _host.Services.GetRequiredService<RecordReader>();
            var position = _host.Workspace.Catalog.Form("thing")["name"]!.Position;
            string? after = null;
            do
            {
                var page = reader.List(_host.AdminCaller, new ListRequest { Form = "thing", Limit = 500, After = after }).Value;
                foreach (var row in page.Rows)
                    yield return row[position].ToString();
                after = page.Next;
            } while (after is not null);
        }

        public async ValueTask DisposeAsync() => await _host.DisposeAsync();

        private FileImport Stored(string id) => _host.Workspace.Database.Read(unit => unit.Store<IImportStore>().Get(id)).Value!;
    }

    /// <summary>A product on a data folder that outlives it.</summary>
    private sealed class KeptHost(string folder, bool isNew) : TestHost
    {
        public int FoundAt { get; private set; }

        protected override bool SetUp => isNew;

        protected override string DataFolder => folder;

        protected override bool Keeps => isNew;

        protected override void Configure(IServiceCollection services) => services.AddHostedService(provider =>
        {
            FoundAt = provider.GetRequiredService<Workspace>().Database.Read(unit => unit.Store<IImportStore>().Running()).Value is [var found, ..] ? found.Position : 0;
            return new Nobody();
        });

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            if (!isNew)
            {
                Admin = await SignInAsync(AdminEmail);
                return;
            }
            _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller,
            [
                new(DefinitionKind.App, "test", """{"key":"test","label":"Test"}"""),
                new(DefinitionKind.Form, "thing", """{"key":"thing","app":"test","label":"Thing","titleField":"name","fields":[{"key":"name","type":"text","label":"Name"},{"key":"amount","type":"number","label":"Amount"}]}"""),
            ])).Value;
        }

        private sealed class Nobody : Microsoft.Extensions.Hosting.BackgroundService
        {
            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
        }
    }
}
