using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LowCode.Journeys;

/// <summary>What people do over the API, each step checked by what comes back.</summary>
public static class Steps
{
    /// <summary>Creates a record and gives its id.</summary>
    public static async Task<long> CreateAsync(this TestPerson person, string form, object values) =>
        (await (await person.Client.PostAsJsonAsync($"/api/forms/{form}/records", values)).ExpectAsync(HttpStatusCode.Created)).GetProperty("id").GetInt64();

    /// <summary>The record's values as the person sees them.</summary>
    public static async Task<JsonElement> ValuesAsync(this HttpClient client, string form, long id) =>
        (await (await client.GetAsync($"/api/forms/{form}/records/{id}")).ExpectAsync(HttpStatusCode.OK)).GetProperty("values");

    /// <summary>The person's open task at a node of a record's flow; fails when there is none.</summary>
    public static async Task<long> TaskAsync(this TestPerson person, string node, long record)
    {
        var mine = await person.NodesAsync(record);
        return mine.TryGetValue(node, out var task) ? task : throw new Xunit.Sdk.XunitException($"No task at '{node}'; there are: {string.Join(", ", mine.Keys)}");
    }

    /// <summary>The nodes at which a record waits for the person, each with the task.</summary>
    public static async Task<Dictionary<string, long>> NodesAsync(this TestPerson person, long record)
    {
        var queue = await (await person.Client.GetAsync("/api/tasks?queue=todo&limit=100")).ExpectAsync(HttpStatusCode.OK);
        return queue.GetProperty("items").EnumerateArray().Where(task => task.GetProperty("record").GetInt64() == record)
            .ToDictionary(task => task.GetProperty("node").GetString()!, task => task.GetProperty("id").GetInt64());
    }

    /// <summary>Acts on a task; the answer is not checked.</summary>
    public static Task<HttpResponseMessage> ActAsync(this TestPerson person, long task, string action, object? values = null, string? comment = null) =>
        person.Client.PostAsJsonAsync($"/api/tasks/{task}/{action}", new { values, comment });

    /// <summary>Acts on the task at a node and gives the nodes where the flow waits afterwards; "completed" and the like when it has ended.</summary>
    public static async Task<string> DoAsync(this TestPerson person, string node, long record, string action, object? values = null, string? comment = null)
    {
        var receipt = await (await person.ActAsync(await person.TaskAsync(node, record), action, values, comment)).ExpectAsync(HttpStatusCode.OK);
        var nodes = receipt.GetProperty("nodes").EnumerateArray().Select(each => each.GetString()).Order(StringComparer.Ordinal).ToList();
        return nodes.Count > 0 ? string.Join(",", nodes) : receipt.GetProperty("state").GetString()!;
    }

    /// <summary>Acts on the task at a node, is refused, and gives "path code" of each error.</summary>
    public static async Task<string> RefusedAsync(this TestPerson person, string node, long record, string action, object? values = null, string? comment = null) =>
        await (await person.ActAsync(await person.TaskAsync(node, record), action, values, comment)).ErrorsAsync(HttpStatusCode.UnprocessableEntity);

    /// <summary>"path code" of each error of an answer with this status.</summary>
    public static async Task<string> ErrorsAsync(this HttpResponseMessage answer, HttpStatusCode status) =>
        string.Join("; ", (await answer.ExpectAsync(status)).GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("path").GetString()} {error.GetProperty("code").GetString()}".Trim()));

    /// <summary>The body of an answer with this status; fails with the body when it has another.</summary>
    public static async Task<JsonElement> ExpectAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>A value as text: of a reference, a person or a choice its id or key.</summary>
    public static string Text(this JsonElement values, string field)
    {
        var value = values.GetProperty(field);
        if (value.ValueKind == JsonValueKind.Object)
            value = value.TryGetProperty("id", out var id) ? id : value.GetProperty("value");
        return value.ValueKind == JsonValueKind.Null ? "" : value.ToString();
    }

    /// <summary>A referenced record's or person's id.</summary>
    public static long Id(this JsonElement values, string field) => long.Parse(values.Text(field), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public static decimal Number(this JsonElement values, string field) => decimal.Parse(values.Text(field), System.Globalization.CultureInfo.InvariantCulture);
}
