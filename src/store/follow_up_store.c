/* follow_up_store.c - see follow_up_store.h; the rows are in follow_up_rows.c. */
#include "store/follow_up_store.h"

#include <limits.h>
#include <string.h>

#include "base/mem.h"
#include "core/pack.h"
#include "store/document_store.h"
#include "store/follow_up_rows.h"

enum { FILES_MAX = 100000, ROWS_MAX = 4000000 };

/* ---- Saving --------------------------------------------------------------- */

static int
insert_follow_up(const struct fu_rows *at, const char *now, struct err *err)
{
	const struct follow_up *fu = at->saved;
	struct stmt *q = fu_rows_use(at, Q_FOLLOW_UP_INSERT);

	stmt_put_int(q, fu->year);
	stmt_put_text(q, fu->as_of);
	stmt_put_text(q, fu->pack->name);
	stmt_put_text(q, fu->institution);
	stmt_put_text(q, fu->acronym);
	stmt_put_num(q, fu->threshold_e4);
	stmt_put_int(q, fu->threshold_stated);
	stmt_put_text(q, now);
	stmt_put_int(q, (int64_t)fu->file_count);
	stmt_put_int(q, (int64_t)fu->unit_count);
	stmt_put_int(q, (int64_t)fu->operation_count);
	stmt_put_int(q, (int64_t)fu->aggregate_count);
	stmt_put_int(q, (int64_t)fu->orphan_count);
	return stmt_run(q, err);
}

int
follow_up_store_save(struct db_tx *tx, int64_t institution_id, const struct follow_up *fu,
    const int64_t *document_ids, const char *now, int64_t *out_id, struct err *err)
{
	struct fu_rows at = { .db = tx->db, .institution_id = institution_id, .saved = fu };
	int rc;

	rc = next_id(tx, institution_id, &at.follow_up_id, err);
	if (rc == YUP_OK)
		rc = insert_follow_up(&at, now, err);
	if (rc == YUP_OK)
		rc = fu_rows_save(&at, document_ids, err);
	if (rc == YUP_OK)
		rc = fu_rows_save_computed(&at, err);
	if (rc == YUP_OK)
		rc = document_store_restore_all(tx, institution_id, document_ids, fu->file_count,
		    err);
	if (rc == YUP_OK)
		*out_id = at.follow_up_id;
	return rc;
}

int
follow_up_store_save_computed(struct db_tx *tx, int64_t institution_id, int64_t follow_up_id,
    const struct follow_up *fu, struct err *err)
{
	struct fu_rows at = {
		.db = tx->db,
		.institution_id = institution_id,
		.follow_up_id = follow_up_id,
		.saved = fu,
	};

	return fu_rows_save_computed(&at, err);
}

/* ---- Taking another's place ----------------------------------------------- */

static int
supersede_follow_up(struct db_tx *tx, int64_t institution_id, int64_t follow_up_id, const char *now,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_FOLLOW_UP_SUPERSEDE);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, follow_up_id);
	return stmt_one(q, "follow-up in force", err);
}

int
follow_up_store_replace(struct db_tx *tx, int64_t institution_id, const struct follow_up *fu,
    const int64_t *document_ids, const char *now, int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct follow_up_head old;
	int64_t *ids = NULL;
	size_t count = 0;
	int64_t id;
	int rc;

	rc = follow_up_store_find(tx->db, mem, institution_id, fu->year, fu->as_of, &old, err);
	if (rc == YUP_ENOTFOUND)
		return follow_up_store_save(tx, institution_id, fu, document_ids, now, out_id, err);
	if (rc == YUP_OK)
		rc = follow_up_store_documents(tx->db, mem, institution_id, old.id, &ids, &count,
		    err);
	if (rc == YUP_OK)
		rc = supersede_follow_up(tx, institution_id, old.id, now, err);
	if (rc == YUP_OK)
		rc = follow_up_store_save(tx, institution_id, fu, document_ids, now, &id, err);
	if (rc == YUP_OK)
		rc = document_store_supersede_unused(tx, institution_id, ids, count, now, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static int
restore_follow_up(struct db_tx *tx, int64_t institution_id, int64_t follow_up_id, int64_t *out_id,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_FOLLOW_UP_RESTORE);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, follow_up_id);
	*out_id = 0;
	while ((rc = stmt_next(q, err)) > 0)
		*out_id = stmt_get_int(q);
	return rc;
}

