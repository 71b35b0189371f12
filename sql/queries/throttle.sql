-- throttle.sql - sign-ins that failed, and where people signed in before
-- (src/store/throttle_store.c).

-- name: throttle_get
SELECT failures, last_at, wait_until
FROM sign_in_failure
WHERE institution_id = :institution_id AND what = :what AND subject = :subject;

-- name: throttle_put
INSERT INTO sign_in_failure (institution_id, what, subject, failures, last_at, wait_until)
VALUES (:institution_id, :what, :subject, :failures, :last_at, :wait_until)
ON CONFLICT (institution_id, what, subject) DO UPDATE
SET failures = excluded.failures, last_at = excluded.last_at, wait_until = excluded.wait_until;

-- name: throttle_clear
DELETE FROM sign_in_failure
WHERE institution_id = :institution_id AND what = :what AND subject = :subject;

-- name: throttle_forget
-- Of every institution: what is over since before.
DELETE FROM sign_in_failure
WHERE wait_until < :before;

-- name: known_origin_put
INSERT INTO known_origin (institution_id, user_id, origin, seen_at)
VALUES (:institution_id, :user_id, :origin, :seen_at)
ON CONFLICT (institution_id, user_id, origin) DO UPDATE SET seen_at = excluded.seen_at;

-- name: known_origin_get
SELECT seen_at
FROM known_origin
WHERE institution_id = :institution_id AND user_id = :user_id AND origin = :origin;

-- name: known_origin_forget
DELETE FROM known_origin
WHERE institution_id = :institution_id AND user_id = :user_id AND seen_at < :before;
