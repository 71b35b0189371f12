-- name: plan-rename
SELECT 1;
