using LowCode.Designer.Editing;
using LowCode.Forms;

namespace LowCode.Designer.Forms;

/// <summary>How a click or a key adds to the selection.</summary>
public enum PickMode
{
    /// <summary>Only this.</summary>
    Alone,
    /// <summary>Ctrl: this too, or no longer.</summary>
    Toggle,
    /// <summary>Shift: all from the main one to this.</summary>
    Range,
}

/// <summary>A form on the designer's table: the definition with its history, and what each gesture of the canvas means. Knows no screen.</summary>
public sealed class FormEditing(FormDefinition form)
{
    private string? _focused;

    /// <summary>The definition, selection, undo and redo. Selected are field keys, sections as <c>#key</c>, tabs as <c>~key</c>.</summary>
    public EditHistory<FormDefinition> History { get; } = new(form.Arranged());

    /// <summary>The form as it stands.</summary>
    public FormDefinition Form => History.Current;

    /// <summary>What is selected, the main one when there are several; or null.</summary>
    public string? Selected => History.Selection.Count > 0 ? History.Selection[0] : null;

    /// <summary>Where the keyboard stands: what was picked last, else the main one.</summary>
    public string? Focused => _focused is { } id && History.Selection.Contains(id) ? id : Selected;

    /// <summary>The selected fields in the order in which they stand.</summary>
    public IReadOnlyList<FieldDefinition> SelectedFields => [.. History.Selection.Select(Form.FindField).OfType<FieldDefinition>().OrderBy(each => Form.PlaceOf(each.Key))];

    /// <summary>The selected field; null when there is none, or more than one.</summary>
    public FieldDefinition? SelectedField => History.Selection is [var key] ? Form.FindField(key) : null;

    /// <summary>The selected section, or null.</summary>
    public LayoutSection? SelectedSection => Selected is { } key && key[0] == FormGraph.SectionMark ? Form.FindSection(key[1..]) : null;

    /// <summary>The selected tab, or null.</summary>
    public LayoutTab? SelectedTab => Selected is { } key && key[0] == FormGraph.TabMark ? Form.FindTab(key[1..]) : null;

    /// <summary>Does an edit.</summary>
    public void Do(IEdit<FormDefinition> edit) => History.Do(edit);

    /// <summary>Selects as a click with Ctrl or Shift does. Only fields stand beside each other in a selection.</summary>
    public void Pick(string id, PickMode mode = PickMode.Alone)
    {
        _focused = id;
        if (mode == PickMode.Alone || Form.FindField(id) is null || SelectedFields.Count == 0)
            History.Select([id]);
        else if (mode == PickMode.Toggle)
            History.Select(History.Selection.Contains(id) ? [.. History.Selection.Where(key => key != id)] : [.. History.Selection.Where(key => Form.FindField(key) is not null), id]);
        else
            History.Select(Between(Selected!, id));
    }

    /// <summary>Selects every field.</summary>
    public void PickAll() => History.Select([.. Form.Layout.Sections.SelectMany(section => section.Items).Select(item => item.Field)]);

    /// <summary>Adds a field of a type behind what is selected.</summary>
    public void Add(string type) => Do(new AddField(type, Label.Empty, After: Focused));

    /// <summary>Adds a field by its name alone; the type is guessed from it.</summary>
    public void AddNamed(string name, string language)
    {
        if (!string.IsNullOrWhiteSpace(name))
            Do(new AddField(Starters.TypeFor(name), new Label([new(language.StartsWith("zh", StringComparison.Ordinal) ? "zh-CN" : "en", name.Trim())]), After: Focused));
    }

    /// <summary>A type was dropped from the palette into a section.</summary>
    public void Drop(string type, string section, int index) => Do(GivenKey(type) is { } given ? new PlaceGiven(given, section, index) : new AddField(type, Label.Empty, section, index));

    /// <summary>Gives a field that every record has its place behind what is selected.</summary>
    public void Place(string given) => Do(new PlaceGiven(given, After: Selected));

    /// <summary>How the palette names a field that every record has, apart from the types.</summary>
    public static string GivenId(string key) => $"${key}";

    private static string? GivenKey(string type) => type is ['$', .. var key] ? key : null;

