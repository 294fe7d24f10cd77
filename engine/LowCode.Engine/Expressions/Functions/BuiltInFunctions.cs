using System.Collections.Frozen;
using LowCode.Expressions.Functions;

namespace LowCode.Expressions;

/// <summary>All functions of the language: what pickers, documentation, compiler and tests read.</summary>
public static class BuiltInFunctions
{
    /// <summary>In the order of pickers: by category, then as a reader would look for them.</summary>
    public static readonly IReadOnlyList<Function> All =
    [
        .. LogicFunctions.All,
        .. TextFunctions.All,
        .. NumberFunctions.All,
        .. StatisticsFunctions.All,
        .. MoneyFunctions.All,
        .. DateFunctions.All,
        .. PeriodFunctions.All,
        .. WorkdayFunctions.All,
        .. ListFunctions.All,
        .. FormFunctions.All,
        .. PeopleFunctions.All,
        .. GeoFunctions.All,
    ];

    private static readonly FrozenDictionary<string, Function> ByName = All
        .SelectMany(function => function.Aliases.Prepend(function.Key).Select(name => (Name: name, Function: function)))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Function, StringComparer.Ordinal);

    internal static readonly Function Concat = ByName["CONCAT"];

    internal static readonly Function Power = ByName["POWER"];

    /// <summary>All names that a call may use, aliases included.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The function with this upper-case name or alias, or null.</summary>
    public static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
