namespace LowCode.People;

/// <summary>Turns passwords into what may be kept. Slow on purpose: call it outside units of work.</summary>
public interface IPasswordHasher
{
    /// <summary>A salted hash; never twice the same.</summary>
    string Hash(string password);

    /// <summary>True when the hash was made from this password.</summary>
    bool Verify(string hash, string password);
}
