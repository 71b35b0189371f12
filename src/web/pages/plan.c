/* plan.c - a plan at a glance; objectives added to it, an amendment begun. */
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/edit.h"
#include "base/utf8.h"
#include "core/plan_state.h"
#include "report/chart.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/plan_page.h"

/* ---- Units as a list ------------------------------------------------------------- */

static const char *const COLUMNS[] = { "organigrama", "unidad", "estado", "presupuesto", "total",
	"errores", NULL };

/* qsort has no context: what is compared is brought along. */
struct row_key {
	const struct unit_sum *sum;
	const char *text;
	int64_t number;
};

static int
compare_keys(const void *a, const void *b)
{
	const struct row_key *x = a, *y = b;
	int c = x->text != NULL ? strcmp(x->text, y->text) : 0;

	if (c == 0 && x->number != y->number)
		c = x->number < y->number ? -1 : 1;
	return c != 0 ? c : x->sum < y->sum ? -1 : x->sum > y->sum;
}

static struct row_key
key_of(const struct plan_page *p, const struct unit_sum *sum)
{
	const struct plan_unit *unit = &p->plan->plan->units[sum->unit];
	struct row_key key = { .sum = sum };

	if (strcmp(p->listing.order, "unidad") == 0)
		key.text = utf8_fold(p->plan->mem, unit->name);
	else if (strcmp(p->listing.order, "estado") == 0)
		key.number = unit->state;
	else if (strcmp(p->listing.order, "presupuesto") == 0)
		key.number = sum->budget_cents;
	else if (strcmp(p->listing.order, "total") == 0)
		key.number = sum->total_e9;
	else if (strcmp(p->listing.order, "errores") == 0)
		key.number = -(
		    int64_t)(sum->counts[SEVERITY_ERROR] * 100000 + sum->counts[SEVERITY_WARNING]);
	return key;
}

const char *
plan_page_state(unsigned state)
{
	static const char *const STATES[] = { "borrador", "enviado", "aprobado", "devuelto",
		"validado" };

	return state < UNIT_STATE__COUNT ? STATES[state] : "";
}

static bool
is_searched(const struct plan_page *p, const struct plan_unit *unit, const char *folded)
{
	if (p->state[0] != '\0' && strcmp(plan_page_state(unit->state), p->state) != 0)
		return false;
	return folded[0] == '\0' || strstr(utf8_fold(p->plan->mem, unit->name), folded) != NULL ||
	    strstr(utf8_fold(p->plan->mem, unit->path), folded) != NULL;
}

static void
make_rows(struct plan_page *p)
{
	const char *folded;
	struct row_key *keys = mem_array(p->plan->mem, p->count + 1, sizeof(*keys));

	p->listing = listing_read(p->plan->visit, COLUMNS);
	p->state = visit_field(p->plan->visit, "estado");
	folded = utf8_fold(p->plan->mem, p->listing.search);
	p->rows = mem_array(p->plan->mem, p->count + 1, sizeof(*p->rows));
	for (size_t i = p->first; i < p->first + p->count; i++)
		if (is_searched(p, &p->plan->plan->units[p->sums.units[i].unit], folded))
			keys[p->row_count++] = key_of(p, &p->sums.units[i]);
	qsort(keys, p->row_count, sizeof(*keys), compare_keys);
	for (size_t i = 0; i < p->row_count; i++)
		p->rows[p->listing.descending ? p->row_count - 1 - i : i] = keys[i].sum;
	listing_settle(&p->listing, p->row_count);
}

/* ---- Charts --------------------------------------------------------------------------- */

static void
put_periods(const struct plan_page *p, const char *periods[PACK_PERIODS_MAX])
{
	for (unsigned m = 0; m < p->plan->plan->period_count; m++)
		periods[m] = html_translated(&p->plan->visit->html,
		    p->plan->plan->pack->periods[m].abbr);
}

static const char *
svg_of(const struct plan_page *p, const struct chart *chart, const char *id)
{
	CLEANUP(str_done) struct str svg = { 0 };

	chart_put_svg(&svg, chart, id);
	return mem_strdup(p->plan->mem, str_text(&svg));
}

