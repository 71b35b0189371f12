/* cmd_report_board.c - `yupana report board, ministry`: how a year stands, consolidated. */
#include <stdlib.h>

#include "app/board_json.h"
#include "base/map.h"
#include "cli/chosen.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "core/progress.h"
#include "report/json_writer.h"
#include "text/number_text.h"

static const char *
percent(struct cli *cli, int64_t value_e9)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (value_e9 == NUM_ABSENT)
		return "—";
	number_put_ratio(&s, value_e9, 1);
	return mem_strdup(cli->mem, str_text(&s));
}

/* Physical, planned, efficacy and financial, in per cent. */
static void
put_figures(struct cli *cli, struct table *t, const struct standing *s)
{
	table_put(t, percent(cli, s->physical_e9));
	table_put(t, percent(cli, s->planned_e9));
	table_put(t, percent(cli, standing_efficacy(s)));
	table_put(t, percent(cli, money_progress(&s->money)));
}

/* "2027", with `period` 0, or where there may be one "2027/3". */
static enum cli_status
read_year(struct cli *cli, bool with_period, int *year, unsigned *period)
{
	const char *text = cli->operands[0];
	char *end = NULL;
	unsigned long y = strtoul(text, &end, 10), p = 0;
	bool has_period = with_period && *end == '/';

	if (has_period)
		p = strtoul(end + 1, &end, 10);
	if (*end != '\0' || y < 1 || y > 9999 || p > PACK_PERIODS_MAX || (has_period && p == 0))
		return cli_misused(cli, "una gestión se escribe como 2027%s, no «%s»",
		    with_period ? ", o con su período, 2027/1" : "", text);
	*year = (int)y;
	*period = (unsigned)p;
	return CLI_DONE;
}

typedef int (*json_fn)(const struct app *app, struct app_plans *plans, int64_t institution_id,
    int year, unsigned period, struct json_writer *w, struct err *err);

/* An object with the members that `put` writes, all of it or nothing. */
static int
write_json(struct cli *cli, struct app_plans *plans, const char *schema, json_fn put,
    int64_t institution_id, int year, unsigned period)
{
	CLEANUP(str_done) struct str made = { 0 };
	struct json_writer w;
	int rc, ended;

	json_begin(&w, json_to_str, &made);
	json_object(&w, NULL);
	json_text(&w, "schema", schema);
	rc = put(&cli->app, plans, institution_id, year, period, &w, &cli->err);
	json_object_end(&w);
	ended = json_end(&w, &cli->err);
	if (rc < 0 || ended < 0)
		return rc < 0 ? rc : ended;
	str_put(&cli->out, str_text(&made));
	return YUP_OK;
}

/* ---- report board ------------------------------------------------------------------------ */

static void
put_line(struct cli *cli, struct table *t, const struct plan *plan, const struct map *units,
    const struct standing *s)
{
	uint32_t u = map_get(units, s->id);
	enum term_style style = standing_is_unit(s) ? STYLE_NONE : STYLE_BOLD;

	if (u == MAP_NONE)
		table_put_style(t, plan->institution, style);
	else if (standing_is_unit(s) || plan->units[u].name[0] == '\0')
		table_put_style(t, plan->units[u].path, style);
	else
		table_put_style(t,
		    mem_printf(cli->mem, "%s · %s", plan->units[u].path, plan->units[u].name),
		    style);
	put_figures(cli, t, s);
	table_put(t, mem_printf(cli->mem, "%u/%u", s->reported, s->operations));
}

static void
board_text(struct cli *cli, const struct plan *plan, const struct report_period *period, int year,
    const struct app_standing *of)
{
	static const struct table_column COLUMNS[] = { { "línea", false, 20 },
		{ "físico %", true, 0 }, { "programado %", true, 0 }, { "eficacia %", true, 0 },
		{ "financiero %", true, 0 }, { "informadas", true, 0 } };
	struct map units;
	struct table t;

	map_init(&units, cli->mem);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		map_set(&units, plan->units[u].id, u);
	str_printf(&cli->out, "%s, período %d/%u\n", plan->institution, year, period->number);
	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < of->count; i++)
		put_line(cli, &t, plan, &units, &of->list[i]);
	table_write(&t, &cli->out, &cli->term, 0);
}

/* The one asked, else the last that was opened. */
static unsigned
period_shown(const struct app_standings *found, unsigned asked)
{
	unsigned last = 1;

	for (unsigned p = 1; p <= found->period_count; p++)
		if (found->periods[p - 1].state != PERIOD_PLANNED)
			last = p;
	return asked != 0 ? asked : last;
}

static int
show_board(struct cli *cli, struct app_plans *plans, int64_t institution_id, int year,
    unsigned period)
{
	const struct plan *plan = NULL;
	struct app_standings found;
	int rc = app_standings(&cli->app, plans, cli->mem, institution_id, year, &found, &cli->err);

	if (rc == YUP_OK && period > found.period_count)
		rc = err_refuse(&cli->err, YUP_ENOTFOUND, "period_absent", "%d/%u", year, period);
	if (rc < 0)
		return rc;
	period = period_shown(&found, period);
	rc = app_board_plan(&cli->app, plans, institution_id, &found, period, &plan, &cli->err);
	if (rc < 0)
		return rc;
	if (plan == NULL)
		str_printf(&cli->out,
		    "Ningún período de la gestión %d se abrió: ábralo con `yupana period open "
		    "%d/1`.\n",
		    year, year);
	else
		board_text(cli, plan, &found.periods[period - 1], year, &found.of[period - 1]);
	return YUP_OK;
}

