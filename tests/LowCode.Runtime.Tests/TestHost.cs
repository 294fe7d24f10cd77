using System.Net.Http.Json;
using System.Text.Json;
using LowCode.People;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.People;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode;

/// <summary>
/// The real product on a free loopback port and a data folder of its own, deleted afterwards. Use it as a class fixture:
/// <c>public class XTests(TestHost host) : IClassFixture&lt;TestHost&gt;</c>. The workspace is set up; <see cref="Admin"/> is signed in.
/// </summary>
public class TestHost : IAsyncLifetime
{
    public const string AdminEmail = "admin@example.com";
    public const string Password = "river stone lamp 7";

    private readonly string _ownFolder = Path.Combine(Path.GetTempPath(), "lowcode-tests", Guid.NewGuid().ToString("N"));
    private WebApplicationFactory<Program> _factory = null!;
    private int _people;

    /// <summary>False for a host on which nobody has been yet.</summary>
    protected virtual bool SetUp => true;

    /// <summary>The data folder.</summary>
    protected virtual string DataFolder => _ownFolder;

    /// <summary>Whether the data folder stays for the next host.</summary>
    protected virtual bool Keeps => false;

    /// <summary>The administrator's client.</summary>
    public HttpClient Admin { get; protected set; } = null!;

    /// <summary>Services of the running product.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>The running workspace.</summary>
    public Workspace Workspace => Services.GetRequiredService<Workspace>();

    /// <summary>The administrator as a caller, for entry points of the engine.</summary>
    public Caller AdminCaller => CallerFor(Workspace.People.Users.First(user => user.Email == AdminEmail).Id);

    /// <summary>Where the product listens.</summary>
    public Uri Address { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Start(port: 0);
        Address = _factory.ClientOptions.BaseAddress;
        Admin = NewClient();
        if (!SetUp)
            return;
        var code = Services.GetRequiredService<FirstVisit>().Code;
        var answer = await Admin.PostAsJsonAsync("/api/setup", new { code, workspace = "Test", name = "Admin", email = AdminEmail, password = Password });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the product and starts it again on the same data and address, as an update does.</summary>
    public async Task RestartAsync()
    {
        await _factory.DisposeAsync();
        Start(Address.Port);
    }

    private void Start(int port)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Production");
            foreach (var (key, value) in Settings)
                builder.UseSetting(key, value);
            builder.UseSetting("urls", $"http://127.0.0.1:{port}");
            builder.ConfigureServices(services =>
            {
                // As slow as in production, tests with many people would take minutes.
                services.AddSingleton<IPasswordHasher>(new Passwords(rounds: 1000));
                Configure(services);
            });
        });
        _factory.UseKestrel(port);
        _factory.StartServer();
        Services.GetRequiredService<WorkspaceLoading>().Done.Wait();
    }

    public virtual async Task DisposeAsync()
    {
        await _factory.DisposeAsync();
        if (!Keeps)
            Directory.Delete(DataFolder, recursive: true);
    }

    /// <summary>Settings of this host; a derived fixture may add some.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("LowCode:DataFolder", DataFolder),
        new("LowCode:SignInsPerMinute", "100000"),
        new("Logging:LogLevel:Default", "Error"),
    ];

    /// <summary>Replaces services; the place for a clock of the test's own.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    /// <summary>A browser that nobody has signed in with. Follows no redirects.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new System.Net.CookieContainer(), UseCookies = true }) { BaseAddress = Address };

    /// <summary>Adds a person with these roles (defined when new) and departments; gives their client, signed in.</summary>
    public async Task<TestPerson> PersonAsync(string name, IReadOnlyList<string>? roles = null, IReadOnlyList<long>? departments = null, bool isAdmin = false)
    {
        var email = $"{name.ToLowerInvariant()}{Interlocked.Increment(ref _people)}@example.com";
        var draft = new UserDraft { Email = email, Name = name, Roles = roles ?? [], Departments = departments ?? [], IsAdmin = isAdmin };
        var made = (await Services.GetRequiredService<PeopleEditor>().AddAsync(AdminCaller, draft)).Value;
        var client = NewClient();
        var answer = await client.PostAsJsonAsync("/api/session", new { email, password = made.OneTimePassword, newPassword = Password });
        answer.EnsureSuccessStatusCode();
        return new TestPerson(made.User.Id, email, client);
    }

    /// <summary>Adds a department and gives its id.</summary>
    public async Task<long> DepartmentAsync(string name, long? parent = null, long? head = null) =>
        (await Services.GetRequiredService<DepartmentEditor>().AddAsync(AdminCaller, new DepartmentDraft(name, parent, head))).Value.Id;

    /// <summary>A caller of the engine's entry points for this user.</summary>
    public Caller CallerFor(long userId, Source source = Source.Api) =>
        Caller.For(Workspace.People.User(userId)!, Workspace.People, source, Workspace.Zone, "zh-CN");

    /// <summary>A client signed in with e-mail and password.</summary>
    public async Task<HttpClient> SignInAsync(string email, string password = Password)
    {
        var client = NewClient();
        (await client.PostAsJsonAsync("/api/session", new { email, password })).EnsureSuccessStatusCode();
        return client;
    }
}

/// <summary>A person made by a test, with a client that is signed in as them.</summary>
public sealed record TestPerson(long Id, string Email, HttpClient Client);

/// <summary>A host that nobody has been to yet.</summary>
public sealed class FreshHost : TestHost
{
    protected override bool SetUp => false;
}

/// <summary>Reads answers in tests.</summary>
public static class Answers
{
    /// <summary>The body as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();

    /// <summary>Code of the problem that the answer is.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage answer) => (await answer.JsonAsync()).GetProperty("code").GetString();
}
