#include "store/evidence_store.h"

#include <limits.h>

#include "base/mem.h"
#include "store/file_store.h"
#include "store/row.h"

_Static_assert((int)EVIDENCE_HASH_SIZE == (int)FILE_HASH_SIZE, "a file by its content");

static void
put_id(struct stmt *q, int64_t id)
{
	stmt_put_num(q, id != 0 ? id : NUM_ABSENT);
}

static int64_t
get_id(struct stmt *q)
{
	int64_t id = stmt_get_num(q);

	return id != NUM_ABSENT ? id : 0;
}

/* ---- Writing -------------------------------------------------------------------- */

static void
put_place(struct stmt *q, const struct evidence_place *place)
{
	bool of_period = place->year != 0;

	put_id(q, place->year);
	stmt_put_num(q, of_period ? (int64_t)place->period : NUM_ABSENT);
	stmt_put_text(q, of_period ? place->node_id : NULL);
	put_id(q, place->item_id);
}

int
evidence_store_add(struct db_tx *tx, int64_t institution_id, const struct evidence *e,
    int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id = 0;
	int rc = next_id(tx, institution_id, &id, err);

	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_EVIDENCE_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	put_id(q, e->org_unit);
	put_place(q, &e->place);
	stmt_put_bytes(q, e->sha256, sizeof(e->sha256));
	stmt_put_text(q, e->name);
	stmt_put_int(q, e->media);
	stmt_put_text(q, e->about);
	stmt_put_text(q, e->dated_on[0] != '\0' ? e->dated_on : NULL);
	stmt_put_text(q, e->added_at);
	put_id(q, e->user_id);
	stmt_put_text(q, e->actor);
	stmt_put_text(q, e->why);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

int
evidence_store_remove(struct db_tx *tx, int64_t institution_id, int64_t id, const char *now,
    const char *who, const char *why, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_EVIDENCE_REMOVE);
	int rc;

	stmt_put_text(q, now);
	stmt_put_text(q, who);
	stmt_put_text(q, why);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	rc = stmt_one(q, "evidence", err);
	if (rc < 0)
		return rc;
	(void)stmt_get_int(q);
	return stmt_end(q, err);
}

/* ---- Reading --------------------------------------------------------------------- */

static struct evidence
get_evidence(struct stmt *q, struct mem *mem)
{
	struct evidence e = { .id = stmt_get_int(q) };

	e.org_unit = get_id(q);
	e.place.year = (int)get_id(q);
	e.place.period = (unsigned)get_id(q);
	e.place.node_id = stmt_get_text(q, mem);
	e.place.item_id = get_id(q);
	stmt_get_bytes(q, e.sha256, sizeof(e.sha256));
	e.size = stmt_get_int_in(q, 0, INT64_MAX);
	e.name = stmt_get_text(q, mem);
	e.media = get_u8(q, UINT8_MAX);
	e.about = stmt_get_text(q, mem);
	e.dated_on = stmt_get_text(q, mem);
	e.added_at = stmt_get_text(q, mem);
	e.user_id = get_id(q);
	e.actor = stmt_get_text(q, mem);
	e.removed_at = stmt_get_text(q, mem);
	e.removed_by = stmt_get_text(q, mem);
	e.why = stmt_get_text(q, mem);
	e.removed_why = stmt_get_text(q, mem);
	e.uses = get_u32(q);
	return e;
}

int
evidence_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct evidence *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_EVIDENCE_GET);
	struct evidence e;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	rc = stmt_one(q, "evidence", err);
	if (rc < 0)
		return rc;
	e = get_evidence(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = e;
	return rc;
}

static int
list_rows(struct stmt *q, struct mem *mem, struct evidence **out, size_t *out_count,
    struct err *err)
{
	struct evidence *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_evidence(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
evidence_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    const struct evidence_place *place, struct evidence **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = db_use(db,
	    place->item_id != 0 ? Q_EVIDENCE_LIST_OF_ITEM : Q_EVIDENCE_LIST_OF_PERIOD);

	stmt_put_int(q, institution_id);
	if (place->item_id != 0) {
		stmt_put_int(q, place->item_id);
	} else {
		stmt_put_int(q, place->year);
		stmt_put_int(q, place->period);
		stmt_put_text(q, place->node_id);
	}
	return list_rows(q, mem, out, out_count, err);
}

int
evidence_store_twins(struct db *db, struct mem *mem, int64_t institution_id,
    const uint8_t sha256[EVIDENCE_HASH_SIZE], struct evidence **out, size_t *out_count,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_EVIDENCE_LIST_OF_FILE);

	stmt_put_int(q, institution_id);
	stmt_put_bytes(q, sha256, EVIDENCE_HASH_SIZE);
	return list_rows(q, mem, out, out_count, err);
}

int
evidence_store_count(struct db *db, struct mem *mem, int64_t institution_id,
    struct evidence_count **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_EVIDENCE_COUNT_OF_ITEM);
	struct evidence_count *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1].item_id = stmt_get_int(q);
		list[count - 1].files = (size_t)stmt_get_int_in(q, 1, INT64_MAX);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
evidence_store_corrections(struct db *db, struct mem *mem, int64_t institution_id, int year,
    const char *node_id, struct evidence **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_EVIDENCE_CORRECTIONS);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	stmt_put_text(q, node_id);
	return list_rows(q, mem, out, out_count, err);
}

int
evidence_store_rows(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct evidence_of_row **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_EVIDENCE_COUNT_OF_ROW);
	struct evidence_of_row *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	stmt_put_int(q, period);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1].node_id = stmt_get_text(q, mem);
		list[count - 1].files = get_u32(q);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}
