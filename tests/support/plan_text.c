/* plan_text.c - see plan_text.h for the notation. */
#include "support/plan_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/progress.h"
#include "support/cases.h"

enum { CELLS_MAX = 64 };

static _Noreturn void
mistake(const char *what, const char *value)
{
	(void)fprintf(stderr, "plan_text: %s: %s\n", what, value);
	exit(2);
}

/* ---- options: name=value, name="a value", name ---- */

/* The end of the option that begins here. */
static const char *
option_end(const char *p)
{
	bool quoted = false;

	for (; *p != '\0' && (quoted || *p != ' '); p++)
		quoted = quoted != (*p == '"');
	return p;
}

const char *
plan_text_option(struct mem *mem, const char *options, const char *key)
{
	size_t n = strlen(key);

	for (const char *p = options; *p != '\0';) {
		const char *end = option_end(p);

		if (strncmp(p, key, n) == 0 && (p[n] == '=' || p + n == end)) {
			p += n + (p[n] == '=');
			if (*p == '"')
				return mem_strndup(mem, p + 1, (size_t)(end - p) - 2);
			return mem_strndup(mem, p, (size_t)(end - p));
		}
		p = end + strspn(end, " ");
	}
	return NULL;
}

/* The n-th word that is no option, from 0; quotes are taken off. */
static const char *
bare_word(struct mem *mem, const char *value, unsigned n)
{
	for (const char *p = value; *p != '\0';) {
		const char *end = option_end(p);
		bool option = *p != '"' && memchr(p, '=', (size_t)(end - p)) != NULL;

		if (!option && n-- == 0)
			return *p == '"' ? mem_strndup(mem, p + 1, (size_t)(end - p) - 2)
					 : mem_strndup(mem, p, (size_t)(end - p));
		p = end + strspn(end, " ");
	}
	return NULL;
}

static struct num
number(const char *text)
{
	struct num n = { .value_e4 = NUM_ABSENT };

	if (text == NULL || strcmp(text, "-") == 0 || text[0] == '\0')
		return n;
	if (num_parse(text, strlen(text), NUM_DOT_DECIMAL, &n) < 0)
		mistake("not a number", text);
	return n;
}

static const char *
text_option(struct mem *mem, const char *options, const char *key, const char *fallback)
{
	const char *value = plan_text_option(mem, options, key);

	return value != NULL ? value : fallback;
}

static int64_t
number_option(struct mem *mem, const char *options, const char *key, int64_t fallback)
{
	const char *value = plan_text_option(mem, options, key);

	return value != NULL ? number(value).value_e4 : fallback;
}

static unsigned
count_option(struct mem *mem, const char *options, const char *key, unsigned fallback)
{
	int64_t value = number_option(mem, options, key, NUM_ABSENT);

	return value == NUM_ABSENT ? fallback : (unsigned)(value / E4);
}

static bool
has_option(struct mem *mem, const char *options, const char *key)
{
	return plan_text_option(mem, options, key) != NULL;
}

/* Numbers separated by blanks, before the options. */
static unsigned
numbers(struct mem *mem, const char *value, unsigned skip, int64_t *out)
{
	unsigned n = 0;

	for (const char *word; (word = bare_word(mem, value, skip + n)) != NULL; n++) {
		if ((word[0] < '0' || word[0] > '9') && word[0] != '-')
			break;
		if (n == CELLS_MAX)
			mistake("too many numbers", value);
		out[n] = number(word).value_e4;
	}
	return n;
}

/* ---- the pack ---- */

struct pack *
plan_text_pack(struct mem *mem)
{
	struct pack *pack = mem_alloc(mem, sizeof(*pack));
	static const char *const NAMES[] = { "enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre" };

	*pack = (struct pack){
		.name = "test",
		.title = "Test",
		.country = "BO",
		.currency = "Bs.",
		.number_style = NUM_DOT_DECIMAL,
		.start_month = 1,
		.period_count = 12,
		.level_count = 3,
		.levels = {
			{ "institutional_objective", "Objetivo de Gestión Institucional",
			    "Objetivos de Gestión Institucional", "N.N" },
			{ "specific_objective", "Objetivo de Gestión Específico",
			    "Objetivos de Gestión Específicos", "N.N.N" },
			{ "activity", "Actividad", "Actividades", "N.N.N.N" },
		},
		.operation_mask = "99-99.99.99-99",
		.skip_words = "de la las el los del y e",
		.threshold_e4 = 35 * E4,
	};
	pack->forms.nothing = (struct pack_words){ { "Ninguno", "Ninguna" }, 2 };
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		pack->periods[m] = (struct pack_period){ NAMES[m], "", "" };
	return pack;
}

