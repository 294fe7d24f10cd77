using LowCode.Imports;

namespace LowCode.Runtime.Imports;

/// <summary>How far an import is; read by screens while it runs. Replaced as a whole after each step.</summary>
/// <param name="Created">Records made.</param>
/// <param name="Updated">Records changed.</param>
/// <param name="Rejected">Rows refused.</param>
/// <param name="Total">Rows of the file; null until they are counted.</param>
/// <param name="Rejections">The first refused rows, as the file numbers them, and why.</param>
public sealed record ImportProgress(int Created, int Updated, int Rejected, int? Total, IReadOnlyList<RefusedRow> Rejections)
{
    public const int MostShown = 50;

    public int Done => Created + Updated + Rejected;

    /// <summary>0 to 1; null until the rows are counted.</summary>
    public double? Share => Total is not { } total ? null : total == 0 ? 1 : Math.Min(1, (double)Done / total);

    internal ImportProgress Plus(ImportStep step) => this with
    {
        Created = Created + step.Created,
        Updated = Updated + step.Updated,
        Rejected = Rejected + step.Rejected.Count,
        Rejections = Rejections.Count >= MostShown || step.Rejected.Count == 0 ? Rejections : [.. Rejections.Concat(step.Rejected).Take(MostShown)],
    };
}
