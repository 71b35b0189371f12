-- 0012_report_guard@postgres.sql - steps and past cells of reports are added to, never
-- altered or removed.

CREATE TRIGGER report_step_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON report_step
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER report_past_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON report_past
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
