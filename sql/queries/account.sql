-- account.sql - people and the posts they hold (src/store/account_store.c).

-- name: account_insert
INSERT INTO account (
	institution_id, user_id, login, login_key, name, email, email_key, created_at
) VALUES (
	:institution_id, :user_id, :login, :login_key, :name, :email, :email_key, :created_at
);

-- name: account_get
SELECT institution_id, user_id, login, name, email, password, created_at, disabled_at
FROM account
WHERE institution_id = :institution_id AND user_id = :user_id;

-- name: account_find
SELECT institution_id, user_id, login, name, email, password, created_at, disabled_at
FROM account
WHERE institution_id = :institution_id AND login_key = :login_key;

-- name: account_by_login
-- Of any institution.
SELECT institution_id, user_id, login, name, email, password, created_at, disabled_at
FROM account
WHERE login_key = :login_key
ORDER BY institution_id;

-- name: account_by_email
-- Of any institution.
SELECT institution_id, user_id, login, name, email, password, created_at, disabled_at
FROM account
WHERE email_key = :email_key AND email_key <> ''
ORDER BY institution_id, user_id
LIMIT :most;

-- name: account_list
SELECT institution_id, user_id, login, name, email, password, created_at, disabled_at
FROM account
WHERE institution_id = :institution_id
	AND user_id > :after
ORDER BY user_id
LIMIT :most;

-- name: account_set_password
UPDATE account SET password = :password
WHERE institution_id = :institution_id AND user_id = :user_id
RETURNING user_id;

-- name: account_set_disabled
UPDATE account SET disabled_at = :disabled_at
WHERE institution_id = :institution_id AND user_id = :user_id
RETURNING user_id;

-- name: account_set_name
UPDATE account SET name = :name, email = :email, email_key = :email_key
WHERE institution_id = :institution_id AND user_id = :user_id
RETURNING user_id;

-- name: post_list
SELECT valid_from, valid_to, title, org_unit_id
FROM post
WHERE institution_id = :institution_id AND user_id = :user_id
ORDER BY valid_from;

-- name: post_end
-- Those held on that day end there.
UPDATE post SET valid_to = :on
WHERE institution_id = :institution_id AND user_id = :user_id
	AND valid_from < :on
	AND (valid_to IS NULL OR valid_to > :on);

-- name: post_drop
-- Those that would have begun on that day or later.
DELETE FROM post
WHERE institution_id = :institution_id AND user_id = :user_id
	AND valid_from >= :on;

-- name: post_insert
INSERT INTO post (institution_id, user_id, valid_from, title, org_unit_id)
VALUES (:institution_id, :user_id, :valid_from, :title, :org_unit_id);
