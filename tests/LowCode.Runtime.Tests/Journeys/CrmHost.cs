namespace LowCode.Journeys;

/// <summary>The product as a small company uses it: the CRM template is installed and its people are there.</summary>
public sealed class CrmHost : TestHost
{
    public TestPerson Marketing { get; private set; } = null!;
    public TestPerson Rep { get; private set; } = null!;
    public TestPerson OtherRep { get; private set; } = null!;
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Director { get; private set; } = null!;
    public TestPerson Legal { get; private set; } = null!;
    public TestPerson Finance { get; private set; } = null!;
    public TestPerson GeneralManager { get; private set; } = null!;
    public TestPerson Agent { get; private set; } = null!;
    public TestPerson OtherAgent { get; private set; } = null!;
    public TestPerson ServiceManager { get; private set; } = null!;
    public TestPerson DeputyServiceManager { get; private set; } = null!;

    /// <summary>The sales department's id.</summary>
    public long Sales { get; private set; }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var installed = await Admin.PostAsync("/api/packs/crm/install", null);
        Assert.True(installed.IsSuccessStatusCode, await installed.Content.ReadAsStringAsync());

        Sales = await DepartmentAsync("销售部");
        var (market, office, service) = (await DepartmentAsync("市场部"), await DepartmentAsync("总部"), await DepartmentAsync("客服部"));
        Marketing = await PersonAsync("Marketing", ["marketing"], [market]);
        Rep = await PersonAsync("Rep", ["sales_rep"], [Sales]);
        OtherRep = await PersonAsync("OtherRep", ["sales_rep"], [Sales]);
        Manager = await PersonAsync("Manager", ["sales_manager"], [Sales]);
        Director = await PersonAsync("Director", ["sales_director"], [office]);
        Legal = await PersonAsync("Legal", ["legal"], [office]);
        Finance = await PersonAsync("Finance", ["finance"], [office]);
        GeneralManager = await PersonAsync("GeneralManager", ["general_manager"], [office]);
        Agent = await PersonAsync("Agent", ["service_agent"], [service]);
        OtherAgent = await PersonAsync("OtherAgent", ["service_agent"], [service]);
        ServiceManager = await PersonAsync("ServiceManager", ["service_manager"], [service]);
        DeputyServiceManager = await PersonAsync("Deputy", ["service_manager"], [service]);
    }
}
