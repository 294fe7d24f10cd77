using System.IO.Compression;
using System.Xml;

namespace LowCode.Runtime.Imports.Tabular;

/// <summary>
/// The parts of a workbook file. Number and sizes of the parts are checked against the limits before anything is unpacked; unpacking then can't
/// exceed what the directory declared, whatever the packed data says. DTDs are refused.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private const long AlwaysFine = 4 << 20;
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(Stream file, TabularLimits limits)
    {
        _archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var entries = _archive.Entries;
        if (entries.Count > limits.ZipEntries || entries.Sum(entry => entry.Length) > limits.UnpackedBytes || entries.Any(entry => IsBomb(entry, limits)))
            throw new RefusedException(TabularErrors.Bomb());
        foreach (var entry in entries) _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>Reads one part as XML; null when the workbook has no such part.</summary>
    public XmlReader? Open(string? part) =>
        part is not null && _parts.TryGetValue(part, out var entry)
            ? XmlReader.Create(new CappedStream(entry.Open(), entry.Length), Settings)
            : null;

    /// <summary>What a part refers to: the id, the last word of the relation's type, the path of the other part.</summary>
    public IReadOnlyList<(string Id, string Type, string Part)> Relations(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var (folder, name) = (part[..slash], part[slash..]);
        var relations = new List<(string, string, string)>();
        using var xml = Open($"{folder}_rels/{name}.rels");
        while (xml?.Read() == true)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("TargetMode") == "External") continue;
            if (xml.GetAttribute("Target") is not { } target) continue;
            var type = xml.GetAttribute("Type") ?? "";
            relations.Add((xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
        }
        return relations;
    }

    public void Dispose() => _archive.Dispose();

    private static bool IsBomb(ZipArchiveEntry entry, TabularLimits limits) =>
        entry.Length > AlwaysFine && entry.Length / Math.Max(1, entry.CompressedLength) > limits.Ratio;

    private string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0) path.RemoveAt(path.Count - 1);
            else if (step is not ("." or "..")) path.Add(step);
        }
        var resolved = string.Join('/', path);
        // Some writers give the path from the root without saying so.
        return !Has(resolved) && Has(target.TrimStart('/')) ? target.TrimStart('/') : resolved;
    }

    private sealed class CappedStream(Stream inner, long limit) : Stream
    {
        private long _left = limit;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            return (_left -= read) < 0 ? throw new RefusedException(TabularErrors.Bomb()) : read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
