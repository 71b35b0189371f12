/* cmd_check.c - `yupana check`. */
#include <stdlib.h>
#include <string.h>

#include "app/check.h"
#include "app/export.h"
#include "base/utf8.h"
#include "cli/choice.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "text/finding_text.h"
#include "text/number_text.h"
#include "text/register_text.h"

enum { FACT_INDENT = 9 }; /* what is told of a finding stands under its place */

/* All that was looked at. */
struct checked {
	struct app_plans plans; /* what was reported is told of these */
	struct app_check check;
	struct app_checked_item *items; /* of registers */
	size_t item_count;
};

static bool
wanted(const struct app_check_filter *filter, const struct finding *f)
{
	return (filter->rule == 0 || f->rule == filter->rule) && f->severity >= filter->severity;
}

static bool
wants_item(const struct app_check_filter *filter, const struct register_finding *f)
{
	return (filter->rule == 0 || f->rule == filter->rule) &&
	    filter->severity <= SEVERITY_WARNING;
}

/* ---- For people ------------------------------------------------------------------- */

static const enum term_style STYLES[SEVERITY__COUNT] = { STYLE_BLUE, STYLE_YELLOW, STYLE_RED };

static const struct pack *
pack_of(const struct app_checked *c)
{
	return c->plan != NULL ? c->plan->pack : c->fu->pack;
}

static const char *
unit_of(struct mem *mem, const struct app_checked *c, const struct finding *f)
{
	uint32_t unit = f->unit;

	if (c->plan != NULL) {
		if (unit == PLAN_NONE && f->node != PLAN_NONE)
			unit = c->plan->nodes[f->node].unit;
		if (unit == PLAN_NONE)
			return "Toda la institución";
		if (strcmp(c->plan->units[unit].name, c->plan->units[unit].acronym) == 0)
			return c->plan->units[unit].path;
		return mem_printf(mem, "%s · %s", c->plan->units[unit].path,
		    c->plan->units[unit].name);
	}
	if (unit == PLAN_NONE && f->node != PLAN_NONE)
		unit = c->fu->operations[f->node].unit;
	if (unit != PLAN_NONE)
		return mem_printf(mem, "%s %s", c->fu->units[unit].ordinal,
		    c->fu->units[unit].name);
	return f->aggregate != PLAN_NONE ? c->fu->aggregates[f->aggregate].name
					 : "Toda la institución";
}

static const char *
code_of(const struct app_checked *c, const struct finding *f)
{
	if (f->node == PLAN_NONE)
		return "";
	return c->plan != NULL ? c->plan->nodes[f->node].code : c->fu->operations[f->node].code;
}

/* "línea 125 · formulario A" */
static void
put_line(struct str *out, const struct app_checked *c, const struct finding *f)
{
	const char *const *files = c->plan != NULL ? c->plan->files : c->fu->files;
	size_t file_count = c->plan != NULL ? c->plan->file_count : c->fu->file_count;

	if (f->source.line == 0 || (c->fu != NULL && c->fu->is_reported))
		return; /* what was reported here has no line */
	if (f->source.file < file_count)
		str_printf(out, "%s:%u", files[f->source.file], f->source.line);
	else
		str_printf(out, "línea %u", f->source.line);
}

/* "encontrado 95 %", which may take more lines below itself. */
static void
put_fact(struct cli *cli, const char *label, const char *text)
{
	if (text[0] == '\0')
		return;
	term_put(&cli->out, &cli->term, STYLE_DIM, label);
	term_wrap(&cli->out, text, cli->term.width, FACT_INDENT + utf8_width(label));
}

