using LowCode.Catalog;
using LowCode.Notifications;

namespace LowCode.Records;

/// <summary>Comments: who corrects them, who takes them back, who reads their files.</summary>
public sealed class CommentTests : IDisposable
{
    private const string Deal = """{"key":"deal","app":"app","titleField":"name","fields":[{"key":"name","type":"text"}]}""";

    private const string Reps = """
        {"key":"reps","app":"app","form":"deal","members":{"roles":["rep"]},"actions":["view","create","edit","comment"],"rows":"owner == $user","otherFields":"editable"}
        """;

    private readonly RecordWorld _world = new();
    private readonly RecordComments _comments;
    private readonly Inbox _inbox;
    private readonly long _id;

    public CommentTests()
    {
        _world.Publish((DefinitionKind.Form, Deal), (DefinitionKind.Group, Reps));
        _inbox = new Inbox(_world.Workspace);
        _comments = new RecordComments(_world.Workspace, _world.Reader, _inbox);
        _id = _world.New(_world.Rep, "deal", """{"name":"Acme"}""");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Its_writer_corrects_a_comment_and_only_new_names_are_told()
    {
        var comment = (await _comments.AddAsync(_world.Admin, "deal", _id, "see", [])).Value;

        await _comments.EditAsync(_world.Admin, "deal", _id, comment.Id, "see @Rep", [2]);
        await _comments.EditAsync(_world.Admin, "deal", _id, comment.Id, "see this @Rep", [2]);

        var told = Assert.Single(_inbox.List(_world.Rep).Value);
        Assert.Contains($"\"commentId\":{comment.Id}", told.Payload, StringComparison.Ordinal);
        Assert.True(Listed() is [{ Text: "see this @Rep", EditedAt: not null }]);
    }

    [Fact]
    public async Task Nobody_touches_a_comment_of_somebody_else()
    {
        var comment = (await _comments.AddAsync(_world.Rep, "deal", _id, "mine", [])).Value;

        Assert.Equal(ErrorKind.NotFound, (await _comments.EditAsync(_world.Admin, "deal", _id, comment.Id, "x", [])).Refusal?.Kind);
        Assert.Equal(ErrorKind.NotFound, (await _comments.DeleteAsync(_world.Admin, "deal", _id, comment.Id)).Refusal?.Kind);
        Assert.Equal("mine", Listed()[0].Text);
    }

    [Fact]
    public async Task A_comment_is_taken_back_and_brought_back()
    {
        var comment = (await _comments.AddAsync(_world.Rep, "deal", _id, "mine", [])).Value;

        await _comments.DeleteAsync(_world.Rep, "deal", _id, comment.Id);
        var gone = Listed();
        await _comments.RestoreAsync(_world.Rep, "deal", _id, comment);

        Assert.Empty(gone);
        Assert.Equal("mine", Assert.Single(Listed()).Text);
    }

    [Fact]
    public async Task A_file_comes_from_the_writers_own_upload_and_stands_once()
    {
        _world.Write(unit =>
        {
            unit.Log.AddFile(new StoredFile("f1", "plan.pdf", 9, "application/pdf", 2, _world.Workspace.Now, null, null, null));
            return 0;
        });

        var foreign = await _comments.AddAsync(_world.Admin, "deal", _id, "", [], ["f1"]);
        var own = await _comments.AddAsync(_world.Rep, "deal", _id, "", [], ["f1"]);
        var twice = await _comments.AddAsync(_world.Rep, "deal", _id, "again", [], ["f1"]);

        Assert.False(foreign.Ok);
        Assert.False(twice.Ok);
        Assert.Equal("plan.pdf", own.Value.Files[0].Name);
        Assert.Equal("f1", Assert.Single(Listed()).Files[0].Id);
    }

    [Fact]
    public async Task An_empty_comment_is_refused() =>
        Assert.Equal("records.comment.length", (await _comments.AddAsync(_world.Rep, "deal", _id, " ", [])).Refusal!.Errors[0].Code);

    private IReadOnlyList<Comment> Listed() => _comments.List(_world.Rep, "deal", _id).Value;
}
