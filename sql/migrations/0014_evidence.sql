-- 0014_evidence.sql - files that show what was reported or done (src/core/evidence.h).
--
-- Of a row in a reporting period, or of an item of a register.  Whose it is was looked
-- up when it was added.  What is taken back stays, with who and when.

CREATE TABLE evidence (
	institution_id {{int}} NOT NULL REFERENCES institution,
	evidence_id {{int}} NOT NULL,
	org_unit_id {{int}},              -- NULL: of the institution as a whole
	year {{int}},                     -- NULL: of an item
	period {{int}},
	node_id TEXT,                     -- the plan's row, the same in all versions of the year
	item_id {{int}},                  -- of a register; NULL: of a period
	sha256 {{bytes}} NOT NULL,        -- the file
	name TEXT NOT NULL,               -- as it came
	media {{int}} NOT NULL,           -- enum media_type, io/media_type.h
	about TEXT NOT NULL,
	dated_on TEXT,                    -- the document's own date; NULL: nobody said
	added_at TEXT NOT NULL,
	user_id {{int}},                  -- NULL: the operator of the command line
	actor TEXT NOT NULL,              -- who, as called then
	removed_at TEXT,                  -- NULL: it is there
	removed_by TEXT,
	PRIMARY KEY (institution_id, evidence_id),
	FOREIGN KEY (institution_id, sha256) REFERENCES file,
	FOREIGN KEY (institution_id, item_id) REFERENCES register_item,
	FOREIGN KEY (institution_id, year, period) REFERENCES report_period,
	CHECK ((year IS NULL) = (period IS NULL) AND (year IS NULL) = (node_id IS NULL)),
	CHECK ((item_id IS NULL) <> (year IS NULL)),
	CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) {{strict}};
CREATE INDEX evidence_by_row ON evidence (institution_id, year, period, node_id);
CREATE INDEX evidence_by_item ON evidence (institution_id, item_id);
CREATE INDEX evidence_by_file ON evidence (institution_id, sha256);
