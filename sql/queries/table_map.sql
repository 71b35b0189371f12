-- table_map.sql - which column is which in tables of an institution (src/store/table_map_store.c).

-- name: table_map_list
SELECT print, map
FROM table_map
WHERE institution_id = :institution_id
ORDER BY told_at DESC, print
LIMIT :limit;

-- name: table_map_put
INSERT INTO table_map (institution_id, print, map, told_at)
VALUES (:institution_id, :print, :map, :told_at)
ON CONFLICT (institution_id, print) DO UPDATE SET map = excluded.map, told_at = excluded.told_at;
