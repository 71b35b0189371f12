/* follow_up_rows.c - see follow_up_rows.h. */
#include "store/follow_up_rows.h"

#include "base/mem.h"

_Static_assert(FU_DIRECTORATE == 0 && FU_VICE_MINISTRY == 1 && FU_GROUP == 2 && FU_INSTITUTION == 3,
    "stored in fu_aggregate.level");

struct stmt *
fu_rows_use(const struct fu_rows *at, enum query query)
{
	struct stmt *q = db_use(at->db, query);

	stmt_put_int(q, at->institution_id);
	stmt_put_int(q, at->follow_up_id);
	return q;
}

/* The same for the next row of a statement in use. */
static void
put_key(struct stmt *q, const struct fu_rows *at, size_t ordinal)
{
	stmt_put_int(q, at->institution_id);
	stmt_put_int(q, at->follow_up_id);
	stmt_put_int(q, (int64_t)ordinal);
}

/* ---- Files ---------------------------------------------------------------- */

static int
save_files(const struct fu_rows *at, const int64_t *document_ids, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_FU_FILE_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->file_count; i++) {
		int64_t document = document_ids != NULL ? document_ids[i] : 0;

		put_key(q, at, i);
		stmt_put_text(q, at->saved->files[i]);
		stmt_put_num(q, document != 0 ? document : NUM_ABSENT);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_files(const struct fu_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(at, Q_FU_FILE_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->fu->file_count)
			at->fu->files[found - 1] = stmt_get_text(q, at->fu->mem);
	return check_row_count(at->db, rc, "fu_file", found, at->fu->file_count, err);
}

/* ---- Units ---------------------------------------------------------------- */

static void
put_unit(struct stmt *q, const struct follow_up *fu, const struct fu_unit *unit)
{
	if ((uint64_t)unit->first + unit->count > fu->operation_count)
		stmt_refuse(q, YUP_EINVALID, "a unit has operations that are not there");
	stmt_put_text(q, unit->id);
	stmt_put_text(q, unit->ordinal);
	stmt_put_text(q, unit->cause_ordinal);
	stmt_put_text(q, unit->name);
	put_index(q, unit->parent, fu->aggregate_count);
	stmt_put_int(q, unit->first);
	stmt_put_int(q, unit->count);
	stmt_put_num(q, unit->printed_e4);
	put_source(q, &unit->source, fu->file_count);
	put_source(q, &unit->cause_source, fu->file_count);
}

static void
get_unit(struct stmt *q, const struct follow_up *fu, struct fu_unit *unit)
{
	unit->id = stmt_get_text(q, fu->mem);
	unit->ordinal = stmt_get_text(q, fu->mem);
	unit->cause_ordinal = stmt_get_text(q, fu->mem);
	unit->name = stmt_get_text(q, fu->mem);
	unit->parent = get_index(q, fu->aggregate_count);
	unit->first = get_u32(q);
	unit->count = get_u32(q);
	unit->printed_e4 = stmt_get_num(q);
	unit->source = get_source(q, fu->file_count);
	unit->cause_source = get_source(q, fu->file_count);
	unit->computed_e9 = unit->planned_e9 = NUM_ABSENT;
	unit->money = (struct fu_money){ NUM_ABSENT, NUM_ABSENT };
	if ((uint64_t)unit->first + unit->count > fu->operation_count)
		stmt_spoil(q, "a unit has operations that are not there");
}

static int
save_units(const struct fu_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_FU_UNIT_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->unit_count; i++) {
		put_key(q, at, i);
		put_unit(q, at->saved, &at->saved->units[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_units(const struct fu_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(at, Q_FU_UNIT_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->fu->unit_count)
			get_unit(q, at->fu, &at->fu->units[found - 1]);
	return check_row_count(at->db, rc, "fu_unit", found, at->fu->unit_count, err);
}

/* ---- Operations ----------------------------------------------------------- */

static void
put_operation(struct stmt *q, const struct follow_up *fu, const struct fu_operation *op)
{
	stmt_put_text(q, op->id);
	put_index(q, op->unit, fu->unit_count);
	stmt_put_text(q, op->code);
	stmt_put_text(q, op->area);
	stmt_put_text(q, op->expected);
	stmt_put_text(q, op->obtained);
	stmt_put_num(q, op->physical_e4);
	stmt_put_num(q, op->financial_e4);
	stmt_put_text(q, op->cause);
	stmt_put_text(q, op->measure);
	stmt_put_text(q, op->cause_expected);
	put_source(q, &op->source, fu->file_count);
	put_source(q, &op->cause_source, fu->file_count);
}

static void
get_operation(struct stmt *q, const struct follow_up *fu, struct fu_operation *op)
{
	op->id = stmt_get_text(q, fu->mem);
	op->unit = get_index(q, fu->unit_count);
	op->code = stmt_get_text(q, fu->mem);
	op->area = stmt_get_text(q, fu->mem);
	op->expected = stmt_get_text(q, fu->mem);
	op->obtained = stmt_get_text(q, fu->mem);
	op->physical_e4 = stmt_get_num(q);
	op->financial_e4 = stmt_get_num(q);
	op->cause = stmt_get_text(q, fu->mem);
	op->measure = stmt_get_text(q, fu->mem);
	op->cause_expected = stmt_get_text(q, fu->mem);
	op->source = get_source(q, fu->file_count);
	op->cause_source = get_source(q, fu->file_count);
}

static int
save_operations(const struct fu_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_FU_OPERATION_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->operation_count; i++) {
		put_key(q, at, i);
		put_operation(q, at->saved, &at->saved->operations[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_operations(const struct fu_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(at, Q_FU_OPERATION_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->fu->operation_count)
			get_operation(q, at->fu, &at->fu->operations[found - 1]);
	return check_row_count(at->db, rc, "fu_operation", found, at->fu->operation_count, err);
}

/* ---- Aggregates ----------------------------------------------------------- */

static void
put_aggregate(struct stmt *q, const struct follow_up *fu, const struct fu_aggregate *aggregate)
{
	stmt_put_text(q, aggregate->id);
	stmt_put_text(q, aggregate->name);
	stmt_put_int(q, aggregate->level);
	put_index(q, aggregate->parent, fu->aggregate_count);
	stmt_put_num(q, aggregate->printed_e4);
	stmt_put_num(q, aggregate->printed_financial_e4);
	put_source(q, &aggregate->source, fu->file_count);
}

static void
get_aggregate(struct stmt *q, const struct follow_up *fu, struct fu_aggregate *aggregate)
{
	aggregate->id = stmt_get_text(q, fu->mem);
	aggregate->name = stmt_get_text(q, fu->mem);
	aggregate->level = (enum fu_level)stmt_get_int_in(q, 0, FU_LEVEL__COUNT - 1);
	aggregate->parent = get_index(q, fu->aggregate_count);
	aggregate->printed_e4 = stmt_get_num(q);
	aggregate->printed_financial_e4 = stmt_get_num(q);
	aggregate->source = get_source(q, fu->file_count);
	aggregate->computed_e9 = NUM_ABSENT;
	aggregate->computed_from_printed_e9 = NUM_ABSENT;
	aggregate->computed_financial_e9 = NUM_ABSENT;
	aggregate->planned_e9 = NUM_ABSENT;
	aggregate->money = (struct fu_money){ NUM_ABSENT, NUM_ABSENT };
}

static int
save_aggregates(const struct fu_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_FU_AGGREGATE_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->aggregate_count; i++) {
		put_key(q, at, i);
		put_aggregate(q, at->saved, &at->saved->aggregates[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_aggregates(const struct fu_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(at, Q_FU_AGGREGATE_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->fu->aggregate_count)
			get_aggregate(q, at->fu, &at->fu->aggregates[found - 1]);
	return check_row_count(at->db, rc, "fu_aggregate", found, at->fu->aggregate_count, err);
}

/* ---- What aggregates average ---------------------------------------------- */

static size_t
member_limit(const struct follow_up *fu, bool is_unit)
{
	return is_unit ? fu->unit_count : fu->aggregate_count;
}

static int
save_members(const struct fu_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_FU_MEMBER_INSERT);
	const struct follow_up *fu = at->saved;
	int rc = YUP_OK;

	for (size_t i = 0; i < fu->aggregate_count; i++) {
		for (size_t k = 0; rc == YUP_OK && k < fu->aggregates[i].of_count; k++) {
			const struct fu_member *member = &fu->aggregates[i].of[k];

			put_key(q, at, i);
			stmt_put_int(q, (int64_t)k);
			stmt_put_int(q, member->is_unit);
			put_index(q, member->index, member_limit(fu, member->is_unit));
			rc = stmt_send(q, err);
		}
	}
	return rc;
}

/* All in one array; each aggregate then points at its stretch of it. */
static int
load_members(const struct fu_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(at, Q_FU_MEMBER_LIST);
	struct follow_up *fu = at->fu;
	struct fu_member *all = NULL;
	size_t count = 0, room = 0, next = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t aggregate = get_place(q, fu->aggregate_count);

		MEM_PUSH(fu->mem, all, count, room);
		all[count - 1].is_unit = stmt_get_bool(q);
		all[count - 1].index = get_place(q, member_limit(fu, all[count - 1].is_unit));
		if (aggregate != PLAN_NONE)
			fu->aggregates[aggregate].of_count++;
	}
	for (size_t i = 0; rc == YUP_OK && i < fu->aggregate_count; i++) {
		if (fu->aggregates[i].of_count > 0)
			fu->aggregates[i].of = &all[next];
		next += fu->aggregates[i].of_count;
	}
	return rc;
}

/* ---- Rows of the second table that found no operation --------------------- */

static void
put_orphan(struct stmt *q, const struct follow_up *fu, const struct fu_orphan *orphan)
{
	stmt_put_text(q, orphan->unit_name);
	stmt_put_text(q, orphan->code);
	stmt_put_text(q, orphan->expected);
	stmt_put_text(q, orphan->cause);
	stmt_put_text(q, orphan->measure);
	put_source(q, &orphan->source, fu->file_count);
}

static void
get_orphan(struct stmt *q, const struct follow_up *fu, struct fu_orphan *orphan)
{
	orphan->unit_name = stmt_get_text(q, fu->mem);
	orphan->code = stmt_get_text(q, fu->mem);
	orphan->expected = stmt_get_text(q, fu->mem);
	orphan->cause = stmt_get_text(q, fu->mem);
	orphan->measure = stmt_get_text(q, fu->mem);
	orphan->source = get_source(q, fu->file_count);
}

static int
save_orphans(const struct fu_rows *at, struct err *err)
{
	struct stmt *q = db_use(at->db, Q_FU_ORPHAN_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < at->saved->orphan_count; i++) {
		put_key(q, at, i);
		put_orphan(q, at->saved, &at->saved->orphans[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_orphans(const struct fu_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(at, Q_FU_ORPHAN_LIST);
	size_t found = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0)
		if (found++ < at->fu->orphan_count)
			get_orphan(q, at->fu, &at->fu->orphans[found - 1]);
	return check_row_count(at->db, rc, "fu_orphan", found, at->fu->orphan_count, err);
}

/* ---- What was computed ---------------------------------------------------- */

static int
delete_computed(const struct fu_rows *at, struct err *err)
{
	return stmt_run(fu_rows_use(at, Q_FU_COMPUTED_DELETE), err);
}

static int
save_one_computed(const struct fu_rows *at, bool is_unit, size_t ordinal, int64_t computed_e9,
    int64_t from_printed_e9, int64_t financial_e9, struct err *err)
{
	struct stmt *q = fu_rows_use(at, Q_FU_COMPUTED_INSERT);

	stmt_put_int(q, is_unit);
	stmt_put_int(q, (int64_t)ordinal);
	stmt_put_num(q, computed_e9);
	stmt_put_num(q, from_printed_e9);
	stmt_put_num(q, financial_e9);
	return stmt_send(q, err);
}

int
fu_rows_save_computed(const struct fu_rows *at, struct err *err)
{
	const struct follow_up *fu = at->saved;
	int rc;

	rc = delete_computed(at, err);
	for (size_t i = 0; rc == YUP_OK && i < fu->unit_count; i++)
		rc = save_one_computed(at, true, i, fu->units[i].computed_e9, NUM_ABSENT,
		    NUM_ABSENT, err);
	for (size_t i = 0; rc == YUP_OK && i < fu->aggregate_count; i++) {
		const struct fu_aggregate *a = &fu->aggregates[i];

		rc = save_one_computed(at, false, i, a->computed_e9, a->computed_from_printed_e9,
		    a->computed_financial_e9, err);
	}
	return rc == YUP_OK ? db_settle(at->db, err) : rc;
}

int
fu_rows_load_computed(const struct fu_rows *at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = fu_rows_use(at, Q_FU_COMPUTED_LIST);
	struct follow_up *fu = at->fu;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		bool is_unit = stmt_get_bool(q);
		uint32_t i = get_place(q, member_limit(fu, is_unit));

		if (i == PLAN_NONE)
			continue;
		if (is_unit) {
			fu->units[i].computed_e9 = stmt_get_num(q);
			continue;
		}
		fu->aggregates[i].computed_e9 = stmt_get_num(q);
		fu->aggregates[i].computed_from_printed_e9 = stmt_get_num(q);
		fu->aggregates[i].computed_financial_e9 = stmt_get_num(q);
	}
	return rc;
}

/* ---- All of them ---------------------------------------------------------- */

int
fu_rows_save(const struct fu_rows *at, const int64_t *document_ids, struct err *err)
{
	int rc;

	rc = save_files(at, document_ids, err);
	if (rc == YUP_OK)
		rc = save_units(at, err);
	if (rc == YUP_OK)
		rc = save_operations(at, err);
	if (rc == YUP_OK)
		rc = save_aggregates(at, err);
	if (rc == YUP_OK)
		rc = save_members(at, err);
	if (rc == YUP_OK)
		rc = save_orphans(at, err);
	return rc == YUP_OK ? db_settle(at->db, err) : rc;
}

int
fu_rows_load(const struct fu_rows *at, struct err *err)
{
	int rc;

	rc = load_files(at, err);
	if (rc == YUP_OK)
		rc = load_units(at, err);
	if (rc == YUP_OK)
		rc = load_operations(at, err);
	if (rc == YUP_OK)
		rc = load_aggregates(at, err);
	if (rc == YUP_OK)
		rc = load_members(at, err);
	if (rc == YUP_OK)
		rc = load_orphans(at, err);
	return rc;
}
