using LowCode.Records;
using SkiaSharp;

namespace LowCode.Runtime.Files;

/// <summary>
/// Small pictures of uploaded images, made when they are first asked for and kept beside the file. What an image says of its size is read before
/// anything is unpacked: one that would take too much room is refused, and so is one that can't be read.
/// </summary>
public sealed class Thumbnails(DiskVault vault) : IDisposable
{
    /// <summary>Longest side, in pixels: a tile on a screen of twice the density.</summary>
    public const int Side = 480;
    /// <summary>Most pixels that are unpacked for one image; photographs are unpacked at a fraction of their size.</summary>
    public const long MostPixels = 24_000_000;
    private const int Quality = 80;
    private const string Ending = ".thumb";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    // Unpacking takes a processor and up to 100 MB each.
    private readonly SemaphoreSlim _turn = new(2, 2);

    /// <summary>Opens the thumbnail, a WebP. Refused when the file is no image, or none that can be shown small. Who may see it was asked before.</summary>
    public async Task<Outcome<Stream>> OpenAsync(StoredFile file, Stream content, CancellationToken cancel)
    {
        if (file.Type is not ("image/png" or "image/jpeg" or "image/gif" or "image/webp"))
            return None();
        if (vault.OpenBeside(file.Id, Ending) is { } kept)
            return Some(kept);
        if (!await _turn.WaitAsync(Patience, cancel))
            return new Refusal(ErrorKind.TooMany, "files.busy", "Too many pictures at once; try again in a moment.");
        try
        {
            // Somebody may have made it while this one waited.
            if (vault.OpenBeside(file.Id, Ending) is { } made)
                return Some(made);
            // An empty one remembers that there is none: a hostile file is looked at once.
            await vault.WriteBesideAsync(file.Id, Ending, await Task.Run(() => Make(content), cancel) ?? [], cancel);
            return vault.OpenBeside(file.Id, Ending) is { } done ? Some(done) : None();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The thumbnail of an image as WebP; null when it can't be read or is too large to be unpacked.</summary>
    internal static byte[]? Make(Stream content)
    {
        using var codec = SKCodec.Create(content);
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0)
            return null;
        var longest = Math.Max(codec.Info.Width, codec.Info.Height);
        // Photographs scale by eighths: by the next one above, so that they are never blown up.
        var size = codec.GetScaledDimensions(Math.Min(1f, MathF.Ceiling(8f * Side / longest) / 8));
        if ((long)size.Width * size.Height > MostPixels)
            return null;
        using var whole = SKBitmap.Decode(codec, new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (whole is null)
            return null;
        var share = Math.Min(1f, (float)Side / Math.Max(size.Width, size.Height));
        using var small = whole.Resize(new SKImageInfo(Math.Max(1, (int)(size.Width * share)), Math.Max(1, (int)(size.Height * share))), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        if (small is null)
            return null;
        using var upright = Upright(small, codec.EncodedOrigin);
        using var data = upright.Encode(SKEncodedImageFormat.Webp, Quality);
        return data?.ToArray();
    }

    // Cameras store how they were held beside the picture.
    private static SKBitmap Upright(SKBitmap picture, SKEncodedOrigin origin)
    {
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = turned ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        var upright = new SKBitmap(new SKImageInfo(width, height, picture.ColorType, picture.AlphaType));
        using var canvas = new SKCanvas(upright);
        canvas.Clear(SKColors.Transparent);
        canvas.Concat(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
            _ => SKMatrix.Identity,
        });
        canvas.DrawBitmap(picture, 0, 0);
        return upright;
    }

    private static Outcome<Stream> Some(Stream kept)
    {
        if (kept.Length > 0)
            return kept;
        kept.Dispose();
        return None();
    }

    private static Refusal None() => new(ErrorKind.NotFound, "files.noThumbnail", "There is no small picture of this file.");
}
