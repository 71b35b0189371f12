#include "import/json_plan.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"

enum { JSON_FILES_MAX = 1000, JSON_LISTED_MAX = 200 };

struct plan_reader {
	struct json_reader *r;
	const struct pack *pack;
	struct plan *plan;
	struct map units, nodes, files; /* by id, by name */
	size_t file_room;
};

/* ---- Parts ------------------------------------------------------------------------------- */

static uint32_t
file_of(struct plan_reader *p, const char *name)
{
	uint32_t at = map_get_or_set(&p->files, name, (uint32_t)p->plan->file_count);

	if (at < p->plan->file_count)
		return at;
	if (p->plan->file_count >= JSON_FILES_MAX)
		json_value_wrong(p->r, "file", "fewer files");
	MEM_PUSH(p->plan->mem, p->plan->files, p->plan->file_count, p->file_room);
	p->plan->files[at] = name;
	return at;
}

static struct source
read_source(struct plan_reader *p, const json_t *o)
{
	const char *form = json_value_text(p->r, o, "form");

	return (struct source){
		.file = file_of(p, json_value_text(p->r, o, "file")),
		.line = (uint32_t)json_value_int(p->r, o, "line", 0, UINT32_MAX, 0),
		.form = form[0],
	};
}

static const struct source *
read_sources(struct plan_reader *p, const json_t *o, size_t *out_count)
{
	const json_t *list = json_value_array(p->r, o, "sources", JSON_LISTED_MAX), *item;
	struct source *sources = mem_array(p->r->mem, json_array_size(list) + 1, sizeof(*sources));
	size_t at;

	*out_count = json_array_size(list);
	json_array_foreach(list, at, item) sources[at] = read_source(p, item);
	return sources;
}

static const char *const *
read_texts(struct plan_reader *p, const json_t *o, const char *key, size_t *out_count)
{
	const json_t *list = json_value_array(p->r, o, key, JSON_LISTED_MAX), *item;
	const char **texts = mem_array(p->r->mem, json_array_size(list) + 1, sizeof(*texts));
	size_t at;

	*out_count = json_array_size(list);
	json_array_foreach(list, at, item)
	{
		if (!json_is_string(item))
			json_value_wrong(p->r, key, "texts");
		texts[at] = json_is_string(item) ? mem_strdup(p->r->mem, json_string_value(item))
						 : "";
	}
	return texts;
}

static struct measure
read_measure(struct plan_reader *p, const json_t *o, const char *key)
{
	const json_t *m = json_object_get(o, key);

	return (struct measure){ json_value_text(p->r, m, "text"),
		json_value_quantity(p->r, m, "value"),
		strcmp(json_value_text(p->r, m, "unit"), "percent") == 0 };
}

/* One entry for each period; false: null. */
static bool
read_periods(struct plan_reader *p, const json_t *o, const char *key, int64_t *out_e4)
{
	const json_t *list = json_object_get(o, key);
	unsigned n = p->plan->period_count;

	for (unsigned m = 0; m < n; m++)
		out_e4[m] = NUM_ABSENT;
	if (list == NULL || json_is_null(list))
		return false;
	if (!json_is_array(list) || json_array_size(list) != n)
		json_value_wrong(p->r, key, "one number for each period");
	for (unsigned m = 0; m < n; m++)
		out_e4[m] = json_value_entry(p->r, json_array_get(list, m), key);
	return true;
}

/* ---- Units and forms ----------------------------------------------------------------------- */

static uint32_t
unit_of(struct plan_reader *p, const json_t *o, const char *key)
{
	const char *id = json_value_text(p->r, o, key);
	uint32_t at = id[0] != '\0' ? map_get(&p->units, id) : MAP_NONE;

	if (id[0] != '\0' && at == MAP_NONE)
		json_value_wrong(p->r, key, "the id of a unit");
	return at == MAP_NONE ? PLAN_NONE : at;
}

