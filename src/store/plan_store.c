/* plan_store.c - see plan_store.h; the rows are in plan_rows.c. */
#include "store/plan_store.h"

#include <limits.h>
#include <string.h>

#include "base/mem.h"
#include "core/pack.h"
#include "core/plan.h"
#include "core/plan_edit.h"
#include "core/plan_state.h"
#include "store/change_store.h"
#include "store/document_store.h"
#include "store/framework_store.h"
#include "store/plan_rows.h"

_Static_assert(ROLLUP_AS_PUBLISHED == 0 && ROLLUP_BY_BEHAVIOUR == 1, "stored in plan.policy");

enum { FILES_MAX = 100000, FORMS_MAX = 1000000 };

/* ---- Saving --------------------------------------------------------------- */

static int
insert_plan(const struct plan_rows *at, const char *now, struct err *err)
{
	const struct plan *plan = at->saved;
	struct stmt *q = plan_rows_use(at, Q_PLAN_INSERT);

	stmt_put_int(q, plan->year);
	stmt_put_int(q, plan->version);
	stmt_put_int(q, plan->policy);
	stmt_put_text(q, plan->pack->name);
	stmt_put_int(q, plan->period_count);
	stmt_put_text(q, plan->institution);
	stmt_put_text(q, plan->acronym);
	stmt_put_text(q, now);
	stmt_put_int(q, (int64_t)plan->file_count);
	stmt_put_int(q, (int64_t)plan->unit_count);
	stmt_put_int(q, (int64_t)plan->form_count);
	stmt_put_int(q, (int64_t)plan->node_count);
	stmt_put_num(q, plan->based_on != 0 ? plan->based_on : NUM_ABSENT);
	return stmt_run(q, err);
}

int
plan_store_save(struct db_tx *tx, int64_t institution_id, const struct plan *plan,
    const int64_t *document_ids, const char *now, int64_t *out_id, struct err *err)
{
	struct plan_rows at = { .db = tx->db, .institution_id = institution_id, .saved = plan };
	int rc;

	rc = next_id(tx, institution_id, &at.plan_id, err);
	if (rc == YUP_OK)
		rc = insert_plan(&at, now, err);
	if (rc == YUP_OK)
		rc = plan_rows_save(&at, document_ids, err);
	if (rc == YUP_OK)
		rc = document_store_restore_all(tx, institution_id, document_ids, plan->file_count,
		    err);
	if (rc == YUP_OK)
		*out_id = at.plan_id;
	return rc;
}

/* ---- Taking another's place ----------------------------------------------- */

static int
supersede_plan(struct db_tx *tx, int64_t institution_id, int64_t plan_id, const char *now,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_PLAN_SUPERSEDE);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	return stmt_one(q, "plan in force", err);
}

