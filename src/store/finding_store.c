/* finding_store.c - see finding_store.h. */
#include "store/finding_store.h"

#include "base/mem.h"
#include "core/finding.h"
#include "store/derived.h"
#include "store/row.h"

_Static_assert(SEVERITY_ADVICE == 0 && SEVERITY_WARNING == 1 && SEVERITY_ERROR == 2,
    "stored in finding.severity");
_Static_assert(VALUE_NONE == 0 && VALUE_RANGE == 7, "stored in finding.*_kind");
_Static_assert(FIX_WEIGHT == 0 && FIX_PRINTED == 5 && FIX__COUNT == 7,
    "stored in finding_fix.field");

/* Rows point into a plan or follow-up that is not at hand: any index is taken. */
enum { ANY_INDEX = INT32_MAX };

static struct stmt *
use(struct db *db, enum query query, const struct finding_key *key)
{
	struct stmt *q = db_use(db, query);

	stmt_put_int(q, key->institution_id);
	stmt_put_int(q, key->owner_id);
	return q;
}

/* ---- Values and findings -------------------------------------------------- */

static void
put_value(struct stmt *q, const struct value *value)
{
	stmt_put_int(q, value->kind);
	stmt_put_int(q, value->number);
	stmt_put_text(q, value->text);
}

static struct value
get_value(struct stmt *q, struct mem *mem)
{
	struct value value = { 0 };

	value.kind = (enum value_kind)stmt_get_int_in(q, 0, VALUE_RANGE);
	value.number = stmt_get_int(q);
	value.text = stmt_get_text_or_null(q, mem);
	return value;
}

static void
put_finding(struct stmt *q, const struct finding *f)
{
	stmt_put_int(q, f->rule);
	stmt_put_int(q, f->variant);
	stmt_put_int(q, f->severity);
	stmt_put_int(q, f->follow_up);
	stmt_put_int(q, f->period);
	put_index(q, f->node, ANY_INDEX);
	put_index(q, f->unit, ANY_INDEX);
	put_index(q, f->aggregate, ANY_INDEX);
	put_source(q, &f->source, ANY_INDEX);
	put_value(q, &f->expected);
	put_value(q, &f->found);
	put_value(q, &f->extra[0]);
	put_value(q, &f->extra[1]);
}

static void
get_finding(struct stmt *q, struct mem *mem, struct finding *f)
{
	f->rule = get_u8(q, UINT8_MAX);
	f->variant = get_u8(q, UINT8_MAX);
	f->severity = get_u8(q, SEVERITY__COUNT - 1);
	f->follow_up = stmt_get_bool(q);
	f->period = get_u32(q);
	f->node = get_index(q, ANY_INDEX);
	f->unit = get_index(q, ANY_INDEX);
	f->aggregate = get_index(q, ANY_INDEX);
	f->source = get_source(q, ANY_INDEX);
	f->expected = get_value(q, mem);
	f->found = get_value(q, mem);
	f->extra[0] = get_value(q, mem);
	f->extra[1] = get_value(q, mem);
}

