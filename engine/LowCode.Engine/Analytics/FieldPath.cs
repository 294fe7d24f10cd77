using LowCode.Forms;

namespace LowCode.Analytics;

/// <summary>A field as a widget names it: of the form itself, or of the form that a reference points to (<c>customer.industry</c>).</summary>
/// <param name="Text">As written; also its name in conditions.</param>
/// <param name="Field">The field whose values are meant.</param>
/// <param name="Through">The reference that leads there; null for the form's own fields.</param>
internal sealed record FieldPath(string Text, Field Field, Field? Through)
{
    /// <summary>Finds it; null when a part is unknown, leads nowhere, or holds what can't be counted or grouped (rows, files).</summary>
    public static FieldPath? Find(Form form, string text, Func<string, Form?> forms)
    {
        var dot = text.IndexOf('.');
        if (dot < 0) return form[text] is { } own && IsUsable(own) ? new(text, own, null) : null;
        return form[text[..dot]] is { Target: { } target } through && forms(target)?[text[(dot + 1)..]] is { } field && IsUsable(field) ? new(text, field, through) : null;
    }

    private static bool IsUsable(Field field) => field.Storage is not (StorageKind.None or StorageKind.Rows);
}
