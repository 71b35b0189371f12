-- 0002_accounts.sql - supervised institutions, organisation units with dates,
-- people, what they may do and how they prove who they are.
--
-- Dates of validity: valid_from is the first day, valid_to the first day no
-- longer; NULL is open.  Secrets (session, token, invitation) are random and
-- only their SHA-256 is kept; a password only as argon2id text.

-- The name_key of who supervises it, which may live in another database; NULL: nobody.
ALTER TABLE institution ADD COLUMN supervisor_key TEXT;

-- ---- Organisation units ---------------------------------------------------------

CREATE TABLE org_unit (
	institution_id {{int}} NOT NULL REFERENCES institution,
	org_unit_id {{int}} NOT NULL,
	created_at TEXT NOT NULL,
	PRIMARY KEY (institution_id, org_unit_id)
) {{strict}};

-- What a unit is called and where it hangs, from a day to another.  No row: closed.
CREATE TABLE org_unit_period (
	institution_id {{int}} NOT NULL,
	org_unit_id {{int}} NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT,
	parent_id {{int}},
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,           -- without case, accents, punctuation
	acronym TEXT NOT NULL,
	acronym_key TEXT NOT NULL,
	position {{int}} NOT NULL,        -- among those of one parent
	PRIMARY KEY (institution_id, org_unit_id, valid_from),
	FOREIGN KEY (institution_id, org_unit_id) REFERENCES org_unit,
	CHECK (valid_to IS NULL OR valid_to > valid_from)
) {{strict}};

-- Split and merged: who goes on with the plans of whom.
CREATE TABLE org_unit_successor (
	institution_id {{int}} NOT NULL,
	org_unit_id {{int}} NOT NULL,
	successor_id {{int}} NOT NULL,
	since TEXT NOT NULL,
	PRIMARY KEY (institution_id, org_unit_id, successor_id),
	FOREIGN KEY (institution_id, org_unit_id) REFERENCES org_unit,
	FOREIGN KEY (institution_id, successor_id) REFERENCES org_unit,
	CHECK (org_unit_id <> successor_id)
) {{strict}};

-- A plan's unit is this one; NULL: nobody has said.
ALTER TABLE unit ADD COLUMN org_unit_id {{int}};

-- ---- People ---------------------------------------------------------------------

CREATE TABLE account (
	institution_id {{int}} NOT NULL REFERENCES institution,
	user_id {{int}} NOT NULL,
	login TEXT NOT NULL,
	login_key TEXT NOT NULL,          -- without case
	name TEXT NOT NULL,
	email TEXT NOT NULL,              -- empty where there is none
	email_key TEXT NOT NULL,          -- without case
	password TEXT,                    -- argon2id; NULL until the first sign-in
	created_at TEXT NOT NULL,
	disabled_at TEXT,
	PRIMARY KEY (institution_id, user_id),
	UNIQUE (institution_id, login_key)
) {{strict}};
CREATE INDEX account_by_login ON account (login_key);
CREATE INDEX account_by_email ON account (email_key);

-- The post a person holds, from a day to another.
CREATE TABLE post (
	institution_id {{int}} NOT NULL,
	user_id {{int}} NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT,
	title TEXT NOT NULL,
	org_unit_id {{int}},
	PRIMARY KEY (institution_id, user_id, valid_from),
	FOREIGN KEY (institution_id, user_id) REFERENCES account,
	FOREIGN KEY (institution_id, org_unit_id) REFERENCES org_unit,
	CHECK (valid_to IS NULL OR valid_to > valid_from)
) {{strict}};

-- A role over a unit and all below it.
CREATE TABLE role_grant (
	institution_id {{int}} NOT NULL,
	grant_id {{int}} NOT NULL,
	user_id {{int}} NOT NULL,
	role {{int}} NOT NULL CHECK (role BETWEEN 0 AND 31), -- enum role, core/role.h
	org_unit_id {{int}},              -- NULL: the whole institution
	valid_from TEXT NOT NULL,
	valid_to TEXT,
	granted_by TEXT NOT NULL,
	granted_at TEXT NOT NULL,
	PRIMARY KEY (institution_id, grant_id),
	FOREIGN KEY (institution_id, user_id) REFERENCES account,
	FOREIGN KEY (institution_id, org_unit_id) REFERENCES org_unit,
	CHECK (valid_to IS NULL OR valid_to >= valid_from) -- revoked on its first day: never held
) {{strict}};
CREATE INDEX role_grant_by_user ON role_grant (institution_id, user_id, grant_id);

