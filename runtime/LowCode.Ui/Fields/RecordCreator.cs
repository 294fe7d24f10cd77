using LowCode.Forms;

namespace LowCode.Ui.Fields;

/// <summary>Opens a form for a new record that a reference field may point to, and tells its id when it was saved. It begins with <paramref name="presets"/>, by field key.</summary>
public delegate Task RecordCreator(Field reference, IReadOnlyDictionary<string, LowCode.Expressions.Value> presets, Func<long, Task> created);
