using System.Buffers.Binary;
using LowCode.Runtime.People;

namespace LowCode.People;

public class PasswordsTests
{
    [Fact]
    public void A_hash_takes_210000_rounds_of_sha512_and_never_repeats()
    {
        var passwords = new Passwords();

        var hash = passwords.Hash("river stone lamp 7");
        var bytes = Convert.FromBase64String(hash);

        // Format of the framework: 1 byte marker, 4 bytes function (2 = HMAC-SHA512), 4 bytes rounds, big-endian.
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)));
        Assert.Equal(210_000u, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)));
        Assert.NotEqual(hash, passwords.Hash("river stone lamp 7"));
        Assert.True(passwords.Verify(hash, "river stone lamp 7"));
        Assert.False(passwords.Verify(hash, "river stone lamp 8"));
    }
}
