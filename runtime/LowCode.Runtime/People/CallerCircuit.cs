using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;
using LowCode.Ui.Account;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace LowCode.Runtime.People;

/// <summary>Tells a circuit's <see cref="CurrentCaller"/> who opened it, and that nobody is there any more once the session has ended.</summary>
public sealed class CallerCircuit(CurrentCaller caller, AuthenticationStateProvider state) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        caller.Set((await state.GetAuthenticationStateAsync()).User, Source.Screen);
        state.AuthenticationStateChanged += Changed;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        state.AuthenticationStateChanged -= Changed;
        return Task.CompletedTask;
    }

    private async void Changed(Task<AuthenticationState> next) => caller.Set((await next).User, Source.Screen);
}

/// <summary>Asks now and then whether the session of an open circuit still stands.</summary>
public class CircuitSessionCheck(ILoggerFactory logger, Workspace workspace, ProductSettings settings) : RevalidatingServerAuthenticationStateProvider(logger)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(Math.Max(settings.SessionCheckSeconds, 1));

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(authenticationState.User.FindFirst(SignInClaims.SessionId)?.Value is { } id && Stands(id));
        }
        // Any failure would sign everybody out. Nothing can be read or done while the database is away; the next check asks again.
        catch (DatabaseAwayException)
        {
            return Task.FromResult(true);
        }
    }

    private bool Stands(string id) => workspace.Database.Read(unit =>
        unit.Store<ISignInStore>().Session(id) is { } session && session.ExpiresAt > workspace.Now
        && unit.Store<IPeopleStore>().User(session.UserId) is { Active: true } user && user.Stamp == session.Stamp).Value;
}
