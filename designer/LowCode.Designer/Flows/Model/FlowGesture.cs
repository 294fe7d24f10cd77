using System.Text.Json.Serialization;
using LowCode.Flows;

namespace LowCode.Designer.Flows;

/// <summary>What a person did on the canvas, as the script tells it: a small object with <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Selected), "select")]
[JsonDerivedType(typeof(Moved), "move")]
[JsonDerivedType(typeof(LaidOut), "layout")]
[JsonDerivedType(typeof(Connected), "connect")]
[JsonDerivedType(typeof(Reconnected), "reconnect")]
[JsonDerivedType(typeof(Inserted), "insert")]
[JsonDerivedType(typeof(Appended), "append")]
[JsonDerivedType(typeof(Dropped), "drop")]
[JsonDerivedType(typeof(Opened), "open")]
[JsonDerivedType(typeof(Pressed), "press")]
public abstract record FlowGesture
{
    /// <summary>Nodes and edges were selected.</summary>
    public sealed record Selected(IReadOnlyList<string> Ids) : FlowGesture;

    /// <summary>Nodes were dragged, or moved by arrow keys (<paramref name="ByKey"/>).</summary>
    public sealed record Moved(IReadOnlyDictionary<string, FlowPosition> Places, bool ByKey = false) : FlowGesture;

    /// <summary>The automatic layout has places for all nodes; <paramref name="First"/> when the flow had none, which nobody needs to undo.</summary>
    public sealed record LaidOut(IReadOnlyDictionary<string, FlowPosition> Places, bool First = false) : FlowGesture;

    /// <summary>An edge was drawn.</summary>
    public sealed record Connected(string From, string To) : FlowGesture;

    /// <summary>An end of an edge was taken elsewhere.</summary>
    public sealed record Reconnected(string Edge, string From, string To) : FlowGesture;

    /// <summary>A kind of node was chosen behind the "+" of an edge.</summary>
    public sealed record Inserted(string Edge, string Type) : FlowGesture;

    /// <summary>A kind of node was chosen behind a node.</summary>
    public sealed record Appended(string After, string Type) : FlowGesture;

    /// <summary>A node was double-clicked, or Enter pressed on it: show its properties.</summary>
    public sealed record Opened(string Id) : FlowGesture;

    /// <summary>A kind of node was dropped from the palette, on an edge or on a free place.</summary>
    public sealed record Dropped(string Type, double X, double Y, string? Edge = null) : FlowGesture;

    /// <summary>A key that means a command.</summary>
    public sealed record Pressed(FlowKey Key) : FlowGesture;
}

/// <summary>Keys of the canvas.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlowKey>))]
public enum FlowKey
{
    /// <summary>Ctrl Z.</summary>
    Undo,
    /// <summary>Ctrl Y, Ctrl Shift Z.</summary>
    Redo,
    /// <summary>Ctrl C.</summary>
    Copy,
    /// <summary>Ctrl X.</summary>
    Cut,
    /// <summary>Ctrl V.</summary>
    Paste,
    /// <summary>Delete, Backspace.</summary>
    Delete,
}
