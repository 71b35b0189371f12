#include "core/live_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

static const struct check_facts NO_FACTS = { 0 };

void
live_check_init(struct live_check *live, struct mem *mem, struct mem *scratch,
    const struct plan *plan, const struct plan_tree *tree, const struct rollup *rolled)
{
	size_t buckets = 64;

	while (buckets < plan->node_count)
		buckets *= 2;
	*live = (struct live_check){ .mem = mem, .scratch = scratch, .plan = plan, .tree = tree };
	live->homes[HOME_UNIT] = mem_array(mem, plan->unit_count + 1, sizeof(struct home));
	live->homes[HOME_FORM] = mem_array(mem, plan->form_count + 1, sizeof(struct home));
	live->homes[HOME_UNITS] = mem_array(mem, 1, sizeof(struct home));
	live->doubts = mem_array(mem, plan->unit_count + 1, sizeof(*live->doubts));
	live->tallies = mem_array(mem, plan->form_count + 1, sizeof(*live->tallies));
	live->buckets = mem_array(mem, buckets, sizeof(*live->buckets));
	memset(live->buckets, 0xFF, buckets * sizeof(*live->buckets)); /* PLAN_NONE */
	live->bucket_mask = buckets - 1;
	live_check_grow(live);
	live->check = (struct check){
		.pack = plan->pack,
		.facts = plan->facts != NULL ? plan->facts : &NO_FACTS,
		.plan = plan,
		.children = &live->children,
		.rolled = rolled,
		.doubts = live->doubts,
		.tallies = live->tallies,
	};
}

void
live_check_grow(struct live_check *live)
{
	size_t old = live->room, room = live->plan->node_count + live->plan->node_count / 8 + 16;

	live->children.kids = live->tree->kids;
	if (live->plan->node_count <= old)
		return;
	for (int kind = HOME_NODE; kind <= HOME_TWINS; kind++)
		live->homes[kind] = mem_grow(live->mem, live->homes[kind], old, room,
		    sizeof(struct home));
	live->next = mem_grow(live->mem, live->next, old, room, sizeof(*live->next));
	live->room = room;
}

void
live_check_count(struct live_check *live, uint32_t row, int times)
{
	const struct plan_node *node = &live->plan->nodes[row];

	if (node->deleted)
		return;
	if (check_is_doubtful(live->plan, node))
		live->doubts[node->unit] += (uint32_t)times;
	if (node->form_a != PLAN_NONE)
		check_tally(&live->tallies[node->form_a], node, times);
}

/* ---- Looking -------------------------------------------------------------------- */

/* What is being looked at: a home, or the twins of a code. */
struct look {
	enum home_kind kind;
	uint32_t index;
	const uint32_t *rows;
	size_t count;
};

/* Run the rules over it; findings in scratch, what held added `times` times. */
static struct finding_list
run(struct live_check *live, const struct look *look, int times)
{
	struct finding_list list = { .mem = live->scratch };
	struct check *check = &live->check;

	check->mem = live->scratch;
	check->findings = &list;
	live->children.kids = live->tree->kids;
	memset(check->passed, 0, sizeof(check->passed));
	switch (look->kind) {
	case HOME_NODE:
		check_run_node(check, look->index);
		break;
	case HOME_FAMILY:
		check_run_family(check, look->index);
		break;
	case HOME_TWINS:
		check_run_twins(check, look->rows, look->count);
		break;
	case HOME_UNIT:
		check_run_unit(check, look->index);
		break;
	case HOME_FORM:
		check_run_form(check, look->index);
		break;
	default:
		check_run_units(check);
		break;
	}
	for (size_t i = 0; i <= RULE_MAX; i++)
		live->passed[i] += (uint64_t)times * check->passed[i];
	return list;
}

static void
refer(struct live_check *live, struct finding_refs *refs, const struct finding *f)
{
	bool came = refs == &live->appeared;

	MEM_PUSH(live->scratch, refs->items, refs->count, refs->room);
	refs->items[refs->count - 1] = f;
	live->severities[f->severity] += came ? 1u : (size_t)-1;
}

/* Put `list` in a home in place of what was there; the same ones stay where they are. */
static void
replace(struct live_check *live, struct home *home, const struct finding_list *list)
{
	size_t same = 0, tail = 0;
	struct finding *items;

	while (same < home->count && same < list->count &&
	    finding_compare(&home->items[same], &list->items[same]) == 0)
		same++;
	if (same == home->count && same == list->count)
		return;
	while (same + tail < home->count && same + tail < list->count &&
	    finding_compare(&home->items[home->count - 1 - tail],
		&list->items[list->count - 1 - tail]) == 0)
		tail++;
	items = mem_array(live->mem, list->count + 1, sizeof(*items));
	for (size_t i = 0; i < list->count; i++)
		finding_copy(live->mem, &list->items[i], &items[i]);
	for (size_t i = same; i < home->count - tail; i++)
		refer(live, &live->gone, &home->items[i]);
	for (size_t i = same; i < list->count - tail; i++)
		refer(live, &live->appeared, &items[i]);
	*home = (struct home){ items, list->count };
}

