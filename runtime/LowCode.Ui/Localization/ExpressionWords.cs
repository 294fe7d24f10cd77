using System.Text.RegularExpressions;

namespace LowCode.Ui.Localization;

/// <summary>What errors of expressions fill in, in the person's language: types (<c>list&lt;number&gt;</c>), signs (<c>')' or ','</c>), "the end". Unknown words stay.</summary>
public static partial class ExpressionWords
{
    /// <summary>Whether an error's value of this name is such a word; the others are names that people gave.</summary>
    public static bool Has(Error error, string name) => error.Code.StartsWith("expressions.", StringComparison.Ordinal) && name is "expected" or "actual" or "found" or "left" or "right";

    /// <summary>The word in the person's language.</summary>
    public static string Said(Texts texts, string word)
    {
        if (word.Split(" or ") is { Length: > 1 } choices)
            return string.Join(texts["formula.word.or"], choices.Select(choice => Said(texts, choice)));
        if (List().Match(word) is { Success: true } list)
            return texts["formula.word.list", Said(texts, list.Groups[1].Value)];
        if (word is ['\'', .. var sign, '\''])
            return texts["formula.word.sign", sign];
        return texts.Or($"formula.word.{Reference().Replace(word, "reference").Replace("'s", "", StringComparison.Ordinal).Replace(' ', '_')}", word);
    }

    [GeneratedRegex("^list<(.+)>$")]
    private static partial Regex List();

    [GeneratedRegex(@"^reference\(.+\)$")]
    private static partial Regex Reference();
}
