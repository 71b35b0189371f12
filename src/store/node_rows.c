/* node_rows.c - see plan_rows.h: nodes, their sources, spellings and repairs. */
#include "base/mem.h"
#include "store/plan_rows.h"

_Static_assert(BEHAVIOUR_SUM == 0 && BEHAVIOUR_AVERAGE == 1 && BEHAVIOUR_LAST == 2,
    "stored in node.behaviour");
_Static_assert(BASIS_QUANTITY == 0 && BASIS_SHARE == 1, "stored in node.basis");
_Static_assert(NODE_AS_READ == 0 && NODE_REPAIRED == 1 && NODE_UNRESOLVED == 2,
    "stored in node.state");

/* ---- Nodes ---------------------------------------------------------------- */

static void
put_schedule(struct stmt *q, const struct plan *plan, size_t i)
{
	const int64_t *months = plan_schedule(plan, i);

	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++) {
		if (m < plan->period_count && ((unsigned)plan->nodes[i].given >> m & 1u) != 0)
			stmt_put_int(q, months[m]);
		else
			stmt_put_null(q);
	}
}

/* A month that was not given is 0, its bit clear. */
static void
get_schedule(struct stmt *q, struct plan *plan, size_t i)
{
	int64_t *months = plan_schedule(plan, i);

	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++) {
		int64_t value = stmt_get_num(q);

		if (m >= plan->period_count || value == NUM_ABSENT)
			continue;
		months[m] = value;
		plan->nodes[i].given |= (uint16_t)(1u << m);
	}
}

/* Its parent is one of the first `parents` rows. */
static void
put_node(struct stmt *q, const struct plan *plan, size_t i, size_t parents)
{
	const struct plan_node *node = &plan->nodes[i];

	stmt_put_text(q, node->id);
	put_index(q, node->parent, parents);
	put_index(q, node->unit, plan->unit_count);
	put_index(q, node->form_a, plan->form_count);
	put_index(q, node->form_b, plan->form_count);
	stmt_put_int(q, node->level);
	stmt_put_text(q, node->code);
	stmt_put_text(q, node->code_read);
	stmt_put_text(q, node->title);
	stmt_put_text(q, node->indicator);
	stmt_put_text(q, node->responsible);
	stmt_put_text(q, node->verification);
	put_measure(q, &node->baseline);
	put_measure(q, &node->target);
	stmt_put_num(q, node->weight_e4);
	stmt_put_num(q, node->total_e4);
	stmt_put_num(q, node->budget_cents);
	stmt_put_int(q, node->behaviour);
	stmt_put_int(q, node->behaviour_inferred);
	stmt_put_int(q, node->basis);
	stmt_put_int(q, node->state);
	stmt_put_int(q, node->first_month);
	stmt_put_int(q, node->last_month);
	stmt_put_int(q, node->decimals);
	stmt_put_int(q, node->percent);
	stmt_put_int(q, node->total_percent);
	stmt_put_int(q, node->has_schedule);
	put_schedule(q, plan, i);
	stmt_put_int(q, node->position);
	stmt_put_int(q, node->revision);
	stmt_put_int(q, node->deleted);
	stmt_put_int(q, node->edited);
}

static void
get_node(struct stmt *q, struct plan *plan, size_t i)
{
	struct plan_node *node = &plan->nodes[i];

	node->id = stmt_get_text(q, plan->mem);
	node->parent = get_index(q, plan->node_count);
	node->unit = get_index(q, plan->unit_count);
	node->form_a = get_index(q, plan->form_count);
	node->form_b = get_index(q, plan->form_count);
	node->level = get_u8(q, PACK_LEVELS_MAX - 1);
	node->code = stmt_get_text(q, plan->mem);
	node->code_read = stmt_get_text(q, plan->mem);
	node->title = stmt_get_text(q, plan->mem);
	node->indicator = stmt_get_text(q, plan->mem);
	node->responsible = stmt_get_text(q, plan->mem);
	node->verification = stmt_get_text(q, plan->mem);
	node->sheet = (struct indicator_sheet){ .formula = "", .source = "", .unit = "" };
	node->baseline = get_measure(q, plan->mem);
	node->target = get_measure(q, plan->mem);
	node->weight_e4 = stmt_get_num(q);
	node->total_e4 = stmt_get_num(q);
	node->budget_cents = stmt_get_num(q);
	node->behaviour = get_u8(q, BEHAVIOUR__COUNT - 1);
	node->behaviour_inferred = stmt_get_bool(q);
	node->basis = get_u8(q, BASIS_SHARE);
	node->state = get_u8(q, NODE_UNRESOLVED);
	node->first_month = get_u8(q, PACK_PERIODS_MAX);
	node->last_month = get_u8(q, PACK_PERIODS_MAX);
	node->decimals = get_u8(q, UINT8_MAX);
	node->percent = stmt_get_bool(q);
	node->total_percent = stmt_get_bool(q);
	node->has_schedule = stmt_get_bool(q);
	get_schedule(q, plan, i);
	node->position = stmt_get_int(q);
	node->revision = get_u32(q);
	node->deleted = stmt_get_bool(q);
	node->edited = stmt_get_bool(q);
	node->row = (uint32_t)i;
}

