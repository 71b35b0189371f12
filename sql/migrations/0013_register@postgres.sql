-- 0013_register@postgres.sql - things followed to closure: corrective measures, audit
-- recommendations, what else a pack lists (src/core/register.h).
--
-- An item and its values are as they are now; its acts say how they came to be,
-- before and after.  Acts are evidence: added to, never altered or removed.

CREATE TABLE register_item (
	institution_id {{int}} NOT NULL REFERENCES institution,
	item_id {{int}} NOT NULL,
	register TEXT NOT NULL,           -- its key in the pack
	org_unit_id {{int}},              -- NULL: of the institution as a whole
	title TEXT NOT NULL,
	kind TEXT NOT NULL,               -- a key of the register's kinds, "" for none
	year {{int}},                     -- of the report it comes from; NULL: from none
	period {{int}},
	node_id TEXT,                     -- the plan's row, the same in all versions of the year
	opened_at TEXT NOT NULL,
	revision {{int}} NOT NULL,        -- how many acts it has
	PRIMARY KEY (institution_id, item_id),
	UNIQUE (institution_id, register, year, period, node_id),
	FOREIGN KEY (institution_id, org_unit_id) REFERENCES org_unit,
	CHECK ((year IS NULL) = (period IS NULL) AND (year IS NULL) = (node_id IS NULL))
) {{strict}};
CREATE INDEX register_item_by_register ON register_item (institution_id, register, item_id);

-- Of the fields that the pack gives its register; none where it is empty.
CREATE TABLE register_value (
	institution_id {{int}} NOT NULL,
	item_id {{int}} NOT NULL,
	field TEXT NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (institution_id, item_id, field),
	FOREIGN KEY (institution_id, item_id) REFERENCES register_item
) {{strict}};

CREATE TABLE register_act (
	institution_id {{int}} NOT NULL,
	item_id {{int}} NOT NULL,
	act {{int}} NOT NULL,             -- 1, 2, 3 ... of the item
	kind {{int}} NOT NULL,            -- enum register_act_kind, core/register.h
	at TEXT NOT NULL,
	user_id {{int}},                  -- NULL: the operator of the command line
	actor TEXT NOT NULL,              -- who, as called then
	state TEXT,                       -- where it led; NULL: nowhere
	field TEXT,                       -- what was changed; NULL: nothing
	was TEXT,                         -- that, before
	text TEXT NOT NULL,               -- that, after; or what was said
	plan_id {{int}},                  -- the amendment that took it
	PRIMARY KEY (institution_id, item_id, act),
	FOREIGN KEY (institution_id, item_id) REFERENCES register_item
) {{strict}};

CREATE TRIGGER register_act_no_alteration BEFORE UPDATE OR DELETE OR TRUNCATE ON register_act
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
