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

-- The log grows at its end and nowhere else.
CREATE FUNCTION refuse_disorder() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	last BIGINT;
BEGIN
	EXECUTE format('SELECT max(seq) FROM %I.log WHERE institution_id = $1', TG_TABLE_SCHEMA)
		INTO last USING NEW.institution_id;
	IF NEW.seq <> 1 + coalesce(last, 0) THEN
		RAISE EXCEPTION 'log is append-only' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER log_in_order BEFORE INSERT ON log
	FOR EACH ROW EXECUTE FUNCTION refuse_disorder();
