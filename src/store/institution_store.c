/* institution_store.c - see institution_store.h. */
#include "store/institution_store.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/engine/db.h"

int
institution_store_add(struct db_tx *tx, const struct institution *institution, int64_t *out_id,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_INSTITUTION_INSERT);
	int64_t id;
	int rc;

	stmt_put_text(q, institution->name);
	stmt_put_text(q, utf8_fold(mem, institution->name));
	stmt_put_text(q, institution->acronym);
	stmt_put_text(q, utf8_fold(mem, institution->acronym));
	stmt_put_text(q, institution->pack);
	stmt_put_text(q, institution->created_at);
	rc = stmt_one(q, "institution", err);
	if (rc < 0)
		return rc;
	id = stmt_get_int(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static struct institution
get_institution(struct stmt *q, struct mem *mem)
{
	struct institution institution = { 0 };

	institution.id = stmt_get_int(q);
	institution.name = stmt_get_text(q, mem);
	institution.acronym = stmt_get_text(q, mem);
	institution.pack = stmt_get_text(q, mem);
	institution.created_at = stmt_get_text(q, mem);
	institution.supervisor = stmt_get_text(q, mem);
	return institution;
}

int
institution_store_get(struct db *db, struct mem *mem, int64_t id, struct institution *out,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_INSTITUTION_GET);
	struct institution found;
	int rc;

	stmt_put_int(q, id);
	rc = stmt_one(q, "institution", err);
	if (rc < 0)
		return rc;
	found = get_institution(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
institution_store_find(struct db *db, struct mem *mem, const char *name_or_acronym,
    struct institution *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_INSTITUTION_FIND);
	const char *key = utf8_fold(mem, name_or_acronym);
	struct institution first;
	int rc;

	stmt_put_text(q, key);
	rc = stmt_one(q, "institution", err);
	if (rc < 0)
		return rc;
	first = get_institution(q, mem);

	rc = stmt_next(q, err);
	if (rc > 0 && strcmp(utf8_fold(mem, first.name), key) != 0)
		return err_refuse(err, YUP_ECONFLICT, "institution_ambiguous",
		    "several institutions are called %s: "
		    "give the whole name",
		    name_or_acronym);
	if (rc < 0)
		return rc;
	*out = first;
	return YUP_OK;
}

int
institution_store_list(struct db *db, struct mem *mem, struct institution **out, size_t *out_count,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_INSTITUTION_LIST);
	struct institution *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_institution(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
institution_store_set_supervisor(struct db_tx *tx, int64_t id, const char *supervisor,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_INSTITUTION_SET_SUPERVISOR);

	stmt_put_text(q, supervisor[0] != '\0' ? utf8_fold(mem, supervisor) : NULL);
	stmt_put_int(q, id);
	return stmt_one(q, "institution", err);
}

/* Most supervise nobody, and every request asks: looking for one is less than for all. */
static int
supervises(struct db *db, int64_t id, bool *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_INSTITUTION_SUPERVISES);
	int rc;

	stmt_put_int(q, id);
	rc = stmt_next(q, err);
	if (rc < 0)
		return rc;
	*out = rc > 0;
	return YUP_OK;
}

static int
list_supervised(struct db *db, struct mem *mem, int64_t id, int64_t **out, size_t *out_count,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_INSTITUTION_SUPERVISED);
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, ids, count, room);
		ids[count - 1] = stmt_get_int(q);
	}
	if (rc < 0)
		return rc;
	*out = ids;
	*out_count = count;
	return YUP_OK;
}

int
institution_store_supervised(struct db *db, struct mem *mem, int64_t id, int64_t **out,
    size_t *out_count, struct err *err)
{
	bool any = false;
	int rc = supervises(db, id, &any, err);

	if (rc == YUP_OK && any)
		return list_supervised(db, mem, id, out, out_count, err);
	if (rc < 0)
		return rc;
	*out = NULL;
	*out_count = 0;
	return YUP_OK;
}
