/* json_follow_up.c - a follow-up of yupana.export/1; see json_document.h. */
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "core/progress.h"
#include "import/json_plan.h"

enum { ROWS_MAX = 1000000, MEMBERS_MAX = 100000 };

struct follow_up_reader {
	struct json_reader *r;
	struct follow_up *fu;
	struct map files, levels, units; /* by name; by id */
	size_t file_room;
};

static uint32_t
file_of(struct follow_up_reader *f, const char *name)
{
	uint32_t at = map_get_or_set(&f->files, name, (uint32_t)f->fu->file_count);

	if (at < f->fu->file_count)
		return at;
	MEM_PUSH(f->fu->mem, f->fu->files, f->fu->file_count, f->file_room);
	f->fu->files[at] = name;
	return at;
}

/* The first and, where there are two tables, the second. */
static struct source
read_source(struct follow_up_reader *f, const json_t *o, size_t at)
{
	const json_t *item = json_array_get(json_object_get(o, "sources"), at);
	const char *form = json_value_text(f->r, item, "form");

	if (item == NULL)
		return (struct source){ 0 };
	return (struct source){ file_of(f, json_value_text(f->r, item, "file")),
		(uint32_t)json_value_int(f->r, item, "line", 0, UINT32_MAX, 0), form[0] };
}

static void
read_operation(struct follow_up_reader *f, const json_t *o, uint32_t unit)
{
	struct fu_operation *op = follow_up_add_operation(f->fu);

	op->unit = unit;
	op->id = json_value_text(f->r, o, "id");
	op->code = json_value_text(f->r, o, "code");
	op->area = json_value_text(f->r, o, "area");
	op->expected = json_value_text(f->r, o, "expected");
	op->obtained = json_value_text(f->r, o, "obtained");
	op->physical_e4 = json_value_quantity(f->r, o, "physical");
	op->financial_e4 = json_value_quantity(f->r, o, "financial");
	op->cause = json_value_text(f->r, o, "cause");
	op->measure = json_value_text(f->r, o, "measure");
	op->source = read_source(f, o, 0);
	op->cause_source = read_source(f, o, 1);
}

static uint32_t
level_of(struct follow_up_reader *f, const json_t *o)
{
	const char *id = json_value_text(f->r, o, "parent");
	uint32_t at = id[0] != '\0' ? map_get(&f->levels, id) : MAP_NONE;

	if (id[0] != '\0' && at == MAP_NONE)
		json_value_wrong(f->r, "parent", "the id of an average");
	return at == MAP_NONE ? PLAN_NONE : at;
}

static void
read_unit(struct follow_up_reader *f, const json_t *o)
{
	struct fu_unit *unit = follow_up_add_unit(f->fu);
	uint32_t at = (uint32_t)(f->fu->unit_count - 1);
	const json_t *list = json_value_array(f->r, o, "operations", ROWS_MAX), *item;
	size_t i;

	unit->id = json_value_text(f->r, o, "id");
	unit->ordinal = json_value_text(f->r, o, "ordinal");
	unit->name = json_value_text(f->r, o, "name");
	unit->parent = level_of(f, o);
	unit->printed_e4 = json_value_quantity(f->r, o, "printed");
	unit->source = read_source(f, o, 0);
	unit->cause_source = read_source(f, o, 1);
	unit->first = (uint32_t)f->fu->operation_count;
	unit->count = (uint32_t)json_array_size(list);
	map_set(&f->units, unit->id, at);
	json_array_foreach(list, i, item) read_operation(f, item, at);
}

static void
read_members(struct follow_up_reader *f, const json_t *o, struct fu_aggregate *a)
{
	const json_t *list = json_value_array(f->r, o, "of", MEMBERS_MAX), *item;
	struct fu_member *of = mem_array(f->r->mem, json_array_size(list) + 1, sizeof(*of));
	size_t i;

	json_array_foreach(list, i, item)
	{
		const char *id = json_is_string(item) ? json_string_value(item) : "";
		uint32_t unit = map_get(&f->units, id), level = map_get(&f->levels, id);

		if (unit == MAP_NONE && level == MAP_NONE)
			json_value_wrong(f->r, "of", "ids of units or averages");
		of[i].is_unit = unit != MAP_NONE;
		of[i].index = of[i].is_unit ? unit : level == MAP_NONE ? 0 : level;
	}
	a->of = of;
	a->of_count = json_array_size(list);
}

