using Microsoft.AspNetCore.Components;

namespace LowCode.Ui.Records.Views;

/// <summary>
/// Keeps the address of a list in step with what it shows. The browser tells of an address some time after it was asked for it: what the list wrote
/// itself must not be taken for a wish to go there, or newer changes would be lost on a slow line.
/// </summary>
public sealed class AddressKeeper(NavigationManager navigation)
{
    private readonly Queue<string> _written = [];
    private string? _shown;

    /// <summary>True when somebody else than the list has asked for another view or other changes on it. The record beside the list and a run's result don't count.</summary>
    public bool HasMoved()
    {
        var now = Plain(navigation.Uri);
        if (now == _shown)
            return false;
        while (_written.Contains(now))
        {
            if (_written.Dequeue() == now)
                return false;
        }
        _shown = now;
        _written.Clear();
        return true;
    }

    /// <summary>Asks the browser for the address of what is shown; no step for its back button.</summary>
    /// <param name="state">What is shown.</param>
    /// <param name="view">Key of the open view; null to leave it out, for the first one.</param>
    public void Write(ListState state, string? view)
    {
        var parts = ListAddress.Write(state);
        var address = navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(parts) { ["view"] = view ?? (parts.Values.Any(part => part is not null) ? state.View.Key : null) });
        var shown = Plain(address);
        if (shown == _shown)
            return;
        _shown = shown;
        _written.Enqueue(shown);
        navigation.NavigateTo(address, replace: true);
    }

    private string Plain(string address) => navigation.GetUriWithQueryParameters(address, new Dictionary<string, object?> { ["peek"] = null, ["batch"] = null });
}
