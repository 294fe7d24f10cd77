using System.Collections.Frozen;
using LowCode.Forms.FieldTypes;

namespace LowCode.Forms;

/// <summary>All kinds of fields, in the order of the designer's palette.</summary>
public static class BuiltInTypes
{
    /// <summary>Every registered type. A new one is a file in this folder and a line here.</summary>
    public static readonly IReadOnlyList<FieldType> All =
    [
        new TextField(),
        new TextAreaField(),
        new NumberField(),
        new DateField(),
        new DateTimeField(),
        new PhoneField(),
        new EmailField(),
        new UrlField(),
        new ChoiceField(),
        new ChoicesField(),
        new SwitchField(),
        new RatingField(),
        new MemberField(),
        new DepartmentField(),
        new ReferenceField(),
        new SubformField(),
        new SerialField(),
        new FormulaField(),
        new FileField(),
    ];

    private static readonly FrozenDictionary<string, FieldType> ByKey = All.ToFrozenDictionary(type => type.Key, StringComparer.Ordinal);

    /// <summary>The type with this key, or null.</summary>
    public static FieldType? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The type with this key, or a placeholder that keeps the definition as it came.</summary>
    public static FieldType FindOrUnknown(string key) => Find(key) ?? new UnknownField(key);
}
