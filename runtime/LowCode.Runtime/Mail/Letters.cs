using System.Globalization;
using System.Net.Mail;
using LowCode.Flows;
using LowCode.Notifications;
using LowCode.People;
using LowCode.Records;
using LowCode.Runtime.Hosting;
using LowCode.Runtime.People;
using LowCode.Ui.Localization;
using LowCode.Ui.Notifications;

namespace LowCode.Runtime.Mail;

/// <summary>
/// Writes mails to people, in their language and with nothing that they may not see: a mail is made when it is sent, as its receiver. What has become
/// invisible in the meantime is mentioned without a word of what it holds.
/// </summary>
public sealed class Letters(Workspace workspace, ProductSettings settings, MailServer server, RecordReader records, TaskReader tasks, InboxWords words, WorkspaceName name, Texts texts)
{
    private const int MostShown = 20;

    /// <summary>One mail for all of these entries, never empty; of many it lists the first and counts the rest.</summary>
    public MailMessage Of(User user, IReadOnlyList<Notification> entries, MailPace pace) => In(user, caller =>
    {
        var items = entries.Take(MostShown).Select(entry => Item(caller, entry)).ToList();
        if (entries.Count > MostShown)
            items.Add(new MailItem(texts["mail.more", entries.Count - MostShown], "", Url("notifications")));
        var subject = pace == MailPace.Daily ? texts["mail.subject.daily", entries.Count] : entries.Count == 1 ? items[0].Sentence : texts["mail.subject.many", entries.Count, items[0].Sentence];
        return Make(user, subject, entries.Count == 1 ? "" : texts["mail.lead", entries.Count], items);
    });

    /// <summary>The mail by which an administrator sees that mail works.</summary>
    public MailMessage Test(User user) => In(user, _ => Make(user, texts["mail.test.subject"], "", [new MailItem(texts["mail.test.text", Name], "", Url(""))]));

    private string Name => name.Text ?? texts["shell.product"];

    private MailMessage Make(User user, string subject, string lead, IReadOnlyList<MailItem> items) => MailText.Make(
        server.From(Name), new MailAddress(user.Email, MailText.Line(user.Name, 80)),
        new MailFrame(subject, lead, texts["mail.open"], texts["mail.foot", Name], Url("account"), texts["mail.foot.link"]), items);

    private MailItem Item(Caller caller, Notification entry) => Seen(caller, entry) is { } title
        ? new MailItem(words.Sentence(entry, title.Length > 0 ? title : null), InboxWords.Note(entry), Url(words.Link(entry)))
        : new MailItem(texts["mail.hidden"], "", Url("notifications"));

    /// <summary>How the entry's record may be called: "" as the entry says, null: not at all.</summary>
    private string? Seen(Caller caller, Notification entry)
    {
        if (entry is not { Form: { } form, RecordId: { } id })
            return "";
        if (workspace.Catalog.Forms.ContainsKey(form) && records.Get(caller, form, id) is { Ok: true, Value: var view })
            return view.Form.TitleField is { } title && view.Rights[title.Position] < LowCode.Permissions.FieldRight.ReadOnly ? words.RecordName(entry) : "";
        var works = InboxWords.TaskOf(entry) is { } task && tasks.Task(caller, task).Ok || InboxWords.InstanceOf(entry) is { } instance && tasks.Instance(caller, instance).Ok;
        return works ? "" : null;
    }

    private string? Url(string? path) => path is null || settings.BaseUrl is not { Length: > 0 } root ? null : $"{root.TrimEnd('/')}/{path}";

    private T In<T>(User user, Func<Caller, T> write)
    {
        var caller = workspace.CallerOf(user, Source.Screen);
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(caller.Language);
            return write(caller);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
