-- institution.sql - who plans (src/store/institution_store.c).

-- name: institution_insert
INSERT INTO institution (name, name_key, acronym, acronym_key, pack, created_at)
VALUES (:name, :name_key, :acronym, :acronym_key, :pack, :created_at)
RETURNING institution_id;

-- name: institution_get
SELECT institution_id, name, acronym, pack, created_at
FROM institution
WHERE institution_id = :institution_id;

-- name: institution_find
-- By name or acronym, both folded; whose name it is comes first.
SELECT institution_id, name, acronym, pack, created_at
FROM institution
WHERE name_key = :key OR acronym_key = :key
ORDER BY CASE WHEN name_key = :key THEN 0 ELSE 1 END, institution_id;

-- name: institution_list
SELECT institution_id, name, acronym, pack, created_at
FROM institution
ORDER BY institution_id;

-- name: institution_next_id
-- The next id of anything inside the institution; writers wait here for each other.
UPDATE institution SET last_id = last_id + 1
WHERE institution_id = :institution_id
RETURNING last_id;
