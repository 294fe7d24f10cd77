using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Places on the earth.</summary>
internal static class GeoFunctions
{
    private const double EarthRadius = 6_371_008.8;

    public static readonly IReadOnlyList<Function> All =
    [
        new(Geo, "DISTANCE", "(latitude1: number, longitude1: number, latitude2: number, longitude2: number): number", "两地之间的直线距离，单位为米。", "Metres between two places on the earth's surface.",
            "ROUND(DISTANCE(39.9042, 116.4074, 31.2304, 121.4737), -4)", "1070000", static (a, _) => Distance((double)a[0].AsNumber, (double)a[1].AsNumber, (double)a[2].AsNumber, (double)a[3].AsNumber)),
    ];

    // Haversine: good to half a percent, and stable for small distances.
    private static Value Distance(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        if (Math.Abs(latitude1) > 90 || Math.Abs(latitude2) > 90)
            return BadNumber;
        var (phi1, phi2) = (double.DegreesToRadians(latitude1), double.DegreesToRadians(latitude2));
        var h = Square(Math.Sin((phi2 - phi1) / 2)) + Math.Cos(phi1) * Math.Cos(phi2) * Square(Math.Sin(double.DegreesToRadians(longitude2 - longitude1) / 2));
        return Num(Math.Round(2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(h))), 1));
    }

    private static double Square(double x) => x * x;
}
