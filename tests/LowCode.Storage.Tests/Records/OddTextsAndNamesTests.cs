using LowCode.Expressions;
using LowCode.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage.Records;

/// <summary>What one database can't keep, or would name by half, is the same on all: characters without UTF-8 form, names that are too long.</summary>
public abstract class OddTextsAndNamesTests(StoreKind kind) : IDisposable
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 12).Select(i => $"a_key_as_long_as_a_key_of_a_field_can_ever_be_{i:00}")];

    private readonly TestStore _store = new(kind);

    public sealed class Memory() : OddTextsAndNamesTests(StoreKind.Memory);

    public sealed class Postgres() : OddTextsAndNamesTests(StoreKind.Postgres);

    [StoreFact]
    public async Task A_text_is_kept_and_found_alike_on_every_database()
    {
        using var test = await new TestWorkspace(_store.Open()).PublishForms("""{"key":"note","app":"test","fields":[{"key":"text","type":"text"}]}""");
        var field = test["note"]["text"]!;
        (string Text, string? Kept)[] cases =
            [("a\0b", "ab"), ("\0", null), ("half \ud83d pair", "half \ufffd pair"), ("\udc00\ud800", "\ufffd\ufffd"), ("whole \ud83d\ude00 \ufffd", "whole \ud83d\ude00 \ufffd")];

        foreach (var (text, kept) in cases)
        {
            var id = await test.Insert("note", ("text", Value.FromText(text)));

            var read = test.Read(unit => unit.Records.Get(test["note"], id))![field.Position];
            Assert.Equal(kept is null ? Value.Null : Value.FromText(kept), read);
            if (kept is not null)
                Assert.Equal(id, test.Read(unit => ((Unit)unit).Session.Scalar<long>($"SELECT id FROM {test["note"].Table} WHERE {field.Column} = @0", text)));
        }
    }

    [StoreFact]
    public async Task Long_keys_and_rules_over_many_fields_that_begin_alike_have_columns_and_indexes_of_their_own()
    {
        Assert.All(Keys, key => Assert.Equal(48, key.Length));
        var fields = string.Join(",", Keys.Select(key => $$"""{"key":"{{key}}","type":"text"}"""));
        var form = $$"""{"key":"{{Keys[0]}}","app":"test","fields":[{{fields}}],"uniques":[{{Rule(Keys[..11])}},{{Rule([.. Keys[..10], Keys[11]])}}]}""";
        using var test = await new TestWorkspace(_store.Open()).PublishForms(form);
        var made = test[Keys[0]];

        var id = await test.Insert(made.Key, [.. Keys.Select(key => (key, Value.FromText(key)))]);
        var indexes = test.Read(unit => ((Unit)unit).Session.Dialect.IndexesOf(((Unit)unit).Session, made.Table));
        var again = await test.Write(unit => unit.Records.ApplySchema([new SchemaChange(made, made)]));

        Assert.All(Keys, key => Assert.Equal(key, test.Read(unit => unit.Records.Get(made, id))![made[key]!.Position].AsText));
        Assert.Equal(2, indexes.Count(name => name.Length > 30));
        Assert.All(indexes, name => Assert.InRange(name.Length, 1, 63));
        Assert.Empty(again);
    }

    public void Dispose() => _store.Dispose();

    private static string Rule(IEnumerable<string> keys) => $$"""{"fields":[{{string.Join(",", keys.Select(key => $"\"{key}\""))}}]}""";
}
