namespace LowCode.Engine.Tests.Conventions;

public class FileSizeTests
{
    private const int Limit = 400;

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var tooLong = Repository.Sources("engine", "designer", "runtime")
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Count() > Limit);

        Assert.Empty(tooLong);
    }
}
