using System.Text.Json;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Records;

/// <summary><c>/api/forms/{form}/aggregate</c> and <c>/evaluate</c>: sums over records, and the form as it would stand.</summary>
public static class FormQuestionsApi
{
    public static WebApplication MapFormQuestions(this WebApplication app)
    {
        var forms = app.MapGroup("/api/forms/{form}").WithTags("Records");
        forms.MapPost("/aggregate", Aggregate).WithSummary("Groups and measures over the records that the caller may see.");
        forms.MapPost("/evaluate", Evaluate).WithSummary("The form as it would stand with these values: computed, visible, required, errors.");
        return app;
    }

    private static IResult Aggregate(string form, AggregateBody body, Caller caller, Workspace workspace, RecordReader reader)
    {
        if (body.Measures.Count is 0 or > 20 || body.GroupBy is { Count: > 4 })
            return ApiResults.Problem(ErrorKind.Malformed, "records.aggregate.size", "1 to 20 measures and at most 4 groups.");
        var outcome = reader.Aggregate(caller, new AggregateRequest
        {
            Form = form,
            GroupBy = [.. (body.GroupBy ?? []).Select(group => new GroupRequest(group.Field, group.Unit))],
            Measures = [.. body.Measures.Select(measure => new MeasureRequest(measure.Fn, measure.Field, measure.Expression))],
            Filter = RecordQueryBody.Condition(body.Filter, workspace, caller),
            Limit = body.Limit ?? 1000,
            SortColumn = body.SortColumn,
            Descending = body.Descending,
        });
        return outcome.Refusal is { } refusal ? ApiResults.Problem(refusal) : new JsonAnswer(writer => RecordJson.Write(writer, outcome.Value));
    }

    private static IResult Evaluate(string form, EvaluateBody body, Caller caller, Workspace workspace, FormEvaluator evaluator)
    {
        var target = workspace.Catalog.Form(form);
        var edits = body.Values.ValueKind == JsonValueKind.Undefined ? new RecordEdits() : RecordInput.Parse(target, body.Values);
        var outcome = evaluator.Evaluate(caller, form, body.Id, edits);
        return outcome.Refusal is { } refusal ? ApiResults.Problem(refusal) : new JsonAnswer(writer => RecordJson.Write(writer, target, outcome.Value));
    }

    internal sealed record AggregateBody(IReadOnlyList<MeasureBody> Measures, IReadOnlyList<GroupBody>? GroupBy = null, JsonElement Filter = default, int? Limit = null, int? SortColumn = null, bool Descending = false);

    internal sealed record GroupBody(string Field, DateUnit Unit = DateUnit.None);

    internal sealed record MeasureBody(MeasureFunction Fn, string? Field = null, string? Expression = null);

    internal sealed record EvaluateBody(JsonElement Values = default, long? Id = null);
}