    /// <summary>A field was dragged to a place; the others that are selected with it come along. <paramref name="index"/> counts without the field itself.</summary>
    public void Move(string field, string section, int index)
    {
        if (!History.Selection.Contains(field))
            Pick(field);
        var moved = SelectedKeys();
        var ahead = Form.FindSection(section)?.Items.Where(item => item.Field != field).Take(index).Count(item => !moved.Contains(item.Field)) ?? 0;
        Do(new MoveFields(moved, section, ahead));
    }

    /// <summary>A field was dropped on a tab: it goes to the end of the tab's last section.</summary>
    public void MoveToTab(string field, string tab)
    {
        if (Form.Layout.Sections.LastOrDefault(section => section.Tab == tab) is { } section)
            Move(field, section.Key, int.MaxValue);
    }

    /// <summary>The selected fields as a text for the clipboard; null when no field is selected.</summary>
    public string? Copy() => FieldClip.Of(Form, History.Selection)?.ToJson();

    /// <summary>Adds what a clipboard holds behind what is selected; false when it holds no fields.</summary>
    public bool Paste(string text)
    {
        if (FieldClip.Read(text) is not { } clip)
            return false;
        Do(new PasteFields(clip, Focused));
        return true;
    }

    /// <summary>Does what a key means on the field, section or tab that has the focus; false when it means nothing.</summary>
    public bool Press(string on, FormKey key)
    {
        if (!History.Selection.Contains(on))
            Pick(on);
        if (on[0] == FormGraph.TabMark)
            return PressOnTab(on[1..], key);
        var section = on[0] == FormGraph.SectionMark ? on[1..] : null;
        var fields = SelectedKeys();
        switch (key)
        {
            case FormKey.Previous or FormKey.Next or FormKey.ExtendUp or FormKey.ExtendDown:
                var order = Order();
                var to = order.IndexOf(on) + (key is FormKey.Next or FormKey.ExtendDown ? 1 : -1);
                if (to < 0 || to >= order.Count)
                    return false;
                Pick(order[to], key is FormKey.ExtendUp or FormKey.ExtendDown ? PickMode.Range : PickMode.Alone);
                return true;
            case FormKey.Up or FormKey.Down:
                var by = key == FormKey.Down ? 1 : -1;
                Do(section is null ? new StepFields(fields, by) : new MoveSection(section, by));
                return true;
            case FormKey.Wider or FormKey.Narrower when section is null:
                var change = key == FormKey.Wider ? 1 : -1;
                Do(new Together<FormDefinition>("resize", [.. fields.Select(field => new ResizeField(field, Form.SectionOf(field)!.Items.First(item => item.Field == field).Span + change))], fields, $"span:{string.Join(',', fields)}"));
                return true;
            case FormKey.Delete:
                Do(section is not null ? new RemoveSection(section) : fields is [var only] ? new RemoveField(only) : new Together<FormDefinition>("remove", [.. fields.Select(field => new RemoveField(field))]));
                return true;
            case FormKey.Duplicate when section is null:
                Do(new PasteFields(FieldClip.Of(Form, fields)!, fields[^1]));
                return true;
            case FormKey.All:
                PickAll();
                return true;
            default:
                return false;
        }
    }

    // With those that every record has: they have a place but no definition here.
    private List<string> SelectedKeys() => [.. History.Selection.Where(key => Form.SectionOf(key) is not null).OrderBy(key => Form.PlaceOf(key))];

    private bool PressOnTab(string tab, FormKey key)
    {
        switch (key)
        {
            case FormKey.Narrower or FormKey.Wider:
                Do(new MoveTab(tab, key == FormKey.Wider ? 1 : -1));
                return true;
            case FormKey.Delete:
                Do(new RemoveTab(tab));
                return true;
            default:
                return false;
        }
    }

    private List<string> Order() => [.. Form.Layout.Sections.SelectMany(section => section.Items.Select(item => item.Field).Prepend(FormGraph.SectionId(section.Key)))];

    private IReadOnlyList<string> Between(string main, string other)
    {
        var order = Form.Layout.Sections.SelectMany(section => section.Items).Select(item => item.Field).ToList();
        var (from, to) = (order.IndexOf(main), order.IndexOf(other));
        return from < 0 || to < 0 ? [other] : [main, .. order[Math.Min(from, to)..(Math.Max(from, to) + 1)].Where(key => key != main)];
    }
}
