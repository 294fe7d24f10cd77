using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static LowCode.Nodes.NodePair;

namespace LowCode.Nodes;

/// <summary>The database goes away under a running node and comes back.</summary>
public sealed class CutLineTests
{
    [PostgresFact]
    public async Task Calls_get_a_503_with_a_code_while_the_database_is_away_and_go_on_when_it_is_back()
    {
        var direct = new NpgsqlConnectionStringBuilder(PostgresServer.NewSchema());
        using var line = new CutLine(direct.Port);
        var files = Directory.CreateTempSubdirectory("lowcode-files-").FullName;
        var host = new Node(new NpgsqlConnectionStringBuilder(direct.ToString()) { Port = line.Port }.ToString(), files, first: true);
        await host.InitializeAsync();
        try
        {
            await Ok(await host.Admin.GetAsync("/api/me"));
            var (check, screen) = (new Check(host), Screen.SignedIn(host, host.AdminCaller.Id));
            Assert.True(await check.StandsAsync(screen));

            line.Cut();
            foreach (var _ in Enumerable.Range(0, 3))
            {
                var read = await host.Admin.GetAsync("/api/me");
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "database.unavailable"), (read.StatusCode, await read.CodeAsync()));
                Assert.Equal("5", read.Headers.RetryAfter!.ToString());
                var written = await host.NewClient().PostAsJsonAsync("/api/session", new { email = TestHost.AdminEmail, password = TestHost.Password });
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "database.unavailable"), (written.StatusCode, await written.CodeAsync()));
            }
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.NewClient().GetAsync("/health/ready")).StatusCode);
            // Nobody is signed out of an open screen by it.
            Assert.True(await check.StandsAsync(screen));

            line.Mend();
            var back = Stopwatch.StartNew();
            while ((await host.NewClient().GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK)
                await Task.Delay(50);
            Assert.InRange(back.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
            await Ok(await host.Admin.GetAsync("/api/me"));
            await host.SignInAsync(TestHost.AdminEmail);
            await Ok(await host.Admin.DeleteAsync("/api/session"));
            Assert.False(await check.StandsAsync(screen));
        }
        finally
        {
            await host.DisposeAsync();
            Directory.Delete(files, recursive: true);
        }
    }

    /// <summary>The question that an open screen asks now and then.</summary>
    private sealed class Check(TestHost host) : CircuitSessionCheck(NullLoggerFactory.Instance, host.Workspace, new ProductSettings())
    {
        public Task<bool> StandsAsync(AuthenticationState state) => ValidateAuthenticationStateAsync(state, default);
    }
}
