#include "store/report_store.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "store/row.h"

enum { YEAR_MAX = 9999 };

static struct stmt *
use(struct db *db, enum query query, int64_t institution_id, int year)
{
	struct stmt *q = db_use(db, query);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	return q;
}

static void
put_text_or_null(struct stmt *q, const char *text)
{
	stmt_put_text(q, text[0] != '\0' ? text : NULL);
}

/* Nobody is 0 here and null there. */
static void
put_id(struct stmt *q, int64_t id)
{
	stmt_put_num(q, id != 0 ? id : NUM_ABSENT);
}

static int64_t
get_id(struct stmt *q)
{
	int64_t id = stmt_get_num(q);

	return id == NUM_ABSENT ? 0 : id;
}

/* Whether the statement changed a row: 1, 0, or why it failed. */
static int
take_changed(struct stmt *q, struct err *err)
{
	int rc = stmt_next(q, err);

	if (rc <= 0)
		return rc;
	(void)stmt_get_int(q);
	rc = stmt_end(q, err);
	return rc < 0 ? rc : 1;
}

static int
refuse_period(int rc, struct err *err)
{
	if (rc == 0)
		return err_refuse(err, YUP_ECONFLICT, "period_changed", "not as it was seen");
	return rc < 0 ? rc : YUP_OK;
}

static int
refuse_report(int rc, struct err *err)
{
	if (rc == 0)
		return err_refuse(err, YUP_ECONFLICT, "report_changed", "not as it was seen");
	return rc < 0 ? rc : YUP_OK;
}

/* ---- Periods ------------------------------------------------------------------ */

int
report_store_lay_out(struct db_tx *tx, int64_t institution_id, int year,
    const struct report_period *periods, size_t count, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct stmt *q = use(tx->db, Q_REPORT_PERIOD_INSERT, institution_id, year);

		stmt_put_int(q, periods[i].number);
		stmt_put_int(q, periods[i].first);
		stmt_put_int(q, periods[i].last);
		stmt_put_text(q, periods[i].due_on);
		stmt_put_int(q, periods[i].state);
		put_id(q, periods[i].plan_id);
		rc = stmt_send(q, err);
	}
	return rc < 0 ? rc : db_settle(tx->db, err);
}

int
report_store_clear(struct db_tx *tx, int64_t institution_id, int year, struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(tx->db, Q_REPORT_PERIOD_DELETE, institution_id, year);

	return stmt_run(q, err);
}

static struct report_period
get_period(struct stmt *q, struct mem *mem)
{
	struct report_period p = { .number = get_u8(q, PACK_PERIODS_MAX) };

	p.first = get_u8(q, PACK_PERIODS_MAX);
	p.last = get_u8(q, PACK_PERIODS_MAX);
	p.state = get_u8(q, PERIOD_STATE__COUNT - 1);
	p.due_on = stmt_get_text(q, mem);
	p.plan_id = get_id(q);
	return p;
}

int
report_store_periods(struct db *db, struct mem *mem, int64_t institution_id, int year,
    struct report_period **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_REPORT_PERIOD_LIST, institution_id, year);
	struct report_period *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_period(q, mem);
	}
	*out = list;
	*out_count = count;
	return rc;
}

int
report_store_years(struct db *db, struct mem *mem, int64_t institution_id, int **out,
    size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_REPORT_PERIOD_YEARS);
	size_t count = 0, room = 0;
	int *list = NULL, rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = (int)stmt_get_int_in(q, 0, YEAR_MAX);
	}
	*out = list;
	*out_count = count;
	return rc;
}

int
report_store_period_of_plan(struct db *db, int64_t institution_id, int64_t plan_id, unsigned *out,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_REPORT_PERIOD_OF_PLAN);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	rc = stmt_next(q, err);
	if (rc < 0)
		return rc;
	*out = rc > 0 ? get_u8(q, PACK_PERIODS_MAX) : 0;
	return rc > 0 ? stmt_end(q, err) : YUP_OK;
}

