using System.Diagnostics;
using Xunit.Abstractions;

namespace LowCode.Expressions.Tests;

public class AllocationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("amount * 2 + 1 > 100 && done")]
    [InlineData("IF(amount > 1000 && stage == \"won\", ROUND(amount * 0.1, 2), 0)")]
    [InlineData("due >= $today && due < DATE(2030, 1, 1)")]
    [InlineData("SUM(amount, 3, emptyNumber)")]
    public void Numbers_dates_and_conditions_allocate_nothing(string source)
    {
        var expression = Sample.Compile(source);
        var context = Sample.Context();
        for (var i = 0; i < 1000; i++)
            expression.Evaluate(context);

        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
            expression.Evaluate(context);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        output.WriteLine($"{100_000 / watch.Elapsed.TotalSeconds:N0} evaluations/s, {allocated} bytes");
        Assert.InRange(allocated, 0, 10_000);
    }
}