static void
read_unit(struct plan_reader *p, const json_t *o)
{
	struct plan_unit *unit = plan_add_unit(p->plan);
	int64_t months_e4[PACK_PERIODS_MAX];
	size_t count;

	unit->id = json_value_text(p->r, o, "id");
	unit->name = json_value_text(p->r, o, "name");
	unit->acronym = json_value_text(p->r, o, "acronym");
	unit->own_acronym = json_value_text(p->r, o, "own_acronym");
	unit->path = json_value_text(p->r, o, "path");
	unit->spellings = (const char **)(uintptr_t)read_texts(p, o, "spellings", &count);
	unit->spelling_count = count;
	unit->has_form_b = json_value_bool(p->r, o, "has_form_b");
	unit->has_total = read_periods(p, o, "published_total", months_e4);
	memcpy(unit->total_e4, months_e4, sizeof(months_e4[0]) * p->plan->period_count);
	unit->total_sum_e4 = json_value_quantity(p->r, o, "published_total_sum");
	unit->total_cells = unit->has_total ? (uint8_t)(p->plan->period_count + 1) : 0;
	if (unit->id[0] == '\0' || unit->path[0] == '\0')
		json_value_wrong(p->r, "id", "an id and a path");
	if (map_get(&p->units, unit->id) != MAP_NONE)
		json_value_wrong(p->r, "id", "another id for each unit");
	else
		map_set(&p->units, unit->id, (uint32_t)(p->plan->unit_count - 1));
}

static void
read_units(struct plan_reader *p, const json_t *o)
{
	const json_t *list = json_value_array(p->r, o, "units", PLAN_UNITS_MAX), *item;
	size_t at;

	json_array_foreach(list, at, item)
	{
		p->r->place = mem_printf(p->r->mem, "units[%zu]", at);
		read_unit(p, item);
	}
	json_array_foreach(list, at, item) p->plan->units[at].parent = unit_of(p, item, "parent");
}

