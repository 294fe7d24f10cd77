using System.Text.Json;
using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>Fields on the clipboard, with their widths: from one form to another, or to the same.</summary>
/// <param name="Fields">In the order in which they stood.</param>
/// <param name="Spans">Their widths in twelfths, in the same order.</param>
public sealed record FieldClip(IReadOnlyList<FieldDefinition> Fields, IReadOnlyList<int> Spans)
{
    private const int Most = 200;

    /// <summary>The named fields of a form in the order in which they stand; null when there are none.</summary>
    public static FieldClip? Of(FormDefinition form, IEnumerable<string> keys)
    {
        var fields = keys.Select(form.FindField).OfType<FieldDefinition>().OrderBy(field => form.PlaceOf(field.Key)).ToList();
        return fields.Count == 0 ? null : new(fields, [.. fields.Select(field => form.SectionOf(field.Key)?.Items.First(item => item.Field == field.Key).Span ?? 6)]);
    }

    /// <summary>As text for the browser's clipboard.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DefinitionJson.Compact);

    /// <summary>What a text holds; null when it is something else.</summary>
    public static FieldClip? Read(string json)
    {
        var errors = new List<Error>();
        return DefinitionJson.Read<FieldClip>(json, "", errors) is { Fields.Count: > 0 and <= Most } clip && errors.Count == 0 && clip.Spans?.Count == clip.Fields.Count && clip.Fields.All(field => Keys.IsKey(field.Key)) ? clip : null;
    }
}

/// <summary>Adds the fields of a clipboard behind what is selected; keys that are taken get new ones.</summary>
public sealed record PasteFields(FieldClip Clip, string? After) : IEdit<FormDefinition>
{
    /// <inheritdoc/>
    public string Step => "paste";

    /// <inheritdoc/>
    public Edited<FormDefinition> Apply(FormDefinition before)
    {
        var taken = before.TakenKeys();
        var fields = new List<FieldDefinition>();
        foreach (var field in Clip.Fields)
        {
            var key = taken.Contains(field.Key) ? Keys.Guess(field.Key, field.Type, taken) : field.Key;
            taken.Add(key);
            fields.Add(field with { Key = key });
        }
        var section = before.PlaceBehind(After, out var index);
        var items = section.Items.ToList();
        items.InsertRange(index, fields.Zip(Clip.Spans, (field, span) => new LayoutItem(field.Key, Math.Clamp(span, 1, 12))));
        return new((before with { Fields = [.. before.Fields, .. fields] }).With(section with { Items = items }), [.. fields.Select(field => field.Key)]);
    }
}
