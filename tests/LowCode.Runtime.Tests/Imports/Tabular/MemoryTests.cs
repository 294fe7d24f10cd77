using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Tests.Imports.Tabular;

/// <summary>Looks at the memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    [Fact]
    public void A_hundred_thousand_rows_are_written_and_read_in_little_memory()
    {
        var row = new[] { Cell.Of("text"), Cell.Of(12.5m), Cell.Of(new DateOnly(2026, 1, 2)), Cell.Of("another text"), Cell.Of(true) };
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
            using (var writer = new XlsxWriter(file, [new("a"), new("b"), new("c"), new("d"), new("e")]))
            {
                for (var i = 0; i < 100_000; i++) writer.Write(row);
            }
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var reader = TabularReader.Open(File.OpenRead(path)).Value;
            var count = 0;
            while (reader.Read()) count++;

            Assert.Equal(100_000, count);
            Assert.Null(reader.Failure);
            Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 20 << 20);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
