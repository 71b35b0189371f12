-- copy.sql - whole rows of an institution, from one database to another
-- (src/store/copy_store.c).
--
-- For each table a copy_TABLE_read and a copy_TABLE_write with the same columns
-- in the same order: all of the table's, but the institution's id, which the
-- other database chooses.  The order matters where the rows are walked: the log
-- and the pieces of files.  tests/store/test_copy_store.c fails where one is missing.

-- name: copy_institution_read
SELECT name, name_key, acronym, acronym_key, pack, created_at, last_id, supervisor_key
FROM institution
WHERE institution_id = :institution_id;

-- name: copy_institution_write
INSERT INTO institution (
	name, name_key, acronym, acronym_key, pack, created_at, last_id, supervisor_key
) VALUES (
	:name, :name_key, :acronym, :acronym_key, :pack, :created_at, :last_id, :supervisor_key
)
RETURNING institution_id;

-- name: copy_institution_restore
-- With the id it had: into an empty database.
INSERT INTO institution (
	institution_id, name, name_key, acronym, acronym_key, pack, created_at, last_id,
	supervisor_key
) VALUES (
	:institution_id, :name, :name_key, :acronym, :acronym_key, :pack, :created_at, :last_id,
	:supervisor_key
);

-- name: copy_next_institution @sqlite
-- The next institution comes after those that were restored.
SELECT coalesce(max(institution_id), 0) FROM institution;

-- name: copy_next_institution @postgres
SELECT setval(pg_get_serial_sequence('institution', 'institution_id'),
	(SELECT coalesce(max(institution_id), 1) FROM institution));

-- name: copy_is_empty
-- Nothing is known of anybody: how many rows speak against it.
SELECT
	(SELECT count(*) FROM institution) + (SELECT count(*) FROM log_chain) +
	(SELECT count(*) FROM sign_in_failure) + (SELECT count(*) FROM log_pending);

-- name: copy_document_read
SELECT
	document_id, kind, name, sha256, size, imported_at, superseded_at
FROM document
WHERE institution_id = :institution_id;

-- name: copy_document_write
INSERT INTO document (
	institution_id, document_id, kind, name, sha256, size, imported_at, superseded_at
) VALUES (
	:institution_id, :document_id, :kind, :name, :sha256, :size, :imported_at,
	:superseded_at
);

-- name: copy_staged_row_read
SELECT
	document_id, ordinal, line, form, kind, cells
FROM staged_row
WHERE institution_id = :institution_id;

-- name: copy_staged_row_write
INSERT INTO staged_row (
	institution_id, document_id, ordinal, line, form, kind, cells
) VALUES (
	:institution_id, :document_id, :ordinal, :line, :form, :kind, :cells
);

-- name: copy_plan_read
SELECT
	plan_id, year, version, policy, pack, period_count, institution_name,
	institution_acronym, saved_at, superseded_at, file_count, unit_count,
	form_count, node_count, state, revision, based_on
FROM plan
WHERE institution_id = :institution_id;

-- name: copy_plan_write
INSERT INTO plan (
	institution_id, plan_id, year, version, policy, pack, period_count,
	institution_name, institution_acronym, saved_at, superseded_at, file_count,
	unit_count, form_count, node_count, state, revision, based_on
) VALUES (
	:institution_id, :plan_id, :year, :version, :policy, :pack, :period_count,
	:institution_name, :institution_acronym, :saved_at, :superseded_at,
	:file_count, :unit_count, :form_count, :node_count, :state, :revision,
	:based_on
);

-- name: copy_plan_file_read
SELECT
	plan_id, ordinal, name, document_id
FROM plan_file
WHERE institution_id = :institution_id;

-- name: copy_plan_file_write
INSERT INTO plan_file (
	institution_id, plan_id, ordinal, name, document_id
) VALUES (
	:institution_id, :plan_id, :ordinal, :name, :document_id
);

-- name: copy_unit_read
SELECT
	plan_id, ordinal, unit_id, parent, name, acronym, own_acronym, path,
	has_form_b, has_total, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11,
	p12, total_sum_e4, total_inferred, total_cells, total_file, total_line,
	total_form, source_file, source_line, source_form, org_unit_id, state
FROM unit
WHERE institution_id = :institution_id;

