#include "report/dhis2_json.h"

#include <string.h>

#include "base/mem.h"
#include "text/number_text.h"

enum { NAME_MAX_LETTERS = 230, SHORT_NAME_MAX_LETTERS = 50 };

/* A row that is reported: its number may be sent. */
static bool
is_reported(const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];

	return plan_is_leaf_level(plan, node->level) && node->unit != PLAN_NONE &&
	    node->target.value_e4 != NUM_ABSENT;
}

static const char *
element_code(struct mem *mem, const struct plan *plan, size_t i, char which)
{
	return mem_printf(mem, "%s-%d-%s-%c", plan->acronym, plan->year, plan->nodes[i].id, which);
}

static const char *
unit_code(struct mem *mem, const struct plan *plan, uint32_t unit)
{
	return mem_printf(mem, "%s/%s", plan->acronym, plan->units[unit].path);
}

/* As DHIS2 writes periods, by how many months it has. */
static const char *
period_code(struct mem *mem, const struct open_year *year, unsigned p)
{
	const struct report_period *period = &year->book.periods[p - 1];
	unsigned months = 12 / year->plan->pack->period_count * (period->last - period->first + 1u);
	const char *begin = open_year_begin(mem, year, p);
	int month = (begin[5] - '0') * 10 + begin[6] - '0';

	switch (months) {
	case 1:
		return mem_printf(mem, "%.4s%.2s", begin, begin + 5);
	case 3:
		return mem_printf(mem, "%.4sQ%d", begin, (month + 2) / 3);
	case 6:
		return mem_printf(mem, "%.4sS%d", begin, (month + 5) / 6);
	case 2:
		return mem_printf(mem, "%.4s%02dB", begin, (month + 1) / 2);
	default:
		return mem_printf(mem, "%.4s", begin);
	}
}

static void
put_value(struct json_writer *w, struct mem *mem, const struct open_year *year, size_t i,
    unsigned p, char which)
{
	const struct plan *plan = year->plan;
	int64_t value_e4 = which == 'T' ? open_year_target(year, i, p)
					: open_year_actual(year, i, p);
	CLEANUP(str_done) struct str number = { 0 };

	if (value_e4 == NUM_ABSENT)
		return;
	number_put_plain_quantity(&number, value_e4);
	json_line_object(w, NULL);
	json_text(w, "dataElement", element_code(mem, plan, i, which));
	json_text(w, "period", period_code(mem, year, p));
	json_text(w, "orgUnit", unit_code(mem, plan, plan->nodes[i].unit));
	json_text(w, "value", number.text);
	json_object_end(w);
}

void
dhis2_values_json(struct json_writer *w, const struct open_year *years, size_t count)
{
	json_object(w, NULL);
	json_text(w, "dataElementIdScheme", "CODE");
	json_text(w, "orgUnitIdScheme", "CODE");
	json_array(w, "dataValues");
	for (size_t y = 0; y < count; y++)
		for (size_t i = 0; i < years[y].plan->node_count; i++) {
			CLEANUP(mem_done) struct mem *mem = mem_new();

			if (!is_reported(years[y].plan, i))
				continue;
			for (unsigned p = 1; p <= years[y].book.period_count; p++) {
				put_value(w, mem, &years[y], i, p, 'T');
				put_value(w, mem, &years[y], i, p, 'A');
			}
		}
	json_array_end(w);
	json_object_end(w);
}

/* ---- Metadata ---------------------------------------------------------------------- */

/* At most so many letters, none cut in two. */
static const char *
shortened(struct mem *mem, const char *text, size_t most)
{
	size_t length = strlen(text);

	if (length <= most)
		return text;
	while (most > 0 && ((unsigned char)text[most] & 0xc0) == 0x80)
		most--;
	return mem_printf(mem, "%.*s", (int)most, text);
}

static void
put_names(struct json_writer *w, struct mem *mem, const char *name, const char *code)
{
	json_text(w, "name", shortened(mem, name, NAME_MAX_LETTERS));
	json_text(w, "shortName", shortened(mem, code, SHORT_NAME_MAX_LETTERS));
	json_text(w, "code", code);
}

static void
put_unit(struct json_writer *w, struct mem *mem, const char *opening, const char *name,
    const char *code, const char *parent)
{
	json_line_object(w, NULL);
	put_names(w, mem, name, code);
	json_text(w, "openingDate", opening);
	if (parent != NULL) {
		json_line_object(w, "parent");
		json_text(w, "code", parent);
		json_object_end(w);
	}
	json_object_end(w);
}

static bool
same_institution_before(const struct open_year *years, size_t y)
{
	return y > 0 && strcmp(years[y].plan->acronym, years[y - 1].plan->acronym) == 0;
}

/* Those of the first year told of each institution. */
static void
put_units(struct json_writer *w, struct mem *mem, const struct open_year *year)
{
	const struct plan *plan = year->plan;
	const char *opening = open_year_begin(mem, year, 1);

	put_unit(w, mem, opening, plan->institution, plan->acronym, NULL);
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		uint32_t parent = plan->units[u].parent;

		put_unit(w, mem, opening, plan->units[u].name, unit_code(mem, plan, u),
		    parent != PLAN_NONE ? unit_code(mem, plan, parent) : plan->acronym);
	}
}

static void
put_element(struct json_writer *w, struct mem *mem, const struct plan *plan, size_t i, char which)
{
	const struct plan_node *node = &plan->nodes[i];
	bool adds = node->behaviour == BEHAVIOUR_SUM && !node->target.percent;

	json_line_object(w, NULL);
	put_names(w, mem,
	    mem_printf(mem, "%s · %s %s · %s", which == 'T' ? "Meta" : "Logro", node->code,
		node->title, plan->units[node->unit].path),
	    element_code(mem, plan, i, which));
	json_text(w, "domainType", "AGGREGATE");
	json_text(w, "valueType", "NUMBER");
	json_text(w, "aggregationType", adds ? "SUM" : "LAST");
	json_object_end(w);
}

void
dhis2_metadata_json(struct json_writer *w, const struct open_year *years, size_t count)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	json_object(w, NULL);
	json_array(w, "organisationUnits");
	for (size_t y = 0; y < count; y++)
		if (!same_institution_before(years, y))
			put_units(w, mem, &years[y]);
	json_array_end(w);
	json_array(w, "dataElements");
	for (size_t y = 0; y < count; y++)
		for (size_t i = 0; i < years[y].plan->node_count; i++)
			if (is_reported(years[y].plan, i)) {
				put_element(w, mem, years[y].plan, i, 'T');
				put_element(w, mem, years[y].plan, i, 'A');
			}
	json_array_end(w);
	json_object_end(w);
}