void
plan_text_init(struct plan_text *text, struct mem *mem)
{
	*text = (struct plan_text){
		.mem = mem,
		.pack = plan_text_pack(mem),
		.institutional = PLAN_NONE,
		.objective = PLAN_NONE,
		.form = PLAN_NONE,
	};
}

static struct plan *
plan_of(struct plan_text *text)
{
	static const char *FILES[] = { "plan.txt" };

	if (text->plan == NULL) {
		text->plan = plan_new(text->mem, text->pack);
		text->plan->year = 2026;
		text->plan->files = FILES;
		text->plan->file_count = 1;
	}
	return text->plan;
}

static struct follow_up *
fu_of(struct plan_text *text)
{
	static const char *FILES[] = { "seguimiento.txt" };

	if (text->fu == NULL) {
		text->fu = follow_up_new(text->mem, text->pack);
		text->fu->files = FILES;
		text->fu->file_count = 1;
		text->fu->as_of = "";
		text->fu->threshold_e4 = text->pack->threshold_e4;
	}
	return text->fu;
}

/* ---- the plan's lines ---- */

static void
read_periods(struct plan_text *text, const struct case_line *line)
{
	text->pack->period_count = (unsigned)atoi(line->value);
}

static void
read_policy(struct plan_text *text, const struct case_line *line)
{
	plan_of(text)->policy = strcmp(line->value, "by_behaviour") == 0 ? ROLLUP_BY_BEHAVIOUR
									 : ROLLUP_AS_PUBLISHED;
}

static void
read_year(struct plan_text *text, const struct case_line *line)
{
	plan_of(text)->year = atoi(line->value);
}

static const char *const *
one_text(struct mem *mem, const char *value)
{
	const char **list = mem_array(mem, 1, sizeof(*list));

	list[0] = value;
	return list;
}

static void
read_unit(struct plan_text *text, const struct case_line *line)
{
	struct mem *mem = text->mem;
	const char *acronym = bare_word(mem, line->value, 0);
	const char *spelling = plan_text_option(mem, line->value, "spelling");
	struct plan_unit *unit = plan_add_unit(plan_of(text));

	unit->id = acronym;
	unit->name = text_option(mem, line->value, "name", acronym);
	unit->acronym = text_option(mem, line->value, "acronym", acronym);
	unit->own_acronym = text_option(mem, line->value, "own", acronym);
	unit->path = text_option(mem, line->value, "path", acronym);
	unit->has_form_b = has_option(mem, line->value, "form_b");
	unit->source = (struct source){ 0, (uint32_t)line->line, 'B' };
	if (spelling != NULL) {
		unit->spellings = one_text(mem, spelling);
		unit->spelling_count = 1;
	}
}

static uint32_t
unit_of(const struct plan *plan, const char *acronym)
{
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (strcmp(plan->units[u].id, acronym) == 0)
			return u;
	mistake("no such unit", acronym);
}

static void
read_form(struct plan_text *text, const struct case_line *line)
{
	struct plan_form *form = plan_add_form(plan_of(text));
	int64_t footer = number_option(text->mem, line->value, "footer", NUM_ABSENT);

	text->form = (uint32_t)text->plan->form_count - 1;
	form->kind = FORM_A;
	form->first_line = form->last_line = form->footer_line = (uint32_t)line->line;
	form->has_footer = footer != NUM_ABSENT;
	form->footer_cents = footer == NUM_ABSENT ? NUM_ABSENT : footer / 100;
	if (has_option(text->mem, line->value, "duplicate"))
		form->duplicate_of = text->form - 1;
}