/* Side by side where both fit in a line. */
static void
put_facts(struct cli *cli, const struct finding *f, const struct pack *pack)
{
	static const char EXPECTED[] = "esperado ", FOUND[] = "encontrado ", BETWEEN[] = "   ";
	CLEANUP(str_done) struct str expected = { 0 }, found = { 0 };
	size_t width = FACT_INDENT + sizeof(EXPECTED) + sizeof(FOUND) + sizeof(BETWEEN) - 3;

	if (f->expected.kind != VALUE_NONE)
		finding_value(&expected, &f->expected, pack);
	if (f->found.kind != VALUE_NONE)
		finding_value(&found, &f->found, pack);
	if (expected.length + found.length == 0)
		return;
	term_blanks(&cli->out, FACT_INDENT);
	put_fact(cli, EXPECTED, str_text(&expected));
	if (expected.length > 0 && found.length > 0) {
		width += utf8_width(expected.text) + utf8_width(found.text);
		str_put(&cli->out, width <= cli->term.width ? BETWEEN : "\n");
		term_blanks(&cli->out, width <= cli->term.width ? 0 : FACT_INDENT);
	}
	put_fact(cli, FOUND, str_text(&found));
	str_put_char(&cli->out, '\n');
}

/* "R15  poa.txt:125 · 1.1.1 · febrero" */
static void
put_finding_head(struct cli *cli, const struct app_checked *c, const struct finding *f)
{
	CLEANUP(str_done) struct str rule = { 0 }, place = { 0 };

	str_printf(&rule, "R%02u", f->rule);
	term_blanks(&cli->out, 4);
	term_put(&cli->out, &cli->term, STYLES[f->severity], str_text(&rule));
	put_line(&place, c, f);
	if (code_of(c, f)[0] != '\0')
		str_printf(&place, "%s%s", place.length > 0 ? " · " : "", code_of(c, f));
	if (f->period > 0) {
		str_put(&place, " · ");
		number_put_period(&place, pack_of(c), f->period);
	}
	term_blanks(&cli->out, 2);
	term_wrap(&cli->out, str_text(&place), cli->term.width, FACT_INDENT);
	str_put_char(&cli->out, '\n');
}

static void
put_finding(struct cli *cli, const struct app_checked *c, const struct finding *f)
{
	CLEANUP(str_done) struct str text = { 0 };
	struct str *out = &cli->out;

	put_finding_head(cli, c, f);
	finding_sentence(&text, f, c->plan, c->fu);
	term_blanks(out, FACT_INDENT);
	term_wrap(out, str_text(&text), cli->term.width, FACT_INDENT);
	str_put_char(out, '\n');
	put_facts(cli, f, pack_of(c));
	str_clear(&text);
	finding_fix_label(&text, f, c->plan, c->fu);
	if (text.length == 0)
		return;
	term_blanks(out, FACT_INDENT);
	term_put(out, &cli->term, STYLE_GREEN, "corrección ");
	term_wrap(out, text.text, cli->term.width, 20);
	str_put_char(out, '\n');
}

