using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Permissions;
using LowCode.Records;

namespace LowCode.Ui.Records.Boards;

/// <summary>
/// Changes some fields of a record from outside its form, by dragging it to another column or day. The form's rules decide in the one saver:
/// it is done, or more is asked for (<see cref="Asked"/>), or it is refused with the reason. Knows no markup.
/// </summary>
public sealed class CardMove
{
    private readonly Func<long, RecordEditing> _edit;
    private readonly IReadOnlyDictionary<int, Value> _wanted;
    private readonly Value[] _before;
    private RecordEdits? _done;
    private long _version;

    /// <summary>Begins to set these fields of a record that stands so; <paramref name="edit"/> opens the record at a version.</summary>
    public CardMove(Value[] before, long version, Func<long, RecordEditing> edit, IReadOnlyDictionary<int, Value> wanted)
    {
        (_before, _edit, _wanted) = (before, edit, wanted);
        Editing = edit(version);
        foreach (var (position, value) in wanted)
            Editing.Change(Editing.Form.Fields[position], value);
    }

    /// <summary>The record with the wanted values, and what the person fills in besides.</summary>
    public RecordEditing Editing { get; }

    /// <summary>Keys of the fields that the rules ask for; empty when nothing is asked.</summary>
    public IReadOnlyList<string> Asked { get; private set; } = [];

    /// <summary>Only warnings stand in the way: the person may go on.</summary>
    public bool OnlyWarns => Editing.OnlyWarnings;

    /// <summary>True when the person can put right what is missing.</summary>
    public bool Asks => OnlyWarns || Asked.Count > 0;

    /// <summary>True when somebody has changed the record since it was seen.</summary>
    public bool IsStale => Editing.Refusal is { Kind: ErrorKind.Stale };

    /// <summary>Why it isn't possible, in the person's words.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Tries to save. False: see <see cref="Asks"/> and <see cref="Reason"/>.</summary>
    public async Task<bool> SaveAsync(bool acceptWarnings = false)
    {
        var edits = Editing.Edits;
        if (await Editing.SaveAsync(acceptWarnings) is { } saved)
        {
            (_done, _version) = (edits, saved.Version);
            return true;
        }
        var missing = Editing.Refusal!.Errors.Where(error => error.Code != "records.rule.warning").Select(error => Editing.Form[(error.Path ?? "").Split('[', '.')[0]]).Distinct().ToList();
        Asked = missing.All(CanFill) ? [.. Asked.Concat(missing.Select(field => field!.Key)).Distinct()] : [];
        Reason = string.Join(" ", Editing.General.Concat(Editing.Problems.Texts.Select(pair => Named(pair.Key, pair.Value))).Distinct());
        return false;
    }

    /// <summary>The move that takes this one back, once it is saved; it is refused when somebody has changed the record since. Null when rows were filled in as well.</summary>
    public CardMove? Back() => _done is { Rows.Count: 0 } done ? new(_before, _version, _edit, done.Fields.Keys.ToDictionary(position => position, position => _before[position])) : null;

    private bool CanFill(Field? field) => field is not null && !_wanted.ContainsKey(field.Position)
        && Editing.State is { } state && state.Visible[field.Position] && state.Rights[field.Position] == FieldRight.Editable;

    private string Named(string path, string text) => Editing.Form[path.Split('[', '.')[0]] is { } field ? $"{field.Label.Current}: {text}" : text;
}
