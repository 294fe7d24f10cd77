using System.Security.Claims;
using LowCode.Expressions;
using LowCode.People;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;
using LowCode.Ui.Records;

namespace LowCode.Designer.Tests.Records;

/// <summary>A form being typed whose references depend on one another.</summary>
public sealed class ReferenceEditingTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task Another_customer_empties_what_was_chosen_for_the_one_before_and_says_so()
    {
        await _test.PublishForms(
            """{"key":"customer","app":"test","titleField":"name","fields":[{"key":"name","type":"text"}]}""",
            """{"key":"quote","app":"test","titleField":"name","fields":[{"key":"name","type":"text"},{"key":"customer","type":"reference","settings":{"form":"customer"}}]}""",
            """
            {"key":"contract","app":"test","fields":[{"key":"customer","type":"reference","label":"Customer","settings":{"form":"customer"}},
              {"key":"quote","type":"reference","settings":{"form":"quote","filter":"customer == $form.customer","unfit":"clear"}},
              {"key":"held","type":"reference","settings":{"form":"quote","filter":"customer == $form.customer"}}]}
            """);
        var (one, two) = (await _test.Insert("customer", ("name", Value.FromText("One"))), await _test.Insert("customer", ("name", Value.FromText("Two"))));
        var quote = await _test.Insert("quote", ("name", Value.FromText("Q")), ("customer", Value.FromReference(one)));
        _test.Workspace.People = new PeopleDirectory([new User(1, "admin@example.com", "Admin", [], [], true, true, null, "")], []);
        var current = new CurrentCaller(_test.Workspace);
        current.Set(new ClaimsPrincipal(new ClaimsIdentity([new Claim(SignInClaims.UserId, "1")])), Source.Screen);
        var form = _test["contract"];
        var editing = new RecordEditing(new FormEvaluator(_test.Workspace), new RecordSaver(_test.Workspace, []), current, new Texts(new TextCatalog(typeof(Texts).Assembly)), form, null, null);
        editing.Refresh();

        editing.Change(form["customer"]!, Value.FromReference(one));
        editing.Change(form["quote"]!, Value.FromReference(quote));
        editing.Change(form["held"]!, Value.FromReference(quote));
        Assert.Null(editing.Problems.At("held"));
        Assert.Equal(Value.FromReference(one), editing.AtHand.Offer(form["quote"]!).Record![form["customer"]!.Position]);
        editing.Change(form["customer"]!, Value.FromReference(two));

        Assert.Equal(Value.Null, editing.State!.Values[form["quote"]!.Position]);
        Assert.Contains(form["quote"]!, editing.Cleared);
        Assert.NotEmpty(editing.Said);
        Assert.Contains("Customer", editing.Problems.At("held"), StringComparison.Ordinal);
        Assert.Equal(Value.FromReference(quote), editing.State.Values[form["held"]!.Position]);
    }
}
