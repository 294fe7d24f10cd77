using System.Globalization;
using System.Text;
using LowCode.Storage.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Flows;

/// <summary>What a list of tasks is narrowed to: conditions with their values by position. <c>@0</c> is the person.</summary>
internal sealed class QueueCondition(long user)
{
    private readonly StringBuilder _sql = new();
    private readonly Arguments _values = new(user);

    public object?[] Values => _values.ToArray();

    /// <summary>Adds a value; answers its name in the SQL.</summary>
    public string Add(object? value) => _values.Add(value);

    /// <summary>A further condition; <c>{0}</c>, <c>{1}</c> stand for the values.</summary>
    public void And(string condition, params object?[] values) =>
        _sql.Append(" AND ").AppendFormat(CultureInfo.InvariantCulture, condition, [.. values.Select(Add)]);

    /// <summary>The column holds the text, whatever the case of its letters.</summary>
    public void AndHolds(Dialect dialect, string column, string text) => _sql.Append(" AND ").Append(dialect.Holds(column, text, _values));

    public override string ToString() => _sql.ToString();
}
