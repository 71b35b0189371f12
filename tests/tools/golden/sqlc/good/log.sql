-- name: log_append @sqlite
-- One row of the log.
INSERT INTO log (a, b, c, d, e, f, g, h, i, j, k)
VALUES (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k);

-- name: log_append @postgres
INSERT INTO log (b, a, c, d, e, f, g, h, i, j, k)
VALUES (:b, :a, :c, :d, :e, :f, :g, :h, :i, :j, :k);
