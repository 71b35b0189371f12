-- name: a
SELECT 1;
  -- Name: b
SELECT 2;
