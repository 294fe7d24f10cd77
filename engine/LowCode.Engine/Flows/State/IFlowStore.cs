using LowCode.Forms;

namespace LowCode.Flows;

/// <summary>Reads and writes the state of running flows; one unit of work.</summary>
public interface IFlowStore
{
    /// <summary>The stored result of an earlier command with this key, or null.</summary>
    string? Result(string key);

    /// <summary>Stores the result of a command.</summary>
    void AddResult(string key, long instanceId, string result, DateTime at);

    /// <summary>The instance that a task belongs to, or null.</summary>
    long? InstanceOfTask(long taskId);

    /// <summary>The live instance of a flow over a record, or null.</summary>
    long? LiveInstance(long flowId, long formId, long recordId);

    /// <summary>Loads an instance and locks it until the unit ends; null when unknown.</summary>
    FlowState? Load(long instanceId);

    /// <summary>Inserts and gives the row its id.</summary>
    void Insert(FlowInstance instance);

    /// <summary>Inserts and gives the row its id.</summary>
    void Insert(FlowScope scope);

    /// <summary>Inserts and gives the row its id.</summary>
    void Insert(FlowToken token);

    /// <summary>Inserts and gives the row its id.</summary>
    void Insert(FlowActivation activation);

    /// <summary>Inserts and gives the row its id.</summary>
    void Insert(FlowTask task);

    /// <summary>Deletes a token.</summary>
    void Delete(FlowToken token);

    /// <summary>Deletes a scope; its tokens must be gone.</summary>
    void Delete(FlowScope scope);

    /// <summary>Writes all changed rows and raises the instance's rev; false when another command has raised it meanwhile.</summary>
    bool Save(FlowState state);

    /// <summary>Appends events; their seq is given here, in order, without gaps.</summary>
    void Append(long instanceId, DateTime at, IReadOnlyList<(long Actor, string Type, string Data)> events);

    /// <summary>All events of an instance in order.</summary>
    IReadOnlyList<FlowEvent> Events(long instanceId);

    /// <summary>When this person (null: anybody) last caused an event of this type; null: never.</summary>
    DateTime? LastEvent(long instanceId, string type, long? actor);

    /// <summary>Sends a copy to a person; false when they had one of this node and round already.</summary>
    bool AddCopy(long instanceId, string node, int round, long user, DateTime at);

    /// <summary>Writes the flow's state, nodes and handlers into the record's system columns, without a new version of the record.</summary>
    void ShowOnRecord(Form form, long recordId, string? state, string? nodes, IReadOnlyList<long> handlers);

    /// <summary>Live instances over these records of a form, at most 1,000.</summary>
    IReadOnlyList<FlowInstance> LiveOn(long formId, IReadOnlyCollection<long> recordIds);

    /// <summary>The versions that live instances follow.</summary>
    IReadOnlyList<(long FlowId, int VersionNo)> LiveVersions();
}
