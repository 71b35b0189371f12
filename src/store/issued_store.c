#include "store/issued_store.h"

#include "base/mem.h"
#include "store/row.h"

int
issued_store_add(struct db_tx *tx, int64_t institution_id, const struct issued *it, int64_t *out_id,
    struct err *err)
{
	struct stmt *q;
	int64_t id = 0;
	int rc = next_id(tx, institution_id, &id, err);

	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_ISSUED_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, it->year);
	stmt_put_text(q, it->kind);
	stmt_put_int(q, it->ordinal);
	stmt_put_text(q, it->number);
	stmt_put_text(q, it->title);
	stmt_put_text(q, it->unit);
	stmt_put_text(q, it->version);
	stmt_put_text(q, it->as_of);
	stmt_put_text(q, it->paper);
	stmt_put_int(q, it->pages);
	stmt_put_bytes(q, it->content_hash, sizeof(it->content_hash));
	stmt_put_bytes(q, it->sha256, sizeof(it->sha256));
	stmt_put_text(q, it->issued_at);
	stmt_put_num(q, it->user_id != 0 ? it->user_id : NUM_ABSENT);
	stmt_put_text(q, it->actor);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

int
issued_store_last(struct db *db, int64_t institution_id, int year, const char *kind, unsigned *out,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ISSUED_LAST);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	stmt_put_text(q, kind);
	rc = stmt_one(q, "issued", err);
	if (rc < 0)
		return rc;
	*out = get_u32(q);
	return stmt_end(q, err);
}

static struct issued
get_issued(struct stmt *q, struct mem *mem)
{
	struct issued it = { .institution_id = stmt_get_int(q) };

	it.id = stmt_get_int(q);
	it.year = (int)stmt_get_int_in(q, 0, 9999);
	it.kind = stmt_get_text(q, mem);
	it.ordinal = get_u32(q);
	it.number = stmt_get_text(q, mem);
	it.title = stmt_get_text(q, mem);
	it.unit = stmt_get_text(q, mem);
	it.version = stmt_get_text(q, mem);
	it.as_of = stmt_get_text(q, mem);
	it.paper = stmt_get_text(q, mem);
	it.pages = get_u32(q);
	stmt_get_bytes(q, it.content_hash, sizeof(it.content_hash));
	stmt_get_bytes(q, it.sha256, sizeof(it.sha256));
	it.size = stmt_get_int_in(q, 0, INT64_MAX);
	it.issued_at = stmt_get_text(q, mem);
	it.actor = stmt_get_text(q, mem);
	it.institution = stmt_get_text(q, mem);
	return it;
}

int
issued_store_list(struct db *db, struct mem *mem, int64_t institution_id, size_t most,
    struct issued **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ISSUED_LIST);
	struct issued *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, (int64_t)most);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_issued(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

static int
get_one(struct stmt *q, struct mem *mem, struct issued *out, struct err *err)
{
	struct issued it;
	int rc = stmt_one(q, "issued", err);

	if (rc < 0)
		return rc;
	it = get_issued(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = it;
	return rc;
}

int
issued_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct issued *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ISSUED_GET);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return get_one(q, mem, out, err);
}

int
issued_store_find(struct db *db, struct mem *mem, const uint8_t content_hash[FILE_HASH_SIZE],
    struct issued *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ISSUED_FIND);

	stmt_put_bytes(q, content_hash, FILE_HASH_SIZE);
	return get_one(q, mem, out, err);
}
