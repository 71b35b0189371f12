-- 0001_first.sql - institutions, the documents they import, plans and
-- follow-ups as they were said, and what is derived from them.
--
-- Every key begins with institution_id: one institution is one piece, which can
-- move to another database as it is.  Its other ids come from last_id, so they
-- stay the same there.
--
-- Numbers are integers: _e4 is x 10^4, _e9 x 10^9, _cents hundredths of the
-- currency.  NULL is "not given", which is not zero.  p01 to p12 are the
-- periods of the year; those the pack does not have are NULL.  Booleans are 0
-- and 1.  Instants are UTC, 2026-01-31T08:00:00Z; dates 2026-01-31.
--
-- What a row points at inside its own plan (a parent, a unit, a file) is the
-- other row's ordinal, from 0.

CREATE TABLE institution (
	institution_id {{id}},
	name TEXT NOT NULL,
	name_key TEXT NOT NULL UNIQUE,    -- name without case, accents, punctuation
	acronym TEXT NOT NULL,
	acronym_key TEXT NOT NULL,
	pack TEXT NOT NULL,               -- of what is made here
	created_at TEXT NOT NULL,
	last_id {{int}} NOT NULL DEFAULT 0 -- documents, plans, follow-ups: one counter
) {{strict}};

-- ---- What was imported, as it was read ---------------------------------------

CREATE TABLE document (
	institution_id {{int}} NOT NULL REFERENCES institution,
	document_id {{int}} NOT NULL,
	kind TEXT NOT NULL,               -- form_text, follow_up_text, xlsx, csv, json
	name TEXT NOT NULL,
	sha256 {{bytes}} NOT NULL CHECK (length(sha256) = 32),
	size {{int}} NOT NULL CHECK (size >= 0),
	imported_at TEXT NOT NULL,
	superseded_at TEXT,               -- when another took its place
	PRIMARY KEY (institution_id, document_id)
) {{strict}};
CREATE INDEX document_by_hash ON document (institution_id, sha256);

CREATE TABLE staged_row (
	institution_id {{int}} NOT NULL,
	document_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	line {{int}} NOT NULL,
	form TEXT NOT NULL,               -- A, B or empty
	kind TEXT NOT NULL,               -- what the reader took it for
	cells TEXT NOT NULL,              -- as read, a tab between cells
	PRIMARY KEY (institution_id, document_id, ordinal),
	FOREIGN KEY (institution_id, document_id) REFERENCES document
) {{strict}};

-- ---- Plans --------------------------------------------------------------------

CREATE TABLE plan (
	institution_id {{int}} NOT NULL REFERENCES institution,
	plan_id {{int}} NOT NULL,
	year {{int}} NOT NULL,
	version {{int}} NOT NULL CHECK (version >= 0),
	policy {{int}} NOT NULL CHECK (policy IN (0, 1)), -- 0 as published, 1 by behaviour
	pack TEXT NOT NULL,
	period_count {{int}} NOT NULL CHECK (period_count BETWEEN 0 AND 12),
	institution_name TEXT NOT NULL,   -- as this plan spells it
	institution_acronym TEXT NOT NULL,
	saved_at TEXT NOT NULL,
	superseded_at TEXT,
	file_count {{int}} NOT NULL,
	unit_count {{int}} NOT NULL,
	form_count {{int}} NOT NULL,
	node_count {{int}} NOT NULL,
	PRIMARY KEY (institution_id, plan_id)
) {{strict}};
CREATE UNIQUE INDEX plan_current ON plan (institution_id, year, version)
	WHERE superseded_at IS NULL;