static struct measure
measure_option(struct mem *mem, const char *options, const char *key)
{
	const char *value = plan_text_option(mem, options, key);
	struct measure measure = { "", NUM_ABSENT, false };
	struct num n;

	if (value == NULL)
		return measure;
	measure.text = value;
	if (num_parse(value, strlen(value), NUM_DOT_DECIMAL, &n) == 0) {
		measure.value_e4 = n.value_e4;
		measure.percent = n.percent;
	}
	return measure;
}

static void
read_months(struct plan_text *text, struct plan_node *node, char *months)
{
	int64_t *v = plan_schedule(text->plan, text->plan->node_count - 1);
	unsigned m = 0;

	node->has_schedule = true;
	for (char *p = months, *next; p != NULL; p = next, m++) {
		struct num n;

		next = strchr(p, ',');
		if (next != NULL)
			*next++ = '\0';
		if (m == text->plan->period_count)
			mistake("too many months", p);
		n = number(p);
		if (n.value_e4 == NUM_ABSENT)
			continue;
		v[m] = n.value_e4;
		node->given |= (uint16_t)(1u << m);
		node->percent = node->percent || n.percent;
		if (n.decimals > node->decimals)
			node->decimals = n.decimals;
	}
}

static void
read_window(struct plan_node *node, const char *window)
{
	const char *dash = window != NULL ? strchr(window, '-') : NULL;

	if (dash == NULL)
		return;
	node->first_month = (uint8_t)atoi(window);
	node->last_month = (uint8_t)atoi(dash + 1);
}

static void
read_behaviour(struct plan_text *text, struct plan_node *node, const char *options)
{
	const char *behaviour = plan_text_option(text->mem, options, "behaviour");
	const char *basis = plan_text_option(text->mem, options, "basis");

	node->basis = (uint8_t)basis_infer(node->total_e4, node->target.value_e4);
	node->behaviour = (uint8_t)behaviour_infer(plan_schedule(text->plan,
						       text->plan->node_count - 1),
	    text->plan->period_count, node->total_e4, node->target.value_e4);
	if (basis != NULL)
		node->basis = strcmp(basis, "share") == 0 ? BASIS_SHARE : BASIS_QUANTITY;
	if (behaviour != NULL)
		node->behaviour = strcmp(behaviour, "average") == 0 ? BEHAVIOUR_AVERAGE
		    : strcmp(behaviour, "last") == 0                ? BEHAVIOUR_LAST
								    : BEHAVIOUR_SUM;
	node->behaviour_inferred = basis == NULL && behaviour == NULL;
}

static void
add_source(struct plan_text *text, struct plan_node *node, char form, int line)
{
	struct source *sources = mem_grow(text->mem, node->sources, node->source_count,
	    node->source_count + 1, sizeof(*sources));

	sources[node->source_count++] = (struct source){ 0, (uint32_t)line, form };
	node->sources = sources;
}

static struct plan_node *
add_node(struct plan_text *text, const struct case_line *line, unsigned level, uint32_t parent)
{
	struct mem *mem = text->mem;
	struct plan *plan = plan_of(text);
	struct plan_node *node = plan_add_node(plan);
	const char *unit = plan_text_option(mem, line->value, "unit");
	const char *months = plan_text_option(mem, line->value, "months");
	int64_t budget = number_option(mem, line->value, "budget", NUM_ABSENT);

	node->code = bare_word(mem, line->value, 0);
	node->id = node->code;
	node->code_read = text_option(mem, line->value, "read", node->code);
	node->level = (uint8_t)level;
	node->parent = parent;
	if (unit != NULL)
		node->unit = unit_of(plan, unit);
	else if (parent != PLAN_NONE)
		node->unit = plan->nodes[parent].unit;
	node->title = text_option(mem, line->value, "title", "Hacer algo.");
	node->indicator = text_option(mem, line->value, "indicator", "Informes.");
	node->responsible = text_option(mem, line->value, "responsible", "Jefatura");
	node->verification = text_option(mem, line->value, "verification", "Informe.");
	node->baseline = measure_option(mem, line->value, "baseline");
	node->target = measure_option(mem, line->value, "target");
	node->weight_e4 = number_option(mem, line->value, "weight", NUM_ABSENT);
	node->total_e4 = number_option(mem, line->value, "total", NUM_ABSENT);
	node->budget_cents = budget == NUM_ABSENT ? NUM_ABSENT : budget / 100;
	node->edited = has_option(mem, line->value, "edited");
	read_window(node, plan_text_option(mem, line->value, "window"));
	if (months != NULL)
		read_months(text, node, mem_strdup(mem, months));
	read_behaviour(text, node, line->value);
	node->decimals = (uint8_t)count_option(mem, line->value, "decimals", node->decimals);
	return node;
}

