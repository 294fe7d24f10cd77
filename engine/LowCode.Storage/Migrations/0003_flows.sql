-- Running flows. Only live tokens are rows; the definition of an instance is one published version and never changes under it.
CREATE TABLE flow_instance (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    flow_id         INTEGER NOT NULL REFERENCES definition (id) ON DELETE RESTRICT,
    version_id      INTEGER NOT NULL REFERENCES definition_version (id) ON DELETE RESTRICT,
    record_form     INTEGER NOT NULL,
    record_id       INTEGER NOT NULL,
    initiator       INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('running', 'completed', 'rejected', 'withdrawn', 'terminated', 'suspended', 'incident')),
    rev             INTEGER NOT NULL DEFAULT 0,
    parent_token_id INTEGER,
    started_at      TEXT NOT NULL,
    ended_at        TEXT,
    title           TEXT NOT NULL DEFAULT '',
    error           TEXT
);
CREATE UNIQUE INDEX flow_instance_running ON flow_instance (flow_id, record_form, record_id) WHERE state IN ('running', 'suspended', 'incident');
CREATE INDEX flow_instance_record ON flow_instance (record_form, record_id, id);
CREATE INDEX flow_instance_initiator ON flow_instance (initiator, id);
CREATE INDEX flow_instance_parent ON flow_instance (parent_token_id) WHERE parent_token_id IS NOT NULL;
CREATE INDEX flow_instance_version ON flow_instance (version_id);
CREATE INDEX flow_instance_state ON flow_instance (state, id) WHERE state IN ('running', 'suspended', 'incident');

CREATE TABLE flow_scope (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id     INTEGER NOT NULL REFERENCES flow_instance (id) ON DELETE CASCADE,
    parent_scope_id INTEGER REFERENCES flow_scope (id) ON DELETE CASCADE,
    parent_branch   TEXT,
    fork_node       TEXT NOT NULL,
    join_node       TEXT NOT NULL,
    mode            TEXT NOT NULL
);
CREATE INDEX flow_scope_instance ON flow_scope (instance_id);
CREATE INDEX flow_scope_parent ON flow_scope (parent_scope_id) WHERE parent_scope_id IS NOT NULL;

CREATE TABLE flow_token (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id   INTEGER NOT NULL REFERENCES flow_instance (id) ON DELETE CASCADE,
    node_id       TEXT NOT NULL,
    scope_id      INTEGER REFERENCES flow_scope (id) ON DELETE CASCADE,
    branch_edge   TEXT,
    phase         TEXT NOT NULL DEFAULT 'wait' CHECK (phase IN ('wait', 'join')),
    activation_id INTEGER
);
CREATE INDEX flow_token_instance ON flow_token (instance_id);
CREATE INDEX flow_token_scope ON flow_token (scope_id) WHERE scope_id IS NOT NULL;
CREATE UNIQUE INDEX flow_token_branch ON flow_token (scope_id, branch_edge) WHERE scope_id IS NOT NULL;

CREATE TABLE flow_activation (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id INTEGER NOT NULL REFERENCES flow_instance (id) ON DELETE CASCADE,
    token_id    INTEGER NOT NULL,
    node_id     TEXT NOT NULL,
    round       INTEGER NOT NULL DEFAULT 1,
    mode        TEXT NOT NULL,
    need        INTEGER NOT NULL,
    voters      INTEGER NOT NULL,
    ok          INTEGER NOT NULL DEFAULT 0,
    no          INTEGER NOT NULL DEFAULT 0,
    state       TEXT NOT NULL CHECK (state IN ('open', 'passed', 'failed', 'returned', 'cancelled', 'withdrawn')),
    seq_pos     INTEGER NOT NULL DEFAULT 0,
    due_at      TEXT,
    resubmit_to TEXT,
    scope_id    INTEGER,
    branch_edge TEXT,
    cause_id    INTEGER,
    arrival     TEXT NOT NULL DEFAULT 'forward',
    created_at  TEXT NOT NULL,
    closed_at   TEXT
);
CREATE INDEX flow_activation_instance ON flow_activation (instance_id, id);

CREATE TABLE flow_task (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    activation_id  INTEGER NOT NULL REFERENCES flow_activation (id) ON DELETE CASCADE,
    instance_id    INTEGER NOT NULL REFERENCES flow_instance (id) ON DELETE CASCADE,
    node_id        TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('vote', 'handle', 'addBefore', 'addAfter', 'addParallel')),
    parent_task_id INTEGER REFERENCES flow_task (id) ON DELETE CASCADE,
    sign_mode      TEXT,
    owner_id       INTEGER NOT NULL,
    assignee_id    INTEGER NOT NULL,
    on_behalf_of   INTEGER,
    delegated_from INTEGER,
    position       INTEGER NOT NULL DEFAULT 0,
    state          TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'blocked', 'pendingAfter', 'done', 'cancelled')),
    outcome        TEXT,
    comment        TEXT,
    created_at     TEXT NOT NULL,
    due_at         TEXT,
    claimed_at     TEXT,
    done_at        TEXT,
    done_by        INTEGER
);
CREATE INDEX flow_task_open ON flow_task (assignee_id, created_at) WHERE state = 'open';
CREATE INDEX flow_task_done ON flow_task (done_by, done_at) WHERE state = 'done';
CREATE INDEX flow_task_activation ON flow_task (activation_id);
CREATE INDEX flow_task_instance ON flow_task (instance_id, id);
CREATE INDEX flow_task_parent ON flow_task (parent_task_id) WHERE parent_task_id IS NOT NULL;

CREATE TABLE flow_cc (
    instance_id INTEGER NOT NULL REFERENCES flow_instance (id) ON DELETE CASCADE,
    node_id     TEXT NOT NULL,
    round       INTEGER NOT NULL DEFAULT 1,
    user_id     INTEGER NOT NULL,
    at          TEXT NOT NULL,
    read_at     TEXT,
    PRIMARY KEY (instance_id, node_id, round, user_id)
) WITHOUT ROWID;
CREATE INDEX flow_cc_user ON flow_cc (user_id, at);

-- Append-only; also the source for replay: folding the events gives the live tables.
CREATE TABLE flow_event (
    instance_id INTEGER NOT NULL REFERENCES flow_instance (id) ON DELETE CASCADE,
    seq         INTEGER NOT NULL,
    at          TEXT NOT NULL,
    actor       INTEGER NOT NULL,
    type        TEXT NOT NULL,
    data        TEXT,
    PRIMARY KEY (instance_id, seq)
) WITHOUT ROWID;
CREATE TRIGGER flow_event_keep BEFORE UPDATE ON flow_event BEGIN SELECT RAISE(ABORT, 'Flow events are append-only.'); END;

-- A command with the same key twice is applied once and answers the same.
CREATE TABLE flow_command (
    key         TEXT PRIMARY KEY,
    instance_id INTEGER NOT NULL REFERENCES flow_instance (id) ON DELETE CASCADE,
    result      TEXT NOT NULL,
    at          TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX flow_command_instance ON flow_command (instance_id);

-- A published version's text never changes.
CREATE TRIGGER definition_version_keep BEFORE UPDATE OF definition_id, no, json ON definition_version
BEGIN SELECT RAISE(ABORT, 'Published versions never change.'); END;
