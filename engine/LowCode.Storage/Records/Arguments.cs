namespace LowCode.Storage.Records;

/// <summary>The arguments of a statement while it is built: <c>@0</c>, <c>@1</c> ... in order. More than the database takes is refused.</summary>
internal sealed class Arguments
{
    private const int Most = 32_000;

    private readonly List<object?> _values;

    /// <summary>None yet.</summary>
    internal Arguments() => _values = [];

    /// <summary>One to begin with.</summary>
    internal Arguments(object first) => _values = [first];

    /// <summary>Those of another statement, to be followed by further ones.</summary>
    internal Arguments(Arguments others) => _values = [.. others._values];

    /// <summary>Adds a value; returns its name in the SQL.</summary>
    internal string Add(object? value)
    {
        if (_values.Count == Most)
            throw new RefusedException(ErrorKind.Malformed, "records.query.tooLarge", $"The conditions hold more than {Most} values.", "filter");
        _values.Add(value);
        return "@" + (_values.Count - 1);
    }

    /// <summary>Adds a value that may stand in several conditions; returns its name in the SQL.</summary>
    internal string AddOnce(object value)
    {
        var found = _values.IndexOf(value);
        return found < 0 ? Add(value) : "@" + found;
    }

    /// <summary>All values in order.</summary>
    internal object?[] ToArray() => [.. _values];
}
