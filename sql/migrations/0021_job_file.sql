-- 0021_job_file.sql - what long work made for somebody: a document, kept for some days.
--
-- Its bytes are a file by their content (src/store/file_store.c); when the days are over,
-- or too many came after it, the row goes and the file with it.

CREATE TABLE job_file (
	institution_id {{int}} NOT NULL REFERENCES institution,
	job_id {{int}} NOT NULL,
	sha256 {{bytes}} NOT NULL,
	expires_at TEXT NOT NULL,
	PRIMARY KEY (institution_id, job_id),
	FOREIGN KEY (institution_id, job_id) REFERENCES job,
	FOREIGN KEY (institution_id, sha256) REFERENCES file
) {{strict}};
CREATE INDEX job_file_by_file ON job_file (institution_id, sha256);
CREATE INDEX job_file_by_end ON job_file (expires_at);
