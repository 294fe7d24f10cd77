using System.Text;

namespace LowCode.Files;

/// <summary>Names and types of uploaded files, made safe.</summary>
public static class FileNames
{
    private static readonly (byte[] Start, string Type)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "image/png"), ([0xFF, 0xD8, 0xFF], "image/jpeg"), ("GIF8"u8.ToArray(), "image/gif"),
        ("%PDF-"u8.ToArray(), "application/pdf"), ([(byte)'P', (byte)'K', 3, 4], "application/zip"), ("RIFF"u8.ToArray(), "image/webp"),
    ];

    private static readonly Dictionary<string, string> Zipped = new(StringComparer.OrdinalIgnoreCase)
    {
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    };

    /// <summary>The last part of a path, without control characters, at most 200 characters; "file" when nothing is left.</summary>
    public static string Clean(string name)
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        var clean = new StringBuilder();
        foreach (var letter in last.Where(letter => !char.IsControl(letter) && letter is not ('"' or '<' or '>' or '|' or ':' or '*' or '?')))
            clean.Append(letter);
        var text = clean.ToString().Trim(' ', '.');
        return text.Length == 0 ? "file" : text.Length <= 200 ? text : text[^200..];
    }

    /// <summary>The type by content; only types that a browser shows harmlessly are named, everything else is a download.</summary>
    public static string TypeOf(string name, ReadOnlySpan<byte> head)
    {
        foreach (var (start, type) in Signatures)
        {
            if (!head.StartsWith(start))
                continue;
            return type == "application/zip" ? Zipped.GetValueOrDefault(Path.GetExtension(name), type)
                : type == "image/webp" && !(head.Length > 11 && head[8..12].SequenceEqual("WEBP"u8)) ? "application/octet-stream"
                : type;
        }
        return Path.GetExtension(name).ToLowerInvariant() is ".txt" or ".csv" && !head.Contains((byte)0) ? "text/plain" : "application/octet-stream";
    }
}
