-- report.sql - reporting periods, what units report, and its history
-- (src/store/report_store.c).

-- name: report_period_insert
INSERT INTO report_period (
	institution_id, year, period, first_month, last_month, due_on, state, plan_id
) VALUES (
	:institution_id, :year, :period, :first_month, :last_month, :due_on, :state, :plan_id
);

-- name: report_period_list
SELECT period, first_month, last_month, state, due_on, plan_id
FROM report_period
WHERE institution_id = :institution_id
	AND year = :year
ORDER BY period;

-- name: report_period_years
SELECT DISTINCT year
FROM report_period
WHERE institution_id = :institution_id
ORDER BY year DESC;

-- name: report_period_of_plan
-- The first that is reported against it.
SELECT period
FROM report_period
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY period
LIMIT 1;

-- name: report_period_put
-- Only from the state it was seen in.
UPDATE report_period SET state = :state, due_on = :due_on, plan_id = :plan_id
WHERE institution_id = :institution_id
	AND year = :year
	AND period = :period
	AND state = :seen
RETURNING period;

-- name: report_period_hold
-- Whoever writes reports of it waits for whoever closes it, and the other way round.
UPDATE report_period SET state = state
WHERE institution_id = :institution_id
	AND year = :year
	AND period = :period
RETURNING period, first_month, last_month, state, due_on, plan_id;

-- name: report_period_delete
-- Those that nothing was said of: a calendar may be laid out anew until one opens.
DELETE FROM report_period
WHERE institution_id = :institution_id
	AND year = :year
	AND NOT EXISTS (
		SELECT 1 FROM report_step s
		WHERE s.institution_id = :institution_id
			AND s.year = :year
	)
	AND NOT EXISTS (
		SELECT 1 FROM report_period p
		WHERE p.institution_id = :institution_id
			AND p.year = :year
			AND p.state <> 0
	);

-- name: unit_report_put
INSERT INTO unit_report (
	institution_id, year, period, unit_id, state, due_on
) VALUES (
	:institution_id, :year, :period, :unit_id, :state, :due_on
)
ON CONFLICT (institution_id, year, period, unit_id) DO UPDATE
SET state = excluded.state, due_on = excluded.due_on;

-- name: unit_report_list
-- Of one period, or of all where `period` is 0.
SELECT period, unit_id, state, due_on
FROM unit_report
WHERE institution_id = :institution_id
	AND year = :year
	AND (period = :period OR :period = 0)
ORDER BY period, unit_id;

-- name: report_step_insert
-- The year's next one; SQLite would walk all of the year for a MAX in an expression.
INSERT INTO report_step (
	institution_id, year, ordinal, period, unit_id, state, due_on, at, user_id, actor, why
) VALUES (
	:institution_id, :year, COALESCE((
		SELECT s.ordinal + 1
		FROM report_step s
		WHERE s.institution_id = :institution_id
			AND s.year = :year
		ORDER BY s.ordinal DESC
		LIMIT 1
	), 1), :period, :unit_id, :state, :due_on, :at, :user_id, :actor, :why
)
RETURNING ordinal;

-- name: report_step_add
-- As the one of that number: of a year that had none.
INSERT INTO report_step (
	institution_id, year, ordinal, period, unit_id, state, due_on, at, user_id, actor, why
) VALUES (
	:institution_id, :year, :ordinal, :period, :unit_id, :state, :due_on, :at, :user_id,
	:actor, :why
);

-- name: report_step_list
-- Of one period, or of all where `period` is 0.
SELECT period, unit_id, state, due_on, at, user_id, actor, why
FROM report_step
WHERE institution_id = :institution_id
	AND year = :year
	AND (period = :period OR :period = 0)
ORDER BY ordinal;

-- name: report_get
SELECT
	node_id, period, revision, value_e4, stated_e4, executed_cents, obtained, cause,
	cause_text, measure, measure_text, measure_month, responsible, measure_due, note
FROM report
WHERE institution_id = :institution_id
	AND year = :year
	AND node_id = :node_id
	AND period = :period;