-- Suplencia: while it lasts, who substitutes may what the absent may.
CREATE TABLE substitution (
	institution_id {{int}} NOT NULL,
	substitution_id {{int}} NOT NULL,
	user_id {{int}} NOT NULL,         -- who substitutes
	absent_id {{int}} NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT NOT NULL,
	granted_by TEXT NOT NULL,
	granted_at TEXT NOT NULL,
	PRIMARY KEY (institution_id, substitution_id),
	FOREIGN KEY (institution_id, user_id) REFERENCES account,
	FOREIGN KEY (institution_id, absent_id) REFERENCES account,
	CHECK (user_id <> absent_id),
	CHECK (valid_to >= valid_from)
) {{strict}};
CREATE INDEX substitution_by_user ON substitution (institution_id, user_id, absent_id);

-- ---- Proving who one is ---------------------------------------------------------

CREATE TABLE session (
	institution_id {{int}} NOT NULL,
	session_id {{int}} NOT NULL,
	user_id {{int}} NOT NULL,
	secret_hash {{bytes}} NOT NULL CHECK (length(secret_hash) = 32),
	created_at TEXT NOT NULL,
	seen_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	revoked_at TEXT,
	origin TEXT NOT NULL,             -- the address it came from
	agent TEXT NOT NULL,              -- the browser, as it calls itself
	PRIMARY KEY (institution_id, session_id),
	FOREIGN KEY (institution_id, user_id) REFERENCES account
) {{strict}};
CREATE INDEX session_by_secret ON session (secret_hash);
CREATE INDEX session_by_user ON session (institution_id, user_id);

CREATE TABLE api_token (
	institution_id {{int}} NOT NULL,
	token_id {{int}} NOT NULL,
	user_id {{int}} NOT NULL,
	name TEXT NOT NULL,
	secret_hash {{bytes}} NOT NULL CHECK (length(secret_hash) = 32),
	scope {{int}} NOT NULL,           -- bits of enum token_scope
	created_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	used_at TEXT,
	revoked_at TEXT,
	PRIMARY KEY (institution_id, token_id),
	FOREIGN KEY (institution_id, user_id) REFERENCES account
) {{strict}};
CREATE INDEX api_token_by_secret ON api_token (secret_hash);

-- A link to choose a password, once: the first sign-in, or a reset.
CREATE TABLE invitation (
	institution_id {{int}} NOT NULL,
	invitation_id {{int}} NOT NULL,
	user_id {{int}} NOT NULL,
	kind {{int}} NOT NULL CHECK (kind IN (0, 1)), -- 0 first sign-in, 1 reset
	secret_hash {{bytes}} NOT NULL CHECK (length(secret_hash) = 32),
	created_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	used_at TEXT,
	PRIMARY KEY (institution_id, invitation_id),
	FOREIGN KEY (institution_id, user_id) REFERENCES account
) {{strict}};
CREATE INDEX invitation_by_secret ON invitation (secret_hash);

-- Sign-ins that failed of late.  institution_id 0: of an account that is not there.
CREATE TABLE sign_in_failure (
	institution_id {{int}} NOT NULL,
	what {{int}} NOT NULL CHECK (what IN (0, 1, 2)), -- account and address, account, address
	subject TEXT NOT NULL,            -- "ana 10.0.0.7", "ana", "10.0.0.7"
	failures {{int}} NOT NULL,
	last_at TEXT NOT NULL,
	wait_until TEXT NOT NULL,
	PRIMARY KEY (institution_id, what, subject)
) {{strict}};

-- Where an account was signed in from: there, others' failures do not count.
CREATE TABLE known_origin (
	institution_id {{int}} NOT NULL,
	user_id {{int}} NOT NULL,
	origin TEXT NOT NULL,
	seen_at TEXT NOT NULL,
	PRIMARY KEY (institution_id, user_id, origin),
	FOREIGN KEY (institution_id, user_id) REFERENCES account
) {{strict}};
