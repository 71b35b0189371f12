-- copy_report.sql - the tables of reporting, as copy.sql.

-- name: copy_report_period_read
SELECT
	year, period, first_month, last_month, due_on, state, plan_id
FROM report_period
WHERE institution_id = :institution_id;

-- name: copy_report_period_write
INSERT INTO report_period (
	institution_id, year, period, first_month, last_month, due_on, state, plan_id
) VALUES (
	:institution_id, :year, :period, :first_month, :last_month, :due_on, :state,
	:plan_id
);

-- name: copy_unit_report_read
SELECT
	year, period, unit_id, state, due_on
FROM unit_report
WHERE institution_id = :institution_id;

-- name: copy_unit_report_write
INSERT INTO unit_report (
	institution_id, year, period, unit_id, state, due_on
) VALUES (
	:institution_id, :year, :period, :unit_id, :state, :due_on
);

-- name: copy_report_step_read
SELECT
	year, ordinal, period, unit_id, state, due_on, at, user_id, actor, why
FROM report_step
WHERE institution_id = :institution_id;

-- name: copy_report_step_write
INSERT INTO report_step (
	institution_id, year, ordinal, period, unit_id, state, due_on, at, user_id,
	actor, why
) VALUES (
	:institution_id, :year, :ordinal, :period, :unit_id, :state, :due_on, :at,
	:user_id, :actor, :why
);

-- name: copy_report_read
SELECT
	year, node_id, period, revision, value_e4, stated_e4, executed_cents,
	obtained, cause, cause_text, measure, measure_text, measure_month,
	responsible, measure_due, note
FROM report
WHERE institution_id = :institution_id;

-- name: copy_report_write
INSERT INTO report (
	institution_id, year, node_id, period, revision, value_e4, stated_e4,
	executed_cents, obtained, cause, cause_text, measure, measure_text,
	measure_month, responsible, measure_due, note
) VALUES (
	:institution_id, :year, :node_id, :period, :revision, :value_e4, :stated_e4,
	:executed_cents, :obtained, :cause, :cause_text, :measure, :measure_text,
	:measure_month, :responsible, :measure_due, :note
);

-- name: copy_report_past_read
SELECT
	year, ordinal, node_id, period, revision, field, before_number, before_text,
	after_number, after_text, at, user_id, actor, why
FROM report_past
WHERE institution_id = :institution_id;

-- name: copy_report_past_write
INSERT INTO report_past (
	institution_id, year, ordinal, node_id, period, revision, field,
	before_number, before_text, after_number, after_text, at, user_id, actor, why
) VALUES (
	:institution_id, :year, :ordinal, :node_id, :period, :revision, :field,
	:before_number, :before_text, :after_number, :after_text, :at, :user_id,
	:actor, :why
);

-- name: copy_standing_head_read
SELECT
	year, period, made_by, revision
FROM standing_head
WHERE institution_id = :institution_id;

-- name: copy_standing_head_write
INSERT INTO standing_head (
	institution_id, year, period, made_by, revision
) VALUES (
	:institution_id, :year, :period, :made_by, :revision
);

-- name: copy_standing_read
SELECT
	year, period, place, id, parent, level, physical_e9, planned_e9, budget_cents,
	executed_cents, operations, reported, below, unexplained
FROM standing
WHERE institution_id = :institution_id;

-- name: copy_standing_write
INSERT INTO standing (
	institution_id, year, period, place, id, parent, level, physical_e9, planned_e9,
	budget_cents, executed_cents, operations, reported, below, unexplained
) VALUES (
	:institution_id, :year, :period, :place, :id, :parent, :level, :physical_e9,
	:planned_e9, :budget_cents, :executed_cents, :operations, :reported, :below,
	:unexplained
);
