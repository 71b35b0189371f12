-- plan.sql - plans as they were said (src/store/plan_store.c).

-- name: plan_find
-- The one in force.
SELECT
	plan_id, year, version, pack, saved_at, superseded_at, state, revision, based_on
FROM plan
WHERE institution_id = :institution_id
	AND year = :year
	AND version = :version
	AND superseded_at IS NULL;

-- name: plan_list
-- With those that another took the place of.
SELECT
	plan_id, year, version, pack, saved_at, superseded_at, state, revision, based_on
FROM plan
WHERE institution_id = :institution_id
ORDER BY year, version, plan_id;

-- name: plan_supersede
UPDATE plan SET superseded_at = :superseded_at
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND superseded_at IS NULL
RETURNING plan_id;

-- name: plan_restore
-- The newest that this one took the place of is in force again.
UPDATE plan SET superseded_at = NULL
WHERE institution_id = :institution_id
	AND plan_id = (
		SELECT max(old.plan_id)
		FROM plan old
		JOIN plan taken ON taken.institution_id = old.institution_id
			AND taken.year = old.year
			AND taken.version = old.version
		WHERE taken.institution_id = :institution_id
			AND taken.plan_id = :plan_id
			AND old.plan_id < taken.plan_id
			AND old.superseded_at = taken.saved_at
	)
RETURNING plan_id;

-- name: plan_insert
INSERT INTO plan (
	institution_id, plan_id, year, version, policy, pack, period_count, institution_name,
	institution_acronym, saved_at, file_count, unit_count, form_count, node_count, based_on
) VALUES (
	:institution_id, :plan_id, :year, :version, :policy, :pack, :period_count,
	:institution_name, :institution_acronym, :saved_at, :file_count, :unit_count,
	:form_count, :node_count, :based_on
);

-- name: plan_get
SELECT
	year, version, policy, pack, period_count, institution_name, institution_acronym,
	file_count, unit_count, form_count, node_count, state, revision, based_on
FROM plan
WHERE institution_id = :institution_id
	AND plan_id = :plan_id;

-- name: plan_file_insert
INSERT INTO plan_file (
	institution_id, plan_id, ordinal, name, document_id
) VALUES (
	:institution_id, :plan_id, :ordinal, :name, :document_id
);

-- name: plan_file_list
SELECT
	name, document_id
FROM plan_file
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY ordinal;

-- name: unit_insert
INSERT INTO unit (
	institution_id, plan_id, ordinal, unit_id, parent, name, acronym, own_acronym, path,
	has_form_b, has_total, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12,
	total_sum_e4, total_inferred, total_cells, total_file, total_line, total_form,
	source_file, source_line, source_form, org_unit_id
) VALUES (
	:institution_id, :plan_id, :ordinal, :unit_id, :parent, :name, :acronym, :own_acronym,
	:path, :has_form_b, :has_total, :p01, :p02, :p03, :p04, :p05, :p06, :p07, :p08, :p09,
	:p10, :p11, :p12, :total_sum_e4, :total_inferred, :total_cells, :total_file,
	:total_line, :total_form, :source_file, :source_line, :source_form, :org_unit_id
);

-- name: unit_list
SELECT
	unit_id, parent, name, acronym, own_acronym, path, has_form_b, has_total, p01, p02,
	p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, total_sum_e4, total_inferred,
	total_cells, total_file, total_line, total_form, source_file, source_line, source_form,
	org_unit_id, state
FROM unit
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY ordinal;

-- name: unit_spelling_insert
INSERT INTO unit_spelling (
	institution_id, plan_id, unit, ordinal, spelling
) VALUES (
	:institution_id, :plan_id, :unit, :ordinal, :spelling
);

-- name: unit_spelling_list
SELECT
	unit, spelling
FROM unit_spelling
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY unit, ordinal;

-- name: form_insert
INSERT INTO form (
	institution_id, plan_id, ordinal, kind, file, first_line, last_line, unit,
	duplicate_of, has_footer, footer_line, footer_cents
) VALUES (
	:institution_id, :plan_id, :ordinal, :kind, :file, :first_line, :last_line, :unit,
	:duplicate_of, :has_footer, :footer_line, :footer_cents
);

-- name: form_list
SELECT
	kind, file, first_line, last_line, unit, duplicate_of, has_footer, footer_line,
	footer_cents
FROM form
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY ordinal;

-- name: node_insert
INSERT INTO node (
	institution_id, plan_id, ordinal, node_id, parent, unit, form_a, form_b, level, code,
	code_read, title, indicator, responsible, verification, baseline, baseline_e4,
	baseline_percent, target, target_e4, target_percent, weight_e4, total_e4, budget_cents,
	behaviour, behaviour_inferred, basis, state, first_month, last_month, decimals,
	percent, total_percent, has_schedule, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10,
	p11, p12, position, revision, deleted, edited
) VALUES (
	:institution_id, :plan_id, :ordinal, :node_id, :parent, :unit, :form_a, :form_b,
	:level, :code, :code_read, :title, :indicator, :responsible, :verification, :baseline,
	:baseline_e4, :baseline_percent, :target, :target_e4, :target_percent, :weight_e4,
	:total_e4, :budget_cents, :behaviour, :behaviour_inferred, :basis, :state,
	:first_month, :last_month, :decimals, :percent, :total_percent, :has_schedule, :p01,
	:p02, :p03, :p04, :p05, :p06, :p07, :p08, :p09, :p10, :p11, :p12, :position, :revision,
	:deleted, :edited
);

