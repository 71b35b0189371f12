-- 0012_report_guard@sqlite.sql - steps and past cells of reports are added to, never
-- altered or removed.

CREATE TRIGGER report_step_no_update BEFORE UPDATE ON report_step
BEGIN
	SELECT RAISE(ABORT, 'report_step is append-only');
END;
CREATE TRIGGER report_step_no_delete BEFORE DELETE ON report_step
BEGIN
	SELECT RAISE(ABORT, 'report_step is append-only');
END;
CREATE TRIGGER report_past_no_update BEFORE UPDATE ON report_past
BEGIN
	SELECT RAISE(ABORT, 'report_past is append-only');
END;
CREATE TRIGGER report_past_no_delete BEFORE DELETE ON report_past
BEGIN
	SELECT RAISE(ABORT, 'report_past is append-only');
END;

-- INSERT OR REPLACE takes the old row away without asking the triggers above.
CREATE TRIGGER report_step_no_replace BEFORE INSERT ON report_step
WHEN EXISTS (SELECT 1 FROM report_step WHERE institution_id = NEW.institution_id
	AND year = NEW.year AND ordinal = NEW.ordinal)
BEGIN
	SELECT RAISE(ABORT, 'report_step is append-only');
END;
CREATE TRIGGER report_past_no_replace BEFORE INSERT ON report_past
WHEN EXISTS (SELECT 1 FROM report_past WHERE institution_id = NEW.institution_id
	AND year = NEW.year AND ordinal = NEW.ordinal)
BEGIN
	SELECT RAISE(ABORT, 'report_past is append-only');
END;
