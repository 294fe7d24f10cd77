using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Catalog;
using LowCode.Expressions;

namespace LowCode.Forms;

/// <summary>What holds for every field type.</summary>
public class FieldTypeContract
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["choice"] = """{"choices":[{"value":"a","label":{"en":"A","zh-CN":"甲"}},{"value":"b","label":"B"},{"value":"old","label":"Old","retired":true}]}""",
        ["choices"] = """{"choices":[{"value":"a","label":{"en":"A","zh-CN":"甲"}},{"value":"b","label":"B"}]}""",
        ["reference"] = """{"form":"sample"}""",
        ["subform"] = """{"fields":[{"key":"what","type":"text"},{"key":"amount","type":"number","settings":{"scale":2}}]}""",
    };

    public static TheoryData<string> Keys => [.. BuiltInTypes.All.Select(type => type.Key)];

    [Fact]
    public void Keys_are_different_and_words()
    {
        Assert.Equal(BuiltInTypes.All.Count, BuiltInTypes.All.Select(type => type.Key.ToLowerInvariant()).Distinct().Count());
        Assert.All(BuiltInTypes.All, type => Assert.Matches("^[a-z]+$", type.Key));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_type_says_what_people_need(string key)
    {
        var type = BuiltInTypes.Find(key)!;

        Assert.NotEmpty(type.Label.Texts["zh-CN"]);
        Assert.NotEmpty(type.Label.Texts["en"]);
        Assert.Matches("^[a-z0-9-]+$", type.Icon);
        Assert.Contains(type.Group, new[] { "basic", "choice", "people", "relation", "advanced" });
        Assert.NotEmpty(type.Operators);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Its_default_settings_are_valid_and_strict(string key)
    {
        var type = BuiltInTypes.Find(key)!;
        var errors = new List<Error>();

        type.ReadSettings(type.DefaultSettings, errors);

        Assert.Empty(errors);
        type.ReadSettings(new JsonObject { ["surprise"] = 1 }, errors);
        Assert.Contains("surprise", Assert.Single(errors).Path);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Its_sample_is_valid_and_survives_the_API(string key)
    {
        var field = Make(key);
        var sample = field.Type.Sample(field);
        var errors = new List<Error>();
        field.Type.Validate(sample, field, "f", errors);

        var json = Write(field, sample);
        var read = field.Type.Parse(json, field, "f", errors);

        Assert.Empty(errors);
        // Names of files come from the upload, never from the API.
        if (key == "file")
            Assert.Equal(sample.AsList[0].AsFile.Id, read.AsList[0].AsFile.Id);
        else
            Assert.Equal(sample, read);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Nothing_and_nonsense_never_throw(string key)
    {
        var field = Make(key);
        foreach (var json in new[] { "null", "\"\"", "[]", "{}", "true", "-1", "1e400", "\"\\ud800\"", "\"2026-13-45\"", "[[[1]]]", "[{\"id\":{}}]", "{\"id\":[1]}", "123456789012345678901234567890" })
        {
            var errors = new List<Error>();

            var value = field.Type.Parse(JsonDocument.Parse(json).RootElement, field, "f", errors);

            if (!value.IsEmpty)
                field.Type.Validate(value, field, "f", errors);
            if (json is "null" or "\"\"" && key != "file" && key != "subform")
                Assert.True(value.IsEmpty && (errors.Count == 0 || key == "subform"), $"{key} {json}");
            field.Show(value, Nobody.Names);
            Write(field, value);
            field.Type.Mask(value, field);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Its_value_kind_is_the_one_that_expressions_expect(string key)
    {
        var field = Make(key);

        var expected = field.Symbol.Type.Kind switch
        {
            TypeKind.Number => ValueKind.Number,
            TypeKind.Text => ValueKind.Text,
            TypeKind.Bool => ValueKind.Bool,
            TypeKind.Date => ValueKind.Date,
            TypeKind.DateTime => ValueKind.DateTime,
            TypeKind.User => ValueKind.User,
            TypeKind.Department => ValueKind.Department,
            TypeKind.Reference => ValueKind.Reference,
            TypeKind.List => ValueKind.List,
            _ => ValueKind.Rows,
        };

        Assert.Equal(expected, field.Type.Sample(field).Kind);
    }

    [Theory]
    [InlineData("text", " a\u0000b\n ", "ab")]
    [InlineData("phone", "+86 138-0013-8000", "13800138000")]
    [InlineData("phone", "010-12345678 转 801", "01012345678#801")]
    [InlineData("email", " Someone@Example.COM ", "someone@example.com")]
    [InlineData("url", "example.com/a", "https://example.com/a")]
    [InlineData("number", "￥1，234.50", "1234.5")]
    [InlineData("number", "12.5%", "0.125")]
    [InlineData("date", "2026年3月5日", "2026-03-05")]
    [InlineData("date", "2026/3/5", "2026-03-05")]
    [InlineData("datetime", "2026-03-05 09:30", "2026-03-05T01:30:00Z")]
    [InlineData("switch", "是", "true")]
    [InlineData("choice", "甲", "a")]
    [InlineData("choices", "b、甲", "a, b")]
    [InlineData("rating", "★★★", "3")]
    [InlineData("member", "Rep", "2")]
    public void Imported_text_is_understood(string key, string text, string expected)
    {
        var field = Make(key, key == "number" ? """{"scale":4}""" : null);
        var errors = new List<Error>();

        var value = field.Type.ParseText(text.Trim(), field, Nobody.Names, "f", errors);

        Assert.Empty(errors);
        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData("email", "nobody", "forms.email.invalid")]
    [InlineData("phone", "call me", "forms.phone.invalid")]
    [InlineData("url", "javascript:alert(1)", "forms.url.invalid")]
    [InlineData("choice", "old", "forms.choice.unknown")]
    [InlineData("number", "1.005", "forms.number.scale")]
    [InlineData("number", "12345678901234567890", "forms.number.range")]
    [InlineData("rating", "9", "forms.number.max")]
    public void Wrong_values_are_told_by_code(string key, string text, string code)
    {
        var field = Make(key, key == "number" ? """{"scale":2}""" : null);
        var errors = new List<Error>();

        var value = field.Type.Parse(JsonDocument.Parse(JsonSerializer.Serialize(text)).RootElement, field, "f", errors);
        if (!value.IsEmpty && errors.Count == 0)
            field.Type.Validate(value, field, "f", errors);

        Assert.Equal(code, Assert.Single(errors).Code);
    }

    [Fact]
    public void A_pattern_that_could_run_for_ever_runs_in_linear_time_or_is_refused()
    {
        var field = Make("text", """{"pattern":"(a+)+$"}""");
        var errors = new List<Error>();

        field.Type.Validate(Value.FromText(new string('a', 150) + "!"), field, "f", errors);

        Assert.Equal("forms.text.pattern", Assert.Single(errors).Code);
        errors.Clear();
        BuiltInTypes.Find("text")!.ReadSettings(new JsonObject { ["pattern"] = "(?<=a)b\\1" }, errors);
        Assert.Equal("settings.pattern", Assert.Single(errors).Path);
    }

    [Fact]
    public void Numbers_are_shown_as_designed()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("zh-CN");

        Assert.Equal("¥1,234.50", Show("""{"scale":2,"display":"money"}""", 1234.5m));
        Assert.Equal("-$1.00", Show("""{"scale":2,"display":"money","currency":"USD"}""", -1m));
        Assert.Equal("12.5%", Show("""{"scale":3,"display":"percent"}""", 0.125m));
        Assert.Equal("3 kg", Show("""{"unit":"kg"}""", 3m));

        static string Show(string settings, decimal number) => Make("number", settings) is var field ? field.Show(Value.FromNumber(number), Nobody.Names) : "";
    }

    [Fact]
    public void An_unknown_type_is_a_placeholder_and_its_definition_comes_back_unharmed()
    {
        const string json = """{"key":"sample","app":"app","fields":[{"key":"f","type":"hologram","settings":{"depth":3}}]}""";
        var errors = new List<Error>();

        var definition = DefinitionJson.Read<FormDefinition>(json, "", errors)!;

        Assert.Empty(errors);
        Assert.Equal(json, DefinitionJson.Write(definition));
        Assert.Equal(StorageKind.None, Make("hologram", """{"depth":3}""").Storage);
    }

    internal static Field Make(string type, string? settings = null)
    {
        var json = $$"""{"key":"sample","app":"app","fields":[{"key":"f","type":"{{type}}","settings":{{settings ?? Settings.GetValueOrDefault(type, "{}")}}{{(type == "formula" ? ",\"computed\":\"1\"" : "")}}}]}""";
        var id = 0L;
        var compiled = CatalogCompiler.Compile([new(DefinitionKind.App, "app", 1, """{"key":"app"}"""), new(DefinitionKind.Form, "sample", 2, json)], 1, (_, _, _) => ++id, []);
        Assert.Empty(compiled.Errors);
        return compiled.Catalog.Forms["sample"]["f"]!;
    }

    private static JsonElement Write(Field field, Value value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            field.WriteValue(writer, value, Nobody.Names);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    private sealed class Nobody : ValueNames
    {
        public static readonly Nobody Names = new();
        public override TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        public override string User(long id) => $"user {id}";
        public override string Department(long id) => $"department {id}";
        public override string Record(string form, long id) => $"{form} {id}";
        public override long? FindUser(string text) => text == "Rep" ? 2 : null;
        public override long? FindDepartment(string text) => null;
        public override long? FindRecord(Field field, string text) => null;
    }
}
