using System.Globalization;
using LowCode.Ui.Components;
using LowCode.Ui.Notifications;

namespace LowCode.Designer.Tests.Shell;

/// <summary>How many messages a person gets to see of what comes.</summary>
public class ToldNewsTests
{
    private readonly Toasts _toasts = new(TimeProvider.System);
    private readonly ToldNews _news;

    public ToldNewsTests() => _news = new ToldNews(_toasts, count => count.ToString(CultureInfo.InvariantCulture), () => Task.CompletedTask);

    private IEnumerable<string> Shown => _toasts.Shown.Select(toast => toast.Text);

    [Fact]
    public void A_few_are_told_in_their_own_words_several_at_once_as_a_number()
    {
        _news.Tell([Piece(1)]);
        _news.Tell([Piece(2), Piece(3)]);

        Assert.Equal(["#1", "2"], Shown);
    }

    [Fact]
    public void What_does_not_stop_coming_is_one_message_that_counts()
    {
        for (var id = 1; id <= 100; id++)
            _news.Tell([Piece(id)]);

        Assert.Equal(["100"], Shown);
    }

    [Fact]
    public void What_has_been_read_is_no_news()
    {
        _news.Tell([Piece(1)]);
        _news.Tell([Piece(2), Piece(3)]);

        _news.Forget(new HashSet<long> { 3 });
        Assert.Equal(["2"], Shown);
        _news.Forget(new HashSet<long>());

        Assert.Empty(Shown);
    }

    private static PieceOfNews Piece(long id) => new(id, $"#{id}", () => Task.CompletedTask);
}
