-- name: a
SELECT :nameX;
