-- register.sql - things followed to closure and what was done with them
-- (src/store/register_store.c).

-- name: register_item_insert
INSERT INTO register_item (
	institution_id, item_id, register, org_unit_id, title, kind, year, period, node_id, opened_at,
	revision
) VALUES (
	:institution_id, :item_id, :register, :org_unit_id, :title, :kind, :year, :period, :node_id,
	:opened_at, 0
);

-- name: register_item_change
-- What is not of the pack's fields.
UPDATE register_item
SET title = :title, kind = :kind, org_unit_id = :org_unit_id
WHERE institution_id = :institution_id
	AND item_id = :item_id;

-- name: register_item_list
-- Of one register, with where their acts led and the amendment that took them (kinds 6 and 7).
SELECT
	i.item_id, i.register, i.org_unit_id, i.title, i.kind, i.year, i.period, i.node_id,
	i.opened_at, i.revision, (
		SELECT a.state
		FROM register_act a
		WHERE a.institution_id = i.institution_id
			AND a.item_id = i.item_id
			AND a.state IS NOT NULL
		ORDER BY a.act DESC
		LIMIT 1
	), (
		SELECT a.plan_id
		FROM register_act a
		WHERE a.institution_id = i.institution_id
			AND a.item_id = i.item_id
			AND a.kind IN (6, 7)
		ORDER BY a.act DESC
		LIMIT 1
	)
FROM register_item i
WHERE i.institution_id = :institution_id
	AND i.register = :register
ORDER BY i.item_id;

-- name: register_item_get
SELECT
	i.item_id, i.register, i.org_unit_id, i.title, i.kind, i.year, i.period, i.node_id,
	i.opened_at, i.revision, (
		SELECT a.state
		FROM register_act a
		WHERE a.institution_id = i.institution_id
			AND a.item_id = i.item_id
			AND a.state IS NOT NULL
		ORDER BY a.act DESC
		LIMIT 1
	), (
		SELECT a.plan_id
		FROM register_act a
		WHERE a.institution_id = i.institution_id
			AND a.item_id = i.item_id
			AND a.kind IN (6, 7)
		ORDER BY a.act DESC
		LIMIT 1
	)
FROM register_item i
WHERE i.institution_id = :institution_id
	AND i.item_id = :item_id;

-- name: register_item_reported
-- The rows of a period whose report already made one.
SELECT node_id
FROM register_item
WHERE institution_id = :institution_id
	AND register = :register
	AND year = :year
	AND period = :period
ORDER BY node_id;

-- name: register_item_of_row
-- Those that a plan's row made in its year.
SELECT item_id
FROM register_item
WHERE institution_id = :institution_id
	AND register = :register
	AND year = :year
	AND node_id = :node_id
ORDER BY item_id;

-- name: register_value_put
INSERT INTO register_value (institution_id, item_id, field, text)
VALUES (:institution_id, :item_id, :field, :text)
ON CONFLICT (institution_id, item_id, field) DO UPDATE SET text = excluded.text;

-- name: register_value_delete
DELETE FROM register_value
WHERE institution_id = :institution_id
	AND item_id = :item_id
	AND field = :field;

-- name: register_value_list
-- Of the items of one register; each one's together.
SELECT v.item_id, v.field, v.text
FROM register_value v
	JOIN register_item i ON i.institution_id = v.institution_id
		AND i.item_id = v.item_id
WHERE v.institution_id = :institution_id
	AND i.register = :register
ORDER BY v.item_id, v.field;

-- name: register_value_get
SELECT field, text
FROM register_value
WHERE institution_id = :institution_id
	AND item_id = :item_id
ORDER BY field;

-- name: register_item_hold
-- Writers of one item wait here for each other.
UPDATE register_item
SET revision = revision
WHERE institution_id = :institution_id
	AND item_id = :item_id;

-- name: register_item_next
-- The number of the item's next act.
UPDATE register_item
SET revision = revision + 1
WHERE institution_id = :institution_id
	AND item_id = :item_id
RETURNING revision;

-- name: register_act_insert
INSERT INTO register_act (
	institution_id, item_id, act, kind, at, user_id, actor, state, field, was, text, plan_id
) VALUES (
	:institution_id, :item_id, :act, :kind, :at, :user_id, :actor, :state, :field, :was, :text,
	:plan_id
);

-- name: register_act_list
SELECT kind, at, user_id, actor, state, field, was, text, plan_id
FROM register_act
WHERE institution_id = :institution_id
	AND item_id = :item_id
ORDER BY act;
