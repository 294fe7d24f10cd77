namespace LowCode.People;

/// <summary>Reads and writes what proves who somebody is: passwords, tries, sessions, tokens; one unit of work.</summary>
public interface ISignInStore
{
    /// <summary>The password's hash and whether it is a one-time password; null when the user has none.</summary>
    StoredPassword? Password(long userId);

    /// <summary>Writes the password's hash.</summary>
    void SavePassword(long userId, StoredPassword password);

    /// <summary>Tries for this name since then that have not succeeded, those under way included.</summary>
    int Tries(string email, DateTime since);

    /// <summary>Notes a try before the password is looked at, and forgets those older than <paramref name="forgetBefore"/>.</summary>
    void AddTry(string email, string ip, DateTime at, DateTime forgetBefore);

    /// <summary>Forgets the tries for this name after one succeeded.</summary>
    void ForgiveTries(string email);

    /// <summary>Opens a session.</summary>
    void AddSession(UserSession session);

    /// <summary>The session with this id, or null.</summary>
    UserSession? Session(string id);

    /// <summary>The user's sessions that have not expired, the last used first.</summary>
    IReadOnlyList<UserSession> Sessions(long userId, DateTime now);

    /// <summary>Writes when it was last used and until when it lives.</summary>
    void TouchSession(string id, DateTime seenAt, DateTime expiresAt);

    /// <summary>Ends one session.</summary>
    void EndSession(string id);

    /// <summary>Ends the user's sessions but one; <paramref name="exceptId"/> null ends all. The one that stays takes the new stamp.</summary>
    void EndSessions(long userId, string? exceptId, string stamp);

    /// <summary>Gives all the user's sessions the new stamp, so that they go on.</summary>
    void KeepSessions(long userId, string stamp);

    /// <summary>Removes sessions that expired before then.</summary>
    void ForgetSessions(DateTime expiredBefore);

    /// <summary>Adds a token; returns its id.</summary>
    long AddToken(ApiToken token, string hash);

    /// <summary>The token with this hash, revoked and expired ones included; null when unknown.</summary>
    ApiToken? Token(string hash);

    /// <summary>The user's tokens that are not revoked, newest first; null for everybody's.</summary>
    IReadOnlyList<ApiToken> Tokens(long? userId);

    /// <summary>Writes when it was last used.</summary>
    void TouchToken(long id, DateTime at);

    /// <summary>Revokes a token for good.</summary>
    void RevokeToken(long id, DateTime at);
}

/// <summary>A password as kept; <paramref name="OneTime"/>: must be replaced when signing in.</summary>
public sealed record StoredPassword(string Hash, bool OneTime);

/// <summary>A signed-in browser. The id is the hash of the secret in its cookie. Instants are UTC.</summary>
public sealed record UserSession(string Id, long UserId, string Stamp, DateTime CreatedAt, DateTime SeenAt, DateTime ExpiresAt, string? Ip, string? Agent);

/// <summary>A token for programs; acts as its owner, within its scope.</summary>
/// <param name="Id">Id.</param>
/// <param name="UserId">Its owner.</param>
/// <param name="Name">What the owner called it.</param>
/// <param name="Prefix">The first letters of the secret, to tell tokens apart.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC; null: never.</param>
/// <param name="UsedAt">Last use, to a few minutes, UTC; null: never used.</param>
/// <param name="RevokedAt">UTC; null while it lives.</param>
public sealed record ApiToken(long Id, long UserId, string Name, string Prefix, TokenScope Scope, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? UsedAt, DateTime? RevokedAt);

/// <summary>Limits of a token. <paramref name="Write"/> false: reads only. <paramref name="Forms"/> empty: everything its owner may; else only these forms.</summary>
public sealed record TokenScope(bool Write, IReadOnlyList<string> Forms);
