namespace LowCode.Crashes;

/// <summary>How often: a few times in every run, and as often as it takes to trust it with <c>LOWCODE_CRASH=long dotnet test tests/LowCode.Runtime.Tests --filter Crashes</c>.</summary>
internal static class Rounds
{
    internal static int Of(int usually, int longForm) => Environment.GetEnvironmentVariable("LOWCODE_CRASH") == "long" ? longForm : usually;
}
