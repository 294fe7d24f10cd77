using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.Ui.Components;

/// <summary>
/// The browser's part of a component: an object that a script module makes, and that is called while the component stands.
/// On a slow line the component, or its whole page, may be gone before an answer is there: then nothing more is made or called, and nobody is told.
/// </summary>
public sealed class ComponentScript<T>(IJSRuntime js, string url, T component) : IAsyncDisposable where T : class
{
    private IJSObjectReference? _module, _part;
    private string? _host;
    private bool _gone;

    /// <summary>The component, for the script to call its <see cref="JSInvokableAttribute"/> methods.</summary>
    public DotNetObjectReference<T> Calls { get; } = DotNetObjectReference.Create(component);

    /// <summary>True from when the script can be called.</summary>
    public bool IsThere => _part is not null && !_gone;

    /// <summary>Makes the part with the module's function <paramref name="make"/>; <paramref name="before"/> may call the module first.</summary>
    public Task MakeAsync(string make, Func<IJSObjectReference, Task>? before, Func<object?[]> with) => WhileThereAsync(async () =>
    {
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", url);
        if (!_gone && before is not null)
            await before(_module);
        if (_gone)
            return;
        _part = await _module.InvokeAsync<IJSObjectReference>(make, with());
        if (_gone)
            await LetGoAsync();
    });

    /// <summary>Makes the part with what is known already.</summary>
    public Task MakeAsync(string make, params object?[] with) => MakeAsync(make, null, () => with);

    /// <summary>Makes the part of an element, and anew when the element was drawn anew; does nothing while it is the same.</summary>
    public async Task AttachAsync(string make, ElementReference host)
    {
        if (_host == host.Id)
            return;
        // Said at once: the component may be drawn again before the script is there, and two of it would do everything twice.
        _host = host.Id;
        await WhileThereAsync(LetGoAsync);
        await MakeAsync(make, host, Calls);
    }

    /// <summary>Calls the part; false while it is still on its way and when it is gone.</summary>
    public async Task<bool> CallAsync(string name, params object?[] with)
    {
        if (!IsThere)
            return false;
        await WhileThereAsync(() => _part!.InvokeVoidAsync(name, with).AsTask());
        return !_gone;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        await WhileThereAsync(async () =>
        {
            await LetGoAsync();
            if (_module is not null)
                await _module.DisposeAsync();
        });
        Calls.Dispose();
    }

    private async Task LetGoAsync()
    {
        if (_part is not { } part)
            return;
        _part = null;
        await part.InvokeVoidAsync("dispose");
        await part.DisposeAsync();
    }

    private async Task WhileThereAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (JSDisconnectedException)
        {
            // The person has left, and the browser has taken everything down.
            _gone = true;
        }
        catch (Exception gone) when (_gone && gone is ObjectDisposedException or OperationCanceledException)
        {
            // The component went while the call was under way.
        }
    }
}
