namespace LowCode;

/// <summary>A fact about PostgreSQL; skipped, and says so, where there is none.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
