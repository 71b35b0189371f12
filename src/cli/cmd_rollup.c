/* cmd_rollup.c - `yupana rollup`. */
#include <string.h>

#include "app/rollup.h"
#include "cli/choice.h"
#include "cli/policy.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "report/rollup_json.h"
#include "text/explain_text.h"
#include "text/number_text.h"

static int
write_json(struct cli *cli, const struct app_rolled *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, cli_write_stdout, NULL);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.rollup/1");
	json_array(&w, "plans");
	for (size_t i = 0; i < count; i++)
		rollup_json(&w, list[i].plan, &list[i].rollup);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

/* ---- For people ------------------------------------------------------------------- */

static const char *
figure(struct cli *cli, int64_t ratio_e9, unsigned decimals)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (ratio_e9 == NUM_ABSENT)
		return "—";
	if (ratio_e9 == 0)
		return "·";
	number_put_ratio(&s, ratio_e9, decimals);
	return mem_strdup(cli->mem, str_text(&s));
}

static const char *
weight_text(struct cli *cli, int64_t weight_e4)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (weight_e4 == NUM_ABSENT)
		return "";
	number_put_quantity(&s, weight_e4);
	return mem_strdup(cli->mem, str_text(&s));
}

static void
put_months(struct cli *cli, struct table *t, const int64_t *months, int64_t total, unsigned n,
    enum term_style style)
{
	unsigned decimals = cli->term.width >= 132 ? 2 : 1;

	for (unsigned m = 0; m < n; m++)
		table_put_style(t, figure(cli, months[m], decimals),
		    months[m] == 0 ? STYLE_DIM : style);
	table_put_style(t, figure(cli, total, decimals), style);
}

/* Code, title, weight, the periods and their total. */
static size_t
columns_of(const struct plan *plan, struct table_column columns[PACK_PERIODS_MAX + 4])
{
	size_t n = 0;

	columns[n++] = (struct table_column){ "Código", false, 0 };
	columns[n++] = (struct table_column){ "", false, 1 };
	columns[n++] = (struct table_column){ "Pond.", true, 0 };
	for (unsigned m = 0; m < plan->period_count; m++)
		columns[n++] = (struct table_column){ plan->pack->periods[m].abbr, true, 0 };
	columns[n++] = (struct table_column){ "Total", true, 0 };
	return n;
}

/* On a narrow terminal the year is cut in two lines of six, so that figures stay whole. */
static bool
fits(const struct cli *cli, const struct plan *plan)
{
	return cli->term.width >= 30 + (size_t)plan->period_count * 6;
}

static void
put_narrow_row(struct cli *cli, struct table *t, const char *label, const int64_t *months,
    unsigned from, unsigned to, int64_t total, bool with_total, enum term_style style)
{
	table_put_style(t, label, style);
	for (unsigned m = from; m < to; m++)
		table_put_style(t, figure(cli, months[m], 2), months[m] == 0 ? STYLE_DIM : style);
	table_put_style(t, with_total ? figure(cli, total, 2) : "", style);
}

static size_t
narrow_columns(const struct plan *plan, unsigned from, unsigned to, bool with_total,
    struct table_column columns[PACK_PERIODS_MAX + 2])
{
	size_t n = 0;

	columns[n++] = (struct table_column){ "Código", false, 0 };
	for (unsigned m = from; m < to; m++)
		columns[n++] = (struct table_column){ plan->pack->periods[m].abbr, true, 0 };
	columns[n++] = (struct table_column){ with_total ? "Total" : "", true, 0 };
	return n;
}

/* One row as it is shown; NUM_ABSENT where nothing was computed. */
struct shown {
	int64_t months[PACK_PERIODS_MAX], total;
};

static struct shown
shown_row(const int64_t *months_e9, unsigned n)
{
	struct shown row = { .total = months_e9 != NULL ? 0 : NUM_ABSENT };

	for (unsigned m = 0; m < n; m++) {
		row.months[m] = months_e9 != NULL ? months_e9[m] : NUM_ABSENT;
		row.total += months_e9 != NULL ? months_e9[m] : 0;
	}
	return row;
}

static struct shown
shown_unit(const struct app_rolled *r, uint32_t unit)
{
	unsigned n = r->plan->period_count;

	return shown_row(r->rollup.unit_known[unit] ? r->rollup.unit_month_e9 + (size_t)unit * n
						    : NULL,
	    n);
}

/* Objectives, with activities or not. */
static bool
is_shown(const struct app_rolled *r, size_t i, uint32_t unit)
{
	const struct plan_node *node = &r->plan->nodes[i];

	return node->unit == unit && node->level > 0 && !plan_is_leaf_level(r->plan, node->level);
}

static void
put_unit_narrow(struct cli *cli, const struct app_rolled *r, uint32_t unit)
{
	const struct plan *plan = r->plan;
	unsigned n = plan->period_count, half = (n + 1) / 2;

	for (unsigned from = 0; from < n; from += half) {
		unsigned to = from + half < n ? from + half : n;
		struct table_column columns[PACK_PERIODS_MAX + 2];
		struct shown row;
		struct table t;

		table_init(&t, cli->mem, columns, narrow_columns(plan, from, to, to == n, columns));
		for (size_t i = 0; i < plan->node_count; i++) {
			if (!is_shown(r, i, unit))
				continue;
			row = shown_row(rollup_of_node(&r->rollup, i), n);
			put_narrow_row(cli, &t, plan->nodes[i].code, row.months, from, to,
			    row.total, to == n, STYLE_NONE);
		}
		row = shown_unit(r, unit);
		put_narrow_row(cli, &t, "Unidad", row.months, from, to, row.total, to == n,
		    STYLE_BOLD);
		table_write(&t, &cli->out, &cli->term, 2);
	}
}

