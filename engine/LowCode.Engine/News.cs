using LowCode.Catalog;

namespace LowCode;

/// <summary>What a committed unit tells open screens and workers: on this node at once, on others that share the database by way of it.</summary>
public abstract record News;

/// <summary>A record was created, changed, deleted or restored. <paramref name="RecordId"/> 0: many of the form.</summary>
public sealed record RecordChanged(string Form, long RecordId) : News;

/// <summary>Something arrived in somebody's inbox, or was read there, or other tasks are theirs than before.</summary>
public sealed record InboxChanged(long UserId) : News;

/// <summary>Another node has published or changed people.</summary>
public sealed record WorkspaceMoved : News;

/// <summary>This node was cut off from the others for a while: anything may have changed.</summary>
public sealed record NewsMissed : News;

/// <summary>Somebody has a definition open in a designer. <paramref name="Asks"/>: they have just come, and whoever else has it open says so.</summary>
public sealed record DesignerSat(string Seat, DefinitionKind Kind, string Key, long UserId, bool Asks) : News;

/// <summary>Somebody has closed a designer.</summary>
public sealed record DesignerLeft(string Seat) : News;

/// <summary>A draft was saved or published from a designer that stays open; it has this revision now.</summary>
public sealed record DraftSaved(string Seat, DefinitionKind Kind, string Key, long UserId, long Rev) : News;
