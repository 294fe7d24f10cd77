using System.Text.RegularExpressions;
using LowCode.Journeys;
using Microsoft.Playwright;

namespace LowCode.Browser.Tests.Journeys;

/// <summary>The main job in the browser: a lead from the first call to the last payment, each person at their own window.</summary>
public sealed class LeadToPaymentJourney(CrmHost host) : IClassFixture<CrmHost>
{
    private const string Company = "长江桥梁集团";

    [BrowserFact]
    public async Task A_lead_is_worked_until_the_last_payment()
    {
        await host.Manager.CreateAsync("product", new { name = "传感器", standard_price = 2000 });
        await using var chrome = await Chrome.StartAsync(host.Address);
        var lead = await RegisterAsync(await Seat.TakeAsync(chrome, host.Marketing));
        var (manager, rep, finance) = (await Seat.TakeAsync(chrome, host.Manager), await Seat.TakeAsync(chrome, host.Rep), await Seat.TakeAsync(chrome, host.Finance));

        await AssignAsync(manager);
        await QualifyAsync(rep, lead);
        await QuoteAsync(rep);
        await manager.OpenAsync(Company, "经理审批报价");
        await Assertions.Expect(manager.Pane.GetByRole(AriaRole.Region, new() { Name = "重点信息" })).ToContainTextAsync("352,000.00");
        await Chrome.ShotAsync(manager.Page, "l5-approval");
        await manager.DecideAsync("同意");
        await SignAsync(chrome, rep, finance);
        await PayAsync(finance, lead);
    }

    private static async Task<long> RegisterAsync(Seat marketing)
    {
        await marketing.GoAsync("apps/crm/forms/lead/new");
        var form = marketing.Page.Locator("main");
        await marketing.FillAsync("公司", Company, form);
        await marketing.FillAsync("联系人", "赵敏", form);
        await marketing.FillAsync("电话", "13900001111", form);
        await Chrome.ShotAsync(marketing.Page, "l1-lead");
        await marketing.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).First.ClickAsync();
        await marketing.Page.WaitForURLAsync(new Regex("/forms/lead/\\d+"));
        return long.Parse(new Uri(marketing.Page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task AssignAsync(Seat manager)
    {
        await manager.OpenAsync(Company, "分配");
        // Whoever typed the lead is not offered as its owner: the manager has to choose.
        await Assertions.Expect(manager.Pane.GetByRole(AriaRole.Combobox, new() { Name = "负责人" })).ToHaveValueAsync("");
        await manager.Pane.GetByRole(AriaRole.Button, new() { Name = "分配", Exact = true }).ClickAsync();
        await Assertions.Expect(manager.Pane.Locator("[data-field=owner].form-cell .form-error")).ToBeVisibleAsync();
        await manager.PickAsync("负责人", "Rep");
        await Chrome.ShotAsync(manager.Page, "l2-assign");
        await manager.DecideAsync("分配");
    }

    private async Task QualifyAsync(Seat rep, long lead)
    {
        await rep.OpenAsync(Company, "首次联系");
        await Chrome.ShotAsync(rep.Page, "l3-first");
        await rep.MakeAsync("新建跟进记录", drawer => rep.FillAsync("跟进内容", "有明确需求，约了周五上门", drawer));

        // What the step waited for is there, so the next one opens by itself.
        await rep.StandsAtAsync("初步沟通");
        Assert.Equal("following", (await host.Rep.Client.ValuesAsync("lead", lead)).Text("status"));
        await rep.PickAsync("意向程度", "高");
        await rep.PickAsync("是否有效", "有效");
        await rep.FillAsync("预算", "400000");
        await rep.DecideAsync("提交");
        await rep.StandsAtAsync("需求分析");
        await rep.FillAsync("需求备忘", "两条产线的监控");
        await rep.DecideAsync("提交");
    }

    private static async Task QuoteAsync(Seat rep)
    {
        await rep.StandsAtAsync("方案报价");
        await rep.MakeAsync("新建报价", async drawer =>
        {
            await Assertions.Expect(drawer.GetByLabel("商机")).ToHaveValueAsync(new Regex(Company));
            var line = await Seat.RowAsync(drawer, "lines");
            await rep.PickAsync("产品", "传感器", line);
            await Assertions.Expect(line.GetByLabel("单价")).ToHaveValueAsync("2,000.00");
            await rep.FillAsync("数量", "200", line);
            await rep.FillAsync("折扣", "88", line);
            await Assertions.Expect(drawer.Locator("[data-field=total]")).ToContainTextAsync("352,000.00");
            await Chrome.ShotAsync(rep.Page, "l4-quotation");
        });
        await Assertions.Expect(rep.Pane.GetByLabel("报价", new() { Exact = true })).ToHaveValueAsync(new Regex("^QT-"));
        await rep.DecideAsync("提交");
    }

    /// <summary>The contract with what the quotation says, legal and finance side by side, and the delivery.</summary>
    private async Task SignAsync(Chrome chrome, Seat rep, Seat finance)
    {
        await rep.OpenAsync(Company, "合同签订");
        await rep.MakeAsync("新建合同", async drawer =>
        {
            await Assertions.Expect(drawer.GetByLabel("合同金额")).ToHaveValueAsync("352,000.00");
            await rep.FillAsync("合同名称", "监控系统合同", drawer);
        });
        await rep.DecideAsync("提交");

        var legal = await Seat.TakeAsync(chrome, host.Legal);
        await legal.OpenAsync(Company, "法务会签");
        await Assertions.Expect(legal.Pane.GetByRole(AriaRole.Region, new() { Name = "重点信息" })).ToContainTextAsync("CT-");
        await legal.DecideAsync("同意");
        await finance.OpenAsync(Company, "财务会签");
        await Chrome.ShotAsync(finance.Page, "l6-countersign");
        await finance.DecideAsync("同意");

        await rep.OpenAsync(Company, "订单交付");
        await rep.FillAsync("交付日期", "2026-05-20");
        await rep.DecideAsync("提交");
    }

    private async Task PayAsync(Seat finance, long lead)
    {
        await finance.OpenAsync(Company, "最终回款");
        await PartAsync(finance, "150000");
        // A part is not the whole: the step stays, and says what is left.
        await Assertions.Expect(finance.Pane.GetByRole(AriaRole.Region, new() { Name = "重点信息" })).ToContainTextAsync("202,000.00");
        await finance.StandsAtAsync("最终回款");
        await Chrome.ShotAsync(finance.Page, "l7-part");
        Assert.Equal(["payment"], (await host.Finance.NodesAsync(lead)).Keys);

        await PartAsync(finance, "202000");
        await finance.HasNothingAsync(Company);
        var values = await host.Rep.Client.ValuesAsync("lead", lead);
        Assert.Equal("completed", values.Text("flow_state"));
        Assert.Equal("won", (await host.Rep.Client.ValuesAsync("opportunity", values.Id("opportunity"))).Text("stage"));
    }

    private static Task PartAsync(Seat finance, string amount) => finance.MakeAsync("新建回款", async drawer =>
    {
        await Assertions.Expect(drawer.GetByLabel("合同", new() { Exact = true })).ToHaveValueAsync(new Regex("^CT-"));
        await finance.FillAsync("回款金额", amount, drawer);
    });
}
