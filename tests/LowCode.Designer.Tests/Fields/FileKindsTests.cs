using LowCode.Ui.Fields.File;

namespace LowCode.Designer.Tests.Fields;

public class FileKindsTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("image/*", true)]
    [InlineData(".pdf,.JPG", true)]
    [InlineData(".pdf,.docx", false)]
    [InlineData("video/*", false)]
    public void A_camera_is_offered_where_its_pictures_are_accepted(string accept, bool offered) =>
        Assert.Equal(offered, FileKinds.TakePictures(accept.Split(',', StringSplitOptions.RemoveEmptyEntries)));
}
