-- job_file.sql - what long work made, kept for some days (src/store/job_store.c).

-- name: job_file_insert
INSERT INTO job_file (institution_id, job_id, sha256, expires_at)
VALUES (:institution_id, :job_id, :sha256, :expires_at);

-- name: job_file_get
-- Of one piece of work, with what it made, where that is still there.
SELECT j.job_id, j.kind, j.state, j.user_id, a.name, j.name, j.subject_id, j.ask,
	j.asked_at, j.started_at, j.ended_at, j.code, j.line, j.result, j.detail,
	k.sha256, f.size, k.expires_at
FROM job j
JOIN account a ON a.institution_id = j.institution_id AND a.user_id = j.user_id
LEFT JOIN job_file k ON k.institution_id = j.institution_id AND k.job_id = j.job_id
LEFT JOIN file f ON f.institution_id = k.institution_id AND f.sha256 = k.sha256
WHERE j.institution_id = :institution_id
	AND j.job_id = :job_id
	AND j.kind = :kind;

-- name: job_file_list
-- Of everybody (0 to the greatest), or of one person (twice the same), the newest first.
SELECT j.job_id, j.kind, j.state, j.user_id, a.name, j.name, j.subject_id, j.ask,
	j.asked_at, j.started_at, j.ended_at, j.code, j.line, j.result, j.detail,
	k.sha256, f.size, k.expires_at
FROM job j
JOIN account a ON a.institution_id = j.institution_id AND a.user_id = j.user_id
LEFT JOIN job_file k ON k.institution_id = j.institution_id AND k.job_id = j.job_id
LEFT JOIN file f ON f.institution_id = k.institution_id AND f.sha256 = k.sha256
WHERE j.institution_id = :institution_id
	AND j.kind = :kind
	AND j.user_id BETWEEN :first_user AND :last_user
ORDER BY j.job_id DESC
LIMIT :most;

-- name: job_file_kept
-- All that an institution keeps, the newest first.
SELECT job_id, sha256
FROM job_file
WHERE institution_id = :institution_id
ORDER BY job_id DESC;

-- name: job_file_expired
-- Of every institution.
SELECT institution_id, job_id, sha256
FROM job_file
WHERE expires_at <= :now
ORDER BY institution_id, job_id;

-- name: job_file_delete
DELETE FROM job_file
WHERE institution_id = :institution_id
	AND job_id = :job_id;

-- name: job_file_rows
-- How many rows the longest document in force has, of one year (twice the same) or of all.
SELECT CAST(coalesce(max(rows), 0) AS BIGINT)
FROM (
	SELECT node_count AS rows
	FROM plan
	WHERE institution_id = :institution_id
		AND superseded_at IS NULL
		AND year BETWEEN :first_year AND :last_year
	UNION ALL
	SELECT operation_count AS rows
	FROM follow_up
	WHERE institution_id = :institution_id
		AND superseded_at IS NULL
		AND year BETWEEN :first_year AND :last_year
) documents;
