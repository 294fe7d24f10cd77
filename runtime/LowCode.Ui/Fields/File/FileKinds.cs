using LowCode.Ui.Localization;

namespace LowCode.Ui.Fields.File;

/// <summary>What a field of files accepts, as people call it: pictures and .pdf, not <c>image/*</c>.</summary>
public static class FileKinds
{
    private static readonly string[] Pictures = ["image/*", "image/jpeg", "image/png", "image/heic", ".jpg", ".jpeg", ".png", ".heic"];

    /// <summary>Whether what a camera takes is accepted.</summary>
    public static bool TakePictures(IReadOnlyCollection<string> accept) => accept.Count == 0 || accept.Any(each => Pictures.Contains(each, StringComparer.OrdinalIgnoreCase));

    /// <summary>The accepted endings and media types in one line; empty for all.</summary>
    public static string Of(IEnumerable<string> accept, Texts texts) =>
        string.Join(texts["records.say.and"], accept.Select(each => each.EndsWith("/*", StringComparison.Ordinal) ? texts.Or($"fields.file.kind.{each[..^2]}", each) : each));
}