static int
save_nodes(const struct plan_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_NODE_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->node_count; i++) {
		if (at->saved->nodes[i].row != i)
			return err_set(err, YUP_EBUG, "row %u stands at %zu",
			    at->saved->nodes[i].row, i);
		plan_rows_put_key(q, at, i);
		put_node(q, at->saved, i, i);
		rc = stmt_send(q, err);
	}
	return rc;
}

int
node_rows_write(const struct plan_rows *at, uint32_t row, bool is_new, struct err *err)
{
	struct stmt *q = db_use(at->db, is_new ? Q_NODE_INSERT : Q_NODE_UPDATE);

	if (is_new)
		plan_rows_put_key(q, at, row);
	put_node(q, at->saved, row, at->saved->node_count);
	if (!is_new)
		plan_rows_put_key(q, at, row);
	return stmt_send(q, err);
}

static int
load_nodes(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_NODE_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->plan->node_count)
			get_node(q, at->plan, found - 1);
	return check_row_count(at->db, rc, "node", found, at->plan->node_count, err);
}

/* ---- Where each was said -------------------------------------------------- */

static int
save_sources(const struct plan_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_NODE_SOURCE_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; i < at->saved->node_count; i++) {
		const struct plan_node *node = &at->saved->nodes[i];

		for (size_t k = 0; rc == YUP_OK && k < node->source_count; k++) {
			plan_rows_put_key(q, at, i);
			stmt_put_int(q, (int64_t)k);
			put_source(q, &node->sources[k], at->saved->file_count);
			rc = stmt_send(q, err);
		}
	}
	return rc;
}

/* All in one array; each node then points at its stretch of it. */
static int
load_sources(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_NODE_SOURCE_LIST);
	struct plan *plan = at->plan;
	struct source *all = NULL;
	size_t count = 0, room = 0, next = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t node = get_place(q, plan->node_count);

		MEM_PUSH(plan->mem, all, count, room);
		all[count - 1] = get_source(q, plan->file_count);
		if (node != PLAN_NONE)
			plan->nodes[node].source_count++;
	}
	for (size_t i = 0; rc == YUP_OK && i < plan->node_count; i++) {
		if (plan->nodes[i].source_count > 0)
			plan->nodes[i].sources = &all[next];
		next += plan->nodes[i].source_count;
	}
	return rc;
}

/* ---- Other titles --------------------------------------------------------- */

static int
save_spellings(const struct plan_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_NODE_SPELLING_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; i < at->saved->node_count; i++) {
		const struct plan_node *node = &at->saved->nodes[i];

		for (size_t k = 0; rc == YUP_OK && k < node->spelling_count; k++) {
			plan_rows_put_key(q, at, i);
			stmt_put_int(q, (int64_t)k);
			stmt_put_text(q, node->spellings[k]);
			rc = stmt_send(q, err);
		}
	}
	return rc;
}

static int
load_spellings(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_NODE_SPELLING_LIST);
	struct plan *plan = at->plan;
	struct text_list all = { 0 };
	size_t next = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t node = get_place(q, plan->node_count);

		text_list_add(&all, plan->mem, stmt_get_text(q, plan->mem));
		if (node != PLAN_NONE)
			plan->nodes[node].spelling_count++;
	}
	for (size_t i = 0; rc == YUP_OK && i < plan->node_count; i++) {
		if (plan->nodes[i].spelling_count > 0)
			plan->nodes[i].spellings = &all.items[next];
		next += plan->nodes[i].spelling_count;
	}
	return rc;
}

/* ---- The indicators' sheets, where something was said ----------------------------- */

_Static_assert(FREQUENCY_NONE == 0 && FREQUENCY_YEARLY == 4, "stored in indicator_sheet.frequency");
_Static_assert(DIRECTION_NONE == 0 && DIRECTION_FALLING == 2,
    "stored in indicator_sheet.direction");

