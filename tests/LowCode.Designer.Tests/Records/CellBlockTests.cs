using LowCode.Ui.Records;

namespace LowCode.Designer.Tests.Records;

public sealed class CellBlockTests
{
    [Theory]
    [InlineData("a\tb\nc\td\n", "a|b / c|d")]
    [InlineData("a\tb\r\nc\td", "a|b / c|d")]
    [InlineData("\"two\nlines\"\tx", "two\nlines|x")]
    [InlineData("\"say \"\"hi\"\"\"\tx", "say \"hi\"|x")]
    [InlineData("5\" pipe\tx", "5\" pipe|x")]
    [InlineData("a\t\tc", "a||c")]
    public void What_spreadsheets_copy_is_read_as_it_was(string text, string cells) =>
        Assert.Equal(cells, string.Join(" / ", CellBlock.Read(text).Select(line => string.Join('|', line))));

    [Fact]
    public void One_cell_fills_the_whole_marked_range() =>
        Assert.Equal(["x,x,x", "x,x,x"], CellBlock.Read("x", 2, 3).Select(line => string.Join(',', line)));

    [Fact]
    public void A_block_is_pasted_as_large_as_it_is() =>
        Assert.Equal(["a,b"], CellBlock.Read("a\tb", 5, 5).Select(line => string.Join(',', line)));
}
