using System.Buffers;
using System.Globalization;

namespace LowCode.Expressions.Syntax;

/// <summary>
/// Cuts a source into tokens and turns Excel's and Chinese keyboards' habits into the canonical characters:
/// <c>=</c> <c>&lt;&gt;</c> <c>;</c> <c>{1,2}</c>, full-width letters, digits and signs, curly quotes, <c>≠ ≤ ≥ × ÷</c>.
/// </summary>
internal sealed class Lexer(string source, ErrorList errors)
{
    private static readonly SearchValues<char> NotInLabels = SearchValues.Create(",;\"'“‘[，；");

    private readonly List<Token> _tokens = [];
    private int _at;

    public List<Token> Read()
    {
        while (true)
        {
            while (_at < source.Length && IsSpace(source[_at]))
                _at++;
            if (_at == source.Length || errors.Any)
                break;
            ReadToken();
        }
        _tokens.Add(new Token(TokenKind.End, "", 0, source.Length, 0));
        return _tokens;
    }

    private void ReadToken()
    {
        var start = _at;
        var c = Narrow(source[_at]);
        if (char.IsAsciiDigit(c) || c == '.' && char.IsAsciiDigit(Peek(1)))
        {
            ReadNumber();
        }
        else if (c is '"' or '\'')
        {
            ReadText(c);
        }
        else if (IsNameStart(c))
        {
            Add(TokenKind.Name, ReadName(), start);
        }
        else if (c == '$' && IsNameStart(Peek(1)))
        {
            _at++;
            Add(TokenKind.Variable, ReadName(), start);
        }
        else if (c == '[' && ReadLabel())
        {
            return;
        }
        else
        {
            ReadOperator(c);
        }
    }

    private void ReadNumber()
    {
        var start = _at;
        var dot = false;
        while (_at < source.Length)
        {
            var c = Peek(0);
            if (c is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2))))
            {
                _at += 2;
                while (char.IsAsciiDigit(Peek(0)))
                    _at++;
                break;
            }
            if (!char.IsAsciiDigit(c) && (c != '.' || dot))
                break;
            dot |= c == '.';
            _at++;
        }
        if (!decimal.TryParse(Narrowed(start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            errors.Add(ExpressionErrors.NumberTooLarge, start, _at - start);
        _tokens.Add(new Token(TokenKind.Number, "", number, start, _at - start));
    }

    private void ReadText(char quote)
    {
        var start = _at;
        var text = new System.Text.StringBuilder();
        // A text opened by a curly quote ends at a curly or straight one; inside straight quotes curly ones are content.
        var curly = source[_at] is '“' or '”' or '‘' or '’' or '＂' or '＇';
        _at++;
        while (_at < source.Length)
        {
            var c = source[_at];
            var ends = c == quote || curly && Narrow(c) == quote;
            if (ends && !curly && Raw(1) == quote)
            {
                text.Append(quote);
                _at += 2;
                continue;
            }
            _at++;
            if (ends)
            {
                Add(TokenKind.Text, text.ToString(), start);
                return;
            }
            if (c == '\\' && _at < source.Length)
                ReadEscape(text);
            else
                text.Append(c);
        }
        errors.Add(ExpressionErrors.TextNotClosed, start, source.Length - start);
    }

    private void ReadEscape(System.Text.StringBuilder text)
    {
        var c = source[_at++];
        if (c == 'u' && _at + 4 <= source.Length && ushort.TryParse(source.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            text.Append((char)code);
            _at += 4;
            return;
        }
        text.Append(c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => c });
    }

    private string ReadName()
    {
        var start = _at;
        while (_at < source.Length && IsNamePart(Narrow(source[_at])))
            _at++;
        return Narrowed(start);
    }

    private string Narrowed(int start) => string.Create(_at - start, (source, start), static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = Narrow(from.source[from.start + i]);
    });

    /// <summary><c>[客户名称]</c> names a field by its label; <c>[1, 2]</c>, <c>["a"]</c> and <c>[(x)]</c> are lists.</summary>
    private bool ReadLabel()
    {
        var end = source.AsSpan(_at).IndexOfAny(']', '】');
        if (end < 2 || _tokens.Count > 0 && _tokens[^1].EndsOperand)
            return false;
        var text = source.Substring(_at + 1, end - 1).Trim();
        var afterDot = _tokens.Count > 0 && _tokens[^1].Is(".");
        if (text.Length == 0 || !afterDot && (text.AsSpan().ContainsAny(NotInLabels) || !char.IsLetter(text[0]) || text is "true" or "false" or "null"))
            return false;
        _tokens.Add(new Token(TokenKind.Label, text, 0, _at, end + 1));
        _at += end + 1;
        return true;
    }

    private void ReadOperator(char c)
    {
        var start = _at;
        var (op, length) = (c, Peek(1), Peek(2)) switch
        {
            ('=', '=', '=') => ("==", 3),
            ('!', '=', '=') => ("!=", 3),
            ('=', '=', _) => ("==", 2),
            ('!', '=', _) or ('<', '>', _) => ("!=", 2),
            ('<', '=', _) => ("<=", 2),
            ('>', '=', _) => (">=", 2),
            ('&', '&', _) => ("&&", 2),
            ('|', '|', _) => ("||", 2),
            ('=', _, _) => ("==", 1),
            ('≠', _, _) => ("!=", 1),
            ('≤', _, _) => ("<=", 1),
            ('≥', _, _) => (">=", 1),
            ('×', _, _) => ("*", 1),
            ('÷', _, _) => ("/", 1),
            (';', _, _) => (",", 1),
            ('{', _, _) => ("[", 1),
            ('}', _, _) => ("]", 1),
            ('<' or '>' or '!' or '+' or '-' or '*' or '/' or '%' or '^' or '&' or '?' or ':' or ',' or '.' or '(' or ')' or '[' or ']', _, _) => (c.ToString(), 1),
            _ => ("", 1),
        };
        _at += length;
        if (op.Length == 0)
            errors.Add(ExpressionErrors.BadCharacter, start, 1, ("character", source.Substring(start, 1)));
        else
            Add(TokenKind.Operator, op, start);
    }

    private void Add(TokenKind kind, string text, int start) => _tokens.Add(new Token(kind, text, 0, start, _at - start));

    private char Raw(int ahead) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private char Peek(int ahead) => Narrow(Raw(ahead));

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B';

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>The ASCII form of a full-width character.</summary>
    private static char Narrow(char c) => c switch
    {
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        '“' or '”' => '"',
        '‘' or '’' => '\'',
        '【' => '[',
        '】' => ']',
        '、' => ',',
        '−' or '–' => '-',
        _ => c,
    };
}
