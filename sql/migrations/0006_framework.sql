-- 0006_framework.sql - the strategic framework an institution's plans serve, its
-- own settings over the country pack, and documents that wait to be accepted.

-- From the national plan down to the institution's own objectives.
CREATE TABLE strategic_node (
	institution_id {{int}} NOT NULL REFERENCES institution,
	strategic_id {{int}} NOT NULL,
	kind {{int}} NOT NULL CHECK (kind BETWEEN 0 AND 3), -- enum strategic_kind, core/framework.h
	parent_id {{int}},                -- what it serves; NULL: nothing said
	code TEXT NOT NULL,
	title TEXT NOT NULL,
	first_year {{int}} NOT NULL,
	last_year {{int}} NOT NULL CHECK (last_year >= first_year),
	PRIMARY KEY (institution_id, strategic_id),
	FOREIGN KEY (institution_id, parent_id) REFERENCES strategic_node (institution_id, strategic_id)
) {{strict}};
CREATE INDEX strategic_node_by_parent ON strategic_node (institution_id, parent_id);

-- Values of an institution by their keys: what it has otherwise than its pack, and the
-- revision of its framework (src/store/setting_store.h).
CREATE TABLE setting (
	institution_id {{int}} NOT NULL REFERENCES institution,
	key TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (institution_id, key)
) {{strict}};

-- A document that somebody sent and has not accepted yet; its bytes are a file.
CREATE TABLE pending_import (
	institution_id {{int}} NOT NULL,
	pending_id {{int}} NOT NULL,
	user_id {{int}},                  -- NULL: the operator of the command line
	name TEXT NOT NULL,               -- of the file
	sha256 {{bytes}} NOT NULL CHECK (length(sha256) = 32),
	created_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	PRIMARY KEY (institution_id, pending_id),
	FOREIGN KEY (institution_id, sha256) REFERENCES file
) {{strict}};
CREATE INDEX pending_import_by_file ON pending_import (institution_id, sha256);
