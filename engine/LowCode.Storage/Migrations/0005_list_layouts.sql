-- How a person has arranged the columns of a view that belongs to somebody else (or to the designer).
CREATE TABLE list_layout (
    user_id INTEGER NOT NULL,
    form    TEXT NOT NULL,
    view    TEXT NOT NULL,
    json    TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (user_id, form, view)
) WITHOUT ROWID;
