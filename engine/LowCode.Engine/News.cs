namespace LowCode;

/// <summary>What a committed unit tells open screens and workers: on this node at once, on others that share the database by way of it.</summary>
public abstract record News;

/// <summary>A record was created, changed, deleted or restored. <paramref name="RecordId"/> 0: many of the form.</summary>
public sealed record RecordChanged(string Form, long RecordId) : News;

/// <summary>Something arrived in somebody's inbox, or was read there.</summary>
public sealed record InboxChanged(long UserId) : News;

/// <summary>Another node has published or changed people.</summary>
public sealed record WorkspaceMoved : News;

/// <summary>This node was cut off from the others for a while: anything may have changed.</summary>
public sealed record NewsMissed : News;