void
live_check_leave(struct live_check *live, enum home_kind kind, uint32_t index)
{
	struct look look = { .kind = kind, .index = index };

	(void)run(live, &look, -1);
}

void
live_check_enter(struct live_check *live, enum home_kind kind, uint32_t index, bool exists)
{
	struct look look = { .kind = kind, .index = index };
	struct finding_list list = { .mem = live->scratch };

	if (exists)
		list = run(live, &look, 1);
	replace(live, &live->homes[kind][index], &list);
}

/* ---- Twins ---------------------------------------------------------------------- */

static uint32_t *
bucket_of(const struct live_check *live, const struct plan_node *node)
{
	uint64_t hash = hash_text(node->code) ^ (uint64_t)node->unit * UINT64_C(0x9E3779B97F4A7C15);

	return &live->buckets[(hash ^ hash >> 32) & live->bucket_mask];
}

void
live_check_add_twin(struct live_check *live, uint32_t row)
{
	const struct plan_node *node = &live->plan->nodes[row];
	uint32_t *bucket;

	if (node->deleted || node->code[0] == '\0')
		return;
	bucket = bucket_of(live, node);
	live->next[row] = *bucket;
	*bucket = row;
}

void
live_check_remove_twin(struct live_check *live, uint32_t row)
{
	const struct plan_node *node = &live->plan->nodes[row];
	uint32_t *link;

	if (node->deleted || node->code[0] == '\0')
		return;
	link = bucket_of(live, node);
	while (*link != PLAN_NONE && *link != row)
		link = &live->next[*link];
	if (*link == row)
		*link = live->next[row];
}

static int
compare_rows(const void *a, const void *b, void *nodes)
{
	const struct plan_node *x = (const struct plan_node *)nodes + *(const uint32_t *)a;
	const struct plan_node *y = (const struct plan_node *)nodes + *(const uint32_t *)b;

	return node_is_before(x, y) ? -1 : node_is_before(y, x);
}

uint32_t *
live_check_twins(struct live_check *live, uint32_t row, size_t *count)
{
	const struct plan_node *node = &live->plan->nodes[row];
	uint32_t *rows = NULL;
	size_t n = 0, room = 0;

	*count = 0;
	if (node->deleted || node->code[0] == '\0')
		return NULL;
	for (uint32_t i = *bucket_of(live, node); i != PLAN_NONE; i = live->next[i]) {
		const struct plan_node *other = &live->plan->nodes[i];

		if (other->unit != node->unit || strcmp(other->code, node->code) != 0)
			continue;
		MEM_PUSH(live->scratch, rows, n, room);
		rows[n - 1] = i;
	}
	if (n > 1)
		qsort_r(rows, n, sizeof(*rows), compare_rows, live->plan->nodes);
	*count = n;
	return rows;
}

/* The findings of a group live with the first of its rows. */
void
live_check_leave_twins(struct live_check *live, const uint32_t *rows, size_t count)
{
	struct look look = { .kind = HOME_TWINS, .rows = rows, .count = count };
	struct finding_list none = { .mem = live->scratch };

	(void)run(live, &look, -1);
	replace(live, &live->homes[HOME_TWINS][rows[0]], &none);
}

void
live_check_enter_twins(struct live_check *live, const uint32_t *rows, size_t count)
{
	struct look look = { .kind = HOME_TWINS, .rows = rows, .count = count };
	struct finding_list list = run(live, &look, 1);

	replace(live, &live->homes[HOME_TWINS][rows[0]], &list);
}

/* ---- What a change did -------------------------------------------------------------- */

static int
compare_refs(const void *a, const void *b)
{
	return finding_compare(*(const struct finding *const *)a,
	    *(const struct finding *const *)b);
}

static void
push(struct finding_list *list, const struct finding *f)
{
	struct finding copy;

	finding_copy(list->mem, f, &copy);
	*finding_add(list) = copy;
}

void
live_check_take(struct live_check *live, struct mem *mem, struct finding_list *appeared,
    struct finding_list *gone)
{
	struct finding_refs *a = &live->appeared, *g = &live->gone;
	size_t i = 0, k = 0;

	*appeared = (struct finding_list){ .mem = mem };
	*gone = (struct finding_list){ .mem = mem };
	if (a->count > 0)
		qsort(a->items, a->count, sizeof(*a->items), compare_refs);
	if (g->count > 0)
		qsort(g->items, g->count, sizeof(*g->items), compare_refs);
	while (i < a->count || k < g->count) {
		int c = i == a->count ? 1
		    : k == g->count   ? -1
				      : finding_compare(a->items[i], g->items[k]);

		if (c < 0)
			push(appeared, a->items[i]);
		else if (c > 0)
			push(gone, g->items[k]);
		i += c <= 0;
		k += c >= 0;
	}
	*a = (struct finding_refs){ 0 };
	*g = (struct finding_refs){ 0 };
}
