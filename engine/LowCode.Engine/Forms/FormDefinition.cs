namespace LowCode.Forms;

/// <summary>
/// A form as it is designed and stored: fields, how they lie, rules, views. Immutable; the catalog holds the compiled <see cref="Form"/>.
/// JSON: <c>{"key":"lead","app":"crm","label":{...},"titleField":"company","stageField":"status","fields":[...],"layout":{...},"validations":[...],"uniques":[...],"views":[...],"related":[...]}</c>.
/// </summary>
public sealed record FormDefinition
{
    /// <summary>Stable name, unique in the workspace.</summary>
    public required string Key { get; init; }

    /// <summary>Key of the app that it belongs to.</summary>
    public required string App { get; init; }

    /// <summary>What people read in menus and titles.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>Icon name of the product's set; null for the default.</summary>
    public string? Icon { get; init; }

    /// <summary>One of the ten choice colours (<c>blue</c>, <c>green</c> ...); null for neutral.</summary>
    public string? Color { get; init; }

    /// <summary>What the form is for; shown on its empty list.</summary>
    public Label? Description { get; init; }

    /// <summary>Key of the field that names a record in references and titles; null for the first text field.</summary>
    public string? TitleField { get; init; }

    /// <summary>Key of the choice field that the record page shows as a row of stages; null for none.</summary>
    public string? StageField { get; init; }

    /// <summary>The fields, in no particular order; <see cref="Layout"/> arranges them.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];

    /// <summary>Sections and widths; fields that no section mentions follow in a last one.</summary>
    public FormLayout Layout { get; init; } = new();

    /// <summary>Checks of the whole record.</summary>
    public IReadOnlyList<ValidationRule> Validations { get; init; } = [];

    /// <summary>Groups of fields that must be unique together.</summary>
    public IReadOnlyList<UniqueRule> Uniques { get; init; } = [];

    /// <summary>Views that the designer or the pack provides to everybody.</summary>
    public IReadOnlyList<ViewDefinition> Views { get; init; } = [];

    /// <summary>Lists of referring records that the record page shows.</summary>
    public IReadOnlyList<RelatedListDefinition> Related { get; init; } = [];
}

/// <summary>How the record page is arranged: sections on a 12-column grid, all on one page or spread over tabs.</summary>
public sealed record FormLayout
{
    /// <summary>From left to right; empty for one page without tabs. A tab without visible fields isn't shown.</summary>
    public IReadOnlyList<LayoutTab> Tabs { get; init; } = [];

    /// <summary>From top to bottom.</summary>
    public IReadOnlyList<LayoutSection> Sections { get; init; } = [];
}

/// <summary>One tab of a record page. <paramref name="Key"/> is stable inside the form.</summary>
public sealed record LayoutTab(string Key, Label Label);

/// <summary>A titled block of fields.</summary>
public sealed record LayoutSection
{
    /// <summary>Stable name inside the form.</summary>
    public required string Key { get; init; }

    /// <summary>Its title; empty for none.</summary>
    public Label Label { get; init; } = Label.Empty;

    /// <summary>A sentence below the title; null for none.</summary>
    public Label? Description { get; init; }

    /// <summary>Key of the tab that it stands on; null: above the tabs, always in sight.</summary>
    public string? Tab { get; init; }

    /// <summary>Starts folded.</summary>
    public bool Collapsed { get; init; }

    /// <summary>Bool expression; null for always.</summary>
    public string? VisibleWhen { get; init; }

    /// <summary>Fields from left to right, wrapping.</summary>
    public IReadOnlyList<LayoutItem> Items { get; init; } = [];
}

/// <summary>One field's place.</summary>
/// <param name="Field">Key of the field.</param>
/// <param name="Span">Its width in twelfths, 1 to 12; phones use the full width.</param>
/// <param name="Divider">A line above it across the section; the field begins a new row.</param>
/// <param name="Caption">Words on that line; null for a bare one. Not shown without <paramref name="Divider"/>.</param>
public sealed record LayoutItem(string Field, int Span = 6, bool Divider = false, Label? Caption = null);

/// <summary>A check of the record: <paramref name="Check"/> must be true.</summary>
/// <param name="Check">Bool expression that holds for a good record.</param>
/// <param name="Message">What people read when it doesn't.</param>
/// <param name="Field">The field it is shown at; null for the whole form.</param>
/// <param name="Warning">Only warns; saving goes on when the person confirms.</param>
public sealed record ValidationRule(string Check, Label Message, string? Field = null, bool Warning = false);

/// <summary>Fields whose values together may stand only once; a record with any of them empty doesn't count.</summary>
public sealed record UniqueRule(IReadOnlyList<string> Fields, Label? Message = null);

/// <summary>Records of <paramref name="Form"/> whose reference field <paramref name="Via"/> points here.</summary>
public sealed record RelatedListDefinition(string Form, string Via, Label? Label = null, IReadOnlyList<string>? Columns = null);
