#include "web/pages/portal_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/catalogue.h"
#include "text/number_text.h"
#include "web/pages/board_units.h"
#include "web/when.h"

static const char *
money(const struct portal_view *v, int64_t cents)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (cents == NUM_ABSENT)
		return "";
	number_put_money(&s, cents, v->portal.pack->currency);
	return mem_strndup(v->mem, s.text, s.length);
}

const char *
portal_slug(struct mem *mem, const struct app_portal *portal)
{
	const struct institution *of = portal->institution;
	char *slug = mem_strdup(mem,
	    utf8_fold(mem, of->acronym[0] != '\0' ? of->acronym : of->name));

	for (char *c = slug; *c != '\0'; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9')))
			*c = '-';
	return slug;
}

const char *
portal_link(const struct portal_view *v, const char *path)
{
	return mem_printf(v->mem, "%s%s", path, v->suffix);
}

static const struct {
	const char *name, *about;
} FILES[] = {
	{ "plan.csv", N_("El plan: cada objetivo y actividad con su meta, mes por mes") },
	{ "unidades.csv", N_("Las unidades y el cronograma de cada una") },
	{ "avance.csv", N_("Lo que logró cada actividad, con sus causas y medidas") },
	{ "promedios.csv", N_("El avance de cada unidad y nivel") },
	{ "presupuesto.csv", N_("El presupuesto por fase (Open Fiscal Data Package)") },
	{ "datapackage.json", N_("Qué es cada columna de las tablas (Frictionless)") },
	{ "presupuesto.json", N_("El presupuesto por fase, con sus filas dentro") },
	{ "plan.json", N_("El plan y su seguimiento, para programas (yupana.export/1)") },
	{ "iati.xml", N_("El plan y lo logrado, en IATI 2.03") },
	{ "dhis2.json", N_("Metas y logros, para DHIS2") },
};

const char *
portal_file_about(const char *name)
{
	for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++)
		if (strcmp(FILES[i].name, name) == 0)
			return FILES[i].about;
	return "";
}

/* ---- Rows --------------------------------------------------------------------------------- */

/* Everything about the rows of a plan, by their place in it. */
struct rows {
	const struct fu_operation **op; /* NULL: nothing was reported */
	uint32_t *top;                  /* the framework's row above it */
};

static void
find_operations(const struct portal_view *v, const struct fu_operation **of)
{
	const struct plan *plan = v->y.plan;
	const struct follow_up *fu = v->y.fu;
	uint32_t last = 0, *node_of;

	if (fu == NULL || v->y.is_document)
		return;
	for (size_t i = 0; i < plan->node_count; i++)
		last = plan->nodes[i].row > last ? plan->nodes[i].row : last;
	node_of = mem_array(v->mem, (size_t)last + 1, sizeof(*node_of));
	for (size_t i = 0; i < plan->node_count; i++)
		node_of[plan->nodes[i].row] = (uint32_t)i;
	for (size_t i = 0; i < fu->operation_count; i++)
		of[node_of[fu->operations[i].reported->row]] = &fu->operations[i];
}

static struct rows
find_rows(const struct portal_view *v)
{
	const struct plan *plan = v->y.plan;
	struct rows rows = {
		.op = mem_array(v->mem, plan->node_count + 1, sizeof(const struct fu_operation *)),
		.top = mem_array(v->mem, plan->node_count + 1, sizeof(*rows.top)),
	};

	find_operations(v, rows.op);
	for (size_t i = 0; i < plan->node_count; i++)
		rows.top[i] = plan->nodes[i].parent == PLAN_NONE ? (uint32_t)i
								 : rows.top[plan->nodes[i].parent];
	return rows;
}

static bool
is_activity(const struct portal_view *v, size_t i)
{
	const struct plan_node *node = &v->y.plan->nodes[i];

	return plan_is_leaf_level(v->y.plan, node->level) && node->unit != PLAN_NONE;
}

static bool
is_behind(const struct fu_operation *op)
{
	return op != NULL && op->reported->threshold != THRESHOLD_WELL;
}

static const char *
unit_path(const struct portal_view *v, uint32_t unit)
{
	return mem_printf(v->mem, "%s/unidad/%s", v->base, v->y.plan->units[unit].id);
}

