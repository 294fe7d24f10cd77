using System.Globalization;
using LowCode.Ui.Localization;

namespace LowCode.Designer.Tests.Localization;

public class TextsTests
{
    private static readonly TextCatalog Catalog = new(typeof(Texts).Assembly);

    [Theory]
    [InlineData("zh-CN", "保存")]
    [InlineData("en", "Save")]
    [InlineData("en-GB", "Save")]
    [InlineData("fr", "保存")]
    public void A_text_comes_in_the_language_of_the_person_and_else_in_Chinese(string language, string expected) => Assert.Equal(expected, Catalog.Find("ui.save", language));

    [Fact]
    public void A_key_that_nobody_has_written_shows_itself() => Assert.Equal("ui.no-such-text", Catalog.Find("ui.no-such-text", "en"));

    [Fact]
    public void Placeholders_are_filled_in()
    {
        using var _ = new Culture("en");

        Assert.Equal("Remove Blue", new Texts(Catalog)["ui.remove", "Blue"]);
    }

    [Fact]
    public void A_key_defined_twice_is_refused_by_name()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new TextCatalog(typeof(Texts).Assembly, new Copy(typeof(Texts).Assembly)));

        Assert.Contains("is already defined in another file", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Another assembly with the same texts.</summary>
    private sealed class Copy(System.Reflection.Assembly original) : System.Reflection.Assembly
    {
        public override string[] GetManifestResourceNames() => original.GetManifestResourceNames();

        public override Stream? GetManifestResourceStream(string name) => original.GetManifestResourceStream(name);

        public override System.Reflection.AssemblyName GetName() => new("Copy");
    }
}

/// <summary>Runs a test as a person of a language.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public Culture(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(name);

    public void Dispose() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _before;
}
