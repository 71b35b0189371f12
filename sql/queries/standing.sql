-- standing.sql - the sums of reporting periods (src/store/standing_store.c).

-- name: standing_head_put
-- `revision` is the database's next one.
INSERT INTO standing_head (
	institution_id, year, period, made_by, revision
) VALUES (
	:institution_id, :year, :period, :made_by, (
		SELECT COALESCE(MAX(h.revision) + 1, 1)
		FROM standing_head h
	)
)
ON CONFLICT (institution_id, year, period) DO UPDATE
SET made_by = excluded.made_by, revision = excluded.revision;

-- name: standing_head_list
SELECT period, made_by, revision
FROM standing_head
WHERE institution_id = :institution_id
	AND year = :year
ORDER BY period;

-- name: standing_delete
DELETE FROM standing
WHERE institution_id = :institution_id
	AND year = :year
	AND period = :period;

-- name: standing_put
INSERT INTO standing (
	institution_id, year, period, place, id, parent, level, physical_e9, planned_e9,
	budget_cents, executed_cents, operations, reported, below, unexplained
) VALUES (
	:institution_id, :year, :period, :place, :id, :parent, :level, :physical_e9,
	:planned_e9, :budget_cents, :executed_cents, :operations, :reported, :below,
	:unexplained
)
ON CONFLICT (institution_id, year, period, place) DO UPDATE
SET id = excluded.id, parent = excluded.parent, level = excluded.level,
	physical_e9 = excluded.physical_e9, planned_e9 = excluded.planned_e9,
	budget_cents = excluded.budget_cents, executed_cents = excluded.executed_cents,
	operations = excluded.operations, reported = excluded.reported,
	below = excluded.below, unexplained = excluded.unexplained;

-- name: standing_list
SELECT
	place, id, parent, level, physical_e9, planned_e9, budget_cents, executed_cents,
	operations, reported, below, unexplained
FROM standing
WHERE institution_id = :institution_id
	AND year = :year
	AND period = :period
ORDER BY place;

-- name: standing_touch
-- What hangs from it changed otherwise: whoever keeps a page of it looks again.
UPDATE standing_head SET revision = (
	SELECT COALESCE(MAX(h.revision) + 1, 1)
	FROM standing_head h
)
WHERE institution_id = :institution_id;

-- name: standing_whole_list
-- The institution as a whole at each period of a year, with how many of
-- its units have sent their report, and how many need not yet.
SELECT
	p.period, p.first_month, p.last_month, p.state, p.due_on, COALESCE(h.made_by, ''), (
		SELECT COUNT(*)
		FROM standing u
		WHERE u.institution_id = p.institution_id
			AND u.year = p.year
			AND u.period = p.period
			AND u.level = 4
	), (
		SELECT COUNT(*)
		FROM unit_report r
		WHERE r.institution_id = p.institution_id
			AND r.year = p.year
			AND r.period = p.period
			AND r.state IN (2, 4)
	), (
		SELECT COUNT(*)
		FROM unit_report r
		WHERE r.institution_id = p.institution_id
			AND r.year = p.year
			AND r.period = p.period
			AND r.state NOT IN (2, 4)
			AND r.due_on >= :today
	), s.physical_e9, s.planned_e9, s.budget_cents, s.executed_cents,
	COALESCE(s.operations, 0), COALESCE(s.reported, 0), COALESCE(s.below, 0),
	COALESCE(s.unexplained, 0)
FROM report_period p
	LEFT JOIN standing_head h ON h.institution_id = p.institution_id
		AND h.year = p.year
		AND h.period = p.period
	LEFT JOIN standing s ON s.institution_id = p.institution_id
		AND s.year = p.year
		AND s.period = p.period
		AND s.place = 0
WHERE p.institution_id = :institution_id
	AND p.year = :year
ORDER BY p.period;

-- name: standing_revision
-- Moves with each change of any.
SELECT COALESCE(MAX(revision), 0)
FROM standing_head;
