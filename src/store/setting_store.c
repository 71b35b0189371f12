#include "store/setting_store.h"

#include "base/mem.h"
#include "store/engine/db.h"

int
setting_store_list(struct db *db, struct mem *mem, int64_t institution_id, struct setting **out,
    size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_SETTING_LIST);
	struct setting *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1].key = stmt_get_text(q, mem);
		list[count - 1].value = stmt_get_text(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
setting_store_get(struct db *db, struct mem *mem, int64_t institution_id, const char *key,
    const char **out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_SETTING_GET);
	const char *value;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_text(q, key);
	rc = stmt_one(q, key, err);
	if (rc < 0)
		return rc;
	value = stmt_get_text(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = value;
	return rc;
}

int
setting_store_put(struct db_tx *tx, int64_t institution_id, const char *key, const char *value,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, value != NULL ? Q_SETTING_PUT : Q_SETTING_DELETE);

	stmt_put_int(q, institution_id);
	stmt_put_text(q, key);
	if (value != NULL)
		stmt_put_text(q, value);
	return stmt_run(q, err);
}
