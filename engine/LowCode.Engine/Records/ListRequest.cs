using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Records;

/// <summary>What a list, a picker or an API caller asks for. Names of fields come from the catalog only.</summary>
public sealed record ListRequest
{
    /// <summary>Key of the form.</summary>
    public required string Form { get; init; }
    /// <summary>Keys of the fields to fetch; null for all that the caller may see, but subform rows.</summary>
    public IReadOnlyList<string>? Fields { get; init; }
    /// <summary>A provided view: its filter applies, and its columns and sort order where the request names none; null for none.</summary>
    public string? View { get; init; }
    /// <summary>Bool expression over the record; null for all.</summary>
    public string? Filter { get; init; }
    /// <summary>A second condition (a quick filter on top of a view's), joined by "and".</summary>
    public string? And { get; init; }
    /// <summary>Only what a reference offers, with the record at hand as it stands; null for any record. For pickers: callers of the API can't set it.</summary>
    public ReferenceOffer? Offer { get; init; }
    /// <summary>Text to find.</summary>
    public string? Search { get; init; }
    /// <summary>Only those of the records, as far as they match; null for all. Any number.</summary>
    public IReadOnlyCollection<long>? Ids { get; init; }
    /// <summary>All but these records. Any number.</summary>
    public IReadOnlyCollection<long> Except { get; init; } = [];
    /// <summary>Sort keys.</summary>
    public IReadOnlyList<SortDefinition> Sort { get; init; } = [];
    /// <summary>Cursor of the page before.</summary>
    public string? After { get; init; }
    /// <summary>Rows to skip, counted from <see cref="After"/> where that is given. Its cost grows with the rows skipped.</summary>
    public int Offset { get; init; }
    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 50;
    /// <summary>How far to count; 0 not at all.</summary>
    public int CountLimit { get; init; }
    /// <summary>The recycle bin.</summary>
    public bool Deleted { get; init; }
    /// <summary>Which action's rows are meant.</summary>
    public RecordActions Action { get; init; } = RecordActions.View;
}

/// <summary>A page of records with the names that showing them needs.</summary>
/// <param name="Form">The form.</param>
/// <param name="Rows">Values by position; what the caller may not see is null.</param>
/// <param name="Names">Titles of people and of the records that the page refers to.</param>
/// <param name="Masked">Masked texts by (row, position), for fields that are shown covered.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
/// <param name="Total">Counted rows; null when not asked for.</param>
/// <param name="TotalIsExact">False when counting stopped at its limit.</param>
public sealed record RecordList(Form Form, IReadOnlyList<Value[]> Rows, ValueNames Names, IReadOnlyDictionary<(int Row, int Position), string> Masked, string? Next, long? Total, bool TotalIsExact)
{
    /// <summary>The fields that were fetched, in order of the request.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>The caller's gate: tells columns of subforms that are never shown from empty ones.</summary>
    internal Access? Access { get; init; }

    /// <summary>Whether a column of a subform is shown.</summary>
    public bool ShowsColumn(Field subform, Field column) => Access is null || Access.ShowsColumn(subform.Position, column.Position);
}

/// <summary>One record as its caller may see it.</summary>
/// <param name="Form">The form.</param>
/// <param name="Values">By position; what the caller may not see is null.</param>
/// <param name="Rights">Right by position, for this record.</param>
/// <param name="Names">Titles of people and of the records that it refers to.</param>
/// <param name="Actions">What the caller may do with this record.</param>
/// <param name="RowRights">Right by (subform, column) where it differs from the subform's own.</param>
public sealed record RecordView(Form Form, Value[] Values, IReadOnlyList<FieldRight> Rights, ValueNames Names, RecordActions Actions,
    IReadOnlyDictionary<(int Subform, int Column), FieldRight> RowRights)
{
    /// <summary>The right on a column of a subform.</summary>
    public FieldRight RightOf(Field subform, Field column) => RowRights.GetValueOrDefault((subform.Position, column.Position), Rights[subform.Position]);

    /// <summary>Its id.</summary>
    public long Id => RecordContext.IdOf(Values);
    /// <summary>Its version.</summary>
    public long Version => RecordContext.VersionOf(Values);
    /// <summary>What names it: the title field's text, else its number.</summary>
    public string Title => Form.TitleField is { } title && !Values[title.Position].IsEmpty ? title.Type.Display(Values[title.Position], title, Names) : $"#{Id}";
}
