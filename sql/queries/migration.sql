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
