-- follow_up.sql - follow-up documents (src/store/follow_up_store.c).

-- name: follow_up_find
-- The one in force.
SELECT follow_up_id, year, as_of, pack, saved_at, superseded_at
FROM follow_up
WHERE institution_id = :institution_id
	AND year = :year
	AND as_of = :as_of
	AND superseded_at IS NULL;

-- name: follow_up_list
-- With those that another took the place of.
SELECT follow_up_id, year, as_of, pack, saved_at, superseded_at
FROM follow_up
WHERE institution_id = :institution_id
ORDER BY year, as_of, follow_up_id;

-- name: follow_up_supersede
UPDATE follow_up SET superseded_at = :superseded_at
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id
	AND superseded_at IS NULL
RETURNING follow_up_id;

-- name: follow_up_restore
-- The newest that this one took the place of is in force again.
UPDATE follow_up SET superseded_at = NULL
WHERE institution_id = :institution_id
	AND follow_up_id = (
		SELECT max(old.follow_up_id)
		FROM follow_up old
		JOIN follow_up taken ON taken.institution_id = old.institution_id
			AND taken.year = old.year
			AND taken.as_of = old.as_of
		WHERE taken.institution_id = :institution_id
			AND taken.follow_up_id = :follow_up_id
			AND old.follow_up_id < taken.follow_up_id
			AND old.superseded_at = taken.saved_at
	)
RETURNING follow_up_id;

-- name: follow_up_insert
INSERT INTO follow_up (
	institution_id, follow_up_id, year, as_of, pack, institution_name, institution_acronym,
	threshold_e4, threshold_stated, saved_at, file_count, unit_count, operation_count,
	aggregate_count, orphan_count
) VALUES (
	:institution_id, :follow_up_id, :year, :as_of, :pack, :institution_name,
	:institution_acronym, :threshold_e4, :threshold_stated, :saved_at, :file_count,
	:unit_count, :operation_count, :aggregate_count, :orphan_count
);

-- name: follow_up_get
SELECT
	year, as_of, pack, institution_name, institution_acronym, threshold_e4,
	threshold_stated, file_count, unit_count, operation_count, aggregate_count,
	orphan_count
FROM follow_up
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id;

-- name: fu_file_insert
INSERT INTO fu_file (
	institution_id, follow_up_id, ordinal, name, document_id
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :name, :document_id
);

-- name: fu_file_list
SELECT
	name, document_id
FROM fu_file
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id
ORDER BY ordinal;

-- name: fu_unit_insert
INSERT INTO fu_unit (
	institution_id, follow_up_id, ordinal, unit_id, printed_ordinal, cause_ordinal, name,
	parent, first_operation, operation_count, printed_e4, file, line, form, cause_file,
	cause_line, cause_form
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :unit_id, :printed_ordinal, :cause_ordinal,
	:name, :parent, :first_operation, :operation_count, :printed_e4, :file, :line, :form,
	:cause_file, :cause_line, :cause_form
);

-- name: fu_unit_list
SELECT
	unit_id, printed_ordinal, cause_ordinal, name, parent, first_operation,
	operation_count, printed_e4, file, line, form, cause_file, cause_line, cause_form
FROM fu_unit
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id
ORDER BY ordinal;

-- name: fu_operation_insert
INSERT INTO fu_operation (
	institution_id, follow_up_id, ordinal, operation_id, unit, code, area, expected,
	obtained, physical_e4, financial_e4, cause, measure, cause_expected, file, line, form,
	cause_file, cause_line, cause_form
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :operation_id, :unit, :code, :area,
	:expected, :obtained, :physical_e4, :financial_e4, :cause, :measure, :cause_expected,
	:file, :line, :form, :cause_file, :cause_line, :cause_form
);

-- name: fu_operation_list
SELECT
	operation_id, unit, code, area, expected, obtained, physical_e4, financial_e4, cause,
	measure, cause_expected, file, line, form, cause_file, cause_line, cause_form
FROM fu_operation
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id
ORDER BY ordinal;

-- name: fu_aggregate_insert
INSERT INTO fu_aggregate (
	institution_id, follow_up_id, ordinal, aggregate_id, name, level, parent, printed_e4,
	printed_financial_e4, file, line, form
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :aggregate_id, :name, :level, :parent,
	:printed_e4, :printed_financial_e4, :file, :line, :form
);

-- name: fu_aggregate_list
SELECT
	aggregate_id, name, level, parent, printed_e4, printed_financial_e4, file, line, form
FROM fu_aggregate
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id
ORDER BY ordinal;

-- name: fu_member_insert
INSERT INTO fu_member (
	institution_id, follow_up_id, aggregate, ordinal, is_unit, member
) VALUES (
	:institution_id, :follow_up_id, :aggregate, :ordinal, :is_unit, :member
);

-- name: fu_member_list
SELECT
	aggregate, is_unit, member
FROM fu_member
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id
ORDER BY aggregate, ordinal;

-- name: fu_orphan_insert
INSERT INTO fu_orphan (
	institution_id, follow_up_id, ordinal, unit_name, code, expected, cause, measure, file,
	line, form
) VALUES (
	:institution_id, :follow_up_id, :ordinal, :unit_name, :code, :expected, :cause,
	:measure, :file, :line, :form
);

-- name: fu_orphan_list
SELECT
	unit_name, code, expected, cause, measure, file, line, form
FROM fu_orphan
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id
ORDER BY ordinal;

-- name: fu_computed_insert
INSERT INTO fu_computed (
	institution_id, follow_up_id, is_unit, ordinal, computed_e9, from_printed_e9,
	financial_e9
) VALUES (
	:institution_id, :follow_up_id, :is_unit, :ordinal, :computed_e9, :from_printed_e9,
	:financial_e9
);

-- name: fu_computed_list
SELECT
	is_unit, ordinal, computed_e9, from_printed_e9, financial_e9
FROM fu_computed
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id
ORDER BY is_unit, ordinal;

-- name: fu_computed_delete
DELETE FROM fu_computed
WHERE institution_id = :institution_id
	AND follow_up_id = :follow_up_id;
