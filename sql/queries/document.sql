-- document.sql - imported files and their rows as read (src/store/document_store.c).

-- name: document_insert
-- A file just imported.
INSERT INTO document (
	institution_id, document_id, kind, name, sha256, size, imported_at
) VALUES (
	:institution_id, :document_id, :kind, :name, :sha256, :size, :imported_at
);

-- name: document_find
-- The newest with these bytes.
SELECT document_id, kind, name, sha256, size, imported_at, superseded_at
FROM document
WHERE institution_id = :institution_id
	AND sha256 = :sha256
ORDER BY document_id DESC
LIMIT 1;

-- name: document_list
SELECT document_id, kind, name, sha256, size, imported_at, superseded_at
FROM document
WHERE institution_id = :institution_id
ORDER BY document_id;

-- name: document_supersede
-- Once superseded it keeps its first date.
UPDATE document SET superseded_at = coalesce(superseded_at, :superseded_at)
WHERE institution_id = :institution_id
	AND document_id = :document_id
RETURNING document_id;

-- name: document_restore
-- It serves again.
UPDATE document SET superseded_at = NULL
WHERE institution_id = :institution_id
	AND document_id = :document_id
RETURNING document_id;

-- name: staged_row_insert
-- One row of a document, as read.
INSERT INTO staged_row (
	institution_id, document_id, ordinal, line, form, kind, cells
) VALUES (
	:institution_id, :document_id, :ordinal, :line, :form, :kind, :cells
);

-- name: staged_row_list
SELECT
	line, form, kind, cells
FROM staged_row
WHERE institution_id = :institution_id
	AND document_id = :document_id
ORDER BY ordinal;
