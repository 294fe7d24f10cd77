-- What a person opened last, marked as favourite or follows; place is record/lead/12, list/lead or dashboard/sales.
CREATE TABLE person_place (
    user_id INTEGER NOT NULL REFERENCES user (id),
    mark    TEXT NOT NULL CHECK (mark IN ('recent', 'favourite', 'follow')),
    place   TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (user_id, mark, place)
) WITHOUT ROWID;
CREATE INDEX person_place_at ON person_place (user_id, mark, at);
CREATE INDEX person_place_followed ON person_place (place) WHERE mark = 'follow';