static void
read_forms(struct plan_reader *p, const json_t *o)
{
	const json_t *list = json_value_array(p->r, o, "forms", PLAN_UNITS_MAX), *item;
	int64_t most = (int64_t)json_array_size(list) - 1;
	size_t at;

	json_array_foreach(list, at, item)
	{
		struct plan_form *form = plan_add_form(p->plan);

		p->r->place = mem_printf(p->r->mem, "forms[%zu]", at);
		form->kind = strcmp(json_value_text(p->r, item, "kind"), "A") == 0 ? FORM_A
										   : FORM_B;
		form->file = file_of(p, json_value_text(p->r, item, "file"));
		form->first_line = (uint32_t)json_value_int(p->r, item, "first_line", 0, UINT32_MAX,
		    0);
		form->last_line = (uint32_t)json_value_int(p->r, item, "last_line", 0, UINT32_MAX,
		    0);
		form->unit = unit_of(p, item, "unit");
		form->duplicate_of = (uint32_t)json_value_int(p->r, item, "duplicate_of", 0, most,
		    PLAN_NONE);
		form->has_footer = json_value_bool(p->r, item, "has_footer");
		form->footer_line = (uint32_t)json_value_int(p->r, item, "footer_line", 0,
		    UINT32_MAX, 0);
		form->footer_cents = json_value_money(p->r, item, "footer");
	}
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static void
read_schedule(struct plan_reader *p, const json_t *o, struct plan_node *node, size_t at)
{
	int64_t months_e4[PACK_PERIODS_MAX];

	node->has_schedule = read_periods(p, o, "schedule", months_e4);
	for (unsigned m = 0; m < p->plan->period_count; m++) {
		if (months_e4[m] != NUM_ABSENT && months_e4[m] < 0)
			json_value_wrong(p->r, "schedule", "nothing below 0");
		if (months_e4[m] != NUM_ABSENT)
			node->given |= (uint16_t)(1u << m);
		plan_schedule(p->plan, at)[m] = months_e4[m] != NUM_ABSENT ? months_e4[m] : 0;
	}
	node->has_schedule = node->has_schedule || node->state == NODE_UNRESOLVED;
	node->total_e4 = json_value_quantity(p->r, o, "total");
	node->percent = json_value_bool(p->r, o, "percent");
	node->total_percent = json_value_bool(p->r, o, "total_percent");
	node->decimals = (uint8_t)json_value_int(p->r, o, "decimals", 0, 9, 0);
}

static uint8_t
cells_of(const int64_t *months_e4, unsigned n)
{
	uint8_t cells = 0;

	for (unsigned m = 0; m < n; m++)
		cells = (uint8_t)(cells + (months_e4[m] != NUM_ABSENT));
	return cells;
}

static void
read_published(struct plan_reader *p, const json_t *o, struct plan_node *node)
{
	struct published_row *row = mem_alloc(p->r->mem, sizeof(*row));

	*row = (struct published_row){ .title = node->title,
		.baseline = node->baseline,
		.target = node->target,
		.decimals = 2,
		.source = node_source_in(node, 'B') };
	if (!read_periods(p, o, "published_rollup", row->month_e4))
		return;
	row->cells = cells_of(row->month_e4, p->plan->period_count);
	row->total_e4 = json_value_quantity(p->r, o, "published_rollup_total");
	row->weight_e4 = json_value_quantity(p->r, o, "published_weight");
	node->published = row;
}

static void
read_repair(struct plan_reader *p, const json_t *o, struct plan_node *node)
{
	const json_t *said = json_object_get(o, "repair");
	struct repair_note *note;

	if (said == NULL || json_is_null(said))
		return;
	note = mem_alloc(p->r->mem, sizeof(*note));
	*note = (struct repair_note){ .read_total_e4 = NUM_ABSENT };
	note->cells_read = (const char **)(uintptr_t)read_texts(p, said, "cells_read",
	    &note->cells_count);
	note->changed = (const char **)(uintptr_t)read_texts(p, said, "changed",
	    &note->changed_count);
	note->equations = (const char **)(uintptr_t)read_texts(p, said, "equations",
	    &note->equations_count);
	note->candidates = (const char **)(uintptr_t)read_texts(p, said, "candidates",
	    &note->candidates_count);
	node->repair = note;
}

static unsigned
key_of(const char *text, const char *const *keys, unsigned count)
{
	for (unsigned i = 1; i < count; i++)
		if (strcmp(keys[i], text) == 0)
			return i;
	return 0;
}

static void
read_sheet(struct plan_reader *p, const json_t *o, struct indicator_sheet *sheet)
{
	const json_t *said = json_object_get(o, "indicator_sheet");

	sheet->formula = json_value_text(p->r, said, "formula");
	sheet->source = json_value_text(p->r, said, "source");
	sheet->unit = json_value_text(p->r, said, "unit");
	sheet->frequency = (uint8_t)key_of(json_value_text(p->r, said, "frequency"),
	    sheet_frequency_keys, FREQUENCY__COUNT);
	sheet->direction = (uint8_t)key_of(json_value_text(p->r, said, "direction"),
	    sheet_direction_keys, DIRECTION__COUNT);
}

static void
read_place(struct plan_reader *p, const json_t *o, struct plan_node *node, size_t at)
{
	const char *level = json_value_text(p->r, o, "level");
	const char *parent = json_value_text(p->r, o, "parent");
	uint32_t above = parent[0] != '\0' ? map_get(&p->nodes, parent) : MAP_NONE;
	int64_t forms = (int64_t)p->plan->form_count - 1;
	unsigned l = 0;

	while (l < p->pack->level_count && strcmp(p->pack->levels[l].key, level) != 0)
		l++;
	if (l == p->pack->level_count || l > UINT8_MAX)
		json_value_wrong(p->r, "level", "a level of the pack");
	else
		node->level = (uint8_t)l;
	node->parent = above == MAP_NONE ? PLAN_NONE : above;
	if ((parent[0] != '\0') != (above != MAP_NONE))
		json_value_wrong(p->r, "parent", "the id of a row before it");
	if (above != MAP_NONE && p->plan->nodes[above].level >= node->level)
		json_value_wrong(p->r, "parent", "a row of a level above");
	node->unit = unit_of(p, o, "unit");
	if ((node->level > 0) != (node->unit != PLAN_NONE))
		json_value_wrong(p->r, "unit",
		    "a unit below the framework's level, and only there");
	node->form_a = (uint32_t)json_value_int(p->r, o, "form_a", 0, forms, PLAN_NONE);
	node->form_b = (uint32_t)json_value_int(p->r, o, "form_b", 0, forms, PLAN_NONE);
	node->id = json_value_text(p->r, o, "id");
	if (node->id[0] == '\0' || map_get(&p->nodes, node->id) != MAP_NONE)
		json_value_wrong(p->r, "id", "another id for each row");
	else
		map_set(&p->nodes, node->id, (uint32_t)at);
}

static void
read_words(struct plan_reader *p, const json_t *o, struct plan_node *node)
{
	static const char *const BEHAVIOURS[] = { "sum", "average", "last", NULL };
	static const char *const BASES[] = { "quantity", "share", NULL };
	static const char *const STATES[] = { "as_read", "repaired", "unresolved", NULL };
	int64_t n = p->plan->period_count;
	size_t count;

	node->code = json_value_text(p->r, o, "code");
	node->code_read = json_value_text(p->r, o, "code_read");
	node->title = json_value_text(p->r, o, "title");
	node->spellings = read_texts(p, o, "spellings", &count);
	node->spelling_count = count;
	node->weight_e4 = json_value_quantity(p->r, o, "weight");
	if (node->weight_e4 != NUM_ABSENT &&
	    (node->weight_e4 < 0 || node->weight_e4 > WEIGHT_MAX_E4))
		json_value_wrong(p->r, "weight", "from 0 to 1000");
	node->indicator = json_value_text(p->r, o, "indicator");
	node->responsible = json_value_text(p->r, o, "responsible");
	node->baseline = read_measure(p, o, "baseline");
	node->target = read_measure(p, o, "target");
	node->verification = json_value_text(p->r, o, "verification");
	node->behaviour = (uint8_t)json_value_word(p->r, o, "behaviour", BEHAVIOURS);
	node->behaviour_inferred = json_value_bool(p->r, o, "behaviour_inferred");
	node->basis = (uint8_t)json_value_word(p->r, o, "schedule_basis", BASES);
	node->first_month = (uint8_t)json_value_int(p->r, o, "first_month", 1, n, 0);
	node->last_month = (uint8_t)json_value_int(p->r, o, "last_month", 1, n, 0);
	node->budget_cents = json_value_money(p->r, o, "budget");
	node->state = (uint8_t)json_value_word(p->r, o, "state", STATES);
	node->sources = read_sources(p, o, &count);
	node->source_count = count;
}

static void
read_nodes(struct plan_reader *p, const json_t *o)
{
	const json_t *list = json_value_array(p->r, o, "nodes", PLAN_NODES_MAX), *item;
	size_t at;

	json_array_foreach(list, at, item)
	{
		struct plan_node *node;

		if (p->r->rc < 0)
			return; /* one thing wrong is told: not a million */
		p->r->place = mem_printf(p->r->mem, "nodes[%zu]", at);
		node = plan_add_node(p->plan);
		read_place(p, item, node, at);
		read_words(p, item, node);
		read_sheet(p, item, &node->sheet);
		read_schedule(p, item, node, at);
		read_repair(p, item, node);
		read_published(p, item, node);
	}
}

struct plan *
json_plan_read(struct json_reader *r, const struct pack *pack, const json_t *o)
{
	static const char *const POLICIES[] = { "as_published", "by_behaviour", NULL };
	struct plan_reader p = { .r = r, .pack = pack, .plan = plan_new(r->mem, pack) };
	const json_t *institution = json_object_get(o, "institution");

	map_init(&p.units, r->mem);
	map_init(&p.nodes, r->mem);
	map_init(&p.files, r->mem);
	r->place = "plan";
	p.plan->institution = json_value_text(r, institution, "name");
	p.plan->acronym = json_value_text(r, institution, "acronym");
	p.plan->year = (int)json_value_int(r, o, "year", 1900, 2200, 0);
	p.plan->version = (unsigned)json_value_int(r, o, "version", 0, 1000, 0);
	p.plan->policy = json_value_word(r, o, "policy", POLICIES);
	if (p.plan->institution[0] == '\0' || p.plan->year == 0)
		json_value_wrong(r, "institution", "a name, and a year");
	if (json_value_int(r, o, "period_count", 1, PACK_PERIODS_MAX, 0) != p.plan->period_count)
		json_value_wrong(r, "period_count", "as many periods as the pack has");
	read_units(&p, o);
	read_forms(&p, o);
	read_nodes(&p, o);
	if (r->rc < 0)
		return NULL;
	plan_renumber(p.plan);
	return p.plan;
}
