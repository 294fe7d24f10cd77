namespace LowCode.Expressions;

/// <summary>Collects what is wrong with one source and knows where each index stands.</summary>
internal sealed class ErrorList(string source)
{
    private readonly List<ExpressionError> _errors = [];

    public bool Any => _errors.Count > 0;

    public int Count => _errors.Count;

    public IReadOnlyList<ExpressionError> InOrder => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public void Add(ErrorKind kind, int start, int length, params ReadOnlySpan<(string Name, string Value)> values) =>
        Add(kind, start, length, null, null, values);

    public void Add(ErrorKind kind, int start, int length, string? expected, string? suggestion, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        var message = kind.Message;
        foreach (var (name, value) in values)
        {
            map[name] = value;
            message = message.Replace("{" + name + "}", value, StringComparison.Ordinal);
        }
        if (expected is not null)
        {
            map["expected"] = expected;
            message = message.Replace("{expected}", expected, StringComparison.Ordinal);
        }
        if (suggestion is not null)
        {
            map["suggestion"] = suggestion;
            message += $" Did you mean {suggestion}?";
        }
        var (line, column) = Place(start);
        _errors.Add(new ExpressionError(kind.Code, message, line, column, length, map, expected, suggestion));
    }

    private (int Line, int Column) Place(int index)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < index && i < source.Length; i++)
        {
            if (source[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }
        }
        return (line, index - lineStart + 1);
    }
}
