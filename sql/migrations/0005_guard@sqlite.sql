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
