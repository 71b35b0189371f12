-- org.sql - organisation units and their periods (src/store/org_store.c).

-- name: org_unit_insert
INSERT INTO org_unit (institution_id, org_unit_id, created_at)
VALUES (:institution_id, :org_unit_id, :created_at);

-- name: org_unit_exists
SELECT 1
FROM org_unit
WHERE institution_id = :institution_id AND org_unit_id = :org_unit_id;

-- name: org_period_list
SELECT org_unit_id, valid_from, valid_to, parent_id, name, acronym, position
FROM org_unit_period
WHERE institution_id = :institution_id
ORDER BY org_unit_id, valid_from;

-- name: org_period_clear
DELETE FROM org_unit_period
WHERE institution_id = :institution_id AND org_unit_id = :org_unit_id;

-- name: org_period_insert
INSERT INTO org_unit_period (
	institution_id, org_unit_id, valid_from, valid_to, parent_id, name, name_key, acronym,
	acronym_key, position
) VALUES (
	:institution_id, :org_unit_id, :valid_from, :valid_to, :parent_id, :name, :name_key,
	:acronym, :acronym_key, :position
);

-- name: org_successor_list
SELECT org_unit_id, successor_id, since
FROM org_unit_successor
WHERE institution_id = :institution_id
ORDER BY org_unit_id, successor_id;

-- name: org_successor_insert
INSERT INTO org_unit_successor (institution_id, org_unit_id, successor_id, since)
VALUES (:institution_id, :org_unit_id, :successor_id, :since)
ON CONFLICT (institution_id, org_unit_id, successor_id) DO NOTHING;

-- name: plan_unit_link
UPDATE unit SET org_unit_id = :org_unit_id
WHERE institution_id = :institution_id AND plan_id = :plan_id AND ordinal = :ordinal;

-- name: plan_unit_links
SELECT org_unit_id
FROM unit
WHERE institution_id = :institution_id AND plan_id = :plan_id
ORDER BY ordinal;
