#include "import/bundle_read.h"

#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "import/json_plan.h"

enum { REPORTS_MAX = 1000000, CELLS_TEXT_MAX = REPORT_TEXT_MAX * 4 };

static int
check_schema(const json_t *root, struct err *err)
{
	const char *schema = json_string_value(json_object_get(root, "schema"));

	if (schema != NULL && strcmp(schema, "yupana.bundle/1") == 0)
		return YUP_OK;
	return err_refuse(err, YUP_EINVALID, "bundle_schema", "%s",
	    schema != NULL && schema[0] != '\0' ? schema : "-");
}

int
bundle_read_pack(struct mem *mem, const char *text, size_t length, const char **out,
    struct err *err)
{
	struct json_reader r = { .mem = mem, .err = err, .place = "bundle" };
	json_t *root = NULL;
	int rc = json_value_parse(text, length, &root, err);

	if (rc < 0)
		return rc;
	rc = check_schema(root, err);
	if (rc == YUP_OK) {
		*out = json_value_text(&r, root, "pack");
		rc = r.rc;
	}
	json_decref(root);
	return rc;
}

/* ---- Its head -------------------------------------------------------------------------------- */

static const char *
read_day(struct json_reader *r, const json_t *o, const char *key)
{
	const char *day = json_value_text(r, o, key);

	if (day[0] != '\0' && !date_is_valid(day))
		json_value_wrong(r, key, "a day");
	return day;
}

static const char *
read_instant(struct json_reader *r, const json_t *o, const char *key)
{
	const char *at = json_value_text(r, o, key);

	if (at[0] != '\0' && instant_seconds(at) == INT64_MIN)
		json_value_wrong(r, key, "an instant");
	return at;
}

static void
read_head(struct json_reader *r, const json_t *root, struct bundle *b)
{
	const json_t *from = json_object_get(root, "from");
	const json_t *approval = json_object_get(root, "approval");

	b->institution = json_value_text(r, from, "name");
	b->acronym = json_value_text(r, from, "acronym");
	b->pack = json_value_text(r, root, "pack");
	b->to = json_value_text(r, root, "to");
	b->serial = json_value_int(r, root, "serial", 1, INT32_MAX, 0);
	b->made_at = read_instant(r, root, "made_at");
	b->approved_at = read_instant(r, approval, "at");
	b->resolution = json_value_text(r, approval, "resolution");
	b->resolution_date = read_day(r, approval, "resolution_date");
	if (b->institution[0] == '\0' || b->serial == 0 || b->made_at[0] == '\0')
		json_value_wrong(r, "from", "a name, a serial and when it was made");
}

/* ---- Periods and units ------------------------------------------------------------------------- */

static void
read_periods(struct json_reader *r, const json_t *root, const struct pack *pack, struct bundle *b)
{
	static const char *const STATES[] = { "planned", "open", "closed", NULL };
	const json_t *list = json_value_array(r, root, "calendar", PACK_PERIODS_MAX), *item;
	int64_t n = pack->period_count;
	unsigned last = 0;
	size_t i;

	b->period_count = json_array_size(list);
	b->periods = mem_array(r->mem, b->period_count + 1, sizeof(*b->periods));
	json_array_foreach(list, i, item)
	{
		struct report_period *p = &b->periods[i];

		r->place = mem_printf(r->mem, "calendar[%zu]", i);
		p->number = (uint8_t)json_value_int(r, item, "period", 1, PACK_PERIODS_MAX, 0);
		p->first = (uint8_t)json_value_int(r, item, "first", 1, n, 0);
		p->last = (uint8_t)json_value_int(r, item, "last", 1, n, 0);
		p->state = (uint8_t)json_value_word(r, item, "state", STATES);
		p->due_on = read_day(r, item, "due_on");
		if (p->number != i + 1 || p->first != last + 1 || p->last < p->first ||
		    p->due_on[0] == '\0')
			json_value_wrong(r, "period", "periods in order, one after the other");
		last = p->last;
	}
	if (b->period_count > 0 && last != pack->period_count)
		json_value_wrong(r, "calendar", "the whole year");
}

