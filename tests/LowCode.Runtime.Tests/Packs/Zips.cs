using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace LowCode.Packs;

/// <summary>Packs as ZIP files, good and bad.</summary>
internal static class Zips
{
    public static string Manifest(string key, string version = "1.0.0") => $$"""{"key":"{{key}}","version":"{{version}}","label":"{{key}}"}""";

    /// <summary>A form with one text field.</summary>
    public static string Form(string key, string app, string label, string more = "") =>
        $$"""{"key":"{{key}}","app":"{{app}}","label":"{{label}}","fields":[{"key":"name","type":"text","label":"Name"}{{more}}]}""";

    public static byte[] Of(params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var content = zip.CreateEntry(path).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }

    /// <summary>An app with two forms, a list of choices and a role.</summary>
    public static byte[] Shop(string key, string version = "1.0.0", string label = "First") => Of(
        ("pack.json", Manifest(key, version)),
        ("app.json", $$"""{"key":"{{key}}","label":"{{label}}"}"""),
        ($"choices/{key}_size.json", $$"""{"key":"{{key}}_size","app":"{{key}}","label":"Size","choices":[{"value":"s","label":"S"},{"value":"l","label":"L"}]}"""),
        ($"forms/{key}_item.json", Form($"{key}_item", key, label, $$$""",{"key":"size","type":"choice","label":"Size","settings":{"list":"{{{key}}}_size"}}""")),
        ($"forms/{key}_order.json", Form($"{key}_order", key, label)),
        ($"roles/{key}_seller.json", $$"""{"key":"{{key}}_seller","app":"{{key}}","label":"Seller"}"""));

    /// <summary>The same ZIP with every stated unpacked size replaced by this one.</summary>
    public static byte[] Lying(byte[] zip, int size)
    {
        var lie = (byte[])zip.Clone();
        for (var at = 0; at < lie.Length - 30; at++)
        {
            var offset = BitConverter.ToUInt32(lie, at) switch { 0x04034b50 => 22, 0x02014b50 => 24, _ => 0 };
            if (offset > 0)
                BitConverter.GetBytes(size).CopyTo(lie, at + offset);
        }
        return lie;
    }

    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, string what, byte[] zip)
    {
        using var body = new ByteArrayContent(zip);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        // Asking first lets the server refuse by the length alone.
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/packs/upload/{what}") { Content = body, Headers = { ExpectContinue = true } };
        return await client.SendAsync(request);
    }
}
