-- 0007_indicator_sheet.sql - how an indicator is measured, of the nodes where somebody said it.

CREATE TABLE indicator_sheet (
	institution_id {{int}} NOT NULL,
	plan_id {{int}} NOT NULL,
	node {{int}} NOT NULL,
	formula TEXT NOT NULL,
	source TEXT NOT NULL,
	frequency {{int}} NOT NULL,        -- enum sheet_frequency, core/plan.h
	direction {{int}} NOT NULL,        -- enum sheet_direction
	unit TEXT NOT NULL,                -- of measure
	PRIMARY KEY (institution_id, plan_id, node),
	FOREIGN KEY (institution_id, plan_id) REFERENCES plan
) {{strict}};