int
plan_store_replace(struct db_tx *tx, int64_t institution_id, const struct plan *plan,
    const int64_t *document_ids, const char *now, int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan_head old;
	int64_t *ids = NULL;
	size_t count = 0;
	int64_t id;
	int rc;

	rc = plan_store_find(tx->db, mem, institution_id, plan->year, plan->version, &old, err);
	if (rc == YUP_ENOTFOUND)
		return plan_store_save(tx, institution_id, plan, document_ids, now, out_id, err);
	if (rc == YUP_OK)
		rc = plan_store_documents(tx->db, mem, institution_id, old.id, &ids, &count, err);
	if (rc == YUP_OK)
		rc = supersede_plan(tx, institution_id, old.id, now, err);
	if (rc == YUP_OK)
		rc = plan_store_save(tx, institution_id, plan, document_ids, now, &id, err);
	if (rc == YUP_OK)
		rc = document_store_supersede_unused(tx, institution_id, ids, count, now, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static int
restore_plan(struct db_tx *tx, int64_t institution_id, int64_t plan_id, int64_t *out_id,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_PLAN_RESTORE);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	*out_id = 0;
	while ((rc = stmt_next(q, err)) > 0)
		*out_id = stmt_get_int(q);
	return rc;
}

int
plan_store_give_back(struct db_tx *tx, int64_t institution_id, int64_t plan_id, const char *now,
    int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t *taken = NULL, *back = NULL, id = 0;
	size_t taken_count = 0, back_count = 0;
	int rc = plan_store_documents(tx->db, mem, institution_id, plan_id, &taken, &taken_count,
	    err);

	if (rc == YUP_OK)
		rc = supersede_plan(tx, institution_id, plan_id, now, err);
	if (rc == YUP_OK)
		rc = restore_plan(tx, institution_id, plan_id, &id, err);
	if (rc == YUP_OK && id != 0)
		rc = plan_store_documents(tx->db, mem, institution_id, id, &back, &back_count, err);
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

static int64_t
get_id_or_0(struct stmt *q)
{
	int64_t id = stmt_get_num(q);

	return id == NUM_ABSENT ? 0 : id;
}

static struct plan_head
get_head(struct stmt *q, struct mem *mem)
{
	struct plan_head head = { 0 };

	head.id = stmt_get_int(q);
	head.year = (int)stmt_get_int_in(q, INT_MIN, INT_MAX);
	head.version = get_u32(q);
	head.pack = stmt_get_text(q, mem);
	head.saved_at = stmt_get_text(q, mem);
	head.superseded_at = stmt_get_text(q, mem);
	head.state = get_u8(q, PLAN_STATE__COUNT - 1);
	head.revision = get_u32(q);
	head.based_on = get_id_or_0(q);
	return head;
}

int
plan_store_find(struct db *db, struct mem *mem, int64_t institution_id, int year, unsigned version,
    struct plan_head *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_PLAN_FIND);
	struct plan_head found;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	stmt_put_int(q, version);
	rc = stmt_one(q, "plan", err);
	if (rc < 0)
		return rc;
	found = get_head(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
plan_store_list(struct db *db, struct mem *mem, int64_t institution_id, struct plan_head **out,
    size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_PLAN_LIST);
	struct plan_head *list = NULL;
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
plan_store_documents(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    int64_t **out, size_t *out_count, struct err *err)
{
	struct plan_rows at = { .db = db, .institution_id = institution_id, .plan_id = plan_id };
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(&at, Q_PLAN_FILE_LIST);
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

static int
check_pack(const struct db *db, const struct pack *pack, const char *name, unsigned period_count,
    struct err *err)
{
	if (strcmp(pack->name, name) != 0)
		return err_set(err, YUP_EINVALID, "a plan of %s was made with pack %s, not %s",
		    db_name(db), name, pack->name);
	if (pack->period_count != period_count)
		return err_set(err, YUP_EINVALID, "a plan of %s has %u periods, pack %s has %u",
		    db_name(db), period_count, name, pack->period_count);
	return YUP_OK;
}

/* The counts come first, so that every array is made once and whole. */
static void
make_room(struct plan *plan)
{
	plan->unit_room = plan->unit_count;
	plan->form_room = plan->form_count;
	plan->node_room = plan->node_count;
	plan->files = mem_array(plan->mem, plan->file_count, sizeof(*plan->files));
	plan->units = mem_array(plan->mem, plan->unit_count, sizeof(*plan->units));
	plan->forms = mem_array(plan->mem, plan->form_count, sizeof(*plan->forms));
	plan->nodes = mem_array(plan->mem, plan->node_count, sizeof(*plan->nodes));
	plan->schedule_e4 = mem_array(plan->mem, plan->node_count * plan->period_count,
	    sizeof(*plan->schedule_e4));
}

static int
load_head(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_PLAN_GET);
	struct plan *plan = at->plan;
	const char *pack_name;
	int rc;

	rc = stmt_one(q, "plan", err);
	if (rc < 0)
		return rc;
	plan->year = (int)stmt_get_int_in(q, INT_MIN, INT_MAX);
	plan->version = get_u32(q);
	plan->policy = (enum rollup_policy)stmt_get_int_in(q, 0, ROLLUP_BY_BEHAVIOUR);
	pack_name = stmt_get_text(q, plan->mem);
	plan->period_count = get_u8(q, PACK_PERIODS_MAX);
	plan->institution = stmt_get_text(q, plan->mem);
	plan->acronym = stmt_get_text(q, plan->mem);
	plan->file_count = (size_t)stmt_get_int_in(q, 0, FILES_MAX);
	plan->unit_count = (size_t)stmt_get_int_in(q, 0, PLAN_UNITS_MAX);
	plan->form_count = (size_t)stmt_get_int_in(q, 0, FORMS_MAX);
	plan->node_count = (size_t)stmt_get_int_in(q, 0, PLAN_NODES_MAX);
	plan->state = get_u8(q, PLAN_STATE__COUNT - 1);
	plan->revision = get_u32(q);
	plan->based_on = get_id_or_0(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		rc = check_pack(at->db, plan->pack, pack_name, plan->period_count, err);
	return rc;
}

int
plan_store_load_rows(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct pack *pack, struct plan **out, struct err *err)
{
	struct plan *plan = plan_new(mem, pack);
	struct plan_rows at = {
		.db = db,
		.institution_id = institution_id,
		.plan_id = plan_id,
		.plan = plan,
	};
	int rc;

	rc = load_head(&at, err);
	if (rc < 0)
		return rc;
	make_room(plan);
	rc = plan_rows_load(&at, err);
	if (rc == YUP_OK)
		rc = framework_store_facts(db, mem, institution_id, &plan->facts, err);
	if (rc == YUP_OK)
		*out = plan;
	return rc;
}

/* What a cell puts back is an index, or not, of something that is there. */
static bool
points_inside(const struct plan *plan, const struct cell_edit *cell)
{
	int64_t v = cell->before.number;

	if (cell->node >= plan->node_count)
		return false;
	switch (cell->field) {
	case FIELD_PARENT:
		return v == NUM_ABSENT || (v >= 0 && v < (int64_t)plan->node_count);
	case FIELD_UNIT:
		return v == NUM_ABSENT || (v >= 0 && v < (int64_t)plan->unit_count);
	case FIELD_FORM_A:
	case FIELD_FORM_B:
		return v == NUM_ABSENT || (v >= 0 && v < (int64_t)plan->form_count);
	case FIELD_LEVEL:
		return v >= 0 && v < (int64_t)plan->pack->level_count;
	default:
		return true;
	}
}

static int
cells_after(struct db *db, int64_t institution_id, int64_t plan_id, uint32_t revision,
    struct plan *plan, struct cell_edit **out, size_t *out_count, struct err *err)
{
	struct change_range range = { revision, UINT32_MAX };
	int rc = change_store_cells(db, plan->mem, institution_id, plan_id, &range, out, out_count,
	    err);

	for (size_t i = 0; rc == YUP_OK && i < *out_count; i++)
		if (!points_inside(plan, &(*out)[i]))
			rc = err_set(err, YUP_EIO, "%s is damaged: a change points nowhere",
			    db_name(db));
	return rc;
}

/* Put back what was before, the newest change first. */
static int
undo_after(struct db *db, int64_t institution_id, int64_t plan_id, uint32_t revision,
    struct plan *plan, struct err *err)
{
	struct cell_edit *cells = NULL;
	size_t count = 0;
	int rc = cells_after(db, institution_id, plan_id, revision, plan, &cells, &count, err);

	if (rc < 0)
		return rc;
	edit_revert(plan, cells, count);
	plan->revision = revision;
	return YUP_OK;
}

int
plan_store_load_at(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct pack *pack, uint32_t revision, struct plan **out, struct err *err)
{
	struct plan *plan = NULL;
	int rc = plan_store_load_rows(db, mem, institution_id, plan_id, pack, &plan, err);

	if (rc == YUP_OK && revision < plan->revision)
		rc = undo_after(db, institution_id, plan_id, revision, plan, err);
	if (rc == YUP_OK)
		rc = plan_settle(plan, err);
	if (rc == YUP_OK)
		*out = plan;
	return rc;
}

/* Cell by cell, the newest first: what is there must be what each one left. */
static void
revert_held(struct plan *plan, const struct cell_edit *cells, size_t count, uint32_t *out_differs)
{
	*out_differs = PLAN_NONE;
	for (size_t i = count; i-- > 0;) {
		const struct cell_edit *c = &cells[i];

		if (*out_differs == PLAN_NONE &&
		    !cell_value_is(edit_value(plan, c->node, (enum node_field)c->field, c->period),
			c->after))
			*out_differs = c->node;
		edit_revert(plan, c, 1);
	}
}

/* A row that was not there yet: nothing of it may be left. */
static bool
is_blank(const struct plan *plan, uint32_t row)
{
	for (int field = 0; field < FIELD__COUNT; field++) {
		unsigned first = field == FIELD_SCHEDULE;

		for (unsigned m = first; m <= (first ? plan->period_count : 0); m++)
			if (!cell_value_is(edit_value(plan, row, (enum node_field)field, m),
				edit_value(plan, PLAN_NONE, (enum node_field)field, m)))
				return false;
	}
	return true;
}

int
plan_store_load_saved(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct pack *pack, struct plan **out, uint32_t *out_differs, struct err *err)
{
	struct cell_edit *cells = NULL;
	struct plan *plan = NULL;
	size_t count = 0;
	int rc = plan_store_load_rows(db, mem, institution_id, plan_id, pack, &plan, err);

	if (rc == YUP_OK)
		rc = cells_after(db, institution_id, plan_id, 0, plan, &cells, &count, err);
	if (rc < 0)
		return rc;
	revert_held(plan, cells, count, out_differs);
	for (uint32_t row = 0; *out_differs == PLAN_NONE && row < plan->node_count; row++)
		if (plan->nodes[row].deleted && !is_blank(plan, row))
			*out_differs = row;
	*out = plan;
	return YUP_OK;
}

int
plan_store_load(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct pack *pack, struct plan **out, struct err *err)
{
	return plan_store_load_at(db, mem, institution_id, plan_id, pack, PLAN_NEWEST, out, err);
}

int
plan_store_load_units(struct db *db, int64_t institution_id, int64_t plan_id, struct plan *plan,
    struct err *err)
{
	struct plan_rows at = { .db = db, .institution_id = institution_id, .plan_id = plan_id };
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(&at, Q_UNIT_STATES);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < plan->unit_count) {
			plan->units[found - 1].state = get_u8(q, UNIT_STATE__COUNT - 1);
			plan->units[found - 1].org_unit_id = get_id_or_0(q);
		}
	return check_row_count(db, rc, "unit", found, plan->unit_count, err);
}
