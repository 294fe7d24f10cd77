using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;

namespace LowCode.Runtime.Files;

/// <summary>
/// Nodes of one workspace must see the same files. The first one leaves a mark in the folder and notes it in the database; a node that finds another mark, or none,
/// looks into the wrong folder, and people would miss their files: it doesn't start.
/// </summary>
public static class FolderMark
{
    private const string Name = "workspace.id";

    public static void Require(IWorkspaceDatabase database, DataFolder folder)
    {
        var path = Path.Combine(folder.Shared, Name);
        var noted = database.WriteAsync(unit =>
        {
            var settings = unit.Store<ISettingStore>();
            if (settings.Get(SettingKeys.FilesMark) is { } known)
                return known;
            // Written first: a mark that nobody noted is taken over at the next start.
            if (Read(path) is not { } mark)
                File.WriteAllText(path, mark = Guid.NewGuid().ToString("N"));
            settings.Set(SettingKeys.FilesMark, mark);
            return mark;
        }).GetAwaiter().GetResult().Value;
        if (Read(path) is var found && found != noted)
        {
            throw new InvalidOperationException(
                $"{folder.Shared} {(found is null ? "doesn't hold this workspace's files" : "holds the files of another workspace")}. All nodes of a workspace need the same folder: "
                + $"name it with LowCode__FilesFolder. If this is the right one (restored without its mark, say), write {noted} into {path} and start again.");
        }
    }

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
