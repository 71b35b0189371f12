/* plan_rows.c - see plan_rows.h: files, units and forms. */
#include "store/plan_rows.h"

#include "base/mem.h"
#include "core/plan_state.h"

_Static_assert(FORM_A == 0 && FORM_B == 1, "stored in form.kind");

struct stmt *
plan_rows_use(const struct plan_rows *at, enum query query)
{
	struct stmt *q = db_use(at->db, query);

	stmt_put_int(q, at->institution_id);
	stmt_put_int(q, at->plan_id);
	return q;
}

void
plan_rows_put_key(struct stmt *q, const struct plan_rows *at, size_t ordinal)
{
	stmt_put_int(q, at->institution_id);
	stmt_put_int(q, at->plan_id);
	stmt_put_int(q, (int64_t)ordinal);
}

/* ---- Files ---------------------------------------------------------------- */

static int
save_files(const struct plan_rows *at, const int64_t *document_ids, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_PLAN_FILE_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->file_count; i++) {
		int64_t document = document_ids != NULL ? document_ids[i] : 0;

		plan_rows_put_key(q, at, i);
		stmt_put_text(q, at->saved->files[i]);
		stmt_put_num(q, document != 0 ? document : NUM_ABSENT);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_files(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_PLAN_FILE_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->plan->file_count)
			at->plan->files[found - 1] = stmt_get_text(q, at->plan->mem);
	return check_row_count(at->db, rc, "plan_file", found, at->plan->file_count, err);
}

/* ---- Units ---------------------------------------------------------------- */

static void
put_unit(struct stmt *q, const struct plan *plan, const struct plan_unit *unit)
{
	stmt_put_text(q, unit->id);
	put_index(q, unit->parent, plan->unit_count);
	stmt_put_text(q, unit->name);
	stmt_put_text(q, unit->acronym);
	stmt_put_text(q, unit->own_acronym);
	stmt_put_text(q, unit->path);
	stmt_put_int(q, unit->has_form_b);
	stmt_put_int(q, unit->has_total);
	put_periods(q, unit->total_e4);
	stmt_put_num(q, unit->total_sum_e4);
	stmt_put_int(q, unit->total_inferred);
	stmt_put_int(q, unit->total_cells);
	put_source(q, &unit->total_source, plan->file_count);
	put_source(q, &unit->source, plan->file_count);
	stmt_put_num(q, unit->org_unit_id != 0 ? unit->org_unit_id : NUM_ABSENT);
}

static void
get_unit(struct stmt *q, const struct plan *plan, struct plan_unit *unit)
{
	unit->id = stmt_get_text(q, plan->mem);
	unit->parent = get_index(q, plan->unit_count);
	unit->name = stmt_get_text(q, plan->mem);
	unit->acronym = stmt_get_text(q, plan->mem);
	unit->own_acronym = stmt_get_text(q, plan->mem);
	unit->path = stmt_get_text(q, plan->mem);
	unit->has_form_b = stmt_get_bool(q);
	unit->has_total = stmt_get_bool(q);
	get_periods(q, unit->total_e4);
	unit->total_sum_e4 = stmt_get_num(q);
	unit->total_inferred = get_u16(q);
	unit->total_cells = get_u8(q, UINT8_MAX);
	unit->total_source = get_source(q, plan->file_count);
	unit->source = get_source(q, plan->file_count);
	unit->org_unit_id = stmt_get_num(q);
	if (unit->org_unit_id == NUM_ABSENT)
		unit->org_unit_id = 0;
	unit->state = get_u8(q, UNIT_STATE__COUNT - 1);
}

