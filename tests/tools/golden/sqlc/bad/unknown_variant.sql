-- name: a @mysql
SELECT 1;
