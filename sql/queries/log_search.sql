-- log_search.sql - the log for people (src/store/log_search.c).

-- name: log_search
-- Newest first.  An empty text filters nothing; an action is also those it begins, a
-- subject those it is part of.
SELECT seq, at, actor, actor_name, origin, action, subject, outcome, detail, hash
FROM log
WHERE institution_id = :institution_id
	AND seq < :before
	AND at >= :from_at
	AND (:to_at = '' OR substr(at, 1, length(:to_at)) <= :to_at)
	AND (:actor = '' OR actor = :actor OR actor_name = :actor)
	AND (:action = '' OR action = :action
		OR substr(action, 1, length(:action) + 1) = :action || '.')
	AND (:subject = '' OR subject = :subject
		OR substr(subject, 1, length(:subject) + 1) = :subject || ' ')
	AND (:outcome = '' OR outcome = :outcome)
ORDER BY seq DESC
LIMIT :most;

-- name: log_chain_list
-- Every chain there is, 0 is of what belongs to no institution; and the institutions
-- that have none.
SELECT c.institution_id, i.name, i.acronym, 1
FROM log_chain c
LEFT JOIN institution i ON i.institution_id = c.institution_id
UNION ALL
SELECT i.institution_id, i.name, i.acronym, 0
FROM institution i
LEFT JOIN log_chain c ON c.institution_id = i.institution_id
WHERE c.institution_id IS NULL
ORDER BY 1;
