using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LowCode.Audit;
using LowCode.Expressions.Sql;
using LowCode.Storage.Units;

namespace LowCode.Storage.Audit;

/// <summary>Table <c>audit</c>: append-only, each hash over the row and the hash before it.</summary>
internal sealed class AuditLog(Session session) : IAuditLog
{
    private const string Columns = "SELECT id, at, actor_id, kind, subject, data, ip, prev_hash, hash FROM audit";

    public void Add(DateTime at, long actorId, string kind, string? subject, string? data, string? ip)
    {
        var before = session.Scalar<string>("SELECT hash FROM audit ORDER BY id DESC LIMIT 1") ?? "";
        var hash = HashOf(before, at, actorId, kind, subject, data, ip);
        session.Execute(
            "INSERT INTO audit (at, actor_id, kind, subject, data, ip, prev_hash, hash) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)",
            at, actorId, kind, subject, data, ip, before, hash);
    }

    public IReadOnlyList<AuditEntry> List(string? kind, long? actorId, int limit, long before = long.MaxValue, DateTime? from = null, DateTime? until = null) => session.Query(
        $"""
        {Columns} WHERE id < @0 AND (kind = @1 OR @1 IS NULL OR substr(kind, 1, length(@1) + 1) = @1 || '.') AND (actor_id = @2 OR @2 IS NULL)
            AND (at >= @4 OR @4 IS NULL) AND (at < @5 OR @5 IS NULL)
        ORDER BY id DESC LIMIT @3
        """,
        Read, before, kind, actorId, limit, from, until);

    public long? FirstBroken()
    {
        var before = "";
        foreach (var (entry, previous, hash) in session.Query($"{Columns} ORDER BY id", row => (Read(row), row.GetString(7), row.GetString(8))))
        {
            if (previous != before || hash != HashOf(before, entry.At, entry.ActorId, entry.Kind, entry.Subject, entry.Data, entry.Ip))
                return entry.Id;
            before = hash;
        }
        return null;
    }

    private static string HashOf(string before, DateTime at, long actorId, string kind, string? subject, string? data, string? ip) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new object?[] { before, SqliteInstants.Text(at), actorId, kind, subject, data, ip }))));

    private static AuditEntry Read(DbDataReader row) =>
        new(row.GetInt64(0), row.Instant(1), row.GetInt64(2), row.GetString(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6));
}
