-- derived.sql - findings and roll-ups kept for reading (src/store/finding_store.c,
-- src/store/rollup_store.c): deleted and made again, never corrected.

-- name: derived_put
INSERT INTO derived (institution_id, owner_id, what, made_by)
VALUES (:institution_id, :owner_id, :what, :made_by)
ON CONFLICT (institution_id, owner_id, what) DO UPDATE SET made_by = excluded.made_by;

-- name: derived_get
-- A row where this program made it.
SELECT owner_id
FROM derived
WHERE institution_id = :institution_id
	AND owner_id = :owner_id
	AND what = :what
	AND made_by = :made_by;

-- name: finding_insert
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

-- name: finding_list
SELECT
	rule, variant, severity, follow_up, period, node, unit, aggregate, file, line, form,
	expected_kind, expected_number, expected_text, found_kind, found_number, found_text,
	extra0_kind, extra0_number, extra0_text, extra1_kind, extra1_number, extra1_text
FROM finding
WHERE institution_id = :institution_id
	AND owner_id = :owner_id
ORDER BY ordinal;

-- name: finding_delete
DELETE FROM finding
WHERE institution_id = :institution_id
	AND owner_id = :owner_id;

-- name: finding_fix_insert
INSERT INTO finding_fix (
	institution_id, owner_id, finding, ordinal, field, node, period, value_kind,
	value_number, value_text
) VALUES (
	:institution_id, :owner_id, :finding, :ordinal, :field, :node, :period, :value_kind,
	:value_number, :value_text
);

-- name: finding_fix_list
SELECT
	finding, field, node, period, value_kind, value_number, value_text
FROM finding_fix
WHERE institution_id = :institution_id
	AND owner_id = :owner_id
ORDER BY finding, ordinal;

-- name: finding_fix_delete
DELETE FROM finding_fix
WHERE institution_id = :institution_id
	AND owner_id = :owner_id;

-- name: finding_pass_insert
INSERT INTO finding_pass (
	institution_id, owner_id, rule, passed
) VALUES (
	:institution_id, :owner_id, :rule, :passed
);

-- name: finding_pass_list
SELECT
	rule, passed
FROM finding_pass
WHERE institution_id = :institution_id
	AND owner_id = :owner_id
ORDER BY rule;

-- name: finding_pass_delete
DELETE FROM finding_pass
WHERE institution_id = :institution_id
	AND owner_id = :owner_id;

-- name: rollup_node_insert
INSERT INTO rollup_node (
	institution_id, plan_id, policy, ordinal, node, p01, p02, p03, p04, p05, p06, p07, p08,
	p09, p10, p11, p12, total_e9, leaves
) VALUES (
	:institution_id, :plan_id, :policy, :ordinal, :node, :p01, :p02, :p03, :p04, :p05,
	:p06, :p07, :p08, :p09, :p10, :p11, :p12, :total_e9, :leaves
);

-- name: rollup_node_list
SELECT
	node, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, total_e9, leaves
FROM rollup_node
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND policy = :policy
ORDER BY ordinal;

-- name: rollup_node_delete
DELETE FROM rollup_node
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND policy = :policy;

-- name: rollup_unit_insert
INSERT INTO rollup_unit (
	institution_id, plan_id, policy, unit, known, p01, p02, p03, p04, p05, p06, p07, p08,
	p09, p10, p11, p12, total_e9
) VALUES (
	:institution_id, :plan_id, :policy, :unit, :known, :p01, :p02, :p03, :p04, :p05, :p06,
	:p07, :p08, :p09, :p10, :p11, :p12, :total_e9
);

-- name: rollup_unit_list
SELECT
	unit, known, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, total_e9
FROM rollup_unit
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND policy = :policy
ORDER BY unit;

-- name: rollup_unit_delete
DELETE FROM rollup_unit
WHERE institution_id = :institution_id
	AND plan_id = :plan_id
	AND policy = :policy;