-- name: copy_unit_write
INSERT INTO unit (
	institution_id, plan_id, ordinal, unit_id, parent, name, acronym, own_acronym,
	path, has_form_b, has_total, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10,
	p11, p12, total_sum_e4, total_inferred, total_cells, total_file, total_line,
	total_form, source_file, source_line, source_form, org_unit_id, state
) VALUES (
	:institution_id, :plan_id, :ordinal, :unit_id, :parent, :name, :acronym,
	:own_acronym, :path, :has_form_b, :has_total, :p01, :p02, :p03, :p04, :p05,
	:p06, :p07, :p08, :p09, :p10, :p11, :p12, :total_sum_e4, :total_inferred,
	:total_cells, :total_file, :total_line, :total_form, :source_file,
	:source_line, :source_form, :org_unit_id, :state
);

-- name: copy_unit_spelling_read
SELECT
	plan_id, unit, ordinal, spelling
FROM unit_spelling
WHERE institution_id = :institution_id;

-- name: copy_unit_spelling_write
INSERT INTO unit_spelling (
	institution_id, plan_id, unit, ordinal, spelling
) VALUES (
	:institution_id, :plan_id, :unit, :ordinal, :spelling
);

-- name: copy_form_read
SELECT
	plan_id, ordinal, kind, file, first_line, last_line, unit, duplicate_of, has_footer,
	footer_line, footer_cents
FROM form
WHERE institution_id = :institution_id;

-- name: copy_form_write
INSERT INTO form (
	institution_id, plan_id, ordinal, kind, file, first_line, last_line, unit, duplicate_of,
	has_footer, footer_line, footer_cents
) VALUES (
	:institution_id, :plan_id, :ordinal, :kind, :file, :first_line, :last_line, :unit,
	:duplicate_of, :has_footer, :footer_line, :footer_cents
);

-- name: copy_node_read
SELECT
	plan_id, ordinal, node_id, parent, unit, form_a, form_b, level, code,
	code_read, title, indicator, responsible, verification, baseline, baseline_e4,
	baseline_percent, target, target_e4, target_percent, weight_e4, total_e4,
	budget_cents, behaviour, behaviour_inferred, basis, state, first_month,
	last_month, decimals, percent, total_percent, has_schedule, p01, p02, p03, p04,
	p05, p06, p07, p08, p09, p10, p11, p12, position, revision, deleted,
	edited
FROM node
WHERE institution_id = :institution_id;

-- name: copy_node_write
INSERT INTO node (
	institution_id, plan_id, ordinal, node_id, parent, unit, form_a, form_b, level,
	code, code_read, title, indicator, responsible, verification, baseline,
	baseline_e4, baseline_percent, target, target_e4, target_percent, weight_e4,
	total_e4, budget_cents, behaviour, behaviour_inferred, basis, state,
	first_month, last_month, decimals, percent, total_percent, has_schedule, p01,
	p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, position, revision,
	deleted, edited
) VALUES (
	:institution_id, :plan_id, :ordinal, :node_id, :parent, :unit, :form_a,
	:form_b, :level, :code, :code_read, :title, :indicator, :responsible,
	:verification, :baseline, :baseline_e4, :baseline_percent, :target, :target_e4,
	:target_percent, :weight_e4, :total_e4, :budget_cents, :behaviour,
	:behaviour_inferred, :basis, :state, :first_month, :last_month, :decimals,
	:percent, :total_percent, :has_schedule, :p01, :p02, :p03, :p04, :p05, :p06,
	:p07, :p08, :p09, :p10, :p11, :p12, :position, :revision, :deleted,
	:edited
);

-- name: copy_node_source_read
SELECT
	plan_id, node, ordinal, file, line, form
FROM node_source
WHERE institution_id = :institution_id;

-- name: copy_node_source_write
INSERT INTO node_source (
	institution_id, plan_id, node, ordinal, file, line, form
) VALUES (
	:institution_id, :plan_id, :node, :ordinal, :file, :line, :form
);

-- name: copy_node_spelling_read
SELECT
	plan_id, node, ordinal, spelling
FROM node_spelling
WHERE institution_id = :institution_id;

-- name: copy_node_spelling_write
INSERT INTO node_spelling (
	institution_id, plan_id, node, ordinal, spelling
) VALUES (
	:institution_id, :plan_id, :node, :ordinal, :spelling
);

-- name: copy_indicator_sheet_read
SELECT
	plan_id, node, formula, source, frequency, direction, unit
FROM indicator_sheet
WHERE institution_id = :institution_id;

