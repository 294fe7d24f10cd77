using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.Ui.Records.Boards;

/// <summary>The browser's part of cards (<c>ui/cards.js</c>) on one element: at <paramref name="url"/>: attached when the element is drawn, and anew when it is drawn anew. Tells <paramref name="target"/> what people did.</summary>
internal sealed class CardScript<T>(IJSRuntime js, string url, T target) : IAsyncDisposable where T : class
{
    private readonly DotNetObjectReference<T> _target = DotNetObjectReference.Create(target);
    private IJSObjectReference? _script;
    private string? _host;

    public async Task AttachAsync(ElementReference host)
    {
        if (_host == host.Id)
            return;
        // Said at once: the board may be drawn again before the script is there.
        _host = host.Id;
        await DetachAsync();
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", url);
        _script = await module.InvokeAsync<IJSObjectReference>("attach", host, _target);
    }

    /// <summary>False while the script is still on its way.</summary>
    public async Task<bool> InvokeAsync(string name, string what)
    {
        if (_script is null)
            return false;
        await _script.InvokeVoidAsync(name, what);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await DetachAsync();
        _target.Dispose();
    }

    private async Task DetachAsync()
    {
        if (_script is null)
            return;
        try
        {
            await _script.InvokeVoidAsync("dispose");
            await _script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }
        _script = null;
    }
}
