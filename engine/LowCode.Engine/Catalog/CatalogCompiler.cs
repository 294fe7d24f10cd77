using LowCode.Forms;
using LowCode.Permissions;

namespace LowCode.Catalog;

/// <summary>
/// Turns all published definitions into the <see cref="MetadataCatalog"/>, or says everything that is wrong with them, each with its path
/// (<c>forms.lead.fields[3].computed</c>). Passes: read, fields, expressions, parts, permission groups, other kinds.
/// </summary>
public static class CatalogCompiler
{
    /// <summary>Compiles a whole workspace; 300 forms take some hundredths of a second.</summary>
    /// <param name="sources">All published definitions.</param>
    /// <param name="version">The metadata version that the catalog will have.</param>
    /// <param name="ids">Physical ids of fields.</param>
    /// <param name="compilers">Compilers of further kinds.</param>
    public static CompiledCatalog Compile(IEnumerable<DefinitionSource> sources, long version, FieldIdSource ids, IReadOnlyList<IDefinitionCompiler> compilers)
    {
        var errors = new List<Error>();
        var definitions = DefinitionSet.Read(sources, errors);
        var forms = new Dictionary<string, Form>(StringComparer.Ordinal);
        CompileForms(definitions, forms, ids, errors);
        CheckApps(definitions, errors);
        CheckLists(definitions, errors);

        var groups = definitions.Groups.OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => GroupCompiler.Compile(group, definitions, forms.GetValueOrDefault, new ErrorsBelow(errors, DefinitionKinds.PathOf(DefinitionKind.Group, group.Key))))
            .OfType<CompiledGroup>().ToLookup(group => group.Definition.Form);

        var others = new Dictionary<(DefinitionKind, string), object>();
        var catalog = new MetadataCatalog
        {
            Version = version,
            Apps = definitions.Apps,
            Forms = forms,
            ChoiceLists = definitions.Lists,
            Roles = definitions.Roles,
            Groups = groups,
            Others = others,
        };
        CompileOthers(definitions, catalog, others, compilers, errors);
        return new CompiledCatalog(catalog, errors);
    }

    private static void CompileForms(DefinitionSet definitions, Dictionary<string, Form> forms, FieldIdSource ids, List<Error> errors)
    {
        var compiler = new FormCompiler(definitions, forms.GetValueOrDefault, ids);
        foreach (var (key, (id, definition)) in definitions.Forms)
            forms[key] = compiler.Compile(id, definition, DefinitionKinds.PathOf(DefinitionKind.Form, key), errors);

        var rules = new RuleCompiler(forms.GetValueOrDefault);
        foreach (var (key, form) in forms)
        {
            rules.Compile(form, DefinitionKinds.PathOf(DefinitionKind.Form, key), errors);
            FormParts.Compile(form, definitions, forms.GetValueOrDefault, new ErrorsBelow(errors, DefinitionKinds.PathOf(DefinitionKind.Form, key)));
        }
        Dependents.Link(forms.Values, forms.GetValueOrDefault);
    }

    private static void CompileOthers(DefinitionSet definitions, MetadataCatalog catalog, Dictionary<(DefinitionKind, string), object> others,
        IReadOnlyList<IDefinitionCompiler> compilers, List<Error> errors)
    {
        foreach (var source in definitions.Others)
        {
            if (compilers.FirstOrDefault(compiler => compiler.Kind == source.Kind) is { } compiler
                && compiler.Compile(source.Key, source.Json, catalog, DefinitionKinds.PathOf(source.Kind, source.Key), errors) is { } compiled)
            {
                others[(source.Kind, source.Key)] = compiled;
            }
        }
        foreach (var compiler in compilers)
            compiler.CheckTogether(catalog, errors);
        foreach (var (key, app) in definitions.Apps)
        {
            foreach (var dashboard in app.Menu.SelectMany(group => group.Items).Select(item => item.Dashboard).OfType<string>())
            {
                if (!definitions.Others.Any(source => source.Kind == DefinitionKind.Dashboard && source.Key == dashboard))
                    errors.Add(new Error("dashboards.unknown", $"There is no dashboard '{dashboard}'.", $"apps.{key}.menu", FormErrors.Values(("key", dashboard))));
            }
        }
    }

    private static void CheckApps(DefinitionSet definitions, List<Error> errors)
    {
        foreach (var (key, app) in definitions.Apps)
        {
            for (var i = 0; i < app.Menu.Count; i++)
            {
                for (var j = 0; j < app.Menu[i].Items.Count; j++)
                {
                    var (path, item) = ($"apps.{key}.menu[{i}].items[{j}]", app.Menu[i].Items[j]);
                    if (item.Form is null == item.Dashboard is null)
                        errors.Add(FormErrors.Setting(path, "either a form or a dashboard"));
                    else if (item.Form is { } form && !definitions.Forms.ContainsKey(form))
                        errors.Add(FormErrors.UnknownForm($"{path}.form", form));
                }
            }
        }
    }

    private static void CheckLists(DefinitionSet definitions, List<Error> errors)
    {
        foreach (var (key, list) in definitions.Lists)
        {
            Forms.FieldTypes.ChoiceValues.CheckChoices(list.Choices, $"choices.{key}.choices", errors);
            if (list.App is { } app && !definitions.Apps.ContainsKey(app))
                errors.Add(FormErrors.UnknownApp($"choices.{key}.app", app));
        }
    }
}
