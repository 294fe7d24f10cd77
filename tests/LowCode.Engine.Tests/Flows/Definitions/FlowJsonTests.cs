using LowCode.Flows;

namespace LowCode.Engine.Tests.Flows.Definitions;

public class FlowJsonTests
{
    private const string Full = """
        {"schema":1,"key":"leave","form":"leave_request","label":{"en":"Leave","zh-CN":"请假"},"nodes":[
        {"id":"start","type":"start","position":{"x":10,"y":20.5},"fields":{"days":"required"},"otherFields":"editable","comment":"optional"},
        {"id":"boss","type":"approve","label":{"en":"Manager"},
         "assignees":{"from":[{"kind":"initiatorManager","levels":2},{"kind":"members","users":[7,9]},{"kind":"roles","roles":["finance"]},{"kind":"departmentField","field":"dep","headOnly":false},{"kind":"expression","expression":"owner"}],"ifNobody":"toUser","fallbackUser":1,"ifInitiator":"manager","ifSamePerson":"consecutive"},
         "vote":{"mode":"percent","value":60},"reject":{"action":"toNode","node":"start"},
         "return":{"allowed":false,"targets":["start"],"resubmit":"direct"},
         "timeouts":[{"action":"remind","after":"P3D","repeat":3,"every":"PT12H"},{"after":"P5D","action":"escalate","to":{"kind":"roles","roles":["director"]}},{"after":"P9D","action":"return","to":"start"}],
         "fields":{"amount":"readOnly","salary":"hidden"},"requiredRecords":[{"form":"follow_up","via":"lead","min":2,"label":{"en":"Write a follow-up"}}],
         "checks":[{"expression":"amount > 0","message":"?"}],"buttons":{"reject":{"label":{"en":"Refuse"}},"transfer":{"hidden":true}},"comment":"onReject"},
        {"id":"pay","type":"handle","waitUntil":"paid >= total"},
        {"id":"x","type":"exclusive"},{"id":"f","type":"fork","mode":"matching","join":"j"},{"id":"j","type":"join","mode":"any"},
        {"id":"c","type":"cc","to":[{"kind":"initiator"}]},
        {"id":"a","type":"auto","actions":[{"kind":"updateRecord","values":{"b":"1","a":"2"}},{"kind":"createRecord","form":"customer","values":{"name":"company"},"setReference":"customer"},{"kind":"sendMessage","to":[{"kind":"memberField","field":"owner"}],"text":"Hi {name}"}]},
        {"id":"t","type":"timer","until":{"kind":"field","field":"due","offset":"-P7D"}},
        {"id":"n","type":"subflow","flow":"other","deep":{"k":[1,null]}},
        {"id":"end","type":"end","result":"closed"}],
        "edges":[{"id":"e1","from":"start","to":"boss"},{"id":"e2","from":"x","to":"f","label":{"en":"big"},"order":2,"when":"days > 3"},{"id":"e3","from":"boss","to":"end","outcome":"reject"},{"id":"e4","from":"x","to":"end","isDefault":true}],
        "settings":{"start":{"on":"onCreate","when":"true"},"withdraw":"never","title":"name","managers":[{"kind":"members","users":[3]}]}}
        """;

