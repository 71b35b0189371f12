/* synth_reports.c - see synth.h: a year of reports, as well as each unit works. */
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "core/chance.h"
#include "core/synth.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

enum { WHOLE_E9_OF_PERCENT = 100, CENT = 100, COUNTED_MIN = 5, MEASURE_LASTS = 5 };

/* How a unit works: its rows are some periods behind, and reach part of what was planned. */
struct manner {
	unsigned char delay, delay_spread;
	unsigned char pace, pace_spread; /* per cent */
	unsigned char money;             /* per cent of what was planned, a period later */
	unsigned char misses;            /* of 100 periods, in how many it says nothing */
	unsigned char late;              /* periods before it begins at all */
	unsigned char ahead;             /* of 100 rows, how many are a period before their time */
};

static const struct manner MANNERS[] = {
	{ 0, 1, 97, 10, 90, 1, 0, 12 }, /* good */
	{ 0, 1, 92, 16, 85, 2, 0, 4 },  /* good enough */
	{ 0, 2, 80, 24, 75, 4, 0, 2 },  /* behind here and there */
	{ 0, 3, 70, 28, 70, 4, 3, 0 },  /* begins late */
	{ 2, 4, 35, 40, 45, 15, 0, 0 }, /* bad */
};
static const unsigned char DRAWN[] = { 0, 0, 0, 1, 1, 1, 2, 2, 3, 4 }; /* of MANNERS */

/* ---- Words ----------------------------------------------------------------------- */

static const char *const WELL[] = { "Se cumplió lo programado.",
	"Se entregó lo previsto, con acta de conformidad.",
	"Actividad ejecutada según cronograma; informe aprobado.",
	"Se concluyó lo programado y se archivó el respaldo.",
	"Se cumplió la meta del periodo con apoyo de los municipios.",
	"Ejecutado; se remitió el informe a la dirección." };
static const char *const PARTLY[] = { "Se avanzó parcialmente; continúa el próximo periodo.",
	"Avance parcial: falta la conformidad de los beneficiarios.",
	"Se inició el trabajo de campo; la sistematización está pendiente.",
	"Se concluyó una parte; el resto espera la contratación.",
	"En ejecución, con retraso respecto del cronograma." };
static const char *const STEADY[] = { "Nada programado en el periodo; se mantiene lo logrado.",
	"Sin actividad en el periodo, según cronograma." };
static const char *const NOTHING[] = { "Sin avance en el periodo.",
	"No se ejecutó; el proceso de contratación no concluyó.",
	"Sin resultados: la actividad quedó en espera." };
static const char *const EXCESS[] = { "Hubo más demanda que la prevista.",
	"Se adelantaron metas del siguiente periodo.",
	"Un convenio permitió ampliar la cobertura." };

/* What happened, by the pack's word for it; those that a pack lacks are left out. */
static const struct {
	const char *cause, *text;
} CAUSES[] = {
	{ "procurement", "La convocatoria se declaró desierta y se publicó de nuevo." },
	{ "procurement", "Demora en la firma del contrato del servicio de consultoría." },
	{ "disbursement", "La cuota de gasto se asignó después de lo solicitado." },
	{ "staff", "El personal a cargo fue transferido y su reemplazo se incorporó tarde." },
	{ "other_unit", "Se espera la conformidad de otra unidad." },
	{ "other_institution", "El municipio no ha firmado el convenio." },
	{ "planning", "El tiempo previsto no incluía los trámites previos." },
	{ "priorities", "Se atendieron tareas no planificadas." },
	{ "weather", "Las lluvias cortaron los caminos durante varias semanas." },
	{ "norm", "El reglamento está en revisión." },
	{ "budget", "El presupuesto se redujo durante el año." },
};

static const struct {
	enum measure_kind kind;
	const char *text;
} MEASURES[] = {
	{ MEASURE_OTHER, "Acelerar la contratación con seguimiento semanal." },
	{ MEASURE_OTHER, "Asignar una persona de apoyo hasta ponerse al día." },
	{ MEASURE_OTHER, "Acordar con las instancias pendientes un cronograma de entregas." },
	{ MEASURE_OTHER, "Gestionar la cuota de gasto ante la unidad financiera." },
	{ MEASURE_RESCHEDULE, "Reprogramar lo pendiente." },
	{ MEASURE_RESCHEDULE, "Ejecutar lo pendiente cuando pase la época de lluvias." },
	{ MEASURE_CHANGE_RESULT, "Ajustar el resultado a lo que el presupuesto permite." },
	{ MEASURE_CHANGE_INDICATOR, "Cambiar el indicador por uno que se pueda medir cada mes." },
	{ MEASURE_ELIMINATE, "Retirar la actividad: la asumió otra institución." },
};

