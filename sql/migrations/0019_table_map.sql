-- 0019_table_map.sql - what people told of tables that are not the official forms: which
-- column is which, under the fingerprint of their heads (src/import/table.h).

CREATE TABLE table_map (
	institution_id {{int}} NOT NULL REFERENCES institution,
	print TEXT NOT NULL,              -- table_print()
	map TEXT NOT NULL,                -- table_map_text()
	told_at TEXT NOT NULL,
	PRIMARY KEY (institution_id, print)
) {{strict}};
