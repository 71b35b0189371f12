-- file.sql - files by their content, in pieces (src/store/file_store.c).

-- name: file_insert
INSERT INTO file (institution_id, sha256, size, stored_at)
VALUES (:institution_id, :sha256, :size, :stored_at);

-- name: file_piece_insert
INSERT INTO file_piece (institution_id, sha256, ordinal, bytes)
VALUES (:institution_id, :sha256, :ordinal, :bytes);

-- name: file_get
SELECT size
FROM file
WHERE institution_id = :institution_id
	AND sha256 = :sha256;

-- name: file_piece_list
SELECT bytes
FROM file_piece
WHERE institution_id = :institution_id
	AND sha256 = :sha256
ORDER BY ordinal;

-- name: file_piece_delete
-- Bytes that nothing refers to any more; whatever refers to files is named here.
DELETE FROM file_piece
WHERE institution_id = :institution_id
	AND sha256 = :sha256
	AND NOT EXISTS (
		SELECT 1
		FROM pending_import r
		WHERE r.institution_id = :institution_id
			AND r.sha256 = :sha256
	)
	AND NOT EXISTS (
		SELECT 1
		FROM evidence r
		WHERE r.institution_id = :institution_id
			AND r.sha256 = :sha256
	)
	AND NOT EXISTS (
		SELECT 1
		FROM issued_document r
		WHERE r.institution_id = :institution_id
			AND r.sha256 = :sha256
	)
	AND NOT EXISTS (
		SELECT 1
		FROM job_file r
		WHERE r.institution_id = :institution_id
			AND r.sha256 = :sha256
	);

-- name: file_delete
DELETE FROM file
WHERE institution_id = :institution_id
	AND sha256 = :sha256
	AND NOT EXISTS (
		SELECT 1
		FROM pending_import r
		WHERE r.institution_id = :institution_id
			AND r.sha256 = :sha256
	)
	AND NOT EXISTS (
		SELECT 1
		FROM evidence r
		WHERE r.institution_id = :institution_id
			AND r.sha256 = :sha256
	)
	AND NOT EXISTS (
		SELECT 1
		FROM issued_document r
		WHERE r.institution_id = :institution_id
			AND r.sha256 = :sha256
	)
	AND NOT EXISTS (
		SELECT 1
		FROM job_file r
		WHERE r.institution_id = :institution_id
			AND r.sha256 = :sha256
	);
