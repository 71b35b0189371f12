#include "core/synth.h"

#include <string.h>

#include "base/mem.h"
#include "core/chance.h"
#include "core/progress.h"
#include "core/rollup.h"

enum { PER_PARENT = 5, OBJECTIVES_PER_UNIT = 3, ROOTS = 6, USUAL_ACTIVITIES = 60 };

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *const KINDS[] = { "Servicio Departamental", "Instituto Nacional",
	"Agencia Estatal", "Dirección Plurinacional", "Gobierno Municipal", "Fondo de Desarrollo",
	"Autoridad de Fiscalización", "Centro de Investigación", "Empresa Pública",
	"Escuela Técnica" };
static const char *const FIELDS[] = { "de Caminos Vecinales", "de Semillas Andinas",
	"de Bosques y Viveros", "de Salud Escolar", "de Pesca y Acuicultura",
	"de Museos y Archivos", "de Vivienda Rural", "de Energías Limpias", "de Sanidad Animal",
	"de Ferias y Mercados", "de Alfabetización", "de Gestión de Riesgos" };
static const char *const PLACES[] = { "del Valle Alto", "de la Puna Norte", "de los Llanos",
	"de Río Hondo", "de Cerro Blanco", "de Tierra Amarilla", "de Laguna Verde",
	"del Chaco Alto", "de Piedra Larga", "de Quebrada Nueva", "de Monte Claro",
	"de Valle Escondido" };
static const char *const UNIT_KINDS[] = { "Unidad", "Dirección", "Jefatura", "Área" };
static const char *const UNIT_FIELDS[] = { "de Planificación", "de Operaciones",
	"de Asuntos Legales", "de Administración y Finanzas", "de Proyectos",
	"de Asistencia Técnica", "de Supervisión", "de Comunicación", "de Transparencia",
	"de Auditoría Interna", "de Tecnologías", "de Capacitación" };
static const char *const VERBS[] = { "Mantener", "Construir", "Supervisar", "Capacitar en",
	"Difundir", "Actualizar", "Inspeccionar", "Elaborar", "Entregar", "Evaluar", "Registrar",
	"Rehabilitar" };
static const char *const OBJECTS[] = { "caminos comunales", "viveros forestales",
	"módulos de riego", "manuales de procedimiento", "talleres para productores",
	"informes de avance", "laboratorios de suelos", "puentes peatonales", "ferias de semillas",
	"centros de acopio", "estaciones de monitoreo", "padrones de beneficiarios" };
static const char *const WHERE[] = { "en las comunidades priorizadas", "en tres provincias",
	"con organizaciones sociales", "en coordinación con los municipios",
	"según normativa vigente", "con enfoque de género", "en zonas de difícil acceso",
	"durante la gestión" };
static const char *const POSTS[] = { "Profesional I", "Profesional II", "Técnica de campo",
	"Jefe de unidad", "Responsable de proyectos", "Analista" };
static const char *const PROOFS[] = { "Informes técnicos aprobados", "Actas de conformidad",
	"Listas de participantes y fotografías", "Registro digital", "Documentos publicados",
	"Contratos y planillas de avance" };
static const char *const ROOT_TITLES[] = { "Mejorar la calidad de los servicios públicos",
	"Ampliar la infraestructura productiva", "Fortalecer las capacidades locales",
	"Cuidar el medio ambiente", "Modernizar la gestión institucional",
	"Promover la participación social" };

struct maker {
	struct mem *mem;
	const struct synth *options;
	struct plan *plan;
	struct chance chance;
	uint32_t line; /* as the document would have it */
};

static unsigned
below(struct maker *k, size_t limit)
{
	return chance_below(&k->chance, limit);
}

static const char *
pick(struct maker *k, const char *const *list, size_t count)
{
	return chance_pick(&k->chance, list, count);
}

static bool
slips(struct maker *k)
{
	return below(k, 1000) < k->options->mistakes;
}

static const char *
initials(struct mem *mem, const char *name)
{
	char *out = mem_alloc(mem, strlen(name) + 1), *to = out;

	for (const char *p = name; *p != '\0';) {
		size_t n = strcspn(p, " ");

		if (*p >= 'A' && *p <= 'Z')
			*to++ = *p;
		p += n;
		p += strspn(p, " ");
	}
	return out;
}

