using LowCode.Audit;

namespace LowCode.People;

/// <summary>What the first visitor fills in. <paramref name="Code"/> is the one that the server printed.</summary>
public sealed record FirstVisitRequest(string Code, string Workspace, string Name, string Email, string Password);

/// <summary>
/// The first visit: makes the first administrator. Open only while there is none, and only to whoever can read the server's console;
/// of two at the same time one wins.
/// </summary>
public sealed class FirstVisit(Workspace workspace, IPasswordHasher hasher)
{
    private const int MaxWrongCodes = 20;

    private readonly Lock _lock = new();
    private string _code = Secrets.NewReadable(3);
    private int _wrong;

    /// <summary>True while there is no administrator.</summary>
    public bool IsOpen => !workspace.People.Users.Any(user => user.IsAdmin);

    /// <summary>The code to print. After too many wrong ones there is another, see <see cref="CodeChanged"/>.</summary>
    public string Code { get { lock (_lock) return _code; } }

    /// <summary>Raised when guessing made the code change, so that it is printed again.</summary>
    public event Action<string>? CodeChanged;

    /// <summary>Makes the administrator and names the workspace, then signs in.</summary>
    public async Task<Outcome<OpenedSession>> CompleteAsync(FirstVisitRequest request, Origin origin, CancellationToken cancel = default)
    {
        if (!IsOpen)
            return PeopleErrors.SetUpAlready;
        if (!IsCode(request.Code))
            return PeopleErrors.WrongCode;
        var errors = Check(request);
        if (errors.Count > 0)
            return new Refusal(ErrorKind.Invalid, errors);

        var hash = hasher.Hash(request.Password);
        return await workspace.Database.WriteAsync(unit =>
        {
            var store = unit.Store<IPeopleStore>();
            if (store.Directory().Users.Any(user => user.IsAdmin))
                throw new RefusedException(PeopleErrors.SetUpAlready);
            unit.Store<ISettingStore>().Set(SettingKeys.WorkspaceName, request.Workspace.Trim());
            var user = new User(0, Emails.Normalise(request.Email), request.Name.Trim(), [], [], IsAdmin: true, Active: true, null, Secrets.NewStamp());
            user = user with { Id = store.AddUser(user, workspace.Now) };
            unit.Store<ISignInStore>().SavePassword(user.Id, new StoredPassword(hash, OneTime: false));
            unit.Audit(workspace, user.Id, "workspace.set_up", null, new { workspace = request.Workspace }, origin.Ip);
            unit.RefreshDirectory(workspace);
            return Sessions.Open(unit, workspace, user, origin);
        }, cancel);
    }

    private bool IsCode(string? given)
    {
        string? changed = null;
        bool right;
        lock (_lock)
        {
            right = Secrets.Same(_code, (given ?? "").Trim().ToLowerInvariant());
            if (!right && ++_wrong % MaxWrongCodes == 0)
                changed = _code = Secrets.NewReadable(3);
        }
        if (changed is not null)
            CodeChanged?.Invoke(changed);
        return right;
    }

    private static List<Error> Check(FirstVisitRequest request)
    {
        var errors = new List<Error>();
        foreach (var (path, text) in new[] { ("workspace", request.Workspace), ("name", request.Name) })
        {
            if (string.IsNullOrWhiteSpace(text))
                errors.Add(PeopleErrors.Required(path));
            else if (text.Length > 80)
                errors.Add(PeopleErrors.TooLong(path, 80));
        }
        if (!Emails.IsEmail(Emails.Normalise(request.Email)))
            errors.Add(PeopleErrors.BadEmail());
        PasswordRules.Check(request.Password, request.Email, "password", errors);
        return errors;
    }
}
