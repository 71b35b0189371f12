-- job.sql - long work and how it ended (src/store/job_store.c).

-- name: job_insert
INSERT INTO job (
	institution_id, job_id, kind, state, user_id, name, subject_id, ask,
	asked_at, started_at, ended_at, code, line, result, detail
) VALUES (
	:institution_id, :job_id, :kind, :state, :user_id, :name, :subject_id, :ask,
	:asked_at, '', '', 0, 0, '', ''
);

-- name: job_get
SELECT j.job_id, j.kind, j.state, j.user_id, a.name, j.name, j.subject_id, j.ask,
	j.asked_at, j.started_at, j.ended_at, j.code, j.line, j.result, j.detail
FROM job j
JOIN account a ON a.institution_id = j.institution_id AND a.user_id = j.user_id
WHERE j.institution_id = :institution_id
	AND j.job_id = :job_id;

-- name: job_list
-- Of the kinds up to one, the newest first; those that have not ended are among them.
SELECT j.job_id, j.kind, j.state, j.user_id, a.name, j.name, j.subject_id, j.ask,
	j.asked_at, j.started_at, j.ended_at, j.code, j.line, j.result, j.detail
FROM job j
JOIN account a ON a.institution_id = j.institution_id AND a.user_id = j.user_id
WHERE j.institution_id = :institution_id
	AND j.kind <= :last_kind
ORDER BY j.job_id DESC
LIMIT :most;

-- name: job_begin
-- Once only.
UPDATE job
SET state = :running, started_at = :now
WHERE institution_id = :institution_id
	AND job_id = :job_id
	AND state = :waiting
RETURNING job_id;

-- name: job_end
UPDATE job
SET state = :state, ended_at = :now, code = :code, line = :line, result = :result,
	detail = :detail
WHERE institution_id = :institution_id
	AND job_id = :job_id
	AND ended_at = '';

-- name: job_unfinished
-- Of every institution.
SELECT institution_id, job_id
FROM job
WHERE state <= :running
ORDER BY institution_id, job_id;

-- name: job_count_of
-- What one person has not seen end.
SELECT count(*)
FROM job
WHERE institution_id = :institution_id
	AND user_id = :user_id
	AND state <= :running;

-- name: job_count_about
-- Work that has not ended about a document.
SELECT count(*)
FROM job
WHERE institution_id = :institution_id
	AND subject_id = :subject_id
	AND state <= :running;
