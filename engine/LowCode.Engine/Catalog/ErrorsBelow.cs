using System.Collections;

namespace LowCode.Catalog;

/// <summary>Passes errors on with a path in front: what is found at <c>settings.scale</c> is told at <c>forms.lead.fields[3].settings.scale</c>.</summary>
internal sealed class ErrorsBelow(ICollection<Error> target, string path) : ICollection<Error>
{
    public int Count => target.Count;

    public bool IsReadOnly => false;

    public void Add(Error item) =>
        target.Add(item with { Path = string.IsNullOrEmpty(item.Path) ? path : item.Path[0] == '[' ? path + item.Path : $"{path}.{item.Path}" });

    public void Clear() => throw new NotSupportedException();

    public bool Contains(Error item) => target.Contains(item);

    public void CopyTo(Error[] array, int arrayIndex) => target.CopyTo(array, arrayIndex);

    public bool Remove(Error item) => throw new NotSupportedException();

    public IEnumerator<Error> GetEnumerator() => target.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