static void
put_unit_wide(struct cli *cli, const struct app_rolled *r, uint32_t unit)
{
	const struct plan *plan = r->plan;
	struct table_column columns[PACK_PERIODS_MAX + 4];
	unsigned n = plan->period_count;
	struct shown row;
	struct table t;

	table_init(&t, cli->mem, columns, columns_of(plan, columns));
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		const struct published_row *p = node->published;

		if (!is_shown(r, i, unit))
			continue;
		table_put(&t, node->code);
		table_put(&t, node->title);
		table_put(&t,
		    weight_text(cli,
			p != NULL && p->weight_e4 != NUM_ABSENT ? p->weight_e4 : node->weight_e4));
		row = shown_row(rollup_of_node(&r->rollup, i), n);
		put_months(cli, &t, row.months, row.total, n, STYLE_NONE);
	}
	table_put_style(&t, "Unidad", STYLE_BOLD);
	table_put(&t, "");
	table_put(&t, "");
	row = shown_unit(r, unit);
	put_months(cli, &t, row.months, row.total, n, STYLE_BOLD);
	table_write(&t, &cli->out, &cli->term, 2);
}

static void
put_unit(struct cli *cli, const struct app_rolled *r, uint32_t unit)
{
	const struct plan_unit *u = &r->plan->units[unit];
	CLEANUP(str_done) struct str head = { 0 }, cut = { 0 };

	str_put(&head, u->path);
	if (strcmp(u->name, u->acronym) != 0)
		str_printf(&head, " · %s", u->name);
	term_cut(&cut, str_text(&head), cli->term.width);
	str_put_char(&cli->out, '\n');
	term_put(&cli->out, &cli->term, STYLE_BOLD, str_text(&cut));
	str_put_char(&cli->out, '\n');
	if (fits(cli, r->plan))
		put_unit_wide(cli, r, unit);
	else
		put_unit_narrow(cli, r, unit);
}

/* A unit without objectives, only above others, has nothing to show. */
static bool
unit_is_shown(const struct app_rolled *r, uint32_t unit)
{
	if (r->rollup.unit_known[unit])
		return true;
	for (size_t i = 0; i < r->plan->node_count; i++)
		if (is_shown(r, i, unit))
			return true;
	return false;
}

static void
put_plan(struct cli *cli, const struct app_rolled *r)
{
	const struct plan *plan = r->plan;
	CLEANUP(str_done) struct str head = { 0 };
	size_t units = 0, nodes = 0, whole = 0;

	str_printf(&head, "%s · plan %d, versión %u", plan->institution, plan->year, plan->version);
	term_put(&cli->out, &cli->term, STYLE_BOLD, str_text(&head));
	str_printf(&cli->out, "\nAvance programado en %% de cada %s, %s.\n",
	    number_period_word(plan->pack, false), explain_policy(r->rollup.policy));
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (unit_is_shown(r, u)) {
			put_unit(cli, r, u);
			units++;
			whole += r->rollup.unit_known[u] &&
			    ratio_round(r->rollup.unit_total_e9[u], 1) == 1000;
		}
	for (size_t i = 0; i < plan->node_count; i++)
		nodes += rollup_of_node(&r->rollup, i) != NULL;
	str_printf(&cli->out, "\n%zu %s, %zu %s con actividades; %zu %s 100 %%.\n", units,
	    units == 1 ? "unidad" : "unidades", nodes, nodes == 1 ? "objetivo" : "objetivos", whole,
	    whole == 1 ? "unidad suma" : "unidades suman");
}

static enum cli_status
rollup_run(struct cli *cli)
{
	struct app_rolled *list = NULL;
	size_t count = 0;
	enum app_policy policy;
	int rc;

	if (!cli_policy(cli, &policy))
		return CLI_REFUSED;
	if (!cli_choice(cli))
		return CLI_REFUSED;
	rc = cli_open(cli, APP_READONLY);
	if (rc == YUP_OK)
		rc = app_rollup(&cli->app, cli->mem, cli_value(cli, "institution"), policy, &list,
		    &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = write_json(cli, list, count);
	if (rc < 0)
		return cli_refused(cli);
	if (cli_has(cli, "json"))
		return CLI_DONE;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_put_char(&cli->out, '\n');
		put_plan(cli, &list[i]);
	}
	if (count == 0)
		str_put(&cli->out, "No hay ningún plan. Impórtelo con `yupana import`.\n");
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	CLI_POLICY_OPTION,
	CLI_CHOICE_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_rollup = {
	.name = "rollup",
	.summary = "cada objetivo y unidad, mes por mes",
	.operands = "",
	.about =
	    "Agrega las actividades en sus objetivos y los objetivos en su unidad, mes por mes, "
	    "y muestra el resultado por unidad.\n\n`as_published` reproduce los documentos de hoy, "
	    "que tratan todo cronograma como una suma; `by_behaviour` trata cada uno por lo que "
	    "es: suma, nivel o acumulado.\n\nUn objetivo sin actividades se muestra con «—». "
	    "Con --json están también las actividades, cada una con la parte de su año que "
	    "programa en cada mes.",
	.examples = "yupana rollup --db ma.db\nyupana rollup --policy by_behaviour --json",
	.options = OPTIONS,
	.run = rollup_run,
};
