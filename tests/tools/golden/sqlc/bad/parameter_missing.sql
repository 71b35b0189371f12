-- name: a
SELECT :x, :y;

-- name: a @postgres
SELECT :x;
