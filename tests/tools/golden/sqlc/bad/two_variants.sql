-- name: a @sqlite @postgres
SELECT 1;
