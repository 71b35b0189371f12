-- name: a
-- ends */ here
SELECT 1;