int
follow_up_store_give_back(struct db_tx *tx, int64_t institution_id, int64_t follow_up_id,
    const char *now, int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t *taken = NULL, *back = NULL, id = 0;
	size_t taken_count = 0, back_count = 0;
	int rc = follow_up_store_documents(tx->db, mem, institution_id, follow_up_id, &taken,
	    &taken_count, err);

	if (rc == YUP_OK)
		rc = supersede_follow_up(tx, institution_id, follow_up_id, now, err);
	if (rc == YUP_OK)
		rc = restore_follow_up(tx, institution_id, follow_up_id, &id, err);
	if (rc == YUP_OK && id != 0)
		rc = follow_up_store_documents(tx->db, mem, institution_id, id, &back, &back_count,
		    err);
	if (rc == YUP_OK)
		rc = document_store_restore_all(tx, institution_id, back, back_count, err);
	if (rc == YUP_OK)
		rc = document_store_supersede_unused(tx, institution_id, taken, taken_count, now,
		    err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

/* ---- Finding -------------------------------------------------------------- */

static struct follow_up_head
get_head(struct stmt *q, struct mem *mem)
{
	struct follow_up_head head = { 0 };

	head.id = stmt_get_int(q);
	head.year = (int)stmt_get_int_in(q, INT_MIN, INT_MAX);
	head.as_of = stmt_get_text(q, mem);
	head.pack = stmt_get_text(q, mem);
	head.saved_at = stmt_get_text(q, mem);
	head.superseded_at = stmt_get_text(q, mem);
	return head;
}

int
follow_up_store_find(struct db *db, struct mem *mem, int64_t institution_id, int year,
    const char *as_of, struct follow_up_head *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_FOLLOW_UP_FIND);
	struct follow_up_head found;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	stmt_put_text(q, as_of);
	rc = stmt_one(q, "follow-up", err);
	if (rc < 0)
		return rc;
	found = get_head(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
follow_up_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct follow_up_head **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_FOLLOW_UP_LIST);
	struct follow_up_head *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_head(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
follow_up_store_documents(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, int64_t **out, size_t *out_count, struct err *err)
{
	struct fu_rows at = { .db = db,
		.institution_id = institution_id,
		.follow_up_id = follow_up_id };
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(&at, Q_FU_FILE_LIST);
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		int64_t id;

		(void)stmt_get_text(q, mem);
		id = stmt_get_num(q);
		MEM_PUSH(mem, ids, count, room);
		ids[count - 1] = id == NUM_ABSENT ? 0 : id;
	}
	if (rc < 0)
		return rc;
	*out = ids;
	*out_count = count;
	return YUP_OK;
}

/* ---- Loading -------------------------------------------------------------- */

/* The counts come first, so that every array is made once and whole. */
static void
make_room(struct follow_up *fu)
{
	fu->unit_room = fu->unit_count;
	fu->operation_room = fu->operation_count;
	fu->aggregate_room = fu->aggregate_count;
	fu->orphan_room = fu->orphan_count;
	fu->files = mem_array(fu->mem, fu->file_count, sizeof(*fu->files));
	fu->units = mem_array(fu->mem, fu->unit_count, sizeof(*fu->units));
	fu->operations = mem_array(fu->mem, fu->operation_count, sizeof(*fu->operations));
	fu->aggregates = mem_array(fu->mem, fu->aggregate_count, sizeof(*fu->aggregates));
	fu->orphans = mem_array(fu->mem, fu->orphan_count, sizeof(*fu->orphans));
}

static int
load_head(const struct fu_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(at, Q_FOLLOW_UP_GET);
	struct follow_up *fu = at->fu;
	const char *pack_name;
	int rc;

	rc = stmt_one(q, "follow-up", err);
	if (rc < 0)
		return rc;
	fu->year = (int)stmt_get_int_in(q, INT_MIN, INT_MAX);
	fu->as_of = stmt_get_text(q, fu->mem);
	pack_name = stmt_get_text(q, fu->mem);
	fu->institution = stmt_get_text(q, fu->mem);
	fu->acronym = stmt_get_text(q, fu->mem);
	fu->threshold_e4 = stmt_get_num(q);
	fu->threshold_stated = stmt_get_bool(q);
	fu->file_count = (size_t)stmt_get_int_in(q, 0, FILES_MAX);
	fu->unit_count = (size_t)stmt_get_int_in(q, 0, ROWS_MAX);
	fu->operation_count = (size_t)stmt_get_int_in(q, 0, ROWS_MAX);
	fu->aggregate_count = (size_t)stmt_get_int_in(q, 0, ROWS_MAX);
	fu->orphan_count = (size_t)stmt_get_int_in(q, 0, ROWS_MAX);
	rc = stmt_end(q, err);
	if (rc == YUP_OK && strcmp(fu->pack->name, pack_name) != 0)
		return err_set(err, YUP_EINVALID, "a follow-up of %s was made with pack %s, not %s",
		    db_name(at->db), pack_name, fu->pack->name);
	return rc;
}

int
follow_up_store_load(struct db *db, struct mem *mem, int64_t institution_id, int64_t follow_up_id,
    const struct pack *pack, struct follow_up **out, struct err *err)
{
	struct follow_up *fu = follow_up_new(mem, pack);
	struct fu_rows at = {
		.db = db,
		.institution_id = institution_id,
		.follow_up_id = follow_up_id,
		.fu = fu,
	};
	int rc;

	rc = load_head(&at, err);
	if (rc < 0)
		return rc;
	make_room(fu);
	rc = fu_rows_load(&at, err);
	if (rc == YUP_OK)
		rc = fu_rows_load_computed(&at, err);
	if (rc == YUP_OK)
		*out = fu;
	return rc;
}
