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
