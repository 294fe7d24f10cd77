namespace LowCode.Designer.Editing;

/// <summary>The icons that apps and forms can have, what belongs together side by side. Each has a name in <c>icon.*</c> and stands in the sprite.</summary>
public static class PickableIcons
{
    public static readonly IReadOnlyList<string> All =
    [
        "users", "user-check", "building-2", "handshake", "target", "trending-up", "phone", "mail", "message-square", "megaphone",
        "headphones", "ticket", "shopping-cart", "shopping-bag", "package", "boxes", "warehouse", "truck", "factory", "wrench",
        "server", "cpu", "monitor", "printer", "receipt", "banknote", "wallet", "credit-card", "piggy-bank", "scale",
        "file-text", "clipboard-list", "notebook", "folder", "archive", "bookmark", "calendar", "clock", "list-checks", "badge-check",
        "shield", "key", "briefcase", "graduation-cap", "heart", "gift", "coffee", "utensils", "house", "map-pin",
        "plane", "bus", "leaf", "globe", "chart-bar", "gauge", "lightbulb", "rocket", "flag", "star",
    ];
}
