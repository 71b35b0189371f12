-- 0018_issued_document.sql - documents that were issued: a number, and the bytes for ever.
--
-- The file is kept by its content (src/store/file_store.c) and comes out again as it was.
-- content_hash is that of what the document says (src/report/doc_text.h): it is printed on
-- each page, and anybody may ask whether a document with it was issued.

CREATE TABLE issued_document (
	institution_id {{int}} NOT NULL REFERENCES institution,
	issued_id {{int}} NOT NULL,
	year {{int}} NOT NULL,
	kind TEXT NOT NULL,               -- plan, form_a, form_b, follow_up, summary, findings
	ordinal {{int}} NOT NULL,         -- of its kind in its year, from 1
	number TEXT NOT NULL,             -- "POA-2027-001"
	title TEXT NOT NULL,
	unit TEXT NOT NULL,               -- path; "": of the whole
	version TEXT NOT NULL,            -- of the plan, in words
	as_of TEXT NOT NULL,              -- the day its figures are of
	paper TEXT NOT NULL,
	pages {{int}} NOT NULL,
	content_hash {{bytes}} NOT NULL,
	sha256 {{bytes}} NOT NULL,        -- the file
	issued_at TEXT NOT NULL,
	user_id {{int}},                  -- NULL: the operator of the command line
	actor TEXT NOT NULL,              -- who, as called then
	PRIMARY KEY (institution_id, issued_id),
	UNIQUE (institution_id, year, kind, ordinal),
	FOREIGN KEY (institution_id, sha256) REFERENCES file,
	CHECK (ordinal > 0 AND pages > 0)
) {{strict}};
CREATE INDEX issued_by_content ON issued_document (content_hash);
CREATE INDEX issued_by_file ON issued_document (institution_id, sha256);
