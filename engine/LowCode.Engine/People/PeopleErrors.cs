namespace LowCode.People;

/// <summary>Every expected failure around people and sign-in.</summary>
public static class PeopleErrors
{
    /// <summary>Only administrators of the workspace.</summary>
    public static Refusal AdminsOnly { get; } = new(ErrorKind.Forbidden, "people.admins_only", "Only an administrator of the workspace may do this.");
    /// <summary>Nobody is signed in, or the session has ended.</summary>
    public static Refusal SignedOut { get; } = new(ErrorKind.Unauthenticated, "people.unauthenticated", "Sign in first.");
    /// <summary>Wrong name or password; never says which.</summary>
    public static Refusal WrongPassword { get; } = new(ErrorKind.Unauthenticated, "people.sign_in.failed", "The e-mail or the password is wrong.");
    /// <summary>The one-time password is right, a new one must be chosen.</summary>
    public static Refusal ChoosePassword { get; } = new(ErrorKind.Forbidden, "people.password.choose", "This is a one-time password: send newPassword too.", "newPassword");
    /// <summary>Too many tries for this name.</summary>
    public static Refusal Locked(int minutes) => new(ErrorKind.TooMany,
        new Error("people.sign_in.locked", $"Too many tries; wait {minutes} minutes.", null, new Dictionary<string, object?> { ["minutes"] = minutes }));
    /// <summary>Whoever looks as somebody else changes nothing.</summary>
    public static Refusal OnlyLooking { get; } = new(ErrorKind.Forbidden, "people.view_as.read_only", "You are looking as somebody else: nothing is changed. Stop looking first.");
    /// <summary>Neither somebody who is active and another person, nor a role.</summary>
    public static Refusal NobodyToLookAs { get; } = new(ErrorKind.Invalid, "people.view_as.unknown", "Choose an active person who is not yourself, or a role.", "whom");
    /// <summary>No such user.</summary>
    public static Refusal UnknownUser(long id) => new(ErrorKind.NotFound, "people.user.unknown", $"There is no user {id}.");
    /// <summary>No such department.</summary>
    public static Refusal UnknownDepartment(long id) => new(ErrorKind.NotFound, "people.department.unknown", $"There is no department {id}.");
    /// <summary>A department that still has children or people can't go.</summary>
    public static Refusal DepartmentInUse { get; } = new(ErrorKind.Conflict, "people.department.in_use", "Move its people and its departments elsewhere first.");
    /// <summary>Without an administrator nobody could manage people any more.</summary>
    public static Refusal LastAdmin { get; } = new(ErrorKind.Conflict, "people.last_admin", "Somebody else must be an administrator first.");
    /// <summary>The first visit is over.</summary>
    public static Refusal SetUpAlready { get; } = new(ErrorKind.Conflict, "people.setup.done", "This workspace is set up already.");
    /// <summary>The code is not the one on the console.</summary>
    public static Refusal WrongCode { get; } = new(ErrorKind.Invalid, "people.setup.code", "Enter the code that the server printed when it started.", "code");

    /// <summary>A text that must not be empty.</summary>
    public static Error Required(string path) => new("people.required", $"Fill in {path}.", path);
    /// <summary>Longer than allowed.</summary>
    public static Error TooLong(string path, int max) => new("people.too_long", $"{path} may have {max} characters.", path, new Dictionary<string, object?> { ["max"] = max });
    /// <summary>Not an e-mail address.</summary>
    public static Error BadEmail(string path = "email") => new("people.email.format", "This is not an e-mail address.", path);
    /// <summary>Somebody has this e-mail already.</summary>
    public static Error EmailTaken { get; } = new("people.email.taken", "Somebody has this e-mail address already.", "email");
    /// <summary>A member of a list that doesn't exist.</summary>
    public static Error Unknown(string path, object value) => new("people.unknown", $"{path} has {value}, which does not exist.", path, new Dictionary<string, object?> { ["value"] = value });
    /// <summary>A tree that would contain itself.</summary>
    public static Error Cycle(string path) => new("people.cycle", "This would make a circle.", path);
    /// <summary>Shorter than <see cref="PasswordRules.MinLength"/>.</summary>
    public static Error ShortPassword(string path, int min) => new("people.password.short", $"Use at least {min} characters.", path, new Dictionary<string, object?> { ["min"] = min });
    /// <summary>Among the first that an attacker tries.</summary>
    public static Error CommonPassword(string path) => new("people.password.common", "This password is among the first that attackers try.", path);
}
