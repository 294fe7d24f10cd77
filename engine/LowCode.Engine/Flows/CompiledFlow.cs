using System.Collections.Concurrent;
using LowCode.Expressions;
using LowCode.Forms;

namespace LowCode.Flows;

/// <summary>A published version of a flow, ready to run: its graph, its branches, its expressions over the form of the current catalog.</summary>
public sealed class CompiledFlow
{
    private readonly ConcurrentDictionary<string, CompileResult> _expressions = new();
    private readonly ConcurrentDictionary<FlowBranch, IReadOnlySet<string>> _levels = new();
    private static readonly FlowBranch MainLine = new("", "");

    /// <summary>Prepares a version; expressions are compiled when first used, or by a check before.</summary>
    /// <param name="definition">The drawing.</param>
    /// <param name="form">The form whose records flow.</param>
    public CompiledFlow(FlowDefinition definition, Form form)
    {
        Definition = definition;
        Form = form;
        Topology = new FlowTopology(definition);
        Start = definition.Nodes.OfType<StartNode>().First();
        Waits = [.. definition.Nodes.OfType<HandleNode>().Where(node => node.WaitUntil is not null).Select(WaitOf)];
    }

    /// <summary>The drawing.</summary>
    public FlowDefinition Definition { get; }

    /// <summary>The form whose records flow.</summary>
    public Form Form { get; }

    /// <summary>The drawing as a graph.</summary>
    public FlowTopology Topology { get; }

    /// <summary>The start node.</summary>
    public StartNode Start { get; }

    /// <summary>The nodes that wait for a condition.</summary>
    public IReadOnlyList<FlowWait> Waits { get; }

    /// <summary>The node with this id.</summary>
    public FlowNode Node(string id) => Topology.Nodes[id];

    /// <summary>A compiled expression over the record; a broken one (its field was removed later) refuses the command, naming the node.</summary>
    public CompiledExpression Expression(string source, string node) =>
        Compiled(source) ?? throw FlowRefusals.Condition(node, source, _expressions[source].Errors[0].Message);

    /// <summary>A compiled expression over the record; null for a broken one.</summary>
    public CompiledExpression? Compiled(string source) =>
        _expressions.GetOrAdd(source, static (text, form) => ExpressionCompiler.Compile(text, form), Form).Expression;

    /// <summary>The nodes of a branch, without those inside its own forks; null for the main line.</summary>
    public IReadOnlySet<string> LevelNodes(FlowBranch? branch) => _levels.GetOrAdd(branch ?? MainLine, key =>
    {
        var nodes = key == MainLine ? Topology.Nodes.Keys.ToHashSet() : Topology.Regions(key.Fork).GetValueOrDefault(key.Edge)?.ToHashSet() ?? [];
        foreach (var fork in Topology.Forks.Where(fork => nodes.Contains(fork.Id)).ToList())
        {
            foreach (var region in Topology.Regions(fork.Id).Values)
                nodes.ExceptWith(region);
        }
        return nodes;
    });

    private FlowWait WaitOf(HandleNode node)
    {
        var dependencies = ExpressionCompiler.Compile(node.WaitUntil!, Form).Expression?.Dependencies ?? [];
        var forms = dependencies.SelectMany(dependency => dependency.Steps).Select(step => step.Form).Append(Form.Key).ToHashSet();
        var references = dependencies.Where(dependency => dependency.Kind == DependencyKind.Related && dependency.Field is not null).Select(dependency => dependency.Field!.Position).ToHashSet();
        return new FlowWait(node.Id, forms, [.. references]);
    }
}

/// <summary>A node that waits for a condition, and what the condition reads.</summary>
/// <param name="Node">The node's id.</param>
/// <param name="Forms">Keys of the forms whose records it reads, the flow's own included.</param>
/// <param name="References">Positions of the own reference fields through which it reads other records.</param>
public sealed record FlowWait(string Node, IReadOnlySet<string> Forms, IReadOnlyList<int> References);
