using System.Globalization;

namespace LowCode.Flows;

/// <summary>What a flow names in the world around it exists and fits: expressions, fields, forms, roles, people.</summary>
internal static class ContentCheck
{
    public static void RunForFlow(FlowDefinition flow, IFlowCheckContext context, FlowProblemList problems)
    {
        if (!context.HasForm(flow.Form))
        {
            problems.Add(FlowRules.UnknownForm, detail: flow.Form, property: "form");
            return;
        }
        var world = new World(flow.Form, context, problems);
        foreach (var edge in flow.Edges.Where(edge => !string.IsNullOrWhiteSpace(edge.When)))
            world.Expression(edge.From, edge.When!, FlowExpressionKind.Condition, "when", edge.Id);
        if (!string.IsNullOrWhiteSpace(flow.Settings.Start.When))
            world.Expression(null, flow.Settings.Start.When, FlowExpressionKind.Condition, "settings.start.when");
        if (!string.IsNullOrWhiteSpace(flow.Settings.Title))
            world.Expression(null, flow.Settings.Title, FlowExpressionKind.Value, "settings.title");
        world.Sources(null, flow.Settings.Managers, "settings.managers");
    }

    public static void Run(FlowDefinition flow, FlowNode node, IFlowCheckContext context, FlowProblemList problems)
    {
        if (!context.HasForm(flow.Form))
            return;
        var world = new World(flow.Form, context, problems);
        if (node is HumanNode human)
            CheckHuman(human, flow.Form, world);
        if (node is AssignedNode assigned)
            CheckAssigned(assigned, world);
        switch (node)
        {
            case HandleNode { WaitUntil: { } until } when until.Trim().Length > 0:
                world.Expression(node.Id, until, FlowExpressionKind.Condition, "waitUntil");
                break;
            case CcNode cc:
                world.Sources(cc.Id, cc.To, "to");
                break;
            case TimerNode { Until: WaitForField { Field: { Length: > 0 } field } }:
                world.Field(node.Id, flow.Form, field, "until.field", FlowFieldKind.Date);
                break;
            case AutoNode auto:
                foreach (var action in auto.Actions)
                    CheckAction(auto.Id, action, flow.Form, world);
                break;
        }
    }

    private static void CheckHuman(HumanNode node, string form, World world)
    {
        foreach (var (field, right) in node.Fields.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            // Rows that are there already can't be asked for a second time.
            if (world.Field(node.Id, form, field, "fields") is { } facts && right == FieldRight.Anew && (facts.Kind == FlowFieldKind.Rows || field.Contains('.', StringComparison.Ordinal)))
                world.WrongKind(node.Id, field, "fields");
        }
        foreach (var field in node.Shows)
            world.Field(node.Id, form, field, "shows");
        foreach (var required in node.RequiredRecords)
        {
            if (world.Form(node.Id, required.Form, "requiredRecords")
                && world.Field(node.Id, required.Form, required.Via, "requiredRecords", FlowFieldKind.Reference) is { Target: { } target } && target != form)
            {
                world.WrongKind(node.Id, required.Via, "requiredRecords");
            }
        }
        foreach (var check in node.Checks)
        {
            world.Expression(node.Id, check.Expression, FlowExpressionKind.Condition, "checks");
            if (check.Field is { } at)
                world.Field(node.Id, form, at, "checks");
        }
    }

    private static void CheckAssigned(AssignedNode node, World world)
    {
        world.Sources(node.Id, node.Assignees.From, "assignees");
        if (node.Assignees is { IfNobody: NobodyPolicy.ToUser, FallbackUser: { } user })
            world.Sources(node.Id, [new FromUsers([user])], "assignees.fallbackUser");
        var told = node.Timeouts.Select(rule => rule switch { EscalateAfter escalate => escalate.To, TransferAfter transfer => transfer.To, _ => null });
        world.Sources(node.Id, told.OfType<AssigneeSource>(), "timeouts");
        foreach (var since in node.Timeouts.Select(rule => rule.Since).OfType<string>())
            world.Field(node.Id, world.Own, since, "timeouts", FlowFieldKind.Date);
    }