-- name: copy_indicator_sheet_write
INSERT INTO indicator_sheet (
	institution_id, plan_id, node, formula, source, frequency, direction, unit
) VALUES (
	:institution_id, :plan_id, :node, :formula, :source, :frequency, :direction, :unit
);

-- name: copy_published_row_read
SELECT
	plan_id, node, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, total_e4,
	weight_e4, inferred, decimals, cells, damaged, file, line, form, title, baseline,
	baseline_e4, baseline_percent, target, target_e4, target_percent
FROM published_row
WHERE institution_id = :institution_id;

-- name: copy_published_row_write
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

-- name: copy_repair_read
SELECT
	plan_id, node, whole, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12,
	total_e4
FROM repair
WHERE institution_id = :institution_id;

-- name: copy_repair_write
INSERT INTO repair (
	institution_id, plan_id, node, whole, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10,
	p11, p12, total_e4
) VALUES (
	:institution_id, :plan_id, :node, :whole, :p01, :p02, :p03, :p04, :p05, :p06, :p07,
	:p08, :p09, :p10, :p11, :p12, :total_e4
);

-- name: copy_repair_line_read
SELECT
	plan_id, node, list, ordinal, line
FROM repair_line
WHERE institution_id = :institution_id;

-- name: copy_repair_line_write
INSERT INTO repair_line (
	institution_id, plan_id, node, list, ordinal, line
) VALUES (
	:institution_id, :plan_id, :node, :list, :ordinal, :line
);

-- name: copy_follow_up_read
SELECT
	follow_up_id, year, as_of, pack, institution_name, institution_acronym, threshold_e4,
	threshold_stated, saved_at, superseded_at, file_count, unit_count, operation_count,
	aggregate_count, orphan_count
FROM follow_up
WHERE institution_id = :institution_id;

-- name: copy_follow_up_write
INSERT INTO follow_up (
	institution_id, follow_up_id, year, as_of, pack, institution_name, institution_acronym,
	threshold_e4, threshold_stated, saved_at, superseded_at, file_count, unit_count,
	operation_count, aggregate_count, orphan_count
) VALUES (
	:institution_id, :follow_up_id, :year, :as_of, :pack, :institution_name,
	:institution_acronym, :threshold_e4, :threshold_stated, :saved_at, :superseded_at,
	:file_count, :unit_count, :operation_count, :aggregate_count, :orphan_count
);

-- name: copy_fu_file_read
SELECT
	follow_up_id, ordinal, name, document_id
FROM fu_file
WHERE institution_id = :institution_id;

-- name: copy_fu_file_write
INSERT INTO fu_file (
	institution_id, follow_up_id, ordinal, name, document_id
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :name, :document_id
);

-- name: copy_fu_unit_read
SELECT
	follow_up_id, ordinal, unit_id, printed_ordinal, cause_ordinal, name, parent,
	first_operation, operation_count, printed_e4, file, line, form, cause_file, cause_line,
	cause_form
FROM fu_unit
WHERE institution_id = :institution_id;

-- name: copy_fu_unit_write
INSERT INTO fu_unit (
	institution_id, follow_up_id, ordinal, unit_id, printed_ordinal, cause_ordinal, name,
	parent, first_operation, operation_count, printed_e4, file, line, form, cause_file,
	cause_line, cause_form
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :unit_id, :printed_ordinal, :cause_ordinal,
	:name, :parent, :first_operation, :operation_count, :printed_e4, :file, :line, :form,
	:cause_file, :cause_line, :cause_form
);

-- name: copy_fu_operation_read
SELECT
	follow_up_id, ordinal, operation_id, unit, code, area, expected, obtained, physical_e4,
	financial_e4, cause, measure, cause_expected, file, line, form, cause_file, cause_line,
	cause_form
FROM fu_operation
WHERE institution_id = :institution_id;

-- name: copy_fu_operation_write
INSERT INTO fu_operation (
	institution_id, follow_up_id, ordinal, operation_id, unit, code, area, expected,
	obtained, physical_e4, financial_e4, cause, measure, cause_expected, file, line, form,
	cause_file, cause_line, cause_form
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :operation_id, :unit, :code, :area, :expected,
	:obtained, :physical_e4, :financial_e4, :cause, :measure, :cause_expected, :file, :line,
	:form, :cause_file, :cause_line, :cause_form
);

-- name: copy_fu_aggregate_read
SELECT
	follow_up_id, ordinal, aggregate_id, name, level, parent, printed_e4,
	printed_financial_e4, file, line, form
FROM fu_aggregate
WHERE institution_id = :institution_id;

