-- 0015_standing.sql - how units and levels stand at the end of each reporting period:
-- derived from `report`, kept beside it so that dashboards and a ministry read sums.
--
-- Kept up to date in the transaction of whatever changes them; `standing_head` says by
-- what they were made: other words there, and they are made anew (app/standings.h).

CREATE TABLE standing_head (
	institution_id {{int}} NOT NULL REFERENCES institution,
	year {{int}} NOT NULL,
	period {{int}} NOT NULL,          -- report_period
	made_by TEXT NOT NULL,
	revision {{int}} NOT NULL,        -- of all in the database, each change the next
	PRIMARY KEY (institution_id, year, period),
	FOREIGN KEY (institution_id, year, period) REFERENCES report_period
) {{strict}};
CREATE INDEX standing_head_by_revision ON standing_head (revision);

CREATE TABLE standing (
	institution_id {{int}} NOT NULL,
	year {{int}} NOT NULL,
	period {{int}} NOT NULL,
	place {{int}} NOT NULL,           -- from 0: levels before those below them, then units
	id TEXT NOT NULL,                 -- unit.unit_id; of the whole, "institution"
	parent {{int}},                   -- a place
	level {{int}} NOT NULL,           -- enum fu_level, core/followup.h; 4: a unit
	physical_e9 {{int}},
	planned_e9 {{int}},
	budget_cents {{int}},
	executed_cents {{int}},
	operations {{int}} NOT NULL,
	reported {{int}} NOT NULL,
	below {{int}} NOT NULL,           -- under the threshold
	unexplained {{int}} NOT NULL,
	PRIMARY KEY (institution_id, year, period, place),
	FOREIGN KEY (institution_id, year, period) REFERENCES standing_head
) {{strict}};

-- Each page of a ministry asks who is below it.
CREATE INDEX institution_by_supervisor ON institution (supervisor_key);