-- name: report_list
-- To the end of a period.
SELECT
	node_id, period, revision, value_e4, stated_e4, executed_cents, obtained, cause,
	cause_text, measure, measure_text, measure_month, responsible, measure_due, note
FROM report
WHERE institution_id = :institution_id
	AND year = :year
	AND period <= :period
ORDER BY node_id, period;

-- name: report_list_of_unit
-- The same, of the rows that a unit has in a plan: they are few, so they come first.
SELECT
	r.node_id, r.period, r.revision, r.value_e4, r.stated_e4, r.executed_cents, r.obtained,
	r.cause, r.cause_text, r.measure, r.measure_text, r.measure_month, r.responsible,
	r.measure_due, r.note
FROM node n
	CROSS JOIN report r
WHERE n.institution_id = :institution_id
	AND n.plan_id = :plan_id
	AND n.unit = :unit
	AND r.institution_id = n.institution_id
	AND r.year = :year
	AND r.node_id = n.node_id
	AND r.period <= :period
ORDER BY r.node_id, r.period;

-- name: report_put
-- Only over the revision it was seen in.
INSERT INTO report (
	institution_id, year, node_id, period, revision, value_e4, stated_e4, executed_cents,
	obtained, cause, cause_text, measure, measure_text, measure_month, responsible,
	measure_due, note
) VALUES (
	:institution_id, :year, :node_id, :period, :revision, :value_e4, :stated_e4,
	:executed_cents, :obtained, :cause, :cause_text, :measure, :measure_text,
	:measure_month, :responsible, :measure_due, :note
)
ON CONFLICT (institution_id, year, node_id, period) DO UPDATE
SET revision = excluded.revision, value_e4 = excluded.value_e4,
	stated_e4 = excluded.stated_e4, executed_cents = excluded.executed_cents,
	obtained = excluded.obtained, cause = excluded.cause,
	cause_text = excluded.cause_text, measure = excluded.measure,
	measure_text = excluded.measure_text, measure_month = excluded.measure_month,
	responsible = excluded.responsible, measure_due = excluded.measure_due,
	note = excluded.note
WHERE report.revision = excluded.revision - 1
RETURNING revision;

-- name: report_add
-- Of a year that had none.
INSERT INTO report (
	institution_id, year, node_id, period, revision, value_e4, stated_e4, executed_cents,
	obtained, cause, cause_text, measure, measure_text, measure_month, responsible,
	measure_due, note
) VALUES (
	:institution_id, :year, :node_id, :period, :revision, :value_e4, :stated_e4,
	:executed_cents, :obtained, :cause, :cause_text, :measure, :measure_text,
	:measure_month, :responsible, :measure_due, :note
);

-- name: report_past_insert
-- The year's next one; SQLite would walk all of the year for a MAX in an expression.
INSERT INTO report_past (
	institution_id, year, ordinal, node_id, period, revision, field, before_number,
	before_text, after_number, after_text, at, user_id, actor, why
) VALUES (
	:institution_id, :year, COALESCE((
		SELECT p.ordinal + 1
		FROM report_past p
		WHERE p.institution_id = :institution_id
			AND p.year = :year
		ORDER BY p.ordinal DESC
		LIMIT 1
	), 1), :node_id, :period, :revision, :field, :before_number, :before_text,
	:after_number, :after_text, :at, :user_id, :actor, :why
)
RETURNING ordinal;

-- name: report_past_list
-- Of a row in one period, or in all where `period` is 0; the oldest first.
SELECT
	period, revision, field, before_number, before_text, after_number, after_text, at,
	user_id, actor, why
FROM report_past
WHERE institution_id = :institution_id
	AND year = :year
	AND node_id = :node_id
	AND (period = :period OR :period = 0)
ORDER BY ordinal;

-- name: report_past_since
-- What changed in any row of a year after a moment; the newest first.
SELECT
	node_id, period, revision, field, before_number, before_text, after_number, after_text,
	at, user_id, actor, why
FROM report_past
WHERE institution_id = :institution_id
	AND year = :year
	AND at > :moment
ORDER BY ordinal DESC;
