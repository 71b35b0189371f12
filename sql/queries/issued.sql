-- issued.sql - documents that were issued (src/store/issued_store.c).

-- name: issued_insert
INSERT INTO issued_document (
	institution_id, issued_id, year, kind, ordinal, number, title, unit, version, as_of, paper,
	pages, content_hash, sha256, issued_at, user_id, actor
) VALUES (
	:institution_id, :issued_id, :year, :kind, :ordinal, :number, :title, :unit, :version,
	:as_of, :paper, :pages, :content_hash, :sha256, :issued_at, :user_id, :actor
);

-- name: issued_last
-- The last number given to a kind in a year; 0 before the first.
SELECT CAST(COALESCE(MAX(ordinal), 0) AS BIGINT)
FROM issued_document
WHERE institution_id = :institution_id
	AND year = :year
	AND kind = :kind;

-- name: issued_list
SELECT
	i.institution_id, i.issued_id, i.year, i.kind, i.ordinal, i.number, i.title, i.unit, i.version, i.as_of,
	i.paper, i.pages, i.content_hash, i.sha256, f.size, i.issued_at, i.actor, n.name
FROM issued_document i
JOIN file f ON f.institution_id = i.institution_id AND f.sha256 = i.sha256
JOIN institution n ON n.institution_id = i.institution_id
WHERE i.institution_id = :institution_id
ORDER BY i.issued_id DESC
LIMIT :most;

-- name: issued_get
SELECT
	i.institution_id, i.issued_id, i.year, i.kind, i.ordinal, i.number, i.title, i.unit, i.version, i.as_of,
	i.paper, i.pages, i.content_hash, i.sha256, f.size, i.issued_at, i.actor, n.name
FROM issued_document i
JOIN file f ON f.institution_id = i.institution_id AND f.sha256 = i.sha256
JOIN institution n ON n.institution_id = i.institution_id
WHERE i.institution_id = :institution_id
	AND i.issued_id = :issued_id;

-- name: issued_find
-- By what it says, of whatever institution; two papers of one content are the same document.
SELECT
	i.institution_id, i.issued_id, i.year, i.kind, i.ordinal, i.number, i.title, i.unit, i.version, i.as_of,
	i.paper, i.pages, i.content_hash, i.sha256, f.size, i.issued_at, i.actor, n.name
FROM issued_document i
JOIN file f ON f.institution_id = i.institution_id AND f.sha256 = i.sha256
JOIN institution n ON n.institution_id = i.institution_id
WHERE i.content_hash = :content_hash
ORDER BY i.issued_at, i.institution_id, i.issued_id
LIMIT 1;