static const struct source *
source_at(struct maker *k, char form)
{
	struct source *s = mem_alloc(k->mem, sizeof(*s));

	*s = (struct source){ 0, ++k->line, form };
	return s;
}

/* --- schedules ------------------------------------------------------------------ */

static int64_t
fill_flow(struct maker *k, int64_t *v, unsigned n)
{
	unsigned every = 1u + below(k, n > 4 ? 4 : 2);
	int64_t amount = (int64_t)(1 + below(k, 20)) * E4, total = 0;

	for (unsigned m = 0; m < n; m++) {
		v[m] = m % every == every - 1 ? amount : 0;
		total += v[m];
	}
	return total;
}

static int64_t
fill_share(struct maker *k, int64_t *v, unsigned n)
{
	int64_t left = 100, step = 100 / (int64_t)n;

	for (unsigned m = 0; m < n; m++) {
		v[m] = (m + 1 == n ? left : step + below(k, 2)) * E4;
		left -= v[m] / E4;
	}
	return 100 * E4;
}

static int64_t
fill_rising(int64_t *v, unsigned n)
{
	for (unsigned m = 0; m < n; m++)
		v[m] = (int64_t)((m + 1) * 100 / n) * E4;
	return v[n - 1];
}

static void
fill_leaf(struct maker *k, size_t index)
{
	struct plan_node *node = &k->plan->nodes[index];
	int64_t *v = plan_schedule(k->plan, index), level;
	unsigned n = k->plan->period_count, kind = below(k, 20);

	if (kind < 12) {
		node->total_e4 = fill_flow(k, v, n);
	} else if (kind < 17) {
		node->total_e4 = fill_share(k, v, n);
	} else if (kind < 19) {
		level = (int64_t)(10 + below(k, 90)) * E4;
		for (unsigned m = 0; m < n; m++)
			v[m] = level;
		node->total_e4 = level;
	} else {
		node->total_e4 = fill_rising(v, n);
	}
	node->target = (struct measure){
		mem_printf(k->mem, "%lld", (long long)(node->total_e4 / E4)), node->total_e4, false
	};
	if (slips(k))
		node->total_e4 += E4;
	node->given = plan_all_given(k->plan);
	node->has_schedule = true;
	node->first_month = 1;
	node->last_month = (uint8_t)n;
}

/* --- nodes ------------------------------------------------------------------------ */

static uint32_t
add_node(struct maker *k, uint32_t parent, unsigned level, uint32_t unit, unsigned ordinal)
{
	struct plan_node *node = plan_add_node(k->plan);
	uint32_t index = (uint32_t)k->plan->node_count - 1;

	node->id = mem_numbered(k->mem, 'n', index + 1u);
	node->parent = parent;
	node->level = (uint8_t)level;
	node->unit = unit;
	node->code = parent == PLAN_NONE
	    ? mem_printf(k->mem, "1.%u", ordinal)
	    : mem_printf(k->mem, "%s.%u", k->plan->nodes[parent].code, ordinal);
	node->code_read = node->code;
	node->form_b = unit == PLAN_NONE ? PLAN_NONE : unit * 2 + 1;
	node->baseline = (struct measure){ "0", 0, false };
	return index;
}

static void
describe(struct maker *k, uint32_t index)
{
	struct plan_node *node = &k->plan->nodes[index];
	const char *object = pick(k, OBJECTS, COUNT(OBJECTS));

	node->title = mem_printf(k->mem, "%s %s %s", pick(k, VERBS, COUNT(VERBS)), object,
	    pick(k, WHERE, COUNT(WHERE)));
	node->indicator = mem_printf(k->mem, "Número de %s", object);
	node->verification = pick(k, PROOFS, COUNT(PROOFS));
}

/* Weights of `count` siblings: even, the rest on the last one. */
static int64_t
weight_of(struct maker *k, unsigned i, unsigned count)
{
	int64_t even = 100 / (int64_t)count;
	int64_t weight = i + 1 < count ? even : 100 - even * (int64_t)(count - 1);

	return (weight + (slips(k) ? 5 : 0)) * E4;
}

