-- name: a
SELECT 1;
-- name: a @sqlite
SELECT 2;
-- name: a @postgres
SELECT 3;
