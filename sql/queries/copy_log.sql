-- copy_log.sql - as copy.sql: the log, its checkpoints and what it has not told yet.

-- name: copy_log_chain_read
SELECT
	chain_id, created_at
FROM log_chain
WHERE institution_id = :institution_id;

-- name: copy_log_chain_write
INSERT INTO log_chain (
	institution_id, chain_id, created_at
) VALUES (
	:institution_id, :chain_id, :created_at
);

-- name: copy_log_read
SELECT
	seq, at, actor, actor_name, origin, action, subject, outcome, detail, hash
FROM log
WHERE institution_id = :institution_id
ORDER BY seq;

-- name: copy_log_write
INSERT INTO log (
	institution_id, seq, at, actor, actor_name, origin, action, subject, outcome,
	detail, hash
) VALUES (
	:institution_id, :seq, :at, :actor, :actor_name, :origin, :action, :subject,
	:outcome, :detail, :hash
);

-- name: copy_log_checkpoint_read
SELECT
	seq, at, hash, public_key, signature
FROM log_checkpoint
WHERE institution_id = :institution_id;

-- name: copy_log_checkpoint_write
INSERT INTO log_checkpoint (
	institution_id, seq, at, hash, public_key, signature
) VALUES (
	:institution_id, :seq, :at, :hash, :public_key, :signature
);

-- name: copy_log_pending_read
SELECT
	minute, action, origin, failures
FROM log_pending
WHERE institution_id = :institution_id;

-- name: copy_log_pending_write
INSERT INTO log_pending (
	institution_id, minute, action, origin, failures
) VALUES (
	:institution_id, :minute, :action, :origin, :failures
);
