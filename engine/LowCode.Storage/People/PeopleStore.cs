using System.Data.Common;
using LowCode.People;
using LowCode.Storage.Units;

namespace LowCode.Storage.People;

/// <summary>People and departments: tables <c>user</c>, <c>department</c>, <c>user_department</c>, <c>user_role</c>.</summary>
internal sealed class PeopleStore(Session session) : IPeopleStore
{
    private const string Columns = "SELECT id, email, name, is_admin, active, manager_id, stamp, phone, language, zone FROM \"user\"";

    public PeopleDirectory Directory()
    {
        var departments = session
            .Query("SELECT user_id, department_id FROM user_department ORDER BY user_id, position", row => (User: row.GetInt64(0), Department: row.GetInt64(1)))
            .ToLookup(row => row.User, row => row.Department);
        var roles = session
            .Query("SELECT user_id, role FROM user_role ORDER BY user_id, role", row => (User: row.GetInt64(0), Role: row.GetString(1)))
            .ToLookup(row => row.User, row => row.Role);
        var users = session.Query(Columns, row => Read(row, [.. departments[row.GetInt64(0)]], [.. roles[row.GetInt64(0)]]));
        return new PeopleDirectory(users, session.Query("SELECT id, parent_id, name, head_id, sort_order FROM department", ReadDepartment))
        {
            Version = session.Scalar<long>("SELECT CAST(value AS BIGINT) FROM setting WHERE key = 'people_version'"),
        };
    }

    public void RaiseVersion()
    {
        session.Execute("INSERT INTO setting (key, value) VALUES ('people_version', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(setting.value AS BIGINT) + 1 AS TEXT)");
        session.EndBatch();
    }

    public User? User(long id) => Complete(session.First($"{Columns} WHERE id = @0", row => Read(row, [], []), id));

    public UserStanding? Standing(long id) => session.First(
        "SELECT email, stamp, active FROM \"user\" WHERE id = @0", row => new UserStanding(row.GetString(0), row.GetString(1), row.GetBoolean(2)), id);

    public User? UserByEmail(string email) => Complete(session.First($"{Columns} WHERE email = @0", row => Read(row, [], []), email));

    public long AddUser(User user, DateTime at)
    {
        var id = session.Insert(
            """
            INSERT INTO "user" (email, name, is_admin, active, manager_id, stamp, phone, language, zone, created_at)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9)
            """,
            user.Email, user.Name, user.IsAdmin, user.Active, user.ManagerId, user.Stamp, user.Phone, user.Language, user.Zone, at);
        Link(user with { Id = id });
        return id;
    }

    public void SaveUser(User user)
    {
        session.Execute(
            """
            UPDATE "user" SET email = @1, name = @2, is_admin = @3, active = @4, manager_id = @5, stamp = @6, phone = @7, language = @8, zone = @9
            WHERE id = @0
            """,
            user.Id, user.Email, user.Name, user.IsAdmin, user.Active, user.ManagerId, user.Stamp, user.Phone, user.Language, user.Zone);
        session.Execute("DELETE FROM user_department WHERE user_id = @0", user.Id);
        session.Execute("DELETE FROM user_role WHERE user_id = @0", user.Id);
        Link(user);
    }

    public long AddDepartment(Department department) => session.Insert(
        "INSERT INTO department (parent_id, name, head_id, sort_order) VALUES (@0, @1, @2, @3)",
        department.ParentId, department.Name, department.HeadId, department.Order);

    public void SaveDepartment(Department department) => session.Execute(
        "UPDATE department SET parent_id = @1, name = @2, head_id = @3, sort_order = @4 WHERE id = @0",
        department.Id, department.ParentId, department.Name, department.HeadId, department.Order);

    public void DeleteDepartment(long id) => session.Execute("DELETE FROM department WHERE id = @0", id);

    private void Link(User user)
    {
        for (var i = 0; i < user.Departments.Count; i++)
            session.Execute("INSERT INTO user_department (user_id, department_id, position) VALUES (@0, @1, @2)", user.Id, user.Departments[i], i);
        foreach (var role in user.Roles)
            session.Execute("INSERT INTO user_role (user_id, role) VALUES (@0, @1)", user.Id, role);
    }

    private User? Complete(User? user) => user is null ? null : user with
    {
        Departments = session.Query("SELECT department_id FROM user_department WHERE user_id = @0 ORDER BY position", row => row.GetInt64(0), user.Id),
        Roles = session.Query("SELECT role FROM user_role WHERE user_id = @0 ORDER BY role", row => row.GetString(0), user.Id),
    };

    private static User Read(DbDataReader row, IReadOnlyList<long> departments, IReadOnlyList<string> roles) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), departments, roles, row.GetBoolean(3), row.GetBoolean(4), row.LongOrNull(5), row.GetString(6),
        row.TextOrNull(7), row.TextOrNull(8), row.TextOrNull(9));

    private static Department ReadDepartment(DbDataReader row) =>
        new(row.GetInt64(0), row.LongOrNull(1), row.GetString(2), row.LongOrNull(3), row.GetInt32(4));
}
