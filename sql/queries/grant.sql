-- grant.sql - roles over units, and who substitutes whom (src/store/grant_store.c).

-- name: grant_insert
INSERT INTO role_grant (
	institution_id, grant_id, user_id, role, org_unit_id, valid_from, valid_to, granted_by,
	granted_at
) VALUES (
	:institution_id, :grant_id, :user_id, :role, :org_unit_id, :valid_from, :valid_to,
	:granted_by, :granted_at
);

-- name: grant_get
SELECT grant_id, user_id, role, org_unit_id, valid_from, valid_to, granted_by, granted_at
FROM role_grant
WHERE institution_id = :institution_id AND grant_id = :grant_id;

-- name: grant_list
-- user_id 0: of everybody.
SELECT grant_id, user_id, role, org_unit_id, valid_from, valid_to, granted_by, granted_at
FROM role_grant
WHERE institution_id = :institution_id
	AND (user_id = :user_id OR :user_id = 0)
	AND grant_id > :after
ORDER BY grant_id
LIMIT :most;

-- name: grant_held
-- What a person may on a day.
SELECT grant_id, user_id, role, org_unit_id, valid_from, valid_to, granted_by, granted_at
FROM role_grant
WHERE institution_id = :institution_id
	AND user_id = :user_id
	AND valid_from <= :on
	AND (valid_to IS NULL OR valid_to > :on)
ORDER BY grant_id;

-- name: grant_end
-- Not held from that day on; never held where it would begin later.
UPDATE role_grant
SET valid_to = CASE WHEN valid_from > :on THEN valid_from ELSE :on END
WHERE institution_id = :institution_id
	AND grant_id = :grant_id
	AND (valid_to IS NULL OR valid_to > :on)
RETURNING grant_id;

-- name: grant_whole_holders
-- People who can sign in and hold a role over the whole institution from that day on,
-- without an end.
SELECT COUNT(DISTINCT a.user_id)
FROM role_grant g
JOIN account a ON a.institution_id = g.institution_id AND a.user_id = g.user_id
WHERE g.institution_id = :institution_id
	AND g.role = :role
	AND g.org_unit_id IS NULL
	AND g.valid_from <= :on
	AND g.valid_to IS NULL
	AND a.disabled_at IS NULL
	AND a.password IS NOT NULL;

-- name: substitution_insert
INSERT INTO substitution (
	institution_id, substitution_id, user_id, absent_id, valid_from, valid_to, granted_by,
	granted_at
) VALUES (
	:institution_id, :substitution_id, :user_id, :absent_id, :valid_from, :valid_to,
	:granted_by, :granted_at
);

-- name: substitution_get
SELECT substitution_id, user_id, absent_id, valid_from, valid_to, granted_by, granted_at
FROM substitution
WHERE institution_id = :institution_id AND substitution_id = :substitution_id;

-- name: substitution_list
-- In which a person substitutes or is substituted; user_id 0: of everybody.
SELECT substitution_id, user_id, absent_id, valid_from, valid_to, granted_by, granted_at
FROM substitution
WHERE institution_id = :institution_id
	AND (user_id = :user_id OR absent_id = :user_id OR :user_id = 0)
	AND substitution_id > :after
ORDER BY substitution_id
LIMIT :most;

-- name: substitution_absent
-- Whom a person substitutes on a day: who is disabled lends nothing.
SELECT DISTINCT s.absent_id
FROM substitution s
JOIN account a ON a.institution_id = s.institution_id AND a.user_id = s.absent_id
WHERE s.institution_id = :institution_id
	AND s.user_id = :user_id
	AND s.valid_from <= :on
	AND s.valid_to > :on
	AND a.disabled_at IS NULL
ORDER BY s.absent_id;

-- name: substitution_end_of
-- All in which a person is substituted.
UPDATE substitution
SET valid_to = CASE WHEN valid_from > :on THEN valid_from ELSE :on END
WHERE institution_id = :institution_id
	AND absent_id = :absent_id
	AND valid_to > :on;

-- name: substitution_end
UPDATE substitution
SET valid_to = CASE WHEN valid_from > :on THEN valid_from ELSE :on END
WHERE institution_id = :institution_id
	AND substitution_id = :substitution_id
	AND valid_to > :on
RETURNING substitution_id;
