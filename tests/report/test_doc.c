/*
 * test_doc.c - what each document says, in order, as text; and that HTML says the same.
 *
 * The plan and the follow-up are the first units of the samples, in tests/golden/report/doc/.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/check.h"
#include "core/progress.h"
#include "core/rollup.h"
#include "report/doc_findings.h"
#include "report/doc_follow_up.h"
#include "report/doc_html.h"
#include "report/doc_plan.h"
#include "report/doc_summary.h"
#include "report/doc_text.h"
#include "support/cmocka_all.h"
#include "support/golden.h"
#include "support/read_document.h"

#define PLACE "tests/golden/report/doc/"

static struct err err;

/* All that the documents below are made of. */
struct scene {
	struct mem *mem;
	const struct plan *plan;
	const struct follow_up *fu;
	struct rollup rolled;
	struct finding_list findings, of_follow_up;
	struct doc_official official;
	struct doc_head head;
};

static int
set_up(void **state)
{
	static struct scene s;
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct import_result r;

	s = (struct scene){ .mem = mem_new() };
	s.findings.mem = s.of_follow_up.mem = s.mem;
	r = read_document(s.mem, PLACE "poa.txt");
	s.plan = r.plan;
	assert_int_equal(rollup_compute(s.mem, s.plan, s.plan->policy, &s.rolled, &err), YUP_OK);
	assert_int_equal(check_plan(s.mem, s.plan, &s.findings, passed, &err), YUP_OK);
	r = read_document(s.mem, PLACE "seguimiento.txt");
	s.fu = r.follow_up;
	assert_int_equal(check_follow_up(s.mem, s.fu, &s.of_follow_up, passed, &err), YUP_OK);
	doc_official_init(&s.official);
	s.official.legal_basis = "Decreto 1\nDecreto 2";
	s.official.mission = "Dar agua";
	s.official.signatures[0].name = "Elena Huanca";
	s.head = (struct doc_head){ .title = "PROGRAMA OPERATIVO ANUAL - 2027",
		.institution = "Ministerio de Aguas",
		.acronym = "MA",
		.kind = "plan",
		.year = 2027,
		.number = "POA-2027-001",
		.version = "Inicial",
		.resolution = "RM 1 de 23/12/2026",
		.as_of = "2027-01-31",
		.verify = "",
		.dot_decimals = true,
		.bands = s.plan->pack->bands,
		.band_count = s.plan->pack->band_count };
	*state = &s;
	return 0;
}

static int
tear_down(void **state)
{
	mem_free(((struct scene *)*state)->mem);
	return 0;
}

static struct doc_plan
plan_of(struct scene *s, enum doc_plan_part part)
{
	static const struct doc_box BOXES[] = { { "Ministerio de Aguas", "MA", UINT32_MAX },
		{ "Despacho", "D", 0 }, { "Jefatura", "J", 1 }, { "Riego", "R", 0 } };
	struct doc_plan d = { .head = s->head,
		.plan = s->plan,
		.rolled = &s->rolled,
		.part = part,
		.unit = PLAN_NONE,
		.official = &s->official,
		.boxes = BOXES,
		.box_count = 4 };

	doc_plan_index(s->mem, &d);
	return d;
}

static void
check_text(doc_say_fn say, const void *document, const char *golden)
{
	CLEANUP(str_done) struct str out = { 0 };

	assert_int_equal(doc_text_write(say, document, json_to_str, &out, &err), YUP_OK);
	golden_check_text(golden, str_text(&out));
}

static void
test_a_whole_plan(void **state)
{
	struct doc_plan d = plan_of(*state, DOC_PLAN_WHOLE);

	check_text(doc_plan_say, &d, "report/doc/plan.txt");
}

