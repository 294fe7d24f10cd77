using LowCode.Catalog;
using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Ui.Components;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Conditions;

/// <summary>The reference whose choices a condition limits, and the form that holds it.</summary>
public sealed record Offering(Form Form, Field Reference);

/// <summary>All that conditions over a form (or over the rows of one of its subforms) can look at; of a reference's choices, also the record that chooses.</summary>
public sealed class ConditionSubjects(Form form, MetadataCatalog catalog, Texts texts, string? rows = null, Offering? offering = null)
{
    private const string AtForm = "$" + OfferNames.Form;
    private const string AtRow = "$" + OfferNames.Row;
    private const string Old = "$old.";
    private static readonly HashSet<string> Quiet = ["id", "version", "deleted_at", "flow_node"];
    private readonly IReadOnlyList<Field> _columns = rows is null ? [] : form[rows]?.Rows ?? [];
    private IReadOnlyList<ConditionSubject>? _offered;
    private IReadOnlyList<ConditionSubject>? _atHand;

    /// <summary>The form.</summary>
    public Form Form => form;

    /// <summary>The subform in whose rows the condition is asked; null for the record itself.</summary>
    public string? Rows => rows;

    /// <summary>The names that an expression of these subjects may use.</summary>
    public IExpressionScope Scope { get; } = offering is null ? form : new OfferScope(form, offering.Form, offering.Reference);

    /// <summary>The fields of the record (and row) that chooses, and those behind its references; empty unless the condition limits what a reference offers.</summary>
    public IReadOnlyList<ConditionSubject> AtHand => _atHand ??= [.. OfferAtHand().Where(subject => subject.Kind != SubjectKind.None)];

    /// <summary>Whether a path leads to the record or row that chooses.</summary>
    public static bool IsAtHand(string path) => path.StartsWith(AtForm, StringComparison.Ordinal) || path.StartsWith(AtRow, StringComparison.Ordinal);

    /// <summary>What pickers offer: columns of the row, the form's fields, those that every form has, those behind references, the person's roles.</summary>
    public IReadOnlyList<ConditionSubject> Offered => _offered ??= [.. Offer().Where(subject => subject.Kind != SubjectKind.None)];

    /// <summary>The subject of this path, also one that is not offered; null when there is none.</summary>
    public ConditionSubject? Find(string path)
    {
        if (path == "$user.roles")
            return Roles();
        if (path.StartsWith(Old, StringComparison.Ordinal))
            return Find(path[Old.Length..]) is { HasOld: true } now ? now with { Path = path, Label = texts["condition.old", now.Label], HasOld = false } : null;
        if (IsAtHand(path))
        {
            return offering is null ? null : path.StartsWith(AtForm, StringComparison.Ordinal)
                ? Walk(path, path[AtForm.Length..].Split('.'), key => offering.Form[key], texts["condition.at-hand.form"])
                : Walk(path, path[AtRow.Length..].Split('.'), key => offering.Reference.Subform?.Rows.FirstOrDefault(column => column.Key == key), texts["condition.at-hand.row"]);
        }
        var keys = path.Split('.');
        return Walk(path, keys, key => _columns.FirstOrDefault(column => column.Key == key) ?? form[key], null) is { } found ? found with { HasOld = keys.Length == 1 } : null;
    }

    private ConditionSubject? Walk(string path, string[] keys, Func<string, Field?> start, string? lead)
    {
        if (start(keys[0]) is not { } first)
            return null;
        var (field, labels) = (first, lead is null ? new List<string> { NameOf(first) } : [lead, NameOf(first)]);
        foreach (var key in keys.Skip(1))
        {
            if (field.Symbol.Type.Kind != TypeKind.Reference || field.Target is null || Target(field.Target)?[key] is not { } next)
                return null;
            field = next;
            labels.Add(NameOf(field));
        }
        return Of(path, string.Join(" › ", labels), field);
    }

    /// <summary>What a value of this kind can be compared with: fields of the same kind, those of the record that chooses first.</summary>
    public IReadOnlyList<ConditionSubject> Like(ConditionSubject subject) =>
        [.. AtHand.Concat(Offered).Where(other => other.Path != subject.Path && other.Field is not null && other.Target == subject.Target && Comparable(other.Kind, ConditionOperators.ItemOf(subject.Kind)))];

    private static bool Comparable(SubjectKind a, SubjectKind b) =>
        a == b || a is SubjectKind.Date or SubjectKind.Instant && b is SubjectKind.Date or SubjectKind.Instant || a is SubjectKind.Text or SubjectKind.Choice && b is SubjectKind.Text or SubjectKind.Choice;

    private IEnumerable<ConditionSubject> Offer()
    {
        var own = _columns.Concat(form.Designed).DistinctBy(field => field.Key).ToList();
        foreach (var field in own)
            yield return Find(field.Key)!;
        foreach (var field in form.Fields.Where(field => field.IsSystem && !Quiet.Contains(field.Key)))
            yield return Find(field.Key)!;
        foreach (var reference in own.Where(field => field.Symbol.Type.Kind == TypeKind.Reference))
        {
            if (Target(reference.Target) is not { } target)
                continue;
            foreach (var field in target.Designed.Append(target["owner"]!).Append(target["department"]!))
                yield return Find($"{reference.Key}.{field.Key}")!;
        }
        yield return Roles();
    }

    private IEnumerable<ConditionSubject> OfferAtHand()
    {
        if (offering is null)
            yield break;
        var columns = (offering.Reference.Subform?.Rows ?? []).Select(column => (Lead: AtRow, Field: column));
        var fields = offering.Form.Designed.Concat(offering.Form.Fields.Where(field => field.IsSystem && !Quiet.Contains(field.Key))).Select(field => (Lead: AtForm, Field: field));
        var all = columns.Concat(fields).Where(each => each.Field != offering.Reference && each.Field.Storage is not (StorageKind.Rows or StorageKind.None)).ToList();
        foreach (var (lead, field) in all)
            yield return Find(lead + field.Key)!;
        foreach (var (lead, reference) in all.Where(each => each.Field.Symbol.Type.Kind == TypeKind.Reference && Target(each.Field.Target) is not null))
        {
            foreach (var field in Target(reference.Target)!.Designed)
                yield return Find($"{lead}{reference.Key}.{field.Key}")!;
        }
    }

    private ConditionSubject Roles() => new("$user.roles", texts["condition.roles"], SubjectKind.Choices)
    {
        Choices = [.. catalog.Roles.Values.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => new Option(role.Key, role.Label.IsEmpty ? role.Key : role.Label.Current))],
    };

    private static ConditionSubject Of(string path, string label, Field field) => new(path, label, ConditionOperators.KindOf(field.Symbol.Type, field.Choices.Count > 0))
    {
        Field = field,
        Target = field.Target,
        Choices = [.. field.Choices.Select(choice => new Option(choice.Value, choice.Label.IsEmpty ? choice.Value : choice.Label.Current, choice.Color))],
    };

    private Form? Target(string? key) => key is null ? null : key == form.Key ? form : key == offering?.Form.Key ? offering.Form : catalog.Forms.GetValueOrDefault(key);

    private static string NameOf(Field field) => field.Label.IsEmpty ? field.Key : field.Label.Current;
}
