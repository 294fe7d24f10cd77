using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using LowCode.Storage.Units;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>
/// Opens connections to one schema. The schema is the connection's search path, so every statement speaks of it without naming it; connections belong to one
/// workspace for life and are never shared through a pool of several, where a search path could leak from one workspace into the next.
/// </summary>
internal sealed class PostgresSessions : Sessions
{
    internal const string DefaultSchema = "lowcode";

    private readonly NpgsqlDataSource _writer;
    private readonly NpgsqlDataSource _reader;
    private readonly NpgsqlDataSource _listener;

    internal PostgresSessions(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        Schema = string.IsNullOrWhiteSpace(settings.SearchPath) ? DefaultSchema : settings.SearchPath;
        if (Schema.Length > 60 || !Schema.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_') || char.IsAsciiDigit(Schema[0]))
            throw new InvalidOperationException($"'{Schema}' can't be a workspace's schema: small letters, digits and _ only, at most 60, beginning with a letter.");
        if (settings.ContainsKey("Maximum Pool Size"))
            MostReaders = settings.MaxPoolSize;
        settings.SearchPath = Schema;
        settings.Timezone = "UTC";
        settings.Pooling = false;
        settings.Enlist = false;
        settings.MaxAutoPrepare = 500;
        settings.AutoPrepareMinUsages = 2;
        settings.ApplicationName ??= "lowcode";
        if (!settings.ContainsKey("Timeout"))
            settings.Timeout = 5;
        settings.KeepAlive = settings.KeepAlive == 0 ? 30 : settings.KeepAlive;
        var own = settings.Options;
        // A node that hangs while it writes must not stop the others for ever.
        settings.Options = $"{own} -c idle_in_transaction_session_timeout=60000".Trim();
        _writer = Source(settings);
        settings.Options = $"{own} -c default_transaction_read_only=on".Trim();
        _reader = Source(settings);
        settings.Options = own;
        settings.KeepAlive = 5;
        _listener = Source(settings);
        WriterLock = LockOf(Schema);
    }

    /// <summary>Name of the schema.</summary>
    internal string Schema { get; }

    /// <summary>The advisory lock that the writers of the workspace take.</summary>
    internal long WriterLock { get; }

    /// <summary>Where the workspace's nodes tell each other news.</summary>
    internal string Channel => "lowcode_" + Schema;

    /// <summary>What this process is called among the nodes.</summary>
    internal string Node { get; } = Guid.NewGuid().ToString("N");

    internal override int? MostReaders { get; }

    internal override Session Writer() => Open(_writer, 0);

    internal override Session Reader(int generation) => Open(_reader, generation);

    // Told to go, or not let in; what has no code came from the line itself.
    protected override bool IsLost(DbException failure) => failure is not PostgresException || failure.SqlState is "57P01" or "57P02" or "57P03" or "25P03" or "53300";

    protected override bool IsHeld(DbException failure) => failure.SqlState == PostgresErrorCodes.LockNotAvailable;

    /// <summary>A connection, not opened yet, for what other nodes tell.</summary>
    internal NpgsqlConnection Listening() => _listener.CreateConnection();

    public override void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _listener.Dispose();
        base.Dispose();
    }

    // Only types that every server has: asking for all of them, which differ from server to server, costs a tenth of a second at each start.
    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ToString()).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();

    private PostgresSession Open(NpgsqlDataSource source, int generation)
    {
        var connection = source.CreateConnection();
        try
        {
            connection.Open();
            return new PostgresSession(connection, this) { Generation = generation };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Made of the schema's name, since it must be the same on all nodes.
    private static long LockOf(string schema) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("lowcode writer " + schema)));
}
