using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Analytics;

/// <summary>Answers a list of records: the columns that the person may see, the newest first unless ordered otherwise.</summary>
internal static class RecordsAnswer
{
    private const int UsualLimit = 20;

    public static WidgetData Of(RecordReader reader, Workspace workspace, Caller caller, WidgetDefinition widget, Form form, WidgetScope scope)
    {
        var access = workspace.Catalog.Access(caller, form);
        var filter = scope.During(scope.Time, form, caller.Zone);
        // As in a view: a column that this person never sees is left out.
        var columns = widget.Columns.Where(key => form[key] is { } field && access.MayShow(field.Position, FieldRight.Masked)).ToList();
        var list = reader.List(caller, new ListRequest
        {
            Form = form.Key,
            Fields = columns.Count > 0 ? columns : form.TitleField is { } title ? [title.Key] : [],
            Filter = filter,
            Sort = widget.Order.Count > 0 ? widget.Order : [new SortDefinition("updated_at", true)],
            Limit = Math.Min(widget.Limit ?? UsualLimit, WidgetDefinition.MaxLimit),
        }).Value;
        return new WidgetData { Measures = [], Rows = [], Records = list, Cut = list.Next is not null, Filter = filter };
    }
}
