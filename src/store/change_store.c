#include "store/change_store.h"

#include "base/mem.h"
#include "core/plan_state.h"
#include "store/plan_rows.h"

static struct stmt *
use(struct db *db, enum query query, int64_t institution_id, int64_t plan_id)
{
	struct stmt *q = db_use(db, query);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	return q;
}

/* ---- The plan's revision ------------------------------------------------------ */

int
change_store_now(struct db *db, int64_t institution_id, int64_t plan_id, struct plan_now *out,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_PLAN_NOW, institution_id, plan_id);
	struct plan_now now;
	int rc = stmt_one(q, "plan", err);

	if (rc < 0)
		return rc;
	now.revision = get_u32(q);
	now.state = get_u8(q, PLAN_STATE__COUNT - 1);
	now.superseded = !stmt_at_null(q);
	(void)stmt_get_value(q);
	now.row_count = (size_t)stmt_get_int_in(q, 0, PLAN_NODES_MAX);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = now;
	return rc;
}

int
change_store_begin(struct db_tx *tx, int64_t institution_id, int64_t plan_id, uint32_t seen,
    uint32_t *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(tx->db, Q_PLAN_TOUCH, institution_id, plan_id);
	uint32_t revision;
	int rc;

	stmt_put_int(q, seen);
	rc = stmt_next(q, err);
	if (rc < 0)
		return rc;
	if (rc == 0)
		return err_refuse(err, YUP_ECONFLICT, "plan_changed", "not at revision %u", seen);
	revision = get_u32(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = revision;
	return rc;
}

/* ---- Adding ---------------------------------------------------------------------- */

static int
insert_change(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    const struct change *change, struct err *err)
{
	struct stmt *q = use(tx->db, Q_CHANGE_INSERT, institution_id, plan_id);

	stmt_put_int(q, change->revision);
	stmt_put_text(q, change->at);
	stmt_put_num(q, change->user_id != 0 ? change->user_id : NUM_ABSENT);
	stmt_put_text(q, change->actor);
	stmt_put_int(q, change->kind);
	stmt_put_text(q, change->why);
	return stmt_send(q, err);
}

static void
put_value(struct stmt *q, const struct cell_value *value)
{
	stmt_put_num(q, value->number);
	stmt_put_text(q, value->text);
}

static int
insert_cells(struct db_tx *tx, int64_t institution_id, int64_t plan_id, const struct change *change,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < change->cell_count; i++) {
		const struct cell_edit *cell = &change->cells[i];
		struct stmt *q = use(tx->db, Q_CHANGE_CELL_INSERT, institution_id, plan_id);

		stmt_put_int(q, change->revision);
		stmt_put_int(q, (int64_t)i);
		stmt_put_int(q, cell->node);
		stmt_put_int(q, cell->field);
		stmt_put_int(q, cell->period);
		put_value(q, &cell->before);
		put_value(q, &cell->after);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
count_rows(const struct plan_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_PLAN_SET_NODE_COUNT);

	stmt_put_int(q, (int64_t)at->saved->node_count);
	stmt_put_int(q, at->institution_id);
	stmt_put_int(q, at->plan_id);
	return stmt_send(q, err);
}

/* Each row once, and its sheet once, however many of their cells changed. */
static int
write_rows(const struct plan_rows *at, const struct change *change, size_t rows_before,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *scratch = mem_new();
	bool *written = mem_array(scratch, at->saved->node_count + 1, sizeof(*written));
	bool *sheets = mem_array(scratch, at->saved->node_count + 1, sizeof(*sheets));
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < change->cell_count; i++) {
		uint32_t row = change->cells[i].node;

		if (!written[row])
			rc = node_rows_write(at, row, row >= rows_before, err);
		written[row] = true;
		if (rc < 0 || sheets[row] ||
		    !node_field_is_of_sheet((enum node_field)change->cells[i].field))
			continue;
		sheets[row] = true;
		rc = sheet_rows_write(at, row, err);
	}
	if (rc == YUP_OK && at->saved->node_count > rows_before)
		rc = count_rows(at, err);
	return rc;
}

int
change_store_save(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    const struct change *change, const struct plan *plan, size_t rows_before, struct err *err)
{
	struct plan_rows at = {
		.db = tx->db,
		.institution_id = institution_id,
		.plan_id = plan_id,
		.saved = plan,
	};
	int rc = insert_change(tx, institution_id, plan_id, change, err);

	if (rc == YUP_OK)
		rc = insert_cells(tx, institution_id, plan_id, change, err);
	if (rc == YUP_OK)
		rc = write_rows(&at, change, rows_before, err);
	return rc;
}

