using LowCode.Expressions;
using LowCode.Forms;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.Imports;

/// <summary>Writes the records of a list as a file, a page at a time: what the person may export, as the person may see it.</summary>
public sealed class RecordExport(Workspace workspace, RecordReader reader)
{
    private const int PageSize = 500;

    /// <summary>Checks the request and reads its first page, so that a refusal comes before the file begins.</summary>
    public Outcome<RecordList> Begin(Caller caller, ListRequest request)
    {
        if (!workspace.Catalog.Forms.TryGetValue(request.Form, out var form)) return new Refusal(ErrorKind.NotFound, "forms.unknown", $"There is no form '{request.Form}'.");
        if (!workspace.Catalog.Access(caller, form).Can(RecordActions.Export)) return ImportErrors.ExportForbidden().Refusal;
        return reader.List(caller, request with { Limit = PageSize, Action = RecordActions.Export });
    }

    /// <summary>Writes all pages; hands each over to <paramref name="target"/> before the next is read.</summary>
    public async Task WriteAsync(Caller caller, ListRequest request, RecordList page, string format, Stream target, CancellationToken cancel)
    {
        var fields = Fields(caller, request, page.Form);
        using var buffer = new MemoryStream();
        var forward = new ForwardStream(buffer);
        var columns = fields.ConvertAll(field => new TableColumn(field.Label.Current, Kind(field), field.Storage == StorageKind.Number ? field.Scale : null));
        using (ITableWriter writer = format == "csv" ? new CsvWriter(forward, columns) : new XlsxWriter(forward, columns, page.Form.Definition.Label.Current))
        {
            while (true)
            {
                for (var i = 0; i < page.Rows.Count; i++)
                {
                    var row = i;
                    writer.Write([.. fields.Select(field => page.Masked.TryGetValue((row, field.Position), out var mask) ? Cell.Of(mask) : CellOf(page.Rows[row][field.Position], field, page.Names))]);
                }
                writer.Flush();
                await DrainAsync(buffer, target, cancel);
                if (page.Next is not { } next) break;
                page = reader.List(caller, request with { Limit = PageSize, Action = RecordActions.Export, After = next }).Value;
            }
        }
        await DrainAsync(buffer, target, cancel);
    }

    private List<Field> Fields(Caller caller, ListRequest request, Form form)
    {
        var access = workspace.Catalog.Access(caller, form);
        var keys = request.Fields ?? [.. form.Designed.Where(field => access.BestRight(field.Position) > FieldRight.Hidden).Select(field => field.Key), "owner", "created_at"];
        return [.. keys.Select(key => form[key]).OfType<Field>().Where(field => field.Storage is not (StorageKind.Rows or StorageKind.None))];
    }

    private static CellKind Kind(Field field) => field.Storage switch
    {
        StorageKind.Number => CellKind.Number,
        StorageKind.Date => CellKind.Date,
        StorageKind.Instant => CellKind.DateTime,
        StorageKind.Bool => CellKind.Bool,
        _ => CellKind.Text,
    };

    private static Cell CellOf(Value value, Field field, ValueNames names) => value.Kind switch
    {
        ValueKind.Null => Cell.Empty,
        ValueKind.Number => Cell.Of(value.AsNumber),
        ValueKind.Date => Cell.Of(value.AsDate),
        ValueKind.DateTime => Cell.Of(TimeZoneInfo.ConvertTimeFromUtc(value.AsDateTime, names.Zone)),
        ValueKind.Bool => Cell.Of(value.AsBool),
        _ => Cell.Of(field.Type.Display(value, field, names)),
    };

    private static async Task DrainAsync(MemoryStream buffer, Stream target, CancellationToken cancel)
    {
        await target.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancel);
        await target.FlushAsync(cancel);
        buffer.SetLength(0);
    }

    /// <summary>A stream that can't go back, so that the zip writer never tries.</summary>
    private sealed class ForwardStream(Stream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Write(ReadOnlySpan<byte> bytes) => inner.Write(bytes);
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
