using System.Xml.Linq;
using LowCode.People;
using LowCode.Records;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace LowCode.Runtime.People;

/// <summary>The keys that protect cookies and forms, kept in the database that all nodes share, so that what one node signed is good on every other.</summary>
public sealed class DatabaseKeys(IWorkspaceDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => database.Read(Kept).Value;

    public void StoreElement(XElement element, string friendlyName) => _ = database.WriteAsync(unit =>
    {
        unit.Store<ISettingStore>().Set(SettingKeys.ProtectionKeys, new XElement("keys", [.. Kept(unit), element]).ToString(SaveOptions.DisableFormatting));
        return default(Nothing);
    }).GetAwaiter().GetResult().Value;

    private static IReadOnlyCollection<XElement> Kept(IUnit unit) =>
        unit.Store<ISettingStore>().Get(SettingKeys.ProtectionKeys) is { } keys ? [.. XElement.Parse(keys).Elements()] : [];
}
