-- setting.sql - an institution's own values over its pack (src/store/setting_store.c).

-- name: setting_list
SELECT key, value
FROM setting
WHERE institution_id = :institution_id
ORDER BY key;

-- name: setting_get
SELECT value
FROM setting
WHERE institution_id = :institution_id
	AND key = :key;

-- name: setting_put
INSERT INTO setting (institution_id, key, value)
VALUES (:institution_id, :key, :value)
ON CONFLICT (institution_id, key) DO UPDATE SET value = excluded.value;

-- name: setting_delete
DELETE FROM setting
WHERE institution_id = :institution_id
	AND key = :key;
