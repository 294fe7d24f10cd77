using System.Globalization;
using LowCode.Notifications;
using LowCode.Ui.Shell;

namespace LowCode.Designer.Tests.Shell;

/// <summary>What others do must not change the language of a screen.</summary>
public class LiveChangesTests
{
    [Fact]
    public void A_screen_hears_of_changes_in_its_own_language_and_leaves_the_teller_his()
    {
        using var test = new TestWorkspace();
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            Speak("en");
            using var live = new LiveChanges(test.Workspace, new Inbox(test.Workspace));
            var heard = new List<string>();
            live.Changed += change => heard.Add($"{change.Form} {CultureInfo.CurrentUICulture.Name} {CultureInfo.CurrentCulture.Name}");

            Speak("zh-CN");
            test.Workspace.Tell(new RecordChanged("lead", 1));

            Assert.Equal(["lead en en"], heard);
            Assert.Equal("zh-CN", CultureInfo.CurrentUICulture.Name);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Fact]
    public void A_closed_screen_hears_nothing_more()
    {
        using var test = new TestWorkspace();
        var heard = 0;
        var live = new LiveChanges(test.Workspace, new Inbox(test.Workspace));
        live.Changed += _ => heard++;

        live.Dispose();
        test.Workspace.Tell(new RecordChanged("lead", 1));

        Assert.Equal(0, heard);
    }

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