-- name: copy_fu_aggregate_write
INSERT INTO fu_aggregate (
	institution_id, follow_up_id, ordinal, aggregate_id, name, level, parent, printed_e4,
	printed_financial_e4, file, line, form
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :aggregate_id, :name, :level, :parent,
	:printed_e4, :printed_financial_e4, :file, :line, :form
);

-- name: copy_fu_member_read
SELECT
	follow_up_id, aggregate, ordinal, is_unit, member
FROM fu_member
WHERE institution_id = :institution_id;

-- name: copy_fu_member_write
INSERT INTO fu_member (
	institution_id, follow_up_id, aggregate, ordinal, is_unit, member
) VALUES (
	:institution_id, :follow_up_id, :aggregate, :ordinal, :is_unit, :member
);

-- name: copy_fu_orphan_read
SELECT
	follow_up_id, ordinal, unit_name, code, expected, cause, measure, file, line, form
FROM fu_orphan
WHERE institution_id = :institution_id;

-- name: copy_fu_orphan_write
INSERT INTO fu_orphan (
	institution_id, follow_up_id, ordinal, unit_name, code, expected, cause, measure, file,
	line, form
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :unit_name, :code, :expected, :cause,
	:measure, :file, :line, :form
);

-- name: copy_derived_read
SELECT
	owner_id, what, made_by
FROM derived
WHERE institution_id = :institution_id;

-- name: copy_derived_write
INSERT INTO derived (
	institution_id, owner_id, what, made_by
) VALUES (
	:institution_id, :owner_id, :what, :made_by
);

-- name: copy_fu_computed_read
SELECT
	follow_up_id, is_unit, ordinal, computed_e9, from_printed_e9, financial_e9
FROM fu_computed
WHERE institution_id = :institution_id;

-- name: copy_fu_computed_write
INSERT INTO fu_computed (
	institution_id, follow_up_id, is_unit, ordinal, computed_e9, from_printed_e9,
	financial_e9
) VALUES (
	:institution_id, :follow_up_id, :is_unit, :ordinal, :computed_e9, :from_printed_e9,
	:financial_e9
);

-- name: copy_finding_read
SELECT
	owner_id, ordinal, rule, variant, severity, follow_up, period, node, unit, aggregate,
	file, line, form, expected_kind, expected_number, expected_text, found_kind,
	found_number, found_text, extra0_kind, extra0_number, extra0_text, extra1_kind,
	extra1_number, extra1_text
FROM finding
WHERE institution_id = :institution_id;

-- name: copy_finding_write
INSERT INTO finding (
	institution_id, owner_id, ordinal, rule, variant, severity, follow_up, period, node,
	unit, aggregate, file, line, form, expected_kind, expected_number, expected_text,
	found_kind, found_number, found_text, extra0_kind, extra0_number, extra0_text,
	extra1_kind, extra1_number, extra1_text
) VALUES (
	:institution_id, :owner_id, :ordinal, :rule, :variant, :severity, :follow_up, :period,
	:node, :unit, :aggregate, :file, :line, :form, :expected_kind, :expected_number,
	:expected_text, :found_kind, :found_number, :found_text, :extra0_kind, :extra0_number,
	:extra0_text, :extra1_kind, :extra1_number, :extra1_text
);

-- name: copy_finding_fix_read
SELECT
	owner_id, finding, ordinal, field, node, period, value_kind, value_number, value_text
FROM finding_fix
WHERE institution_id = :institution_id;

-- name: copy_finding_fix_write
INSERT INTO finding_fix (
	institution_id, owner_id, finding, ordinal, field, node, period, value_kind,
	value_number, value_text
) VALUES (
	:institution_id, :owner_id, :finding, :ordinal, :field, :node, :period, :value_kind,
	:value_number, :value_text
);

-- name: copy_finding_pass_read
SELECT
	owner_id, rule, passed
FROM finding_pass
WHERE institution_id = :institution_id;

-- name: copy_finding_pass_write
INSERT INTO finding_pass (
	institution_id, owner_id, rule, passed
) VALUES (
	:institution_id, :owner_id, :rule, :passed
);

-- name: copy_rollup_node_read
SELECT
	plan_id, policy, ordinal, node, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11,
	p12, total_e9, leaves
FROM rollup_node
WHERE institution_id = :institution_id;

