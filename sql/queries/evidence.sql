-- evidence.sql - files that show what was reported or done (src/store/evidence_store.c).

-- name: evidence_insert
INSERT INTO evidence (
	institution_id, evidence_id, org_unit_id, year, period, node_id, item_id, sha256, name,
	media, about, dated_on, added_at, user_id, actor, why
) VALUES (
	:institution_id, :evidence_id, :org_unit_id, :year, :period, :node_id, :item_id, :sha256,
	:name, :media, :about, :dated_on, :added_at, :user_id, :actor, :why
);

-- name: evidence_remove
UPDATE evidence
SET removed_at = :removed_at, removed_by = :removed_by, removed_why = :removed_why
WHERE institution_id = :institution_id
	AND evidence_id = :evidence_id
	AND removed_at IS NULL
RETURNING evidence_id;

-- name: evidence_get
-- Also one that was taken back; last, how many that are there have the same content.
SELECT
	e.evidence_id, e.org_unit_id, e.year, e.period, e.node_id, e.item_id, e.sha256, f.size,
	e.name, e.media, e.about, e.dated_on, e.added_at, e.user_id, e.actor, e.removed_at,
	e.removed_by, e.why, e.removed_why, (
		SELECT COUNT(*)
		FROM evidence o
		WHERE o.institution_id = e.institution_id
			AND o.sha256 = e.sha256
			AND o.removed_at IS NULL
	)
FROM evidence e
	JOIN file f ON f.institution_id = e.institution_id
		AND f.sha256 = e.sha256
WHERE e.institution_id = :institution_id
	AND e.evidence_id = :evidence_id;

-- name: evidence_list_of_period
-- Of one row, or of all where `node_id` is empty; of one period or year, or of all where it is 0.
SELECT
	e.evidence_id, e.org_unit_id, e.year, e.period, e.node_id, e.item_id, e.sha256, f.size,
	e.name, e.media, e.about, e.dated_on, e.added_at, e.user_id, e.actor, e.removed_at,
	e.removed_by, e.why, e.removed_why, (
		SELECT COUNT(*)
		FROM evidence o
		WHERE o.institution_id = e.institution_id
			AND o.sha256 = e.sha256
			AND o.removed_at IS NULL
	)
FROM evidence e
	JOIN file f ON f.institution_id = e.institution_id
		AND f.sha256 = e.sha256
WHERE e.institution_id = :institution_id
	AND (e.year = :year OR :year = 0)
	AND (e.period = :period OR :period = 0)
	AND (e.node_id = :node_id OR :node_id = '')
	AND e.removed_at IS NULL
ORDER BY e.evidence_id;

-- name: evidence_corrections
-- Of a row, those that were added or taken back after their period closed.
SELECT
	e.evidence_id, e.org_unit_id, e.year, e.period, e.node_id, e.item_id, e.sha256, f.size,
	e.name, e.media, e.about, e.dated_on, e.added_at, e.user_id, e.actor, e.removed_at,
	e.removed_by, e.why, e.removed_why, (
		SELECT COUNT(*)
		FROM evidence o
		WHERE o.institution_id = e.institution_id
			AND o.sha256 = e.sha256
			AND o.removed_at IS NULL
	)
FROM evidence e
	JOIN file f ON f.institution_id = e.institution_id
		AND f.sha256 = e.sha256
WHERE e.institution_id = :institution_id
	AND e.year = :year
	AND e.node_id = :node_id
	AND (e.why <> '' OR e.removed_why <> '')
ORDER BY e.evidence_id;

-- name: evidence_list_of_item
SELECT
	e.evidence_id, e.org_unit_id, e.year, e.period, e.node_id, e.item_id, e.sha256, f.size,
	e.name, e.media, e.about, e.dated_on, e.added_at, e.user_id, e.actor, e.removed_at,
	e.removed_by, e.why, e.removed_why, (
		SELECT COUNT(*)
		FROM evidence o
		WHERE o.institution_id = e.institution_id
			AND o.sha256 = e.sha256
			AND o.removed_at IS NULL
	)
FROM evidence e
	JOIN file f ON f.institution_id = e.institution_id
		AND f.sha256 = e.sha256
WHERE e.institution_id = :institution_id
	AND e.item_id = :item_id
	AND e.removed_at IS NULL
ORDER BY e.evidence_id;

-- name: evidence_list_of_file
-- Where one content is used.
SELECT
	e.evidence_id, e.org_unit_id, e.year, e.period, e.node_id, e.item_id, e.sha256, f.size,
	e.name, e.media, e.about, e.dated_on, e.added_at, e.user_id, e.actor, e.removed_at,
	e.removed_by, e.why, e.removed_why, (
		SELECT COUNT(*)
		FROM evidence o
		WHERE o.institution_id = e.institution_id
			AND o.sha256 = e.sha256
			AND o.removed_at IS NULL
	)
FROM evidence e
	JOIN file f ON f.institution_id = e.institution_id
		AND f.sha256 = e.sha256
WHERE e.institution_id = :institution_id
	AND e.sha256 = :sha256
	AND e.removed_at IS NULL
ORDER BY e.evidence_id;

-- name: evidence_count_of_row
-- Of every row that has some, to the end of a period.
SELECT node_id, COUNT(*)
FROM evidence
WHERE institution_id = :institution_id
	AND year = :year
	AND period <= :period
	AND removed_at IS NULL
GROUP BY node_id
ORDER BY node_id;

-- name: evidence_count_of_item
-- Of every item that has some.
SELECT item_id, COUNT(*)
FROM evidence
WHERE institution_id = :institution_id
	AND item_id IS NOT NULL
	AND removed_at IS NULL
GROUP BY item_id
ORDER BY item_id;
