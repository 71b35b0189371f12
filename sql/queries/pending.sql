-- pending.sql - documents that wait to be accepted (src/store/pending_store.c).

-- name: pending_insert
INSERT INTO pending_import (
	institution_id, pending_id, user_id, name, sha256, created_at, expires_at, plan_id
) VALUES (
	:institution_id, :pending_id, :user_id, :name, :sha256, :created_at, :expires_at,
	:plan_id
);

-- name: pending_get
SELECT p.pending_id, p.user_id, p.name, p.sha256, f.size, p.created_at, p.expires_at,
	p.plan_id
FROM pending_import p
JOIN file f ON f.institution_id = p.institution_id AND f.sha256 = p.sha256
WHERE p.institution_id = :institution_id
	AND p.pending_id = :pending_id;

-- name: pending_list
SELECT p.pending_id, p.user_id, p.name, p.sha256, f.size, p.created_at, p.expires_at,
	p.plan_id
FROM pending_import p
JOIN file f ON f.institution_id = p.institution_id AND f.sha256 = p.sha256
WHERE p.institution_id = :institution_id
ORDER BY p.pending_id DESC;

-- name: pending_delete
DELETE FROM pending_import
WHERE institution_id = :institution_id
	AND pending_id = :pending_id
RETURNING pending_id;
