using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LowCode.Catalog;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.Operations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowCode.Operations;

/// <summary>What whoever runs the product can see of it and bound.</summary>
public sealed class OperationsTests(WatchedHost host) : IClassFixture<WatchedHost>
{
    private const string Secret = "a customer's secret 4711";

    [Fact]
    public async Task Metrics_count_what_was_written_decided_and_asked_for_whoever_has_the_token()
    {
        (await host.Admin.PostAsJsonAsync("/api/forms/visit/records", new { name = Secret })).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.NewClient().GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Admin.GetAsync("/metrics")).StatusCode);
        var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", WatchedHost.Token) } };
        var answer = await host.NewClient().SendAsync(request);

        Assert.StartsWith("text/plain", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("lowcode_records_written", StringComparison.Ordinal) && line.Contains("form=\"visit\"", StringComparison.Ordinal) && line.Contains("kind=\"created\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("lowcode_store_write_wait_count", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("microsoft_aspnetcore_hosting_http_server_request_duration", StringComparison.Ordinal) && line.Contains("forms/{form}/records", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("4711", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_has_an_id_that_the_log_knows_and_the_log_has_no_values()
    {
        var answer = await host.Admin.PostAsJsonAsync("/api/forms/visit/records", new { name = Secret });

        var id = answer.Headers.GetValues("X-Request-Id").Single();
        Assert.Equal(32, id.Length);
        var line = await host.LineAsync(id);
        Assert.StartsWith("POST /api/forms/{form}/records 201", line, StringComparison.Ordinal);
        Assert.EndsWith($"for {host.AdminCaller.Id}", line, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log, each => each.Text.Contains("4711", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_looks_as_somebody_else_is_logged_as_themselves()
    {
        var seen = await host.PersonAsync("Seen");
        var browser = await host.SignInAsync(TestHost.AdminEmail);
        await browser.PostFormAsync("/view-as/begin", await browser.TokenAsync("/account"), ("whom", $"user:{seen.Id}"));

        var answer = await browser.GetAsync("/api/me");

        Assert.Equal(seen.Id, (await answer.JsonAsync()).GetProperty("user").GetProperty("id").GetInt64());
        Assert.EndsWith($"for {host.AdminCaller.Id}", await host.LineAsync(answer.Headers.GetValues("X-Request-Id").Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_is_a_span_of_the_request_that_asked_for_it_and_that_is_named_by_its_route()
    {
        var spans = new List<Activity>();
        var named = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Telemetry.Name or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                    spans.Add(span);
                if (span.DisplayName == "POST /api/forms/{form}/records" && span.GetTagItem("http.response.status_code") is 201)
                    named.TrySetResult(span);
            },
        };
        ActivitySource.AddActivityListener(listener);

        var answer = await host.Admin.PostAsJsonAsync("/api/forms/visit/records?note=4711", new { name = "4711" });

        var id = answer.Headers.GetValues("X-Request-Id").Single();
        var request = await named.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(id, request.TraceId.ToHexString());
        Assert.DoesNotContain(request.TagObjects, tag => $"{tag.Value}".Contains("4711", StringComparison.Ordinal));
        lock (spans)
            Assert.Contains(spans, span => span.OperationName == "store.write" && span.TraceId.ToHexString() == id);
    }

    [Fact]
    public async Task One_caller_who_calls_without_end_is_slowed_down_and_others_are_not()
    {
        var eager = await host.PersonAsync("Eager");
        HttpResponseMessage answer;
        var calls = 0;
        do
        {
            answer = await eager.Client.GetAsync("/api/me");
        }
        while (answer.StatusCode == HttpStatusCode.OK && ++calls < 5 * WatchedHost.PerMinute);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("http.too_many", await answer.CodeAsync());
        Assert.InRange(calls, WatchedHost.PerMinute / 2, 5 * WatchedHost.PerMinute - 1);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await host.Admin.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Readiness_says_what_is_wrong_and_that_it_is_well_again()
    {
        var database = (MeasuredDatabase)host.Services.GetRequiredService<IWorkspaceDatabase>();
        await Assert.ThrowsAsync<IOException>(() => database.WriteAsync<int>(_ => throw new IOException("disk full")));

        Execute("CREATE TRIGGER broken BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        var ill = await host.NewClient().GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ill.StatusCode);
        Assert.StartsWith("they fail (", (await ill.JsonAsync()).GetProperty("checks").GetProperty("writes").GetString(), StringComparison.Ordinal);

        // Nobody else writes: the check finds out by itself.
        Execute("DROP TRIGGER broken");
        var well = await (await host.NewClient().GetAsync("/health/ready")).JsonAsync();
        Assert.Equal("ready", well.GetProperty("status").GetString());
        Assert.All(well.GetProperty("checks").EnumerateObject(), check => Assert.Equal("ok", check.Value.GetString()));

        void Execute(string sql)
        {
            using var database = new SqliteConnection($"Data Source={host.Services.GetRequiredService<DataFolder>().Database};Pooling=False;Default Timeout=10");
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>The product with a token for its metrics, a limit that a test can reach, and a log that a test can read.</summary>
public sealed class WatchedHost : TestHost
{
    public const string Token = "scrape-me-4f1d";
    public const int PerMinute = 300;

    private readonly Lines _lines = new();

    /// <summary>Lines of the request log so far.</summary>
    public IReadOnlyList<(string Text, string? TraceId)> Log => _lines.Copy();

    /// <summary>The line of a request, which is written a moment after its answer.</summary>
    public async Task<string> LineAsync(string request)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (Log.Where(line => line.TraceId == request).ToList() is [.., var found])
                return found.Text;
            await Task.Delay(50);
        }
        throw new TimeoutException($"The log has no line of {request}.");
    }

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        .. base.Settings,
        new("LowCode:MetricsToken", Token),
        new("LowCode:ApiCallsPerMinute", $"{PerMinute}"),
        new("Logging:LogLevel:LowCode.Requests", "Information"),
    ];

    protected override void Configure(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(_lines);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ = (await Services.GetRequiredService<Publisher>().PublishAsync(AdminCaller,
        [
            new(DefinitionKind.App, "desk", """{"key":"desk","label":"Desk"}"""),
            new(DefinitionKind.Form, "visit", """{"key":"visit","app":"desk","label":"Visit","titleField":"name","fields":[{"key":"name","type":"text","label":"Name"}]}"""),
        ])).Value;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly List<(string, string?)> _kept = [];

        public List<(string Text, string? TraceId)> Copy()
        {
            lock (_kept)
                return [.. _kept];
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_kept)
                _kept.Add((formatter(state, exception), Activity.Current?.TraceId.ToHexString()));
        }

        public void Dispose()
        {
        }
    }
}
