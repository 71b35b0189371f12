ALTER TABLE institution ADD COLUMN acronym TEXT;