static void
read_institutional(struct plan_text *text, const struct case_line *line)
{
	(void)add_node(text, line, 0, PLAN_NONE);
	text->institutional = (uint32_t)text->plan->node_count - 1;
}

static void
read_objective(struct plan_text *text, const struct case_line *line)
{
	struct plan_node *node = add_node(text, line, 1, text->institutional);

	text->objective = (uint32_t)text->plan->node_count - 1;
	node->form_a = text->form;
	add_source(text, node, 'A', line->line);
}

static void
read_again(struct plan_text *text, const struct case_line *line)
{
	add_source(text, &text->plan->nodes[text->objective], 'A', line->line);
}

static void
read_activity(struct plan_text *text, const struct case_line *line)
{
	add_source(text, add_node(text, line, 2, text->objective), 'B', line->line);
}

static struct plan_node *
last_node(struct plan_text *text)
{
	if (text->plan == NULL || text->plan->node_count == 0)
		mistake("needs a node before it", "");
	return &text->plan->nodes[text->plan->node_count - 1];
}

static void
read_published(struct plan_text *text, const struct case_line *line)
{
	struct published_row *row = mem_alloc(text->mem, sizeof(*row));
	struct plan_node *node = last_node(text);
	int64_t v[CELLS_MAX];
	unsigned n = numbers(text->mem, line->value, 0, v);

	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		row->month_e4[m] = m < n ? v[m] : NUM_ABSENT;
	row->total_e4 = number_option(text->mem, line->value, "total", NUM_ABSENT);
	row->weight_e4 = number_option(text->mem, line->value, "weight", node->weight_e4);
	row->cells = (uint8_t)count_option(text->mem, line->value, "cells", n);
	row->decimals = (uint8_t)count_option(text->mem, line->value, "decimals", 2);
	row->damaged = has_option(text->mem, line->value, "damaged");
	row->inferred = (uint16_t)count_option(text->mem, line->value, "inferred", 0);
	row->source = (struct source){ 0, (uint32_t)line->line, 'B' };
	row->title = node->title;
	row->baseline = node->baseline;
	row->target = node->target;
	node->published = row;
	add_source(text, node, 'B', line->line);
}

static struct repair_note *
add_repair(struct plan_text *text, const struct case_line *line, enum node_state state)
{
	struct repair_note *note = mem_alloc(text->mem, sizeof(*note));
	struct plan_node *node = last_node(text);

	node->state = (uint8_t)state;
	node->repair = note;
	note->cells_count = count_option(text->mem, line->value, "cells", 0);
	if (note->cells_count > 0)
		note->cells_count++; /* the total is one of them */
	return note;
}

static void
read_read(struct plan_text *text, const struct case_line *line)
{
	struct repair_note *note = add_repair(text, line, NODE_REPAIRED);
	int64_t v[CELLS_MAX];

	if (numbers(text->mem, line->value, 0, v) != text->plan->period_count)
		mistake("needs one number per period", line->value);
	note->whole = true;
	memcpy(note->read_e4, v, text->plan->period_count * sizeof(*v));
	note->read_total_e4 = number_option(text->mem, line->value, "total",
	    last_node(text)->total_e4);
}

/* The cells as read where the line has them: "1 - 2 3". */
static void
note_cells(struct plan_text *text, const struct case_line *line, struct repair_note *note)
{
	unsigned n = text->plan->period_count;
	int64_t v[CELLS_MAX];

	if (numbers(text->mem, line->value, 0, v) != n)
		return;
	note->cells_read = mem_array(text->mem, n + 1u, sizeof(*note->cells_read));
	note->cells_count = n + 1u;
	note->whole = true;
	for (unsigned m = 0; m < n; m++) {
		note->cells_read[m] = bare_word(text->mem, line->value, m);
		note->read_e4[m] = v[m] < 0 ? NUM_ABSENT : v[m];
		note->whole = note->whole && note->read_e4[m] != NUM_ABSENT;
	}
	note->cells_read[n] = "";
}