static const char *
said(const struct plan_page *p, const char *text)
{
	return html_translated(&p->plan->visit->html, text);
}

static void
draw_curve(struct plan_page *p)
{
	unsigned n = p->plan->plan->period_count;
	const char *periods[PACK_PERIODS_MAX];
	int64_t cumulated[PACK_PERIODS_MAX], sum = 0;
	struct chart_curve curve = { said(p, N_("Programado")), "planned", cumulated };
	struct chart chart;

	if (p->all.rolled == 0)
		return;
	put_periods(p, periods);
	for (unsigned m = 0; m < n; m++)
		cumulated[m] = sum += p->all.month_e9[m];
	chart_curves(p->plan->mem, said(p, N_("Avance programado")),
	    said(p, N_("Porcentaje acumulado al final de cada período, promedio de las unidades")),
	    periods, n, &curve, 1, &chart);
	p->curve = svg_of(p, &chart, "curva");
}

static void
draw_heat(struct plan_page *p)
{
	struct chart_heat_row *rows = mem_array(p->plan->mem, p->count + 1, sizeof(*rows));
	const char *periods[PACK_PERIODS_MAX];
	struct chart chart;
	size_t count = 0;

	put_periods(p, periods);
	for (size_t i = p->first; i < p->first + p->count; i++)
		if (p->sums.units[i].month_e9 != NULL)
			rows[count++] = (struct chart_heat_row){
				p->plan->plan->units[p->sums.units[i].unit].path,
				p->sums.units[i].month_e9
			};
	if (count == 0)
		return;
	chart_heat(p->plan->mem, said(p, N_("El año por unidad")),
	    said(p, N_("Cuánto de su plan programa cada unidad en cada período")), periods,
	    p->plan->plan->period_count, rows, count, &chart);
	p->heat = svg_of(p, &chart, "calor");
}

static bool
is_here(const struct plan_page *p, uint32_t unit)
{
	size_t place = unit < p->plan->plan->unit_count ? p->sums.place[unit] : SIZE_MAX;

	return place != SIZE_MAX && place >= p->first && place < p->first + p->count;
}

static void
add_budget(const struct plan_page *p, uint32_t parent, struct plan_budget *out)
{
	const struct plan_kids *kids = plan_tree_kids(p->plan->tree, parent);

	for (uint32_t i = 0; i < kids->count; i++) {
		const struct plan_node *node = &p->plan->plan->nodes[kids->list[i]];

		if (plan_is_leaf_level(p->plan->plan, node->level) || !is_here(p, node->unit))
			continue;
		out->objectives++;
		if (node->budget_cents != NUM_ABSENT)
			out->cents += node->budget_cents;
		add_budget(p, kids->list[i], out);
	}
}

/* "2.1" before "10.1". */
static int
compare_budgets(const void *a, const void *b)
{
	const struct plan_budget *x = a, *y = b;
	int c = strverscmp(x->node->code, y->node->code);

	return c != 0 ? c : (x->row > y->row) - (x->row < y->row);
}

static void
draw_budgets(struct plan_page *p)
{
	const struct plan_kids *roots = &p->plan->tree->roots;
	struct chart_bar *bars = mem_array(p->plan->mem, roots->count + 1, sizeof(*bars));
	struct chart chart;
	int64_t sum = 0;
	size_t drawn = 0;

	p->budgets = mem_array(p->plan->mem, roots->count + 1, sizeof(*p->budgets));
	for (uint32_t r = 0; r < roots->count; r++) {
		struct plan_budget *b = &p->budgets[p->budget_count++];

		*b = (struct plan_budget){ .node = &p->plan->plan->nodes[roots->list[r]],
			.row = roots->list[r] };
		add_budget(p, b->row, b);
	}
	qsort(p->budgets, p->budget_count, sizeof(*p->budgets), compare_budgets);
	for (size_t i = 0; i < p->budget_count; i++) {
		const struct plan_budget *b = &p->budgets[i];

		if (b->objectives == 0)
			continue; /* nothing here serves it */
		bars[drawn++] = (struct chart_bar){ mem_printf(p->plan->mem, "%s %s", b->node->code,
							b->node->title),
			b->cents, view_money(p->plan, b->cents) };
		sum += b->cents;
	}
	if (sum == 0)
		return;
	chart_bars(p->plan->mem, said(p, N_("Presupuesto por objetivo institucional")),
	    said(p, N_("Suma de los presupuestos de los objetivos de las unidades")), bars, drawn,
	    &chart);
	p->bars = svg_of(p, &chart, "presupuesto");
}

