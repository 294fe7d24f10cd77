using System.Text.Json;
using LowCode.Flows;

namespace LowCode.Runtime.Flows;

/// <summary>Body of an action on a task; each action reads what it needs.</summary>
/// <param name="Comment">What is said with it.</param>
/// <param name="Values">approve, submit, reject: changed fields as in the records API.</param>
/// <param name="To">transfer, delegate, reassign: the user.</param>
/// <param name="Users">addSigners, cc: the users.</param>
/// <param name="Target">return: id of the node; none: the one before.</param>
/// <param name="Mode">return: replay or direct; addSigners: all, any or sequential.</param>
/// <param name="Place">addSigners: before, after or parallel.</param>
public sealed record TaskRequest(string? Comment = null, JsonElement? Values = null, long? To = null, IReadOnlyList<long>? Users = null, string? Target = null, string? Mode = null, string? Place = null)
{
    /// <summary>The command for an action's name; refused when the name or a member isn't known.</summary>
    public FlowCommand Command(string action, long task) => action switch
    {
        "approve" => new Approve(task, Comment, Values),
        "submit" => new Submit(task, Comment, Values),
        "reject" => new Reject(task, Comment, Values),
        "return" => new ReturnTask(task, Target, Mode is null ? null : Word<ResubmitRule>("mode", Mode), Comment),
        "transfer" => new Transfer(task, User(), Comment),
        "delegate" => new LowCode.Flows.Delegate(task, User(), Comment),
        "addSigners" => new AddSign(task, Word<SignPlace>("place", Place), Users ?? [], Mode is null ? VoteMode.All : Word<VoteMode>("mode", Mode), Comment),
        "removeSigner" => new RemoveSign(task),
        "cc" => new Copy(task, Users ?? [], Comment),
        "takeBack" => new TakeBack(task),
        "reassign" => new Reassign(task, User(), Comment),
        _ => throw Unknown($"There is no action '{action}'.", "action"),
    };

    private long User() => To ?? throw Unknown("Expected the id of a user.", "to");

    private static T Word<T>(string path, string? word) where T : struct, Enum =>
        word is { Length: > 0 } && char.IsAsciiLetterLower(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var value) && StateWords.Of(value) == word
            ? value
            : throw Unknown($"Expected one of {string.Join(", ", Enum.GetValues<T>().Select(StateWords.Of))}.", path);

    private static RefusedException Unknown(string message, string path) => new(ErrorKind.Malformed, "http.value", message, path);
}

/// <summary>Body of an action on an instance.</summary>
/// <param name="Comment">What is said with it; the text of a comment.</param>
/// <param name="Target">jump: id of the node.</param>
/// <param name="From">jump: node of the token that is moved.</param>
/// <param name="Mentions">comment: users who are told.</param>
public sealed record InstanceRequest(string? Comment = null, string? Target = null, string? From = null, IReadOnlyList<long>? Mentions = null)
{
    /// <summary>The command for an action's name; refused when it isn't known.</summary>
    public FlowCommand Command(string action, long instance) => action switch
    {
        "withdraw" => new Withdraw(instance, Comment),
        "urge" => new Urge(instance, Comment),
        "terminate" => new Terminate(instance, Comment),
        "suspend" => new Suspend(instance, Comment),
        "resume" => new Resume(instance),
        "retry" => new Retry(instance),
        "jump" => new Jump(instance, Target ?? "", From, Comment),
        "comment" => new Say(instance, Comment ?? "", Mentions ?? []),
        _ => throw new RefusedException(ErrorKind.Malformed, "http.value", $"There is no action '{action}'.", "action"),
    };
}

/// <summary>Body of a decision on many tasks.</summary>
/// <param name="Action">approve, submit, reject or transfer.</param>
/// <param name="Ids">Tasks, at most 100,000.</param>
/// <param name="Comment">Said with each.</param>
/// <param name="To">transfer: the user.</param>
public sealed record TasksRequest(string? Action = null, IReadOnlyList<long>? Ids = null, string? Comment = null, long? To = null);

/// <summary>What part of a list is asked for.</summary>
internal sealed record QueueRequest
{
    /// <summary>todo, overdue, initiated, handled or copied.</summary>
    public string? Queue { get; init; }
    /// <summary>Cursor of the page before.</summary>
    public string? After { get; init; }
    /// <summary>At most 100.</summary>
    public int? Limit { get; init; }
    /// <summary>Key of a flow.</summary>
    public string? Flow { get; init; }
    /// <summary>Id of a node.</summary>
    public string? Node { get; init; }
    /// <summary>Only what is late.</summary>
    public bool? Overdue { get; init; }
    /// <summary>Part of the title.</summary>
    public string? Search { get; init; }
    /// <summary>newest, due or oldest; for open tasks.</summary>
    public string? Sort { get; init; }

    public TaskFilter Filter => new() { Flow = Flow, Node = Node, Overdue = Overdue ?? false, Search = Search, Sort = Sort is null ? TaskSort.Newest : StateWords.Read<TaskSort>(Sort) };
}
