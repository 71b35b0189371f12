-- log.sql - the chained log (src/store/log_store.c).

-- name: log_chain_get
SELECT chain_id
FROM log_chain
WHERE institution_id = :institution_id;

-- name: log_chain_begin
INSERT INTO log_chain (institution_id, chain_id, created_at)
VALUES (:institution_id, :chain_id, :created_at);

-- name: log_last
-- The end of the chain, with the chain's id; no row before the first record.
SELECT c.chain_id, l.seq, l.hash
FROM log_chain c
JOIN log l ON l.institution_id = c.institution_id
WHERE c.institution_id = :institution_id
ORDER BY l.seq DESC
LIMIT 1;

-- name: log_insert
INSERT INTO log (
	institution_id, seq, at, actor, actor_name, origin, action, subject, outcome, detail,
	hash
) VALUES (
	:institution_id, :seq, :at, :actor, :actor_name, :origin, :action, :subject, :outcome,
	:detail, :hash
);

-- name: log_list
SELECT seq, at, actor, actor_name, origin, action, subject, outcome, detail, hash
FROM log
WHERE institution_id = :institution_id
	AND seq > :after
ORDER BY seq
LIMIT :most;

-- name: log_pending_count
INSERT INTO log_pending (institution_id, minute, action, origin, failures)
VALUES (:institution_id, :minute, :action, :origin, 1)
ON CONFLICT (institution_id, minute, action, origin)
DO UPDATE SET failures = log_pending.failures + 1;

-- name: log_pending_institutions
SELECT DISTINCT institution_id
FROM log_pending
WHERE minute < :minute
ORDER BY institution_id;

-- name: log_pending_list
-- Of the minutes that are over.
SELECT minute, action, origin, failures
FROM log_pending
WHERE institution_id = :institution_id
	AND minute < :minute
ORDER BY minute, action, origin;

-- name: log_pending_clear
DELETE FROM log_pending
WHERE institution_id = :institution_id
	AND minute < :minute;