static void
read_repaired(struct plan_text *text, const struct case_line *line)
{
	note_cells(text, line, add_repair(text, line, NODE_REPAIRED));
}

static void
read_unresolved(struct plan_text *text, const struct case_line *line)
{
	struct repair_note *note = add_repair(text, line, NODE_UNRESOLVED);

	note->whole = note->cells_count == 0;
	note_cells(text, line, note);
}

static void
read_total(struct plan_text *text, const struct case_line *line)
{
	struct plan_unit
	    *unit = &text->plan->units[unit_of(text->plan, bare_word(text->mem, line->value, 0))];
	int64_t v[CELLS_MAX];
	unsigned n = numbers(text->mem, line->value, 1, v);

	unit->has_total = true;
	unit->has_form_b = true;
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		unit->total_e4[m] = m < n ? v[m] : NUM_ABSENT;
	unit->total_sum_e4 = number_option(text->mem, line->value, "sum", NUM_ABSENT);
	unit->total_cells = (uint8_t)count_option(text->mem, line->value, "cells", n + 1);
	unit->total_inferred = (uint16_t)count_option(text->mem, line->value, "inferred", 0);
	unit->total_source = (struct source){ 0, (uint32_t)line->line, 'B' };
}

static void
read_link(struct plan_text *text, const struct case_line *line)
{
	struct framework_link *link = &text->links[text->facts.framework_count++];

	link->code = bare_word(text->mem, line->value, 0);
	link->strategic = text_option(text->mem, line->value, "serves", "");
	link->first_year = (int)count_option(text->mem, line->value, "from", 0);
	link->last_year = (int)count_option(text->mem, line->value, "to", 0);
	text->facts.framework = text->links;
}

/* ---- the follow-up's lines ---- */

static void
read_follow_up(struct plan_text *text, const struct case_line *line)
{
	struct follow_up *fu = fu_of(text);

	fu->as_of = text_option(text->mem, line->value, "as_of", "");
	fu->threshold_e4 = number_option(text->mem, line->value, "threshold", fu->threshold_e4);
}

static void
read_fu_unit(struct plan_text *text, const struct case_line *line)
{
	struct fu_unit *unit = follow_up_add_unit(fu_of(text));

	unit->id = unit->ordinal = bare_word(text->mem, line->value, 0);
	unit->name = text_option(text->mem, line->value, "name", "Unidad");
	unit->cause_ordinal = text_option(text->mem, line->value, "other", "");
	unit->cause_name = text_option(text->mem, line->value, "cause_name", "");
	unit->cause_source = (struct source){ 0, (uint32_t)line->line, 0 };
	unit->parent = PLAN_NONE;
	unit->printed_e4 = number_option(text->mem, line->value, "printed", NUM_ABSENT);
	unit->first = (uint32_t)text->fu->operation_count;
	unit->count = 0;
	unit->source = (struct source){ 0, (uint32_t)line->line, 0 };
}

/* As of a document made here: what the period before said, how many files show it. */
static const struct fu_reported *
read_reported(struct mem *mem, const struct fu_operation *op, const char *options)
{
	struct fu_reported *r = mem_alloc(mem, sizeof(*r));
	struct report *said = mem_alloc(mem, sizeof(*said));
	int64_t before_e4 = number_option(mem, options, "before", NUM_ABSENT);

	report_init(said, op->id, 2);
	said->text[REPORT_NOTE] = text_option(mem, options, "note", "");
	r->said = said;
	r->progress.physical_e9 = op->physical_e4 == NUM_ABSENT ? NUM_ABSENT
								: op->physical_e4 * (E9 / E4);
	r->before_e9 = before_e4 == NUM_ABSENT ? NUM_ABSENT : before_e4 * (E9 / E4);
	r->evidence_count = count_option(mem, options, "evidence", 1);
	return r;
}

