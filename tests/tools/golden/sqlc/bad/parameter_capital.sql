-- name: a
SELECT :Name;