static struct portal_row
row_of(const struct portal_view *v, const struct rows *rows, size_t i)
{
	const struct plan_node *node = &v->y.plan->nodes[i];
	const struct fu_operation *op = rows->op[i];
	struct portal_row row = { .node = node,
		.op = op,
		.unit_path = unit_path(v, node->unit),
		.target = node->target.text,
		.physical = "—",
		.planned = "—",
		.efficacy_e9 = NUM_ABSENT,
		.behind = is_behind(op) };

	if (op == NULL)
		return row;
	row.physical = board_percent(&v->b, op->reported->progress.physical_e9);
	row.planned = board_percent(&v->b, op->reported->progress.planned_e9);
	row.efficacy_e9 = op->reported->progress.efficacy_e9;
	return row;
}

/* ---- The whole year ------------------------------------------------------------------------- */

/* A mean on its way: what nobody reported is left out. */
struct mean {
	int64_t sum_e9;
	size_t count;
};

static void
mean_add(struct mean *m, int64_t value_e9)
{
	if (value_e9 == NUM_ABSENT)
		return;
	m->sum_e9 += value_e9;
	m->count++;
}

static int64_t
mean_of(const struct mean *m)
{
	return m->count > 0 ? muldiv_round(m->sum_e9, 1, (int64_t)m->count) : NUM_ABSENT;
}

static int64_t
add_money(int64_t sum, int64_t cents)
{
	if (cents == NUM_ABSENT)
		return sum;
	return sum == NUM_ABSENT ? cents : sum + cents;
}

/* One row of the framework with all below it. */
static struct portal_aim
aim_of(const struct portal_view *v, const struct rows *rows, uint32_t top)
{
	const struct plan *plan = v->y.plan;
	struct portal_aim aim = { .node = &plan->nodes[top],
		.path = mem_printf(v->mem, "%s/objetivo/%s", v->base, plan->nodes[top].id) };
	struct mean physical = { 0 }, planned = { 0 };
	int64_t budget = NUM_ABSENT;

	for (size_t i = 0; i < plan->node_count; i++) {
		if (rows->top[i] != top || plan->nodes[i].unit == PLAN_NONE)
			continue;
		budget = add_money(budget, plan->nodes[i].budget_cents);
		if (!is_activity(v, i)) {
			aim.objectives++;
			continue;
		}
		aim.activities++;
		aim.behind += is_behind(rows->op[i]);
		if (rows->op[i] == NULL ||
		    rows->op[i]->reported->progress.physical_e9 == NUM_ABSENT)
			continue;
		mean_add(&physical, rows->op[i]->reported->progress.physical_e9);
		mean_add(&planned, rows->op[i]->reported->progress.planned_e9);
	}
	aim.physical_e9 = mean_of(&physical);
	aim.planned_e9 = mean_of(&planned);
	aim.budget = money(v, budget);
	return aim;
}

static int
by_code(const void *a, const void *b)
{
	const struct portal_aim *x = a, *y = b;

	return strverscmp(x->node->code, y->node->code);
}

static void
make_aims(struct portal_view *v, const struct rows *rows)
{
	const struct plan *plan = v->y.plan;

	v->aims = mem_array(v->mem, plan->node_count + 1, sizeof(*v->aims));
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].parent == PLAN_NONE && plan->nodes[i].level == 0)
			v->aims[v->aim_count++] = aim_of(v, rows, i);
	qsort(v->aims, v->aim_count, sizeof(*v->aims), by_code);
}

static const struct standing *
stands(const struct portal_view *v, const char *unit_id)
{
	const struct app_standing *now;

	if (v->y.closed == 0)
		return NULL;
	now = &v->y.standings.of[v->y.closed - 1];
	for (size_t i = 0; i < now->count; i++)
		if (standing_is_unit(&now->list[i]) && strcmp(now->list[i].id, unit_id) == 0)
			return &now->list[i];
	return NULL;
}

/* Those with rows, in the plan's order. */
static void
make_units(struct portal_view *v, const struct rows *rows)
{
	const struct plan *plan = v->y.plan;
	struct portal_unit *all = mem_array(v->mem, plan->unit_count + 1, sizeof(*all));

	for (size_t i = 0; i < plan->node_count; i++) {
		uint32_t unit = plan->nodes[i].unit;

		if (unit == PLAN_NONE)
			continue;
		all[unit].unit = &plan->units[unit];
		v->budget_cents = add_money(v->budget_cents, plan->nodes[i].budget_cents);
		if (!is_activity(v, i)) {
			v->objectives++;
			continue;
		}
		v->activities++;
		all[unit].activities++;
		all[unit].behind += is_behind(rows->op[i]);
		v->behind += is_behind(rows->op[i]);
	}
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		if (all[u].unit == NULL)
			continue;
		all[u].path = unit_path(v, u);
		all[u].stands = stands(v, plan->units[u].id);
		all[v->unit_count++] = all[u];
	}
	v->units = all;
}

