using LowCode.Forms;

namespace LowCode.Ui.Records.Views;

/// <summary>What a person has changed on a view without saving it.</summary>
public sealed record KeptList(ViewDefinition View, IReadOnlyList<SortDefinition> Sort, IReadOnlyList<FilterCondition> Conditions, bool Any, IReadOnlyList<FilterCondition> Quick, string? Search);

/// <summary>Unsaved changes of views, by form and view: they are still there when the person comes back to the list. One per circuit, so they leave with the browser's tab.</summary>
public sealed class ListMemory
{
    private const int Most = 40;

    private readonly Dictionary<(string Form, string View), KeptList> _kept = [];

    /// <summary>What was changed on a view; null for nothing.</summary>
    public KeptList? Find(string form, string view) => _kept.GetValueOrDefault((form, view));

    /// <summary>Keeps what was changed; null forgets it.</summary>
    public void Keep(string form, string view, KeptList? list)
    {
        _kept.Remove((form, view));
        if (list is null)
            return;
        if (_kept.Count >= Most)
            _kept.Clear();
        _kept[(form, view)] = list;
    }
}
