-- Instants are UTC text 'yyyy-MM-dd HH:mm:ss.fff', booleans 0 or 1. Tables of forms (f_<id>, s_<id>) are made at publish, not here.

-- What is true of the workspace as a whole: setup state, mail, metadata_version.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT
) WITHOUT ROWID;

-- Definitions. AUTOINCREMENT: an id names a table or a column and must never come back.
CREATE TABLE definition (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT NOT NULL,
    key          TEXT NOT NULL,
    app          TEXT,
    draft        TEXT,
    draft_rev    INTEGER NOT NULL DEFAULT 0,
    published_no INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, key)
);

CREATE TABLE definition_version (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    definition_id INTEGER NOT NULL REFERENCES definition (id) ON DELETE CASCADE,
    no            INTEGER NOT NULL,
    json          TEXT NOT NULL,
    by_user       INTEGER NOT NULL,
    at            TEXT NOT NULL,
    note          TEXT,
    UNIQUE (definition_id, no)
);

CREATE TABLE field_id (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    form_id INTEGER NOT NULL,
    path    TEXT NOT NULL,
    shape   TEXT NOT NULL
);
CREATE INDEX field_id_form ON field_id (form_id, path);

-- Beside records.
CREATE TABLE history (
    id        INTEGER PRIMARY KEY,
    form_id   INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    at        TEXT NOT NULL,
    by_user   INTEGER NOT NULL,
    source    INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    changes   TEXT
);
CREATE INDEX history_record ON history (form_id, record_id, version);

CREATE TABLE comment (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    form_id   INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    at        TEXT NOT NULL,
    by_user   INTEGER NOT NULL,
    text      TEXT NOT NULL,
    mentions  TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX comment_record ON comment (form_id, record_id, id);

CREATE TABLE file (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    size      INTEGER NOT NULL,
    type      TEXT NOT NULL,
    by_user   INTEGER NOT NULL,
    at        TEXT NOT NULL,
    form_id   INTEGER,
    record_id INTEGER,
    field_id  INTEGER
) WITHOUT ROWID;
CREATE INDEX file_record ON file (form_id, record_id) WHERE form_id IS NOT NULL;
CREATE INDEX file_unbound ON file (at) WHERE form_id IS NULL;

-- Answers of requests that came with an idempotency key.
CREATE TABLE answer (
    key  TEXT PRIMARY KEY,
    json TEXT NOT NULL,
    at   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX answer_at ON answer (at);

-- Events that workers deliver at least once. state: 0 pending, 1 done, 2 dead.
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL,
    payload     TEXT NOT NULL,
    at          TEXT NOT NULL,
    due_at      TEXT NOT NULL,
    state       INTEGER NOT NULL DEFAULT 0,
    attempts    INTEGER NOT NULL DEFAULT 0,
    lease_owner TEXT,
    lease_until TEXT,
    last_error  TEXT
);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 0;

CREATE TABLE serial (
    field_id INTEGER NOT NULL,
    period   TEXT NOT NULL,
    last     INTEGER NOT NULL,
    PRIMARY KEY (field_id, period)
) WITHOUT ROWID;

-- Views that people saved for themselves.
CREATE TABLE saved_view (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id  INTEGER NOT NULL,
    form     TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    shared   INTEGER NOT NULL DEFAULT 0,
    json     TEXT NOT NULL,
    at       TEXT NOT NULL
);
CREATE INDEX saved_view_user ON saved_view (user_id, form, position);

-- Work with a due time. state: 0 pending, 1 done, 2 dead. A lease ends by itself, so that another node takes over.
CREATE TABLE job (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT NOT NULL,
    dedupe_key    TEXT UNIQUE,
    due_at        TEXT NOT NULL,
    state         INTEGER NOT NULL DEFAULT 0,
    lease_owner   TEXT,
    lease_until   TEXT,
    attempts      INTEGER NOT NULL DEFAULT 0,
    max_attempts  INTEGER NOT NULL DEFAULT 5,
    last_error    TEXT,
    payload       TEXT,
    instance_id   INTEGER,
    token_id      INTEGER,
    activation_id INTEGER,
    created_at    TEXT NOT NULL
);
CREATE INDEX job_due ON job (due_at, id) WHERE state = 0;
CREATE INDEX job_instance ON job (instance_id) WHERE instance_id IS NOT NULL;

-- Who did what: append-only; hash covers the row and prev_hash, so that a removed or changed row shows.
CREATE TABLE audit (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        TEXT NOT NULL,
    actor_id  INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    subject   TEXT,
    data      TEXT,
    ip        TEXT,
    prev_hash TEXT NOT NULL,
    hash      TEXT NOT NULL
);
CREATE INDEX audit_kind ON audit (kind, id);
CREATE INDEX audit_actor ON audit (actor_id, id);
CREATE TRIGGER audit_keep BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;

CREATE TABLE notification (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id   INTEGER NOT NULL,
    at        TEXT NOT NULL,
    kind      TEXT NOT NULL,
    form      TEXT,
    record_id INTEGER,
    payload   TEXT NOT NULL DEFAULT '{}',
    read_at   TEXT
);
CREATE INDEX notification_user ON notification (user_id, id);
CREATE INDEX notification_unread ON notification (user_id) WHERE read_at IS NULL;
