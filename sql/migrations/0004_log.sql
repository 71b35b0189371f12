-- 0004_log.sql - what was done and refused, chained; the files people attach.
--
-- One chain for each institution, and institution_id 0 for what belongs to none.
-- A record's hash covers its canonical bytes (src/store/log_record.h), which
-- include the hash before it.  0005_guard refuses to alter or remove.

CREATE TABLE log_chain (
	institution_id {{int}} NOT NULL,
	chain_id {{bytes}} NOT NULL CHECK (length(chain_id) = 16), -- random; the same wherever it is copied
	created_at TEXT NOT NULL,
	PRIMARY KEY (institution_id)
) {{strict}};

CREATE TABLE log (
	institution_id {{int}} NOT NULL,
	seq {{int}} NOT NULL,             -- 1, 2, 3 ...
	at TEXT NOT NULL,
	actor TEXT NOT NULL,              -- "user 12", "operator", "token 3 of user 12", "nobody"
	actor_name TEXT NOT NULL,         -- as called then
	origin TEXT NOT NULL,             -- the address it came from
	action TEXT NOT NULL,             -- "plan.change"
	subject TEXT NOT NULL,            -- "plan 7 node 12"
	outcome TEXT NOT NULL,            -- done, refused
	detail TEXT NOT NULL,
	hash {{bytes}} NOT NULL CHECK (length(hash) = 32),
	PRIMARY KEY (institution_id, seq),
	FOREIGN KEY (institution_id) REFERENCES log_chain
) {{strict}};

-- A signature over a place of the chain: whoever keeps one sees a cut-off end.
CREATE TABLE log_checkpoint (
	institution_id {{int}} NOT NULL,
	seq {{int}} NOT NULL,
	at TEXT NOT NULL,
	hash {{bytes}} NOT NULL CHECK (length(hash) = 32),
	public_key {{bytes}} NOT NULL CHECK (length(public_key) = 32),
	signature {{bytes}} NOT NULL CHECK (length(signature) = 64),
	PRIMARY KEY (institution_id, seq, public_key),
	FOREIGN KEY (institution_id) REFERENCES log_chain
) {{strict}};

-- Failures of nobody in particular, until their minute is over and one record tells them.
CREATE TABLE log_pending (
	institution_id {{int}} NOT NULL,
	minute TEXT NOT NULL,             -- 2026-01-31T08:00
	action TEXT NOT NULL,
	origin TEXT NOT NULL,
	failures {{int}} NOT NULL,
	PRIMARY KEY (institution_id, minute, action, origin)
) {{strict}};

-- A file by its content, in pieces.
CREATE TABLE file (
	institution_id {{int}} NOT NULL REFERENCES institution,
	sha256 {{bytes}} NOT NULL CHECK (length(sha256) = 32),
	size {{int}} NOT NULL CHECK (size >= 0),
	stored_at TEXT NOT NULL,
	PRIMARY KEY (institution_id, sha256)
) {{strict}};

CREATE TABLE file_piece (
	institution_id {{int}} NOT NULL,
	sha256 {{bytes}} NOT NULL,
	ordinal {{int}} NOT NULL,
	bytes {{bytes}} NOT NULL,
	PRIMARY KEY (institution_id, sha256, ordinal),
	FOREIGN KEY (institution_id, sha256) REFERENCES file
) {{strict}};