static void
read_units(struct json_reader *r, const json_t *root, struct bundle *b)
{
	static const char *const STATES[] = { "draft", "submitted", "approved", "returned",
		"validated", NULL };
	const json_t *list = json_value_array(r, root, "unit_reports", REPORTS_MAX), *item;
	int64_t most = (int64_t)b->period_count;
	struct map units;
	size_t i;

	map_init(&units, r->mem);
	for (size_t u = 0; u < b->plan->unit_count; u++)
		map_set(&units, b->plan->units[u].id, (uint32_t)u);
	b->unit_count = json_array_size(list);
	b->units = mem_array(r->mem, b->unit_count + 1, sizeof(*b->units));
	json_array_foreach(list, i, item)
	{
		r->place = mem_printf(r->mem, "unit_reports[%zu]", i);
		b->units[i].period = (uint8_t)json_value_int(r, item, "period", 1, most, 0);
		b->units[i].unit_id = json_value_text(r, item, "unit");
		b->units[i].state = (uint8_t)json_value_word(r, item, "state", STATES);
		b->units[i].due_on = read_day(r, item, "due_on");
		if (b->units[i].period == 0 || map_get(&units, b->units[i].unit_id) == MAP_NONE)
			json_value_wrong(r, "unit", "a unit of the plan, in a period");
	}
}

/* ---- Reports --------------------------------------------------------------------------------------- */

static void
read_field(struct json_reader *r, const json_t *o, struct report *report, enum report_field field)
{
	const char *key = report_field_key(field);

	if (!report_field_is_number(field)) {
		report->text[field] = json_value_text(r, o, key);
		if (strlen(report->text[field]) > CELLS_TEXT_MAX)
			json_value_wrong(r, key, "a shorter text");
	} else if (field == REPORT_EXECUTED) {
		report->number[field] = json_value_money(r, o, key);
	} else if (field == REPORT_MEASURE || field == REPORT_MEASURE_MONTH) {
		report->number[field] = json_value_int(r, o, key, 0,
		    field == REPORT_MEASURE ? MEASURE__COUNT - 1 : PACK_PERIODS_MAX, NUM_ABSENT);
	} else {
		report->number[field] = json_value_quantity(r, o, key);
	}
}

static void
read_reports(struct json_reader *r, const json_t *root, struct bundle *b)
{
	const json_t *list = json_value_array(r, root, "reports", REPORTS_MAX), *item;
	int64_t most = (int64_t)b->period_count;
	struct map rows;
	size_t i;

	map_init(&rows, r->mem);
	for (size_t n = 0; n < b->plan->node_count; n++)
		map_set(&rows, b->plan->nodes[n].id, (uint32_t)n);
	b->report_count = json_array_size(list);
	b->reports = mem_array(r->mem, b->report_count + 1, sizeof(*b->reports));
	json_array_foreach(list, i, item)
	{
		struct report *report = &b->reports[i];

		if (r->rc < 0)
			return;
		r->place = mem_printf(r->mem, "reports[%zu]", i);
		report_init(report, json_value_text(r, item, "node"),
		    (unsigned)json_value_int(r, item, "period", 1, most, 0));
		if (report->period == 0 || map_get(&rows, report->node_id) == MAP_NONE)
			json_value_wrong(r, "node", "a row of the plan, in a period");
		for (unsigned f = 0; f < REPORT_FIELD__COUNT; f++)
			read_field(r, item, report, (enum report_field)f);
	}
	bundle_sort_reports(b->reports, b->report_count);
	for (i = 1; i < b->report_count; i++)
		if (b->reports[i].period == b->reports[i - 1].period &&
		    strcmp(b->reports[i].node_id, b->reports[i - 1].node_id) == 0)
			json_value_wrong(r, "reports", "each row once in a period");
}

static void
read_root(struct json_reader *r, const struct pack *pack, const json_t *root, struct bundle *b)
{
	static const char *const STATES[] = { "draft", "in_review", "validated", "approved",
		"superseded", NULL };
	const json_t *plan = json_array_get(json_object_get(root, "plans"), 0);

	read_head(r, root, b);
	b->plan = json_plan_read(r, pack, plan);
	if (b->plan == NULL)
		return;
	b->plan->state = (uint8_t)json_value_word(r, plan, "state", STATES);
	if (strcmp(b->plan->institution, b->institution) != 0)
		json_value_wrong(r, "plans", "the plan of who signs");
	read_periods(r, root, pack, b);
	read_units(r, root, b);
	read_reports(r, root, b);
}

int
bundle_read(struct mem *mem, const struct pack *pack, const char *text, size_t length,
    struct bundle *out, struct err *err)
{
	struct json_reader r = { .mem = mem, .err = err, .place = "bundle" };
	struct bundle read = { 0 };
	json_t *root = NULL;
	int rc = json_value_parse(text, length, &root, err);

	if (rc < 0)
		return rc;
	r.rc = check_schema(root, err);
	if (r.rc == YUP_OK)
		read_root(&r, pack, root, &read);
	json_decref(root);
	if (r.rc == YUP_OK)
		*out = read;
	return r.rc;
}