/* Names first, since they stand above and below each other. */
static void
read_levels(struct follow_up_reader *f, const json_t *o)
{
	static const char *const LEVELS[] = { "directorate", "vice_ministry", "group",
		"institution", NULL };
	const json_t *list = json_value_array(f->r, o, "aggregates", ROWS_MAX), *item;
	size_t i;

	json_array_foreach(list, i, item)
	{
		struct fu_aggregate *a = follow_up_add_aggregate(f->fu);

		f->r->place = mem_printf(f->r->mem, "aggregates[%zu]", i);
		a->id = json_value_text(f->r, item, "id");
		a->name = json_value_text(f->r, item, "name");
		a->level = json_value_word(f->r, item, "level", LEVELS);
		a->printed_e4 = json_value_quantity(f->r, item, "printed");
		a->printed_financial_e4 = json_value_quantity(f->r, item, "printed_financial");
		a->source = read_source(f, item, 0);
		map_set(&f->levels, a->id, (uint32_t)i);
	}
	json_array_foreach(list, i, item) f->fu->aggregates[i].parent = level_of(f, item);
}

static void
read_orphan(struct follow_up_reader *f, const json_t *o)
{
	struct fu_orphan *orphan;

	MEM_PUSH(f->fu->mem, f->fu->orphans, f->fu->orphan_count, f->fu->orphan_room);
	orphan = &f->fu->orphans[f->fu->orphan_count - 1];
	orphan->unit_name = json_value_text(f->r, o, "unit");
	orphan->code = json_value_text(f->r, o, "code");
	orphan->expected = json_value_text(f->r, o, "expected");
	orphan->cause = json_value_text(f->r, o, "cause");
	orphan->measure = json_value_text(f->r, o, "measure");
	orphan->source = read_source(f, o, 0);
}

static void
read_rows(struct follow_up_reader *f, const json_t *o)
{
	const json_t *units = json_value_array(f->r, o, "units", ROWS_MAX), *item;
	const json_t *levels = json_value_array(f->r, o, "aggregates", ROWS_MAX);
	const json_t *orphans = json_value_array(f->r, o, "orphans", ROWS_MAX);
	size_t i;

	read_levels(f, o);
	json_array_foreach(units, i, item)
	{
		f->r->place = mem_printf(f->r->mem, "units[%zu]", i);
		read_unit(f, item);
	}
	json_array_foreach(levels, i, item) read_members(f, item, &f->fu->aggregates[i]);
	json_array_foreach(orphans, i, item) read_orphan(f, item);
}

/* Nobody averages itself, however far below. */
static bool
has_circle(const struct follow_up *fu)
{
	for (uint32_t a = 0; a < fu->aggregate_count; a++) {
		uint32_t at = fu->aggregates[a].parent;

		for (unsigned depth = 0; at != PLAN_NONE; depth++) {
			if (depth > PLAN_DEPTH_MAX)
				return true;
			at = fu->aggregates[at].parent;
		}
	}
	return false;
}

struct follow_up *
json_follow_up_read(struct json_reader *r, const struct pack *pack, const json_t *o)
{
	struct follow_up_reader f = { .r = r, .fu = follow_up_new(r->mem, pack) };
	const json_t *institution = json_object_get(o, "institution");

	map_init(&f.files, r->mem);
	map_init(&f.levels, r->mem);
	map_init(&f.units, r->mem);
	r->place = "follow_up";
	f.fu->institution = json_value_text(r, institution, "name");
	f.fu->acronym = json_value_text(r, institution, "acronym");
	f.fu->year = (int)json_value_int(r, o, "year", 1900, 2200, 0);
	f.fu->as_of = json_value_text(r, o, "as_of");
	f.fu->threshold_stated = json_value_bool(r, o, "threshold_stated");
	f.fu->threshold_e4 = json_value_quantity(r, o, "threshold");
	if (f.fu->threshold_e4 == NUM_ABSENT)
		f.fu->threshold_e4 = pack->threshold_e4;
	if (f.fu->institution[0] == '\0' || f.fu->year == 0)
		json_value_wrong(r, "institution", "a name, and a year");
	read_rows(&f, o);
	if (r->rc == YUP_OK && has_circle(f.fu))
		json_value_wrong(r, "parent", "an average above it");
	if (r->rc == YUP_OK)
		r->rc = progress_compute(f.fu, r->err);
	return r->rc < 0 ? NULL : f.fu;
}
