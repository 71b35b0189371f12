-- institution.sql - who plans (src/store/institution_store.c).

-- name: institution_insert
INSERT INTO institution (name, name_key, acronym, acronym_key, pack, created_at)
VALUES (:name, :name_key, :acronym, :acronym_key, :pack, :created_at)
RETURNING institution_id;

-- name: institution_get
SELECT institution_id, name, acronym, pack, created_at, supervisor_key
FROM institution
WHERE institution_id = :institution_id;

-- name: institution_find
-- By name or acronym, both folded; whose name it is comes first.
SELECT institution_id, name, acronym, pack, created_at, supervisor_key
FROM institution
WHERE name_key = :key OR acronym_key = :key
ORDER BY CASE WHEN name_key = :key THEN 0 ELSE 1 END, institution_id;

-- name: institution_list
SELECT institution_id, name, acronym, pack, created_at, supervisor_key
FROM institution
ORDER BY institution_id;

-- name: institution_next_id
-- The next id of anything inside the institution; writers wait here for each other.
UPDATE institution SET last_id = last_id + 1
WHERE institution_id = :institution_id
RETURNING last_id;

-- name: institution_set_supervisor
UPDATE institution SET supervisor_key = :supervisor_key
WHERE institution_id = :institution_id
RETURNING institution_id;

-- name: institution_supervises
-- One of those that name it as their supervisor: a row where there is any.
SELECT institution_id
FROM institution
WHERE supervisor_key = (
	SELECT top.name_key
	FROM institution top
	WHERE top.institution_id = :institution_id
)
LIMIT 1;

-- name: institution_supervised
-- Those it supervises, at any depth, and itself where they go round in a circle.
WITH RECURSIVE below (institution_id, name_key) AS (
	SELECT i.institution_id, i.name_key
	FROM institution i
	JOIN institution top ON i.supervisor_key = top.name_key
	WHERE top.institution_id = :institution_id
	UNION
	SELECT i.institution_id, i.name_key
	FROM institution i
	JOIN below b ON i.supervisor_key = b.name_key
)
SELECT institution_id
FROM below
ORDER BY institution_id;
