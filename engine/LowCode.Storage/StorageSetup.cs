using LowCode.Audit;
using LowCode.Catalog;
using LowCode.Flows;
using LowCode.Imports;
using LowCode.Jobs;
using LowCode.Notifications;
using LowCode.People;
using LowCode.People.Places;
using LowCode.Records;
using LowCode.Storage.Audit;
using LowCode.Storage.Catalog;
using LowCode.Storage.Flows;
using LowCode.Storage.Imports;
using LowCode.Storage.Jobs;
using LowCode.Storage.Notifications;
using LowCode.Storage.People;
using LowCode.Storage.Records;
using LowCode.Storage.Units;

namespace LowCode.Storage;

/// <summary>
/// Which class stands behind which store interface: the whole list. A further store is one line here; <see cref="IUnit.Store{T}"/> finds it.
/// Stores are made once per connection and keep nothing but their session.
/// </summary>
internal static class StorageSetup
{
    private static readonly Dictionary<Type, Func<Session, object>> Stores = new()
    {
        [typeof(IMetadataStore)] = session => new MetadataStore(session),
        [typeof(IRecordStore)] = session => new RecordStore(session),
        [typeof(IRecordLog)] = session => new RecordLog(session),
        [typeof(ISavedViewStore)] = session => new SavedViewStore(session),
        [typeof(IRecordDraftStore)] = session => new RecordDraftStore(session),
        [typeof(IBatchStore)] = session => new BatchStore(session),
        [typeof(IListLayoutStore)] = session => new ListLayoutStore(session),
        [typeof(IPeopleStore)] = session => new PeopleStore(session),
        [typeof(ISignInStore)] = session => new SignInStore(session),
        [typeof(IPlaceStore)] = session => new PlaceStore(session),
        [typeof(ISettingStore)] = session => new SettingStore(session),
        [typeof(IAuditLog)] = session => new AuditLog(session),
        [typeof(IFlowStore)] = session => new FlowStore(session),
        [typeof(ITaskStore)] = session => new TaskStore(session),
        [typeof(IJobStore)] = session => new JobStore(session),
        [typeof(IMailStore)] = session => new MailStore(session),
        [typeof(IImportStore)] = session => new ImportStore(session),
        [typeof(INotificationStore)] = session => new NotificationStore(session),
    };

    internal static object Make(Type type, Session session) =>
        Stores.TryGetValue(type, out var make) ? make(session)
        : throw new InvalidOperationException($"No store is registered for {type.FullName}: add a line to StorageSetup.Stores.");
}
