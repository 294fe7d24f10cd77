using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LowCode.Flows;

/// <summary>
/// The effects of one command on the live tables, as the data of a <see cref="FlowEvents.Trace"/> event. Folding all traces of an instance gives its tokens,
/// scopes, activations and tasks as they stand; the walked edges give the picture's path. JSON:
/// <c>{"edges":["e1"],"tokens":[[12,"boss",null,null,"wait"]],"gone":[11],"scopes":[[3,null,null,"f","j","all"]],"closed":[2],"activations":[[7,"boss","open"]],"tasks":[[9,7,5,"open"]]}</c>.
/// </summary>
internal static class FlowTrace
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The trace of what has changed since the state was loaded; null for nothing.</summary>
    public static string? Of(FlowState state, IReadOnlyList<string> walked)
    {
        var tokens = state.Tokens.Touched().Select(token => new object?[] { token.Id, token.NodeId, token.ScopeId, token.BranchEdge, StateWords.Of(token.Phase) }).ToList();
        var scopes = state.Scopes.Touched().Select(scope => new object?[] { scope.Id, scope.ParentScopeId, scope.ParentBranch, scope.ForkNode, scope.JoinNode, StateWords.Of(scope.Mode) }).ToList();
        var activations = state.Activations.Touched().Select(activation => new object?[] { activation.Id, activation.NodeId, StateWords.Of(activation.State) }).ToList();
        var tasks = state.Tasks.Touched().Select(task => new object?[] { task.Id, task.ActivationId, task.AssigneeId, StateWords.Of(task.State) }).ToList();
        var gone = state.Tokens.Removed;
        var closed = state.Scopes.Removed;
        if (tokens.Count + scopes.Count + activations.Count + tasks.Count + gone.Count + closed.Count + walked.Count == 0)
            return null;
        return JsonSerializer.Serialize(new
        {
            edges = NullIfEmpty(walked),
            tokens = NullIfEmpty(tokens),
            gone = NullIfEmpty(gone),
            scopes = NullIfEmpty(scopes),
            closed = NullIfEmpty(closed),
            activations = NullIfEmpty(activations),
            tasks = NullIfEmpty(tasks),
        }, Json);
    }

    private static IReadOnlyCollection<T>? NullIfEmpty<T>(IReadOnlyCollection<T> items) => items.Count == 0 ? null : items;
}
