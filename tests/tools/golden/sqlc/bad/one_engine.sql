-- name: a @postgres
SELECT 1;
