#include "app/framework.h"

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "base/mem.h"
#include "store/engine/db.h"
#include "store/framework_store.h"

int
app_framework_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct strategic_node **out, size_t *out_count, struct err *err)
{
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "framework", err);

	return rc == YUP_OK
	    ? framework_store_list(app->db, mem, institution_id, out, out_count, err)
	    : rc;
}

/* The one asked for as it is, in the list of all. */
static int
find(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t id,
    struct strategic_node **list, size_t *count, const struct strategic_node **out, struct err *err)
{
	int rc = framework_store_list(tx->db, mem, institution_id, list, count, err);

	if (rc < 0)
		return rc;
	*out = framework_find(*list, *count, id);
	if (id != 0 && *out == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "framework_absent", "%lld", (long long)id);
	return YUP_OK;
}

static int
put(struct db_tx *tx, struct mem *mem, int64_t institution_id, struct strategic_node *node,
    struct err *err)
{
	const struct strategic_node *was = NULL;
	struct strategic_node *list = NULL;
	size_t count = 0;
	int rc = find(tx, mem, institution_id, node->id, &list, &count, &was, err);

	if (rc == YUP_OK && was != NULL)
		node->kind = was->kind;
	if (rc == YUP_OK)
		rc = framework_check(list, count, node, err);
	if (rc < 0)
		return rc;
	if (was == NULL)
		return framework_store_add(tx, institution_id, node, &node->id, err);
	return framework_store_change(tx, institution_id, node, err);
}

int
app_framework_put(const struct app *app, int64_t institution_id, const struct strategic_node *asked,
    int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct strategic_node node = *asked;
	struct audit what = {
		.institution_id = institution_id,
		.action = asked->id == 0 ? "framework.add" : "framework.change",
		.subject = mem_printf(mem, "strategic %lld", (long long)asked->id),
		.detail = mem_printf(mem, "%s %d-%d serves %lld", asked->code, asked->first_year,
		    asked->last_year, (long long)asked->parent),
	};
	int rc = app_require(app, MAY_EDIT_FRAMEWORK, institution_id, ORG_UNIT_NONE, what.subject,
	    err);

	if (rc < 0)
		return rc;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = put(&tx, mem, institution_id, &node, err);
	if (rc == YUP_OK) {
		what.subject = mem_printf(mem, "strategic %lld", (long long)node.id);
		rc = audit_done(&tx, app, &what, err);
	}
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	if (rc == YUP_OK) {
		*out_id = node.id;
		return rc;
	}
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

int
app_framework_remove(const struct app *app, int64_t institution_id, int64_t id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = {
		.institution_id = institution_id,
		.action = "framework.remove",
		.subject = mem_printf(mem, "strategic %lld", (long long)id),
	};
	const struct strategic_node *was = NULL;
	struct strategic_node *list = NULL;
	size_t count = 0;
	int rc = app_require(app, MAY_EDIT_FRAMEWORK, institution_id, ORG_UNIT_NONE, what.subject,
	    err);

	if (rc < 0)
		return rc;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = find(&tx, mem, institution_id, id, &list, &count, &was, err);
	if (rc == YUP_OK && was == NULL)
		rc = err_refuse(err, YUP_ENOTFOUND, "framework_absent", "%lld", (long long)id);
	if (rc == YUP_OK && framework_is_served(list, count, id))
		rc = err_refuse(err, YUP_ECONFLICT, "framework_served", "%s", was->code);
	if (rc == YUP_OK)
		rc = framework_store_remove(&tx, institution_id, id, err);
	if (rc == YUP_OK) {
		what.detail = mem_printf(mem, "%s %s", was->code, was->title);
		rc = audit_done(&tx, app, &what, err);
	}
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}
