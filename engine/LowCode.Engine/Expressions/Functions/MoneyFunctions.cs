using static LowCode.Expressions.FunctionCategory;
using static LowCode.Expressions.Functions.Answers;

namespace LowCode.Expressions.Functions;

/// <summary>Loans and savings: Excel's annuity functions, in doubles to 15 digits. Money paid out is negative.</summary>
internal static class MoneyFunctions
{
    public static readonly IReadOnlyList<Function> All =
    [
        new(Number, "PMT", "(rate: number, periods: number, present: number, future?: number, atStart?: number): number", "等额还款每期应付金额。", "The payment of each period of a loan.",
            "ROUND(PMT(0.08 / 12, 10, 10000), 2)", "-1037.03", static (a, _) => Payment(a)),
        new(Number, "PV", "(rate: number, periods: number, payment: number, future?: number, atStart?: number): number", "一系列付款的现值。", "What a series of payments is worth today.",
            "ROUND(PV(0.08 / 12, 12 * 20, 500), 2)", "-59777.15", static (a, _) => Present(a)),
        new(Number, "FV", "(rate: number, periods: number, payment: number, present?: number, atStart?: number): number", "一系列付款的终值。", "What a series of payments comes to in the end.",
            "ROUND(FV(0.06 / 12, 10, -200, -500, 1), 2)", "2581.4", static (a, _) => Future(a)),
        new(Number, "NPER", "(rate: number, payment: number, present: number, future?: number, atStart?: number): number", "还清或存够所需的期数。", "How many periods it takes.",
            "ROUND(NPER(0.12 / 12, -100, -1000, 10000, 1), 4)", "59.6739", static (a, _) => Periods(a)),
        new(Number, "NPV", "(rate: number, values...: number|list<number>): number", "一系列现金流按贴现率折算的净现值。", "The net present value of cash flows at the ends of periods.",
            "ROUND(NPV(0.1, -10000, 3000, 4200, 6800), 2)", "1188.44", static (a, _) => NetPresent(a)),
        new(Number, "SLN", "(cost: number, salvage: number, life: number): number", "直线法每期折旧额。", "Straight-line depreciation of each period.",
            "SLN(30000, 7500, 10)", "2250", static (a, _) => a[2].AsNumber == 0 ? DivisionByZero : Num((a[0].AsNumber - a[1].AsNumber) / a[2].AsNumber)),
    ];

    private static (double Rate, double Second, double Third, double Fourth, double Start) Read(ReadOnlySpan<Value> a) =>
        ((double)a[0].AsNumber, (double)a[1].AsNumber, (double)a[2].AsNumber, (double)a.Or(3, 0m), a.Or(4, 0m) != 0 ? 1 : 0);

    private static Value Payment(ReadOnlySpan<Value> a)
    {
        var (rate, periods, present, future, start) = Read(a);
        if (periods == 0 || rate <= -1)
            return BadNumber;
        if (rate == 0)
            return Num(-(present + future) / periods);
        var growth = Math.Pow(1 + rate, periods);
        return Num(-(future + present * growth) * rate / ((1 + rate * start) * (growth - 1)));
    }

    private static Value Present(ReadOnlySpan<Value> a)
    {
        var (rate, periods, payment, future, start) = Read(a);
        if (rate == -1)
            return BadNumber;
        if (rate == 0)
            return Num(-future - payment * periods);
        var growth = Math.Pow(1 + rate, periods);
        return Num(-(future + payment * (1 + rate * start) * (growth - 1) / rate) / growth);
    }

    private static Value Future(ReadOnlySpan<Value> a)
    {
        var (rate, periods, payment, present, start) = Read(a);
        if (rate == 0)
            return Num(-present - payment * periods);
        if (rate == -1 && periods < 0)
            return DivisionByZero;
        var growth = Math.Pow(1 + rate, periods);
        return Num(-present * growth - payment * (1 + rate * start) * (growth - 1) / rate);
    }

    private static Value Periods(ReadOnlySpan<Value> a)
    {
        var (rate, payment, present, future, start) = Read(a);
        if (rate <= -1)
            return BadNumber;
        if (rate == 0)
            return payment == 0 ? DivisionByZero : Num(-(present + future) / payment);
        var perPeriod = payment * (1 + rate * start) / rate;
        return Num(Math.Log((perPeriod - future) / (present + perPeriod)) / Math.Log(1 + rate));
    }

    private static Value NetPresent(ReadOnlySpan<Value> a)
    {
        if (Numbers(a[1..], out var error) is not { } flows)
            return error;
        var (rate, total) = ((double)a[0].AsNumber, 0d);
        if (rate == -1)
            return DivisionByZero;
        for (var i = 0; i < flows.Count; i++)
            total += (double)flows[i] / Math.Pow(1 + rate, i + 1);
        return Num(total);
    }
}
