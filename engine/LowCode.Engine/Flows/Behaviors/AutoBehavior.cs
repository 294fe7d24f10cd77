using LowCode.Expressions;
using LowCode.Notifications;

namespace LowCode.Flows;

/// <summary>Does the node's actions in order, in the command's transaction. A refused write takes the error edge where one is drawn, else refuses the command.</summary>
internal static class AutoBehavior
{
    public static void Enter(FlowStep step, FlowToken token, AutoNode node)
    {
        var error = step.Flow.Topology.OutcomeOut(node.Id, FlowEdge.ErrorOutcome);
        try
        {
            foreach (var action in node.Actions.Where(action => action.When is not { } when || step.Test(when, node.Id)))
                Do(step, token, node, action);
        }
        catch (RefusedException refused) when (error is not null)
        {
            step.Tell(FlowEvents.Automated, new { node = node.Id, error = refused.Refusal.Errors[0].Message, code = refused.Refusal.Errors[0].Code }, actor: 0);
            Advance.Follow(step, token, error);
            return;
        }
        step.Tell(FlowEvents.Automated, new { node = node.Id, actions = node.Actions.Count }, actor: 0);
        Advance.Leave(step, token);
    }

    private static void Do(FlowStep step, FlowToken token, AutoNode node, AutoAction action)
    {
        switch (action)
        {
            case UpdateRecord update:
                Update(step, node, update);
                break;
            case CreateRecord create:
                var form = step.Workspace.Catalog.Form(create.Form);
                var id = step.Records.Create(step.Unit, form, step.Instance.Initiator, Values(step, node, create.Values));
                if (create.SetReference is { } key && step.Flow.Form[key] is { } reference)
                    step.Records.Set(step.Unit, step.Flow.Form, step.Instance.RecordId, new Dictionary<string, Value> { [reference.Key] = Value.FromReference(id) });
                step.RecordChanged();
                break;
            case SendMessage message:
                var to = Assignees.Find(step, message.To, node.Id, step.Travel.GetValueOrDefault(token.Id).Cause);
                // Filled now: the record may read differently when the message is opened.
                var text = new Label(message.Text.Texts.Select(pair => KeyValuePair.Create(pair.Key, MessageTemplate.Fill(pair.Value, source => step.Evaluate(source, node.Id).ToString()))));
                step.Notify(NotificationKinds.Message, to, new { instance = step.Instance.Id, title = step.Instance.Title, node = node.Id, text });
                break;
        }
    }

    private static void Update(FlowStep step, AutoNode node, UpdateRecord update)
    {
        var (form, id) = (step.Flow.Form, step.Instance.RecordId);
        if (update.Target is { } key)
        {
            var reference = form[key] ?? throw FlowRefusals.Condition(node.Id, key, "the form has no such field");
            if (step.Record[reference.Position] is not { Kind: ValueKind.Reference } target)
                return;
            (form, id) = (step.Workspace.Catalog.Form(reference.Target!), target.AsId);
        }
        step.Records.Set(step.Unit, form, id, Values(step, node, update.Values));
        step.RecordChanged();
    }

    // All expressions see the record as it was before the action.
    private static Dictionary<string, Value> Values(FlowStep step, AutoNode node, IReadOnlyDictionary<string, string> sources) =>
        sources.ToDictionary(pair => pair.Key, pair => step.Evaluate(pair.Value, node.Id));
}