/* ---- Reading ------------------------------------------------------------------------ */

struct cell_row {
	uint32_t revision;
	struct cell_edit cell;
};

static struct cell_value
get_value(struct stmt *q, struct mem *mem)
{
	struct cell_value value;

	value.number = stmt_get_num(q);
	value.text = stmt_get_text_or_null(q, mem);
	return value;
}

static struct cell_row
get_cell(struct stmt *q, struct mem *mem)
{
	struct cell_row row = { .revision = get_u32(q) };

	row.cell.node = get_u32(q);
	row.cell.field = get_u8(q, FIELD__COUNT - 1);
	row.cell.period = get_u8(q, PACK_PERIODS_MAX);
	row.cell.before = get_value(q, mem);
	row.cell.after = get_value(q, mem);
	return row;
}

static struct change
get_change(struct stmt *q, struct mem *mem)
{
	struct change change = { .revision = get_u32(q) };

	change.at = stmt_get_text(q, mem);
	change.user_id = stmt_get_num(q);
	if (change.user_id == NUM_ABSENT)
		change.user_id = 0;
	change.actor = stmt_get_text(q, mem);
	change.kind = (enum change_kind)stmt_get_int_in(q, 0, CHANGE__COUNT - 1);
	change.why = stmt_get_text(q, mem);
	return change;
}

/* Both come in order of revision: each change takes its stretch of the cells. */
static int
read_changes(struct stmt *q, struct stmt *cells_of, struct mem *mem, struct change **out,
    size_t *out_count, struct err *err)
{
	struct change *list = NULL;
	struct cell_edit *cells = NULL;
	size_t count = 0, room = 0, cell_count = 0, cell_room = 0, i = 0, next = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_change(q, mem);
	}
	while (rc == YUP_OK && (rc = stmt_next(cells_of, err)) > 0) {
		struct cell_row row = get_cell(cells_of, mem);

		rc = YUP_OK;
		while (i < count && list[i].revision != row.revision)
			i++;
		if (i == count) {
			stmt_spoil(cells_of, "a cell of no change");
			continue;
		}
		MEM_PUSH(mem, cells, cell_count, cell_room);
		cells[cell_count - 1] = row.cell;
		list[i].cell_count++;
	}
	if (rc < 0)
		return rc;
	for (i = 0; i < count; i++) {
		list[i].cells = cells + next;
		next += list[i].cell_count;
	}
	*out = list;
	*out_count = count;
	return YUP_OK;
}

static void
put_range(struct stmt *q, const struct change_range *range)
{
	stmt_put_int(q, range->after);
	stmt_put_int(q, range->last);
}

int
change_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct change_range *range, struct change **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_CHANGE_LIST, institution_id, plan_id);
	CLEANUP(stmt_done)
	struct stmt *cells = use(db, Q_CHANGE_CELL_LIST, institution_id, plan_id);

	put_range(q, range);
	put_range(cells, range);
	return read_changes(q, cells, mem, out, out_count, err);
}

int
change_store_list_of_node(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    uint32_t node, uint32_t after, struct change **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_CHANGE_LIST_OF_NODE, institution_id, plan_id);
	CLEANUP(stmt_done)
	struct stmt *cells = use(db, Q_CHANGE_CELL_LIST_OF_NODE, institution_id, plan_id);

	stmt_put_int(q, after);
	stmt_put_int(q, node);
	stmt_put_int(cells, after);
	stmt_put_int(cells, node);
	return read_changes(q, cells, mem, out, out_count, err);
}

int
change_store_cells(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct change_range *range, struct cell_edit **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_CHANGE_CELL_LIST, institution_id, plan_id);
	struct cell_edit *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	put_range(q, range);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_cell(q, mem).cell;
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
change_store_revision_at(struct db *db, int64_t institution_id, int64_t plan_id, const char *moment,
    uint32_t *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_CHANGE_LAST_AT, institution_id, plan_id);
	uint32_t revision;
	int rc;

	stmt_put_text(q, moment);
	rc = stmt_one(q, "revision", err);
	if (rc < 0)
		return rc;
	revision = get_u32(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = revision;
	return rc;
}
