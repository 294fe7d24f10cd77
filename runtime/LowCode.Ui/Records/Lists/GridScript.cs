using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.Ui.Records;

/// <summary>The grid's script (ui/grid.js) while its table is on screen; silent before it was loaded and after the page is gone.</summary>
public sealed class GridScript(IJSRuntime js, GridCalls calls) : IAsyncDisposable
{
    private readonly DotNetObjectReference<GridCalls> _calls = DotNetObjectReference.Create(calls);
    private IJSObjectReference? _module, _grid;
    private bool _gone;

    /// <summary>Loads the script and gives it the table.</summary>
    public async Task BeginAsync(string url, ElementReference host, int count)
    {
        _module = await js.InvokeAsync<IJSObjectReference>("import", url);
        if (!_gone)
            _grid = await _module.InvokeAsync<IJSObjectReference>("create", host, _calls, count);
    }

    /// <summary>Puts the cursor on a row.</summary>
    public Task AtAsync(int row) => CallAsync("at", row);

    /// <summary>Tells how many rows there are.</summary>
    public Task CountAsync(int count) => CallAsync("setCount", count);

    /// <summary>Shows the first rows.</summary>
    public Task ToTopAsync() => CallAsync("toTop");

    /// <summary>Gives the keyboard to the rows.</summary>
    public Task FocusAsync() => CallAsync("focus");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_grid is not null)
            {
                await _grid.InvokeVoidAsync("dispose");
                await _grid.DisposeAsync();
            }
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page went first
        }
        _calls.Dispose();
    }

    private Task CallAsync(string name, params object?[] values) => _grid is null || _gone ? Task.CompletedTask : _grid.InvokeVoidAsync(name, values).AsTask();
}
