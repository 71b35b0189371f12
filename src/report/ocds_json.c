#include "report/ocds_json.h"

#include "base/mem.h"

#define PREFIX "ocds-000000"

static const char *
instant(struct mem *mem, const struct open_year *year)
{
	return mem_printf(mem, "%sT00:00:00Z", year->as_of);
}

static void
put_buyer(struct json_writer *w, const char *key, const struct plan *plan, const char *id)
{
	json_line_object(w, key);
	json_text(w, "id", id);
	json_text(w, "name", plan->institution);
	json_object_end(w);
}

static void
put_party(struct json_writer *w, const struct plan *plan, const char *id)
{
	json_array(w, "parties");
	json_object(w, NULL);
	json_text(w, "id", id);
	json_text(w, "name", plan->institution);
	json_line_array(w, "roles");
	json_text(w, NULL, "buyer");
	json_array_end(w);
	json_object_end(w);
	json_array_end(w);
}

static void
put_planning(struct json_writer *w, struct mem *mem, const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];

	json_object(w, "planning");
	json_text(w, "rationale",
	    node->parent != PLAN_NONE ? plan->nodes[node->parent].title : node->title);
	json_object(w, "budget");
	json_text(w, "id", mem_printf(mem, "%d-%s", plan->year, node->id));
	json_text(w, "description",
	    mem_printf(mem, "%s %s (%s)", node->code, node->title, plan->units[node->unit].path));
	json_line_object(w, "amount");
	json_money(w, "amount", node->budget_cents);
	json_text(w, "currency", plan->pack->currency_code);
	json_object_end(w);
	json_object_end(w);
	json_object_end(w);
}

static void
put_release(struct json_writer *w, const struct open_year *year, size_t i)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct plan *plan = year->plan;
	const char *buyer = mem_printf(mem, "%s-%s", plan->pack->country, plan->acronym);
	const char *id = mem_printf(mem, "%s-%d-%s", plan->acronym, plan->year, plan->nodes[i].id);

	json_object(w, NULL);
	json_text(w, "ocid", mem_printf(mem, PREFIX "-%s", id));
	json_text(w, "id", mem_printf(mem, "%s-v%u", id, plan->version));
	json_text(w, "date", instant(mem, year));
	json_line_array(w, "tag");
	json_text(w, NULL, "planning");
	json_array_end(w);
	json_text(w, "initiationType", "tender");
	json_text(w, "language", "es");
	put_party(w, plan, buyer);
	put_buyer(w, "buyer", plan, buyer);
	put_planning(w, mem, plan, i);
	json_object_end(w);
}

void
ocds_json(struct json_writer *w, const struct open_year *years, size_t count)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct plan *first = years[0].plan;

	json_object(w, NULL);
	json_text(w, "version", "1.1");
	json_text(w, "uri", mem_printf(mem, "urn:yupana:%s:%d:ocds", first->acronym, first->year));
	json_text(w, "publishedDate", instant(mem, &years[0]));
	json_line_object(w, "publisher");
	json_text(w, "name", first->institution);
	json_object_end(w);
	json_array(w, "releases");
	for (size_t y = 0; y < count; y++)
		for (size_t i = 0; i < years[y].plan->node_count; i++) {
			const struct plan_node *node = &years[y].plan->nodes[i];

			if (node->budget_cents != NUM_ABSENT && node->unit != PLAN_NONE)
				put_release(w, &years[y], i);
		}
	json_array_end(w);
	json_object_end(w);
}
