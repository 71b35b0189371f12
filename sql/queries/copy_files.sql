-- copy_files.sql - as copy.sql: files, what waits to be imported, the framework, settings,
-- registers.

-- name: copy_file_read
SELECT
	sha256, size, stored_at
FROM file
WHERE institution_id = :institution_id;

-- name: copy_file_write
INSERT INTO file (
	institution_id, sha256, size, stored_at
) VALUES (
	:institution_id, :sha256, :size, :stored_at
);

-- name: copy_file_piece_read
SELECT
	sha256, ordinal, bytes
FROM file_piece
WHERE institution_id = :institution_id
ORDER BY sha256, ordinal;

-- name: copy_file_piece_write
INSERT INTO file_piece (
	institution_id, sha256, ordinal, bytes
) VALUES (
	:institution_id, :sha256, :ordinal, :bytes
);

-- name: copy_strategic_node_read
-- What it serves first: a parent is of an earlier kind.
SELECT
	strategic_id, kind, parent_id, code, title, first_year, last_year
FROM strategic_node
WHERE institution_id = :institution_id
ORDER BY kind, strategic_id;

-- name: copy_strategic_node_write
INSERT INTO strategic_node (
	institution_id, strategic_id, kind, parent_id, code, title, first_year, last_year
) VALUES (
	:institution_id, :strategic_id, :kind, :parent_id, :code, :title, :first_year, :last_year
);

-- name: copy_setting_read
SELECT
	key, value
FROM setting
WHERE institution_id = :institution_id;

-- name: copy_setting_write
INSERT INTO setting (
	institution_id, key, value
) VALUES (
	:institution_id, :key, :value
);

-- name: copy_pending_import_read
SELECT
	pending_id, user_id, name, sha256, created_at, expires_at, plan_id
FROM pending_import
WHERE institution_id = :institution_id;

-- name: copy_pending_import_write
INSERT INTO pending_import (
	institution_id, pending_id, user_id, name, sha256, created_at, expires_at, plan_id
) VALUES (
	:institution_id, :pending_id, :user_id, :name, :sha256, :created_at, :expires_at, :plan_id
);

-- name: copy_register_item_read
SELECT
	item_id, register, org_unit_id, title, kind, year, period, node_id, opened_at, revision
FROM register_item
WHERE institution_id = :institution_id;

-- name: copy_register_item_write
INSERT INTO register_item (
	institution_id, item_id, register, org_unit_id, title, kind, year, period, node_id,
	opened_at, revision
) VALUES (
	:institution_id, :item_id, :register, :org_unit_id, :title, :kind, :year, :period, :node_id,
	:opened_at, :revision
);

-- name: copy_register_value_read
SELECT
	item_id, field, text
FROM register_value
WHERE institution_id = :institution_id;

-- name: copy_register_value_write
INSERT INTO register_value (
	institution_id, item_id, field, text
) VALUES (
	:institution_id, :item_id, :field, :text
);

-- name: copy_register_act_read
SELECT
	item_id, act, kind, at, user_id, actor, state, field, was, text, plan_id
FROM register_act
WHERE institution_id = :institution_id;

-- name: copy_register_act_write
INSERT INTO register_act (
	institution_id, item_id, act, kind, at, user_id, actor, state, field, was, text, plan_id
) VALUES (
	:institution_id, :item_id, :act, :kind, :at, :user_id, :actor, :state, :field, :was,
	:text, :plan_id
);

-- name: copy_job_read
SELECT
	job_id, kind, state, user_id, name, subject_id, ask, asked_at, started_at, ended_at, code,
	line, result, detail
FROM job
WHERE institution_id = :institution_id;

-- name: copy_job_write
INSERT INTO job (
	institution_id, job_id, kind, state, user_id, name, subject_id, ask, asked_at, started_at,
	ended_at, code, line, result, detail
) VALUES (
	:institution_id, :job_id, :kind, :state, :user_id, :name, :subject_id, :ask, :asked_at,
	:started_at, :ended_at, :code, :line, :result, :detail
);

-- name: copy_job_file_read
SELECT
	job_id, sha256, expires_at
FROM job_file
WHERE institution_id = :institution_id;

-- name: copy_job_file_write
INSERT INTO job_file (
	institution_id, job_id, sha256, expires_at
) VALUES (
	:institution_id, :job_id, :sha256, :expires_at
);

-- name: copy_evidence_read
SELECT
	evidence_id, org_unit_id, year, period, node_id, item_id, sha256, name, media, about,
	dated_on, added_at, user_id, actor, removed_at, removed_by, why, removed_why
FROM evidence
WHERE institution_id = :institution_id;

-- name: copy_evidence_write
INSERT INTO evidence (
	institution_id, evidence_id, org_unit_id, year, period, node_id, item_id, sha256, name,
	media, about, dated_on, added_at, user_id, actor, removed_at, removed_by, why, removed_why
) VALUES (
	:institution_id, :evidence_id, :org_unit_id, :year, :period, :node_id, :item_id, :sha256,
	:name, :media, :about, :dated_on, :added_at, :user_id, :actor, :removed_at, :removed_by, :why,
	:removed_why
);

-- name: copy_table_map_read
SELECT
	print, map, told_at
FROM table_map
WHERE institution_id = :institution_id;

-- name: copy_table_map_write
INSERT INTO table_map (
	institution_id, print, map, told_at
) VALUES (
	:institution_id, :print, :map, :told_at
);

-- name: copy_issued_document_read
SELECT
	issued_id, year, kind, ordinal, number, title, unit, version, as_of, paper, pages,
	content_hash, sha256, issued_at, user_id, actor
FROM issued_document
WHERE institution_id = :institution_id
ORDER BY issued_id;

-- name: copy_issued_document_write
INSERT INTO issued_document (
	institution_id, issued_id, year, kind, ordinal, number, title, unit, version, as_of, paper,
	pages, content_hash, sha256, issued_at, user_id, actor
) VALUES (
	:institution_id, :issued_id, :year, :kind, :ordinal, :number, :title, :unit, :version,
	:as_of, :paper, :pages, :content_hash, :sha256, :issued_at, :user_id, :actor
);
