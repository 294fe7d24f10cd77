-- Changes of many records at once. The items are fixed when the run is asked for; each is decided in the transaction that changes its record, with the run's counts.
-- change_json holds the fields to be written, for an update; undoes is the run that an undo takes back.
CREATE TABLE batch_run (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id     INTEGER NOT NULL,
    source      TEXT NOT NULL,
    language    TEXT NOT NULL,
    form        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('update', 'delete', 'undo')),
    change_json TEXT,
    undoes      INTEGER,
    state       TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
    told        BOOLEAN NOT NULL DEFAULT FALSE,
    seen        BOOLEAN NOT NULL DEFAULT FALSE,
    total       INTEGER NOT NULL DEFAULT 0,
    changed     INTEGER NOT NULL DEFAULT 0,
    unchanged   INTEGER NOT NULL DEFAULT 0,
    refused     INTEGER NOT NULL DEFAULT 0,
    asked_at    TIMESTAMPTZ NOT NULL,
    ended_at    TIMESTAMPTZ
);
CREATE INDEX batch_run_user ON batch_run (user_id, asked_at);
CREATE INDEX batch_run_ended ON batch_run (ended_at);

-- reason is the same for records that were refused alike. before and after are the record's versions; of an undo that waits, those between which it goes back.
CREATE TABLE batch_item (
    run_id    INTEGER NOT NULL REFERENCES batch_run (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    state     TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'changed', 'unchanged', 'refused')),
    before    INTEGER,
    after     INTEGER,
    refusal   TEXT,
    reason    TEXT,
    PRIMARY KEY (run_id, position)
) WITHOUT ROWID;
CREATE INDEX batch_item_refused ON batch_item (run_id, position) WHERE state = 'refused';
