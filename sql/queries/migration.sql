-- migration.sql - which schema changes the database has (src/store/engine/migrate.c).

-- name: migration_create
-- The record itself; INTEGER and TEXT are the same words on both engines.
CREATE TABLE IF NOT EXISTS schema_migration (
	number INTEGER NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	hash TEXT NOT NULL,
	applied_at TEXT NOT NULL
);

-- name: migration_list
SELECT number, hash FROM schema_migration ORDER BY number;

-- name: migration_insert
INSERT INTO schema_migration (number, name, hash, applied_at)
VALUES (:number, :name, :hash, :applied_at);

-- name: schema_objects
-- Everything that was made in it, with its text.
SELECT type, name, COALESCE(sql, '')
FROM sqlite_schema
WHERE substr(name, 1, 7) <> 'sqlite_';

-- name: schema_objects @postgres
-- What a key or a constraint makes by itself is left out; a trigger that is not enabled
-- as it was made says so.
SELECT
	CASE c.relkind WHEN 'i' THEN 'index' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' ELSE 'table' END,
	CAST(c.relname AS TEXT), ''
FROM pg_class c
WHERE c.relnamespace = CAST(current_schema() AS regnamespace)
	AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'i')
	AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)
UNION ALL
SELECT 'trigger', CAST(t.tgname AS TEXT), CASE WHEN t.tgenabled = 'O' THEN '' ELSE 'disabled' END
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = CAST(current_schema() AS regnamespace)
	AND NOT t.tgisinternal
UNION ALL
SELECT 'rule', CAST(r.rulename AS TEXT), ''
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = CAST(current_schema() AS regnamespace)
	AND c.relkind IN ('r', 'p')
UNION ALL
SELECT 'function', CAST(p.proname AS TEXT), p.prosrc
FROM pg_proc p
WHERE p.pronamespace = CAST(current_schema() AS regnamespace);
