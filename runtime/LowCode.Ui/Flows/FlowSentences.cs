using LowCode.Flows;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Flows;

/// <summary>Says the whole of a step in sentences, as one would tell a colleague: who handles it, how it is decided, what happens when it takes long.</summary>
public sealed class FlowSentences(Texts texts, FlowWords words, FlowNames names)
{
    /// <summary>The sentences of a step, in their order.</summary>
    public IReadOnlyList<string> Of(FlowDefinition flow, FlowNode node) => [.. Sentences(flow, node).Where(sentence => sentence.Length > 0)];

    private IEnumerable<string> Sentences(FlowDefinition flow, FlowNode node)
    {
        switch (node)
        {
            case AssignedNode { Assignees.From: var from } when !FlowWords.Chosen(from):
                yield return texts["flowSays.nobody", words.People(node, from)];
                break;
            case ApproveNode approve:
                yield return texts["flowSays.approve", words.People(node, approve.Assignees.From), texts[$"flowSays.vote.{approve.Vote.Mode}", approve.Vote.Value ?? 0]];
                yield return flow.Edges.FirstOrDefault(edge => edge.From == node.Id && edge.Outcome == FlowEdge.RejectOutcome) is { } way
                    ? texts["flowSays.reject.edge", Name(flow, way.To)] : texts[$"flowSays.reject.{approve.Reject.Action}", approve.Reject.Node is { } goal ? Name(flow, goal) : ""];
                break;
            case HandleNode { WaitUntil: { Length: > 0 } until } waits:
                yield return texts["flowSays.waits", words.People(node, waits.Assignees.From), words.Condition(until)];
                break;
            case HandleNode handle:
                yield return texts["flowSays.handle", words.People(node, handle.Assignees.From)];
                break;
        }
        if (node is AssignedNode assigned)
        {
            foreach (var rule in assigned.Timeouts)
                yield return Timeout(rule);
        }
        if (node is HumanNode human)
        {
            yield return Fields("flowSays.required", human, FieldRight.Required);
            yield return Fields("flowSays.editable", human, FieldRight.Editable);
            foreach (var records in human.RequiredRecords)
                yield return records.Label.IsEmpty ? texts["flowSays.records", records.Min, names.Form(records.Form)] : texts["flowSays.must", records.Label.Current];
            foreach (var check in human.Checks)
                yield return texts["flowSays.must", check.Message.IsEmpty ? words.Condition(check.Expression) : check.Message.Current];
        }
    }

    private string Timeout(TimeoutRule rule)
    {
        var time = rule.Since is { } day && rule.After == TimeSpan.Zero ? texts["flowWords.on", names.Field(day)] : rule.Since is { } field ? texts[rule.After < TimeSpan.Zero ? "flowWords.before" : "flowWords.after", names.Field(field), words.Duration(rule.After)] : texts["flowSays.after", words.Duration(rule.After)];
        var then = rule switch
        {
            RemindAfter { Repeat: > 1 } remind => texts["flowSays.remind.times", remind.Repeat],
            RemindAfter => texts["flowSays.remind"],
            EscalateAfter => texts["flowSays.escalate"],
            TransferAfter => texts["flowSays.transfer"],
            ApproveAfter => texts["flowSays.pass"],
            RejectAfter => texts["flowSays.refuse"],
            _ => texts["flowSays.return"],
        };
        return texts["flowSays.timeout", time, then];
    }

    private string Fields(string text, HumanNode node, FieldRight right)
    {
        var fields = node.Fields.Where(pair => pair.Value == right && !pair.Key.Contains('.', StringComparison.Ordinal)).Select(pair => names.Field(pair.Key)).ToList();
        return fields.Count == 0 ? "" : texts[text, string.Join(texts["flowWords.separator"], fields)];
    }

    private static string Name(FlowDefinition flow, string id) => flow.FindNode(id) is { } node ? FlowNames.Node(node) : id;
}
