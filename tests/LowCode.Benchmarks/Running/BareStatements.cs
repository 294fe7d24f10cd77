using LowCode.Forms;

namespace LowCode.Running;

/// <summary>The SQL that the limit runs for the deals: the same tables, columns and rows as the product's.</summary>
internal static class BareStatements
{
    /// <summary>Statements for the form as it was published.</summary>
    public static BareEndpoint.Statements For(Form form)
    {
        string C(string key) => form[key]!.Column;
        var columns = form.Fields.Where(field => field.Storage is not (StorageKind.Rows or StorageKind.None)).Select(field => field.Column).ToList();
        var all = string.Join(", ", columns);
        var inserted = columns.Where(column => column != "id").ToList();
        return new BareEndpoint.Statements(new Dictionary<string, string>
        {
            ["get"] = $"SELECT {all} FROM {form.Table} WHERE id = $id AND deleted_at IS NULL",
            ["list"] = $"SELECT {all} FROM {form.Table} WHERE {C("stage")} = 'won' AND {C("amount")} > 500000 AND deleted_at IS NULL AND $id IS NOT NULL ORDER BY {C("amount")} DESC, id DESC LIMIT 21",
            ["sum"] = $"SELECT {C("stage")}, count(*), sum({C("amount")}) FROM {form.Table} WHERE deleted_at IS NULL AND $id IS NOT NULL GROUP BY 1 ORDER BY 1",
        },
        [
            // The same rows as the product writes: the record (a copy of one, so that all columns are filled), its history and its event.
            $"INSERT INTO {form.Table} ({string.Join(", ", inserted)}) SELECT {string.Join(", ", inserted)} FROM {form.Table} WHERE id = 77 + $id",
            "INSERT INTO history (form_id, record_id, version, at, by_user, source, kind, changes) VALUES (1, $id, 1, '2026-11-01T00:00:00Z', 2, 1, 'created', '{\"title\":[null,\"Deal 1\"],\"amount\":[null,12],\"stage\":[null,\"won\"],\"city\":[null,\"上海\"],\"phone\":[null,\"13800000001\"],\"note\":[null,\"some words about it\"],\"count\":[null,7]}')",
            "INSERT INTO outbox (kind, payload, at, due_at) VALUES ('record.created', '{\"form\":\"deal\",\"id\":1,\"version\":1,\"by\":2,\"source\":\"Api\"}', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z') RETURNING $id",
        ]);
    }
}