/* ---- Making ------------------------------------------------------------------------ */

struct telling {
	struct mem *mem;
	const struct plan *plan;
	struct report_book book;
	struct report *list; /* rows x periods; a revision of 0 is not kept */
	struct chance chance;
	const struct manner *manner; /* of the unit whose row it is */
	bool *silent;                /* units x periods */
};

/* How one row goes through the year. */
struct course {
	uint32_t node;
	unsigned delay, pace;
	bool is_ahead;
	size_t cause, measure;
	unsigned measured; /* the period of its last measure, 0: none yet */
};

static unsigned
below(struct telling *t, size_t limit)
{
	return chance_below(&t->chance, limit);
}

#define SAY(t, list) chance_pick(&(t)->chance, (list), COUNT(list))

/* In whole ones where it counts things, else in hundredths. */
static int64_t
round_like(int64_t value_e4, int64_t whole_e4)
{
	int64_t step = whole_e4 % E4 == 0 && whole_e4 >= E4 ? E4 : E4 / CENT;

	return value_e4 / step * step;
}

/* The level a schedule stands at, gone a part of the way from its baseline. */
static int64_t
level_at(const struct telling *t, const struct course *c, unsigned period, unsigned pace)
{
	const struct plan_node *n = &t->plan->nodes[c->node];
	const int64_t *v = plan_schedule(t->plan, c->node);
	int64_t stands = 0, from = n->baseline.value_e4;

	for (unsigned m = 0; period > 0 && m < t->book.periods[period - 1].last; m++)
		if (v[m] != 0)
			stands = v[m];
	if (from == NUM_ABSENT || from < stands || stands == 0)
		return stands * (int64_t)pace / 100;
	return from - (from - stands) * (int64_t)pace / 100;
}

/* What is reported of a row with a number in a period; NUM_ABSENT: it has none. */
static int64_t
value_of(const struct telling *t, const struct course *c, unsigned period)
{
	const struct plan_node *n = &t->plan->nodes[c->node];
	struct report_progress now = report_progress_of(&t->book, c->node, period);
	unsigned at = period > c->delay ? period - c->delay : 0, pace = c->pace;
	int64_t planned, to_date, before = 0;

	if (now.whole_e4 == NUM_ABSENT || now.planned_e9 == NUM_ABSENT)
		return NUM_ABSENT;
	if (c->is_ahead && period < t->book.period_count)
		at = period + 1;
	if (now.whole_e4 < (int64_t)COUNTED_MIN * E4)
		pace = 100;
	if (n->behaviour == BEHAVIOUR_AVERAGE)
		return round_like(at == 0 ? 0 : now.whole_e4 / 100 * (int64_t)pace, now.whole_e4);
	if (n->behaviour == BEHAVIOUR_LAST)
		return round_like(level_at(t, c, at, pace), now.whole_e4);
	planned = at == 0 ? 0 : report_progress_of(&t->book, c->node, at).planned_e9;
	to_date = muldiv_round(now.whole_e4, planned * (int64_t)pace / 100,
	    WHOLE_E9_OF_PERCENT * E9);
	for (unsigned q = 1; q < period; q++) {
		const struct report *r = report_at(&t->book, c->node, q);

		if (r != NULL && r->number[REPORT_VALUE] != NUM_ABSENT)
			before += r->number[REPORT_VALUE];
	}
	to_date = round_like(to_date, now.whole_e4);
	return to_date > before ? to_date - before : 0;
}

static void
tell_result(struct telling *t, const struct report_progress *p, struct report *r)
{
	int64_t value = r->number[REPORT_VALUE];

	if (p->physical_e9 == 0)
		r->text[REPORT_OBTAINED] = "Ninguno.";
	else if (value == 0 && p->efficacy_e9 != NUM_ABSENT && p->efficacy_e9 >= 90 * E9)
		r->text[REPORT_OBTAINED] = SAY(t, STEADY);
	else if (value == 0)
		r->text[REPORT_OBTAINED] = SAY(t, NOTHING);
	else if (p->efficacy_e9 == NUM_ABSENT || p->efficacy_e9 >= 90 * E9)
		r->text[REPORT_OBTAINED] = SAY(t, WELL);
	else
		r->text[REPORT_OBTAINED] = SAY(t, PARTLY);
	if (p->physical_e9 > 100 * E9)
		r->text[REPORT_NOTE] = SAY(t, EXCESS);
}

