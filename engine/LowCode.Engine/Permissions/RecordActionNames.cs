using System.Text.Json;

namespace LowCode.Permissions;

/// <summary>The actions one by one, and their names as the API and definitions write them.</summary>
internal static class RecordActionNames
{
    /// <summary>Every action with its name, in order.</summary>
    public static IReadOnlyList<(RecordActions Action, string Name)> Each { get; } =
        [.. Enum.GetValues<RecordActions>().Where(action => action is not (RecordActions.None or RecordActions.All)).Select(action => (action, Of(action)))];

    /// <summary>The name of one action, such as <c>batchEdit</c>.</summary>
    public static string Of(RecordActions action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());
}
