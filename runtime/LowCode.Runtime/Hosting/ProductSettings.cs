namespace LowCode.Runtime.Hosting;

/// <summary>Settings of the product: section <c>LowCode</c> of appsettings.json or environment variables such as <c>LowCode__DataFolder</c>.</summary>
public sealed class ProductSettings
{
    /// <summary>Folder of the database, files and keys; relative to the content root. Back up this one folder.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>
    /// Empty: the workspace is a SQLite file in the data folder. Otherwise a PostgreSQL connection string; its <c>Search Path</c> names the workspace's schema
    /// (<c>lowcode</c> when left out), and any number of nodes may run the workspace.
    /// </summary>
    public string? Database { get; set; }

    /// <summary>
    /// Folder of attachments and of files to import; null: the data folder. With several nodes, one that all of them see, such as a network share; a node that sees
    /// another one doesn't start.
    /// </summary>
    public string? FilesFolder { get; set; }

    /// <summary>Whether the workspace is on a server, where other nodes may run it too.</summary>
    public bool IsShared => !string.IsNullOrWhiteSpace(Database);

    /// <summary>Address that links in mails and one-time links begin with, e.g. <c>https://work.example.com</c>; null: no mail holds links. Never taken from a request.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>How long a node that has died keeps the jobs it was about to do from the others. A living one renews its leases. At least 1.</summary>
    public int JobLeaseSeconds { get; set; } = 20;

    /// <summary>How often an open screen asks whether its person is still signed in; whatever it does meanwhile asks by itself. At least 1.</summary>
    public int SessionCheckSeconds { get; set; } = 30;

    /// <summary>
    /// How long a node that is told to end (SIGTERM) goes on serving while <c>/health/ready</c> says 503: longer than the load balancer takes to notice.
    /// Null: 5 on PostgreSQL, 1 on SQLite, where nobody could take over but connections end in good order.
    /// </summary>
    public int? DrainSeconds { get; set; }

    /// <summary>Sign-in tries per minute and address, over all accounts.</summary>
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Largest request body of the API in bytes; uploads and imports have limits of their own.</summary>
    public long MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Calls of the API per minute and caller; a minute's worth may come at once. 0: no limit.</summary>
    public int ApiCallsPerMinute { get; set; } = 12_000;

    /// <summary>What <c>GET /metrics</c> asks for as <c>Authorization: Bearer</c>; null: there is no such address and nothing is measured.</summary>
    public string? MetricsToken { get; set; }

    /// <summary>Outgoing mail; no host: nothing is sent.</summary>
    public SmtpSettings Smtp { get; set; } = new();
}

/// <summary>The mail server that notifications leave by.</summary>
public sealed class SmtpSettings
{
    /// <summary>Host name; null: mail is off.</summary>
    public string? Host { get; set; }

    /// <summary>Usually 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Account; null: none is needed.</summary>
    public string? User { get; set; }

    /// <summary>Its password; give it by environment (<c>LowCode__Smtp__Password</c>).</summary>
    public string? Password { get; set; }

    /// <summary>Sender.</summary>
    public string From { get; set; } = "lowcode@localhost";

    /// <summary>Upgrade the connection to TLS.</summary>
    public bool Tls { get; set; } = true;
}

/// <summary>The data folder on this machine, made and private to the account that runs the product.</summary>
public sealed class DataFolder
{
    public DataFolder(ProductSettings settings, IHostEnvironment environment)
    {
        Root = Path.GetFullPath(settings.DataFolder, environment.ContentRootPath);
        // An existing folder keeps the rights that its owner gave it.
        Make(Root);
        Shared = settings.FilesFolder is { Length: > 0 } folder ? Path.GetFullPath(folder, environment.ContentRootPath) : Root;
        Directory.CreateDirectory(Shared);
        Make(Keys);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The folder itself.</summary>
    public string Root { get; }

    /// <summary>What all nodes of the workspace must see: attachments, files to import.</summary>
    public string Shared { get; }

    /// <summary>Keys that protect cookies and forms; made at the first start, different in every installation.</summary>
    public string Keys => Path.Combine(Root, "keys");

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The workspace's database.</summary>
    public string Database => Path.Combine(Root, "workspace.db");
}
