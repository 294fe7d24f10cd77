using System.Globalization;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Shell;

namespace LowCode.Designer.Tests.Shell;

/// <summary>What others do must not change the language of a screen.</summary>
public class LiveChangesTests
{
    [Fact]
    public async Task A_screen_hears_of_changes_in_its_own_language_and_leaves_the_teller_his()
    {
        using var test = new TestWorkspace();
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            Speak("en");
            using var live = Live(test);
            var heard = new List<string>();
            live.Changed += change => heard.Add($"{change.Form} {CultureInfo.CurrentUICulture.Name} {CultureInfo.CurrentCulture.Name}");

            Speak("zh-CN");
            await Tell(test);

            Assert.Equal(["lead en en"], heard);
            Assert.Equal("zh-CN", CultureInfo.CurrentUICulture.Name);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Fact]
    public async Task A_closed_screen_hears_nothing_more()
    {
        using var test = new TestWorkspace();
        var heard = 0;
        var live = Live(test);
        live.Changed += _ => heard++;

        live.Dispose();
        await Tell(test);

        Assert.Equal(0, heard);
    }

    private static LiveChanges Live(TestWorkspace test) => new(test.Workspace, new Inbox(test.Workspace), new BatchRuns(test.Workspace, new RecordReader(test.Workspace), new JobQueue(test.Workspace)), new CurrentCaller(test.Workspace));

    private static Task<Nothing> Tell(TestWorkspace test) => test.Write(unit =>
    {
        unit.Tell(new RecordChanged("lead", 1));
        return default(Nothing);
    });

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
