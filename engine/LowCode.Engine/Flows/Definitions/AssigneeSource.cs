using System.Text.Json.Serialization;

namespace LowCode.Flows;

/// <summary>
/// One source of people. JSON: an object with <c>kind</c>: <c>{"kind":"roles","roles":["finance"]}</c>,
/// <c>{"kind":"departmentHead","levels":2}</c>, <c>{"kind":"initiator"}</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FromUsers), "members")]
[JsonDerivedType(typeof(FromDepartments), "departments")]
[JsonDerivedType(typeof(FromRoles), "roles")]
[JsonDerivedType(typeof(FromMemberField), "memberField")]
[JsonDerivedType(typeof(FromDepartmentField), "departmentField")]
[JsonDerivedType(typeof(FromInitiator), "initiator")]
[JsonDerivedType(typeof(FromInitiatorManager), "initiatorManager")]
[JsonDerivedType(typeof(FromPreviousManager), "previousManager")]
[JsonDerivedType(typeof(FromDepartmentHead), "departmentHead")]
[JsonDerivedType(typeof(FromExpression), "expression")]
public abstract record AssigneeSource;

/// <summary>Named people.</summary>
/// <param name="Users">Their ids.</param>
public sealed record FromUsers(IReadOnlyList<long> Users) : AssigneeSource;

/// <summary>Everybody in some departments.</summary>
/// <param name="Departments">Their ids.</param>
/// <param name="WithChildren">True takes the departments below as well.</param>
/// <param name="HeadOnly">True takes only the heads.</param>
public sealed record FromDepartments(IReadOnlyList<long> Departments, bool WithChildren = false, bool HeadOnly = false) : AssigneeSource;

/// <summary>Everybody with one of these roles.</summary>
/// <param name="Roles">Keys of the roles.</param>
public sealed record FromRoles(IReadOnlyList<string> Roles) : AssigneeSource;

/// <summary>Whoever stands in a member field of the record.</summary>
/// <param name="Field">The field's key: <c>owner</c>.</param>
public sealed record FromMemberField(string Field) : AssigneeSource;

/// <summary>The people of the department that stands in a field of the record.</summary>
/// <param name="Field">The field's key.</param>
/// <param name="HeadOnly">True takes only the head. Default: true.</param>
public sealed record FromDepartmentField(string Field, bool HeadOnly = true) : AssigneeSource;

/// <summary>Whoever started the flow.</summary>
public sealed record FromInitiator : AssigneeSource;

/// <summary>The initiator's manager.</summary>
/// <param name="Levels">1 the manager, 2 the manager's manager, up to 10.</param>
public sealed record FromInitiatorManager(int Levels = 1) : AssigneeSource;

/// <summary>The manager of whoever handled the step before.</summary>
/// <param name="Levels">1 the manager, 2 the manager's manager, up to 10.</param>
public sealed record FromPreviousManager(int Levels = 1) : AssigneeSource;

/// <summary>The head of the initiator's main department or of one above it.</summary>
/// <param name="Levels">0 the own department, 1 the one above, up to 10; above the top: the top.</param>
public sealed record FromDepartmentHead(int Levels = 0) : AssigneeSource;

/// <summary>Whoever an expression over the record gives: a user or a list of users.</summary>
/// <param name="Expression">The expression: <c>customer.owner</c>.</param>
public sealed record FromExpression(string Expression) : AssigneeSource;
