-- People are never deleted, only deactivated: history keeps their names.
CREATE TABLE user (
    id                   INTEGER PRIMARY KEY AUTOINCREMENT,
    email                TEXT NOT NULL UNIQUE,
    name                 TEXT NOT NULL,
    phone                TEXT,
    is_admin             INTEGER NOT NULL DEFAULT 0,
    active               INTEGER NOT NULL DEFAULT 1,
    manager_id           INTEGER REFERENCES user (id),
    stamp                TEXT NOT NULL,
    password_hash        TEXT,
    must_change_password INTEGER NOT NULL DEFAULT 0,
    totp_secret          TEXT,
    language             TEXT,
    zone                 TEXT,
    failed_count         INTEGER NOT NULL DEFAULT 0,
    locked_until         TEXT,
    created_at           TEXT NOT NULL,
    last_seen_at         TEXT
);

CREATE TABLE department (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    parent_id  INTEGER REFERENCES department (id),
    name       TEXT NOT NULL,
    head_id    INTEGER REFERENCES user (id),
    sort_order INTEGER NOT NULL DEFAULT 0
);

-- position 0 is the main department.
CREATE TABLE user_department (
    user_id       INTEGER NOT NULL REFERENCES user (id),
    department_id INTEGER NOT NULL REFERENCES department (id),
    position      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id, department_id)
) WITHOUT ROWID;
CREATE INDEX user_department_department ON user_department (department_id);

CREATE TABLE user_role (
    user_id INTEGER NOT NULL REFERENCES user (id),
    role    TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
) WITHOUT ROWID;
CREATE INDEX user_role_role ON user_role (role);

-- id is the hash of what the cookie holds.
CREATE TABLE session (
    id           TEXT PRIMARY KEY,
    user_id      INTEGER NOT NULL REFERENCES user (id),
    stamp        TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    ip           TEXT,
    agent        TEXT
) WITHOUT ROWID;
CREATE INDEX session_user ON session (user_id);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE api_token (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id      INTEGER NOT NULL REFERENCES user (id),
    name         TEXT NOT NULL,
    prefix       TEXT NOT NULL,
    hash         TEXT NOT NULL UNIQUE,
    scopes       TEXT NOT NULL DEFAULT '[]',
    created_at   TEXT NOT NULL,
    expires_at   TEXT,
    last_used_at TEXT,
    revoked_at   TEXT
);
CREATE INDEX api_token_user ON api_token (user_id);

CREATE TABLE sign_in_attempt (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    at    TEXT NOT NULL,
    email TEXT NOT NULL,
    ip    TEXT NOT NULL,
    ok    INTEGER NOT NULL
);
CREATE INDEX sign_in_attempt_email ON sign_in_attempt (email, at);
CREATE INDEX sign_in_attempt_ip ON sign_in_attempt (ip, at);
