using LowCode.Forms;

namespace LowCode.Catalog;

/// <summary>Every expected failure of drafts and publishing.</summary>
internal static class CatalogErrors
{
    public static RefusedException Unknown(DefinitionKind kind, string key) =>
        new(new Refusal(ErrorKind.NotFound, new Error("definitions.unknown", $"There is no {kind} '{key}'.", null, FormErrors.Values(("kind", kind.ToString()), ("key", key)))));

    public static RefusedException OnlyAdmins() => new(ErrorKind.Forbidden, "definitions.forbidden", "Only administrators design.");

    public static RefusedException DraftMoved(long rev) =>
        new(new Refusal(ErrorKind.Conflict, new Error("definitions.draftMoved", "Somebody else saved this draft in the meantime; load it again.", null, FormErrors.Values(("rev", rev)))));

    public static RefusedException NothingToPublish(string key) => new(ErrorKind.Conflict, "definitions.nothingToPublish", $"'{key}' has no draft; what is published is up to date.");

    public static RefusedException HasRun(string key) =>
        new(new Refusal(ErrorKind.Conflict, new Error("definitions.hasRun", $"The flow '{key}' has run; its history needs it. Let it start by hand only, and it runs no more.", null, FormErrors.Values(("key", key)))));

    public static RefusedException UnknownVersion(int no) => new(ErrorKind.NotFound, "definitions.version.unknown", $"There is no version {no}.");
}