static void
add_children(struct maker *k, uint32_t parent, size_t leaves)
{
	unsigned level = k->plan->nodes[parent].level + 1u;
	uint32_t unit = k->plan->nodes[parent].unit;
	unsigned count;

	if (plan_is_leaf_level(k->plan, level))
		count = (unsigned)leaves;
	else
		count = leaves > PER_PARENT ? 2 : 1;
	for (unsigned i = 0; i < count; i++) {
		uint32_t child = add_node(k, parent, level, unit, i + 1);
		struct plan_node *node;

		describe(k, child);
		node = &k->plan->nodes[child];
		node->weight_e4 = weight_of(k, i, count);
		node->responsible = pick(k, POSTS, COUNT(POSTS));
		node->sources = source_at(k, 'B');
		node->source_count = 1;
		if (plan_is_leaf_level(k->plan, level))
			fill_leaf(k, child);
		else
			add_children(k, child, leaves / count + (i < leaves % count));
	}
}

/* An objective is in form A, in quantities of its own, and heads its part of form B. */
static uint32_t
add_objective(struct maker *k, uint32_t root, uint32_t unit, unsigned ordinal, int64_t weight_e4)
{
	uint32_t index = add_node(k, root, 1, unit, ordinal);
	struct plan_node *node;
	struct source *sources = mem_array(k->mem, 2, sizeof(*sources));
	int64_t *v;

	describe(k, index);
	node = &k->plan->nodes[index];
	v = plan_schedule(k->plan, index);
	node->total_e4 = fill_flow(k, v, k->plan->period_count);
	node->given = plan_all_given(k->plan);
	node->has_schedule = true;
	node->target = (struct measure){
		mem_printf(k->mem, "%lld", (long long)(node->total_e4 / E4)), node->total_e4, false
	};
	node->weight_e4 = weight_e4;
	node->form_a = unit * 2;
	node->budget_cents = (int64_t)(1000 + below(k, 900000)) * 100;
	node->responsible = k->plan->units[unit].acronym;
	sources[0] = (struct source){ 0, ++k->line, 'A' };
	sources[1] = (struct source){ 0, ++k->line, 'B' };
	node->sources = sources;
	node->source_count = 2;
	return index;
}

static uint32_t
add_unit(struct maker *k, size_t number)
{
	struct plan_unit *unit = plan_add_unit(k->plan);
	uint32_t index = (uint32_t)k->plan->unit_count - 1;

	unit->id = mem_numbered(k->mem, 'u', index + 1u);
	unit->name = mem_printf(k->mem, "%s %s %zu", UNIT_KINDS[number % COUNT(UNIT_KINDS)],
	    UNIT_FIELDS[number % COUNT(UNIT_FIELDS)], number + 1);
	unit->acronym = mem_printf(k->mem, "%s%zu", initials(k->mem, unit->name), number + 1);
	unit->own_acronym = unit->path = unit->acronym;
	unit->source = (struct source){ 0, ++k->line, 'B' };
	unit->has_form_b = true;
	for (unsigned f = 0; f < 2; f++) {
		struct plan_form *form = plan_add_form(k->plan);

		form->kind = f == 0 ? FORM_A : FORM_B;
		form->unit = f == 0 ? PLAN_NONE : index;
		form->first_line = k->line;
	}
	return index;
}

static void
add_unit_plan(struct maker *k, const uint32_t *roots, size_t number, size_t leaves)
{
	uint32_t unit = add_unit(k, number);
	unsigned objectives = leaves > (size_t)PER_PARENT * 2 ? OBJECTIVES_PER_UNIT : 1;
	struct plan_form *form;
	int64_t budget = 0;

	for (unsigned i = 0; i < objectives; i++) {
		uint32_t o = add_objective(k, roots[number % (size_t)ROOTS], unit, i + 1,
		    weight_of(k, i, objectives));

		budget += k->plan->nodes[o].budget_cents;
		add_children(k, o, leaves / objectives + (i < leaves % objectives));
	}
	form = &k->plan->forms[(size_t)unit * 2];
	form->has_footer = true;
	form->footer_line = ++k->line;
	form->footer_cents = budget;
}

