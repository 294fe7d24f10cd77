using System.Runtime.CompilerServices;

namespace LowCode;

/// <summary>Chooses the database before any test runs, as <c>LOWCODE_TEST_STORE</c> does for the engine's tests themselves.</summary>
internal static class OnPostgres
{
    [ModuleInitializer]
    internal static void Choose()
    {
        Environment.SetEnvironmentVariable("LOWCODE_TEST_STORE", "postgres");
        // Flows are the same code on both: a share of the random drawings shows that their stores agree.
        if (Environment.GetEnvironmentVariable("FLOW_SEEDS") is null)
            Environment.SetEnvironmentVariable("FLOW_SEEDS", "30");
    }
}
