-- checkpoint.sql - signed places of the log (src/store/checkpoint_store.c).

-- name: checkpoint_insert
INSERT INTO log_checkpoint (institution_id, seq, at, hash, public_key, signature)
VALUES (:institution_id, :seq, :at, :hash, :public_key, :signature);

-- name: checkpoint_list
SELECT c.chain_id, p.seq, p.at, p.hash, p.public_key, p.signature
FROM log_checkpoint p
JOIN log_chain c ON c.institution_id = p.institution_id
WHERE p.institution_id = :institution_id
ORDER BY p.seq, p.at, p.public_key;
