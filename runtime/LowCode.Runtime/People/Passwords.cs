using LowCode.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LowCode.Runtime.People;

/// <summary>PBKDF2-HMAC-SHA512 of the framework, with as many rounds as OWASP asks for.</summary>
public sealed class Passwords(int rounds = Passwords.Rounds) : IPasswordHasher
{
    /// <summary>Rounds in production.</summary>
    public const int Rounds = 210_000;

    private readonly PasswordHasher<User> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));

    // The framework's hasher passes the user on to derived classes only; its own code never reads it.
    public string Hash(string password) => _hasher.HashPassword(null!, password);

    public bool Verify(string hash, string password) => _hasher.VerifyHashedPassword(null!, hash, password) != PasswordVerificationResult.Failed;
}
