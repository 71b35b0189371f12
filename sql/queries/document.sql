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

-- name: document_supersede_unused
-- The same, unless a plan or follow-up in force came from it.
UPDATE document SET superseded_at = coalesce(superseded_at, :superseded_at)
WHERE institution_id = :institution_id
	AND document_id = :document_id
	AND NOT EXISTS (
		SELECT 1
		FROM plan_file
		JOIN plan ON plan.institution_id = plan_file.institution_id
			AND plan.plan_id = plan_file.plan_id
		WHERE plan_file.institution_id = :institution_id
			AND plan_file.document_id = :document_id
			AND plan.superseded_at IS NULL
	)
	AND NOT EXISTS (
		SELECT 1
		FROM fu_file
		JOIN follow_up ON follow_up.institution_id = fu_file.institution_id
			AND follow_up.follow_up_id = fu_file.follow_up_id
		WHERE fu_file.institution_id = :institution_id
			AND fu_file.document_id = :document_id
			AND follow_up.superseded_at IS NULL
	);

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