/* --- the rows that forms print -------------------------------------------------------- */

static const struct published_row *
print_row(struct maker *k, const struct plan_node *node, const int64_t *months_e9, int64_t total_e9)
{
	struct published_row *p = mem_alloc(k->mem, sizeof(*p));

	*p = (struct published_row){
		.total_e4 = ratio_round(total_e9, 2) * 100,
		.weight_e4 = node->weight_e4,
		.decimals = 2,
		.cells = (uint8_t)k->plan->period_count,
		.source = node_source(node),
		.title = node->title,
		.baseline = node->baseline,
		.target = node->target,
	};
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		p->month_e4[m] = m < k->plan->period_count ? ratio_round(months_e9[m], 2) * 100
							   : NUM_ABSENT;
	return p;
}

static void
print_unit(struct maker *k, const struct rollup *r, uint32_t u)
{
	struct plan_unit *unit = &k->plan->units[u];

	unit->has_total = true;
	unit->total_cells = (uint8_t)(k->plan->period_count + 1);
	unit->total_source = (struct source){ 0, ++k->line, 'B' };
	for (unsigned m = 0; m < k->plan->period_count; m++)
		unit->total_e4[m] = ratio_round(r->unit_month_e9[u * k->plan->period_count + m],
					1) *
		    1000;
	unit->total_sum_e4 = ratio_round(r->unit_total_e9[u], 0) * E4;
}

static int
print_rows(struct maker *k, struct err *err)
{
	struct rollup r;
	int rc = rollup_compute(k->mem, k->plan, k->plan->policy, &r, err);

	if (rc < 0)
		return rc;
	for (uint32_t i = 0; i < k->plan->node_count; i++) {
		struct plan_node *node = &k->plan->nodes[i];
		const int64_t *months = rollup_of_node(&r, i);

		if (node->level > 0 && months != NULL)
			node->published = print_row(k, node, months, r.total_e9[r.row_of[i]]);
	}
	for (uint32_t u = 0; u < k->plan->unit_count; u++)
		print_unit(k, &r, u);
	return YUP_OK;
}

static void
name_institution(struct maker *k)
{
	k->plan->institution = mem_printf(k->mem, "%s %s %s %zu", pick(k, KINDS, COUNT(KINDS)),
	    pick(k, FIELDS, COUNT(FIELDS)), pick(k, PLACES, COUNT(PLACES)),
	    k->options->institution + 1);
	k->plan->acronym = mem_printf(k->mem, "%s%zu", initials(k->mem, k->plan->institution),
	    k->options->institution + 1);
}

int
synth_plan(struct mem *mem, const struct pack *pack, const struct synth *options, struct plan **out,
    struct err *err)
{
	struct maker k = { .mem = mem,
		.options = options,
		.plan = plan_new(mem, pack),
		.chance = { options->seed * UINT64_C(0xD1342543DE82EF95) + options->institution } };
	size_t leaves = options->activities ? options->activities : USUAL_ACTIVITIES;
	size_t units = leaves / 15 + 1;
	uint32_t roots[ROOTS];
	const char **files = mem_array(mem, 1, sizeof(*files));
	int rc;

	if (leaves > PLAN_NODES_MAX / 4)
		return err_set(err, YUP_ELIMIT, "at most %d activities an institution",
		    PLAN_NODES_MAX / 4);
	name_institution(&k);
	k.plan->year = options->year;
	files[0] = mem_printf(mem, "synth-%zu.txt", options->institution + 1);
	k.plan->files = files;
	k.plan->file_count = 1;
	for (unsigned i = 0; i < ROOTS; i++) {
		roots[i] = add_node(&k, PLAN_NONE, 0, PLAN_NONE, i + 1);
		k.plan->nodes[roots[i]].title = ROOT_TITLES[i];
	}
	for (size_t u = 0; u < units; u++)
		add_unit_plan(&k, roots, u, leaves / units + (u < leaves % units));
	plan_infer(k.plan);
	rc = print_rows(&k, err);
	if (rc == YUP_OK)
		*out = k.plan;
	return rc;
}

