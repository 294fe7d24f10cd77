using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>A form on the designer's table: the definition with its history, and what each gesture of the canvas means. Knows no screen.</summary>
public sealed class FormEditing(FormDefinition form)
{
    /// <summary>The definition, selection, undo and redo. Selected are field keys, or sections as <c>#key</c>.</summary>
    public EditHistory<FormDefinition> History { get; } = new(form.Arranged());

    /// <summary>The form as it stands.</summary>
    public FormDefinition Form => History.Current;

    /// <summary>What is selected, or null.</summary>
    public string? Selected => History.Selection.Count > 0 ? History.Selection[0] : null;

    /// <summary>The selected field, or null.</summary>
    public FieldDefinition? SelectedField => Selected is { } key ? Form.FindField(key) : null;

    /// <summary>The selected section, or null.</summary>
    public LayoutSection? SelectedSection => Selected is { } key && key[0] == FormGraph.SectionMark ? Form.FindSection(key[1..]) : null;

    /// <summary>Does an edit.</summary>
    public void Do(IEdit<FormDefinition> edit) => History.Do(edit);

    /// <summary>Adds a field of a type behind what is selected.</summary>
    public void Add(string type) => Do(new AddField(type, Label.Empty, After: Selected));

    /// <summary>Adds a field by its name alone; the type is guessed from it.</summary>
    public void AddNamed(string name, string language)
    {
        if (!string.IsNullOrWhiteSpace(name))
            Do(new AddField(Starters.TypeFor(name), new Label([new(language.StartsWith("zh", StringComparison.Ordinal) ? "zh-CN" : "en", name.Trim())]), After: Selected));
    }

    /// <summary>A type was dropped from the palette into a section.</summary>
    public void Drop(string type, string section, int index) => Do(GivenKey(type) is { } given ? new PlaceGiven(given, section, index) : new AddField(type, Label.Empty, section, index));

    /// <summary>Gives a field that every record has its place behind what is selected.</summary>
    public void Place(string given) => Do(new PlaceGiven(given, After: Selected));

    /// <summary>How the palette names a field that every record has, apart from the types.</summary>
    public static string GivenId(string key) => $"${key}";

    private static string? GivenKey(string type) => type is ['$', .. var key] ? key : null;

    /// <summary>A field was dragged to a place.</summary>
    public void Move(string field, string section, int index) => Do(new MoveField(field, section, index));

    /// <summary>Does what a key means on the field (or section) that has the focus; false when it means nothing.</summary>
    public bool Press(string on, FormKey key)
    {
        History.Select([on]);
        var section = on[0] == FormGraph.SectionMark ? on[1..] : null;
        switch (key)
        {
            case FormKey.Previous or FormKey.Next:
                var order = Form.Layout.Sections.SelectMany(each => each.Items.Select(item => item.Field).Prepend(FormGraph.SectionId(each.Key))).ToList();
                var to = order.IndexOf(on) + (key == FormKey.Next ? 1 : -1);
                if (to < 0 || to >= order.Count)
                    return false;
                History.Select([order[to]]);
                return true;
            case FormKey.Up or FormKey.Down:
                var by = key == FormKey.Down ? 1 : -1;
                Do(section is null ? new StepField(on, by) : new MoveSection(section, by));
                return true;
            case FormKey.Wider or FormKey.Narrower when section is null && Form.SectionOf(on) is { } own:
                Do(new ResizeField(on, own.Items.First(item => item.Field == on).Span + (key == FormKey.Wider ? 1 : -1)));
                return true;
            case FormKey.Delete:
                Do(section is null ? new RemoveField(on) : new RemoveSection(section));
                return true;
            case FormKey.Duplicate when section is null:
                Do(new DuplicateField(on));
                return true;
            default:
                return false;
        }
    }
}

/// <summary>Keys of the form canvas.</summary>
public enum FormKey
{
    /// <summary>Arrow up: the field before.</summary>
    Previous,
    /// <summary>Arrow down: the field behind.</summary>
    Next,
    /// <summary>Alt and arrow up: move it up.</summary>
    Up,
    /// <summary>Alt and arrow down: move it down.</summary>
    Down,
    /// <summary>Alt and arrow right: wider.</summary>
    Wider,
    /// <summary>Alt and arrow left: narrower.</summary>
    Narrower,
    /// <summary>Delete.</summary>
    Delete,
    /// <summary>Ctrl D.</summary>
    Duplicate,
}
