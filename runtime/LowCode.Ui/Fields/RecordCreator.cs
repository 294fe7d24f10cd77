using LowCode.Forms;

namespace LowCode.Ui.Fields;

/// <summary>Opens a form for a new record that a reference field may point to, and tells its id when it was saved.</summary>
public delegate Task RecordCreator(Field reference, Func<long, Task> created);