/* ---- The page --------------------------------------------------------------------------- */

static int
choose_unit(struct visit *visit, struct plan_page *p, struct err *err)
{
	const char *id = http_find(&visit->req->query, "unidad");
	int rc;

	p->unit = PLAN_NONE;
	p->count = p->sums.count;
	if (id == NULL || id[0] == '\0')
		return YUP_OK;
	rc = plan_view_unit(p->plan, id, &p->unit, err);
	if (rc < 0)
		return rc;
	p->first = p->sums.place[p->unit];
	p->count = p->sums.units[p->first].below + 1;
	return YUP_OK;
}

static void
choose_actions(struct visit *visit, struct plan_page *p)
{
	const struct actor *by = visit->app->by;
	const struct plan_head *head = &p->version.head;
	bool in_force = head->superseded_at[0] == '\0' && head->state != PLAN_SUPERSEDED;

	p->adds = p->plan->plan->state == PLAN_DRAFT && in_force && p->unit == PLAN_NONE &&
	    plan_view_may(p->plan, MAY_EDIT_FRAMEWORK, PLAN_NONE);
	p->starts = p->unit == PLAN_NONE &&
	    actor_may(by, MAY_START_PLAN, visit->institution_id, ORG_UNIT_ALL);
	p->amends = p->starts && in_force && head->state == PLAN_APPROVED;
	p->typed_title = visit_field(visit, "titulo");
	p->typed_code = visit_field(visit, "codigo");
	p->typed_unit = visit_field(visit, "para");
	p->typed_parent = visit_field(visit, "padre");
}

static int
make_page(struct visit *visit, struct plan_view *plan, struct plan_page *out, struct err *err)
{
	struct plan_page p = { .plan = plan };
	int rc = plan_view_open(visit, 0, plan, err);

	if (rc == YUP_OK)
		rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, plan->plan_id,
		    &p.version, err);
	if (rc < 0)
		return rc;
	plan_sums_make(plan, &p.sums);
	rc = choose_unit(visit, &p, err);
	if (rc < 0)
		return rc;
	plan_sums_add(&p.sums, p.first, p.count, &p.all);
	make_rows(&p);
	draw_curve(&p);
	draw_heat(&p);
	draw_budgets(&p);
	choose_actions(visit, &p);
	*out = p;
	return YUP_OK;
}

static int
show(struct visit *visit, const struct plan_page *p)
{
	struct frame f = frame_make(visit,
	    mem_printf(visit->req->mem, "%s %d", said(p, N_("Plan")), p->plan->plan->year),
	    PLACE_PLAN);

	tpl_plan(&visit->html, &f, p);
	return YUP_OK;
}

