namespace LowCode;

/// <summary>One expected failure, as a value. The screens translate by <paramref name="Code"/>; the API sends all four.</summary>
/// <param name="Code">Stable, dotted, never reused: <c>forms.number.min</c>.</param>
/// <param name="Message">English, for developers and logs; says what was expected. Never holds secrets.</param>
/// <param name="Path">The field or position it concerns: <c>items[2].amount</c>, <c>fields[0].key</c>; null for the whole.</param>
/// <param name="Values">What a translated text needs: <c>{min: 0}</c>.</param>
public sealed record Error(string Code, string Message, string? Path = null, IReadOnlyDictionary<string, object?>? Values = null);

/// <summary>What sort of refusal it is; decides the HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>400: the request itself can't be understood.</summary>
    Malformed = 400,
    /// <summary>401: nobody is signed in.</summary>
    Unauthenticated = 401,
    /// <summary>403: known, but not allowed.</summary>
    Forbidden = 403,
    /// <summary>404: unknown, or hidden from this caller.</summary>
    NotFound = 404,
    /// <summary>409: the state has moved on (a task already done, a duplicate).</summary>
    Conflict = 409,
    /// <summary>412: the record has another version than the caller saw.</summary>
    Stale = 412,
    /// <summary>413: larger than the limit.</summary>
    TooLarge = 413,
    /// <summary>422: understood, but against the rules of the form, flow or definition.</summary>
    Invalid = 422,
    /// <summary>429: too many tries.</summary>
    TooMany = 429,
    /// <summary>503: the database is away for the moment; nothing is left half-written, but a commit that was under way may stand.</summary>
    Unavailable = 503,
}

/// <summary>Why something was refused: the kind and every error found, never only the first.</summary>
public sealed record Refusal(ErrorKind Kind, IReadOnlyList<Error> Errors)
{
    /// <summary>A refusal for one reason.</summary>
    public Refusal(ErrorKind kind, Error error) : this(kind, [error]) { }

    /// <summary>A refusal for one reason, spelled out.</summary>
    public Refusal(ErrorKind kind, string code, string message, string? path = null) : this(kind, [new Error(code, message, path)]) { }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {string.Join("; ", Errors.Select(error => $"{error.Code} {error.Path} {error.Message}"))}";
}

/// <summary>
/// Leaves a unit of work with a <see cref="Refusal"/>: nothing of the unit is kept. Thrown only inside the engine;
/// the unit's entry turns it into a failed <see cref="Outcome{T}"/>.
/// </summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.ToString())
{
    /// <summary>Refuses for one reason.</summary>
    public RefusedException(ErrorKind kind, string code, string message, string? path = null) : this(new Refusal(kind, code, message, path)) { }

    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;
}

/// <summary>What an entry point answers: a value, or the refusal that left everything as it was.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Why it was refused; null when it succeeded.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when there is a value.</summary>
    public bool Ok => Refusal is null;

    /// <summary>The value; asking a refused outcome for it throws <see cref="RefusedException"/>.</summary>
    public T Value => Refusal is null ? _value! : throw new RefusedException(Refusal);

    /// <summary>Success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of an operation that has none.</summary>
public readonly record struct Nothing;