static void
read_operation(struct plan_text *text, const struct case_line *line)
{
	struct mem *mem = text->mem;
	struct fu_operation *op = follow_up_add_operation(fu_of(text));

	if (text->fu->unit_count == 0)
		mistake("needs a fu_unit before it", line->value);
	op->id = op->code = bare_word(mem, line->value, 0);
	op->unit = (uint32_t)text->fu->unit_count - 1;
	text->fu->units[op->unit].count++;
	op->area = "";
	op->expected = text_option(mem, line->value, "expected", "Se espera algo.");
	op->obtained = text_option(mem, line->value, "obtained", "Se hizo algo.");
	op->cause = text_option(mem, line->value, "cause", "");
	op->measure = text_option(mem, line->value, "measure", "");
	op->cause_expected = text_option(mem, line->value, "cause_expected", "");
	op->physical_e4 = number_option(mem, line->value, "physical", NUM_ABSENT);
	op->financial_e4 = number_option(mem, line->value, "financial", NUM_ABSENT);
	op->source = (struct source){ 0, (uint32_t)line->line, 0 };
	if (has_option(mem, line->value, "before") || has_option(mem, line->value, "evidence"))
		op->reported = read_reported(mem, op, line->value);
	op->cause_source = op->cause[0] != '\0' || op->cause_expected[0] != '\0'
	    ? op->source
	    : (struct source){ 0 };
}

static void
read_members(struct plan_text *text, struct fu_aggregate *a, const char *of)
{
	struct fu_member *members = mem_array(text->mem, strlen(of) + 1, sizeof(*members));

	for (const char *p = of; *p != '\0'; p += *p == ',') {
		members[a->of_count++] = (struct fu_member){ *p == 'u', (uint32_t)atoi(p + 1) - 1 };
		p += strcspn(p, ",");
	}
	a->of = members;
}

static void
read_aggregate(struct plan_text *text, const struct case_line *line)
{
	struct fu_aggregate *a = follow_up_add_aggregate(fu_of(text));

	a->id = a->name = bare_word(text->mem, line->value, 0);
	a->level = FU_GROUP;
	a->parent = PLAN_NONE;
	a->printed_e4 = number_option(text->mem, line->value, "printed", NUM_ABSENT);
	a->printed_financial_e4 = number_option(text->mem, line->value, "financial", NUM_ABSENT);
	a->source = (struct source){ 0, (uint32_t)line->line, 0 };
	read_members(text, a, text_option(text->mem, line->value, "of", ""));
}

static void
read_orphan(struct plan_text *text, const struct case_line *line)
{
	struct follow_up *fu = fu_of(text);

	MEM_PUSH(text->mem, fu->orphans, fu->orphan_count, fu->orphan_room);
	fu->orphans[fu->orphan_count - 1] = (struct fu_orphan){
		.unit_name = text_option(text->mem, line->value, "unit", "Unidad"),
		.code = bare_word(text->mem, line->value, 0),
		.expected = "",
		.cause = "",
		.measure = "",
		.source = { 0, (uint32_t)line->line, 0 },
	};
}

static const struct {
	const char *key;
	void (*read)(struct plan_text *text, const struct case_line *line);
} KEYS[] = {
	{ "periods", read_periods },
	{ "policy", read_policy },
	{ "year", read_year },
	{ "unit", read_unit },
	{ "institutional", read_institutional },
	{ "form", read_form },
	{ "objective", read_objective },
	{ "published", read_published },
	{ "again", read_again },
	{ "activity", read_activity },
	{ "read", read_read },
	{ "repaired", read_repaired },
	{ "unresolved", read_unresolved },
	{ "total", read_total },
	{ "link", read_link },
	{ "follow_up", read_follow_up },
	{ "fu_unit", read_fu_unit },
	{ "op", read_operation },
	{ "aggregate", read_aggregate },
	{ "orphan", read_orphan },
};

bool
plan_text_line(struct plan_text *text, const struct case_line *line)
{
	for (size_t i = 0; i < sizeof(KEYS) / sizeof(KEYS[0]); i++)
		if (strcmp(KEYS[i].key, line->key) == 0) {
			KEYS[i].read(text, line);
			return true;
		}
	return false;
}

void
plan_text_finish(struct plan_text *text)
{
	struct err err;

	if (text->plan != NULL)
		plan_infer(text->plan);
	if (text->fu != NULL && progress_compute(text->fu, &err) < 0)
		mistake("averages", err.message);
}
