-- Plans.  What stands before the first name belongs to the file, not to a
-- statement; a word like name: inside a sentence is no header.

-- name: plan_rename
-- Gives a plan its new name.
--
-- The caller has trimmed it.
UPDATE plan -- a trailing comment; with a 'quote and :noise
   SET name = :name /* a comment
       over two lines; */, note = 'it''s :not a ; parameter, nor $1'
 WHERE id = :id AND "odd;column" = :name;

-- A remark between statements belongs to nobody.

-- name: plan_search
SELECT id FROM plan WHERE name LIKE :text;

-- name: plan_search @postgres
-- Case and accents are the engine's business here.
SELECT id::bigint FROM plan WHERE name ILIKE :text AND tags ? 'open';

-- name: plan_count
-- Why ask "what??/" here: a C trigraph must not come out of it.
SELECT count(*) FROM plan WHERE name <> 'what??/';
