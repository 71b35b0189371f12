-- 0010_job.sql - long work asked on a page: done beside it, watched and stopped there.
--
-- How far one is lives in the memory of the server that does it (src/web/runner.h);
-- here is what was asked, by whom, and how it ended.

CREATE TABLE job (
	institution_id {{int}} NOT NULL,
	job_id {{int}} NOT NULL,
	kind {{int}} NOT NULL,            -- enum job_kind, src/store/job_store.h
	state {{int}} NOT NULL,           -- enum job_state
	user_id {{int}} NOT NULL,         -- who asked
	name TEXT NOT NULL,               -- of what, as people call it
	subject_id {{int}} NOT NULL,      -- the document sent
	ask TEXT NOT NULL,                -- how, as its kind writes it
	asked_at TEXT NOT NULL,
	started_at TEXT NOT NULL,         -- "": not yet
	ended_at TEXT NOT NULL,
	code {{int}} NOT NULL,            -- where it was refused: base/err.h
	line {{int}} NOT NULL,
	result TEXT NOT NULL,             -- which refusal, or what came of it
	detail TEXT NOT NULL,
	PRIMARY KEY (institution_id, job_id),
	FOREIGN KEY (institution_id, user_id) REFERENCES account
) {{strict}};
CREATE INDEX job_by_state ON job (state, institution_id);
CREATE INDEX job_by_user ON job (institution_id, user_id);
