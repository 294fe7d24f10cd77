using System.Text.Json;
using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Fields;

namespace LowCode.Runtime.Pages.Design;

/// <summary>A form that exists on the page of components only, and records of it: what cards, tiles and rows are shown with.</summary>
public sealed class DesignForm
{
    private static readonly string[] Colours = ["blue", "purple", "yellow", "teal"];
    private static readonly string[] Totals = ["count", "price"];
    private readonly Ui.Localization.Texts _texts;
    private readonly DateTime _now;

    public DesignForm(MetadataCatalog catalog, Ui.Localization.Texts texts, DateTime now)
    {
        (_texts, _now) = (texts, now);
        object Field(string key, string type, string label, object? settings = null) => new { key, type, label = texts[label], settings = settings ?? new { } };
        var stages = new { choices = Enumerable.Range(1, 4).Select(i => new { value = $"{i}", label = texts[$"design.stage.{i}"], color = Colours[i - 1] }) };
        object[] lines = [Field("item", "text", "design.line.item"), Field("count", "number", "design.line.count"), Field("price", "number", "design.line.price")];
        object[] fields =
        [
            Field("name", "text", "design.name"), Field("stage", "choice", "design.stages", stages), Field("amount", "number", "design.amount"), Field("day", "date", "design.date"), Field("photo", "file", "design.photo"),
            Field("lines", "subform", "design.lines", new { fields = lines, totals = Totals }),
        ];
        var json = JsonSerializer.Serialize(new { key = "design_sample", app = "design", label = texts["design.menu.deals"], titleField = "name", fields });
        var errors = new List<LowCode.Error>();
        var definition = DefinitionJson.Read<FormDefinition>(json, "design", errors) ?? throw new InvalidOperationException(string.Join('\n', errors.Select(error => $"{error.Path} {error.Code}")));
        Form = DraftCompiler.Compile(catalog, definition).Form;
    }

    public Form Form { get; }

    public Field this[string key] => Form.Fields.First(field => field.Key == key);

    /// <summary>The values of the record with this number.</summary>
    public Value[] Record(int number)
    {
        var values = new Value[Form.Fields.Count];
        values[SystemFields.Id] = Value.FromNumber(number);
        values[SystemFields.Version] = Value.FromNumber(1);
        values[SystemFields.UpdatedAt] = Value.FromDateTime(_now.AddHours(-number));
        values[this["name"].Position] = Value.FromText(_texts[$"design.deal.{number}"]);
        values[this["stage"].Position] = Value.FromText($"{number}");
        values[this["amount"].Position] = Value.FromNumber(48_000 * number);
        values[this["day"].Position] = Value.FromDate(DateOnly.FromDateTime(_now).AddDays(number));
        values[this["lines"].Position] = Value.FromRows([.. Enumerable.Range(1, 2).Select(row => new RowValue(row, Row(row)))]);
        return values;
    }

    /// <summary>The record with this number as somebody sees it who may change all of it.</summary>
    public RecordView View(int number) => new(Form, Record(number), [.. Form.Fields.Select(_ => FieldRight.Editable)], NamesOf.Nobody, default, new Dictionary<(int, int), FieldRight>());

    /// <summary>Somebody else has changed the amount that is being typed, and the day besides.</summary>
    public RecordMerge Merge()
    {
        var view = View(1);
        var values = view.Values;
        MeanwhileChange Change(string key, Value theirs) => new(this[key], values[this[key].Position], theirs, 0, _now.AddMinutes(-2));
        return new RecordMerge(Form, new RecordEdits().Set(Form, "amount", Value.FromNumber(52_000)),
            new Meanwhile(view, [Change("amount", Value.FromNumber(50_500)), Change("day", Value.FromDate(DateOnly.FromDateTime(_now).AddDays(9)))]));
    }

    private Value[] Row(int row)
    {
        var columns = this["lines"].Rows;
        var values = new Value[columns.Max(column => column.Position) + 1];
        values[columns[0].Position] = Value.FromText(_texts[$"design.line.{row}"]);
        values[columns[1].Position] = Value.FromNumber(row * 2);
        values[columns[2].Position] = Value.FromNumber(row * 1250);
        return values;
    }
}
