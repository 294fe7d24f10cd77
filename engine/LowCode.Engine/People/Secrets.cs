using System.Security.Cryptography;
using System.Text;

namespace LowCode.People;

/// <summary>Random secrets: what is kept of them, and how they are compared.</summary>
public static class Secrets
{
    // Without letters that look alike when read aloud or copied by hand.
    private const string Readable = "abcdefghjkmnpqrstuvwxyz23456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A secret of 238 bits for cookies and tokens.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, 40);

    /// <summary>A one-time password of 69 bits that a person can read out: <c>k7fm-2wqp-x9ht-m3va</c>.</summary>
    public static string NewReadable(int groups = 4) =>
        string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Readable, 4)));

    /// <summary>What is kept of a random secret: SHA-256, hex. Not for passwords, which people choose.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in a time that doesn't tell how much is right.</summary>
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));

    /// <summary>A new <see cref="User.Stamp"/>.</summary>
    public static string NewStamp() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