-- name: node_update
-- A row after a change of any kind, whole.
UPDATE node SET
	node_id = :node_id, parent = :parent, unit = :unit, form_a = :form_a, form_b = :form_b,
	level = :level, code = :code, code_read = :code_read, title = :title,
	indicator = :indicator, responsible = :responsible, verification = :verification,
	baseline = :baseline, baseline_e4 = :baseline_e4, baseline_percent = :baseline_percent,
	target = :target, target_e4 = :target_e4, target_percent = :target_percent,
	weight_e4 = :weight_e4, total_e4 = :total_e4, budget_cents = :budget_cents,
	behaviour = :behaviour, behaviour_inferred = :behaviour_inferred, basis = :basis,
	state = :state, first_month = :first_month, last_month = :last_month,
	decimals = :decimals, percent = :percent, total_percent = :total_percent,
	has_schedule = :has_schedule, p01 = :p01, p02 = :p02, p03 = :p03, p04 = :p04,
	p05 = :p05, p06 = :p06, p07 = :p07, p08 = :p08, p09 = :p09, p10 = :p10, p11 = :p11,
	p12 = :p12, position = :position, revision = :revision, deleted = :deleted, edited = :edited
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND ordinal = :ordinal;

-- name: node_list
SELECT
	node_id, parent, unit, form_a, form_b, level, code, code_read, title, indicator,
	responsible, verification, baseline, baseline_e4, baseline_percent, target, target_e4,
	target_percent, weight_e4, total_e4, budget_cents, behaviour, behaviour_inferred,
	basis, state, first_month, last_month, decimals, percent, total_percent, has_schedule,
	p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, position, revision, deleted,
	edited
FROM node
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY ordinal;

-- name: node_source_insert
INSERT INTO node_source (
	institution_id, plan_id, node, ordinal, file, line, form
) VALUES (
	:institution_id, :plan_id, :node, :ordinal, :file, :line, :form
);

-- name: node_source_list
SELECT
	node, file, line, form
FROM node_source
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY node, ordinal;

-- name: node_spelling_insert
INSERT INTO node_spelling (
	institution_id, plan_id, node, ordinal, spelling
) VALUES (
	:institution_id, :plan_id, :node, :ordinal, :spelling
);

-- name: node_spelling_list
SELECT
	node, spelling
FROM node_spelling
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY node, ordinal;

-- name: indicator_sheet_insert
INSERT INTO indicator_sheet (
	institution_id, plan_id, node, formula, source, frequency, direction, unit
) VALUES (
	:institution_id, :plan_id, :node, :formula, :source, :frequency, :direction, :unit
);

-- name: indicator_sheet_delete
DELETE FROM indicator_sheet
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND node = :node;

-- name: indicator_sheet_list
SELECT
	node, formula, source, frequency, direction, unit
FROM indicator_sheet
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY node;

-- name: published_row_insert
INSERT INTO published_row (
	institution_id, plan_id, node, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11,
	p12, total_e4, weight_e4, inferred, decimals, cells, damaged, file, line, form, title,
	baseline, baseline_e4, baseline_percent, target, target_e4, target_percent
) VALUES (
	:institution_id, :plan_id, :node, :p01, :p02, :p03, :p04, :p05, :p06, :p07, :p08, :p09,
	:p10, :p11, :p12, :total_e4, :weight_e4, :inferred, :decimals, :cells, :damaged, :file,
	:line, :form, :title, :baseline, :baseline_e4, :baseline_percent, :target, :target_e4,
	:target_percent
);

-- name: published_row_list
SELECT
	node, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, total_e4, weight_e4,
	inferred, decimals, cells, damaged, file, line, form, title, baseline, baseline_e4,
	baseline_percent, target, target_e4, target_percent
FROM published_row
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY node;

-- name: repair_insert
INSERT INTO repair (
	institution_id, plan_id, node, whole, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10,
	p11, p12, total_e4
) VALUES (
	:institution_id, :plan_id, :node, :whole, :p01, :p02, :p03, :p04, :p05, :p06, :p07,
	:p08, :p09, :p10, :p11, :p12, :total_e4
);

-- name: repair_list
SELECT
	node, whole, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, total_e4
FROM repair
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY node;

-- name: repair_line_insert
INSERT INTO repair_line (
	institution_id, plan_id, node, list, ordinal, line
) VALUES (
	:institution_id, :plan_id, :node, :list, :ordinal, :line
);

-- name: repair_line_list
SELECT
	node, list, line
FROM repair_line
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
ORDER BY node, list, ordinal;
