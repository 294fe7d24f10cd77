-- Mail. An entry of an inbox that still has to be mailed; gone once it is sent, read or unwanted.
CREATE TABLE mail_waiting (
    notification_id INTEGER PRIMARY KEY REFERENCES notification (id) ON DELETE CASCADE,
    user_id         INTEGER NOT NULL
);
CREATE INDEX mail_waiting_user ON mail_waiting (user_id, notification_id);

-- What people chose to get by mail; without a row: everything, soon. muted is a JSON array of kinds.
CREATE TABLE mail_choice (
    user_id INTEGER PRIMARY KEY REFERENCES user (id),
    pace    TEXT NOT NULL CHECK (pace IN ('soon', 'daily', 'none')),
    muted   TEXT NOT NULL DEFAULT '[]'
);

-- Imports of files. position counts the rows of the file that are decided; it moves in the transaction that saves them.
CREATE TABLE import_run (
    id         TEXT PRIMARY KEY,
    user_id    INTEGER NOT NULL,
    language   TEXT NOT NULL,
    form       TEXT NOT NULL,
    file       TEXT NOT NULL,
    file_name  TEXT NOT NULL DEFAULT '',
    plan       TEXT NOT NULL,
    dry_run    INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
    stopping   INTEGER NOT NULL DEFAULT 0,
    seen       INTEGER NOT NULL DEFAULT 0,
    total      INTEGER,
    position   INTEGER NOT NULL DEFAULT 0,
    created    INTEGER NOT NULL DEFAULT 0,
    updated    INTEGER NOT NULL DEFAULT 0,
    rejected   INTEGER NOT NULL DEFAULT 0,
    failure    TEXT,
    started_at TEXT NOT NULL,
    ended_at   TEXT
) WITHOUT ROWID;
CREATE INDEX import_run_user ON import_run (user_id, started_at);
CREATE INDEX import_run_form ON import_run (form, started_at);
CREATE INDEX import_run_running ON import_run (started_at) WHERE state = 'running';

CREATE TABLE import_rejection (
    run_id TEXT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    row    INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (run_id, row)
) WITHOUT ROWID;
