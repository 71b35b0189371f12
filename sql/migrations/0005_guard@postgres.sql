-- 0005_guard@postgres.sql - what is evidence is added to, never altered or removed.

CREATE FUNCTION refuse_alteration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER change_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON change
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER change_cell_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON change_cell
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER plan_step_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_step
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER log_chain_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON log_chain
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER log_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON log
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER log_checkpoint_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoint
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();

-- The log grows at its end and nowhere else: after the record before it, which is
-- there unless it is the first.  Two of one place the key refuses.
CREATE FUNCTION refuse_disorder() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	IF NEW.seq > 1 THEN
		PERFORM 1 FROM log WHERE institution_id = NEW.institution_id AND seq = NEW.seq - 1;
	END IF;
	IF NEW.seq < 1 OR (NEW.seq > 1 AND NOT FOUND) THEN
		RAISE EXCEPTION 'log is append-only' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER log_in_order BEFORE INSERT ON log
	FOR EACH ROW EXECUTE FUNCTION refuse_disorder();
