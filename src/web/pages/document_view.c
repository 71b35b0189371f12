#include "web/pages/document_view.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/progress.h"
#include "text/catalogue.h"
#include "text/finding_text.h"
#include "text/number_text.h"

const char *
document_percent(struct mem *mem, int64_t value_e9)
{
	char text[NUMBER_TEXT_SIZE];

	if (value_e9 == NUM_ABSENT)
		return "—";
	return mem_strndup(mem, text, number_write(text, ratio_round(value_e9, 2), 2, 2));
}

const char *
document_printed(struct mem *mem, int64_t value_e4)
{
	char text[NUMBER_TEXT_SIZE];

	if (value_e4 == NUM_ABSENT)
		return "—";
	return mem_strndup(mem, text, number_write(text, value_e4, 4, 0));
}

/* ---- What rules say of each line -------------------------------------------------------- */

static bool
is_of(const struct finding *f, const struct follow_up *fu, const struct document_line *line)
{
	switch (line->kind) {
	case FU_LINE_OPERATION:
		return f->node == line->index;
	case FU_LINE_UNIT:
		return f->node == PLAN_NONE && f->unit == line->index;
	case FU_LINE_LEVEL:
		return f->node == PLAN_NONE && f->unit == PLAN_NONE && f->aggregate == line->index;
	default:
		(void)fu;
		return false;
	}
}

static struct report_finding
told(const struct document_view *v, const struct finding *f)
{
	CLEANUP(str_done) struct str sentence = { 0 };

	finding_sentence_in(&sentence, f, NULL, v->fu, v->visit->html.catalogue);
	return (struct report_finding){ .style = severity_style(f->severity),
		.sentence = mem_strdup(v->mem, str_text(&sentence)),
		.row = PLAN_NONE,
		.rule = f->rule };
}

/* Those of the line, or (NULL) those of no line. */
static const struct report_finding *
findings_of(const struct document_view *v, const struct document_line *line,
    const struct finding_list *list, size_t *count)
{
	struct report_finding *found = NULL;
	size_t room = 0;

	*count = 0;
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const struct finding *f = &list->items[i];

		if (line != NULL
			? !is_of(f, v->fu, line)
			: f->node != PLAN_NONE || f->unit != PLAN_NONE || f->aggregate != PLAN_NONE)
			continue;
		MEM_PUSH(v->mem, found, *count, room);
		found[*count - 1] = told(v, f);
	}
	return found;
}

/* ---- Lines -------------------------------------------------------------------------------- */

static const char *
link_of(const struct document_view *v, const char *id)
{
	return v->read ? mem_printf(v->mem, "%s/linea/%s", v->path, id) : "";
}

/* As the document prints it, in whole per cents, where it is produced again. */
static const char *
computed(const struct document_view *v, int64_t value_e9)
{
	if (v->read && !v->compares && value_e9 != NUM_ABSENT)
		return document_printed(v->mem, ratio_round(value_e9, 0) * E4);
	return document_percent(v->mem, value_e9);
}

static void
put_level(const struct document_view *v, struct document_line *line)
{
	const struct fu_aggregate *a = &v->fu->aggregates[line->index];

	line->name = !v->read && a->level == FU_INSTITUTION
	    ? html_translated(&v->visit->html, N_("Ejecución promedio de la institución"))
	    : a->name;
	line->link = link_of(v, a->id);
	line->physical = computed(v, a->computed_e9);
	line->printed = document_printed(v->mem, a->printed_e4);
	line->financial = v->read && a->printed_financial_e4 != NUM_ABSENT
	    ? document_printed(v->mem, a->printed_financial_e4)
	    : document_percent(v->mem, a->computed_financial_e9);
	line->differs = a->printed_e4 != NUM_ABSENT &&
	    !progress_matches(a->computed_e9, a->printed_e4);
}

static void
put_unit(const struct document_view *v, struct document_line *line)
{
	const struct fu_unit *u = &v->fu->units[line->index];

	line->name = u->name;
	line->code = u->ordinal;
	line->link = v->read ? link_of(v, u->id)
			     : mem_printf(v->mem, "%s/unidad/%s", v->crumb_path, u->id);
	line->physical = computed(v, u->computed_e9);
	line->printed = document_printed(v->mem, u->printed_e4);
	line->financial = document_percent(v->mem, money_progress(&u->money));
	line->differs = u->printed_e4 != NUM_ABSENT &&
	    !progress_matches(u->computed_e9, u->printed_e4);
	if (v->read)
		line->financial = "";
}

static void
put_operation(const struct document_view *v, struct document_line *line)
{
	const struct fu_operation *op = &v->fu->operations[line->index];

	line->code = op->code;
	line->name = op->expected;
	line->link = link_of(v, op->id);
	line->printed = "";
	if (op->reported != NULL) {
		line->link = mem_printf(v->mem, "%s/fila/%u", v->crumb_path, op->reported->row);
		line->physical = document_percent(v->mem, op->reported->progress.physical_e9);
		line->financial = document_percent(v->mem, op->reported->progress.financial_e9);
		line->stated = op->reported->progress.stated;
	} else {
		line->physical = document_printed(v->mem, op->physical_e4);
		line->financial = document_printed(v->mem, op->financial_e4);
	}
}

void
document_lines(struct document_view *v, const struct fu_member *of, const struct finding_list *list)
{
	const struct fu_line *lines = follow_up_lines(v->mem, v->fu, of, &v->count);

	v->threshold = document_printed(v->mem, v->fu->threshold_e4);
	v->lines = mem_array(v->mem, v->count + 1, sizeof(*v->lines));
	for (size_t i = 0; i < v->count; i++) {
		struct document_line *line = &v->lines[i];

		*line = (struct document_line){ .kind = lines[i].kind,
			.index = lines[i].index,
			.name = "",
			.code = "",
			.link = "" };
		if (line->kind == FU_LINE_LEVEL)
			put_level(v, line);
		else if (line->kind == FU_LINE_UNIT)
			put_unit(v, line);
		else if (line->kind == FU_LINE_OPERATION)
			put_operation(v, line);
		else
			line->name = v->fu->operations[line->index].area;
		line->findings = findings_of(v, line, list, &line->finding_count);
		v->all_count += line->finding_count;
		for (size_t k = 0; k < line->finding_count; k++)
			v->error_count += strcmp(line->findings[k].style, "error") == 0;
		v->wrong_averages += line->differs;
	}
	if (of == NULL)
		v->findings = findings_of(v, NULL, list, &v->finding_count);
	v->all_count += v->finding_count;
}
