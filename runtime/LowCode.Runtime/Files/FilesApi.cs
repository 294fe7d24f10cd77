using LowCode.Files;
using LowCode.People;
using LowCode.Runtime.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LowCode.Runtime.Files;

/// <summary><c>/api/files</c>: uploads, which a saved record then holds, and downloads, which follow the right on the record's field.</summary>
public static class FilesApi
{
    // What a browser shows without running anything in it; everything else is saved to disk.
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal) { "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf" };

    public static WebApplication MapFiles(this WebApplication app)
    {
        var files = app.MapGroup("/api/files").WithTags("Files");
        files.MapPost("/", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(FileLibrary.MaxBytes + 64 * 1024)).WithSummary("Upload one file (multipart/form-data). Put its id into a record within two days.");
        files.MapGet("/{id}", Download).WithSummary("A file, for those who may see the field that holds it.");
        files.MapGet("/{id}/thumbnail", ThumbnailAsync).WithSummary("A small picture of an image (WebP), for those who may see the field that holds it.");
        return app;
    }

    // Read as a stream: a file is never in memory as a whole.
    private static async Task<IResult> UploadAsync(Caller caller, FileLibrary library, HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || type.MediaType != "multipart/form-data" || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary)
            return ApiResults.Problem(ErrorKind.Malformed, "files.multipart", "Send the file as multipart/form-data.");
        try
        {
            var reader = new MultipartReader(boundary.ToString(), context.Request.Body);
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
                {
                    var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
                    return (await library.AddAsync(caller, name ?? "", section.Body, context.RequestAborted)).ToCreated(file => $"/api/files/{file.Id}");
                }
            }
        }
        catch (InvalidDataException)
        {
            return ApiResults.Problem(ErrorKind.Malformed, "files.multipart", "The parts of the form could not be read.");
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ApiResults.Problem(FileLibrary.TooLarge);
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return ApiResults.Problem(ErrorKind.Malformed, "files.multipart", "The upload ended too early.");
        }
        return ApiResults.Problem(ErrorKind.Malformed, "files.missing", "The form holds no file.");
    }

    private static async Task<IResult> ThumbnailAsync(string id, Caller caller, FileLibrary library, Thumbnails thumbnails, HttpContext context)
    {
        var opened = library.Open(caller, id);
        if (!opened.Ok)
            return ApiResults.Problem(opened.Refusal!);
        var (file, content) = opened.Value;
        Protect(context.Response.Headers, file.Type);
        // Files never change: what the browser has is good, once it was asked whether the caller may still see it.
        var tag = new EntityTagHeaderValue($"\"{id}\"");
        await using (content)
        {
            var small = await thumbnails.OpenAsync(file, content, context.RequestAborted);
            return small.Ok ? Results.Stream(small.Value, "image/webp", entityTag: tag) : ApiResults.Problem(small.Refusal!);
        }
    }

    private static void Protect(IHeaderDictionary headers, string type)
    {
        // A browser's own PDF viewer doesn't open in a sandbox; it runs no script of the page's origin.
        headers.ContentSecurityPolicy = type == "application/pdf" ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'" : "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-cache";
    }

    private static IResult Download(string id, Caller caller, FileLibrary library, HttpContext context)
    {
        var opened = library.Open(caller, id);
        if (!opened.Ok)
            return ApiResults.Problem(opened.Refusal!);
        var (file, content) = opened.Value;
        Protect(context.Response.Headers, file.Type);
        if (Shown.Contains(file.Type) && context.Request.Query.ContainsKey("inline"))
            return Results.Stream(content, file.Type, enableRangeProcessing: true);
        return Results.Stream(content, file.Type, file.Name, enableRangeProcessing: true);
    }
}
