/* row.c - see row.h. */
#include "store/row.h"

static const char POINTS_NOWHERE[] = "a row points at another that is not there";

void
put_index(struct stmt *q, uint32_t index, size_t count)
{
	if (index == PLAN_NONE)
		stmt_put_null(q);
	else if (index < count)
		stmt_put_int(q, index);
	else
		stmt_refuse(q, YUP_EINVALID, POINTS_NOWHERE);
}

uint32_t
get_place(struct stmt *q, size_t count)
{
	int64_t value = stmt_get_int(q);

	if (value >= 0 && (uint64_t)value < count)
		return (uint32_t)value;
	stmt_spoil(q, POINTS_NOWHERE);
	return PLAN_NONE;
}

uint32_t
get_index(struct stmt *q, size_t count)
{
	if (stmt_at_null(q)) {
		(void)stmt_get_num(q);
		return PLAN_NONE;
	}
	return get_place(q, count);
}

uint8_t
get_u8(struct stmt *q, unsigned highest)
{
	return (uint8_t)stmt_get_int_in(q, 0, highest);
}

uint16_t
get_u16(struct stmt *q)
{
	return (uint16_t)stmt_get_int_in(q, 0, UINT16_MAX);
}

uint32_t
get_u32(struct stmt *q)
{
	return (uint32_t)stmt_get_int_in(q, 0, UINT32_MAX);
}

void
put_some_periods(struct stmt *q, const int64_t *values, unsigned count)
{
	for (unsigned i = 0; i < PACK_PERIODS_MAX; i++)
		stmt_put_num(q, i < count ? values[i] : NUM_ABSENT);
}

void
get_some_periods(struct stmt *q, int64_t *out, unsigned count)
{
	for (unsigned i = 0; i < PACK_PERIODS_MAX; i++) {
		int64_t value = stmt_get_num(q);

		if (i < count)
			out[i] = value;
	}
}

void
put_periods(struct stmt *q, const int64_t values[PACK_PERIODS_MAX])
{
	put_some_periods(q, values, PACK_PERIODS_MAX);
}

void
get_periods(struct stmt *q, int64_t out[PACK_PERIODS_MAX])
{
	get_some_periods(q, out, PACK_PERIODS_MAX);
}

void
put_source(struct stmt *q, const struct source *source, size_t file_count)
{
	if (source->line != 0 && source->file >= file_count)
		stmt_refuse(q, YUP_EINVALID, POINTS_NOWHERE);
	stmt_put_int(q, source->file);
	stmt_put_int(q, source->line);
	stmt_put_char(q, source->form);
}

struct source
get_source(struct stmt *q, size_t file_count)
{
	struct source source = { 0 };

	source.file = get_u32(q);
	source.line = get_u32(q);
	source.form = stmt_get_char(q);
	if (source.line != 0 && source.file >= file_count)
		stmt_spoil(q, POINTS_NOWHERE);
	return source;
}

void
put_measure(struct stmt *q, const struct measure *measure)
{
	stmt_put_text(q, measure->text);
	stmt_put_num(q, measure->value_e4);
	stmt_put_int(q, measure->percent);
}

struct measure
get_measure(struct stmt *q, struct mem *mem)
{
	struct measure measure = { 0 };

	measure.text = stmt_get_text(q, mem);
	measure.value_e4 = stmt_get_num(q);
	measure.percent = stmt_get_bool(q);
	return measure;
}

void
text_list_add(struct text_list *list, struct mem *mem, const char *text)
{
	MEM_PUSH(mem, list->items, list->count, list->room);
	list->items[list->count - 1] = text;
}

int
check_row_count(const struct db *db, int rc, const char *table, size_t found, size_t announced,
    struct err *err)
{
	if (rc < 0 || found == announced)
		return rc;
	return err_set(err, YUP_EIO, "%s is damaged (%zu rows of %s, not %zu): restore a backup",
	    db_name(db), found, table, announced);
}

int
next_id(struct db_tx *tx, int64_t institution_id, int64_t *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_INSTITUTION_NEXT_ID);
	int64_t id;
	int rc;

	stmt_put_int(q, institution_id);
	rc = stmt_one(q, "institution", err);
	if (rc < 0)
		return rc;
	id = stmt_get_int(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = id;
	return rc;
}