static int
plan_csv(struct visit *visit, const struct plan_page *p, struct err *err)
{
	static const char *const HEADS[] = { N_("Lugar"), N_("Unidad"), N_("Estado"),
		N_("Objetivos"), N_("Actividades"), N_("Presupuesto"), N_("Total %"), N_("Errores"),
		N_("Advertencias"), N_("Consejos"), NULL };
	const struct csv_list list = { "unidades-del-plan", MAY_EXPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < p->row_count; i++) {
		const struct unit_sum *u = p->rows[i];
		const struct plan_unit *unit = &p->plan->plan->units[u->unit];

		if (!plan_view_may(p->plan, MAY_EXPORT, u->unit))
			continue;
		csv_text(&w, unit->path);
		csv_text(&w, unit->name);
		csv_word(&w, visit, view_unit_state(unit->state));
		csv_count(&w, u->objectives);
		csv_count(&w, u->activities);
		csv_money(&w, u->objectives > 0 ? u->budget_cents : NUM_ABSENT);
		csv_ratio(&w, u->total_e9);
		csv_count(&w, u->counts[SEVERITY_ERROR]);
		csv_count(&w, u->counts[SEVERITY_WARNING]);
		csv_count(&w, u->counts[SEVERITY_ADVICE]);
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
plan_show(struct visit *visit, struct err *err)
{
	struct plan_view plan;
	struct plan_page p;
	int rc = make_page(visit, &plan, &p, err);

	if (rc < 0)
		return rc;
	return csv_asked(visit) ? plan_csv(visit, &p, err) : show(visit, &p);
}

static int
show_refused(struct visit *visit, int rc, const struct err *err)
{
	struct plan_view plan;
	struct plan_page p;
	struct err ignored;

	if (!form_refused(visit, rc, err) || make_page(visit, &plan, &p, &ignored) < 0)
		return rc;
	p.wrong = form_sentence(visit, err);
	return show(visit, &p);
}

/* ---- What is added to it ------------------------------------------------------------------- */

/* Under a framework node, for a unit; without one, another framework node. */
static int
read_place(struct visit *visit, const struct plan_view *plan, struct app_edit_request *request,
    struct err *err)
{
	const char *parent = visit_field(visit, "padre");
	char *end;
	unsigned long row = strtoul(parent, &end, 10);

	request->unit = PLAN_NONE;
	request->place = (struct edit_place){ .parent = PLAN_NONE, .after = PLAN_NONE };
	if (parent[0] == '\0')
		return YUP_OK;
	if (*end != '\0' || row >= plan->plan->node_count || plan->plan->nodes[row].level != 0)
		return err_refuse(err, YUP_EINVALID, "request_malformed", "%s", parent);
	request->place.parent = (uint32_t)row;
	return plan_view_unit(plan, visit_field(visit, "para"), &request->unit, err);
}

static int
add_objective(struct visit *visit, const char **to, struct err *err)
{
	struct typed_cell typed[] = { { FIELD_TITLE, 0, visit_field(visit, "titulo") },
		{ FIELD_CODE, 0, visit_field(visit, "codigo") } };
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.kind = CHANGE_CREATE,
		.seen = APP_SEEN_ANY,
		.typed = typed,
		.typed_count = typed[1].text[0] != '\0' ? 2 : 1 }; /* without one, the next */
	struct app_edited edited;
	struct plan_view plan;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = read_place(visit, &plan, &request, err);
	if (rc == YUP_OK && typed[0].text[0] == '\0')
		rc = err_refuse(err, YUP_EINVALID, "title_needed", "no title");
	if (rc < 0)
		return rc;
	request.plan_id = plan.plan_id;
	*to = request.unit == PLAN_NONE
	    ? mem_printf(visit->req->mem, "/plan/%lld?listo=guardado", (long long)plan.plan_id)
	    : mem_printf(visit->req->mem, "/plan/%lld/unidad/%s?formulario=a&listo=guardado",
		  (long long)plan.plan_id, plan.plan->units[request.unit].id);
	return app_edit(visit->app, visit->plans, visit->req->mem, &request, &edited, err);
}

static int
plan_add(struct visit *visit, struct err *err)
{
	const char *to = NULL;
	int rc = add_objective(visit, &to, err);

	return rc < 0 ? show_refused(visit, rc, err) : answer_see(visit, to);
}

static int
plan_amend(struct visit *visit, struct err *err)
{
	struct app_version version;
	struct plan_head head = { 0 };
	int64_t plan_id = 0;
	int rc = visit_arg_id(visit, 0, &plan_id, err);

	if (rc == YUP_OK)
		rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, plan_id,
		    &version, err);
	if (rc == YUP_OK)
		rc = app_plan_amend(visit->app, &version, &head, err);
	if (rc < 0)
		return show_refused(visit, rc, err);
	return answer_see(visit,
	    mem_printf(visit->req->mem, "/plan/%lld?listo=iniciado", (long long)head.id));
}

const struct route pages_plan[] = {
	{ METHOD_GET, "/plan/{plan}", plan_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/objetivo", plan_add, ASKS_ROLE, MAY_EDIT_NODE, 0 },
	{ METHOD_POST, "/plan/{plan}/reformulado", plan_amend, ASKS_ROLE, MAY_START_PLAN, 0 },
	{ 0 },
};
