-- 0008_observation.sql - what reviewers ask to be put right, and what was answered.
--
-- An observation is where it points; what was said and done of it are its acts, in
-- order, and its state follows from them (src/core/observation.h).  Both are
-- evidence: 0009_observation_guard refuses to alter or remove them.

CREATE TABLE observation (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	observation {{int}} NOT NULL,     -- 1, 2, 3 ... of the plan
	unit {{int}} NOT NULL,            -- its ordinal
	node {{int}},                     -- its ordinal; NULL: the whole unit
	field {{int}},                    -- enum node_field, core/plan_edit.h; NULL: the whole row
	period {{int}} NOT NULL,          -- 1 to 12 of a schedule, else 0
	office {{int}} NOT NULL CHECK (office IN (0, 1)), -- the planning office's, else the head's
	PRIMARY KEY (institution_id, plan_id, observation),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan,
	CHECK (field IS NULL OR node IS NOT NULL)
) {{strict}};
CREATE INDEX observation_by_unit ON observation (institution_id, plan_id, unit);

CREATE TABLE observation_act (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	act {{int}} NOT NULL,             -- 1, 2, 3 ... of the plan
	observation {{int}} NOT NULL,
	kind {{int}} NOT NULL,            -- enum observation_act_kind, core/observation.h
	at TEXT NOT NULL,
	user_id {{int}},                  -- NULL: the operator of the command line
	actor TEXT NOT NULL,              -- who, as called then
	text TEXT NOT NULL,
	revision {{int}} NOT NULL,        -- of the plan, then
	PRIMARY KEY (institution_id, plan_id, act),
	FOREIGN KEY (institution_id, plan_id, observation) REFERENCES observation
) {{strict}};
CREATE INDEX observation_act_by_observation
	ON observation_act (institution_id, plan_id, observation, act);
