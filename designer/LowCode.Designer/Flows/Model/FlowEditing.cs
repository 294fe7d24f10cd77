using LowCode.Designer.Editing;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>A flow on the designer's table: the drawing with its history, the clipboard, and what each gesture means. Knows no screen.</summary>
public sealed class FlowEditing(FlowDefinition flow)
{
    private FlowClip? _clip;
    private int _pastes;

    /// <summary>The drawing, selection, undo and redo.</summary>
    public EditHistory<FlowDefinition> History { get; } = new(flow);

    /// <summary>The flow as it stands.</summary>
    public FlowDefinition Flow => History.Current;

    /// <summary>The selected node when exactly one is; else null.</summary>
    public FlowNode? SelectedNode => History.Selection.Count == 1 ? Flow.FindNode(History.Selection[0]) : null;

    /// <summary>The selected edge when exactly one is; else null.</summary>
    public FlowEdge? SelectedEdge => History.Selection.Count == 1 ? Flow.FindEdge(History.Selection[0]) : null;

    /// <summary>True when something was copied.</summary>
    public bool CanPaste => _clip is not null;

    /// <summary>Does an edit.</summary>
    public void Do(IEdit<FlowDefinition> edit) => History.Do(edit);

    /// <summary>Adds a node of a kind where it fits best: behind what is selected, else before the first end.</summary>
    public void Add(string type)
    {
        var edge = SelectedEdge ?? (SelectedNode is null ? Flow.Edges.LastOrDefault(each => Flow.FindNode(each.To) is EndNode) : null);
        Do(edge is not null && type != EndNode.Key ? new InsertNode(edge.Id, type)
            : SelectedNode is { } node ? new AppendNode(node.Id, type)
            : new AddNode(type, 0, Flow.Nodes.Select(each => (each.Position?.Y ?? 0) + FlowGraph.Step).DefaultIfEmpty(0).Max()));
    }

    /// <summary>Does what a gesture means.</summary>
    public void Handle(FlowGesture gesture)
    {
        switch (gesture)
        {
            case FlowGesture.Selected selected:
                History.Select([.. selected.Ids.Where(id => Flow.FindNode(id) is not null || Flow.FindEdge(id) is not null)]);
                break;
            case FlowGesture.Moved moved:
                Do(new MoveNodes(moved.Places) { MergeKey = moved.ByKey ? $"move:{string.Join(',', moved.Places.Keys)}" : null });
                break;
            case FlowGesture.LaidOut { First: true } laid:
                History.Amend(before => new MoveNodes(laid.Places).Apply(before).Value);
                break;
            case FlowGesture.LaidOut laid:
                Do(new MoveNodes(laid.Places));
                break;
            case FlowGesture.Connected connected:
                Do(new Connect(connected.From, connected.To));
                break;
            case FlowGesture.Reconnected reconnected:
                Do(new Reconnect(reconnected.Edge, reconnected.From, reconnected.To));
                break;
            case FlowGesture.Inserted inserted:
                Do(new InsertNode(inserted.Edge, inserted.Type));
                break;
            case FlowGesture.Appended appended:
                Do(new AppendNode(appended.After, appended.Type));
                break;
            case FlowGesture.Opened opened:
                History.Select([opened.Id]);
                break;
            case FlowGesture.Dropped { Edge: { } edge } dropped:
                Do(new InsertNode(edge, dropped.Type));
                break;
            case FlowGesture.Dropped dropped:
                Do(new AddNode(dropped.Type, dropped.X, dropped.Y));
                break;
            case FlowGesture.Pressed pressed:
                Press(pressed.Key);
                break;
        }
    }

    /// <summary>Does what a key means.</summary>
    public void Press(FlowKey key)
    {
        switch (key)
        {
            case FlowKey.Undo:
                History.Undo();
                break;
            case FlowKey.Redo:
                History.Redo();
                break;
            case FlowKey.Delete:
                Do(new Delete(History.Selection));
                break;
            case FlowKey.Copy:
                Copy();
                break;
            case FlowKey.Cut:
                Copy();
                Do(new Delete(History.Selection));
                break;
            case FlowKey.Paste when _clip is not null:
                Do(new Paste(_clip, 40 * ++_pastes));
                break;
        }
    }

    private void Copy()
    {
        if (FlowClip.Of(Flow, History.Selection) is { } clip)
            (_clip, _pastes) = (clip, 0);
    }
}
