#include "store/table_map_store.h"

#include "base/mem.h"
#include "store/engine/db.h"

int
table_map_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct told_table **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_TABLE_MAP_LIST);
	struct told_table *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, TABLE_MAPS_READ);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1].print = stmt_get_text(q, mem);
		list[count - 1].map = stmt_get_text(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
table_map_store_put(struct db_tx *tx, int64_t institution_id, const struct told_table *table,
    const char *now, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_TABLE_MAP_PUT);

	stmt_put_int(q, institution_id);
	stmt_put_text(q, table->print);
	stmt_put_text(q, table->map);
	stmt_put_text(q, now);
	return stmt_run(q, err);
}
