#include "app/institutions.h"

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "base/mem.h"
#include "core/field.h"
#include "store/engine/db.h"
#include "store/standing_store.h"

enum { INSTITUTION_NAME_MAX = 300 };

int
app_institution_list(const struct app *app, struct mem *mem, struct institution **out,
    size_t *out_count, struct err *err)
{
	struct institution *list = NULL;
	size_t count = 0, kept = 0;
	int rc = institution_store_list(app->db, mem, &list, &count, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (actor_may(app->by, MAY_READ_UNITS, list[i].id, ORG_UNIT_NONE))
			list[kept++] = list[i];
	if (kept == 0 && count > 0)
		return app_require(app, MAY_READ_UNITS, list[0].id, ORG_UNIT_NONE, "institutions",
		    err);
	*out = list;
	*out_count = kept;
	return YUP_OK;
}

/* Neither itself nor one of those below it. */
static int
check_no_circle(struct db *db, struct mem *mem, int64_t id, int64_t supervisor, struct err *err)
{
	int64_t *below = NULL;
	size_t count = 0;
	bool circle = supervisor == id;
	int rc = institution_store_supervised(db, mem, id, &below, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		circle = circle || below[i] == supervisor;
	if (rc == YUP_OK && circle)
		rc = err_refuse(err, YUP_EINVALID, "supervision_circle", "%lld",
		    (long long)supervisor);
	return rc;
}

/* Its whole name, where it is one of this database. */
static int
name_supervisor(struct db *db, struct mem *mem, int64_t id, const char **supervisor,
    struct err *err)
{
	struct institution found = { 0 };
	int rc;

	if ((*supervisor)[0] == '\0')
		return YUP_OK;
	rc = institution_store_find(db, mem, *supervisor, &found, err);
	if (rc == YUP_ENOTFOUND)
		return YUP_OK;
	if (rc < 0)
		return rc;
	*supervisor = found.name;
	return check_no_circle(db, mem, id, found.id, err);
}

int
app_institution_supervise(const struct app *app, int64_t institution_id, const char *supervisor,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = { .institution_id = institution_id, .action = "institution.supervise" };
	int rc = app_require(app, MAY_OPERATE, institution_id, ORG_UNIT_ALL, what.action, err);

	if (rc < 0)
		return rc;
	rc = field_check(supervisor, INSTITUTION_NAME_MAX, FIELD_OPTIONAL, "supervisor", err);
	if (rc == YUP_OK)
		rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = name_supervisor(tx.db, mem, institution_id, &supervisor, err);
	if (rc == YUP_OK)
		rc = institution_store_set_supervisor(&tx, institution_id, supervisor, err);
	if (rc == YUP_OK)
		rc = standing_store_touch(&tx, institution_id, err);
	if (rc == YUP_OK) {
		what.detail = supervisor;
		rc = audit_done(&tx, app, &what, err);
	}
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}
