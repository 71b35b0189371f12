-- session.sql - sessions, API tokens and invitations (src/store/session_store.c,
-- src/store/token_store.c, src/store/invitation_store.c).

-- name: session_insert
INSERT INTO session (
	institution_id, session_id, user_id, secret_hash, created_at, seen_at, expires_at,
	origin, agent
) VALUES (
	:institution_id, :session_id, :user_id, :secret_hash, :created_at, :created_at,
	:expires_at, :origin, :agent
);

-- name: session_find
SELECT institution_id, session_id, user_id, created_at, seen_at, expires_at, revoked_at, origin,
	agent
FROM session
WHERE secret_hash = :secret_hash;

-- name: session_list
-- The newest first; before 0: from the newest.
SELECT institution_id, session_id, user_id, created_at, seen_at, expires_at, revoked_at, origin,
	agent
FROM session
WHERE institution_id = :institution_id
	AND user_id = :user_id
	AND (session_id < :before OR :before = 0)
ORDER BY session_id DESC
LIMIT :most;

-- name: session_touch
UPDATE session SET seen_at = :seen_at
WHERE institution_id = :institution_id AND session_id = :session_id;

-- name: session_revoke
UPDATE session SET revoked_at = :revoked_at
WHERE institution_id = :institution_id
	AND session_id = :session_id
	AND user_id = :user_id
	AND revoked_at IS NULL
RETURNING session_id;

-- name: session_revoke_all
-- Of a person, but one (0: none).
UPDATE session SET revoked_at = :revoked_at
WHERE institution_id = :institution_id
	AND user_id = :user_id
	AND session_id <> :but
	AND revoked_at IS NULL;

-- name: session_forget
DELETE FROM session
WHERE institution_id = :institution_id
	AND user_id = :user_id
	AND expires_at < :before;

-- name: token_insert
INSERT INTO api_token (
	institution_id, token_id, user_id, name, secret_hash, scope, created_at, expires_at
) VALUES (
	:institution_id, :token_id, :user_id, :name, :secret_hash, :scope, :created_at,
	:expires_at
);

-- name: token_find
SELECT institution_id, token_id, user_id, name, scope, created_at, expires_at, used_at,
	revoked_at
FROM api_token
WHERE secret_hash = :secret_hash;

-- name: token_get
SELECT institution_id, token_id, user_id, name, scope, created_at, expires_at, used_at,
	revoked_at
FROM api_token
WHERE institution_id = :institution_id AND token_id = :token_id;

-- name: token_list
-- user_id 0: of everybody.
SELECT institution_id, token_id, user_id, name, scope, created_at, expires_at, used_at,
	revoked_at
FROM api_token
WHERE institution_id = :institution_id
	AND (user_id = :user_id OR :user_id = 0)
	AND token_id > :after
ORDER BY token_id
LIMIT :most;

-- name: token_touch
UPDATE api_token SET used_at = :used_at
WHERE institution_id = :institution_id AND token_id = :token_id;

-- name: token_revoke
UPDATE api_token SET revoked_at = :revoked_at
WHERE institution_id = :institution_id
	AND token_id = :token_id
	AND revoked_at IS NULL
RETURNING token_id;

-- name: token_revoke_all
UPDATE api_token SET revoked_at = :revoked_at
WHERE institution_id = :institution_id
	AND user_id = :user_id
	AND revoked_at IS NULL;

-- name: token_live_count
SELECT COUNT(*)
FROM api_token
WHERE institution_id = :institution_id
	AND user_id = :user_id
	AND revoked_at IS NULL
	AND expires_at > :now;

-- name: invitation_void
-- Those of a person that were not used are no longer good.
UPDATE invitation SET used_at = :used_at
WHERE institution_id = :institution_id
	AND user_id = :user_id
	AND used_at IS NULL;

-- name: invitation_insert
INSERT INTO invitation (
	institution_id, invitation_id, user_id, kind, secret_hash, created_at, expires_at
) VALUES (
	:institution_id, :invitation_id, :user_id, :kind, :secret_hash, :created_at, :expires_at
);

-- name: invitation_find
SELECT institution_id, invitation_id, user_id, kind, created_at, expires_at, used_at
FROM invitation
WHERE secret_hash = :secret_hash;

-- name: invitation_latest
SELECT institution_id, invitation_id, user_id, kind, created_at, expires_at, used_at
FROM invitation
WHERE institution_id = :institution_id AND user_id = :user_id
ORDER BY invitation_id DESC
LIMIT 1;