CREATE TABLE plan_file (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	name TEXT NOT NULL,
	document_id {{int}},
	PRIMARY KEY (institution_id, plan_id, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan,
	FOREIGN KEY (institution_id, document_id) REFERENCES document
) {{strict}};

CREATE TABLE unit (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	unit_id TEXT NOT NULL,
	parent {{int}},
	name TEXT NOT NULL,
	acronym TEXT NOT NULL,
	own_acronym TEXT NOT NULL,
	path TEXT NOT NULL,
	has_form_b {{int}} NOT NULL,
	has_total {{int}} NOT NULL,       -- a `Total:` row was printed: p01 .. total_cells
	p01 {{int}}, p02 {{int}}, p03 {{int}}, p04 {{int}}, p05 {{int}}, p06 {{int}},
	p07 {{int}}, p08 {{int}}, p09 {{int}}, p10 {{int}}, p11 {{int}}, p12 {{int}},
	total_sum_e4 {{int}},
	total_inferred {{int}} NOT NULL,  -- bit m: period m + 1 was missing and follows from the rest
	total_cells {{int}} NOT NULL,
	total_file {{int}} NOT NULL,
	total_line {{int}} NOT NULL,
	total_form TEXT NOT NULL,
	source_file {{int}} NOT NULL,
	source_line {{int}} NOT NULL,
	source_form TEXT NOT NULL,
	PRIMARY KEY (institution_id, plan_id, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

CREATE TABLE unit_spelling (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	unit {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	spelling TEXT NOT NULL,
	PRIMARY KEY (institution_id, plan_id, unit, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

CREATE TABLE form (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	kind {{int}} NOT NULL CHECK (kind IN (0, 1)), -- 0 form A, 1 form B
	file {{int}} NOT NULL,
	first_line {{int}} NOT NULL,
	last_line {{int}} NOT NULL,
	unit {{int}},
	duplicate_of {{int}},
	has_footer {{int}} NOT NULL,
	footer_line {{int}} NOT NULL,
	footer_cents {{int}},
	PRIMARY KEY (institution_id, plan_id, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

CREATE TABLE node (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,         -- a node stands after its parent
	node_id TEXT NOT NULL,
	parent {{int}},
	unit {{int}},
	form_a {{int}},
	form_b {{int}},
	level {{int}} NOT NULL,
	code TEXT NOT NULL,
	code_read TEXT NOT NULL,
	title TEXT NOT NULL,
	indicator TEXT NOT NULL,
	responsible TEXT NOT NULL,
	verification TEXT NOT NULL,
	baseline TEXT NOT NULL,
	baseline_e4 {{int}},
	baseline_percent {{int}} NOT NULL,
	target TEXT NOT NULL,
	target_e4 {{int}},
	target_percent {{int}} NOT NULL,
	weight_e4 {{int}},
	total_e4 {{int}},
	budget_cents {{int}},
	behaviour {{int}} NOT NULL CHECK (behaviour IN (0, 1, 2)), -- sum, average, last
	behaviour_inferred {{int}} NOT NULL,
	basis {{int}} NOT NULL CHECK (basis IN (0, 1)),            -- quantity, share
	state {{int}} NOT NULL CHECK (state IN (0, 1, 2)),         -- as read, repaired, unresolved
	first_month {{int}} NOT NULL,     -- 1 to 12, 0 where absent
	last_month {{int}} NOT NULL,
	decimals {{int}} NOT NULL,
	percent {{int}} NOT NULL,
	total_percent {{int}} NOT NULL,
	has_schedule {{int}} NOT NULL,
	p01 {{int}}, p02 {{int}}, p03 {{int}}, p04 {{int}}, p05 {{int}}, p06 {{int}},
	p07 {{int}}, p08 {{int}}, p09 {{int}}, p10 {{int}}, p11 {{int}}, p12 {{int}},
	PRIMARY KEY (institution_id, plan_id, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

CREATE TABLE node_source (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	node {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	file {{int}} NOT NULL,
	line {{int}} NOT NULL,
	form TEXT NOT NULL,
	PRIMARY KEY (institution_id, plan_id, node, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

CREATE TABLE node_spelling (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	node {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	spelling TEXT NOT NULL,
	PRIMARY KEY (institution_id, plan_id, node, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

-- An objective's rolled-up row as its form B prints it.
CREATE TABLE published_row (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	node {{int}} NOT NULL,
	p01 {{int}}, p02 {{int}}, p03 {{int}}, p04 {{int}}, p05 {{int}}, p06 {{int}},
	p07 {{int}}, p08 {{int}}, p09 {{int}}, p10 {{int}}, p11 {{int}}, p12 {{int}},
	total_e4 {{int}},
	weight_e4 {{int}},
	inferred {{int}} NOT NULL,        -- bit m: period m + 1 was missing and follows from the rest
	decimals {{int}} NOT NULL,
	cells {{int}} NOT NULL,
	damaged {{int}} NOT NULL,
	file {{int}} NOT NULL,
	line {{int}} NOT NULL,
	form TEXT NOT NULL,
	title TEXT NOT NULL,
	baseline TEXT NOT NULL,
	baseline_e4 {{int}},
	baseline_percent {{int}} NOT NULL,
	target TEXT NOT NULL,
	target_e4 {{int}},
	target_percent {{int}} NOT NULL,
	PRIMARY KEY (institution_id, plan_id, node),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

-- How a damaged row was read: p01 to p12 before the repair, when all were there.
CREATE TABLE repair (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	node {{int}} NOT NULL,
	whole {{int}} NOT NULL,
	p01 {{int}}, p02 {{int}}, p03 {{int}}, p04 {{int}}, p05 {{int}}, p06 {{int}},
	p07 {{int}}, p08 {{int}}, p09 {{int}}, p10 {{int}}, p11 {{int}}, p12 {{int}},
	total_e4 {{int}},
	PRIMARY KEY (institution_id, plan_id, node),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

CREATE TABLE repair_line (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	node {{int}} NOT NULL,
	list {{int}} NOT NULL CHECK (list IN (0, 1, 2, 3)), -- cells read, changed, equations, candidates
	ordinal {{int}} NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (institution_id, plan_id, node, list, ordinal),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

-- ---- Follow-ups ---------------------------------------------------------------

CREATE TABLE follow_up (
	institution_id {{int}} NOT NULL REFERENCES institution,
	follow_up_id {{int}} NOT NULL,
	year {{int}} NOT NULL,
	as_of TEXT NOT NULL,
	pack TEXT NOT NULL,
	institution_name TEXT NOT NULL,
	institution_acronym TEXT NOT NULL,
	threshold_e4 {{int}},
	threshold_stated {{int}} NOT NULL,
	saved_at TEXT NOT NULL,
	superseded_at TEXT,
	file_count {{int}} NOT NULL,
	unit_count {{int}} NOT NULL,
	operation_count {{int}} NOT NULL,
	aggregate_count {{int}} NOT NULL,
	orphan_count {{int}} NOT NULL,
	PRIMARY KEY (institution_id, follow_up_id)
) {{strict}};
CREATE UNIQUE INDEX follow_up_current ON follow_up (institution_id, year, as_of)
	WHERE superseded_at IS NULL;

CREATE TABLE fu_file (
	institution_id {{int}} NOT NULL,
	follow_up_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	name TEXT NOT NULL,
	document_id {{int}},
	PRIMARY KEY (institution_id, follow_up_id, ordinal),
	FOREIGN KEY (institution_id, follow_up_id) REFERENCES follow_up,
	FOREIGN KEY (institution_id, document_id) REFERENCES document
) {{strict}};

CREATE TABLE fu_unit (
	institution_id {{int}} NOT NULL,
	follow_up_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	unit_id TEXT NOT NULL,
	printed_ordinal TEXT NOT NULL,
	cause_ordinal TEXT NOT NULL,
	name TEXT NOT NULL,
	parent {{int}},                   -- an aggregate
	first_operation {{int}} NOT NULL,
	operation_count {{int}} NOT NULL,
	printed_e4 {{int}},
	file {{int}} NOT NULL,
	line {{int}} NOT NULL,
	form TEXT NOT NULL,
	cause_file {{int}} NOT NULL,
	cause_line {{int}} NOT NULL,
	cause_form TEXT NOT NULL,
	PRIMARY KEY (institution_id, follow_up_id, ordinal),
	FOREIGN KEY (institution_id, follow_up_id) REFERENCES follow_up
) {{strict}};

CREATE TABLE fu_operation (
	institution_id {{int}} NOT NULL,
	follow_up_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	operation_id TEXT NOT NULL,
	unit {{int}},
	code TEXT NOT NULL,
	area TEXT NOT NULL,
	expected TEXT NOT NULL,
	obtained TEXT NOT NULL,
	physical_e4 {{int}},
	financial_e4 {{int}},
	cause TEXT NOT NULL,
	measure TEXT NOT NULL,
	cause_expected TEXT NOT NULL,
	file {{int}} NOT NULL,
	line {{int}} NOT NULL,
	form TEXT NOT NULL,
	cause_file {{int}} NOT NULL,
	cause_line {{int}} NOT NULL,
	cause_form TEXT NOT NULL,
	PRIMARY KEY (institution_id, follow_up_id, ordinal),
	FOREIGN KEY (institution_id, follow_up_id) REFERENCES follow_up
) {{strict}};

CREATE TABLE fu_aggregate (
	institution_id {{int}} NOT NULL,
	follow_up_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	aggregate_id TEXT NOT NULL,
	name TEXT NOT NULL,
	level {{int}} NOT NULL CHECK (level IN (0, 1, 2, 3)), -- directorate, vice-ministry, group, institution
	parent {{int}},
	printed_e4 {{int}},
	printed_financial_e4 {{int}},
	file {{int}} NOT NULL,
	line {{int}} NOT NULL,
	form TEXT NOT NULL,
	PRIMARY KEY (institution_id, follow_up_id, ordinal),
	FOREIGN KEY (institution_id, follow_up_id) REFERENCES follow_up
) {{strict}};

-- What an aggregate averages.
CREATE TABLE fu_member (
	institution_id {{int}} NOT NULL,
	follow_up_id {{int}} NOT NULL,
	aggregate {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	is_unit {{int}} NOT NULL,
	member {{int}} NOT NULL,          -- a unit, or another aggregate
	PRIMARY KEY (institution_id, follow_up_id, aggregate, ordinal),
	FOREIGN KEY (institution_id, follow_up_id) REFERENCES follow_up
) {{strict}};

CREATE TABLE fu_orphan (
	institution_id {{int}} NOT NULL,
	follow_up_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	unit_name TEXT NOT NULL,
	code TEXT NOT NULL,
	expected TEXT NOT NULL,
	cause TEXT NOT NULL,
	measure TEXT NOT NULL,
	file {{int}} NOT NULL,
	line {{int}} NOT NULL,
	form TEXT NOT NULL,
	PRIMARY KEY (institution_id, follow_up_id, ordinal),
	FOREIGN KEY (institution_id, follow_up_id) REFERENCES follow_up
) {{strict}};

-- ---- Derived: all below can be made again from what is above ------------------

-- Which program made what for which plan or follow-up.
CREATE TABLE derived (
	institution_id {{int}} NOT NULL REFERENCES institution,
	owner_id {{int}} NOT NULL,        -- a plan or a follow-up
	what TEXT NOT NULL,               -- findings, rollup.0, rollup.1
	made_by TEXT NOT NULL,
	PRIMARY KEY (institution_id, owner_id, what)
) {{strict}};

CREATE TABLE fu_computed (
	institution_id {{int}} NOT NULL REFERENCES institution,
	follow_up_id {{int}} NOT NULL,
	is_unit {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,         -- the unit's or aggregate's
	computed_e9 {{int}},
	from_printed_e9 {{int}},
	financial_e9 {{int}},
	PRIMARY KEY (institution_id, follow_up_id, is_unit, ordinal)
) {{strict}};

CREATE TABLE finding (
	institution_id {{int}} NOT NULL REFERENCES institution,
	owner_id {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	rule {{int}} NOT NULL,
	variant {{int}} NOT NULL,
	severity {{int}} NOT NULL,        -- advice, warning, error
	follow_up {{int}} NOT NULL,
	period {{int}} NOT NULL,
	node {{int}},
	unit {{int}},
	aggregate {{int}},
	file {{int}} NOT NULL,
	line {{int}} NOT NULL,
	form TEXT NOT NULL,
	-- what was expected, what was found and two more arguments of the sentence
	expected_kind {{int}} NOT NULL, expected_number {{int}} NOT NULL, expected_text TEXT,
	found_kind {{int}} NOT NULL, found_number {{int}} NOT NULL, found_text TEXT,
	extra0_kind {{int}} NOT NULL, extra0_number {{int}} NOT NULL, extra0_text TEXT,
	extra1_kind {{int}} NOT NULL, extra1_number {{int}} NOT NULL, extra1_text TEXT,
	PRIMARY KEY (institution_id, owner_id, ordinal)
) {{strict}};

CREATE TABLE finding_fix (
	institution_id {{int}} NOT NULL REFERENCES institution,
	owner_id {{int}} NOT NULL,
	finding {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,
	field {{int}} NOT NULL,
	node {{int}},
	period {{int}} NOT NULL,
	value_kind {{int}} NOT NULL, value_number {{int}} NOT NULL, value_text TEXT,
	PRIMARY KEY (institution_id, owner_id, finding, ordinal)
) {{strict}};

-- How often a rule looked and found nothing.
CREATE TABLE finding_pass (
	institution_id {{int}} NOT NULL REFERENCES institution,
	owner_id {{int}} NOT NULL,
	rule {{int}} NOT NULL,
	passed {{int}} NOT NULL,
	PRIMARY KEY (institution_id, owner_id, rule)
) {{strict}};

CREATE TABLE rollup_node (
	institution_id {{int}} NOT NULL REFERENCES institution,
	plan_id {{int}} NOT NULL,
	policy {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,         -- the roll-up's own row
	node {{int}} NOT NULL,
	p01 {{int}}, p02 {{int}}, p03 {{int}}, p04 {{int}}, p05 {{int}}, p06 {{int}},
	p07 {{int}}, p08 {{int}}, p09 {{int}}, p10 {{int}}, p11 {{int}}, p12 {{int}},
	total_e9 {{int}} NOT NULL,
	leaves {{int}} NOT NULL,
	PRIMARY KEY (institution_id, plan_id, policy, ordinal)
) {{strict}};

CREATE TABLE rollup_unit (
	institution_id {{int}} NOT NULL REFERENCES institution,
	plan_id {{int}} NOT NULL,
	policy {{int}} NOT NULL,
	unit {{int}} NOT NULL,
	known {{int}} NOT NULL,
	p01 {{int}}, p02 {{int}}, p03 {{int}}, p04 {{int}}, p05 {{int}}, p06 {{int}},
	p07 {{int}}, p08 {{int}}, p09 {{int}}, p10 {{int}}, p11 {{int}}, p12 {{int}},
	total_e9 {{int}} NOT NULL,
	PRIMARY KEY (institution_id, plan_id, policy, unit)
) {{strict}};
