using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Forms.FieldTypes;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Fields;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>
/// A record while somebody types: keeps the edits, asks the engine after each one how the form stands, and saves. Knows no markup, so tests drive it without a browser.
/// </summary>
public sealed class RecordEditing(FormEvaluator evaluator, RecordSaver saver, CurrentCaller caller, Texts texts, Form form, long? id, long? version, TaskRights? task = null)
{
    private readonly HashSet<int> _touched = [];
    private AtHand? _atHand;
    private bool _tried;

    /// <summary>The form.</summary>
    public Form Form { get; } = form;
    /// <summary>The record; null while it is new.</summary>
    public long? Id { get; private set; } = id;
    /// <summary>The version that the person saw.</summary>
    public long? Version { get; private set; } = version;
    /// <summary>How the form stands; null until <see cref="Refresh"/> has run.</summary>
    public FormState? State { get; private set; }
    /// <summary>What the person has changed.</summary>
    public RecordEdits Edits { get; private set; } = new(form);
    /// <summary>True when something was changed and not saved.</summary>
    public bool IsDirty => Edits.Fields.Count + Edits.Rows.Count > 0;
    /// <summary>Why the last evaluation or save was refused as a whole; null when it wasn't.</summary>
    public Refusal? Refusal { get; private set; }
    /// <summary>Problems by path, of fields that were touched, and of all once saving was tried.</summary>
    public FormErrorsByPath Problems { get; private set; } = FormErrorsByPath.None;
    /// <summary>Every problem of <see cref="Problems"/> with the name of its field, from top to bottom; empty until saving was tried.</summary>
    public IReadOnlyList<FormProblem> Summary { get; private set; } = [];
    /// <summary>Raised after each change that a person made.</summary>
    public event Action? Changed;
    /// <summary>Problems that belong to no field on screen.</summary>
    public IReadOnlyList<string> General { get; private set; } = [];
    /// <summary>What the last change did to the form beside its values, for people who hear it; "" for nothing.</summary>
    public string Said { get; private set; } = "";
    /// <summary>True when only warnings stand in the way: saving again with acceptance goes on.</summary>
    public bool OnlyWarnings { get; private set; }

    /// <summary>The record as it stands, for references whose choices depend on it; what is covered for the person counts as not filled in.</summary>
    public AtHand AtHand => _atHand ??= new AtHand(() => State is { } state ? [.. state.Values.Select((value, position) => state.Rights[position] == FieldRight.Masked ? Value.Null : value)] : null);
    /// <summary>The form's inputs in which something stands that can't be read.</summary>
    public Components.UnreadInputs Unread { get; } = new();
    /// <summary>References that the last change emptied because their choice no longer fits.</summary>
    public IReadOnlySet<Field> Cleared { get; private set; } = new HashSet<Field>();

    /// <summary>Asks the engine how the form stands with the edits so far.</summary>
    public void Refresh()
    {
        var state = evaluator.Evaluate(caller.Caller, Form.Key, Id, Edits, task);
        Refusal = state.Refusal;
        if (!state.Ok)
            return;
        Said = State is null ? "" : FormNews.Between(Form, State, state.Value, texts);
        State = state.Value;
        Show(state.Value.Errors);
    }

    /// <summary>Presets a field of a new record, as a related list does for the record it stands on.</summary>
    public RecordEditing Preset(string key, Value value)
    {
        if (Form[key] is { } field)
            Edits.Fields[field.Position] = value;
        return this;
    }

    /// <summary>Takes over what was typed into a field.</summary>
    public void Change(Field field, Value value)
    {
        _touched.Add(field.Position);
        if (field.Storage == StorageKind.Rows)
            Edits.Rows[field.Position] = RowsOf(field, value);
        else
            Edits.Fields[field.Position] = value;
        var before = State;
        Refresh();
        ClearUnfit(field, before);
        Changed?.Invoke();
    }

    // The engine empties what was saved; what was chosen in this form, before the change that made it unfit, is taken back here.
    private void ClearUnfit(Field changed, FormState? before)
    {
        var clearing = Form.Designed.Where(field => field != changed && field.Settings is ReferenceSettings { Unfit: UnfitChoice.Clear }).ToList();
        if (before is null || clearing.Count == 0)
            return;
        for (var round = 0; round < clearing.Count; round++)
        {
            var unfit = clearing.Where(field => Edits.Fields.ContainsKey(field.Position) && State!.Errors.Any(error => error.Path == field.Key && error.Code == "records.reference.unfit")).ToList();
            if (unfit.Count == 0)
                break;
            foreach (var field in unfit)
                Edits.Fields[field.Position] = Value.Null;
            Refresh();
        }
        var cleared = clearing.Where(field => !before.Values[field.Position].IsEmpty && State!.Values[field.Position].IsEmpty).ToHashSet();
        Cleared = cleared.Count > 0 ? cleared : Cleared.Where(field => field != changed).ToHashSet();
        if (cleared.Count > 0)
            Said = $"{string.Join(texts["records.say.and"], cleared.Select(field => field.Label.Current))}: {texts["records.cleared"]}";
    }