-- name: copy_rollup_node_write
INSERT INTO rollup_node (
	institution_id, plan_id, policy, ordinal, node, p01, p02, p03, p04, p05, p06, p07, p08,
	p09, p10, p11, p12, total_e9, leaves
) VALUES (
	:institution_id, :plan_id, :policy, :ordinal, :node, :p01, :p02, :p03, :p04, :p05, :p06,
	:p07, :p08, :p09, :p10, :p11, :p12, :total_e9, :leaves
);

-- name: copy_rollup_unit_read
SELECT
	plan_id, policy, unit, known, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11,
	p12, total_e9
FROM rollup_unit
WHERE institution_id = :institution_id;

-- name: copy_rollup_unit_write
INSERT INTO rollup_unit (
	institution_id, plan_id, policy, unit, known, p01, p02, p03, p04, p05, p06, p07, p08,
	p09, p10, p11, p12, total_e9
) VALUES (
	:institution_id, :plan_id, :policy, :unit, :known, :p01, :p02, :p03, :p04, :p05, :p06,
	:p07, :p08, :p09, :p10, :p11, :p12, :total_e9
);

-- name: copy_org_unit_read
SELECT
	org_unit_id, created_at
FROM org_unit
WHERE institution_id = :institution_id;

-- name: copy_org_unit_write
INSERT INTO org_unit (
	institution_id, org_unit_id, created_at
) VALUES (
	:institution_id, :org_unit_id, :created_at
);

-- name: copy_org_unit_period_read
SELECT
	org_unit_id, valid_from, valid_to, parent_id, name, name_key, acronym,
	acronym_key, position
FROM org_unit_period
WHERE institution_id = :institution_id;

-- name: copy_org_unit_period_write
INSERT INTO org_unit_period (
	institution_id, org_unit_id, valid_from, valid_to, parent_id, name, name_key,
	acronym, acronym_key, position
) VALUES (
	:institution_id, :org_unit_id, :valid_from, :valid_to, :parent_id, :name,
	:name_key, :acronym, :acronym_key, :position
);

-- name: copy_org_unit_successor_read
SELECT
	org_unit_id, successor_id, since
FROM org_unit_successor
WHERE institution_id = :institution_id;

-- name: copy_org_unit_successor_write
INSERT INTO org_unit_successor (
	institution_id, org_unit_id, successor_id, since
) VALUES (
	:institution_id, :org_unit_id, :successor_id, :since
);

-- name: copy_account_read
SELECT
	user_id, login, login_key, name, email, email_key, password, created_at, disabled_at
FROM account
WHERE institution_id = :institution_id;

-- name: copy_account_write
INSERT INTO account (
	institution_id, user_id, login, login_key, name, email, email_key, password,
	created_at, disabled_at
) VALUES (
	:institution_id, :user_id, :login, :login_key, :name, :email, :email_key, :password,
	:created_at, :disabled_at
);

-- name: copy_post_read
SELECT
	user_id, valid_from, valid_to, title, org_unit_id
FROM post
WHERE institution_id = :institution_id;

-- name: copy_post_write
INSERT INTO post (
	institution_id, user_id, valid_from, valid_to, title, org_unit_id
) VALUES (
	:institution_id, :user_id, :valid_from, :valid_to, :title, :org_unit_id
);

-- name: copy_role_grant_read
SELECT
	grant_id, user_id, role, org_unit_id, valid_from, valid_to, granted_by,
	granted_at
FROM role_grant
WHERE institution_id = :institution_id;

-- name: copy_role_grant_write
INSERT INTO role_grant (
	institution_id, grant_id, user_id, role, org_unit_id, valid_from, valid_to,
	granted_by, granted_at
) VALUES (
	:institution_id, :grant_id, :user_id, :role, :org_unit_id, :valid_from,
	:valid_to, :granted_by, :granted_at
);

-- name: copy_substitution_read
SELECT
	substitution_id, user_id, absent_id, valid_from, valid_to, granted_by,
	granted_at
FROM substitution
WHERE institution_id = :institution_id;

-- name: copy_substitution_write
INSERT INTO substitution (
	institution_id, substitution_id, user_id, absent_id, valid_from, valid_to,
	granted_by, granted_at
) VALUES (
	:institution_id, :substitution_id, :user_id, :absent_id, :valid_from,
	:valid_to, :granted_by, :granted_at
);

-- name: copy_session_read
SELECT
	session_id, user_id, secret_hash, created_at, seen_at, expires_at, revoked_at,
	origin, agent
FROM session
WHERE institution_id = :institution_id;

