-- name: a
-- Only a comment.
;
