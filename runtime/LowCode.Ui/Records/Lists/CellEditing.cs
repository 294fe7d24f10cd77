using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records;

/// <summary>
/// One cell of a list while it is edited in place: the same rules, rights and saving as in the record's form. Says in words why a cell can't be changed
/// and why a value was refused. Knows no markup.
/// </summary>
public sealed class CellEditing
{
    private readonly RecordReader _reader;
    private readonly CurrentCaller _caller;
    private readonly Texts _texts;
    private readonly FormEvaluator _evaluator;
    private readonly RecordSaver _saver;
    private RecordEditing _editing;
    private bool _warned;

    private CellEditing(ListRow row, Field field, FormEvaluator evaluator, RecordSaver saver, RecordReader reader, CurrentCaller caller, Texts texts, Form form)
    {
        (Row, Field, _evaluator, _saver, _reader, _caller, _texts) = (row, field, evaluator, saver, reader, caller, texts);
        _editing = new RecordEditing(evaluator, saver, caller, texts, form, row.Id, row.Version);
    }

    /// <summary>The row.</summary>
    public ListRow Row { get; private set; }
    /// <summary>The field.</summary>
    public Field Field { get; }
    /// <summary>The whole record, also what the list has no column for.</summary>
    public Fields.AtHand AtHand => _editing.AtHand;
    /// <summary>Its input, while what stands there can't be read.</summary>
    public Components.UnreadInputs Unread { get; } = new();
    /// <summary>What stands in the input.</summary>
    public Value Value { get; private set; }
    /// <summary>True when something else than the saved value stands in the input.</summary>
    public bool IsChanged { get; private set; }
    /// <summary>Why the cell can't be changed, or why the value was refused; null when all is well.</summary>
    public string? Problem { get; private set; }
    /// <summary>False when the cell can only be looked at.</summary>
    public bool CanEdit { get; private set; }

    /// <summary>Opens a cell: asks how the record stands now, as its form would.</summary>
    public static CellEditing Open(ListRow row, Field field, Form form, FormEvaluator evaluator, RecordSaver saver, RecordReader reader, CurrentCaller caller, Texts texts)
    {
        var cell = new CellEditing(row, field, evaluator, saver, reader, caller, texts, form);
        cell._editing.Refresh();
        if (cell._editing.Refusal is { } refusal)
            cell.Problem = texts.Of(refusal);
        else
            cell.Start();
        return cell;
    }

    /// <summary>Takes over what was typed.</summary>
    public void Type(Value value)
    {
        (Value, IsChanged, Problem, _warned) = (value, true, null, false);
    }

    /// <summary>
    /// Saves. True when the cell can be left. A value that others have changed meanwhile is told of first, and so is a warning: saving once more goes on.
    /// </summary>
    public async Task<bool> SaveAsync()
    {
        if (CanEdit && Unread.Any)
        {
            Problem = _texts["grid.unread"];
            return false;
        }
        if (!IsChanged || !CanEdit)
            return true;
        _editing.Change(Field, Value);
        var saved = await _editing.SaveAsync(acceptWarnings: _warned);
        if (saved is not null)
        {
            IsChanged = false;
            return true;
        }
        // Others may have changed this record, but not this value: then there is nothing to ask.
        if (_editing.Refusal!.Kind == ErrorKind.Stale)
            return TakeNewer() && await SaveAsync();
        Problem = Reason();
        return false;
    }

    private void Start()
    {
        var state = _editing.State!;
        Value = state.Values[Field.Position];
        Problem = Field switch
        {
            { IsAutomatic: true } => _texts["grid.locked.computed"],
            _ when state.Rights[Field.Position] == FieldRight.Masked => _texts["grid.locked.masked"],
            _ when state.Rights[Field.Position] == FieldRight.Editable && state.Visible[Field.Position] => null,
            _ when !state.Visible[Field.Position] => _texts["grid.locked.hidden"],
            { IsSystem: true } when Field.Position is not (SystemFields.Owner or SystemFields.Department) => _texts["grid.locked.system"],
            { ReadOnlyWhen: not null } => _texts["grid.locked.rule"],
            _ => _texts["grid.locked.right"],
        };
        CanEdit = Problem is null && !FieldCells.OpensForm(Field);
    }

    // The record is fetched anew, the typed value stays. True when this field is as it was.
    private bool TakeNewer()
    {
        var now = _reader.Get(_caller.Caller, _editing.Form.Key, Row.Id);
        if (!now.Ok)
        {
            Problem = _texts.Of(now.Refusal!);
            return false;
        }
        var before = Row.Values[Field.Position];
        Row = ListRow.Of(now.Value);
        _editing = new RecordEditing(_evaluator, _saver, _caller, _texts, _editing.Form, Row.Id, Row.Version);
        _editing.Refresh();
        var theirs = Row.Values[Field.Position];
        if (theirs.Equals(before))
            return true;
        Problem = theirs.IsEmpty ? _texts["grid.stale.empty"] : _texts["grid.stale", Field.Show(theirs, Row.Names)];
        return false;
    }

    private string Reason()
    {
        if (_editing.OnlyWarnings)
            _warned = true;
        var own = _editing.Problems.At(Field.Key);
        var others = _editing.Problems.Texts.Where(pair => pair.Key != Field.Key).Select(pair => $"{_editing.Form[pair.Key.Split('[', '.')[0]]?.Label.Current}：{pair.Value}");
        var all = new[] { own }.OfType<string>().Concat(_editing.General).Concat(others).ToList();
        var text = all.Count > 0 ? string.Join("\n", all.Take(4)) : _texts.Of(_editing.Refusal!);
        return _warned ? $"{text}\n{_texts["grid.warned"]}" : text;
    }
}

/// <summary>How fields behave in cells.</summary>
public static class FieldCells
{
    /// <summary>Rows and files need more room than a cell has: they are changed in the record's form.</summary>
    public static bool OpensForm(Field field) => field.Storage == StorageKind.Rows || field.Type.Key is "file";

    /// <summary>One press says it all: choosing saves at once.</summary>
    public static bool SavesOnChoice(Field field) => field.Type.Key is "choice" or "switch" or "rating" || field.Storage == StorageKind.Id;

    /// <summary>Numbers stand right.</summary>
    public static bool AlignsEnd(Field field) => Fields.FieldUi.Of(field.Type.Key).AlignEnd || field.Storage == StorageKind.Number;
}