    private static void CheckAction(string node, AutoAction action, string form, World world)
    {
        if (!string.IsNullOrWhiteSpace(action.When))
            world.Expression(node, action.When, FlowExpressionKind.Condition, "actions");
        switch (action)
        {
            case UpdateRecord { Target: { } through } update:
                if (world.Field(node, form, through, "actions", FlowFieldKind.Reference) is { Target: { } changed })
                    CheckValues(node, changed, update.Values, world);
                break;
            case UpdateRecord update:
                CheckValues(node, form, update.Values, world);
                break;
            case CreateRecord create:
                if (!world.Form(node, create.Form, "actions"))
                    break;
                CheckValues(node, create.Form, create.Values, world);
                if (create.SetReference is { } reference
                    && world.Field(node, form, reference, "actions", FlowFieldKind.Reference) is { Target: { } target } && target != create.Form)
                {
                    world.WrongKind(node, reference, "actions");
                }
                break;
            case SendMessage message:
                world.Sources(node, message.To, "actions");
                foreach (var part in message.Text.Texts.Values.SelectMany(MessageTemplate.Expressions).Distinct())
                    world.Expression(node, part, FlowExpressionKind.Value, "actions");
                break;
        }
    }

    private static void CheckValues(string node, string form, IReadOnlyDictionary<string, string> values, World world)
    {
        foreach (var (field, expression) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (world.Field(node, form, field, "actions") is { Writable: false })
                world.ReadOnly(node, field);
            world.Expression(node, expression, FlowExpressionKind.Value, "actions");
        }
    }

    private sealed class World(string own, IFlowCheckContext context, FlowProblemList problems)
    {
        public string Own => own;

        public void Expression(string? node, string expression, FlowExpressionKind kind, string property, string? edge = null)
        {
            if (context.CheckExpression(own, expression, kind) is { } error)
                problems.Add(FlowRules.Expression, node, edge, cause: error, property: property);
        }

        public bool Form(string node, string form, string property)
        {
            var known = context.HasForm(form);
            if (!known)
                problems.Add(FlowRules.UnknownForm, node, detail: form, property: property);
            return known;
        }

        public FlowFieldFacts? Field(string? node, string form, string field, string property, FlowFieldKind? kind = null)
        {
            var found = context.FindField(form, field);
            if (found is null)
                problems.Add(FlowRules.UnknownField, node, detail: field, property: property);
            else if (kind is not null && found.Kind != kind)
                problems.Add(FlowRules.FieldKind, node, detail: field, property: property);
            return found;
        }

        public void WrongKind(string node, string field, string property) => problems.Add(FlowRules.FieldKind, node, detail: field, property: property);

        public void ReadOnly(string node, string field) => problems.Add(FlowRules.FieldReadOnly, node, detail: field, property: "actions");

        public void Sources(string? node, IEnumerable<AssigneeSource> sources, string property)
        {
            foreach (var source in sources)
                Source(node, source, property);
        }

        private void Source(string? node, AssigneeSource source, string property)
        {
            switch (source)
            {
                case FromUsers users:
                    foreach (var user in users.Users.Where(user => !context.HasUser(user)))
                        problems.Add(FlowRules.UnknownUser, node, detail: user.ToString(CultureInfo.InvariantCulture), property: property);
                    break;
                case FromDepartments departments:
                    foreach (var department in departments.Departments.Where(department => !context.HasDepartment(department)))
                        problems.Add(FlowRules.UnknownDepartment, node, detail: department.ToString(CultureInfo.InvariantCulture), property: property);
                    break;
                case FromRoles roles:
                    foreach (var role in roles.Roles.Where(role => !context.HasRole(role)))
                        problems.Add(FlowRules.UnknownRole, node, detail: role, property: property);
                    break;
                case FromMemberField { Field.Length: > 0 } member:
                    Field(node, own, member.Field, property, FlowFieldKind.Member);
                    break;
                case FromDepartmentField { Field.Length: > 0 } department:
                    Field(node, own, department.Field, property, FlowFieldKind.Department);
                    break;
                case FromExpression { Expression.Length: > 0 } people:
                    Expression(node, people.Expression, FlowExpressionKind.People, property);
                    break;
            }
        }
    }
}
