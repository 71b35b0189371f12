-- 0011_report.sql - the year's reporting periods, what units report in each of their
-- rows, and every step of both.
--
-- A year has one calendar.  A period is reported against the version of the plan that
-- was in force when it opened.  Rows and units are named by their ids (node.node_id,
-- unit.unit_id), which are the same in all versions of a year.  `report` holds what is
-- said now; what it was before each change is in `report_past`, which is evidence,
-- as steps are: 0012_report_guard refuses to alter or remove them.

CREATE TABLE report_period (
	institution_id {{int}} NOT NULL REFERENCES institution,
	year {{int}} NOT NULL,
	period {{int}} NOT NULL CHECK (period BETWEEN 1 AND 12), -- of the year's calendar
	first_month {{int}} NOT NULL,     -- schedule periods it covers, from 1
	last_month {{int}} NOT NULL,
	due_on TEXT NOT NULL,             -- the last day to report
	state {{int}} NOT NULL CHECK (state IN (0, 1, 2)), -- planned, open, closed
	plan_id {{int}},                  -- NULL before it opens
	PRIMARY KEY (institution_id, year, period),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};

-- Where a unit stands with its report of a period; without a row it is a draft.
CREATE TABLE unit_report (
	institution_id {{int}} NOT NULL,
	year {{int}} NOT NULL,
	period {{int}} NOT NULL,
	unit_id TEXT NOT NULL,
	state {{int}} NOT NULL CHECK (state BETWEEN 0 AND 4), -- enum unit_state
	due_on TEXT,                      -- where it was given longer
	PRIMARY KEY (institution_id, year, period, unit_id),
	FOREIGN KEY (institution_id, year, period) REFERENCES report_period
) {{strict}};

-- What a period, or a unit's report of it, went through.
CREATE TABLE report_step (
	institution_id {{int}} NOT NULL,
	year {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,         -- 1, 2, 3 ... of the year
	period {{int}} NOT NULL,
	unit_id TEXT,                     -- NULL: the period
	state {{int}} NOT NULL,           -- enum period_state, or enum unit_state
	due_on TEXT,                      -- the day it was given, where the step gives one
	at TEXT NOT NULL,
	user_id {{int}},                  -- NULL: the operator of the command line
	actor TEXT NOT NULL,              -- who, as called then
	why TEXT NOT NULL,
	PRIMARY KEY (institution_id, year, ordinal),
	FOREIGN KEY (institution_id, year, period) REFERENCES report_period
) {{strict}};

CREATE TABLE report (
	institution_id {{int}} NOT NULL,
	year {{int}} NOT NULL,
	node_id TEXT NOT NULL,
	period {{int}} NOT NULL,
	revision {{int}} NOT NULL,        -- counts its changes, from 1
	value_e4 {{int}},
	stated_e4 {{int}},
	executed_cents {{int}},
	obtained TEXT NOT NULL,
	cause TEXT NOT NULL,              -- a key of the pack's causes
	cause_text TEXT NOT NULL,
	measure {{int}},                  -- enum measure_kind
	measure_text TEXT NOT NULL,
	measure_month {{int}},
	responsible TEXT NOT NULL,
	measure_due TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (institution_id, year, node_id, period),
	FOREIGN KEY (institution_id, year, period) REFERENCES report_period
) {{strict}};

-- A cell of a report before a change of it, and after.
CREATE TABLE report_past (
	institution_id {{int}} NOT NULL,
	year {{int}} NOT NULL,
	ordinal {{int}} NOT NULL,         -- 1, 2, 3 ... of the year
	node_id TEXT NOT NULL,
	period {{int}} NOT NULL,
	revision {{int}} NOT NULL,        -- of the report, that the change made
	field {{int}} NOT NULL,           -- enum report_field, core/report.h
	before_number {{int}}, before_text TEXT NOT NULL,
	after_number {{int}}, after_text TEXT NOT NULL,
	at TEXT NOT NULL,
	user_id {{int}},
	actor TEXT NOT NULL,
	why TEXT NOT NULL,                -- of a correction after closing; else empty
	PRIMARY KEY (institution_id, year, ordinal),
	FOREIGN KEY (institution_id, year, period) REFERENCES report_period
) {{strict}};
CREATE INDEX report_past_by_node ON report_past (institution_id, year, node_id, period);