static int
insert_sheet(const struct plan_rows *at, size_t row, struct err *err)
{
	const struct indicator_sheet *sheet = &at->saved->nodes[row].sheet;
	struct stmt *q;

	if (sheet_is_empty(sheet))
		return YUP_OK;
	q = db_use(at->db, Q_INDICATOR_SHEET_INSERT);
	plan_rows_put_key(q, at, row);
	stmt_put_text(q, sheet->formula);
	stmt_put_text(q, sheet->source);
	stmt_put_int(q, sheet->frequency);
	stmt_put_int(q, sheet->direction);
	stmt_put_text(q, sheet->unit);
	return stmt_send(q, err);
}

static int
save_sheets(const struct plan_rows *at, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->node_count; i++)
		rc = insert_sheet(at, i, err);
	return rc;
}

int
sheet_rows_write(const struct plan_rows *at, uint32_t row, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_INDICATOR_SHEET_DELETE);
	int rc;

	plan_rows_put_key(q, at, row);
	rc = stmt_send(q, err);
	return rc == YUP_OK ? insert_sheet(at, row, err) : rc;
}

static int
load_sheets(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_INDICATOR_SHEET_LIST);
	struct plan *plan = at->plan;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t node = get_place(q, plan->node_count);
		struct indicator_sheet sheet;

		sheet.formula = stmt_get_text(q, plan->mem);
		sheet.source = stmt_get_text(q, plan->mem);
		sheet.frequency = get_u8(q, FREQUENCY__COUNT - 1);
		sheet.direction = get_u8(q, DIRECTION__COUNT - 1);
		sheet.unit = stmt_get_text(q, plan->mem);
		if (node != PLAN_NONE)
			plan->nodes[node].sheet = sheet;
	}
	return rc;
}

/* ---- Rolled-up rows as printed -------------------------------------------- */

static void
put_published(struct stmt *q, const struct plan *plan, const struct published_row *row)
{
	put_periods(q, row->month_e4);
	stmt_put_num(q, row->total_e4);
	stmt_put_num(q, row->weight_e4);
	stmt_put_int(q, row->inferred);
	stmt_put_int(q, row->decimals);
	stmt_put_int(q, row->cells);
	stmt_put_int(q, row->damaged);
	put_source(q, &row->source, plan->file_count);
	stmt_put_text(q, row->title);
	put_measure(q, &row->baseline);
	put_measure(q, &row->target);
}

static const struct published_row *
get_published(struct stmt *q, const struct plan *plan)
{
	struct published_row *row = mem_alloc(plan->mem, sizeof(*row));

	get_periods(q, row->month_e4);
	row->total_e4 = stmt_get_num(q);
	row->weight_e4 = stmt_get_num(q);
	row->inferred = get_u16(q);
	row->decimals = get_u8(q, UINT8_MAX);
	row->cells = get_u8(q, UINT8_MAX);
	row->damaged = stmt_get_bool(q);
	row->source = get_source(q, plan->file_count);
	row->title = stmt_get_text(q, plan->mem);
	row->baseline = get_measure(q, plan->mem);
	row->target = get_measure(q, plan->mem);
	return row;
}

static int
save_published(const struct plan_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_PUBLISHED_ROW_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->node_count; i++) {
		if (at->saved->nodes[i].published == NULL)
			continue;
		plan_rows_put_key(q, at, i);
		put_published(q, at->saved, at->saved->nodes[i].published);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_published(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_PUBLISHED_ROW_LIST);
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t node = get_place(q, at->plan->node_count);

		if (node != PLAN_NONE)
			at->plan->nodes[node].published = get_published(q, at->plan);
	}
	return rc;
}

/* ---- Repairs -------------------------------------------------------------- */

/* One of a note's lists; their order is stored in repair_line.list. */
struct note_list {
	const char **items;
	size_t count;
};

enum { NOTE_CELLS_READ, NOTE_CHANGED, NOTE_EQUATIONS, NOTE_CANDIDATES, NOTE_LIST__COUNT };

static struct note_list
note_list(const struct repair_note *note, unsigned which)
{
	switch (which) {
	case NOTE_CELLS_READ:
		return (struct note_list){ note->cells_read, note->cells_count };
	case NOTE_CHANGED:
		return (struct note_list){ note->changed, note->changed_count };
	case NOTE_EQUATIONS:
		return (struct note_list){ note->equations, note->equations_count };
	default:
		return (struct note_list){ note->candidates, note->candidates_count };
	}
}

