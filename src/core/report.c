#include "core/report.h"

#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "core/typed.h"

_Static_assert(PERIOD_PLANNED == 0 && PERIOD_CLOSED == 2, "stored in report_period.state");
_Static_assert(MEASURE_NONE == 1 && MEASURE_OTHER == 6, "stored in report.measure");
_Static_assert(REPORT_VALUE == 0 && REPORT_NOTE == 11, "stored in report_past.field");

void
report_init(struct report *report, const char *node_id, unsigned period)
{
	*report = (struct report){ .node_id = node_id, .period = (uint8_t)period };
	for (int field = 0; field < REPORT_FIELD__COUNT; field++) {
		report->number[field] = NUM_ABSENT;
		report->text[field] = "";
	}
}

bool
report_is_blank(const struct report *report)
{
	for (int field = 0; field < REPORT_FIELD__COUNT; field++)
		if (report->number[field] != NUM_ABSENT || report->text[field][0] != '\0')
			return false;
	return true;
}

/* ---- Names -------------------------------------------------------------------- */

bool
report_field_is_number(enum report_field field)
{
	switch (field) {
	case REPORT_VALUE:
	case REPORT_STATED:
	case REPORT_EXECUTED:
	case REPORT_MEASURE:
	case REPORT_MEASURE_MONTH:
		return true;
	default:
		return false;
	}
}

static const char *const FIELDS[REPORT_FIELD__COUNT] = {
	[REPORT_VALUE] = "value",
	[REPORT_STATED] = "stated",
	[REPORT_EXECUTED] = "executed",
	[REPORT_OBTAINED] = "obtained",
	[REPORT_CAUSE] = "cause",
	[REPORT_CAUSE_TEXT] = "cause_text",
	[REPORT_MEASURE] = "measure",
	[REPORT_MEASURE_TEXT] = "measure_text",
	[REPORT_MEASURE_MONTH] = "measure_month",
	[REPORT_RESPONSIBLE] = "responsible",
	[REPORT_MEASURE_DUE] = "measure_due",
	[REPORT_NOTE] = "note",
};

static const char *const MEASURES[MEASURE__COUNT] = {
	[MEASURE_UNSAID] = "",
	[MEASURE_NONE] = "none",
	[MEASURE_ELIMINATE] = "eliminate",
	[MEASURE_CHANGE_RESULT] = "change_result",
	[MEASURE_CHANGE_INDICATOR] = "change_indicator",
	[MEASURE_RESCHEDULE] = "reschedule",
	[MEASURE_OTHER] = "other",
};

const char *
report_field_key(enum report_field field)
{
	return FIELDS[field];
}

bool
report_field_find(const char *key, enum report_field *out)
{
	for (int field = 0; field < REPORT_FIELD__COUNT; field++)
		if (strcmp(FIELDS[field], key) == 0) {
			*out = (enum report_field)field;
			return true;
		}
	return false;
}

const char *
period_state_key(enum period_state state)
{
	static const char *const KEYS[PERIOD_STATE__COUNT] = { "planned", "open", "closed" };

	return KEYS[state];
}

const char *
measure_key(enum measure_kind kind)
{
	return MEASURES[kind];
}

bool
measure_find(const char *key, enum measure_kind *out)
{
	for (int kind = 0; kind < MEASURE__COUNT; kind++)
		if (strcmp(MEASURES[kind], key) == 0) {
			*out = (enum measure_kind)kind;
			return true;
		}
	return false;
}

bool
measure_amends(enum measure_kind kind)
{
	return kind >= MEASURE_ELIMINATE && kind <= MEASURE_RESCHEDULE;
}

/* ---- What a person typed ---------------------------------------------------------- */

/* A number of a report is never below zero: said so, whichever its limits. */
static int
in_limits(int rc, const char *text, struct err *err)
{
	return rc == YUP_ELIMIT ? err_refuse(err, rc, "report_number", "%s", text) : rc;
}

static int
read_cause(const struct pack *pack, const char *text, struct err *err)
{
	if (text[0] == '\0' || pack_cause_by_key(pack, text) < pack->cause_count)
		return YUP_OK;
	return err_refuse(err, YUP_EINVALID, "word_unknown", "%s", text);
}

static int
read_day(const char *text, struct err *err)
{
	if (text[0] == '\0' || date_is_valid(text))
		return YUP_OK;
	return err_refuse(err, YUP_EINVALID, "date_invalid", "%s", text);
}

static int
read_field(struct mem *mem, const struct plan *plan, enum report_field field, const char *typed,
    struct typed_value *out, struct err *err)
{
	const char *text = "";
	bool is_short = field == REPORT_CAUSE || field == REPORT_RESPONSIBLE ||
	    field == REPORT_MEASURE_DUE || report_field_is_number(field);
	int rc = typed_text(mem, typed, is_short ? REPORT_SHORT_TEXT_MAX : REPORT_TEXT_MAX, &text,
	    err);

	if (rc < 0)
		return rc;
	*out = (struct typed_value){ .value = { NUM_ABSENT, text } };
	switch (field) {
	case REPORT_VALUE:
		return in_limits(typed_number(text, 0, QUANTITY_MAX_E4, out, err), text, err);
	case REPORT_STATED:
		return in_limits(typed_number(text, 0, 1000 * E4, out, err), text, err);
	case REPORT_EXECUTED:
		return in_limits(typed_money(text, out, err), text, err);
	case REPORT_CAUSE:
		return read_cause(plan->pack, text, err);
	case REPORT_MEASURE:
		rc = typed_word(text, MEASURES, MEASURE__COUNT, out, err);
		break;
	case REPORT_MEASURE_MONTH:
		rc = typed_period(plan, text, out, err);
		break;
	case REPORT_MEASURE_DUE:
		return read_day(text, err);
	default:
		return YUP_OK;
	}
	if (rc == YUP_OK && out->value.number == 0)
		out->value.number = NUM_ABSENT;
	return rc;
}

int
report_typed(struct mem *mem, const struct plan *plan, const struct typed_report *typed,
    size_t count, struct report *report, struct err *err)
{
	struct report new = *report;

	for (size_t i = 0; i < count; i++) {
		enum report_field field = typed[i].field;
		struct typed_value v = { 0 };
		int rc = read_field(mem, plan, field, typed[i].text, &v, err);

		if (rc < 0) {
			if (err != NULL)
				err->field = report_field_key(field);
			return rc;
		}
		if (report_field_is_number(field))
			new.number[field] = v.value.number;
		else
			new.text[field] = v.value.text;
	}
	*report = new;
	return YUP_OK;
}

/* ---- The year's reports, together ------------------------------------------------------ */

void
report_book_init(struct report_book *book, struct mem *mem, const struct plan *plan,
    const struct report_period *periods, unsigned period_count, const struct report *reports,
    size_t report_count)
{
	struct map by_id;

	*book = (struct report_book){
		.plan = plan,
		.periods = periods,
		.period_count = period_count,
		.of = mem_array(mem, plan->node_count * period_count + 1, sizeof(*book->of)),
	};
	map_init(&by_id, mem);
	for (uint32_t i = 0; i < plan->node_count; i++)
		map_set(&by_id, plan->nodes[i].id, i);
	for (size_t i = 0; i < report_count; i++) {
		uint32_t node = map_get(&by_id, reports[i].node_id);

		if (node != MAP_NONE && reports[i].period <= period_count)
			book->of[(size_t)node * period_count + reports[i].period - 1] = &reports[i];
	}
}

const struct report *
report_at(const struct report_book *book, size_t node, unsigned period)
{
	return book->of[node * book->period_count + period - 1];
}
