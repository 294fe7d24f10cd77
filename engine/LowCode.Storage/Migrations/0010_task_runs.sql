-- Decisions over many tasks are runs as well: decision says which one, record_id holds the task, form is empty, change_json has what is said with each, and kind says
-- nothing (it stays 'update').
ALTER TABLE batch_run ADD COLUMN decision TEXT;
