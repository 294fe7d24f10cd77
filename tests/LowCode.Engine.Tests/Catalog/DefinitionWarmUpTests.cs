namespace LowCode.Catalog;

public sealed class DefinitionWarmUpTests
{
    // At the start it runs by itself, where nobody would see it fail.
    [Fact]
    public void Everything_that_reads_definitions_can_be_made_ready() => DefinitionWarmUp.Run();
}
