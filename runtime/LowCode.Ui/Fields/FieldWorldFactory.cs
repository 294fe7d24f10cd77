using LowCode.Files;
using LowCode.Records;
using LowCode.Ui.Account;

namespace LowCode.Ui.Fields;

/// <summary>Makes the <see cref="FieldWorld"/> of a form on screen.</summary>
public sealed class FieldWorldFactory(Workspace workspace, RecordReader reader, FileLibrary files, CurrentCaller caller)
{
    /// <summary>The world inside an app; <paramref name="app"/> is where links lead.</summary>
    public FieldWorld For(string app) => new(workspace, reader, files, caller) { App = app };
}