-- name: copy_session_write
INSERT INTO session (
	institution_id, session_id, user_id, secret_hash, created_at, seen_at,
	expires_at, revoked_at, origin, agent
) VALUES (
	:institution_id, :session_id, :user_id, :secret_hash, :created_at, :seen_at,
	:expires_at, :revoked_at, :origin, :agent
);

-- name: copy_api_token_read
SELECT
	token_id, user_id, name, secret_hash, scope, created_at, expires_at, used_at,
	revoked_at
FROM api_token
WHERE institution_id = :institution_id;

-- name: copy_api_token_write
INSERT INTO api_token (
	institution_id, token_id, user_id, name, secret_hash, scope, created_at,
	expires_at, used_at, revoked_at
) VALUES (
	:institution_id, :token_id, :user_id, :name, :secret_hash, :scope, :created_at,
	:expires_at, :used_at, :revoked_at
);

-- name: copy_invitation_read
SELECT
	invitation_id, user_id, kind, secret_hash, created_at, expires_at, used_at
FROM invitation
WHERE institution_id = :institution_id;

-- name: copy_invitation_write
INSERT INTO invitation (
	institution_id, invitation_id, user_id, kind, secret_hash, created_at,
	expires_at, used_at
) VALUES (
	:institution_id, :invitation_id, :user_id, :kind, :secret_hash, :created_at,
	:expires_at, :used_at
);

-- name: copy_sign_in_failure_read
SELECT
	what, subject, failures, last_at, wait_until
FROM sign_in_failure
WHERE institution_id = :institution_id;

-- name: copy_sign_in_failure_write
INSERT INTO sign_in_failure (
	institution_id, what, subject, failures, last_at, wait_until
) VALUES (
	:institution_id, :what, :subject, :failures, :last_at, :wait_until
);

-- name: copy_known_origin_read
SELECT
	user_id, origin, seen_at
FROM known_origin
WHERE institution_id = :institution_id;

-- name: copy_known_origin_write
INSERT INTO known_origin (
	institution_id, user_id, origin, seen_at
) VALUES (
	:institution_id, :user_id, :origin, :seen_at
);

-- name: copy_change_read
SELECT
	plan_id, revision, at, user_id, actor, kind, why
FROM change
WHERE institution_id = :institution_id;

-- name: copy_change_write
INSERT INTO change (
	institution_id, plan_id, revision, at, user_id, actor, kind, why
) VALUES (
	:institution_id, :plan_id, :revision, :at, :user_id, :actor, :kind, :why
);

-- name: copy_change_cell_read
SELECT
	plan_id, revision, ordinal, node, field, period, before_number, before_text,
	after_number, after_text
FROM change_cell
WHERE institution_id = :institution_id;

-- name: copy_change_cell_write
INSERT INTO change_cell (
	institution_id, plan_id, revision, ordinal, node, field, period, before_number,
	before_text, after_number, after_text
) VALUES (
	:institution_id, :plan_id, :revision, :ordinal, :node, :field, :period,
	:before_number, :before_text, :after_number, :after_text
);

-- name: copy_plan_step_read
SELECT
	plan_id, ordinal, unit, state, at, user_id, actor, why, resolution_date,
	revision
FROM plan_step
WHERE institution_id = :institution_id;

-- name: copy_plan_step_write
INSERT INTO plan_step (
	institution_id, plan_id, ordinal, unit, state, at, user_id, actor, why,
	resolution_date, revision
) VALUES (
	:institution_id, :plan_id, :ordinal, :unit, :state, :at, :user_id, :actor,
	:why, :resolution_date, :revision
);

-- name: copy_observation_read
SELECT
	plan_id, observation, unit, node, field, period, report, office
FROM observation
WHERE institution_id = :institution_id;

-- name: copy_observation_write
INSERT INTO observation (
	institution_id, plan_id, observation, unit, node, field, period, report, office
) VALUES (
	:institution_id, :plan_id, :observation, :unit, :node, :field, :period, :report,
	:office
);

-- name: copy_observation_act_read
SELECT
	plan_id, act, observation, kind, at, user_id, actor, text, revision
FROM observation_act
WHERE institution_id = :institution_id;

-- name: copy_observation_act_write
INSERT INTO observation_act (
	institution_id, plan_id, act, observation, kind, at, user_id, actor, text, revision
) VALUES (
	:institution_id, :plan_id, :act, :observation, :kind, :at, :user_id, :actor, :text,
	:revision
);
