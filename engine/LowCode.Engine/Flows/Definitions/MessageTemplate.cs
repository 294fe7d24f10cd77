using System.Text;

namespace LowCode.Flows;

/// <summary>
/// Texts with expressions in braces: <c>{customer.name} is overdue by {days} days</c>. <c>{{</c> and <c>}}</c> stand for the braces themselves;
/// a brace that is never closed is plain text.
/// </summary>
public static class MessageTemplate
{
    /// <summary>The expressions of a text, in order.</summary>
    public static IEnumerable<string> Expressions(string template) => Parts(template).Where(part => part.IsExpression).Select(part => part.Text);

    /// <summary>The text with each expression replaced by what <paramref name="show"/> makes of it.</summary>
    public static string Fill(string template, Func<string, string> show) =>
        string.Concat(Parts(template).Select(part => part.IsExpression ? show(part.Text) : part.Text));

    private static IEnumerable<(string Text, bool IsExpression)> Parts(string template)
    {
        var plain = new StringBuilder();
        for (var index = 0; index < template.Length; index++)
        {
            var letter = template[index];
            if (letter is '{' or '}' && index + 1 < template.Length && template[index + 1] == letter)
            {
                plain.Append(letter);
                index++;
            }
            else if (letter == '{' && template.IndexOf('}', index) is var close && close > index + 1)
            {
                yield return (plain.ToString(), false);
                plain.Clear();
                yield return (template[(index + 1)..close].Trim(), true);
                index = close;
            }
            else
            {
                plain.Append(letter);
            }
        }
        yield return (plain.ToString(), false);
    }
}
