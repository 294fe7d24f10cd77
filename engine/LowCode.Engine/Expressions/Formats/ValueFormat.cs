using LowCode.Expressions.Closures;

namespace LowCode.Expressions.Formats;

/// <summary>Excel's TEXT: picks the section of a format (<c>positive;negative;zero;text</c>) and hands it to numbers or dates.</summary>
internal static class ValueFormat
{
    private static readonly Value Wrong = Value.FromError(ErrorValue.WrongValue);

    /// <summary>The value in a format; <c>#VALUE!</c> when the format cannot be used on it.</summary>
    public static Value Format(Value value, string format, TimeZoneInfo zone)
    {
        if (format.Length is 0 or > 255)
            return format.Length == 0 ? Value.FromText("") : Wrong;
        var sections = Sections(format);
        switch (value.Kind)
        {
            case ValueKind.Bool:
                return Value.FromText(value.AsBool ? "TRUE" : "FALSE");
            case ValueKind.Text:
                return Value.FromText(sections.Count == 4 ? sections[3].Replace("@", value.AsText, StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal) : value.AsText);
            case ValueKind.Date or ValueKind.DateTime:
                return Text(DateFormat.Write(Moments.Local(value, zone), sections[0]));
            case ValueKind.Time:
                return Text(DateFormat.Write(DateTime.MinValue + value.AsTime.ToTimeSpan(), sections[0]));
            case ValueKind.Null when DateFormat.IsDate(sections[0]):
                return Value.Null;
        }
        var number = value.AsNumber;
        if (DateFormat.IsDate(sections[0]))
            return DateFormat.FromSerial(number) is { } moment ? Text(DateFormat.Write(moment, sections[0])) : Wrong;
        var section = sections.Count > 1 && number < 0 ? 1 : sections.Count > 2 && number == 0 ? 2 : 0;
        return Text(NumberFormat.Write(section == 1 ? -number : number, sections[section]));
    }

    private static Value Text(string? text) => text is null ? Wrong : Value.FromText(text);

    /// <summary>The parts between semicolons that are not quoted.</summary>
    private static List<string> Sections(string format)
    {
        var sections = new List<string>();
        var start = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '"')
            {
                i = format.IndexOf('"', i + 1) is >= 0 and var end ? end : format.Length;
            }
            else if (format[i] == '\\')
            {
                i++;
            }
            else if (format[i] == ';')
            {
                sections.Add(format[start..i]);
                start = i + 1;
            }
        }
        sections.Add(format[start..]);
        return sections;
    }
}
