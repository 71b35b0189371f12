-- name: a
SELECT ;
