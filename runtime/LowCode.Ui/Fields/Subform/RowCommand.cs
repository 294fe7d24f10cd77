using System.Text.Json;

namespace LowCode.Ui.Fields.Subform;

/// <summary>
/// A key or gesture on the rows, as ui/behaviours/rows.mjs tells it: <c>{"kind":"move","row":2,"to":0}</c>, <c>copy</c>, <c>remove</c>,
/// <c>{"kind":"paste","row":0,"column":1,"text":"a\tb\n"}</c>.
/// </summary>
public sealed record RowCommand(string Kind, int Row, int To = -1, int Column = 0, string? Text = null)
{
    /// <summary>Null for what is no command.</summary>
    public static RowCommand? Read(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return null;
        try
        {
            return JsonSerializer.Deserialize<RowCommand>(json, JsonSerializerOptions.Web) is { Row: >= 0 } command ? command : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
