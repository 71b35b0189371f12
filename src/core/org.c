#include "core/org.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- Periods --------------------------------------------------------------- */

static bool
holds_on(const struct org_period *p, const char *date)
{
	return strcmp(p->from, date) <= 0 && (p->to[0] == '\0' || strcmp(date, p->to) < 0);
}

/* The first period of `unit` or of one after it. */
static size_t
lower_bound(const struct org_history *history, int64_t unit)
{
	size_t low = 0, high = history->period_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (history->periods[middle].unit < unit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct org_period *
org_periods_of(const struct org_history *history, int64_t unit, size_t *count)
{
	size_t first = lower_bound(history, unit), end = first;

	while (end < history->period_count && history->periods[end].unit == unit)
		end++;
	*count = end - first;
	return history->periods + first;
}

static struct org_period *
find_period(const struct org_history *history, int64_t unit, const char *date)
{
	size_t count;
	struct org_period *periods = org_periods_of(history, unit, &count);

	for (size_t i = 0; i < count; i++)
		if (holds_on(&periods[i], date))
			return &periods[i];
	return NULL;
}

const struct org_period *
org_period_on(const struct org_history *history, int64_t unit, const char *date)
{
	return find_period(history, unit, date);
}

void
org_add(struct mem *mem, struct org_history *history, const struct org_period *period)
{
	struct org_period added = *period;
	size_t at = lower_bound(history, period->unit);

	MEM_PUSH(mem, history->periods, history->period_count, history->period_room);
	while (at < history->period_count - 1 && history->periods[at].unit == added.unit &&
	    strcmp(history->periods[at].from, added.from) < 0)
		at++;
	memmove(&history->periods[at + 1], &history->periods[at],
	    (history->period_count - 1 - at) * sizeof(added));
	history->periods[at] = added;
}

static void
remove_period(struct org_history *history, size_t at)
{
	memmove(&history->periods[at], &history->periods[at + 1],
	    (history->period_count - 1 - at) * sizeof(history->periods[0]));
	history->period_count--;
}

int64_t
org_next_position(const struct org_history *history, int64_t parent, const char *date)
{
	int64_t last = 0;

	for (size_t i = 0; i < history->period_count; i++) {
		const struct org_period *p = &history->periods[i];

		if (p->parent == parent && holds_on(p, date) && p->position > last)
			last = p->position;
	}
	return last + 1;
}

/* ---- The tree -------------------------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct org_period *x = *(const struct org_period *const *)a,
				*y = *(const struct org_period *const *)b;

	if (x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;
	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* What is being laid out: periods of one day by parent and position. */
struct layout {
	const struct org_period **by_parent;
	size_t count;
	struct org_node *nodes;
	size_t done;
	struct err *err;
};

static size_t
first_of_parent(const struct layout *l, int64_t parent)
{
	size_t low = 0, high = l->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (l->by_parent[middle]->parent < parent)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* As deep as ORG_DEPTH_MAX and no deeper. */
static int
lay_children(struct layout *l, int64_t parent, size_t parent_index,
    unsigned depth) /* NOLINT(misc-no-recursion) */
{
	size_t at = first_of_parent(l, parent);

	if (depth >= ORG_DEPTH_MAX && at < l->count && l->by_parent[at]->parent == parent)
		return err_refuse(l->err, YUP_ELIMIT, "org_too_deep", "%s", l->by_parent[at]->name);
	for (; at < l->count && l->by_parent[at]->parent == parent; at++) {
		size_t index = l->done++;
		int rc;

		l->nodes[index] = (struct org_node){ .period = l->by_parent[at],
			.parent = parent_index,
			.depth = depth };
		rc = lay_children(l, l->by_parent[at]->unit, index, depth + 1);
		if (rc < 0)
			return rc;
		l->nodes[index].end = l->done;
	}
	return YUP_OK;
}

int
org_tree_on(struct mem *mem, const struct org_history *history, const char *date,
    struct org_tree *out, struct err *err)
{
	struct org_period *tops = mem_array(mem, history->period_count + 1, sizeof(*tops));
	struct layout l = { .err = err };
	size_t top_count = 0;
	int rc;

	l.by_parent = mem_array(mem, history->period_count + 1, sizeof(*l.by_parent));
	l.nodes = mem_array(mem, history->period_count + 1, sizeof(*l.nodes));
	for (size_t i = 0; i < history->period_count; i++) {
		const struct org_period *p = &history->periods[i];

		if (!holds_on(p, date))
			continue;
		if (p->parent != ORG_TOP && org_period_on(history, p->parent, date) == NULL) {
			tops[top_count] = *p;
			tops[top_count].parent = ORG_TOP;
			p = &tops[top_count++];
		}
		l.by_parent[l.count++] = p;
	}
	if (l.count > 0)
		qsort(l.by_parent, l.count, sizeof(*l.by_parent), by_place);
	rc = lay_children(&l, ORG_TOP, ORG_NONE, 0);
	if (rc == YUP_OK && l.done < l.count)
		rc = err_refuse(err, YUP_EINVALID, "org_cycle", "on %s", date);
	if (rc < 0)
		return rc;
	*out = (struct org_tree){ l.nodes, l.done };
	return YUP_OK;
}

size_t
org_index_of(const struct org_tree *tree, int64_t unit)
{
	for (size_t i = 0; i < tree->count; i++)
		if (tree->nodes[i].period->unit == unit)
			return i;
	return ORG_NONE;
}

static const char *
short_name(const struct org_period *p)
{
	return p->acronym[0] != '\0' ? p->acronym : p->name;
}

const char *
org_path(struct mem *mem, const struct org_tree *tree, size_t index)
{
	const struct org_node *node = &tree->nodes[index];

	if (node->parent == ORG_NONE)
		return short_name(node->period);
	return mem_printf(mem, "%s/%s", org_path(mem, tree, node->parent),
	    short_name(node->period));
}

/* ---- Finding by what people call it ---------------------------------------- */

enum fit { FIT_NOT, FIT_LOOSE, FIT_WHOLE };

static bool
ends_in_words(const char *text, const char *words)
{
	size_t n = strlen(text), m = strlen(words);

	return m < n && text[n - m - 1] == ' ' && strcmp(text + n - m, words) == 0;
}

/* A name or a whole path says more than an acronym or the end of a path. */
static enum fit
fits(struct mem *mem, const struct org_tree *tree, size_t index, const char *key)
{
	const struct org_period *p = tree->nodes[index].period;
	const char *path = utf8_fold(mem, org_path(mem, tree, index));

	if (strcmp(utf8_fold(mem, p->name), key) == 0 || strcmp(path, key) == 0)
		return FIT_WHOLE;
	if (strcmp(utf8_fold(mem, p->acronym), key) == 0 || ends_in_words(path, key))
		return FIT_LOOSE;
	return FIT_NOT;
}

static bool
is_number(const char *text)
{
	return text[0] != '\0' && strlen(text) < 19 && text[strspn(text, "0123456789")] == '\0';
}

static int
refuse_ambiguous(struct mem *mem, const struct org_tree *tree, const char *key, struct err *err)
{
	CLEANUP(str_done) struct str paths = { 0 };

	for (size_t i = 0; i < tree->count; i++)
		if (fits(mem, tree, i, key) != FIT_NOT)
			str_printf(&paths, "%s%s (%lld)", paths.length > 0 ? ", " : "",
			    org_path(mem, tree, i), (long long)tree->nodes[i].period->unit);
	return err_refuse(err, YUP_ECONFLICT, "org_unit_ambiguous", "%s", str_text(&paths));
}

int
org_find(struct mem *mem, const struct org_tree *tree, const char *text, size_t *out,
    struct err *err)
{
	const char *key = utf8_fold(mem, text);
	size_t found = ORG_NONE, count = 0;
	enum fit best = FIT_NOT;

	if (is_number(text))
		found = org_index_of(tree, strtoll(text, NULL, 10));
	count = found != ORG_NONE;
	for (size_t i = 0; count == 0 && key[0] != '\0' && i < tree->count; i++) {
		enum fit fit = fits(mem, tree, i, key);

		if (fit > best) {
			best = fit;
			found = ORG_NONE;
		}
		if (fit != FIT_NOT && fit == best && found == ORG_NONE)
			found = i;
		else if (fit != FIT_NOT && fit == best)
			return refuse_ambiguous(mem, tree, key, err);
	}
	if (found == ORG_NONE)
		return err_refuse(err, YUP_ENOTFOUND, "org_unit_absent", "%s", text);
	*out = found;
	return YUP_OK;
}

/* ---- Who answers for whom -------------------------------------------------- */

/* `to` belongs to who answers for `from`. */
struct edge {
	int64_t from, to;
};

static int
by_from(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->to < y->to ? -1 : x->to > y->to;
}

/* The period that holds, else the last one that did; NULL before the first. */
static const struct org_period *
last_known(const struct org_period *periods, size_t count, const char *date)
{
	const struct org_period *last = NULL;

	for (size_t i = 0; i < count && strcmp(periods[i].from, date) <= 0; i++)
		last = &periods[i];
	return last;
}

static bool
has_ended(const struct org_history *history, int64_t unit, const char *date)
{
	size_t count;
	const struct org_period *periods = org_periods_of(history, unit, &count),
				*last = last_known(periods, count, date);

	return last != NULL && !holds_on(last, date);
}

static bool
has_successor(const struct org_history *history, int64_t unit, const char *date)
{
	for (size_t i = 0; i < history->succession_count; i++)
		if (history->successions[i].unit == unit &&
		    strcmp(history->successions[i].since, date) <= 0)
			return true;
	return false;
}

static struct edge *
edges_on(struct mem *mem, const struct org_history *history, const char *date, size_t *out_count)
{
	struct edge *edges = mem_array(mem, history->period_count + history->succession_count + 1,
	    sizeof(*edges));
	size_t count = 0, of_unit;

	for (size_t i = 0; i < history->period_count; i += of_unit) {
		const struct org_period *periods = &history->periods[i], *last;

		for (of_unit = 1;
		     i + of_unit < history->period_count && periods[of_unit].unit == periods->unit;)
			of_unit++;
		last = last_known(periods, of_unit, date);
		if (last != NULL && !holds_on(last, date) &&
		    has_successor(history, last->unit, date))
			continue; /* it is theirs, wherever it hung */
		if (last != NULL && last->parent != ORG_TOP)
			edges[count++] = (struct edge){ last->parent, last->unit };
	}
	for (size_t i = 0; i < history->succession_count; i++)
		if (strcmp(history->successions[i].since, date) <= 0)
			edges[count++] = (struct edge){ history->successions[i].successor,
				history->successions[i].unit };
	if (count > 0)
		qsort(edges, count, sizeof(*edges), by_from);
	*out_count = count;
	return edges;
}

static int
by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static size_t
first_edge(const struct edge *edges, size_t count, int64_t from)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (edges[middle].from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
org_reach(struct mem *mem, const struct org_history *history, const char *date, int64_t unit,
    const int64_t **out, size_t *out_count)
{
	size_t edge_count, count = 1, kept = 1;
	struct edge *edges = edges_on(mem, history, date, &edge_count);
	bool *walked = mem_array(mem, edge_count + 1, sizeof(*walked));
	int64_t *ids = mem_array(mem, edge_count + 1, sizeof(*ids));

	if (has_ended(history, unit, date)) { /* a role on it ended with it */
		*out = ids;
		*out_count = 0;
		return;
	}
	ids[0] = unit;
	for (size_t i = 0; i < count; i++) {
		size_t e = first_edge(edges, edge_count, ids[i]);

		for (; e < edge_count && edges[e].from == ids[i] && !walked[e]; e++) {
			walked[e] = true; /* each once: cycles end, and ids has the room */
			ids[count++] = edges[e].to;
		}
	}
	qsort(ids, count, sizeof(*ids), by_id);
	for (size_t i = 1; i < count; i++)
		if (ids[i] != ids[kept - 1])
			ids[kept++] = ids[i];
	*out = ids;
	*out_count = kept;
}

/* ---- Changes --------------------------------------------------------------- */

static int
absent(int64_t unit, struct err *err)
{
	return err_refuse(err, YUP_ENOTFOUND, "org_unit_absent", "%lld", (long long)unit);
}

/* The period of `unit` on that day, cut in two there; its second half. */
static struct org_period *
cut_at(struct mem *mem, struct org_history *history, int64_t unit, const char *on)
{
	struct org_period *p = find_period(history, unit, on), second;

	if (p == NULL || strcmp(p->from, on) == 0)
		return p;
	second = *p;
	second.from = mem_strdup(mem, on);
	p->to = second.from;
	org_add(mem, history, &second);
	return find_period(history, unit, on);
}

static void
apply(struct org_period *p, const struct org_period *old, const struct org_change *c)
{
	if (c->name != NULL && strcmp(p->name, old->name) == 0)
		p->name = c->name;
	if (c->acronym != NULL && strcmp(p->acronym, old->acronym) == 0)
		p->acronym = c->acronym;
	if (c->parent != ORG_KEEP && p->parent == old->parent)
		p->parent = c->parent;
	if (c->position != ORG_KEEP && p->position == old->position)
		p->position = c->position;
}

int
org_change_on(struct mem *mem, struct org_history *history, const struct org_change *change,
    struct err *err)
{
	struct org_period *p = cut_at(mem, history, change->unit, change->on), old;
	struct org_change left = *change;
	const struct org_period *end = history->periods + history->period_count;

	if (p == NULL)
		return absent(change->unit, err);
	old = *p;
	for (; p < end && p->unit == change->unit; p++) {
		/* What a later period says otherwise stays so from there on. */
		if (strcmp(p->name, old.name) != 0)
			left.name = NULL;
		if (strcmp(p->acronym, old.acronym) != 0)
			left.acronym = NULL;
		if (p->parent != old.parent)
			left.parent = ORG_KEEP;
		if (p->position != old.position)
			left.position = ORG_KEEP;
		apply(p, &old, &left);
	}
	return YUP_OK;
}

int
org_close_on(struct org_history *history, int64_t unit, const char *on, struct err *err)
{
	struct org_period *p = find_period(history, unit, on);
	size_t at;

	if (p == NULL)
		return absent(unit, err);
	at = (size_t)(p - history->periods);
	if (strcmp(p->from, on) < 0) {
		p->to = on;
		at++;
	}
	while (at < history->period_count && history->periods[at].unit == unit)
		remove_period(history, at);
	return YUP_OK;
}

/* Those right below `unit` on that day hang from `successor`, and it from where `unit` did. */
static int
hand_children(struct mem *mem, struct org_history *history, int64_t unit, int64_t successor,
    const char *on, struct err *err)
{
	int64_t above = find_period(history, unit, on)->parent;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < history->period_count; i++) {
		const struct org_period *p = &history->periods[i];
		struct org_change change = { .unit = p->unit, .on = on };

		if (p->parent != unit || !holds_on(p, on))
			continue;
		change.parent = p->unit == successor ? above : successor;
		change.position = org_next_position(history, change.parent, on);
		rc = org_change_on(mem, history, &change, err);
	}
	return rc;
}

int
org_succeed_on(struct mem *mem, struct org_history *history, int64_t unit,
    const int64_t *successors, size_t count, const char *on, struct err *err)
{
	int rc = YUP_OK;

	if (find_period(history, unit, on) == NULL)
		return absent(unit, err);
	for (size_t i = 0; i < count; i++) {
		if (successors[i] == unit)
			return err_refuse(err, YUP_EINVALID, "org_succeeds_itself", "%lld",
			    (long long)unit);
		if (find_period(history, successors[i], on) == NULL)
			return absent(successors[i], err);
		MEM_PUSH(mem, history->successions, history->succession_count,
		    history->succession_room);
		history->successions[history->succession_count - 1] = (struct org_succession){ unit,
			successors[i], mem_strdup(mem, on) };
	}
	rc = hand_children(mem, history, unit, successors[0], on, err);
	return rc == YUP_OK ? org_close_on(history, unit, on, err) : rc;
}

/* ---- Checks ---------------------------------------------------------------- */

static int
check_periods(const struct org_history *history, struct err *err)
{
	if (history->period_count > ORG_PERIODS_MAX)
		return err_refuse(err, YUP_ELIMIT, "org_too_many", "%d", ORG_PERIODS_MAX);
	for (size_t i = 0; i < history->period_count; i++) {
		const struct org_period *p = &history->periods[i], *next = p + 1;
		bool last = i + 1 == history->period_count || next->unit != p->unit;

		if ((p->to[0] != '\0' && strcmp(p->to, p->from) <= 0) ||
		    (!last && (p->to[0] == '\0' || strcmp(p->to, next->from) > 0)))
			return err_refuse(err, YUP_ECONFLICT, "org_periods_overlap", "%s", p->name);
	}
	return YUP_OK;
}

struct brother {
	int64_t parent;
	const char *key, *name;
};

static int
by_key(const void *a, const void *b)
{
	const struct brother *x = a, *y = b;

	if (x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;
	return strcmp(x->key, y->key);
}

static int
check_names(struct mem *mem, const struct org_tree *tree, struct err *err)
{
	struct brother *all = mem_array(mem, tree->count + 1, sizeof(*all));

	for (size_t i = 0; i < tree->count; i++) {
		const struct org_period *p = tree->nodes[i].period;

		all[i] = (struct brother){ p->parent, utf8_fold(mem, p->name), p->name };
	}
	if (tree->count > 0)
		qsort(all, tree->count, sizeof(*all), by_key);
	for (size_t i = 1; i < tree->count; i++)
		if (by_key(&all[i - 1], &all[i]) == 0)
			return err_refuse(err, YUP_ECONFLICT, "org_name_taken", "%s", all[i].name);
	return YUP_OK;
}

static int
check_parents(const struct org_history *history, const char *date, struct err *err)
{
	for (size_t i = 0; i < history->period_count; i++) {
		const struct org_period *p = &history->periods[i];

		if (holds_on(p, date) && p->parent != ORG_TOP &&
		    org_period_on(history, p->parent, date) == NULL)
			return err_refuse(err, YUP_ECONFLICT, "org_parent_closed", "%s", p->name);
	}
	return YUP_OK;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* `from` and the days after it on which something begins or ends, each once. */
static const char **
days_of_change(struct mem *mem, const struct org_history *history, const char *from,
    size_t *out_count)
{
	const char **days = mem_array(mem, 2 * history->period_count + 1, sizeof(*days));
	size_t count = 0, kept = 1;

	days[count++] = from;
	for (size_t i = 0; i < history->period_count; i++) {
		const struct org_period *p = &history->periods[i];

		if (strcmp(p->from, from) > 0)
			days[count++] = p->from;
		if (strcmp(p->to, from) > 0)
			days[count++] = p->to;
	}
	qsort(days, count, sizeof(*days), by_text);
	for (size_t i = 1; i < count; i++)
		if (strcmp(days[i], days[kept - 1]) != 0)
			days[kept++] = days[i];
	*out_count = kept;
	return days;
}

int
org_check(struct mem *mem, const struct org_history *history, const char *from, struct err *err)
{
	const char **days;
	size_t count = 0;
	int rc = check_periods(history, err);

	if (rc < 0)
		return rc;
	days = days_of_change(mem, history, from, &count);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct org_tree tree = { 0 };

		rc = check_parents(history, days[i], err);
		if (rc == YUP_OK)
			rc = org_tree_on(mem, history, days[i], &tree, err);
		if (rc == YUP_OK)
			rc = check_names(mem, &tree, err);
	}
	return rc;
}
