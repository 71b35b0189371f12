#include "report/iati_xml.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/number_text.h"

/* Of the standard's code lists. */
#define ORGANISATION_GOVERNMENT "10"
#define ROLE_IMPLEMENTING "4"
#define STATUS_PIPELINE "1"
#define STATUS_IMPLEMENTATION "2"
#define DATE_PLANNED_START "1"
#define DATE_PLANNED_END "3"
#define SECTOR_ADMINISTRATION "15110" /* public sector policy and administrative management */
#define BUDGET_ORIGINAL "1"
#define BUDGET_REVISED "2"
#define BUDGET_INDICATIVE "1"
#define BUDGET_COMMITTED "2"
#define TRANSACTION_EXPENDITURE "4"
#define RESULT_OUTPUT "1"
#define RESULT_OUTCOME "2"
#define MEASURE_UNITS "1"
#define MEASURE_PERCENTAGE "2"
#define MEASURE_QUALITATIVE "5"

struct iati {
	xmlTextWriterPtr xml;
	struct mem *mem;
	const struct open_year *year;
	struct plan_children children;
	bool failed;
};

/* ---- XML ------------------------------------------------------------------------- */

static void
keep(struct iati *x, int rc)
{
	x->failed = x->failed || rc < 0;
}

static void
begin(struct iati *x, const char *name)
{
	keep(x, xmlTextWriterStartElement(x->xml, (const xmlChar *)name));
}

static void
end(struct iati *x)
{
	keep(x, xmlTextWriterEndElement(x->xml));
}

static void
attribute(struct iati *x, const char *name, const char *value)
{
	keep(x, xmlTextWriterWriteAttribute(x->xml, (const xmlChar *)name, (const xmlChar *)value));
}

/* <name><narrative>text</narrative></name> */
static void
told(struct iati *x, const char *name, const char *text)
{
	begin(x, name);
	keep(x,
	    xmlTextWriterWriteElement(x->xml, (const xmlChar *)"narrative", (const xmlChar *)text));
	end(x);
}

/* <name attribute="value"/> */
static void
coded(struct iati *x, const char *name, const char *attribute_name, const char *value)
{
	begin(x, name);
	attribute(x, attribute_name, value);
	end(x);
}

static const char *
quantity(struct iati *x, int64_t value_e4)
{
	struct str s = { 0 };
	const char *text;

	number_put_plain_quantity(&s, value_e4);
	text = mem_strdup(x->mem, s.text);
	str_done(&s);
	return text;
}

static const char *
money(struct iati *x, int64_t cents)
{
	struct str s = { 0 };
	const char *text;

	number_put_plain_money(&s, cents);
	text = mem_strdup(x->mem, s.text);
	str_done(&s);
	return text;
}

/* ---- Who ------------------------------------------------------------------------- */

/* "BO-MARYC": of no register; what the publisher has there is for it to put in its place. */
static const char *
organisation(struct iati *x)
{
	const struct plan *plan = x->year->plan;

	return mem_printf(x->mem, "%s-%s", plan->pack->country, plan->acronym);
}

static void
put_organisation(struct iati *x, const char *element, const char *role)
{
	begin(x, element);
	if (role != NULL)
		attribute(x, "role", role);
	attribute(x, "ref", organisation(x));
	attribute(x, "type", ORGANISATION_GOVERNMENT);
	keep(x,
	    xmlTextWriterWriteElement(x->xml, (const xmlChar *)"narrative",
		(const xmlChar *)x->year->plan->institution));
	end(x);
}

/* ---- Money ------------------------------------------------------------------------- */

static void
put_value(struct iati *x, int64_t cents, const char *date)
{
	begin(x, "value");
	attribute(x, "currency", x->year->plan->pack->currency_code);
	attribute(x, "value-date", date);
	keep(x, xmlTextWriterWriteString(x->xml, (const xmlChar *)money(x, cents)));
	end(x);
}

static void
put_budget(struct iati *x, const struct plan_node *node)
{
	unsigned last = x->year->book.period_count;
	const char *first_day = open_year_begin(x->mem, x->year, 1);

	if (node->budget_cents == NUM_ABSENT)
		return;
	begin(x, "budget");
	attribute(x, "type", x->year->plan->version == 0 ? BUDGET_ORIGINAL : BUDGET_REVISED);
	attribute(x, "status",
	    open_year_is_approved(x->year) ? BUDGET_COMMITTED : BUDGET_INDICATIVE);
	coded(x, "period-start", "iso-date", first_day);
	coded(x, "period-end", "iso-date", open_year_end(x->mem, x->year, last));
	put_value(x, node->budget_cents, first_day);
	end(x);
}

