-- name: a
SELECT x::bigint FROM t;