    // What the person doesn't see of a row is not theirs to write.
    private List<RowEdit> RowsOf(Field subform, Value value)
    {
        var closed = (State?.Cells ?? new Dictionary<(int Subform, int Row, int Column), CellState>()).Where(cell => cell.Key.Subform == subform.Position && cell.Value.Right <= FieldRight.Masked).Select(cell => cell.Key.Column).ToHashSet();
        var columns = subform.Rows.Where(column => !column.IsAutomatic && !closed.Contains(column.Position)).ToList();
        return [.. value.AsRows.Select(row => new RowEdit(row.Id, columns.ToDictionary(column => column.Position, column => row.Values[column.Position])))];
    }

    /// <summary>Puts what a field once held into it, as <see cref="RecordMeanwhile"/> tells it; rows that are gone become new ones.</summary>
    public void TakeBack(MeanwhileChange change)
    {
        var there = change.Theirs.AsRows.Select(row => row.Id).ToHashSet();
        Change(change.Field, change.Before.Kind == ValueKind.Rows ? Value.FromRows([.. change.Before.AsRows.Select(row => there.Contains(row.Id) ? row : row with { Id = 0 })]) : change.Before);
    }

    /// <summary>Goes on with edits that were made earlier (a draft), or that were brought onto a newer version of the record.</summary>
    public void GoOn(RecordEdits edits, long? version)
    {
        (Edits, Version) = (edits, version);
        _touched.UnionWith([.. edits.Fields.Keys, .. edits.Rows.Keys]);
        Refresh();
    }

    /// <summary>Saves; null when it was refused (then <see cref="Problems"/>, <see cref="General"/> and <see cref="Refusal"/> say why).</summary>
    public async Task<SavedRecord?> SaveAsync(bool acceptWarnings = false, string? idempotencyKey = null)
    {
        _tried = true;
        if (Unread.Any)
        {
            Refuse(Components.UnreadInputs.Refusal);
            return null;
        }
        var saved = await saver.SaveAsync(caller.Caller, new SaveRequest
        {
            Form = Form.Key,
            Id = Id,
            Version = Version,
            Edits = Edits,
            Task = task,
            AcceptWarnings = acceptWarnings,
            IdempotencyKey = idempotencyKey,
        });
        Refusal = saved.Refusal;
        if (!saved.Ok)
        {
            Show(saved.Refusal!.Errors);
            return null;
        }
        Done(saved.Value);
        return saved.Value;
    }

    /// <summary>Shows what a flow's decision refused.</summary>
    public void Refuse(Refusal refusal)
    {
        _tried = true;
        Refusal = refusal;
        Show(refusal.Errors);
    }

    private void Done(SavedRecord saved)
    {
        (Id, Version, Edits, _tried) = (saved.Id, saved.Version, new RecordEdits(Form), false);
        _touched.Clear();
        (Problems, Summary, General, OnlyWarnings) = (FormErrorsByPath.None, [], [], false);
    }

    private void Show(IReadOnlyList<Error> errors)
    {
        var byPath = new Dictionary<string, string>();
        var general = new List<string>();
        var summary = new List<FormProblem>();
        foreach (var error in errors)
        {
            var field = error.Path is null ? null : Form[error.Path.Split('[', '.')[0]];
            var seen = field is not null && State is { } state && state.Visible[field.Position] && state.Rights[field.Position] > FieldRight.Hidden;
            if (!seen)
                general.AddRange(_tried ? [field is null ? texts.Of(error) : $"{field.Label.Current}: {TextOf(error, field)}"] : []);
            else if (_tried || (_touched.Contains(field!.Position) || error.Code == "records.reference.unfit") && error.Code != "records.field.required")
                Add(field!, error);
        }
        Summary = _tried ? [.. summary.OrderBy(problem => FormSections.PlaceOf(Form, problem.Path))] : [];
        Problems = new FormErrorsByPath(byPath);
        General = [.. general.Distinct()];
        OnlyWarnings = errors.Count > 0 && errors.All(error => error.Code == "records.rule.warning");

        void Add(Field field, Error error)
        {
            if (byPath.TryAdd(error.Path!, TextOf(error, field)))
                summary.Add(new FormProblem(error.Path!, NameOf(field, error.Path!), TextOf(error, field)));
        }
    }

    // "Fill it in" helps nobody who may not.
    private string TextOf(Error error, Field field) =>
        error.Code == "records.field.required" && error.Path == field.Key && State is { } state && state.Rights[field.Position] < FieldRight.Editable ? texts["records.required.closed"] : texts.Of(error);

    // items[2].amount: "Lines, row 3, Amount".
    private string NameOf(Field field, string path)
    {
        if (path.Split('[', ']') is not [_, var index, ['.', .. var column]] || !int.TryParse(index, System.Globalization.CultureInfo.InvariantCulture, out var row))
            return field.Label.Current;
        return texts["records.problem.row", field.Label.Current, row + 1, field.Rows.FirstOrDefault(each => each.Key == column)?.Label.Current ?? column];
    }
}

/// <summary>One thing that keeps a record from being saved: where, in whose words, why.</summary>
public sealed record FormProblem(string Path, string Label, string Text);