static int64_t
lag_of(const struct portal_row *row)
{
	const struct report_progress *p = &row->op->reported->progress;

	return p->planned_e9 == NUM_ABSENT || p->physical_e9 == NUM_ABSENT
	    ? 0
	    : p->planned_e9 - p->physical_e9;
}

static int
farthest_first(const void *a, const void *b)
{
	const struct portal_row *x = a, *y = b;
	int64_t mine = lag_of(x), theirs = lag_of(y);

	if (mine != theirs)
		return mine > theirs ? -1 : 1;
	return x->node < y->node ? -1 : x->node > y->node;
}

static void
make_late(struct portal_view *v, const struct rows *rows)
{
	struct portal_row *late = mem_array(v->mem, v->behind + 1, sizeof(*late));
	size_t count = 0;

	for (size_t i = 0; i < v->y.plan->node_count; i++)
		if (is_behind(rows->op[i]))
			late[count++] = row_of(v, rows, i);
	qsort(late, count, sizeof(*late), farthest_first);
	v->late = late;
	v->late_count = count < PORTAL_BEHIND_MAX ? count : PORTAL_BEHIND_MAX;
}

static void
make_board(struct portal_view *v, const char *scope)
{
	v->b = (struct board){ .visit = v->visit,
		.mem = v->mem,
		.pack = v->portal.pack,
		.lines_name = html_translated(&v->visit->html, N_("Unidades")),
		.now = v->y.closed > 0 ? v->y.closed - 1 : 0 };
	if (v->y.closed == 0)
		return;
	board_units_make(&v->b, &(struct board_units){ v->y.plan, &v->y.standings, scope, NULL });
	board_draw(&v->b);
	v->has_board = v->b.whole != NULL && board_now(&v->b, v->b.whole) != NULL;
}

/* ---- Other years and days --------------------------------------------------------------------- */

static void
make_years(struct portal_view *v)
{
	const struct app_portal *p = &v->portal;

	v->years = mem_array(v->mem, p->year_count + 1, sizeof(*v->years));
	for (size_t i = 0; i < p->year_count; i++)
		v->years[v->year_count++] = (struct portal_link){
			mem_printf(v->mem, "/portal/%s/%d", portal_slug(v->mem, p), p->years[i]),
			mem_printf(v->mem, "%d", p->years[i]), p->years[i] == v->y.plan->year
		};
}

/* What its figures are of. */
static void
tell_days(struct portal_view *v)
{
	const char *on = v->y.fu != NULL ? v->y.fu->as_of : "";
	char day[DATE_SIZE];

	v->told_on = when_day(v->mem, on);
	date_of(v->y.approved_at, day);
	v->approved = v->y.resolution[0] != '\0'
	    ? mem_printf(v->mem, "%s · %s", when_day(v->mem, day), v->y.resolution)
	    : when_day(v->mem, mem_strdup(v->mem, day));
}

static int
read_year(const struct visit *visit, int *out, struct err *err)
{
	int64_t year;
	int rc = visit_arg_id(visit, 1, &year, err);

	if (rc == YUP_OK && (year < 1900 || year > 2200))
		rc = err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", visit->args[1]);
	if (rc == YUP_OK)
		*out = (int)year;
	return rc;
}

int
portal_view_open(struct visit *visit, struct portal_view *out, struct err *err)
{
	struct portal_view v = { .visit = visit,
		.mem = visit->req->mem,
		.as_of = visit_field(visit, "al"),
		.suffix = "",
		.copied = visit->copied,
		.budget_cents = NUM_ABSENT };
	struct rows rows;
	int year = 0;
	int rc = read_year(visit, &year, err);

	if (rc == YUP_OK)
		rc = app_portal_find(visit->app, v.mem, visit->args[0], &v.portal, err);
	if (rc == YUP_OK)
		rc = app_portal_open(visit->app, v.mem, &v.portal, year,
		    v.as_of[0] != '\0' ? v.as_of : NULL, &v.y, err);
	if (rc < 0)
		return rc;
	v.y.portal = &v.portal;
	v.base = mem_printf(v.mem, "/portal/%s/%d", portal_slug(v.mem, &v.portal), year);
	if (v.as_of[0] != '\0')
		v.suffix = mem_printf(v.mem, "?al=%s", v.as_of);
	rows = find_rows(&v);
	make_board(&v, "");
	make_units(&v, &rows);
	make_aims(&v, &rows);
	make_late(&v, &rows);
	make_years(&v);
	tell_days(&v);
	*out = v;
	return YUP_OK;
}