static int
save_units(const struct plan_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_UNIT_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->unit_count; i++) {
		plan_rows_put_key(q, at, i);
		put_unit(q, at->saved, &at->saved->units[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_units(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_UNIT_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->plan->unit_count)
			get_unit(q, at->plan, &at->plan->units[found - 1]);
	return check_row_count(at->db, rc, "unit", found, at->plan->unit_count, err);
}

/* ---- Spellings of units --------------------------------------------------- */

static int
save_unit_spellings(const struct plan_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_UNIT_SPELLING_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; i < at->saved->unit_count; i++) {
		const struct plan_unit *unit = &at->saved->units[i];

		for (size_t k = 0; rc == YUP_OK && k < unit->spelling_count; k++) {
			plan_rows_put_key(q, at, i);
			stmt_put_int(q, (int64_t)k);
			stmt_put_text(q, unit->spellings[k]);
			rc = stmt_send(q, err);
		}
	}
	return rc;
}

/* All in one array; each unit then points at its stretch of it. */
static int
load_unit_spellings(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_UNIT_SPELLING_LIST);
	struct plan *plan = at->plan;
	struct text_list all = { 0 };
	size_t next = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t unit = get_place(q, plan->unit_count);

		text_list_add(&all, plan->mem, stmt_get_text(q, plan->mem));
		if (unit != PLAN_NONE)
			plan->units[unit].spelling_count++;
	}
	for (size_t i = 0; rc == YUP_OK && i < plan->unit_count; i++) {
		if (plan->units[i].spelling_count > 0)
			plan->units[i].spellings = &all.items[next];
		next += plan->units[i].spelling_count;
	}
	return rc;
}

/* ---- Forms ---------------------------------------------------------------- */

static void
put_form(struct stmt *q, const struct plan *plan, const struct plan_form *form)
{
	if (form->file >= plan->file_count)
		stmt_refuse(q, YUP_EINVALID, "a form is in no file");
	stmt_put_int(q, form->kind);
	stmt_put_int(q, form->file);
	stmt_put_int(q, form->first_line);
	stmt_put_int(q, form->last_line);
	put_index(q, form->unit, plan->unit_count);
	put_index(q, form->duplicate_of, plan->form_count);
	stmt_put_int(q, form->has_footer);
	stmt_put_int(q, form->footer_line);
	stmt_put_num(q, form->footer_cents);
}

static void
get_form(struct stmt *q, const struct plan *plan, struct plan_form *form)
{
	form->kind = (enum form_kind)stmt_get_int_in(q, FORM_A, FORM_B);
	form->file = get_place(q, plan->file_count);
	form->first_line = get_u32(q);
	form->last_line = get_u32(q);
	form->unit = get_index(q, plan->unit_count);
	form->duplicate_of = get_index(q, plan->form_count);
	form->has_footer = stmt_get_bool(q);
	form->footer_line = get_u32(q);
	form->footer_cents = stmt_get_num(q);
}

static int
save_forms(const struct plan_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_FORM_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->form_count; i++) {
		plan_rows_put_key(q, at, i);
		put_form(q, at->saved, &at->saved->forms[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_forms(const struct plan_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = plan_rows_use(at, Q_FORM_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->plan->form_count)
			get_form(q, at->plan, &at->plan->forms[found - 1]);
	return check_row_count(at->db, rc, "form", found, at->plan->form_count, err);
}

/* ---- All of them ---------------------------------------------------------- */

int
plan_rows_save(const struct plan_rows *at, const int64_t *document_ids, struct err *err)
{
	int rc;

	rc = save_files(at, document_ids, err);
	if (rc == YUP_OK)
		rc = save_units(at, err);
	if (rc == YUP_OK)
		rc = save_unit_spellings(at, err);
	if (rc == YUP_OK)
		rc = save_forms(at, err);
	if (rc == YUP_OK)
		rc = node_rows_save(at, err);
	return rc == YUP_OK ? db_settle(at->db, err) : rc;
}

int
plan_rows_load(const struct plan_rows *at, struct err *err)
{
	int rc;

	rc = load_files(at, err);
	if (rc == YUP_OK)
		rc = load_units(at, err);
	if (rc == YUP_OK)
		rc = load_unit_spellings(at, err);
	if (rc == YUP_OK)
		rc = load_forms(at, err);
	if (rc == YUP_OK)
		rc = node_rows_load(at, err);
	return rc;
}