static enum cli_status
board_run(struct cli *cli)
{
	struct app_plans plans = { 0 };
	struct institution it;
	unsigned period = 0;
	int year = 0, rc;
	enum cli_status status = read_year(cli, true, &year, &period);

	if (status == CLI_DONE)
		status = chosen_institution(cli, APP_READONLY, &it);
	if (status != CLI_DONE)
		return status;
	if (cli_has(cli, "json"))
		rc = write_json(cli, &plans, "yupana.board/1", app_board_json, it.id, year, period);
	else
		rc = show_board(cli, &plans, it.id, year, period);
	app_plans_done(&plans);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option BOARD_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_board = {
	.name = "report board",
	.summary = "cómo van las unidades, los niveles y la institución",
	.operands = "GESTIÓN[/PERÍODO]",
	.about =
	    "Al final de un período, el último que se abrió si no se indica: avance físico, lo "
	    "programado a la fecha, la eficacia (uno entre otro), el avance financiero y cuántas "
	    "operaciones se informaron. Los niveles van primero. Con --json y sin PERÍODO, todos "
	    "los de la gestión.",
	.examples = "yupana report board 2027\nyupana report board 2027/2 --json",
	.options = BOARD_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = board_run,
};

/* ---- report ministry --------------------------------------------------------------------- */

static void
put_agency(struct cli *cli, struct table *t, const struct app_agency *agency, unsigned month)
{
	const struct app_agency_period *at = app_agency_at(agency, month);
	const struct standing none = { .physical_e9 = NUM_ABSENT,
		.planned_e9 = NUM_ABSENT,
		.money = { NUM_ABSENT, NUM_ABSENT } };

	table_put(t, agency->institution.name);
	put_figures(cli, t, at != NULL ? &at->whole : &none);
	table_put(t, at != NULL ? mem_printf(cli->mem, "%u/%u", at->sent, at->units) : "—");
	table_put(t, at != NULL && at->late > 0 ? mem_printf(cli->mem, "%u", at->late) : "");
}

static void
ministry_text(struct cli *cli, const struct app_ministry *m, unsigned month)
{
	static const struct table_column COLUMNS[] = { { "institución", false, 20 },
		{ "físico %", true, 0 }, { "programado %", true, 0 }, { "eficacia %", true, 0 },
		{ "financiero %", true, 0 }, { "unidades que enviaron", true, 0 },
		{ "atrasadas", true, 0 } };
	struct table t;

	str_printf(&cli->out, "Gestión %d, hasta ", m->year);
	number_put_period(&cli->out, m->pack, month);
	str_put_char(&cli->out, '\n');
	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < m->count; i++)
		put_agency(cli, &t, &m->agencies[i], month);
	table_put_style(&t, "todas", STYLE_BOLD);
	put_figures(cli, &t, &m->month[month - 1]);
	table_put(&t, "");
	table_put(&t, "");
	table_write(&t, &cli->out, &cli->term, 0);
}

/* `month` 0: the last that one of them reported. */
static int
show_ministry(struct cli *cli, struct app_plans *plans, int64_t institution_id, int year,
    int64_t month)
{
	const struct app_ministry *m = NULL;
	int rc = app_ministry(&cli->app, plans, institution_id, year, &m, &cli->err);

	if (rc == YUP_OK && (m->last == 0 || (uint64_t)month > m->pack->period_count))
		rc = err_refuse(&cli->err, YUP_ENOTFOUND, "period_absent", "%d", year);
	if (rc == YUP_OK)
		ministry_text(cli, m, month != 0 ? (unsigned)month : m->last);
	return rc;
}

/* All months: which one is told is for the table. */
static int
ministry_json(const struct app *app, struct app_plans *plans, int64_t institution_id, int year,
    unsigned period, struct json_writer *w, struct err *err)
{
	(void)period;
	return app_ministry_json(app, plans, institution_id, year, w, err);
}

static enum cli_status
ministry_run(struct cli *cli)
{
	const char *given = cli_value(cli, "month");
	struct app_plans plans = { 0 };
	struct institution it;
	int64_t month = 0;
	unsigned period = 0;
	int year = 0, rc;
	enum cli_status status = read_year(cli, false, &year, &period);

	if (status == CLI_DONE && given != NULL)
		status = chosen_number(cli, given, &month);
	if (status == CLI_DONE)
		status = chosen_institution(cli, APP_READONLY, &it);
	if (status != CLI_DONE)
		return status;
	if (cli_has(cli, "json"))
		rc = write_json(cli, &plans, "yupana.ministry/1", ministry_json, it.id, year, 0);
	else
		rc = show_ministry(cli, &plans, it.id, year, month);
	app_plans_done(&plans);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option MINISTRY_OPTIONS[] = {
	{ "month", 0, "N", "hasta qué período del plan, desde 1 (el último informado)" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_report_ministry = {
	.name = "report ministry",
	.summary = "cómo van un ministerio y las instituciones bajo su tuición",
	.operands = "GESTIÓN",
	.about = "Cada institución según el último período que abrió hasta ese mes, y todas "
		 "juntas. Con --json, todos los meses.",
	.examples = "yupana report ministry 2027\nyupana report ministry 2027 --month 6",
	.options = MINISTRY_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = ministry_run,
};
