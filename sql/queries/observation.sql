-- observation.sql - observations of a plan and what was said of them
-- (src/store/observation_store.c).

-- name: observation_insert
-- The plan's next one.
INSERT INTO observation (
	institution_id, plan_id, observation, unit, node, field, period, report, office
) VALUES (
	:institution_id, :plan_id, (
		SELECT COALESCE(MAX(o.observation) + 1, 1)
		FROM observation o
		WHERE o.institution_id = :institution_id
			AND o.plan_id = :plan_id
	), :unit, :node, :field, :period, :report, :office
)
RETURNING observation;

-- name: observation_list
-- Of one unit, or of all where `unit` is -1; of a reporting period or (0) the plan itself, or of
-- all where `report` is -1.
SELECT observation, unit, node, field, period, report, office
FROM observation
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND (report = :report OR :report = -1)
	AND (unit = :unit OR :unit = -1)
ORDER BY observation;

-- name: observation_hold
-- Acts are numbered one by one: whoever adds to a plan that is not edited any more waits here.
UPDATE plan SET revision = revision
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
RETURNING revision;

-- name: observation_act_insert
-- The plan's next one.
INSERT INTO observation_act (
	institution_id, plan_id, act, observation, kind, at, user_id, actor, text, revision
) VALUES (
	:institution_id, :plan_id, (
		SELECT COALESCE(MAX(a.act) + 1, 1)
		FROM observation_act a
		WHERE a.institution_id = :institution_id
			AND a.plan_id = :plan_id
	), :observation, :kind, :at, :user_id, :actor, :text, :revision
)
RETURNING act;

-- name: observation_act_list
-- Of the observations of observation_list; each one's together.
SELECT a.observation, a.kind, a.at, a.user_id, a.actor, a.text, a.revision
FROM observation_act a
	JOIN observation o ON o.institution_id = a.institution_id
		AND o.plan_id = a.plan_id
		AND o.observation = a.observation
WHERE a.institution_id = :institution_id
	AND a.plan_id = :plan_id
	AND (o.report = :report OR :report = -1)
	AND (o.unit = :unit OR :unit = -1)
ORDER BY a.observation, a.act;

-- name: observation_act_after
-- In the order they were done, each with where its observation points.
SELECT a.act, a.observation, a.kind, a.at, a.user_id, a.actor, a.text, a.revision, o.unit, o.node,
	o.field, o.period, o.report, o.office
FROM observation_act a
	JOIN observation o ON o.institution_id = a.institution_id
		AND o.plan_id = a.plan_id
		AND o.observation = a.observation
WHERE a.institution_id = :institution_id
	AND a.plan_id = :plan_id
	AND a.act > :after
ORDER BY a.act;

