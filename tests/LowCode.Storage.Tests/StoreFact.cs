using System.ComponentModel;
using LowCode.Storage.Sqlite;
using LowCode.Storage.Units;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LowCode.Storage;

/// <summary>The kinds of database that a contract runs on.</summary>
public enum StoreKind
{
    Memory,
    File,
    Postgres,
}

/// <summary>A database of a kind for one test, gone with it.</summary>
internal sealed class TestStore(StoreKind kind) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _schema = kind == StoreKind.Postgres ? PostgresServer.NewSchema() : "";

    /// <summary>Opens it; again after it was closed, except in memory.</summary>
    internal WorkspaceDatabase Open() => kind switch
    {
        StoreKind.Memory => SqliteDatabase.InMemory(),
        StoreKind.File => SqliteDatabase.Open(_folder.File("w.db")),
        _ => Postgres.PostgresDatabase.Open(_schema),
    };

    public void Dispose() => _folder.Dispose();
}

/// <summary>A fact of a contract: in the nested class <c>Postgres</c> it is skipped, and says so, where there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("LowCode.Storage.StoreFactDiscoverer", "LowCode.Storage.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

public sealed class StoreFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    private readonly IMessageSink _sink = sink;

    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new StoreTestCase(_sink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("LowCode.Storage.StoreTheoryDiscoverer", "LowCode.Storage.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;

public sealed class StoreTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        StoreTestCase.Missing(testMethod) is { } missing
            ? CreateTestCasesForSkip(discoveryOptions, testMethod, theoryAttribute, missing)
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

public sealed class StoreTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the runner, which fills it by Deserialize.")]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method) : base(sink, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) => Missing(TestMethod) ?? base.GetSkipReason(factAttribute);

    /// <summary>Why a test can't run here; null when it can.</summary>
    internal static string? Missing(ITestMethod method) => method.TestClass.Class.Name.EndsWith("+Postgres", StringComparison.Ordinal) ? PostgresServer.Missing : null;
}
