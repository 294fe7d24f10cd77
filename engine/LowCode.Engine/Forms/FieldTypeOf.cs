using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Forms;

/// <summary>A field type with typed settings: an immutable record whose defaults are the settings of a new field.</summary>
public abstract class FieldType<TSettings> : FieldType where TSettings : class, new()
{
    /// <inheritdoc/>
    public sealed override JsonObject DefaultSettings => (JsonObject)JsonSerializer.SerializeToNode(new TSettings(), DefinitionJson.Compact)!;

    /// <inheritdoc/>
    public sealed override object? ReadSettings(JsonObject settings, ICollection<Error> errors)
    {
        var read = DefinitionJson.Read<TSettings>(settings, "settings", errors);
        if (read is not null)
            Check(read, errors);
        return read ?? new TSettings();
    }

    /// <summary>Checks the settings by themselves; error paths begin with <c>settings.</c>.</summary>
    protected virtual void Check(TSettings settings, ICollection<Error> errors) { }

    /// <summary>The field's settings.</summary>
    protected static TSettings Of(Field field) => (TSettings)field.Settings!;
}

/// <summary>What a field may ask about the rest of the workspace while it is compiled.</summary>
/// <param name="List">Finds a shared choice list by key.</param>
/// <param name="HasForm">Whether a form with this key is published (or about to be).</param>
/// <param name="Columns">Compiles the columns of a subform.</param>
public sealed record FieldSurroundings(Func<string, ChoiceListDefinition?> List, Func<string, bool> HasForm,
    Func<Field, IReadOnlyList<FieldDefinition>, ICollection<Error>, IReadOnlyList<Field>> Columns);
