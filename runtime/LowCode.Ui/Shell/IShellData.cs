namespace LowCode.Ui.Shell;

/// <summary>What the frame around every page shows. The engine fills it; the frame asks once at start and again after navigation or <see cref="Changed"/>.</summary>
public interface IShellData
{
    /// <summary>Raised, from any thread, when a count, an app or a menu may be another one.</summary>
    event Action? Changed;

    /// <summary>What the person sees at a page; <paramref name="path"/> is relative, without query: <c>a/crm/leads</c>.</summary>
    Task<ShellView> LoadAsync(string path, CancellationToken cancellation);

    /// <summary>What Ctrl K finds, best first, only what the person may see; for empty text perhaps what was opened last.</summary>
    Task<IReadOnlyList<SearchHit>> SearchAsync(string text, CancellationToken cancellation);
}

/// <summary>Everything the frame shows. <see cref="Person"/> null means that nobody is signed in.</summary>
public sealed record ShellView(ShellPerson? Person)
{
    public static readonly ShellView Empty = new((ShellPerson?)null);

    /// <summary>The workspace's name, beside its mark.</summary>
    public string? Workspace { get; init; }
    public IReadOnlyList<ShellApp> Apps { get; init; } = [];
    /// <summary>The <see cref="ShellApp.Key"/> of the app that the page belongs to, or null.</summary>
    public string? OpenApp { get; init; }
    /// <summary>Where the open app and its menu are changed; null for those who may not.</summary>
    public ShellLink? EditApp { get; init; }
    /// <summary>The menu of the open app, or of the place that is open (home, settings).</summary>
    public IReadOnlyList<ShellMenuGroup> Menu { get; init; } = [];
    /// <summary>What "+ New" offers here.</summary>
    public IReadOnlyList<ShellLink> New { get; init; } = [];
    /// <summary>Links at the foot of the rail: settings, help.</summary>
    public IReadOnlyList<ShellLink> Foot { get; init; } = [];
    /// <summary>As whom an administrator looks, in words; null for people as themselves.</summary>
    public string? LookingAs { get; init; }
    public int Tasks { get; init; }
    public int Unread { get; init; }
}

/// <summary>The person who is signed in. <see cref="Links"/> stand in the person's menu, sign-out among them.</summary>
public sealed record ShellPerson(string Name, string? Note = null, string? Key = null, string? PictureUrl = null)
{
    public IReadOnlyList<ShellLink> Links { get; init; } = [];
}

/// <summary>An app in the rail. <see cref="Icon"/> is an icon name, null for the first letter of its name, <see cref="Colour"/> a choice colour.</summary>
public sealed record ShellApp(string Key, string Label, string? Icon, string Colour, string Url);

/// <summary>Menu entries under a heading; null has none.</summary>
public sealed record ShellMenuGroup(string? Label, IReadOnlyList<ShellLink> Links);

/// <summary>A link of the frame. <see cref="Badge"/> is a count or a word. <see cref="Post"/> sends a form instead of following a link; <see cref="FromHere"/> says there (<c>from</c>) which page one came from.</summary>
public sealed record ShellLink(string Label, string Icon, string Url, string? Badge = null, bool Post = false, bool FromHere = false);

/// <summary>One thing found. Hits with the same <see cref="Group"/> stand together. <see cref="Theme"/>: choosing it changes the theme instead of going anywhere.</summary>
public sealed record SearchHit(string Label, string Url, string Icon, string? Group = null, string? Note = null, string? Theme = null);
