using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LowCode;

/// <summary>
/// JSON that was read holds what its type promises, so that whoever goes on with it never meets a null that the compiler doesn't know of, and whoever wrote it is told
/// where it stood. The serializer itself never looks at the members of lists.
/// </summary>
public static class StrictJson
{
    private const string Place = "place";

    /// <summary>Reads bodies of requests: no null where the type has none, nothing left out that isn't optional, no null in lists.</summary>
    public static IJsonTypeInfoResolver Bodies { get; } = new DefaultJsonTypeInfoResolver { Modifiers = { type => Look(type, whole: true) } };

    /// <summary>A modifier: no null in lists, where their type has none.</summary>
    public static void RefuseNullMembers(JsonTypeInfo type) => Look(type, whole: false);

    /// <summary>Where in the JSON it went wrong, from <c>$</c>; null when nobody knows.</summary>
    public static string? PathOf(JsonException problem) => problem.Data[Place] is string place ? $"{problem.Path ?? "$"}.{place}" : problem.Path;

    /// <summary>Whether something was null that can't be.</summary>
    internal static bool IsNull(JsonException problem) => problem.Data.Contains(Place);

    private static void Look(JsonTypeInfo type, bool whole)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var nullability = new NullabilityInfoContext();
        var checks = type.Properties.Where(property => property.Get is not null && (property.Set is not null || property.AssociatedParameter is not null))
            .Select(property => Check.Of(property, nullability, whole)).OfType<Check>().ToList();
        if (checks.Count > 0)
            type.OnDeserialized += read => checks.ForEach(check => check.Look(read));
    }

    private sealed record Check(JsonPropertyInfo Property, bool Needed, bool NeedsMembers)
    {
        internal static Check? Of(JsonPropertyInfo property, NullabilityInfoContext nullability, bool whole)
        {
            if (property.AttributeProvider is not PropertyInfo info)
                return null;
            var said = nullability.Create(info);
            var member = said.ElementType ?? said.GenericTypeArguments.LastOrDefault();
            var check = new Check(property, whole && IsNever(said), typeof(IEnumerable).IsAssignableFrom(info.PropertyType) && member is not null && IsNever(member));
            return check.Needed || check.NeedsMembers ? check : null;
        }

        internal void Look(object read)
        {
            var value = Property.Get!(read);
            if (value is null && Needed)
                throw Null(Property.Name);
            if (NeedsMembers && value is IDictionary named)
                LookAt(named.Keys.Cast<object>().Zip(named.Values.Cast<object?>(), (key, member) => ($"{Property.Name}.{key}", member)));
            else if (NeedsMembers && value is IEnumerable list)
                LookAt(list.Cast<object?>().Select((member, at) => ($"{Property.Name}[{at}]", member)));
        }

        private static void LookAt(IEnumerable<(string Place, object? Member)> members)
        {
            foreach (var (place, member) in members)
            {
                if (member is null)
                    throw Null(place);
            }
        }

        private static bool IsNever(NullabilityInfo said) => !said.Type.IsValueType && said.ReadState == NullabilityState.NotNull;

        private static JsonException Null(string place) => new($"'{place}' can't be null or left out.") { Data = { [Place] = place } };
    }
}
