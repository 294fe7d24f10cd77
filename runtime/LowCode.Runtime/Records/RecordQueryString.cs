using System.Text.Json;
using LowCode.Forms;
using LowCode.People;
using LowCode.Records;

namespace LowCode.Runtime.Records;

/// <summary>What a list takes in its address: <c>?filter=&amp;sort=-amount,name&amp;fields=&amp;search=&amp;view=&amp;limit=&amp;after=&amp;page=&amp;count=&amp;deleted=</c>.</summary>
internal sealed record RecordQueryString
{
    public string? Filter { get; init; }
    public string? Sort { get; init; }
    public string? Fields { get; init; }
    public string? Search { get; init; }
    public string? View { get; init; }
    public int? Limit { get; init; }
    public string? After { get; init; }
    public int? Page { get; init; }
    public string? Count { get; init; }
    public bool? Deleted { get; init; }

    public ListRequest ToRequest(string form, Workspace workspace, Caller caller) => RecordQueryBody.Make(form, ReadFilter(Filter, workspace, caller), Split(Sort), Fields is null ? null : Split(Fields), Search, View, Limit, After, Page, Count, Deleted ?? false);

    private static string? ReadFilter(string? filter, Workspace workspace, Caller caller)
    {
        if (filter?.TrimStart() is not ['{', ..])
            return filter;
        try
        {
            using var json = JsonDocument.Parse(filter);
            return ConditionTree.ToExpression(json.RootElement, RecordQueryBody.Today(workspace, caller));
        }
        catch (JsonException problem)
        {
            throw new RefusedException(ErrorKind.Malformed, "records.filter.json", $"The filter is no JSON: {problem.Message}", "filter");
        }
    }

    private static string[] Split(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>The same as a body; the filter may be an expression or a tree of conditions.</summary>
internal sealed record RecordQueryBody(JsonElement Filter = default, IReadOnlyList<string>? Sort = null, IReadOnlyList<string>? Fields = null, string? Search = null, string? View = null,
    int? Limit = null, string? After = null, int? Page = null, string? Count = null, bool Deleted = false)
{
    public ListRequest ToRequest(string form, Workspace workspace, Caller caller) =>
        Make(form, Condition(Filter, workspace, caller), Sort ?? [], Fields, Search, View, Limit, After, Page, Count, Deleted);

    /// <summary>An expression's text or a tree of conditions, as an expression.</summary>
    public static string? Condition(JsonElement filter, Workspace workspace, Caller caller) => filter.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => filter.GetString(),
        _ => ConditionTree.ToExpression(filter, Today(workspace, caller)),
    };

    public static DateOnly Today(Workspace workspace, Caller caller) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(workspace.Now, caller.Zone));

    public static ListRequest Make(string form, string? filter, IReadOnlyList<string> sort, IReadOnlyList<string>? fields, string? search, string? view,
        int? limit, string? after, int? page, string? count, bool deleted)
    {
        if (page is < 1 or > 100_000)
            throw new RefusedException(ErrorKind.Malformed, "records.page", "The page is a number from 1.", "page");
        return new ListRequest
        {
            Form = form,
            Filter = filter,
            Sort = [.. sort.Select(key => new SortDefinition(key.TrimStart('-', '+'), key.StartsWith('-')))],
            Fields = fields,
            Search = search,
            View = view,
            Limit = limit ?? 50,
            After = after,
            Offset = after is null && page is { } number ? (number - 1) * Math.Clamp(limit ?? 50, 1, 500) : 0,
            CountLimit = count switch
            {
                null or "none" => 0,
                "bounded" => 10_000,
                "exact" => 100_000_000,
                _ => throw new RefusedException(ErrorKind.Malformed, "records.count", "Count is none, bounded or exact.", "count"),
            },
            Deleted = deleted,
        };
    }
}
