-- history.sql - plans that change and pass from state to state
-- (src/store/change_store.c, src/store/step_store.c).

-- name: plan_touch
-- The next revision of a draft that is as the caller saw it; no row where it is not.
UPDATE plan SET revision = revision + 1
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND revision = :seen
	AND state = 0
	AND superseded_at IS NULL
RETURNING revision;

-- name: plan_now
-- How a plan stands now.
SELECT revision, state, superseded_at, node_count
FROM plan
WHERE institution_id = :institution_id
	AND plan_id = :plan_id;

-- name: plan_set_node_count
UPDATE plan SET node_count = :node_count
WHERE institution_id = :institution_id
	AND plan_id = :plan_id;

-- name: plan_set_state
-- Passes it, and counts a revision; no row where it is no longer in the state it was seen in.
UPDATE plan SET state = :state, revision = revision + 1
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND state = :seen
	AND superseded_at IS NULL
RETURNING revision;

-- name: unit_set_state
UPDATE unit SET state = :state
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND ordinal = :ordinal
	AND state = :seen
RETURNING ordinal;

-- name: unit_states
SELECT state, org_unit_id
FROM unit
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY ordinal;

-- name: change_insert
INSERT INTO change (
	institution_id, plan_id, revision, at, user_id, actor, kind, why
) VALUES (
	:institution_id, :plan_id, :revision, :at, :user_id, :actor, :kind, :why
);

-- name: change_cell_insert
INSERT INTO change_cell (
	institution_id, plan_id, revision, ordinal, node, field, period, before_number,
	before_text, after_number, after_text
) VALUES (
	:institution_id, :plan_id, :revision, :ordinal, :node, :field, :period, :before_number,
	:before_text, :after_number, :after_text
);

-- name: change_list
-- From the first after a revision, or only the one of it where `last` is the next.
SELECT revision, at, user_id, actor, kind, why
FROM change
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND revision > :after
	AND revision <= :last
ORDER BY revision;

-- name: change_cell_list
SELECT
	revision, node, field, period, before_number, before_text, after_number, after_text
FROM change_cell
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND revision > :after
	AND revision <= :last
ORDER BY revision, ordinal;

-- name: change_list_of_node
SELECT revision, at, user_id, actor, kind, why
FROM change
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND revision > :after
	AND revision IN (
		SELECT c.revision
		FROM change_cell c
		WHERE c.institution_id = :institution_id
			AND c.plan_id = :plan_id
			AND c.node = :node
	)
ORDER BY revision;

-- name: change_cell_list_of_node
SELECT
	revision, node, field, period, before_number, before_text, after_number, after_text
FROM change_cell
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND revision > :after
	AND node = :node
ORDER BY revision, ordinal;

-- name: change_last_at
-- The last revision of a moment, changes and steps alike; 0 before the first.
SELECT CAST(COALESCE(MAX(revision), 0) AS BIGINT)
FROM (
	SELECT revision
	FROM change
	WHERE institution_id = :institution_id
		AND plan_id = :plan_id
		AND at <= :moment
	UNION ALL
	SELECT revision
	FROM plan_step
	WHERE institution_id = :institution_id
		AND plan_id = :plan_id
		AND at <= :moment
) AS numbered;

-- name: plan_step_insert
INSERT INTO plan_step (
	institution_id, plan_id, ordinal, unit, state, at, user_id, actor, why, resolution_date,
	revision
) VALUES (
	:institution_id, :plan_id, (
		SELECT COALESCE(MAX(s.ordinal) + 1, 0)
		FROM plan_step s
		WHERE s.institution_id = :institution_id
			AND s.plan_id = :plan_id
	), :unit, :state, :at, :user_id, :actor, :why, :resolution_date, :revision
);

-- name: plan_step_list
SELECT unit, state, at, user_id, actor, why, resolution_date, revision
FROM plan_step
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY ordinal;
