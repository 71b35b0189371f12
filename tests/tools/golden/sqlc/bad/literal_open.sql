-- name: a
SELECT 1,
  'never closed;