int
report_store_put_period(struct db_tx *tx, int64_t institution_id, int year,
    const struct report_period *period, enum period_state seen, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_REPORT_PERIOD_PUT);

	stmt_put_int(q, period->state);
	stmt_put_text(q, period->due_on);
	put_id(q, period->plan_id);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, year);
	stmt_put_int(q, period->number);
	stmt_put_int(q, seen);
	return refuse_period(take_changed(q, err), err);
}

int
report_store_hold(struct db_tx *tx, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct report_period *out, struct err *err)
{
	CLEANUP(stmt_done)
	struct stmt *q = use(tx->db, Q_REPORT_PERIOD_HOLD, institution_id, year);
	int rc;

	stmt_put_int(q, period);
	rc = stmt_next(q, err);
	if (rc < 0)
		return rc;
	if (rc == 0)
		return err_refuse(err, YUP_ENOTFOUND, "period_absent", "%d/%u", year, period);
	*out = get_period(q, mem);
	return stmt_end(q, err);
}

/* ---- Units' reports, and steps --------------------------------------------------- */

static void
put_unit(struct stmt *q, const struct unit_report *unit)
{
	stmt_put_int(q, unit->period);
	stmt_put_text(q, unit->unit_id);
	stmt_put_int(q, unit->state);
	put_text_or_null(q, unit->due_on);
}

int
report_store_put_unit(struct db_tx *tx, int64_t institution_id, int year,
    const struct unit_report *unit, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(tx->db, Q_UNIT_REPORT_PUT, institution_id, year);

	put_unit(q, unit);
	return stmt_run(q, err);
}

int
report_store_units(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct unit_report **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_UNIT_REPORT_LIST, institution_id, year);
	struct unit_report *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, period);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1].period = get_u8(q, PACK_PERIODS_MAX);
		list[count - 1].unit_id = stmt_get_text(q, mem);
		list[count - 1].state = get_u8(q, UNIT_STATE__COUNT - 1);
		list[count - 1].due_on = stmt_get_text(q, mem);
	}
	*out = list;
	*out_count = count;
	return rc;
}

static void
put_step(struct stmt *q, const struct report_step *step)
{
	stmt_put_int(q, step->period);
	put_text_or_null(q, step->unit_id);
	stmt_put_int(q, step->state);
	put_text_or_null(q, step->due_on);
	stmt_put_text(q, step->at);
	put_id(q, step->user_id);
	stmt_put_text(q, step->actor);
	stmt_put_text(q, step->why);
}

int
report_store_add_step(struct db_tx *tx, int64_t institution_id, int year,
    const struct report_step *step, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(tx->db, Q_REPORT_STEP_INSERT, institution_id, year);

	put_step(q, step);
	return refuse_period(take_changed(q, err), err);
}

int
report_store_steps(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct report_step **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_REPORT_STEP_LIST, institution_id, year);
	struct report_step *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, period);
	while ((rc = stmt_next(q, err)) > 0) {
		struct report_step *s;

		MEM_PUSH(mem, list, count, room);
		s = &list[count - 1];
		s->period = get_u8(q, PACK_PERIODS_MAX);
		s->unit_id = stmt_get_text(q, mem);
		s->state = get_u8(q, UNIT_STATE__COUNT - 1);
		s->due_on = stmt_get_text(q, mem);
		s->at = stmt_get_text(q, mem);
		s->user_id = get_id(q);
		s->actor = stmt_get_text(q, mem);
		s->why = stmt_get_text(q, mem);
	}
	*out = list;
	*out_count = count;
	return rc;
}

/* ---- Reports -------------------------------------------------------------------- */

/* The columns of `report` after its key and revision, in their order. */
static const unsigned char COLUMNS[REPORT_FIELD__COUNT] = {
	REPORT_VALUE,
	REPORT_STATED,
	REPORT_EXECUTED,
	REPORT_OBTAINED,
	REPORT_CAUSE,
	REPORT_CAUSE_TEXT,
	REPORT_MEASURE,
	REPORT_MEASURE_TEXT,
	REPORT_MEASURE_MONTH,
	REPORT_RESPONSIBLE,
	REPORT_MEASURE_DUE,
	REPORT_NOTE,
};

