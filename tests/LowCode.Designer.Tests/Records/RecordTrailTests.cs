using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Records;

namespace LowCode.Designer.Tests.Records;

/// <summary>Previous and next of a record in the list that it was opened from.</summary>
public sealed class RecordTrailTests
{
    private readonly RecordTrail _trail = new();

    [Fact]
    public void Pages_of_one_list_are_one_trail()
    {
        _trail.Follow(new ListRequest { Form = "lead" }, [5, 7]);
        _trail.Follow(new ListRequest { Form = "lead", Offset = 2 }, [9]);

        Assert.Equal((5L, 9L, 2), _trail.Around("lead", 7));
        Assert.Equal((7L, null, 3), _trail.Around("lead", 9));
    }

    [Fact]
    public void Another_filter_order_or_form_begins_anew()
    {
        _trail.Follow(new ListRequest { Form = "lead" }, [5, 7]);
        _trail.Follow(new ListRequest { Form = "lead", Sort = [new SortDefinition("name")] }, [8]);

        Assert.Equal((null, null, 0), _trail.Around("lead", 7));
        Assert.Equal((null, null, 1), _trail.Around("lead", 8));
        Assert.Equal((null, null, 0), _trail.Around("deal", 8));
    }
}
