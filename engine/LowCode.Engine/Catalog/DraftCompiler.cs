using LowCode.Forms;

namespace LowCode.Catalog;

/// <summary>
/// Compiles one form's draft beside what is published, without a database: what a designer asks after each keystroke. Publishing compiles everything again.
/// </summary>
public static class DraftCompiler
{
    /// <summary>The draft as a form that can be shown and asked, with everything that is wrong with it. Paths begin inside the form: <c>fields[3].computed</c>.</summary>
    public static CompiledDraft Compile(MetadataCatalog catalog, FormDefinition draft)
    {
        var definitions = new DefinitionSet();
        foreach (var (key, app) in catalog.Apps)
            definitions.Apps[key] = app;
        foreach (var (key, list) in catalog.ChoiceLists)
            definitions.Lists[key] = list;
        foreach (var (key, role) in catalog.Roles)
            definitions.Roles[key] = role;
        foreach (var (key, published) in catalog.Forms)
            definitions.Forms[key] = (published.Id, published.Definition);
        var id = catalog.Forms.GetValueOrDefault(draft.Key)?.Id ?? 0;
        definitions.Forms[draft.Key] = (id, draft);

        var errors = new List<Error>();
        Form? form = null;
        Form? Find(string key) => key == draft.Key ? form : catalog.Forms.GetValueOrDefault(key);
        var next = 0L;
        form = new FormCompiler(definitions, Find, (_, _, _) => ++next).Compile(id, draft, Root, errors);
        new RuleCompiler(Find).Compile(form, Root, errors);
        FormParts.Compile(form, definitions, Find, new ErrorsBelow(errors, Root));
        return new CompiledDraft(form, [.. errors.Select(error => error with { Path = error.Path?.Replace($"{Root}.", "", StringComparison.Ordinal) })]);
    }

    private const string Root = "draft";
}

/// <summary>A draft that was compiled: usable even with errors, whatever is wrong is left out.</summary>
public sealed record CompiledDraft(Form Form, IReadOnlyList<Error> Errors);
