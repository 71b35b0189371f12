-- 0009_observation_guard@postgres.sql - observations are added to, never altered or removed.

CREATE TRIGGER observation_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON observation
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER observation_act_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON observation_act
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
