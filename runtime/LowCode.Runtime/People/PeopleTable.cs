using LowCode.People;
using LowCode.Runtime.Imports.Tabular;

namespace LowCode.Runtime.People;

/// <summary>Reads a table of people (CSV, XLSX or XLS); columns are recognised by their Chinese or English names, in any order, others are passed over.</summary>
public static class PeopleTable
{
    private static readonly (string Part, string[] Names)[] Columns =
    [
        ("name", ["name", "fullname", "person", "user", "employee", "salesagent", "agent", "姓名", "名字", "名称", "成员", "员工"]),
        ("email", ["email", "mail", "emailaddress", "workemail", "邮箱", "电子邮箱", "电子邮件", "邮件", "工作邮箱"]),
        ("phone", ["phone", "telephone", "mobile", "phonenumber", "mobilephone", "tel", "电话", "手机", "手机号", "手机号码", "联系电话"]),
        ("department", ["department", "departmentname", "dept", "team", "office", "regionaloffice", "部门", "部门名称", "所属部门", "团队"]),
        ("manager", ["manager", "managername", "supervisor", "reportsto", "boss", "上级", "直属上级", "直接上级", "主管", "经理"]),
        ("roles", ["roles", "role", "rolename", "角色", "职责"]),
    ];

    /// <summary>The lines of the file, or why it can't be read. The stream is closed.</summary>
    public static Outcome<IReadOnlyList<PersonRow>> Read(Stream file)
    {
        var opened = TabularReader.Open(file, limits: new TabularLimits(FileBytes: 10 << 20, Rows: PeopleImportErrors.MaxRows, Columns: 100));
        if (!opened.Ok)
            return opened.Refusal!;
        using var reader = opened.Value;
        var at = Columns.ToDictionary(column => column.Part, column => Find(reader.Headers, column.Names));
        if (at["name"] < 0)
            return PeopleImportErrors.NoNames;
        var rows = new List<PersonRow>();
        while (reader.Read())
            rows.Add(new PersonRow(reader.Row.Number, Text("name"), Text("email"), Text("phone"), Text("department"), Text("manager"), Text("roles")));
        return reader.Failure is { } failure ? failure : rows;

        string Text(string part) => at[part] < 0 ? "" : reader.Row[at[part]].Text;
    }

    private static int Find(IReadOnlyList<string> headers, string[] names) =>
        headers.Index().Where(header => names.Contains(Plain(header.Item))).Select(header => header.Index).DefaultIfEmpty(-1).First();

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
