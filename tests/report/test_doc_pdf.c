/*
 * test_doc_pdf.c - a PDF that other programs open: qpdf finds nothing wrong, pdftotext finds
 * every code, no page is empty, no row is lost between two pages; the same document is the
 * same bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/chance.h"
#include "core/rollup.h"
#include "report/doc_cell.h"
#include "report/doc_pdf.h"
#include "report/doc_plan.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/read_document.h"

enum { NO_PROGRAM = 77, ROWS = 240 };

static struct err err;

static bool
there_is(const char *program)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	return system(mem_printf(mem, "command -v %s >/dev/null 2>&1", program)) == 0;
}

/* ---- Documents -------------------------------------------------------------------------- */

static struct doc_head
head_of(const char *title)
{
	return (struct doc_head){ .title = title,
		.institution = "Ministerio de Aguas, Riego y Cuencas",
		.acronym = "MARyC",
		.kind = "plan",
		.year = 2027,
		.number = "POA-2027-001",
		.version = "Inicial",
		.resolution = "RM 214/2026 de 23/12/2026",
		.as_of = "2027-01-31",
		.verify = "https://poa.ejemplo.gob.bo/verificar/",
		.dot_decimals = true };
}

static struct doc_plan
sample(struct mem *mem, struct doc_official *official)
{
	struct rollup *rolled = mem_alloc(mem, sizeof(*rolled));
	struct import_result r = read_document(mem, SAMPLE_PLAN);
	struct doc_plan d = { .head = head_of("PROGRAMA OPERATIVO ANUAL - 2027"),
		.plan = r.plan,
		.rolled = rolled,
		.unit = PLAN_NONE,
		.official = official };

	doc_official_init(official);
	official->legal_basis = "Decreto Supremo N.º 9001 — «el de las aguas».";
	official->mission = "العربية 漢字 e\u0301: lo que no es simple."; /* pango's */
	assert_int_equal(rollup_compute(mem, r.plan, r.plan->policy, rolled, &err), YUP_OK);
	doc_plan_index(mem, &d);
	return d;
}

static void
make(doc_say_fn say, const void *document, const char *paper, struct str *out,
    struct doc_pdf_made *made)
{
	const struct doc_pdf_options options = { doc_paper_find(paper) };

	assert_non_null(options.paper);
	if (doc_pdf_write(say, document, &options, json_to_str, out, made, &err) < 0)
		fail_msg("%s", err.message);
	assert_true(out->length > 5);
	assert_memory_equal(out->text, "%PDF-", 5);
}

/* ---- What other programs say ------------------------------------------------------------ */

/* The bytes in a file, and what `command` (with %s for it) says of it. */
static char *
ask(struct mem *mem, const char *command, const struct str *pdf, int *out_status)
{
	CLEANUP(str_done) struct str said = { 0 };
	char path[] = "/tmp/yupana-test-XXXXXX", piece[4096];
	int fd = mkstemp(path);
	FILE *pipe;
	size_t n;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, pdf->text, pdf->length), (ssize_t)pdf->length);
	(void)close(fd);
	pipe = popen(mem_printf(mem, "%s %s 2>&1%s", command, path,
			 strncmp(command, "pdftotext", 9) == 0 ? " -" : ""),
	    "r");
	assert_non_null(pipe);
	while ((n = fread(piece, 1, sizeof(piece), pipe)) > 0)
		str_put_n(&said, piece, n);
	*out_status = pclose(pipe);
	(void)unlink(path);
	return mem_strdup(mem, str_text(&said));
}

static void
assert_sound(const struct str *pdf)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int status = 0;
	const char *said = ask(mem, "qpdf --check", pdf, &status);

	if (status != 0)
		fail_msg("qpdf: %s", said);
}

/* Pages end in a form feed; each says more than its head and foot. */
static void
assert_no_empty_page(char *text, unsigned pages, size_t least)
{
	unsigned seen = 0;

	for (char *page = strtok(text, "\f"); page != NULL; page = strtok(NULL, "\f")) {
		if (strlen(page) < least)
			fail_msg("page %u says only: %s", seen + 1, page);
		seen++;
	}
	assert_int_equal(seen, pages);
}

static void
test_the_sample(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str pdf = { 0 };
	struct doc_official official;
	struct doc_plan d = sample(mem, &official);
	struct doc_pdf_made made;
	int status = 0;
	char *text;

	(void)state;
	make(doc_plan_say, &d, "a4", &pdf, &made);
	assert_sound(&pdf);
	text = ask(mem, "pdftotext -layout", &pdf, &status);
	assert_int_equal(status, 0);
	for (size_t i = 0; i < d.plan->node_count; i++)
		if (d.plan->nodes[i].level > 0 && strstr(text, d.plan->nodes[i].code) == NULL)
			fail_msg("%s is not in it", d.plan->nodes[i].code);
	assert_non_null(strstr(text, mem_printf(mem, "Página %u de %u", made.pages, made.pages)));
	assert_null(strstr(text, "Septie/"));
	assert_no_empty_page(text, made.pages, 300);
}

