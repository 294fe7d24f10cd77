using System.Globalization;

namespace LowCode.Ui.Localization;

/// <summary>The texts of the product in the language of the person who is looking. Components see it as <c>T</c>: <c>T["shell.search"]</c>.</summary>
public sealed class Texts(TextCatalog catalog)
{
    /// <summary>The text of a key, or the key itself when nobody has written it.</summary>
    public string this[string key] => catalog.Find(key, CultureInfo.CurrentUICulture.Name);

    /// <summary>The text of a key with <c>{0}</c>, <c>{1}</c> ... filled in, formatted by the current culture.</summary>
    public string this[string key, params object?[] values] => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>The text of a key that may be absent, such as an error code from a newer pack.</summary>
    public string Or(string key, string otherwise) => catalog.Knows(key) ? this[key] : otherwise;
}
