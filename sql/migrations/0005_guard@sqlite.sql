-- 0005_guard@sqlite.sql - what is evidence is added to, never altered or removed.

CREATE TRIGGER change_no_update BEFORE UPDATE ON change
BEGIN
	SELECT RAISE(ABORT, 'change is append-only');
END;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change
BEGIN
	SELECT RAISE(ABORT, 'change is append-only');
END;
CREATE TRIGGER change_cell_no_update BEFORE UPDATE ON change_cell
BEGIN
	SELECT RAISE(ABORT, 'change_cell is append-only');
END;
CREATE TRIGGER change_cell_no_delete BEFORE DELETE ON change_cell
BEGIN
	SELECT RAISE(ABORT, 'change_cell is append-only');
END;
CREATE TRIGGER plan_step_no_update BEFORE UPDATE ON plan_step
BEGIN
	SELECT RAISE(ABORT, 'plan_step is append-only');
END;
CREATE TRIGGER plan_step_no_delete BEFORE DELETE ON plan_step
BEGIN
	SELECT RAISE(ABORT, 'plan_step is append-only');
END;
CREATE TRIGGER log_chain_no_update BEFORE UPDATE ON log_chain
BEGIN
	SELECT RAISE(ABORT, 'log_chain is append-only');
END;
CREATE TRIGGER log_chain_no_delete BEFORE DELETE ON log_chain
BEGIN
	SELECT RAISE(ABORT, 'log_chain is append-only');
END;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log
BEGIN
	SELECT RAISE(ABORT, 'log is append-only');
END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log
BEGIN
	SELECT RAISE(ABORT, 'log is append-only');
END;
CREATE TRIGGER log_checkpoint_no_update BEFORE UPDATE ON log_checkpoint
BEGIN
	SELECT RAISE(ABORT, 'log_checkpoint is append-only');
END;
CREATE TRIGGER log_checkpoint_no_delete BEFORE DELETE ON log_checkpoint
BEGIN
	SELECT RAISE(ABORT, 'log_checkpoint is append-only');
END;

-- INSERT OR REPLACE takes the old row away without asking the triggers above.
CREATE TRIGGER change_no_replace BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE institution_id = NEW.institution_id
	AND plan_id = NEW.plan_id AND revision = NEW.revision)
BEGIN
	SELECT RAISE(ABORT, 'change is append-only');
END;
CREATE TRIGGER change_cell_no_replace BEFORE INSERT ON change_cell
WHEN EXISTS (SELECT 1 FROM change_cell WHERE institution_id = NEW.institution_id
	AND plan_id = NEW.plan_id AND revision = NEW.revision AND ordinal = NEW.ordinal)
BEGIN
	SELECT RAISE(ABORT, 'change_cell is append-only');
END;
CREATE TRIGGER plan_step_no_replace BEFORE INSERT ON plan_step
WHEN EXISTS (SELECT 1 FROM plan_step WHERE institution_id = NEW.institution_id
	AND plan_id = NEW.plan_id AND ordinal = NEW.ordinal)
BEGIN
	SELECT RAISE(ABORT, 'plan_step is append-only');
END;
CREATE TRIGGER log_chain_no_replace BEFORE INSERT ON log_chain
WHEN EXISTS (SELECT 1 FROM log_chain WHERE institution_id = NEW.institution_id)
BEGIN
	SELECT RAISE(ABORT, 'log_chain is append-only');
END;
CREATE TRIGGER log_checkpoint_no_replace BEFORE INSERT ON log_checkpoint
WHEN EXISTS (SELECT 1 FROM log_checkpoint WHERE institution_id = NEW.institution_id
	AND seq = NEW.seq AND public_key = NEW.public_key)
BEGIN
	SELECT RAISE(ABORT, 'log_checkpoint is append-only');
END;

-- The log grows at its end and nowhere else.
CREATE TRIGGER log_in_order BEFORE INSERT ON log
WHEN NEW.seq <> 1 + coalesce(
	(SELECT max(seq) FROM log WHERE institution_id = NEW.institution_id), 0)
BEGIN
	SELECT RAISE(ABORT, 'log is append-only');
END;