/* Nobody printed its roll-up: it is computed. */
static void
test_a_plan_that_was_changed(void **state)
{
	struct scene *s = *state;
	struct doc_plan d = plan_of(s, DOC_PLAN_FORM_B);
	struct plan changed = *s->plan;

	changed.nodes = mem_array(s->mem, changed.node_count, sizeof(*changed.nodes));
	memcpy(changed.nodes, s->plan->nodes, changed.node_count * sizeof(*changed.nodes));
	for (size_t i = 0; i < changed.node_count; i++)
		changed.nodes[i].edited = true;
	d.plan = &changed;
	d.unit = 1;
	d.head.is_draft = true;
	check_text(doc_plan_say, &d, "report/doc/changed.txt");
}

/* Half of a form A is another unit's: what was printed under it is of neither. */
static void
test_a_shared_sheet(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = *state;
	struct doc_plan d = plan_of(s, DOC_PLAN_FORM_A);
	struct plan shared = *s->plan;
	struct plan_node *second;

	shared.nodes = mem_array(s->mem, shared.node_count, sizeof(*shared.nodes));
	memcpy(shared.nodes, s->plan->nodes, shared.node_count * sizeof(*shared.nodes));
	second = &shared.nodes[d.nodes[d.first[0]]];
	assert_int_equal(second->budget_cents, 382600050);
	second->unit = 1;
	d.plan = &shared;
	doc_plan_index(s->mem, &d);
	assert_int_equal(doc_text_write(doc_plan_say, &d, json_to_str, &out, &err), YUP_OK);
	assert_null(strstr(str_text(&out), "3,944,774.50"));
	assert_non_null(strstr(str_text(&out), "\t118,774.00\nend of table"));
	assert_non_null(strstr(str_text(&out), "\t3,966,713.50\nend of table"));
}

/* Cells of a printed total that could not be read say what follows from the rows. */
static void
test_a_total_with_holes(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = *state;
	struct doc_plan d = plan_of(s, DOC_PLAN_FORM_B);
	struct plan holes = *s->plan;

	holes.units = mem_array(s->mem, holes.unit_count, sizeof(*holes.units));
	memcpy(holes.units, s->plan->units, holes.unit_count * sizeof(*holes.units));
	holes.units[1].total_e4[0] = holes.units[1].total_e4[2] = NUM_ABSENT;
	d.plan = &holes;
	d.unit = 1;
	assert_int_equal(doc_text_write(doc_plan_say, &d, json_to_str, &out, &err), YUP_OK);
	assert_non_null(strstr(str_text(&out), "\t8.5\t7.0\t11.7\t7.0\t5.0\t14.7\t"));
}

/* Figures that are not as they were read are named under the table that has them. */
static void
test_repaired_rows(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = *state;
	struct doc_plan d = plan_of(s, DOC_PLAN_FORMS);
	struct plan damaged = *s->plan;

	damaged.nodes = mem_array(s->mem, damaged.node_count, sizeof(*damaged.nodes));
	memcpy(damaged.nodes, s->plan->nodes, damaged.node_count * sizeof(*damaged.nodes));
	for (size_t i = 0; i < damaged.node_count; i++) {
		struct plan_node *node = &damaged.nodes[i];

		if (node->unit != 1)
			continue;
		if (strcmp(node->code, "5.1.1.3") == 0 || strcmp(node->code, "5.1.1.4") == 0)
			node->state = NODE_REPAIRED;
		else if (strcmp(node->code, "5.2.1") == 0)
			node->state = NODE_UNRESOLVED;
	}
	d.plan = &damaged;
	assert_int_equal(doc_text_write(doc_plan_say, &d, json_to_str, &out, &err), YUP_OK);
	assert_non_null(
	    strstr(str_text(&out), "140,713.00\nend of table\nnote\tCifras sin resolver: 5.2.1\n"));
	assert_non_null(strstr(str_text(&out),
	    "note\tCifras reparadas al leer el documento (ver hallazgos): 5.1.1.3, 5.1.1.4\n"));
}

static void
test_a_follow_up(void **state)
{
	struct scene *s = *state;
	const struct doc_follow_up d = { s->head, s->fu, &s->official };

	check_text(doc_follow_up_say, &d, "report/doc/follow_up.txt");
}