static void
put_expenditure(struct iati *x, size_t node)
{
	for (unsigned p = 1; p <= x->year->book.period_count; p++) {
		int64_t cents = open_year_executed(x->year, &x->children, node, p);
		const char *day = open_year_end(x->mem, x->year, p);

		if (cents == NUM_ABSENT || cents == 0)
			continue;
		begin(x, "transaction");
		coded(x, "transaction-type", "code", TRANSACTION_EXPENDITURE);
		coded(x, "transaction-date", "iso-date", day);
		put_value(x, cents, day);
		end(x);
	}
}

/* ---- Results ----------------------------------------------------------------------- */

/* How its indicator is measured. */
static const char *
measure_of(const struct plan_node *node)
{
	if (node->target.value_e4 == NUM_ABSENT)
		return MEASURE_QUALITATIVE;
	return node->target.percent ? MEASURE_PERCENTAGE : MEASURE_UNITS;
}

/* A figure, with words beside it or in its place; nothing where there is neither. */
static void
put_figure(struct iati *x, const char *element, int64_t value_e4, const char *words)
{
	bool has_words = words != NULL && words[0] != '\0';

	if (value_e4 == NUM_ABSENT && !has_words)
		return;
	begin(x, element);
	if (value_e4 != NUM_ABSENT)
		attribute(x, "value", quantity(x, value_e4));
	if (has_words)
		told(x, "comment", words);
	end(x);
}

static void
put_baseline(struct iati *x, const struct plan_node *node)
{
	const struct measure *m = &node->baseline;
	bool counts = m->value_e4 != NUM_ABSENT && node->target.value_e4 != NUM_ABSENT;

	if (!counts && m->text[0] == '\0')
		return;
	begin(x, "baseline");
	attribute(x, "year", mem_printf(x->mem, "%04d", x->year->plan->year - 1));
	if (counts)
		attribute(x, "value", quantity(x, m->value_e4));
	else
		told(x, "comment", m->text);
	end(x);
}

/* What a report says besides its number. */
static const char *
words_of(struct iati *x, const struct report *said)
{
	if (said == NULL)
		return NULL;
	if (said->number[REPORT_STATED] == NUM_ABSENT)
		return said->text[REPORT_OBTAINED];
	return mem_printf(x->mem, "Avance físico declarado a la fecha: %s %%. %s",
	    quantity(x, said->number[REPORT_STATED]), said->text[REPORT_OBTAINED]);
}

static void
put_period(struct iati *x, size_t i, unsigned p)
{
	const struct plan_node *node = &x->year->plan->nodes[i];
	bool counts = node->target.value_e4 != NUM_ABSENT;
	int64_t target_e4 = counts ? open_year_target(x->year, i, p) : NUM_ABSENT;
	const struct report *said = report_at(&x->year->book, i, p);
	int64_t actual_e4 = counts ? open_year_actual(x->year, i, p) : NUM_ABSENT;

	if (target_e4 == NUM_ABSENT && (said == NULL || report_is_blank(said)))
		return;
	begin(x, "period");
	coded(x, "period-start", "iso-date", open_year_begin(x->mem, x->year, p));
	coded(x, "period-end", "iso-date", open_year_end(x->mem, x->year, p));
	put_figure(x, "target", target_e4, NULL);
	put_figure(x, "actual", actual_e4, words_of(x, said));
	end(x);
}

/* Of a row that is reported as a whole: the year, its target in words where it has no number. */
static void
put_year(struct iati *x, const struct plan_node *node)
{
	begin(x, "period");
	coded(x, "period-start", "iso-date", open_year_begin(x->mem, x->year, 1));
	coded(x, "period-end", "iso-date",
	    open_year_end(x->mem, x->year, x->year->book.period_count));
	put_figure(x, "target", node->target.value_e4,
	    node->target.value_e4 == NUM_ABSENT ? node->target.text : NULL);
	end(x);
}

static void
put_result(struct iati *x, size_t i)
{
	const struct plan_node *node = &x->year->plan->nodes[i];
	bool leaf = plan_is_leaf_level(x->year->plan, node->level);
	const char *title = node->indicator[0] != '\0' ? node->indicator : node->title;

	begin(x, "result");
	attribute(x, "type", leaf ? RESULT_OUTPUT : RESULT_OUTCOME);
	attribute(x, "aggregation-status", "0");
	told(x, "title", mem_printf(x->mem, "%s %s", node->code, node->title));
	begin(x, "indicator");
	attribute(x, "measure", measure_of(node));
	attribute(x, "ascending", node->sheet.direction == DIRECTION_FALLING ? "0" : "1");
	attribute(x, "aggregation-status",
	    leaf && node->behaviour == BEHAVIOUR_SUM && !node->target.percent ? "1" : "0");
	told(x, "title", title);
	if (node->verification[0] != '\0')
		told(x, "description",
		    mem_printf(x->mem, "Medio de verificación: %s", node->verification));
	put_baseline(x, node);
	if (leaf)
		for (unsigned p = 1; p <= x->year->book.period_count; p++)
			put_period(x, i, p);
	else
		put_year(x, node);
	end(x);
	end(x);
}