/* --- the follow-up ----------------------------------------------------------------------- */

static const char *
operation_code(struct maker *k, uint32_t unit, unsigned ordinal)
{
	return mem_printf(k->mem, "%02u-01.01.%02u-%02u", unit / 99 % 99 + 1, unit % 99 + 1,
	    ordinal % 100);
}

static void
report_leaf(struct maker *k, struct follow_up *fu, const struct plan_node *node, uint32_t unit,
    unsigned ordinal)
{
	struct fu_operation *op = follow_up_add_operation(fu);
	unsigned done = below(k, 10) == 0 ? 0 : 20 + below(k, 17) * 5;

	op->id = mem_numbered(k->mem, 'o', fu->operation_count);
	op->unit = unit;
	op->code = operation_code(k, unit, ordinal);
	op->expected = node->title;
	op->obtained = done == 0
	    ? "Ninguno."
	    : mem_printf(k->mem, "Se avanzó según lo programado: %s.", node->indicator);
	op->physical_e4 = (int64_t)done * E4;
	op->source = (struct source){ 0, ++k->line, 0 };
	if (op->physical_e4 >= fu->threshold_e4 || slips(k))
		return;
	op->cause = "Demora en los procesos de contratación.";
	op->measure = "Reprogramar el resultado para el segundo semestre.";
	op->cause_expected = op->expected;
	op->cause_source = (struct source){ 0, ++k->line, 0 };
}

static void
report_unit(struct maker *k, struct follow_up *fu, const struct plan *plan, uint32_t u)
{
	struct fu_unit *unit = follow_up_add_unit(fu);
	unsigned ordinal = 0;

	unit->id = mem_numbered(k->mem, 'u', u + 1u);
	unit->ordinal = mem_printf(k->mem, "%02u", u + 1);
	unit->cause_ordinal = unit->ordinal;
	unit->name = plan->units[u].name;
	unit->parent = 0;
	unit->source = (struct source){ 0, ++k->line, 0 };
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].unit == u && plan_is_leaf_level(plan, plan->nodes[i].level))
			report_leaf(k, fu, &plan->nodes[i], u, ++ordinal);
	fu->units[u].count = ordinal;
}

static void
print_averages(struct follow_up *fu)
{
	for (size_t u = 0; u < fu->unit_count; u++)
		if (fu->units[u].computed_e9 != NUM_ABSENT)
			fu->units[u].printed_e4 = ratio_round(fu->units[u].computed_e9, 0) * E4;
	fu->aggregates[0].printed_e4 = ratio_round(fu->aggregates[0].computed_e9, 0) * E4;
}

int
synth_follow_up(struct mem *mem, const struct plan *plan, const struct synth *options,
    struct follow_up **out, struct err *err)
{
	struct maker k = { .mem = mem,
		.options = options,
		.chance = { options->seed * UINT64_C(0xA24BAED4963EE407) + options->institution } };
	struct follow_up *fu = follow_up_new(mem, plan->pack);
	struct fu_member *of = mem_array(mem, plan->unit_count + 1, sizeof(*of));
	struct fu_aggregate *whole;
	int rc;

	fu->institution = plan->institution;
	fu->acronym = plan->acronym;
	fu->year = plan->year;
	fu->as_of = mem_printf(mem, "%d-06-30", plan->year);
	fu->files = plan->files;
	fu->file_count = plan->file_count;
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		report_unit(&k, fu, plan, u);
		of[u] = (struct fu_member){ true, u };
	}
	whole = follow_up_add_aggregate(fu);
	whole->id = "a1";
	whole->name = "Ejecución Física Promedio de la Institución";
	whole->level = FU_INSTITUTION;
	whole->of = of;
	whole->of_count = plan->unit_count;
	whole->source = (struct source){ 0, ++k.line, 0 };
	rc = progress_compute(fu, err);
	if (rc < 0)
		return rc;
	print_averages(fu);
	rc = progress_compute(fu, err);
	if (rc == YUP_OK)
		*out = fu;
	return rc;
}
