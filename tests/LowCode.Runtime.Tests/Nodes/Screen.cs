using System.Globalization;
using System.Security.Claims;
using LowCode.People;
using LowCode.Permissions;
using LowCode.Ui.Account;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Nodes;

/// <summary>What the product keeps of an open screen: the services of its circuit, opened as the product opens them.</summary>
internal sealed class Screen : IDisposable
{
    private readonly TestHost _host;
    private readonly AsyncServiceScope _scope;

    private Screen(TestHost host) => (_host, _scope) = (host, host.Services.CreateAsyncScope());

    /// <summary>Who is at it.</summary>
    internal long? Person => _scope.ServiceProvider.GetRequiredService<CurrentCaller>().Find()?.Id;

    /// <summary>Opens a screen for a person in their newest session.</summary>
    internal static async Task<Screen> OpenAsync(TestHost host, long person)
    {
        var screen = new Screen(host);
        var services = screen._scope.ServiceProvider;
        ((IHostEnvironmentAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(SignedIn(host, person)));
        foreach (var handler in services.GetServices<CircuitHandler>().Where(handler => handler.GetType().Namespace!.StartsWith("LowCode", StringComparison.Ordinal)))
            await handler.OnCircuitOpenedAsync(null!, default);
        return screen;
    }

    /// <summary>What the sign-in of a person gives their screens.</summary>
    internal static AuthenticationState SignedIn(TestHost host, long person)
    {
        var session = host.Workspace.Database.Read(unit => unit.Store<ISignInStore>().Sessions(person, host.Workspace.Now)).Value.MaxBy(each => each.CreatedAt)!;
        var identity = new ClaimsIdentity([new Claim(SignInClaims.SessionId, session.Id), new Claim(SignInClaims.UserId, person.ToString(CultureInfo.InvariantCulture))], "cookie");
        return new AuthenticationState(new ClaimsPrincipal(identity));
    }

    /// <summary>Whether they may do something with a form's records.</summary>
    internal bool Can(string form, RecordActions action) =>
        _scope.ServiceProvider.GetRequiredService<CurrentCaller>().Find() is { } caller
        && _host.Workspace.Catalog.Forms.GetValueOrDefault(form) is { } found && _host.Workspace.Catalog.Access(caller, found).Can(action);

    public void Dispose() => _scope.Dispose();
}
