using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Imports;

/// <summary>How a file becomes records of a form. JSON as the members, camelCase.</summary>
public sealed record ImportPlan
{
    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }

    /// <summary>Which column goes into which field; columns not named are left out.</summary>
    public required IReadOnlyList<ImportColumn> Columns { get; init; }

    /// <summary>New records only, changes only, or both.</summary>
    public ImportMode Mode { get; init; } = ImportMode.Create;

    /// <summary>Key of the field that tells which record a row is; needed to change records.</summary>
    public string? MatchField { get; init; }

    /// <summary>How to read the file.</summary>
    public TabularOptions Options { get; init; } = new();

    /// <summary>New records start the flows of the form, as if somebody had typed them; otherwise only flows that always start do.</summary>
    public bool StartsFlows { get; init; }

    /// <summary>Checks every row by all rules and counts, but keeps nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What an import does with rows whose record is, or isn't, there already.</summary>
public enum ImportMode { Create, Update, Both }

/// <summary>One column of the file.</summary>
/// <param name="Index">Which, from 0.</param>
/// <param name="Field">Key of the field that it goes into.</param>
/// <param name="By">Of a reference: key of the target's field that the column holds; null for the title field.</param>
/// <param name="Values">Other spellings: what the file says, and what is meant (<c>GTXPro</c>: <c>GTX Pro</c>).</param>
public sealed record ImportColumn(int Index, string Field, string? By = null, IReadOnlyDictionary<string, string>? Values = null);
