using System.Collections.Concurrent;
using LowCode.Audit;
using LowCode.Records;

namespace LowCode.People;

/// <summary>A token just made. <paramref name="Secret"/> is shown this once; only its hash is kept.</summary>
public sealed record NewToken(ApiToken Token, string Secret);

/// <summary>What a person asks for. <paramref name="Days"/> until it expires, 1 to 366; null: 90.</summary>
public sealed record TokenDraft(string Name, bool Write = false, IReadOnlyList<string>? Forms = null, int? Days = null);

/// <summary>Tokens by which programs act as their owner, within a scope, until they expire or are revoked.</summary>
public sealed class ApiTokens(Workspace workspace)
{
    /// <summary>Every secret begins with it, so that scanners find leaked ones.</summary>
    public const string Mark = "lc_";

    private const int MaxPerUser = 50;
    private const int MostShown = 10_000;
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    private volatile Shown _shown = new(PeopleDirectory.Empty);

    // Tokens that callers have shown, for as long as the people stay as they are: whatever ends a token or its owner makes a new directory, on every node.
    private sealed class Shown(PeopleDirectory people)
    {
        public PeopleDirectory People { get; } = people;

        public ConcurrentDictionary<string, ApiToken> Tokens { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>Makes a token for the caller.</summary>
    public Task<Outcome<NewToken>> AddAsync(Caller caller, TokenDraft draft, CancellationToken cancel = default)
    {
        var secret = Mark + Secrets.New();
        return workspace.Database.WriteAsync(caller, unit =>
        {
            var store = unit.Store<ISignInStore>();
            var token = Checked(caller, draft, secret);
            if (store.Tokens(caller.Id).Count >= MaxPerUser)
                throw new RefusedException(ErrorKind.Conflict, "people.token.too_many", $"Revoke a token first: one person may have {MaxPerUser}.");
            token = token with { Id = store.AddToken(token, Secrets.Hash(secret)) };
            unit.Audit(workspace, caller.Id, "tokens.added", $"token:{token.Id}", new { token.Name, token.Scope, token.ExpiresAt });
            return new NewToken(token, secret);
        }, cancel);
    }

    /// <summary>The caller's tokens.</summary>
    public IReadOnlyList<ApiToken> Of(Caller caller) => workspace.Database.Read(unit => unit.Store<ISignInStore>().Tokens(caller.Id)).Value;

    /// <summary>Revokes one of the caller's tokens; an administrator anybody's. Unknown ones are a 404.</summary>
    public Task<Outcome<Nothing>> RevokeAsync(Caller caller, long id, CancellationToken cancel = default) => workspace.Database.WriteAsync(caller, unit =>
    {
        var store = unit.Store<ISignInStore>();
        if (store.Tokens(caller.IsAdmin ? null : caller.Id).FirstOrDefault(token => token.Id == id) is not { } token)
            throw new RefusedException(ErrorKind.NotFound, "people.token.unknown", $"There is no token {id}.");
        store.RevokeToken(id, workspace.Now);
        unit.Audit(workspace, caller.Id, "tokens.revoked", $"token:{id}", new { token.Name, token.UserId });
        unit.RefreshDirectory(workspace);
        return default(Nothing);
    }, cancel);

    /// <summary>The living token of a secret whose owner is active; null when there is none.</summary>
    public async Task<ApiToken?> FindAsync(string secret, CancellationToken cancel = default)
    {
        if (!secret.StartsWith(Mark, StringComparison.Ordinal) || secret.Length > 100)
            return null;
        var (hash, now) = (Secrets.Hash(secret), workspace.Now);
        // In a unit, since that first takes over what other nodes have changed.
        var (shown, found) = workspace.Database.Read(unit =>
        {
            var current = Current();
            return (current, Living(unit, current, hash, now));
        }).Value;
        if (found is not null && (found.UsedAt is null || now - found.UsedAt > TouchEvery))
        {
            await workspace.Database.WriteAsync(unit => Touch(unit, found.Id, now), cancel);
            // Among those it was found with: it may have been revoked meanwhile.
            Keep(shown, hash, found with { UsedAt = now });
        }
        return found;
    }

    private Shown Current()
    {
        var (people, shown) = (workspace.People, _shown);
        return shown.People == people ? shown : _shown = new Shown(people);
    }

    private static ApiToken? Living(IUnit unit, Shown shown, string hash, DateTime now)
    {
        if (!shown.Tokens.TryGetValue(hash, out var token))
        {
            token = unit.Store<ISignInStore>().Token(hash);
            if (token is null)
                return null;
            Keep(shown, hash, token);
        }
        return token.RevokedAt is null && (token.ExpiresAt is null || token.ExpiresAt > now) && shown.People.User(token.UserId) is { Active: true } ? token : null;
    }

    private static void Keep(Shown shown, string hash, ApiToken token)
    {
        if (shown.Tokens.Count < MostShown || shown.Tokens.ContainsKey(hash))
            shown.Tokens[hash] = token;
    }

    private static Nothing Touch(IUnit unit, long id, DateTime now)
    {
        unit.Store<ISignInStore>().TouchToken(id, now);
        return default;
    }

    private ApiToken Checked(Caller caller, TokenDraft draft, string secret)
    {
        var name = (draft.Name ?? "").Trim();
        var forms = draft.Forms ?? [];
        var errors = new List<Error>();
        if (name.Length == 0)
            errors.Add(PeopleErrors.Required("name"));
        else if (name.Length > 80)
            errors.Add(PeopleErrors.TooLong("name", 80));
        if (draft.Days is < 1 or > 366)
            errors.Add(new Error("people.token.days", "A token lives 1 to 366 days.", "days"));
        foreach (var form in forms.Where(form => !workspace.Catalog.Forms.ContainsKey(form)))
            errors.Add(PeopleErrors.Unknown("forms", form));
        errors.ThrowIfAny();
        return new ApiToken(0, caller.Id, name, secret[..(Mark.Length + 6)], new TokenScope(draft.Write, forms), workspace.Now, workspace.Now.AddDays(draft.Days ?? 90), null, null);
    }
}
