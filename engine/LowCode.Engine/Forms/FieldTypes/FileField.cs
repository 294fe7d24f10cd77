using System.Text.Json;
using LowCode.Expressions;

namespace LowCode.Forms.FieldTypes;

/// <summary>Settings of <see cref="FileField"/>.</summary>
public sealed record FileSettings
{
    /// <summary>More than one file.</summary>
    public bool Multiple { get; init; }

    /// <summary>Most files when there may be several, 1 to 50.</summary>
    public int MaxCount { get; init; } = 10;

    /// <summary>Largest file in megabytes, 1 to 200.</summary>
    public int MaxMegabytes { get; init; } = 20;

    /// <summary>Accepted endings (<c>.pdf</c>) and media types (<c>image/*</c>); empty for all.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];
}

/// <summary>Attached files and pictures. The value is always a list.</summary>
public sealed class FileField : FieldType<FileSettings>
{
    /// <inheritdoc/>
    public override string Key => "file";

    /// <inheritdoc/>
    public override Label Label { get; } = new("附件", "Files");

    /// <inheritdoc/>
    public override string Icon => "paperclip";

    /// <inheritdoc/>
    public override string Group => "advanced";

    /// <inheritdoc/>
    protected override void Check(FileSettings settings, ICollection<Error> errors)
    {
        if (settings.MaxCount is < 1 or > 50)
            errors.Add(FormErrors.Setting("settings.maxCount", "1 to 50"));
        if (settings.MaxMegabytes is < 1 or > 200)
            errors.Add(FormErrors.Setting("settings.maxMegabytes", "1 to 200"));
        for (var i = 0; i < settings.Accept.Count; i++)
        {
            if (!settings.Accept[i].StartsWith('.') && !settings.Accept[i].Contains('/', StringComparison.Ordinal))
                errors.Add(FormErrors.Setting($"settings.accept[{i}]", "an ending such as .pdf or a media type such as image/*"));
        }
    }

    /// <inheritdoc/>
    public override StorageKind Storage(Field field) => StorageKind.Json;

    /// <inheritdoc/>
    public override ExpressionType TypeOf(Field field) => ExpressionType.ListOf(ExpressionType.File);

    /// <summary>Reads file ids; names, sizes and types come from the upload, never from the caller, and are filled in by the saver.</summary>
    public override Value Parse(JsonElement json, Field field, string path, ICollection<Error> errors) => ListValues.Read(json, path, errors, "a list of file ids", (item, at) =>
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var inner))
            item = inner;
        if (item.ValueKind == JsonValueKind.String && TextValues.Of(item) is { Length: > 0 and <= 64 } id)
            return Value.FromFile(new FileValue(id, "", 0, ""));
        errors.Add(FormErrors.Type(at, "a file id"));
        return Value.Null;
    });

    /// <summary>Files are not read from text.</summary>
    public override Value ParseText(string text, Field field, ValueNames names, string path, ICollection<Error> errors)
    {
        errors.Add(FormErrors.Type(path, "no text: files are uploaded"));
        return Value.Null;
    }

    /// <inheritdoc/>
    public override void Validate(Value value, Field field, string path, ICollection<Error> errors)
    {
        var settings = Of(field);
        var most = settings.Multiple ? settings.MaxCount : 1;
        if (value.AsList.Length > most)
            errors.Add(FormErrors.TooMany(path, most));
        foreach (var file in value.AsList.Select(item => item.AsFile))
        {
            if (file.Size > settings.MaxMegabytes * 1024L * 1024)
                errors.Add(FormErrors.FileSize(path, file.Name, settings.MaxMegabytes));
            if (settings.Accept.Count > 0 && !settings.Accept.Any(accept => Accepts(accept, file)))
                errors.Add(FormErrors.FileType(path, file.Name, settings.Accept));
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, Field field, ValueNames names) => ListValues.Write(writer, value, item =>
    {
        var file = item.AsFile;
        writer.WriteStartObject();
        writer.WriteString("id", file.Id);
        writer.WriteString("name", file.Name);
        writer.WriteNumber("size", file.Size);
        writer.WriteString("type", file.Type);
        writer.WriteEndObject();
    });

    /// <inheritdoc/>
    public override string Display(Value value, Field field, ValueNames names) => ListValues.Show(value, item => item.AsFile.Name);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Operators => Forms.Operators.Presence;

    /// <inheritdoc/>
    public override Value Sample(Field field) => Value.FromList([Value.FromFile(new FileValue("sample", "合同.pdf", 1024, "application/pdf"))]);

    private static bool Accepts(string accept, FileValue file) =>
        accept.StartsWith('.') ? file.Name.EndsWith(accept, StringComparison.OrdinalIgnoreCase)
        : accept.EndsWith("/*", StringComparison.Ordinal) ? file.Type.StartsWith(accept[..^1], StringComparison.OrdinalIgnoreCase)
        : file.Type.Equals(accept, StringComparison.OrdinalIgnoreCase);
}
