using LowCode.Analytics;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Runtime.Imports;
using LowCode.Runtime.Imports.Tabular;
using LowCode.Ui.Analytics;
using LowCode.Ui.Localization;

namespace LowCode.Runtime.Analytics;

/// <summary>Writes the answer of a widget as a table: what is on the screen, for those who may export records of its form.</summary>
public sealed class WidgetExport(Workspace workspace, WidgetQuery query, Texts texts)
{
    /// <summary>The answer; refused as the widget itself is, or when the person may not export.</summary>
    public Outcome<WidgetData> Begin(Caller caller, string dashboard, string widget, IReadOnlyDictionary<string, string> chosen)
    {
        var answer = query.Run(caller, dashboard, widget, chosen);
        if (answer.Refusal is { } refusal) return refusal;
        var asked = workspace.Catalog.Dashboard(caller, dashboard).Value.Widgets.First(each => each.Key == widget);
        return workspace.Catalog.Forms.TryGetValue(asked.Form, out var form) && workspace.Catalog.Access(caller, form).Can(RecordActions.Export)
            ? answer
            : ImportErrors.ExportForbidden().Refusal;
    }

    /// <summary>Writes it; <paramref name="format"/> is <c>csv</c> or <c>xlsx</c>.</summary>
    public void Write(WidgetData data, Stream target, string format, string name)
    {
        var columns = data.Records is { } records ? Columns(records) : Columns(data);
        using ITableWriter writer = format == "csv" ? new CsvWriter(target, columns) : new XlsxWriter(target, columns, name);
        Rows(data, writer);
    }

    /// <summary>Writes all answers of a dashboard that the person may export as one workbook, a sheet each; refused when there is none.</summary>
    public Outcome<MemoryStream> Board(Caller caller, string dashboard, IReadOnlyDictionary<string, string> chosen)
    {
        var found = workspace.Catalog.Dashboard(caller, dashboard);
        if (found.Refusal is { } refusal) return refusal;
        var answers = found.Value.Widgets.Where(widget => WidgetKinds.Asks(widget.Kind)).OrderBy(widget => widget.At.Y).ThenBy(widget => widget.At.X)
            .Select(widget => (Name: widget.Label.IsEmpty ? widget.Key : widget.Label.Current, Answer: Begin(caller, dashboard, widget.Key, chosen))).Where(each => each.Answer.Ok).ToList();
        if (answers.Count == 0) return ImportErrors.ExportForbidden().Refusal;
        var file = new MemoryStream();
        XlsxWriter? writer = null;
        foreach (var (name, answer) in answers)
        {
            var columns = answer.Value.Records is { } records ? Columns(records) : Columns(answer.Value);
            if (writer is null) writer = new XlsxWriter(file, columns, name);
            else writer.NextSheet(columns, name);
            Rows(answer.Value, writer);
        }
        writer!.Dispose();
        file.Position = 0;
        return file;
    }

    private void Rows(WidgetData data, ITableWriter writer)
    {
        if (data.Records is { } list)
        {
            foreach (var (row, at) in list.Rows.Select((row, at) => (row, at)))
                writer.Write([.. Fields(list).Select(field => list.Masked.TryGetValue((at, field.Position), out var mask) ? Cell.Of(mask) : CellOf(row[field.Position], field.Show(row[field.Position], list.Names)))]);
            return;
        }
        foreach (var row in data.Rows)
            writer.Write([.. data.Groups.Select((_, i) => i < row.Titles.Count ? Cell.Of(row.IsRest ? i == 0 ? texts["analytics.rest"] : "" : row.Titles[i]) : Cell.Empty), .. row.Measures.Select(value => CellOf(value, value.ToString()))]);
    }

    private IReadOnlyList<TableColumn> Columns(WidgetData data) =>
        [.. data.Groups.Select(group => new TableColumn(ColumnTitles.Of(group, texts))), .. data.Measures.Select(measure => new TableColumn(ColumnTitles.Of(measure, texts), CellKind.Number, measure.Scale))];

    private static IReadOnlyList<TableColumn> Columns(RecordList list) =>
        [.. Fields(list).Select(field => new TableColumn(field.Label.Current, field.Storage == StorageKind.Number ? CellKind.Number : field.Storage == StorageKind.Date ? CellKind.Date : CellKind.Text, field.Storage == StorageKind.Number ? field.Scale : null))];

    private static IEnumerable<Field> Fields(RecordList list) => list.Fields.Where(field => field.Position != SystemFields.Id && field.Position != SystemFields.Version);

    private static Cell CellOf(Value value, string text) => value.Kind switch
    {
        ValueKind.Null => Cell.Empty,
        ValueKind.Number => Cell.Of(value.AsNumber),
        ValueKind.Date => Cell.Of(value.AsDate),
        _ => Cell.Of(text),
    };
}
