#include "store/framework_store.h"

#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/engine/db.h"
#include "store/row.h"
#include "store/setting_store.h"

#define REVISION "framework.revision"

int
framework_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct strategic_node **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_FRAMEWORK_LIST);
	struct strategic_node *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		struct strategic_node *node;

		MEM_PUSH(mem, list, count, room);
		node = &list[count - 1];
		node->id = stmt_get_int(q);
		node->kind = (enum strategic_kind)get_u8(q, STRATEGIC_KIND__COUNT - 1);
		node->parent = stmt_get_num(q);
		if (node->parent == NUM_ABSENT)
			node->parent = 0;
		node->code = stmt_get_text(q, mem);
		node->title = stmt_get_text(q, mem);
		node->first_year = (int)stmt_get_int_in(q, INT_MIN, INT_MAX);
		node->last_year = (int)stmt_get_int_in(q, INT_MIN, INT_MAX);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

static void
put_parent(struct stmt *q, int64_t parent)
{
	if (parent != 0)
		stmt_put_int(q, parent);
	else
		stmt_put_null(q);
}

int
framework_store_moved(struct db_tx *tx, int64_t institution_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t revision = 0;
	int rc = framework_store_revision(tx->db, institution_id, &revision, err);

	if (rc < 0)
		return rc;
	return setting_store_put(tx, institution_id, REVISION,
	    mem_printf(mem, "%lld", (long long)revision + 1), err);
}

int
framework_store_add(struct db_tx *tx, int64_t institution_id, const struct strategic_node *node,
    int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id = 0;
	int rc = next_id(tx, institution_id, &id, err);

	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_FRAMEWORK_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, node->kind);
	put_parent(q, node->parent);
	stmt_put_text(q, node->code);
	stmt_put_text(q, node->title);
	stmt_put_int(q, node->first_year);
	stmt_put_int(q, node->last_year);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		rc = framework_store_moved(tx, institution_id, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

int
framework_store_change(struct db_tx *tx, int64_t institution_id, const struct strategic_node *node,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_FRAMEWORK_UPDATE);
	int rc;

	put_parent(q, node->parent);
	stmt_put_text(q, node->code);
	stmt_put_text(q, node->title);
	stmt_put_int(q, node->first_year);
	stmt_put_int(q, node->last_year);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, node->id);
	rc = stmt_one(q, "strategic node", err);
	return rc == YUP_OK ? framework_store_moved(tx, institution_id, err) : rc;
}

int
framework_store_remove(struct db_tx *tx, int64_t institution_id, int64_t id, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_FRAMEWORK_DELETE);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	rc = stmt_one(q, "strategic node", err);
	return rc == YUP_OK ? framework_store_moved(tx, institution_id, err) : rc;
}

int
framework_store_revision(struct db *db, int64_t institution_id, int64_t *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *value = NULL;
	int rc = setting_store_get(db, mem, institution_id, REVISION, &value, err);

	if (rc == YUP_ENOTFOUND)
		value = "0";
	else if (rc < 0)
		return rc;
	*out = strtoll(value, NULL, 10);
	return YUP_OK;
}

int
framework_store_facts(struct db *db, struct mem *mem, int64_t institution_id,
    const struct check_facts **out, struct err *err)
{
	struct check_facts *facts = mem_alloc(mem, sizeof(*facts));
	struct strategic_node *list = NULL;
	size_t count = 0;
	int rc = framework_store_list(db, mem, institution_id, &list, &count, err);

	if (rc < 0)
		return rc;
	framework_facts(mem, list, count, facts);
	*out = facts;
	return YUP_OK;
}
