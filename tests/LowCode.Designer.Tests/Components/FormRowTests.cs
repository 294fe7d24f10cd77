using LowCode.Ui.Components;
using LowCode.Ui.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowCode.Designer.Tests.Components;

public class FormRowTests
{
    [Fact]
    public async Task Two_inputs_in_one_row_never_share_an_id_and_the_label_belongs_to_the_first()
    {
        var html = await RenderAsync(group: false);

        Assert.Equal(2, Ids(html).Distinct().Count());
        Assert.Contains($"for=\"{Ids(html)[0]}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_label_of_a_group_names_it_and_presses_nothing_in_it()
    {
        var html = await RenderAsync(group: true);

        Assert.Equal(2, Ids(html).Distinct().Count());
        Assert.DoesNotContain("<label", html, StringComparison.Ordinal);
        Assert.Contains("role=\"group\"", html, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Ids(string html) => [.. html.Split("<input id=\"").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)])];

    private static async Task<string> RenderAsync(bool group)
    {
        await using var services = new ServiceCollection().AddSingleton(new Texts(new TextCatalog(typeof(Texts).Assembly))).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<FormRow>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(FormRow.Label)] = "名称",
            [nameof(FormRow.Group)] = group,
            [nameof(FormRow.ChildContent)] = (RenderFragment)(builder =>
            {
                builder.OpenComponent<TextField>(0);
                builder.CloseComponent();
                builder.OpenComponent<TextField>(1);
                builder.CloseComponent();
            }),
        }))).ToHtmlString());
    }
}
