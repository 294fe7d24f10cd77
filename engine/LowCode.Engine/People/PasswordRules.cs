using System.Collections.Frozen;

namespace LowCode.People;

/// <summary>
/// What a password must be: long enough, and not among the first that attackers try. No rules of composition (OWASP ASVS 6.2.5), any
/// letters of any script, never a forced change.
/// </summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 10;

    /// <summary>Most characters; a bound for the work of hashing.</summary>
    public const int MaxLength = 256;

    private const int MaxDecoration = 8;

    private static readonly FrozenSet<string> Common = Read();

    /// <summary>Adds what is wrong with the password to <paramref name="errors"/>.</summary>
    public static void Check(string? password, string? email, string path, ICollection<Error> errors)
    {
        if (string.IsNullOrEmpty(password) || password.Length < MinLength)
            errors.Add(PeopleErrors.ShortPassword(path, MinLength));
        else if (password.Length > MaxLength)
            errors.Add(PeopleErrors.TooLong(path, MaxLength));
        else if (IsCommon(password, email))
            errors.Add(PeopleErrors.CommonPassword(path));
    }

    private static bool IsCommon(string password, string? email)
    {
        var lower = password.Trim().ToLowerInvariant();
        var name = (email ?? "").Split('@')[0].ToLowerInvariant();
        // "Welcome2024!" and "p@ssw0rd123" are one word with decoration, which is what attackers try first.
        var word = Word(lower);
        return lower.Distinct().Count() <= 3
            || Common.Contains(lower)
            || Common.Contains(word) && lower.Length - word.Length <= MaxDecoration
            || IsRun(lower)
            || name.Length >= 4 && lower.Contains(name, StringComparison.Ordinal) && lower.Length - name.Length <= MaxDecoration;
    }

    private static string Word(string lower)
    {
        var core = lower.Trim("0123456789!@#$%^&*.?_-+ ".ToCharArray());
        return new([.. core.Select(letter => letter switch { '0' => 'o', '1' => 'l', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', _ => letter }).Where(char.IsLetter)]);
    }

    // Keyboard rows, alphabet, digits, forwards or backwards, for the whole length.
    private static bool IsRun(string lower)
    {
        foreach (var row in (string[])["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p"])
        {
            if (row.Contains(lower, StringComparison.Ordinal) || new string([.. row.Reverse()]).Contains(lower, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("CommonPasswords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