/* Averages are those of the operations; what the document had printed is not hidden. */
static void
test_a_follow_up_that_says_otherwise(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct scene *s = *state;
	struct follow_up other = *s->fu;
	const struct doc_follow_up d = { s->head, &other, &s->official };

	other.units = mem_array(s->mem, other.unit_count, sizeof(*other.units));
	memcpy(other.units, s->fu->units, other.unit_count * sizeof(*other.units));
	other.units[0].printed_e4 = 30 * E4;
	assert_int_equal(doc_text_write(doc_follow_up_say, &d, json_to_str, &out, &err), YUP_OK);
	assert_non_null(strstr(str_text(&out),
	    "note\tPromedios calculados de las operaciones; el documento decía: "
	    "Jefatura de Gabinete 30 %, Unidad de Auditoría Interna 57 %\n"));
}

static void
test_a_summary_of_each(void **state)
{
	struct scene *s = *state;
	struct doc_summary d = { s->head, s->plan, &s->rolled, NULL, &s->findings, &s->official };

	check_text(doc_summary_say, &d, "report/doc/summary_plan.txt");
	d = (struct doc_summary){ s->head, NULL, NULL, s->fu, &s->of_follow_up, &s->official };
	check_text(doc_summary_say, &d, "report/doc/summary_follow_up.txt");
}

static void
test_findings(void **state)
{
	struct scene *s = *state;
	struct doc_findings d = { s->head, s->plan, NULL, &s->findings };
	const struct finding_list none = { 0 };

	check_text(doc_findings_say, &d, "report/doc/findings.txt");
	d.list = &none;
	check_text(doc_findings_say, &d, "report/doc/findings_none.txt");
}

static void
test_html(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct doc_plan d = plan_of(*state, DOC_PLAN_WHOLE);

	assert_int_equal(doc_html_write(doc_plan_say, &d, json_to_str, &out, &err), YUP_OK);
	golden_check_text("report/doc/plan.html", str_text(&out));
}

/* Two documents that say something else are not the same. */
static void
test_the_hash(void **state)
{
	struct doc_plan d = plan_of(*state, DOC_PLAN_FORMS);
	uint8_t one[HASH_SHA256_SIZE], other[HASH_SHA256_SIZE], back[HASH_SHA256_SIZE];
	char text[DOC_HASH_TEXT_SIZE];

	assert_int_equal(doc_text_hash(doc_plan_say, &d, one, &err), YUP_OK);
	d.head.verify = "https://otra/";
	assert_int_equal(doc_text_hash(doc_plan_say, &d, other, &err), YUP_OK);
	assert_memory_equal(one, other, sizeof(one));
	d.head.number = "POA-2027-002";
	assert_int_equal(doc_text_hash(doc_plan_say, &d, other, &err), YUP_OK);
	assert_memory_not_equal(one, other, sizeof(one));
	doc_hash_put(text, one);
	assert_true(doc_hash_read(text, back));
	assert_memory_equal(one, back, sizeof(one));
	assert_false(doc_hash_read("", back));
	assert_false(doc_hash_read("12", back));
	assert_false(doc_hash_read(mem_printf(((struct scene *)*state)->mem, "%s00", text), back));
}

static int
write_nothing(void *context, const char *bytes, size_t length)
{
	(void)context;
	(void)bytes;
	(void)length;
	return -1;
}

static void
test_an_output_that_fails(void **state)
{
	struct doc_plan d = plan_of(*state, DOC_PLAN_FORMS);

	assert_int_equal(doc_text_write(doc_plan_say, &d, write_nothing, NULL, &err), YUP_EIO);
	assert_int_equal(doc_html_write(doc_plan_say, &d, write_nothing, NULL, &err), YUP_EIO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_whole_plan),
		cmocka_unit_test(test_a_plan_that_was_changed),
		cmocka_unit_test(test_a_shared_sheet),
		cmocka_unit_test(test_a_total_with_holes),
		cmocka_unit_test(test_repaired_rows),
		cmocka_unit_test(test_a_follow_up),
		cmocka_unit_test(test_a_follow_up_that_says_otherwise),
		cmocka_unit_test(test_a_summary_of_each),
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_the_hash),
		cmocka_unit_test(test_an_output_that_fails),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
