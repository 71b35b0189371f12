-- framework.sql - the strategic framework (src/store/framework_store.c).

-- name: framework_list
SELECT strategic_id, kind, parent_id, code, title, first_year, last_year
FROM strategic_node
WHERE institution_id = :institution_id
ORDER BY kind, code, strategic_id;

-- name: framework_insert
INSERT INTO strategic_node (
	institution_id, strategic_id, kind, parent_id, code, title, first_year, last_year
) VALUES (
	:institution_id, :strategic_id, :kind, :parent_id, :code, :title, :first_year, :last_year
);

-- name: framework_update
UPDATE strategic_node
SET parent_id = :parent_id,
	code = :code,
	title = :title,
	first_year = :first_year,
	last_year = :last_year
WHERE institution_id = :institution_id
	AND strategic_id = :strategic_id
RETURNING strategic_id;

-- name: framework_delete
DELETE FROM strategic_node
WHERE institution_id = :institution_id
	AND strategic_id = :strategic_id
RETURNING strategic_id;