static int
save_findings(struct db *db, const struct finding_key *key, const struct finding_list *list,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < list->count; i++) {
		struct stmt *q = use(db, Q_FINDING_INSERT, key);

		stmt_put_int(q, (int64_t)i);
		put_finding(q, &list->items[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_findings(struct db *db, const struct finding_key *key, struct finding_list *list,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_FINDING_LIST, key);
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(list->mem, list->items, list->count, list->room);
		get_finding(q, list->mem, &list->items[list->count - 1]);
	}
	return rc;
}

/* ---- Fixes ---------------------------------------------------------------- */

static int
save_fix(struct db *db, const struct finding_key *key, size_t finding, const struct finding *f,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t k = 0; rc == YUP_OK && k < f->fix_count; k++) {
		struct stmt *q = use(db, Q_FINDING_FIX_INSERT, key);

		stmt_put_int(q, (int64_t)finding);
		stmt_put_int(q, (int64_t)k);
		stmt_put_int(q, f->fix[k].field);
		put_index(q, f->fix[k].node, ANY_INDEX);
		stmt_put_int(q, f->fix[k].period);
		put_value(q, &f->fix[k].value);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
save_fixes(struct db *db, const struct finding_key *key, const struct finding_list *list,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < list->count; i++)
		rc = save_fix(db, key, i, &list->items[i], err);
	return rc;
}

static struct fix_change
get_fix(struct stmt *q, struct mem *mem)
{
	struct fix_change fix = { 0 };

	fix.field = (enum fix_field)stmt_get_int_in(q, 0, FIX__COUNT - 1);
	fix.node = get_index(q, ANY_INDEX);
	fix.period = get_u32(q);
	fix.value = get_value(q, mem);
	return fix;
}

/* All in one array; each finding then points at its stretch of it. */
static int
load_fixes(struct db *db, const struct finding_key *key, struct finding_list *list, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_FINDING_FIX_LIST, key);
	struct fix_change *all = NULL;
	size_t count = 0, room = 0, next = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t finding = get_place(q, list->count);

		MEM_PUSH(list->mem, all, count, room);
		all[count - 1] = get_fix(q, list->mem);
		if (list->items != NULL && finding != PLAN_NONE)
			list->items[finding].fix_count++;
	}
	for (size_t i = 0; rc == YUP_OK && i < list->count; i++) {
		if (list->items[i].fix_count > 0)
			list->items[i].fix = &all[next];
		next += list->items[i].fix_count;
	}
	return rc;
}

/* ---- Rules that found nothing --------------------------------------------- */

static int
save_passed(struct db *db, const struct finding_key *key, const uint64_t *passed, size_t count,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct stmt *q;

		if (passed[i] == 0)
			continue;
		q = use(db, Q_FINDING_PASS_INSERT, key);
		stmt_put_int(q, (int64_t)i);
		stmt_put_int(q, (int64_t)passed[i]);
		rc = stmt_send(q, err);
	}
	return rc;
}

static int
load_passed(struct db *db, const struct finding_key *key, uint64_t *passed, size_t count,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_FINDING_PASS_LIST, key);
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		uint32_t rule = get_place(q, count);

		if (rule != PLAN_NONE)
			passed[rule] = (uint64_t)stmt_get_int_in(q, 0, INT64_MAX);
	}
	return rc;
}

/* ---- All of it ------------------------------------------------------------ */

static int
delete_all(struct db *db, const struct finding_key *key, struct err *err)
{
	int rc;

	rc = stmt_run(use(db, Q_FINDING_DELETE, key), err);
	if (rc == YUP_OK)
		rc = stmt_run(use(db, Q_FINDING_FIX_DELETE, key), err);
	if (rc == YUP_OK)
		rc = stmt_run(use(db, Q_FINDING_PASS_DELETE, key), err);
	return rc;
}

int
finding_store_save(struct db_tx *tx, const struct finding_key *key, const struct finding_list *list,
    const uint64_t *passed, size_t passed_count, struct err *err)
{
	int rc;

	rc = delete_all(tx->db, key, err);
	if (rc == YUP_OK)
		rc = save_findings(tx->db, key, list, err);
	if (rc == YUP_OK)
		rc = save_fixes(tx->db, key, list, err);
	if (rc == YUP_OK)
		rc = save_passed(tx->db, key, passed, passed_count, err);
	if (rc == YUP_OK)
		rc = derived_mark(tx, key->institution_id, key->owner_id, "findings", key->made_by,
		    err);
	return rc;
}

int
finding_store_load(struct db *db, struct mem *mem, const struct finding_key *key,
    struct finding_list *out, uint64_t *passed, size_t passed_count, struct err *err)
{
	CLEANUP(mem_done) struct mem *scratch = mem_new();
	uint64_t *counts = mem_array(scratch, passed_count, sizeof(*counts));
	struct finding_list list = { .mem = mem };
	int rc;

	rc = derived_check(db, key->institution_id, key->owner_id, "findings", key->made_by, err);
	if (rc == YUP_OK)
		rc = load_findings(db, key, &list, err);
	if (rc == YUP_OK)
		rc = load_fixes(db, key, &list, err);
	if (rc == YUP_OK)
		rc = load_passed(db, key, counts, passed_count, err);
	if (rc < 0)
		return rc;
	*out = list;
	for (size_t i = 0; i < passed_count; i++)
		passed[i] = counts[i];
	return YUP_OK;
}