static void
get_report(struct stmt *q, struct mem *mem, struct report *out)
{
	const char *node_id = stmt_get_text(q, mem);

	report_init(out, node_id, get_u8(q, PACK_PERIODS_MAX));
	out->revision = get_u32(q);
	for (size_t i = 0; i < REPORT_FIELD__COUNT; i++) {
		unsigned field = COLUMNS[i];

		if (field == REPORT_MEASURE && !stmt_at_null(q))
			out->number[field] = stmt_get_int_in(q, MEASURE_NONE, MEASURE__COUNT - 1);
		else if (report_field_is_number((enum report_field)field))
			out->number[field] = stmt_get_num(q);
		else
			out->text[field] = stmt_get_text(q, mem);
	}
}

int
report_store_get(struct db *db, struct mem *mem, int64_t institution_id, int year,
    const char *node_id, unsigned period, struct report *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_REPORT_GET, institution_id, year);
	int rc;

	stmt_put_text(q, node_id);
	stmt_put_int(q, period);
	report_init(out, node_id, period);
	rc = stmt_next(q, err);
	if (rc <= 0)
		return rc;
	get_report(q, mem, out);
	return stmt_end(q, err);
}

static int
list_reports(struct stmt *q, struct mem *mem, struct report **out, size_t *out_count,
    struct err *err)
{
	struct report *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		get_report(q, mem, &list[count - 1]);
	}
	*out = list;
	*out_count = count;
	return rc;
}

int
report_store_list(struct db *db, struct mem *mem, int64_t institution_id, int year, unsigned period,
    struct report **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_REPORT_LIST, institution_id, year);

	stmt_put_int(q, period);
	return list_reports(q, mem, out, out_count, err);
}

int
report_store_list_of_unit(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, int64_t plan_id, uint32_t unit, struct report **out, size_t *out_count,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_REPORT_LIST_OF_UNIT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	stmt_put_int(q, unit);
	stmt_put_int(q, year);
	stmt_put_int(q, period);
	return list_reports(q, mem, out, out_count, err);
}

static void
put_cells(struct stmt *q, const struct report *report)
{
	stmt_put_text(q, report->node_id);
	stmt_put_int(q, report->period);
	stmt_put_int(q, report->revision);
	for (size_t i = 0; i < REPORT_FIELD__COUNT; i++) {
		unsigned field = COLUMNS[i];

		if (report_field_is_number((enum report_field)field))
			stmt_put_num(q, report->number[field]);
		else
			stmt_put_text(q, report->text[field]);
	}
}

static int
put_report(struct db_tx *tx, int64_t institution_id, int year, const struct report *report,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(tx->db, Q_REPORT_PUT, institution_id, year);

	put_cells(q, report);
	return refuse_report(take_changed(q, err), err);
}

static int
put_past(struct db_tx *tx, int64_t institution_id, int year, const struct report *report,
    const struct report_change *c, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(tx->db, Q_REPORT_PAST_INSERT, institution_id, year);

	stmt_put_text(q, report->node_id);
	stmt_put_int(q, report->period);
	stmt_put_int(q, report->revision);
	stmt_put_int(q, c->field);
	stmt_put_num(q, c->before.number);
	stmt_put_text(q, c->before.text);
	stmt_put_num(q, c->after.number);
	stmt_put_text(q, c->after.text);
	stmt_put_text(q, c->at);
	put_id(q, c->user_id);
	stmt_put_text(q, c->actor);
	stmt_put_text(q, c->why);
	return refuse_report(take_changed(q, err), err);
}

