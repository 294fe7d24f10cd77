using System.Data.Common;
using System.Text.Json;
using LowCode.People;
using LowCode.Storage.Units;

namespace LowCode.Storage.People;

/// <summary>Passwords (columns of <c>user</c>), tables <c>sign_in_attempt</c>, <c>session</c>, <c>api_token</c>.</summary>
internal sealed class SignInStore(Session session) : ISignInStore
{
    private const string SessionColumns = "SELECT id, user_id, stamp, created_at, last_seen_at, expires_at, ip, agent FROM session";
    private const string TokenColumns = "SELECT id, user_id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at FROM api_token";

    public StoredPassword? Password(long userId) => session.First(
        "SELECT password_hash, must_change_password FROM \"user\" WHERE id = @0 AND password_hash IS NOT NULL",
        row => new StoredPassword(row.GetString(0), row.GetBoolean(1)), userId);

    public void SavePassword(long userId, StoredPassword password) =>
        session.Execute("UPDATE \"user\" SET password_hash = @1, must_change_password = @2 WHERE id = @0", userId, password.Hash, password.OneTime);

    public int Tries(string email, DateTime since) =>
        (int)session.Scalar<long>("SELECT count(*) FROM sign_in_attempt WHERE email = @0 AND at > @1 AND NOT ok", email, since);

    public void AddTry(string email, string ip, DateTime at, DateTime forgetBefore)
    {
        session.Execute("DELETE FROM sign_in_attempt WHERE at < @0", forgetBefore);
        session.Execute("INSERT INTO sign_in_attempt (at, email, ip, ok) VALUES (@0, @1, @2, FALSE)", at, email, ip);
    }

    public void ForgiveTries(string email) => session.Execute("DELETE FROM sign_in_attempt WHERE email = @0", email);

    public void AddSession(UserSession opened)
    {
        session.Execute(
            "INSERT INTO session (id, user_id, stamp, created_at, last_seen_at, expires_at, ip, agent) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)",
            opened.Id, opened.UserId, opened.Stamp, opened.CreatedAt, opened.SeenAt, opened.ExpiresAt, opened.Ip, opened.Agent);
        session.Execute("UPDATE \"user\" SET last_seen_at = @1 WHERE id = @0", opened.UserId, opened.SeenAt);
    }

    public UserSession? Session(string id) => session.First($"{SessionColumns} WHERE id = @0", ReadSession, id);

    public IReadOnlyList<UserSession> Sessions(long userId, DateTime now) =>
        session.Query($"{SessionColumns} WHERE user_id = @0 AND expires_at > @1 ORDER BY last_seen_at DESC", ReadSession, userId, now);

    public void TouchSession(string id, DateTime seenAt, DateTime expiresAt) =>
        session.Execute("UPDATE session SET last_seen_at = @1, expires_at = @2 WHERE id = @0", id, seenAt, expiresAt);

    public void EndSession(string id) => session.Execute("DELETE FROM session WHERE id = @0", id);

    public void EndSessions(long userId, string? exceptId, string stamp)
    {
        session.Execute("DELETE FROM session WHERE user_id = @0 AND id <> @1", userId, exceptId ?? "");
        KeepSessions(userId, stamp);
    }

    public void KeepSessions(long userId, string stamp) => session.Execute("UPDATE session SET stamp = @1 WHERE user_id = @0", userId, stamp);

    public void ForgetSessions(DateTime expiredBefore) => session.Execute("DELETE FROM session WHERE expires_at < @0", expiredBefore);

    public long AddToken(ApiToken token, string hash) => session.Insert(
        "INSERT INTO api_token (user_id, name, prefix, hash, scopes, created_at, expires_at) VALUES (@0, @1, @2, @3, @4, @5, @6)",
        token.UserId, token.Name, token.Prefix, hash, JsonSerializer.Serialize(token.Scope, JsonSerializerOptions.Web), token.CreatedAt, token.ExpiresAt);

    public ApiToken? Token(string hash) => session.First($"{TokenColumns} WHERE hash = @0", ReadToken, hash);

    public IReadOnlyList<ApiToken> Tokens(long? userId) =>
        session.Query($"{TokenColumns} WHERE revoked_at IS NULL AND (user_id = @0 OR @0 IS NULL) ORDER BY id DESC", ReadToken, userId);

    public void TouchToken(long id, DateTime at) => session.Execute("UPDATE api_token SET last_used_at = @1 WHERE id = @0", id, at);

    public void RevokeToken(long id, DateTime at) => session.Execute("UPDATE api_token SET revoked_at = @1 WHERE id = @0", id, at);

    private static UserSession ReadSession(DbDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), row.Instant(3), row.Instant(4), row.Instant(5), row.TextOrNull(6), row.TextOrNull(7));

    private static ApiToken ReadToken(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), JsonSerializer.Deserialize<TokenScope>(row.GetString(4), JsonSerializerOptions.Web)!,
        row.Instant(5), row.InstantOrNull(6), row.InstantOrNull(7), row.InstantOrNull(8));
}