static void
tell_cause(const struct telling *t, const struct course *c, struct report *r)
{
	const char *key = CAUSES[c->cause].cause;

	if (pack_cause_by_key(t->plan->pack, key) < t->plan->pack->cause_count)
		r->text[REPORT_CAUSE] = key;
	r->text[REPORT_CAUSE_TEXT] = CAUSES[c->cause].text;
}

static void
tell_measure(struct telling *t, const struct course *c, const struct report_period *period,
    struct report *r)
{
	const struct plan_node *node = &t->plan->nodes[c->node];
	unsigned months = t->plan->period_count, month = period->last + 2u;
	enum measure_kind kind = MEASURES[c->measure].kind;
	char due[DATE_SIZE];

	r->text[REPORT_MEASURE_TEXT] = MEASURES[c->measure].text;
	if (kind == MEASURE_RESCHEDULE && period->last < months)
		r->number[REPORT_MEASURE_MONTH] = month > months ? months : month;
	else if (kind == MEASURE_RESCHEDULE)
		kind = MEASURE_OTHER;
	r->number[REPORT_MEASURE] = kind;
	r->text[REPORT_RESPONSIBLE] = node->responsible[0] != '\0' &&
		strlen(node->responsible) < REPORT_SHORT_TEXT_MAX
	    ? node->responsible
	    : "Jefatura de la unidad";
	if (date_is_valid(period->due_on)) {
		date_add(period->due_on, 20 + (int64_t)below(t, 8) * 5, due);
		r->text[REPORT_MEASURE_DUE] = mem_strdup(t->mem, due);
	}
}

/* What was decided some periods ago goes on. */
static void
tell_same_measure(struct report *r)
{
	r->number[REPORT_MEASURE] = MEASURE_NONE;
	r->text[REPORT_MEASURE_TEXT] = "Sigue la medida ya registrada.";
}

/* Nothing is wrong with it: the year is only young. */
static void
tell_nothing_wrong(const struct telling *t, struct report *r)
{
	static const char KEY[] = "scheduled_later";

	if (pack_cause_by_key(t->plan->pack, KEY) < t->plan->pack->cause_count)
		r->text[REPORT_CAUSE] = KEY;
	r->text[REPORT_CAUSE_TEXT] = "Avanza según su cronograma.";
	r->number[REPORT_MEASURE] = MEASURE_NONE;
	r->text[REPORT_MEASURE_TEXT] = "No corresponde: está en plazo.";
}

static void
tell_deviation(struct telling *t, struct course *c, unsigned period, struct report *r)
{
	const struct pack *pack = t->plan->pack;
	struct report_progress p = report_progress_of(&t->book, c->node, period);

	tell_result(t, &p, r);
	if (threshold_ask(pack, pack->threshold_e4, p.physical_e9, p.efficacy_e9) == THRESHOLD_WELL)
		return;
	if (p.planned_e9 == 0 || (p.efficacy_e9 != NUM_ABSENT && p.efficacy_e9 >= 80 * E9)) {
		tell_nothing_wrong(t, r);
		return;
	}
	tell_cause(t, c, r);
	if (c->measured > 0 && period < c->measured + (unsigned)MEASURE_LASTS) {
		tell_same_measure(r);
		return;
	}
	tell_measure(t, c, &t->book.periods[period - 1], r);
	c->measured = period;
}

/* How far it is, by a number or else stated; in the book before what follows from it. */
static void
tell_progress(struct telling *t, struct course *c, unsigned period, struct report *r)
{
	unsigned gone = period > c->delay ? period - c->delay : 0;

	r->number[REPORT_VALUE] = value_of(t, c, period);
	if (r->number[REPORT_VALUE] == NUM_ABSENT)
		r->number[REPORT_STATED] = (int64_t)(gone * c->pace / t->book.period_count) * E4;
	r->revision = 1;
	t->book.of[(size_t)c->node * t->book.period_count + period - 1] = r;
	tell_deviation(t, c, period, r);
}

