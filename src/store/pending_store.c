#include "store/pending_store.h"

#include <string.h>

#include "base/mem.h"
#include "store/engine/db.h"
#include "store/row.h"

int
pending_store_add(struct db_tx *tx, int64_t institution_id, const struct pending *pending,
    int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id = 0;
	int rc = next_id(tx, institution_id, &id, err);

	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_PENDING_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	if (pending->user_id != 0)
		stmt_put_int(q, pending->user_id);
	else
		stmt_put_null(q);
	stmt_put_text(q, pending->name);
	stmt_put_bytes(q, pending->sha256, sizeof(pending->sha256));
	stmt_put_text(q, pending->created_at);
	stmt_put_text(q, pending->expires_at);
	stmt_put_int(q, pending->plan_id);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static void
get_pending(struct stmt *q, struct mem *mem, struct pending *out)
{
	int64_t user;

	out->id = stmt_get_int(q);
	user = stmt_get_num(q);
	out->user_id = user == NUM_ABSENT ? 0 : user;
	out->name = stmt_get_text(q, mem);
	stmt_get_bytes(q, out->sha256, sizeof(out->sha256));
	out->size = stmt_get_int(q);
	out->created_at = stmt_get_text(q, mem);
	out->expires_at = stmt_get_text(q, mem);
	out->plan_id = stmt_get_int(q);
}

int
pending_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct pending *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_PENDING_GET);
	struct pending found = { 0 };
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	rc = stmt_one(q, "pending import", err);
	if (rc < 0)
		return rc;
	get_pending(q, mem, &found);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
pending_store_list(struct db *db, struct mem *mem, int64_t institution_id, struct pending **out,
    size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_PENDING_LIST);
	struct pending *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		get_pending(q, mem, &list[count - 1]);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
pending_store_remove(struct db_tx *tx, int64_t institution_id, const struct pending *pending,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_PENDING_DELETE);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, pending->id);
	rc = stmt_one(q, "pending import", err);
	if (rc == YUP_OK)
		rc = stmt_end(q, err);
	return rc == YUP_OK ? file_store_drop(tx, institution_id, pending->sha256, err) : rc;
}
