using System.Globalization;

namespace LowCode.Ui.Localization;

/// <summary>
/// The language of the screen that makes it. What happens elsewhere is told on a thread that has another one, or none, and what a screen draws because
/// of it would come out in that; so a screen hears it in its own.
/// </summary>
public sealed class ScreenLanguage
{
    private readonly (CultureInfo Formats, CultureInfo Texts) _own = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    /// <summary>Does something in the screen's language and leaves the thread its own.</summary>
    public void Hear(Action news)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _own;
        try
        {
            news();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
