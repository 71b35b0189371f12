-- 0009_observation_guard@sqlite.sql - observations are added to, never altered or removed.

CREATE TRIGGER observation_no_update BEFORE UPDATE ON observation
BEGIN
	SELECT RAISE(ABORT, 'observation is append-only');
END;
CREATE TRIGGER observation_no_delete BEFORE DELETE ON observation
BEGIN
	SELECT RAISE(ABORT, 'observation is append-only');
END;
CREATE TRIGGER observation_act_no_update BEFORE UPDATE ON observation_act
BEGIN
	SELECT RAISE(ABORT, 'observation_act is append-only');
END;
CREATE TRIGGER observation_act_no_delete BEFORE DELETE ON observation_act
BEGIN
	SELECT RAISE(ABORT, 'observation_act is append-only');
END;

-- INSERT OR REPLACE takes the old row away without asking the triggers above.
CREATE TRIGGER observation_no_replace BEFORE INSERT ON observation
WHEN EXISTS (SELECT 1 FROM observation WHERE institution_id = NEW.institution_id
	AND plan_id = NEW.plan_id AND observation = NEW.observation)
BEGIN
	SELECT RAISE(ABORT, 'observation is append-only');
END;
CREATE TRIGGER observation_act_no_replace BEFORE INSERT ON observation_act
WHEN EXISTS (SELECT 1 FROM observation_act WHERE institution_id = NEW.institution_id
	AND plan_id = NEW.plan_id AND act = NEW.act)
BEGIN
	SELECT RAISE(ABORT, 'observation_act is append-only');
END;
