using LowCode.Ui.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowCode.Designer.Tests.Components;

/// <summary>An owner that takes values late, or changes them, never costs the person a keystroke.</summary>
public class ValueInputTests
{
    [Fact]
    public async Task What_was_typed_stays_while_the_owner_still_hands_over_the_old_value() => await InRenderer(async owner =>
    {
        var late = new TaskCompletionSource();
        owner.Taking = async text => { await late.Task; owner.Value = text; };

        var telling = owner.Input.TypeAsync("ab");
        owner.Render();

        Assert.Equal("ab", owner.Input.Shown);
        late.SetResult();
        await telling;
        Assert.Equal("ab", owner.Input.Shown);
    });

    [Fact]
    public async Task A_late_echo_of_older_typing_does_not_replace_newer_typing() => await InRenderer(async owner =>
    {
        var first = new TaskCompletionSource();
        owner.Taking = async text => { if (text == "a") await first.Task; owner.Value = text; };

        var slow = owner.Input.TypeAsync("a");
        var second = new TaskCompletionSource();
        owner.Taking = async text => { await second.Task; owner.Value = text; };
        var newer = owner.Input.TypeAsync("ab");
        first.SetResult();
        await slow;
        owner.Render();

        Assert.Equal("ab", owner.Input.Shown);
        second.SetResult();
        await newer;
        Assert.Equal("ab", owner.Input.Shown);
    });

    [Fact]
    public async Task A_value_that_the_owner_changes_on_taking_it_is_shown() => await InRenderer(async owner =>
    {
        owner.Taking = text => { owner.Value = text?.ToUpperInvariant(); return Task.CompletedTask; };

        await owner.Input.TypeAsync("ab");

        Assert.Equal("AB", owner.Input.Shown);
    });

    [Fact]
    public async Task A_field_that_the_owner_empties_is_empty() => await InRenderer(async owner =>
    {
        owner.Taking = text => { owner.Value = text; return Task.CompletedTask; };
        await owner.Input.TypeAsync("ab");

        owner.Value = "";
        owner.Render();

        Assert.Equal("", owner.Input.Shown);
    });

    private static async Task InRenderer(Func<Owner, Task> test)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            Owner? owner = null;
            await renderer.RenderComponentAsync<Owner>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Ready"] = (Action<Owner>)(made => owner = made) }));
            await test(owner!);
        });
    }

    private sealed class Input : ValueInput<string>
    {
        public string? Shown => Current;

        public Task TypeAsync(string text) => SetAsync(text);
    }

    private sealed class Owner : ComponentBase
    {
        [Parameter] public Action<Owner> Ready { get; set; } = _ => { };

        public string? Value { get; set; }
        public Func<string?, Task> Taking { get; set; } = _ => Task.CompletedTask;
        public Input Input { get; private set; } = default!;

        public void Render() => StateHasChanged();

        protected override void OnInitialized() => Ready(this);

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenComponent<Input>(0);
            builder.AddComponentParameter(1, nameof(Input.Value), Value);
            builder.AddComponentParameter(2, nameof(Input.ValueChanged), EventCallback.Factory.Create<string>(this, text => Taking(text)));
            builder.AddComponentReferenceCapture(3, input => Input = (Input)input);
            builder.CloseComponent();
        }
    }
}
