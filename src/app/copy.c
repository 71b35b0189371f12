#include "app/copy.h"

#include <inttypes.h>

#include "app/actor.h"
#include "app/audit.h"
#include "base/mem.h"
#include "store/copy_store.h"
#include "store/engine/db.h"

struct copying {
	const struct app *app;
	struct mem *mem;
	struct db_tx *to;
	const char *to_name;
	struct err *err;
};

static const struct app_copied_table *
tables_of(struct mem *mem, const struct table_sum *sums, size_t count, uint64_t *out_rows)
{
	struct app_copied_table *tables = mem_array(mem, count, sizeof(*tables));

	for (size_t i = 0; i < count; i++) {
		const uint64_t *s = sums[i].sum;

		tables[i].name = sums[i].table;
		tables[i].rows = sums[i].rows;
		tables[i].checksum = mem_printf(mem,
		    "%016" PRIx64 "%016" PRIx64 "%016" PRIx64 "%016" PRIx64, s[3], s[2], s[1],
		    s[0]);
		*out_rows += sums[i].rows;
	}
	return tables;
}

/* The chain goes along with its id; one that was broken arrives so, and that is told. */
static int
walk_log(const struct copying *k, int64_t id, struct app_copied *out)
{
	int rc = log_walk_store(k->to->db, id, NULL, NULL, &out->log, k->err);

	out->has_log = rc == YUP_OK;
	return rc == YUP_ENOTFOUND ? YUP_OK : rc;
}

static int
copy_one(const struct copying *k, const struct institution *it, struct app_copied *out)
{
	struct table_sum *sums;
	int64_t id;
	struct institution there;
	int rc;

	rc = institution_store_find(k->to->db, k->mem, it->name, &there, k->err);
	if (rc == YUP_OK || rc == YUP_ECONFLICT)
		return err_refuse(k->err, YUP_ECONFLICT, "institution_there", "%s", it->name);
	if (rc != YUP_ENOTFOUND)
		return rc;
	rc = copy_store_copy(k->app->db, k->to, k->mem, it->id, &id, &sums, &out->table_count,
	    k->err);
	if (rc == YUP_OK)
		rc = walk_log(k, id, out);
	if (rc < 0)
		return rc;
	out->institution = it->name;
	out->tables = tables_of(k->mem, sums, out->table_count, &out->rows);
	return YUP_OK;
}

/* In the chain that goes along, so that it is known here and there. */
static int
tell_copied(const struct copying *k, const struct institution *list, size_t count)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char shown[ERR_FILE_MAX];
	int rc;

	if (k->app->readonly)
		return YUP_OK;
	app_shown_name(k->to_name, shown, sizeof(shown));
	rc = db_begin(k->app->db, &tx, k->err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct audit what = { .institution_id = list[i].id,
			.action = "institution.copy",
			.subject = shown };

		rc = audit_done(&tx, k->app, &what, k->err);
	}
	return rc == YUP_OK ? db_commit(&tx, k->err) : rc;
}

static int
copy_all(const struct copying *k, const struct institution *list, size_t count,
    struct app_copied **out)
{
	struct app_copied *copied;
	int rc = YUP_OK;

	copied = mem_array(k->mem, count + 1, sizeof(*copied));
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (k->app->progress != NULL)
			k->app->progress(k->app->progress_context, list[i].name, i, count);
		rc = copy_one(k, &list[i], &copied[i]);
	}
	*out = copied;
	return rc;
}

int
app_copy(const struct app *app, struct mem *mem, const char *institution, const char *to,
    struct app_copied **out, size_t *out_count, struct err *err)
{
	CLEANUP(app_close) struct app target = { .now = app->now };
	CLEANUP(db_tx_done) struct db_tx reading = { 0 };
	CLEANUP(db_tx_done) struct db_tx writing = { 0 };
	struct copying k = { app, mem, &writing, to, err };
	struct institution *list = NULL;
	struct app_copied *copied = NULL;
	size_t count = 0;
	int rc;

	rc = app_allowed(app, mem, institution, MAY_OPERATE, &list, &count, err);
	if (rc == YUP_OK)
		rc = app_open(&target, to, APP_CREATE, err);
	if (rc == YUP_OK)
		rc = tell_copied(&k, list, count);
	if (rc == YUP_OK)
		rc = db_begin_read(app->db, &reading, err);
	if (rc == YUP_OK)
		rc = db_begin(target.db, &writing, err);
	if (rc == YUP_OK)
		rc = copy_all(&k, list, count, &copied);
	if (rc == YUP_OK)
		rc = db_commit(&writing, err);
	if (rc < 0)
		return rc;
	*out = copied;
	*out_count = count;
	return YUP_OK;
}
