using LowCode.Expressions.Syntax;

namespace LowCode.Expressions.Binding;

/// <summary>A call on its way to becoming a node, as functions with a binding of their own see it.</summary>
internal sealed record BoundCall(Binder Binder, Function Function, CallSyntax Syntax)
{
    /// <summary>The text that an argument must be, written out; null after an error or when the argument is missing or null.</summary>
    public string? Literal(int index, string expected)
    {
        if (index >= Syntax.Arguments.Count)
            return null;
        if (Syntax.Arguments[index] is ConstantSyntax { Value: { Kind: ValueKind.Text } text })
            return text.AsText;
        Refuse(ExpressionErrors.ArgumentLiteral, index, expected, null, ("index", $"{index + 1}"), ("name", Function.Shape.Head[index].Name), ("function", Function.Key));
        return null;
    }

    public void Refuse(ErrorKind kind, int index, string? expected, string? suggestion, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var at = Syntax.Arguments[index];
        Binder.Errors.Add(kind, at.Start, at.Length, expected, suggestion, values);
    }
}

/// <summary>Checks calls against signatures.</summary>
internal sealed class Calls(Binder binder)
{
    public Node? Bind(CallSyntax syntax)
    {
        if (BuiltInFunctions.Find(syntax.Name) is not { } function)
        {
            foreach (var argument in syntax.Arguments)
                binder.Bind(argument);
            binder.Errors.Add(ExpressionErrors.FunctionUnknown, syntax.Start, syntax.NameLength, null,
                SpokenNames.Function(syntax.Name) ?? NearMiss.Find(syntax.Name, BuiltInFunctions.Names), ("name", syntax.Name));
            return null;
        }
        if (function.Shape.For(syntax.Arguments.Count) is not { } parameters)
        {
            binder.Errors.Add(ExpressionErrors.ArgumentCount, syntax.Start, syntax.Length, function.Shape.CountText, null,
                ("function", function.Key), ("count", $"{syntax.Arguments.Count}"), ("signature", function.Signature));
            return null;
        }
        if (function.Bind is not null)
            return function.Bind(new BoundCall(binder, function, syntax));
        return Fit(function, syntax, parameters);
    }

    private CallNode? Fit(Function function, CallSyntax syntax, IReadOnlyList<Parameter> parameters)
    {
        var arguments = syntax.Arguments.Select(binder.Bind).ToArray();
        // SWITCH(stage, "Won", ...): its cases are compared with the first argument.
        for (var i = 1; function.Key == "SWITCH" && i < arguments.Length - 1; i += 2)
            arguments[i] = ChoiceNames.Valued(arguments[i], arguments[0]);
        var variables = Variables(parameters, arguments);
        var ok = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (FitOne(parameters[i], arguments[i], variables) is { } fit)
            {
                arguments[i] = fit;
                continue;
            }
            ok = false;
            binder.Errors.Add(ExpressionErrors.ArgumentType, syntax.Arguments[i].Start, syntax.Arguments[i].Length, Expected(parameters[i], variables), null,
                ("index", $"{i + 1}"), ("name", parameters[i].Name), ("function", function.Key), ("actual", arguments[i].Type.ToString()));
        }
        if (ok && function.Choice is { } choice && choice.Index < arguments.Length)
            ok = CheckChoice(function, choice, parameters, syntax.Arguments[choice.Index], arguments[choice.Index]);
        return ok ? new CallNode(function, arguments, Close(function.Shape.Result, variables)) : null;
    }

    private bool CheckChoice(Function function, ArgumentChoice choice, IReadOnlyList<Parameter> parameters, SyntaxNode at, Node argument)
    {
        if (argument is not ConstantNode { Value: { Kind: ValueKind.Text } text } || choice.Words.Contains(text.AsText, StringComparer.OrdinalIgnoreCase))
            return true;
        binder.Errors.Add(ExpressionErrors.ArgumentChoice, at.Start, at.Length, string.Join(", ", choice.Words), SpokenNames.Unit(text.AsText, choice.Words) ?? NearMiss.Find(text.AsText, choice.Words),
            ("index", $"{choice.Index + 1}"), ("name", parameters[choice.Index].Name), ("function", function.Key), ("actual", text.AsText));
        return false;
    }

    /// <summary>What <c>T</c> and <c>D</c> stand for in this call: the common type of the arguments in those places.</summary>
    private static Dictionary<string, ExpressionType> Variables(IReadOnlyList<Parameter> parameters, Node[] arguments)
    {
        var variables = new Dictionary<string, ExpressionType>(StringComparer.Ordinal);
        var examples = new Dictionary<string, Node>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            foreach (var pattern in parameters[i].Types.Where(pattern => pattern.Variable is not null))
            {
                var isList = arguments[i].Type.Kind == TypeKind.List;
                if (pattern.IsList != isList && pattern.IsList || isList && !pattern.IsList && parameters[i].Types.Any(other => other.IsList))
                    continue;
                Node example = pattern.IsList ? new VariableNode("item", arguments[i].Type.Item!) : arguments[i];
                if (pattern.Variable == "D")
                {
                    var dated = Fitting.Exactly(example, ExpressionType.Date) ?? Fitting.Exactly(example, ExpressionType.DateTime);
                    variables["D"] = dated is null || dated.Type.Kind is TypeKind.Null or TypeKind.Any ? ExpressionType.Date : dated.Type;
                    continue;
                }
                var common = examples.TryGetValue(pattern.Variable!, out var before) ? Fitting.Common(before, example) : example.Type;
                // Without a common type the first one stands, and the others are refused against it.
                if (common is not null)
                {
                    variables[pattern.Variable!] = common;
                    examples[pattern.Variable!] = before is not null && before.Type == common ? before : example.Type == common ? example : new VariableNode("common", common);
                }
            }
        }
        return variables;
    }

    private static Node? FitOne(Parameter parameter, Node argument, Dictionary<string, ExpressionType> variables)
    {
        var types = parameter.Types.Select(pattern => Close(pattern, variables)).ToList();
        if (argument.Type.Kind == TypeKind.Any)
            return types is [var only] && only.Kind != TypeKind.Any ? Fitting.Fit(argument, only) : argument;
        foreach (var type in types)
        {
            if (type.Kind == argument.Type.Kind && Fitting.Exactly(argument, type) is { } same)
                return same;
        }
        foreach (var type in types)
        {
            if (Fitting.Exactly(argument, type) is { } exact)
                return exact;
        }
        return types.Select(type => Fitting.Fit(argument, type)).FirstOrDefault(fit => fit is not null);
    }

    private static string Expected(Parameter parameter, Dictionary<string, ExpressionType> variables) =>
        string.Join(" or ", parameter.Types.Select(pattern => pattern.Variable is "D" ? "date or datetime" : Close(pattern, variables).ToString()).Distinct());

    private static ExpressionType Close(TypePattern pattern, Dictionary<string, ExpressionType> variables)
    {
        if (pattern.Fixed is not null)
            return pattern.Fixed;
        var type = variables.GetValueOrDefault(pattern.Variable!, pattern.Variable == "D" ? ExpressionType.Date : ExpressionType.Any);
        return pattern.IsList ? ExpressionType.ListOf(type) : type;
    }
}
