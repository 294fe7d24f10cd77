using System.Globalization;
using LowCode.Measuring;
using LowCode.Records;
using LowCode.Running;

namespace LowCode.Expressions;

/// <summary>A formula of ten nodes: compiled by the engine, written by hand in C#, and run as JavaScript by Jint.</summary>
internal static class FormulaBenchmark
{
    private const int Times = 200_000;

    internal static async Task Run(Report report)
    {
        await using var product = new BenchProduct();
        await Deals.MakeAsync(product, 1);
        var form = product["deal"];
        var formula = ExpressionCompiler.Compile("IF(amount > 1000, amount * 0.9 + count, amount - count)", form).Expression!;
        var record = form.NewValues();
        var (amount, count) = (form["amount"]!.Position, form["count"]!.Position);
        (record[amount], record[count]) = (Value.FromNumber(1234.5m), Value.FromNumber(7));
        var context = new EvaluationContext().With(record);
        var jint = new Jint.Engine();
        jint.SetValue("amount", 1234.5).SetValue("count", 7);
        var script = Jint.Engine.PrepareScript("amount > 1000 ? amount * 0.9 + count : amount - count");

        var sum = 0m;
        void Compiled()
        {
            for (var i = 0; i < Times; i++)
                sum += formula.Evaluate(context).AsNumber;
        }
        void ByHand()
        {
            for (var i = 0; i < Times; i++)
            {
                var (a, c) = (record[amount].AsNumber, record[count].AsNumber);
                sum += Value.FromNumber(a > 1000m ? a * 0.9m + c : a - c).AsNumber;
            }
        }
        void Script()
        {
            for (var i = 0; i < Times / 20; i++)
                sum += (decimal)(double)jint.Evaluate(script).ToObject()!;
        }
        report.Begin("Formulas");
        var (ours, limit) = Sampling.Both(9, Compiled, ByHand);
        report.Add("compiled formula of 10 nodes beside hand-written C#, ns", ours * 1000 / Times, limit * 1000 / Times, "<= 5.00");
        var (again, js) = Sampling.Both(9, Compiled, Script);
        report.Add("the same beside Jint, ns", again * 1000 / Times, js * 1000 / (Times / 20), "<= 0.01");
        GC.KeepAlive(sum.ToString(CultureInfo.InvariantCulture));
    }
}
