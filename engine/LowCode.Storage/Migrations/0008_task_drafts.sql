-- What a handler types in a task is kept apart from the record's own draft: it has the task's field rights, and the comment of the decision.
ALTER TABLE record_draft ADD COLUMN task_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record_draft ADD COLUMN note TEXT NOT NULL DEFAULT '';