static struct course
course_of(struct telling *t, uint32_t node)
{
	const struct manner *m = t->manner;
	struct course c = { .node = node,
		.delay = m->delay + below(t, m->delay_spread + 1u),
		.pace = m->pace + below(t, m->pace_spread + 1u),
		.is_ahead = below(t, 100) < m->ahead,
		.cause = below(t, COUNT(CAUSES)),
		.measure = below(t, COUNT(MEASURES)) };

	if (c.delay < m->late)
		c.delay = m->late;
	return c;
}

/* ---- Money ------------------------------------------------------------------------------ */

/* Rows whose money is told in them: budgeted, with nothing budgeted below. */
static bool *
find_paid(const struct telling *t)
{
	const struct plan *plan = t->plan;
	bool *paid = mem_array(t->mem, plan->node_count + 1, sizeof(*paid));
	bool *above = mem_array(t->mem, plan->node_count + 1, sizeof(*above));

	for (size_t i = plan->node_count; i-- > 0;) {
		const struct plan_node *n = &plan->nodes[i];
		bool has = n->budget_cents != NUM_ABSENT && n->budget_cents > 0;

		paid[i] = has && !above[i] && n->unit != PLAN_NONE;
		if ((has || above[i]) && n->parent != PLAN_NONE)
			above[n->parent] = true;
	}
	return paid;
}

/* Paid a period later, and a little more towards the end. */
static int64_t
money_to(const struct telling *t, uint32_t node, unsigned period)
{
	int64_t n = t->book.period_count, gone = period > 0 ? (int64_t)period - 1 : 0;
	int64_t share = muldiv_round(gone * (n + gone), 100 * t->manner->money, 2 * n * n);

	return muldiv_round(t->plan->nodes[node].budget_cents, share, 10000) / CENT * CENT;
}

/* ---- All ------------------------------------------------------------------------------- */

static void
tell_row(struct telling *t, uint32_t node, bool is_paid)
{
	const struct plan_node *n = &t->plan->nodes[node];
	bool is_leaf = plan_is_leaf_level(t->plan, n->level);
	struct course c = course_of(t, node);
	int64_t paid = 0;

	for (unsigned p = 1; p <= t->book.period_count; p++) {
		size_t at = (size_t)node * t->book.period_count + p - 1;
		struct report *r = &t->list[at];

		report_init(r, n->id, p);
		if (t->silent[n->unit * t->book.period_count + p - 1] || below(t, 60) == 0)
			continue;
		if (is_leaf)
			tell_progress(t, &c, p, r);
		if (is_paid && money_to(t, node, p) >= paid) {
			r->number[REPORT_EXECUTED] = money_to(t, node, p) - paid;
			paid += r->number[REPORT_EXECUTED];
			r->revision = 1;
		}
	}
}

static const struct manner *
find_manners(struct telling *t)
{
	struct manner *of = mem_array(t->mem, t->plan->unit_count + 1, sizeof(*of));
	unsigned n = t->book.period_count;

	t->silent = mem_array(t->mem, (t->plan->unit_count + 1) * n, sizeof(*t->silent));
	for (size_t u = 0; u < t->plan->unit_count; u++) {
		of[u] = MANNERS[DRAWN[below(t, COUNT(DRAWN))]];
		for (unsigned p = 0; p < n; p++)
			t->silent[u * n + p] = below(t, 100) < of[u].misses;
	}
	return of;
}

void
synth_reports(struct mem *mem, const struct plan *plan, const struct report_period *periods,
    unsigned period_count, const struct synth *options, struct synth_reports *out)
{
	struct telling t = { .mem = mem,
		.plan = plan,
		.list = mem_array(mem, plan->node_count * period_count + 1, sizeof(*t.list)),
		.chance = { options->seed * UINT64_C(0xB5297A4D3F84D5B5) + options->institution } };
	const struct manner *manners;
	const bool *paid;
	size_t kept = 0;

	report_book_init(&t.book, mem, plan, periods, period_count, NULL, 0);
	manners = find_manners(&t);
	paid = find_paid(&t);
	for (uint32_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *n = &plan->nodes[i];

		if (n->unit == PLAN_NONE || (!paid[i] && !plan_is_leaf_level(plan, n->level)))
			continue;
		t.manner = &manners[n->unit];
		tell_row(&t, i, paid[i]);
	}
	for (size_t i = 0; i < plan->node_count * period_count; i++)
		if (t.list[i].revision > 0)
			t.list[kept++] = t.list[i];
	*out = (struct synth_reports){ t.list, kept };
}
