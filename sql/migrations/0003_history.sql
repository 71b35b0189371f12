-- 0003_history.sql - plans that change: their state, every change with its
-- cells, and every step a plan or a unit of it took.
--
-- A row of `node` keeps its ordinal for ever; `position` says where it stands.
-- What was deleted stays, marked.  Changes and steps are evidence:
-- 0005_guard refuses to alter or remove them.

ALTER TABLE plan ADD COLUMN state {{int}} NOT NULL DEFAULT 0
	CHECK (state BETWEEN 0 AND 4); -- draft, in review, validated, approved, superseded
ALTER TABLE plan ADD COLUMN revision {{int}} NOT NULL DEFAULT 0; -- of its last change
ALTER TABLE plan ADD COLUMN based_on {{int}}; -- the plan it was started from

ALTER TABLE unit ADD COLUMN state {{int}} NOT NULL DEFAULT 0
	CHECK (state BETWEEN 0 AND 4); -- draft, submitted, approved, returned, validated

ALTER TABLE node ADD COLUMN position {{int}} NOT NULL DEFAULT 0; -- order among all of the plan
ALTER TABLE node ADD COLUMN revision {{int}} NOT NULL DEFAULT 0; -- of the plan, when it last changed
ALTER TABLE node ADD COLUMN deleted {{int}} NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1));
ALTER TABLE node ADD COLUMN edited {{int}} NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)); -- its figures are not as printed
UPDATE node SET position = (ordinal + 1) * 65536;

CREATE TABLE change (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	revision {{int}} NOT NULL,        -- 1, 2, 3 ... of the plan
	at TEXT NOT NULL,
	user_id {{int}},                  -- NULL: the operator of the command line
	actor TEXT NOT NULL,              -- who, as called then
	kind {{int}} NOT NULL,            -- enum change_kind, core/plan_edit.h
	why TEXT NOT NULL,
	PRIMARY KEY (institution_id, plan_id, revision),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

CREATE TABLE change_cell (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	revision {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	node {{int}} NOT NULL,            -- its ordinal
	field {{int}} NOT NULL,           -- enum node_field, core/plan_edit.h
	period {{int}} NOT NULL,          -- 1 to 12 of a schedule, else 0
	before_number {{int}}, before_text TEXT,
	after_number {{int}}, after_text TEXT,
	PRIMARY KEY (institution_id, plan_id, revision, ordinal),
	FOREIGN KEY (institution_id, plan_id, revision) REFERENCES change
) {{strict}};
CREATE INDEX change_cell_by_node ON change_cell (institution_id, plan_id, node, revision);

-- A plan, or a unit of it, passed to another state.
CREATE TABLE plan_step (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	unit {{int}},                     -- its ordinal; NULL: the plan
	state {{int}} NOT NULL,
	at TEXT NOT NULL,
	user_id {{int}},
	actor TEXT NOT NULL,
	why TEXT NOT NULL,                -- the reason, or the resolution: "RM 12/2027"
	resolution_date TEXT,
	revision {{int}} NOT NULL,        -- of the plan, then
	PRIMARY KEY (institution_id, plan_id, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};