int
report_store_put(struct db_tx *tx, int64_t institution_id, int year, const struct report *report,
    const struct report_change *cells, size_t count, struct err *err)
{
	int rc = put_report(tx, institution_id, year, report, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = put_past(tx, institution_id, year, report, &cells[i], err);
	return rc;
}

static void
get_change(struct stmt *q, struct mem *mem, struct report_change *c)
{
	c->period = get_u8(q, PACK_PERIODS_MAX);
	c->revision = get_u32(q);
	c->field = get_u8(q, REPORT_FIELD__COUNT - 1);
	c->before.number = stmt_get_num(q);
	c->before.text = stmt_get_text(q, mem);
	c->after.number = stmt_get_num(q);
	c->after.text = stmt_get_text(q, mem);
	c->at = stmt_get_text(q, mem);
	c->user_id = get_id(q);
	c->actor = stmt_get_text(q, mem);
	c->why = stmt_get_text(q, mem);
}

int
report_store_past(struct db *db, struct mem *mem, int64_t institution_id, int year,
    const char *node_id, unsigned period, struct report_change **out, size_t *out_count,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_REPORT_PAST_LIST, institution_id, year);
	struct report_change *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_text(q, node_id);
	stmt_put_int(q, period);
	while ((rc = stmt_next(q, err)) > 0) {
		struct report_change *c;

		MEM_PUSH(mem, list, count, room);
		c = &list[count - 1];
		get_change(q, mem, c);
	}
	*out = list;
	*out_count = count;
	return rc;
}

/* Nothing is said of it where its report did not exist yet. */
static void
take_back(struct report *report, const struct report_change *c)
{
	report->number[c->field] = c->before.number;
	report->text[c->field] = c->before.text;
	report->revision = c->revision - 1;
}

int
report_store_take_back(struct db *db, struct mem *mem, int64_t institution_id, int year,
    const char *moment, struct report *reports, size_t count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_REPORT_PAST_SINCE, institution_id, year);
	struct map by_row;
	int rc;

	map_init(&by_row, mem);
	for (size_t i = 0; i < count; i++)
		map_set(&by_row, mem_printf(mem, "%u %s", reports[i].period, reports[i].node_id),
		    (uint32_t)i);
	stmt_put_text(q, moment);
	while ((rc = stmt_next(q, err)) > 0) {
		const char *node_id = stmt_get_text(q, mem);
		struct report_change c;
		uint32_t at;

		get_change(q, mem, &c);
		at = map_get(&by_row, mem_printf(mem, "%u %s", c.period, node_id));
		if (at != MAP_NONE)
			take_back(&reports[at], &c);
	}
	return rc;
}

/* ---- A whole year ----------------------------------------------------------------- */

static int
add_units(struct db_tx *tx, int64_t institution_id, int year, const struct report_year *all,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < all->unit_count; i++) {
		struct stmt *q = use(tx->db, Q_UNIT_REPORT_PUT, institution_id, year);

		put_unit(q, &all->units[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
add_steps(struct db_tx *tx, int64_t institution_id, int year, const struct report_year *all,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < all->step_count; i++) {
		struct stmt *q = use(tx->db, Q_REPORT_STEP_ADD, institution_id, year);

		stmt_put_int(q, (int64_t)i + 1);
		put_step(q, &all->steps[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
add_reports(struct db_tx *tx, int64_t institution_id, int year, const struct report_year *all,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < all->report_count; i++) {
		struct stmt *q = use(tx->db, Q_REPORT_ADD, institution_id, year);

		put_cells(q, &all->reports[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

int
report_store_add_year(struct db_tx *tx, int64_t institution_id, int year,
    const struct report_year *all, struct err *err)
{
	int rc = report_store_lay_out(tx, institution_id, year, all->periods, all->period_count,
	    err);

	if (rc == YUP_OK)
		rc = add_units(tx, institution_id, year, all, err);
	if (rc == YUP_OK)
		rc = add_steps(tx, institution_id, year, all, err);
	if (rc == YUP_OK)
		rc = add_reports(tx, institution_id, year, all, err);
	return rc < 0 ? rc : db_settle(tx->db, err);
}
