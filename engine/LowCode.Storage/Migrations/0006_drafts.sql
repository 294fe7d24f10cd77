-- Records that people have begun to type and not saved. record_id 0: a new record, of which one person may have several.
CREATE TABLE record_draft (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id   INTEGER NOT NULL,
    form      TEXT NOT NULL,
    record_id INTEGER NOT NULL DEFAULT 0,
    version   INTEGER,
    at        TEXT NOT NULL,
    json      TEXT NOT NULL
);
CREATE INDEX record_draft_user ON record_draft (user_id, form, record_id);
CREATE INDEX record_draft_at ON record_draft (at);

-- Comments can hold files, be corrected by their writer, and be taken back: then the text is empty.
ALTER TABLE comment ADD COLUMN files TEXT NOT NULL DEFAULT '[]';
ALTER TABLE comment ADD COLUMN edited_at TEXT;