static void
put_results_below(struct iati *x, size_t i)
{
	const uint32_t *kids;
	size_t count;

	put_result(x, i);
	kids = plan_children_of(&x->children, i, &count);
	for (size_t k = 0; k < count; k++)
		put_results_below(x, kids[k]);
}

/* ---- An objective -------------------------------------------------------------------- */

static const char *
identifier(struct iati *x, size_t i)
{
	const struct plan *plan = x->year->plan;

	return mem_printf(x->mem, "%s-%d-%s", organisation(x), plan->year, plan->nodes[i].id);
}

static const char *
description(struct iati *x, size_t i)
{
	const struct plan *plan = x->year->plan;
	const struct plan_node *node = &plan->nodes[i];

	return mem_printf(x->mem, "%s: %s · Unidad responsable: %s", plan->pack->levels[0].name,
	    node->parent != PLAN_NONE ? plan->nodes[node->parent].title : "sin dato",
	    plan->units[node->unit].name);
}

static void
put_dates(struct iati *x)
{
	const char *const days[] = { open_year_begin(x->mem, x->year, 1),
		open_year_end(x->mem, x->year, x->year->book.period_count) };
	static const char *const TYPES[] = { DATE_PLANNED_START, DATE_PLANNED_END };

	for (unsigned k = 0; k < 2; k++) {
		begin(x, "activity-date");
		attribute(x, "type", TYPES[k]);
		attribute(x, "iso-date", days[k]);
		end(x);
	}
}

static void
put_activity(struct iati *x, size_t i)
{
	const struct plan *plan = x->year->plan;
	const struct plan_node *node = &plan->nodes[i];

	begin(x, "iati-activity");
	attribute(x, "default-currency", plan->pack->currency_code);
	attribute(x, "xml:lang", "es");
	attribute(x, "last-updated-datetime", mem_printf(x->mem, "%sT00:00:00Z", x->year->as_of));
	keep(x,
	    xmlTextWriterWriteElement(x->xml, (const xmlChar *)"iati-identifier",
		(const xmlChar *)identifier(x, i)));
	put_organisation(x, "reporting-org", NULL);
	told(x, "title", mem_printf(x->mem, "%s %s", node->code, node->title));
	told(x, "description", description(x, i));
	put_organisation(x, "participating-org", ROLE_IMPLEMENTING);
	coded(x, "activity-status", "code",
	    open_year_is_approved(x->year) ? STATUS_IMPLEMENTATION : STATUS_PIPELINE);
	put_dates(x);
	coded(x, "recipient-country", "code", plan->pack->country);
	begin(x, "sector");
	attribute(x, "vocabulary", "1");
	attribute(x, "code", SECTOR_ADMINISTRATION);
	end(x);
	put_budget(x, node);
	put_expenditure(x, i);
	put_results_below(x, i);
	end(x);
}

static void
put_objectives(struct iati *x, const struct open_year *year)
{
	const struct plan *plan = year->plan;

	x->year = year;
	plan_index_children(x->mem, plan, &x->children);
	for (size_t i = 0; i < plan->node_count && !x->failed; i++)
		if (plan->nodes[i].level == 1 && plan->nodes[i].unit != PLAN_NONE)
			put_activity(x, i);
}

/* ---- Out ------------------------------------------------------------------------------ */

struct sink {
	json_write_fn write;
	void *context;
};

static int
sink_write(void *context, const char *bytes, int length)
{
	const struct sink *sink = context;

	return sink->write(sink->context, bytes, (size_t)length) < 0 ? -1 : length;
}

static int
sink_close(void *context)
{
	(void)context;
	return 0;
}

static void
put_all(struct iati *x, const struct open_year *years, size_t count)
{
	keep(x, xmlTextWriterSetIndent(x->xml, 1));
	keep(x, xmlTextWriterStartDocument(x->xml, "1.0", "UTF-8", NULL));
	begin(x, "iati-activities");
	attribute(x, "version", "2.03");
	if (count > 0)
		attribute(x, "generated-datetime",
		    mem_printf(x->mem, "%sT00:00:00Z", years[0].as_of));
	for (size_t i = 0; i < count; i++)
		put_objectives(x, &years[i]);
	end(x);
	keep(x, xmlTextWriterEndDocument(x->xml));
}

int
iati_xml(const struct open_year *years, size_t count, json_write_fn write, void *context,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct sink sink = { write, context };
	struct iati x = { .mem = mem };
	xmlOutputBufferPtr out = xmlOutputBufferCreateIO(sink_write, sink_close, &sink, NULL);

	x.xml = out != NULL ? xmlNewTextWriter(out) : NULL;
	if (x.xml == NULL)
		return err_refuse(err, YUP_EIO, "output_failed", "no XML writer");
	put_all(&x, years, count);
	xmlFreeTextWriter(x.xml); /* what is still in its buffer goes out, or tells below */
	if (x.failed)
		return err_refuse(err, YUP_EIO, "output_failed", "the output could not be written");
	return YUP_OK;
}
