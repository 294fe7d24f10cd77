using LowCode.Ui.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.Designer.Components;

/// <summary>A component's script on a line whose answers come when the test lets them come.</summary>
public sealed class ComponentScriptTests
{
    private readonly SlowBrowser _browser = new();

    private ComponentScript<ComponentScriptTests> Script => field ??= new(_browser, "./ui/part.js", this);

    [Fact]
    public async Task A_script_is_called_once_it_was_made_and_let_go_with_its_component()
    {
        Assert.False(await Script.CallAsync("draw", 1));
        var making = Script.MakeAsync("create", 7);
        _browser.AnswerAll();
        await making;
        Assert.True(Script.IsThere);
        Assert.True(await _browser.During(Script.CallAsync("draw", 2)));
        await _browser.During(Script.DisposeAsync().AsTask());
        Assert.False(Script.IsThere);
        Assert.Equal(["import ./ui/part.js", "create 7", "draw 2", "dispose "], _browser.Called);
    }

    [Fact]
    public async Task A_component_that_goes_while_its_script_is_on_its_way_makes_nothing_and_nobody_is_told()
    {
        var making = Script.MakeAsync("create", 7);
        await _browser.During(Script.DisposeAsync().AsTask());
        _browser.AnswerAll();
        await making;
        Assert.False(await Script.CallAsync("draw", 1));
        Assert.Equal(["import ./ui/part.js"], _browser.Called);
    }

    [Fact]
    public async Task A_component_that_goes_between_two_calls_to_its_module_is_left_in_peace()
    {
        var making = Script.MakeAsync("create", async module =>
        {
            await module.InvokeAsync<bool>("knows", "zh-CN");
            await module.InvokeVoidAsync("learn", "zh-CN");
        }, () => [7]);
        _browser.Answer();
        await _browser.During(Script.DisposeAsync().AsTask());
        _browser.AnswerAll();
        await making;
        Assert.Equal(["import ./ui/part.js", "knows zh-CN"], _browser.Called);
    }

    [Fact]
    public async Task What_is_made_while_the_component_goes_is_let_go_at_once()
    {
        var making = Script.MakeAsync("create", 7);
        _browser.Answer();
        await _browser.During(Script.DisposeAsync().AsTask());
        await _browser.During(making);
        Assert.Equal(["import ./ui/part.js", "create 7", "dispose "], _browser.Called);
    }

    [Fact]
    public async Task An_element_that_was_drawn_anew_gets_a_script_anew()
    {
        foreach (var id in (string[])["a", "a", "b"])
            await _browser.During(Script.AttachAsync("attach", new ElementReference(id)));
        Assert.Equal(["import", "attach", "dispose", "attach"], _browser.Called.Select(call => call.Split(' ')[0]));
    }

    [Fact]
    public async Task A_line_that_is_cut_ends_it_without_an_error()
    {
        var making = Script.MakeAsync("create", 7);
        _browser.Cut();
        await making;
        Assert.False(Script.IsThere);
        await Script.DisposeAsync();
    }

    private sealed class SlowBrowser : IJSRuntime
    {
        private readonly Queue<TaskCompletionSource> _waiting = [];

        public List<string> Called { get; } = [];

        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) => new(CallAsync<T>(identifier, args));

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);

        public void Answer() => _waiting.Dequeue().SetResult();

        public void AnswerAll()
        {
            while (_waiting.Count > 0)
                Answer();
        }

        public void Cut() => _waiting.Dequeue().SetException(new JSDisconnectedException("cut"));

        public async Task During(Task work)
        {
            AnswerAll();
            await work;
        }

        public async Task<bool> During(Task<bool> work)
        {
            AnswerAll();
            return await work;
        }

        private async Task<T> CallAsync<T>(string call, object?[]? args)
        {
            Called.Add($"{call} {string.Join(' ', (args ?? []).Where(arg => arg is string or int))}");
            var said = new TaskCompletionSource();
            _waiting.Enqueue(said);
            await said.Task;
            return typeof(T) == typeof(IJSObjectReference) ? (T)(object)new Part(this) : default!;
        }
    }

    // Like the framework's: it refuses to be called when it was disposed of.
    private sealed class Part(SlowBrowser browser) : IJSObjectReference
    {
        private bool _gone;

        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args)
        {
            ObjectDisposedException.ThrowIf(_gone, this);
            return browser.InvokeAsync<T>(identifier, args);
        }

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);

        public ValueTask DisposeAsync()
        {
            _gone = true;
            return ValueTask.CompletedTask;
        }
    }
}