static void
test_the_same_bytes_on_every_paper(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct doc_official official;
	struct doc_plan d = sample(mem, &official);

	(void)state;
	d.part = DOC_PLAN_FORMS;
	d.unit = 3;
	for (size_t i = 0; i < doc_paper_count; i++) {
		CLEANUP(str_done) struct str one = { 0 }, other = { 0 };
		struct doc_pdf_made a, b;

		make(doc_plan_say, &d, doc_papers[i].key, &one, &a);
		make(doc_plan_say, &d, doc_papers[i].key, &other, &b);
		assert_int_equal(one.length, other.length);
		assert_memory_equal(one.text, other.text, one.length);
		assert_memory_equal(a.hash, b.hash, sizeof(a.hash));
		assert_sound(&one);
	}
	assert_null(doc_paper_find("a5"));
}

/* ---- Any rows at all ---------------------------------------------------------------------- */

/* A table of rows of any height, each with its mark at its end. */
static int
say_rows(const void *document, const struct doc_writer *w, struct err *e)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct chance chance = { *(const uint64_t *)document };
	const struct doc_head head = head_of("FILAS");
	const struct doc_column columns[] = { { .head = "Cod." },
		{ .head = "Texto", .width = 3, .wraps = true },
		{ .head = "Otro", .width = 1, .wraps = true },
		{ .head = "Bs.", .align = DOC_RIGHT } };
	const struct doc_table table = { .title = "Filas",
		.name = "Filas",
		.columns = columns,
		.column_count = 4 };
	int rc = w->begin != NULL ? w->begin(w->context, &head, e) : YUP_OK;

	if (rc == YUP_OK && w->table != NULL)
		rc = w->table(w->context, &table, e);
	for (unsigned i = 0; rc == YUP_OK && i < ROWS; i++) {
		size_t words = chance_below(&chance, 40) == 0 ? 3000 : chance_below(&chance, 60);
		CLEANUP(str_done) struct str text = { 0 };
		struct doc_cell cells[4] = { { .kind = DOC_TEXT,
						 .text = mem_printf(mem, "c%u", i) },
			{ .kind = DOC_TEXT }, { .kind = DOC_TEXT, .text = "sí / no" },
			{ .kind = DOC_MONEY, .number = (int64_t)i * 123456 } };
		struct doc_row row = { .cells = cells, .count = 4 };

		for (size_t k = 0; k < words; k++)
			str_printf(&text, "%s ", k % 7 == 0 ? "desconcentración" : "agua");
		str_printf(&text, "fin%u.", i);
		cells[1].text = str_text(&text);
		row.kind = (enum doc_row_kind)chance_below(&chance, 4);
		row.keep_with_next = row.kind == DOC_ROW_GROUP || row.kind == DOC_ROW_OVER;
		rc = w->row != NULL ? w->row(w->context, &row, e) : YUP_OK;
	}
	if (rc == YUP_OK && w->table_end != NULL)
		rc = w->table_end(w->context, e);
	return rc == YUP_OK && w->end != NULL ? w->end(w->context, e) : rc;
}

static void
test_rows_of_any_height(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 4; seed++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		CLEANUP(str_done) struct str pdf = { 0 };
		struct doc_pdf_made made;
		const char *at;
		int status = 0;
		char *text;

		make(say_rows, &seed, "letter", &pdf, &made);
		assert_sound(&pdf);
		text = ask(mem, "pdftotext", &pdf, &status);
		for (unsigned i = 0; i < ROWS; i++) {
			const char *mark = mem_printf(mem, "fin%u.", i);

			at = strstr(text, mark);
			if (at == NULL || strstr(at + 1, mark) != NULL)
				fail_msg("row %u of seed %llu is not there once", i,
				    (unsigned long long)seed);
		}
		assert_no_empty_page(text, made.pages, 250);
	}
}

/* ---- What fails --------------------------------------------------------------------------- */

static int
fails(void *context, const char *bytes, size_t length)
{
	(void)bytes;
	*(size_t *)context += length;
	return *(size_t *)context > 2000 ? -1 : 0;
}

static void
test_an_output_that_fails(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct doc_official official;
	struct doc_plan d = sample(mem, &official);
	size_t written = 0;

	(void)state;
	assert_int_equal(doc_pdf_write(doc_plan_say, &d, &(struct doc_pdf_options){ 0 }, fails,
			     &written, NULL, &err),
	    YUP_EIO);
	assert_string_equal(err.key, "output_failed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_sample),
		cmocka_unit_test(test_the_same_bytes_on_every_paper),
		cmocka_unit_test(test_rows_of_any_height),
		cmocka_unit_test(test_an_output_that_fails),
	};

#ifndef YUPANA_PDF
	return NO_PROGRAM;
#endif
	if (!there_is("qpdf") || !there_is("pdftotext"))
		return NO_PROGRAM;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