static void
note_set_list(struct repair_note *note, unsigned which, struct note_list list)
{
	switch (which) {
	case NOTE_CELLS_READ:
		note->cells_read = list.items;
		note->cells_count = list.count;
		return;
	case NOTE_CHANGED:
		note->changed = list.items;
		note->changed_count = list.count;
		return;
	case NOTE_EQUATIONS:
		note->equations = list.items;
		note->equations_count = list.count;
		return;
	default:
		note->candidates = list.items;
		note->candidates_count = list.count;
		return;
	}
}

static int
save_repair_lines(const struct plan_rows *at, size_t node, unsigned which, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_REPAIR_LINE_INSERT);
	struct note_list list = note_list(at->saved->nodes[node].repair, which);
	int rc = YUP_OK;

	for (size_t k = 0; rc == YUP_OK && k < list.count; k++) {
		plan_rows_put_key(q, at, node);
		stmt_put_int(q, which);
		stmt_put_int(q, (int64_t)k);
		stmt_put_text(q, list.items[k]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
save_repair(const struct plan_rows *at, size_t node, struct err *err)
{
	const struct repair_note *note = at->saved->nodes[node].repair;
	struct stmt *q = db_use(at->db, Q_REPAIR_INSERT);
	int rc;

	plan_rows_put_key(q, at, node);
	stmt_put_int(q, note->whole);
	put_periods(q, note->read_e4);
	stmt_put_num(q, note->read_total_e4);
	rc = stmt_send(q, err);
	for (unsigned which = 0; rc == YUP_OK && which < NOTE_LIST__COUNT; which++)
		rc = save_repair_lines(at, node, which, err);
	return rc;
}

static int
save_repairs(const struct plan_rows *at, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->node_count; i++)
		if (at->saved->nodes[i].repair != NULL)
			rc = save_repair(at, i, err);
	return rc;
}

/*
 * Notes are read into `notes`, one for each node; nodes point at them once
 * their lists are whole.
 */
static int
load_repair_rows(const struct plan_rows *at, struct repair_note **notes, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_REPAIR_LIST);
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t node = get_place(q, at->plan->node_count);
		struct repair_note *note = mem_alloc(at->plan->mem, sizeof(*note));

		note->whole = stmt_get_bool(q);
		get_periods(q, note->read_e4);
		note->read_total_e4 = stmt_get_num(q);
		if (node == PLAN_NONE)
			continue;
		notes[node] = note;
		at->plan->nodes[node].repair = note;
	}
	return rc;
}

/* Lines come list by list, so one list grows at a time. */
static int
load_repair_lines(const struct plan_rows *at, struct repair_note **notes, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_REPAIR_LINE_LIST);
	const struct repair_note *growing = NULL;
	struct text_list list = { 0 };
	unsigned last = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t node = get_place(q, at->plan->node_count);
		unsigned which = get_u8(q, NOTE_LIST__COUNT - 1);
		struct repair_note *note = node != PLAN_NONE ? notes[node] : NULL;

		if (note == NULL) {
			stmt_spoil(q, "a line of no repair");
			continue;
		}
		if (note != growing || which != last)
			list = (struct text_list){ 0 };
		growing = note;
		last = which;
		text_list_add(&list, at->plan->mem, stmt_get_text(q, at->plan->mem));
		note_set_list(note, which, (struct note_list){ list.items, list.count });
	}
	return rc;
}

static int
load_repairs(const struct plan_rows *at, struct err *err)
{
	CLEANUP(mem_done) struct mem *scratch = mem_new();
	struct repair_note **notes = mem_array(scratch, at->plan->node_count, sizeof(*notes));
	int rc;

	rc = load_repair_rows(at, notes, err);
	if (rc == YUP_OK)
		rc = load_repair_lines(at, notes, err);
	return rc;
}

/* ---- All of them ---------------------------------------------------------- */

int
node_rows_save(const struct plan_rows *at, struct err *err)
{
	int rc;

	rc = save_nodes(at, err);
	if (rc == YUP_OK)
		rc = save_sources(at, err);
	if (rc == YUP_OK)
		rc = save_spellings(at, err);
	if (rc == YUP_OK)
		rc = save_sheets(at, err);
	if (rc == YUP_OK)
		rc = save_published(at, err);
	if (rc == YUP_OK)
		rc = save_repairs(at, err);
	return rc;
}

int
node_rows_load(const struct plan_rows *at, struct err *err)
{
	int rc;

	rc = load_nodes(at, err);
	if (rc == YUP_OK)
		rc = load_sources(at, err);
	if (rc == YUP_OK)
		rc = load_spellings(at, err);
	if (rc == YUP_OK)
		rc = load_sheets(at, err);
	if (rc == YUP_OK)
		rc = load_published(at, err);
	if (rc == YUP_OK)
		rc = load_repairs(at, err);
	return rc;
}