/* ---- A part of it ------------------------------------------------------------------------------ */

/* Objectives that `wanted` lets through, each with its activities. */
typedef bool (*wanted_fn)(const struct portal_view *v, const struct rows *rows, size_t i);

static bool
of_unit(const struct portal_view *v, const struct rows *rows, size_t i)
{
	uint32_t unit = v->y.plan->nodes[i].unit;

	(void)rows;
	return unit != PLAN_NONE && &v->y.plan->units[unit] == v->unit;
}

static bool
of_aim(const struct portal_view *v, const struct rows *rows, size_t i)
{
	return v->y.plan->nodes[i].unit != PLAN_NONE &&
	    &v->y.plan->nodes[rows->top[i]] == v->aim->node;
}

/* An activity belongs to the objective it hangs from, at whatever depth. */
static uint32_t
objective_of(const struct plan *plan, size_t i)
{
	uint32_t at = (uint32_t)i;

	while (plan->nodes[at].level > 1 && plan->nodes[at].parent != PLAN_NONE)
		at = plan->nodes[at].parent;
	return at;
}

static void
make_list(struct portal_view *v, wanted_fn wanted)
{
	const struct plan *plan = v->y.plan;
	struct rows rows = find_rows(v);
	struct portal_objective *list = mem_array(v->mem, plan->node_count + 1, sizeof(*list));
	struct portal_row *all = mem_array(v->mem, plan->node_count + 1, sizeof(*all));
	size_t used = 0;

	for (size_t i = 0; i < plan->node_count; i++) {
		struct portal_objective *o = &list[v->list_count];

		if (plan->nodes[i].level != 1 || !wanted(v, &rows, i))
			continue;
		*o = (struct portal_objective){ .node = &plan->nodes[i],
			.budget = money(v, plan->nodes[i].budget_cents),
			.rows = &all[used] };
		for (size_t k = i; k < plan->node_count; k++)
			if (is_activity(v, k) && objective_of(plan, k) == i) {
				all[used++] = row_of(v, &rows, k);
				o->row_count++;
			}
		v->list_count++;
	}
	v->list = list;
}

int
portal_view_unit(struct portal_view *v, const char *id, struct err *err)
{
	for (uint32_t u = 0; u < v->y.plan->unit_count; u++)
		if (strcmp(v->y.plan->units[u].id, id) == 0)
			v->unit = &v->y.plan->units[u];
	if (v->unit == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "unit_absent", "%s", id);
	make_board(v, id);
	make_list(v, of_unit);
	return YUP_OK;
}

int
portal_view_aim(struct portal_view *v, const char *id, struct err *err)
{
	for (size_t i = 0; i < v->aim_count; i++)
		if (strcmp(v->aims[i].node->id, id) == 0)
			v->aim = &v->aims[i];
	if (v->aim == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "node_absent", "%s", id);
	make_list(v, of_aim);
	return YUP_OK;
}

/* Every word stands somewhere in the text, without regard to case or accents. */
static bool
has_words(struct mem *mem, const char *text, const char *folded_words)
{
	const char *folded = utf8_fold(mem, text);

	for (const char *p = folded_words; *p != '\0';) {
		size_t n = strcspn(p, " ");

		if (n > 0 && strstr(folded, mem_strndup(mem, p, n)) == NULL)
			return false;
		p += n + (p[n] == ' ');
	}
	return true;
}

void
portal_view_find(struct portal_view *v)
{
	const struct plan *plan = v->y.plan;
	const char *words = utf8_fold(v->mem, v->search);
	struct portal_row *found = mem_array(v->mem, PORTAL_FOUND_MAX, sizeof(*found));
	struct rows rows = find_rows(v);
	size_t kept = 0;

	for (size_t i = 0; i < plan->node_count && v->found_count < PORTAL_FOUND_MAX; i++) {
		const struct plan_node *node = &plan->nodes[i];
		CLEANUP(mem_done) struct mem *mem = mem_new();

		if (node->unit != PLAN_NONE &&
		    has_words(mem,
			mem_printf(mem, "%s %s %s", node->code, node->title, node->indicator),
			words))
			found[v->found_count++] = row_of(v, &rows, i);
	}
	for (size_t i = 0; i < v->unit_count; i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		const struct plan_unit *unit = v->units[i].unit;

		if (has_words(mem, mem_printf(mem, "%s %s", unit->name, unit->path), words))
			v->units[kept++] = v->units[i];
	}
	v->unit_count = kept;
	v->found = found;
}