    [Fact]
    public void Every_node_type_and_property_survives_a_round_trip()
    {
        var first = FlowJson.Read(Full).Value;
        var text = FlowJson.Write(first);
        var second = FlowJson.Read(text).Value;

        Assert.Equal(text, FlowJson.Write(second));
        var boss = Assert.IsType<ApproveNode>(second.FindNode("boss"));
        Assert.Equal(new FromInitiatorManager(2), boss.Assignees.From[0]);
        Assert.Equal(new FromDepartmentField("dep", HeadOnly: false), boss.Assignees.From[3]);
        Assert.False(boss.Return.Allowed);
        Assert.Equal(TimeSpan.FromHours(12), Assert.IsType<RemindAfter>(boss.Timeouts[0]).Every);
        Assert.Equal(TimeSpan.FromDays(-7), Assert.IsType<WaitForField>(Assert.IsType<TimerNode>(second.FindNode("t")).Until).Offset);
        Assert.Equal(20.5, second.FindNode("start")!.Position!.Y);
        Assert.Contains("\"请假\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_are_written_in_the_order_of_their_keys_and_emptiness_not_at_all()
    {
        var text = FlowJson.Write(FlowJson.Read(Full).Value);

        Assert.Contains("""{"kind":"updateRecord","values":{"a":"2","b":"1"}}""", text, StringComparison.Ordinal);
        Assert.Contains("""{"id":"x","type":"exclusive"}""", text, StringComparison.Ordinal);
        Assert.Contains("""{"id":"e1","from":"start","to":"boss","order":0}""", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_of_an_unknown_type_is_kept_with_everything_it_had()
    {
        var flow = FlowJson.Read(Full).Value;
        var moved = flow with { Nodes = [.. flow.Nodes.Select(node => node.Id == "n" ? node with { Position = new FlowPosition(1, 2) } : node)] };

        var unknown = Assert.IsType<UnknownNode>(FlowJson.Read(FlowJson.Write(moved)).Value.FindNode("n"));

        Assert.Equal("subflow", unknown.Type);
        Assert.Equal("other", unknown.Raw.GetProperty("flow").GetString());
        Assert.Equal("[1,null]", unknown.Raw.GetProperty("deep").GetProperty("k").GetRawText());
        Assert.Equal(1, unknown.Position!.X);
    }

    [Theory]
    [InlineData("""{"id":"a","type":"approve","vote":{"mode":"most"}}""", "nodes[0].vote.mode", "one of any, all, percent, count, sequential")]
    [InlineData("""{"id":"a","type":"approve","colour":1}""", "nodes[0].colour", "no property 'colour'")]
    [InlineData("""{"id":"a","type":"approve","assignees":{"from":[{"kind":"moon"}]}}""", "nodes[0].assignees.from[0]", "a known kind instead of 'moon'")]
    [InlineData("""{"id":"a","type":"approve","timeouts":[{"action":"remind","after":"P1M"}]}""", "nodes[0].timeouts[0].after", "a duration")]
    [InlineData("""{"id":"a","type":"approve","timeouts":[{"action":"remind"}]}""", "nodes[0].timeouts[0]", "the missing 'after'")]
    [InlineData("""{"id":"a","type":"approve","vote":{"mode":"count","value":"x"}}""", "nodes[0].vote.value", "a whole number")]
    [InlineData("""{"type":"approve"}""", "nodes[0]", "the missing 'id'")]
    [InlineData("""{"id":"a b","type":"end"}""", "nodes[0].id", "letters, digits")]
    [InlineData("""{"id":"a","type":"end","result":null}""", "nodes[0].result", "expected one of approved, rejected, closed")]
    public void What_is_wrong_is_said_with_its_path(string node, string path, string expected)
    {
        var refusal = FlowJson.Read($$"""{"schema":1,"key":"k","form":"f","nodes":[{{node}}],"edges":[]}""").Refusal!;

        var error = Assert.Single(refusal.Errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_broken_nodes_and_edges_are_named_at_once()
    {
        var refusal = FlowJson.Read("""
            {"schema":1,"key":"k","form":"f","nodes":[{"id":"a","type":"end","foo":1},{"id":"b","type":"join","mode":"x"},{"id":"c","type":"end"},{"id":"c","type":"end"}],
             "edges":[{"id":"e","from":1,"to":"b"}]}
            """).Refusal!;

        Assert.Equal(["nodes[0].foo", "nodes[1].mode", "edges[0].from", "nodes[3].id"], refusal.Errors.Select(error => error.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"schema\":1,\"schema\":1}")]
    [InlineData("{\"schema\":2,\"key\":\"k\",\"form\":\"f\",\"nodes\":[],\"edges\":[]}")]
    [InlineData("{\"schema\":1,\"key\":\"k\",\"form\":\"f\",\"nodes\":[5],\"edges\":[null]}")]
    public void Other_texts_are_refused_without_an_exception(string json) => Assert.False(FlowJson.Read(json).Ok);

    [Fact]
    public void More_than_200_nodes_are_refused()
    {
        var nodes = string.Join(',', Enumerable.Range(0, 201).Select(number => $$"""{"id":"n{{number}}","type":"end"}"""));

        var refusal = FlowJson.Read($$"""{"schema":1,"key":"k","form":"f","nodes":[{{nodes}}],"edges":[]}""").Refusal!;

        Assert.Equal("flows.tooLarge", Assert.Single(refusal.Errors).Code);
    }

    [Theory]
    [InlineData("P3D", 72 * 60)]
    [InlineData("PT2H", 120)]
    [InlineData("P1W", 7 * 24 * 60)]
    [InlineData("-P1DT30M", -(24 * 60 + 30))]
    public void Durations_read_and_write(string text, int minutes)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMinutes(minutes), duration);
        Assert.True(Durations.TryParse(Durations.Write(duration), out var again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1Y")]
    [InlineData("3D")]
    [InlineData("P1DT")]
    [InlineData("P99999999D")]
    public void Other_durations_are_refused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData(VoteMode.Any, null, 5, 1)]
    [InlineData(VoteMode.All, null, 5, 5)]
    [InlineData(VoteMode.Sequential, null, 3, 3)]
    [InlineData(VoteMode.Percent, 50, 5, 3)]
    [InlineData(VoteMode.Percent, 1, 5, 1)]
    [InlineData(VoteMode.Count, 9, 5, 5)]
    public void Votes_needed_are_counted_in_whole_people(VoteMode mode, int? value, int voters, int needed) =>
        Assert.Equal(needed, new VoteRule { Mode = mode, Value = value }.Needed(voters));
}