static int
by_place(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;

	if (x->source.file != y->source.file)
		return x->source.file < y->source.file ? -1 : 1;
	if (x->source.line != y->source.line)
		return x->source.line < y->source.line ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* The wanted findings of one severity, by place; how many in `*out_count`. */
static const struct finding **
of_severity(struct mem *mem, const struct app_checked *c, const struct app_check_filter *filter,
    int severity, size_t *out_count)
{
	const struct finding **list = mem_array(mem, c->findings.count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < c->findings.count; i++)
		if (c->findings.items[i].severity == severity &&
		    wanted(filter, &c->findings.items[i]))
			list[count++] = &c->findings.items[i];
	qsort(list, count, sizeof(*list), by_place);
	*out_count = count;
	return list;
}

static void
put_severity(struct cli *cli, const struct app_checked *c, const struct app_check_filter *filter,
    int severity)
{
	CLEANUP(str_done) struct str head = { 0 };
	const struct finding **list;
	const char *group = NULL;
	size_t count;

	list = of_severity(cli->mem, c, filter, severity, &count);
	if (count == 0)
		return;
	number_put_count(&head, (int64_t)count);
	str_printf(&head, " %s",
	    count == 1 ? severity_word((enum severity)severity)
		       : severity_plural((enum severity)severity));
	str_put_char(&cli->out, '\n');
	term_put(&cli->out, &cli->term, STYLES[severity], str_text(&head));
	str_put_char(&cli->out, '\n');
	for (size_t i = 0; i < count; i++) {
		const char *unit = unit_of(cli->mem, c, list[i]);

		if (group == NULL || strcmp(group, unit) != 0) {
			str_put(&cli->out, "\n  ");
			term_put_wrapped(&cli->out, &cli->term, STYLE_BOLD, unit, 2);
			str_put_char(&cli->out, '\n');
		}
		group = unit;
		put_finding(cli, c, list[i]);
	}
}

static void
put_document(struct cli *cli, const struct app_checked *c, const struct app_check_filter *filter)
{
	CLEANUP(str_done) struct str title = { 0 };
	bool any = false;

	for (size_t i = 0; i < c->findings.count; i++)
		any = any || wanted(filter, &c->findings.items[i]);
	if (!any)
		return;
	if (c->plan != NULL)
		str_printf(&title, "%s · plan %d, versión %u", c->plan->institution, c->plan->year,
		    c->plan->version);
	else
		str_printf(&title, "%s · seguimiento al %s", c->fu->institution, c->fu->as_of);
	term_put_wrapped(&cli->out, &cli->term, STYLE_BOLD, str_text(&title), 0);
	str_put_char(&cli->out, '\n');
	for (int s = SEVERITY__COUNT; s-- > 0;)
		put_severity(cli, c, filter, s);
	str_put_char(&cli->out, '\n');
}

/* R40 and R48, each under its item. */
static void
put_items(struct cli *cli, const struct checked *all, const struct app_check_filter *filter)
{
	for (size_t i = 0; i < all->item_count; i++) {
		const struct app_checked_item *c = &all->items[i];

		for (size_t k = 0; k < c->fault_count; k++) {
			CLEANUP(str_done) struct str text = { 0 };

			if (!wants_item(filter, &c->faults[k]))
				continue;
			str_printf(&text, "%s · %s %lld · %s", c->institution->acronym,
			    c->reg->singular, (long long)c->item->id, c->item->title);
			term_put_wrapped(&cli->out, &cli->term, STYLE_BOLD, str_text(&text), 0);
			str_put_char(&cli->out, '\n');
			str_clear(&text);
			str_printf(&text, "R%u  ", c->faults[k].rule);
			term_blanks(&cli->out, 4);
			term_put(&cli->out, &cli->term, STYLES[SEVERITY_WARNING], str_text(&text));
			str_clear(&text);
			register_put_finding(&text, &c->faults[k], NULL);
			term_wrap(&cli->out, str_text(&text), cli->term.width, FACT_INDENT);
			str_put_char(&cli->out, '\n');
		}
	}
	if (all->item_count > 0)
		str_put_char(&cli->out, '\n');
}

static void
put_summary(struct cli *cli, const size_t counts[SEVERITY__COUNT], const struct app_check *check,
    const struct app_check_filter *filter)
{
	CLEANUP(str_done) struct str text = { 0 };
	uint64_t passed = 0;

	for (unsigned i = 1; i <= RULE_MAX; i++)
		if (filter->rule == 0 || filter->rule == i)
			passed += check->passed[i];
	for (int s = SEVERITY__COUNT; s-- > 0;) {
		number_put_count(&text, (int64_t)counts[s]);
		str_printf(&text, " %s%s",
		    counts[s] == 1 ? severity_word((enum severity)s)
				   : severity_plural((enum severity)s),
		    s > 0 ? ", " : "; ");
	}
	number_put_count(&text, (int64_t)passed);
	str_put(&text,
	    passed == 1 ? " comprobación que se cumple." : " comprobaciones que se cumplen.");
	term_wrap(&cli->out, str_text(&text), cli->term.width, 0);
	str_put_char(&cli->out, '\n');
}

/* ---- The verb ------------------------------------------------------------------------ */

/* "R15", "r15", "15"; false, having said why, where it is no rule. */
static bool
read_filter(struct cli *cli, struct app_check_filter *filter)
{
	const char *rule = cli_value(cli, "rule"), *severity = cli_value(cli, "severity");

	*filter = (struct app_check_filter){ .severity = -1 };
	if (rule != NULL) {
		const char *digits = rule + (rule[0] == 'R' || rule[0] == 'r');
		char *end;

		filter->rule = (unsigned)strtoul(digits, &end, 10);
		if (*digits == '\0' || *end != '\0' ||
		    (rule_find(filter->rule) == NULL && filter->rule != 40 && filter->rule != 48)) {
			(void)cli_misused(cli, "no existe la regla «%s»", rule);
			return false;
		}
	}
	for (int s = 0; severity != NULL && s < SEVERITY__COUNT; s++)
		if (strcmp(severity, severity_key((enum severity)s)) == 0)
			filter->severity = s;
	if (severity == NULL || filter->severity >= 0)
		return true;
	(void)cli_misused(cli, "--severity es error, warning o advice, no «%s»", severity);
	return false;
}

static int
look(struct cli *cli, struct checked *out)
{
	const char *institution = cli_value(cli, "institution");
	int rc = app_check(&cli->app, cli->mem, institution, &out->check, &cli->err);

	if (rc == YUP_OK && cli->app.choice.as_of == NULL && !cli->app.choice.one_version) {
		rc = app_check_reports(&cli->app, &out->plans, cli->mem, institution, &out->check,
		    &cli->err);
		if (rc == YUP_OK)
			rc = app_check_registers(&cli->app, cli->mem, institution, &out->items,
			    &out->item_count, &cli->err);
	}
	return rc;
}

static void
count_wanted(const struct checked *all, const struct app_check_filter *filter,
    size_t counts[SEVERITY__COUNT])
{
	for (size_t i = 0; i < all->check.count; i++) {
		const struct finding_list *list = &all->check.documents[i].findings;

		for (size_t k = 0; k < list->count; k++)
			if (wanted(filter, &list->items[k]))
				counts[list->items[k].severity]++;
	}
	for (size_t i = 0; i < all->item_count; i++)
		for (size_t k = 0; k < all->items[i].fault_count; k++)
			counts[SEVERITY_WARNING] += wants_item(filter, &all->items[i].faults[k]);
}

static void
put_all(struct cli *cli, const struct checked *all, const struct app_check_filter *filter,
    const size_t counts[SEVERITY__COUNT])
{
	for (size_t i = 0; i < all->check.count; i++)
		put_document(cli, &all->check.documents[i], filter);
	put_items(cli, all, filter);
	put_summary(cli, counts, &all->check, filter);
}

static enum cli_status
check_run(struct cli *cli)
{
	size_t counts[SEVERITY__COUNT] = { 0 };
	struct app_check_filter filter;
	struct checked all = { 0 };
	int rc, fail_on;

	if (!cli_fail_on(cli, &fail_on) || !read_filter(cli, &filter))
		return CLI_REFUSED;
	if (!cli_choice(cli))
		return CLI_REFUSED;
	rc = cli_open(cli, APP_READONLY);
	if (rc == YUP_OK)
		rc = look(cli, &all);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = app_check_json(&all.check, all.items, all.item_count, &filter,
		    cli_write_stdout, NULL, &cli->err);
	if (rc == YUP_OK)
		count_wanted(&all, &filter, counts);
	if (rc == YUP_OK && !cli_has(cli, "json"))
		put_all(cli, &all, &filter, counts);
	app_plans_done(&all.plans);
	return rc < 0 ? cli_refused(cli) : cli_status_of(counts, fail_on);
}

static const struct cli_option OPTIONS[] = {
	{ "rule", 0, "Rnn", "solo los hallazgos de esta regla" },
	{ "severity", 0, "NIVEL", "solo los de este nivel o más graves: error, warning o advice" },
	CLI_FAIL_ON_OPTION,
	CLI_CHOICE_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_check = {
	.name = "check",
	.summary = "dónde los documentos se contradicen",
	.operands = "",
	.about =
	    "Aplica las reglas a los planes y seguimientos vigentes, a lo informado en los períodos "
	    "cerrados o vencidos y a los registros, y muestra lo que encuentra, "
	    "de lo más grave a lo más leve y por unidad: dónde está, qué se esperaba, qué dice "
	    "y, cuando la aritmética la da, la corrección.",
	.examples = "yupana check --db ma.db\n"
		    "yupana check --rule R15 --severity error\n"
		    "yupana check --json --fail-on error > hallazgos.json",
	.options = OPTIONS,
	.run = check_run,
};
