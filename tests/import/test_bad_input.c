/*
 * test_bad_input.c - files that are wrong, hostile or too big: refused with a
 * reason and a line, or read with what is wrong said; never a crash, never
 * memory or time without measure.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/check.h"
#include "import/import.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/read_document.h"

enum { MEGABYTE = 1024 * 1024, SECONDS_MAX = 20 };

static const char HEAD_B[] =
    "PROGRAMA OPERATIVO ANUAL 2031\nObjetivo de Gestión Específico-Actividad\n";
static const char MONTHS[] = "1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t1\n";
static const char HEAD_F[] =
    "INSTITUTO\nSEGUIMIENTO AL POA 2031\nCód.\tESPERADOS\tRESULTADOS OBTENIDOS AL 30/06/2031\tAVANCE\n";

/* One reading: what came of it, and what it took. */
struct reading {
	struct mem *mem;
	int rc;
	struct import_result result;
	struct err err;
	double seconds;
};

static void
reading_done(struct reading *r)
{
	mem_free(r->mem);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct reading
read_it(const char *bytes, size_t length)
{
	struct reading r = { .mem = mem_new() };
	double start = now();

	r.rc = import_text(r.mem, read_pack(r.mem, "bo-rs225557"), "bad.txt", bytes, length,
	    &r.result, &r.err);
	r.seconds = now() - start;
	if (r.rc < 0) {
		assert_true(r.rc == YUP_EINVALID || r.rc == YUP_ELIMIT);
		assert_int_equal(r.err.code, r.rc);
		assert_true(r.err.message[0] != '\0');
		assert_string_equal(r.err.file, "bad.txt");
		assert_null(r.result.plan);
		assert_null(r.result.follow_up);
	}
	if (getenv("SHOW") != NULL)
		print_message("%.2f s, %zu MB of %zu kB: %s line %u: %s\n", r.seconds,
		    mem_used(r.mem) / MEGABYTE, length / 1024, err_name(r.rc), r.err.line,
		    r.err.message);
	return r;
}

static void
assert_refused(const char *bytes, size_t length, int code, unsigned line, const char *words)
{
	CLEANUP(reading_done) struct reading r = read_it(bytes, length);

	assert_int_equal(r.rc, code);
	assert_int_equal(r.err.line, line);
	if (strstr(r.err.message, words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", r.err.message, words);
	assert_true(mem_used(r.mem) <= 4 * length + 2 * MEGABYTE);
}

static void
assert_text_refused(const char *text, int code, unsigned line, const char *words)
{
	assert_refused(text, strlen(text), code, line, words);
}

/* ---- not text, not ours ---- */

static void
test_empty(void **state)
{
	(void)state;
	assert_text_refused("", YUP_EINVALID, 0, "empty");
	assert_text_refused(" \n\t\r\n \f \n", YUP_EINVALID, 0, "empty");
	assert_text_refused("\xEF\xBB\xBF", YUP_EINVALID, 0, "empty");
	assert_refused("\xFF\xFE", 2, YUP_EINVALID, 0, "empty");
}

static void
test_binary(void **state)
{
	static const char PNG[] =
	    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1F\x15";
	char nuls[4096] = "";

	(void)state;
	assert_refused(PNG, sizeof(PNG), YUP_EINVALID, 2, "not a text file");
	assert_refused(nuls, sizeof(nuls), YUP_EINVALID, 1, "not a text file");
#ifdef YUPANA_XLSX
	assert_refused("PK\3\4\24\0\6\0\10\0\0\0!\0\n", 16, YUP_EINVALID, 0, "ZIP");
#endif
	assert_refused("Cod.\tx\nab\0cd\n", 13, YUP_EINVALID, 2, "not a text file");
	assert_text_refused("%PDF-1.4\n%\x81\x8D\n1 0 obj\n", YUP_EINVALID, 2, "no letter");
	assert_text_refused("a\n\x1B[31mb\n", YUP_EINVALID, 2, "control byte 0x1B");
}

static void
test_encodings(void **state)
{
	(void)state;
	assert_text_refused("Año uno\nAño dos\nA\xF1o tres\n", YUP_EINVALID, 3, "mixes encodings");
	assert_text_refused("A\xF1o\ncon UTF-8 detrás: año\n", YUP_EINVALID, 1, "mixes encodings");
	assert_text_refused("Gesti\xC3\xB3n y a\xC3", YUP_EINVALID, 1, "middle of a letter");
	assert_text_refused("a\nGesti\xC3\xB3n\n\xE2\x80", YUP_EINVALID, 3, "middle of a letter");
	assert_refused("\xFF\xFE"
		       "a\0b",
	    5, YUP_EINVALID, 1, "half a letter");
	assert_refused("\xFF\xFE"
		       "a\0\n\0\0\xD8"
		       "b\0",
	    10, YUP_EINVALID, 2, "half a letter");
	assert_refused("\xFF\xFE"
		       "a\0\n\0\0\xD8",
	    8, YUP_EINVALID, 2, "half a letter");
	assert_refused("\xFE\xFF\0a\0\n\xDC\0\0b", 10, YUP_EINVALID, 2, "half a letter");
}

static void
test_wrong_form(void **state)
{
	(void)state;
	assert_text_refused(
	    "La Paz, 3 de marzo\n\nSeñor Director:\n\nMediante la presente, solicito\t1.1.1\n",
	    YUP_EINVALID, 0, "neither a plan");
	assert_text_refused("fecha,producto,cantidad\n2031-01-02,semilla,12\n2031-01-03,abono,7\n",
	    YUP_EINVALID, 0, "neither a plan");
	assert_text_refused("PROGRAMA OPERATIVO ANUAL 2031\n\nUna introducción.\n", YUP_EINVALID, 0,
	    "but no table");
	assert_text_refused(
	    "PROGRAMA OPERATIVO ANUAL 2031\nObjetivo de Gestión Específico\nNada más.\n",
	    YUP_EINVALID, 0, "none of its forms");
	assert_text_refused("SEGUIMIENTO AL POA 2031\nCód.\tx\tRESULTADOS OBTENIDOS\ty\n",
	    YUP_EINVALID, 0, "no operation");
	assert_text_refused("{\"schema\": \"yupana.export/1\"}\n", YUP_EINVALID, 0,
	    "no plan and no follow-up");
}

/* ---- two in one ---- */

static void
test_glued(void **state)
{
	CLEANUP(str_done) struct str both = { 0 };
	char *plan = golden_read("import/two_units/input.txt", NULL);
	char *follow_up = golden_read("import/follow_up/input.txt", NULL);

	(void)state;
	str_printf(&both, "%s%s", plan, follow_up);
	assert_refused(both.text, both.length, YUP_EINVALID, 57, "two documents");
	str_clear(&both);
	str_printf(&both, "%s%s", follow_up, plan);
	assert_refused(both.text, both.length, YUP_EINVALID, 56, "two documents");
	free(plan);
	free(follow_up);
}

/* The second plan, or follow-up, is another year's. */
static void
test_two_years(void **state)
{
	static const char *const CASES[] = { "import/two_units/input.txt",
		"import/follow_up/input.txt" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		CLEANUP(str_done) struct str both = { 0 };
		char *text = golden_read(CASES[i], NULL);
		size_t first;

		str_put(&both, text);
		first = both.length;
		str_put(&both, text);
		for (char *p = both.text + first; (p = strstr(p, "2031")) != NULL;)
			p[3] = '2';
		{
			CLEANUP(reading_done) struct reading r = read_it(both.text, both.length);

			assert_int_equal(r.rc, YUP_EINVALID);
			assert_non_null(strstr(r.err.message, "of 2032"));
			assert_non_null(strstr(r.err.message, "of 2031"));
			assert_true(r.err.line > 49);
		}
		free(text);
	}
}

static void
test_absurd_years(void **state)
{
	static const char *const YEARS[] = { "1066", "2999", "0001", "9999" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		CLEANUP(str_done) struct str text = { 0 };

		str_printf(&text, "PROGRAMA OPERATIVO ANUAL %s\n%s1.1.1\tO\t100\t\t\t\t\t\t\t%s",
		    YEARS[i], "Objetivo de Gestión Específico-Actividad\nU\n", MONTHS);
		assert_refused(text.text, text.length, YUP_EINVALID, 1, YEARS[i]);
		str_clear(&text);
		str_printf(&text, "SEGUIMIENTO AL POA %s\n%s07-05.01.01-01\tE\tO\t50%%\t\n",
		    YEARS[i], strchr(strchr(HEAD_F, '\n') + 1, '\n') + 1);
		assert_refused(text.text, text.length, YUP_EINVALID, 1, YEARS[i]);
	}
}

/* ---- past the limits ---- */

static void
test_long_line(void **state)
{
	CLEANUP(str_done) struct str text = { 0 };
	size_t length = 100 * (size_t)MEGABYTE;
	char *line = malloc(length + 1);

	(void)state;
	memset(line, 'x', length);
	line[length] = '\0';
	str_printf(&text, "%sU\n", HEAD_B);
	str_put_n(&text, line, length);
	free(line);
	assert_refused(text.text, text.length, YUP_ELIMIT, 4, "longer than 256 KiB");
}

static void
test_many_columns(void **state)
{
	CLEANUP(str_done) struct str text = { 0 };

	(void)state;
	str_printf(&text, "%sU\n1.1.1", HEAD_B);
	for (unsigned i = 0; i < 100000; i++)
		str_put(&text, "\tx");
	assert_refused(text.text, text.length, YUP_ELIMIT, 4, "more than 256 cells");
	for (unsigned i = 0; i < 900000; i++)
		str_put(&text, "\tx");
	assert_refused(text.text, text.length, YUP_ELIMIT, 4, "longer than 256 KiB");
}

/* ---- bad rows: read, and what is wrong is said ---- */

static bool
has_issue(const struct import_result *r, enum import_issue_kind kind, unsigned line,
    const char *text)
{
	for (size_t i = 0; i < r->issue_count; i++)
		if (r->issues[i].kind == kind && r->issues[i].line == line &&
		    strstr(r->issues[i].text, text) != NULL)
			return true;
	return false;
}

static void
test_numbers_out_of_range(void **state)
{
	CLEANUP(str_done) struct str text = { 0 };

	(void)state;
	str_printf(&text, "%sU\n1.1.1\tO\t100\t\t\t\t\t\t\t%s", HEAD_B, MONTHS);
	str_put(&text,
	    "1.1.1.1\tA\t5000\t\t\t0\t1000000000000\t\t\t1000000000000\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t"
	    "1000000000000\n");
	str_put(&text, "1.1.1.2\tA\t-5\t\t\t0\t1\t\t\t-1\t2\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t1\n");
	str_put(&text,
	    "1.1.1.3\tA\tmucho\t\t\t0\t1\t\t\tx\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t99999999999999999999\n");
	str_put(&text,
	    "Total:\t1000000000000\t9999999999999\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t-100\n");
	CLEANUP(reading_done) struct reading r = read_it(text.text, text.length);

	assert_int_equal(r.rc, YUP_OK);
	assert_int_equal(r.result.plan->node_count, 5);
	for (size_t i = 2; i < 5; i++) {
		const struct plan_node *node = &r.result.plan->nodes[i];

		assert_true(node->weight_e4 == NUM_ABSENT);
		assert_int_equal(node->state, NODE_UNRESOLVED);
	}
	assert_true(r.result.plan->nodes[2].target.value_e4 == NUM_ABSENT);
	assert_true(has_issue(&r.result, ISSUE_OUT_OF_RANGE, 5, "5000"));
	assert_true(has_issue(&r.result, ISSUE_OUT_OF_RANGE, 5, "1000000000000"));
	assert_true(has_issue(&r.result, ISSUE_OUT_OF_RANGE, 6, "-5"));
	assert_true(has_issue(&r.result, ISSUE_OUT_OF_RANGE, 6, "-1"));
	assert_true(has_issue(&r.result, ISSUE_NUMBER, 7, "mucho"));
	assert_true(has_issue(&r.result, ISSUE_NUMBER, 7, "x"));
	assert_true(has_issue(&r.result, ISSUE_OUT_OF_RANGE, 7, "99999999999999999999"));
	assert_true(has_issue(&r.result, ISSUE_OUT_OF_RANGE, 8, "1000000000000"));
}

static void
test_odd_codes(void **state)
{
	CLEANUP(str_done) struct str text = { 0 };
	struct finding_list findings = { 0 };
	uint64_t passed[RULE_MAX + 1];
	unsigned found = 0;

	(void)state;
	str_printf(&text, "%sU\n", HEAD_B);
	str_printf(&text, "1.1.1.1.1.1\tsin objetivo\t100\t\t\t\t\t\t\t%s", MONTHS);
	str_printf(&text, "1.1.1\tO\t100\t\t\t\t\t\t\t%s", MONTHS);
	str_printf(&text, "1.1.1.1.1.1\tA\t50\t\t\t\t\t\t\t%s", MONTHS);
	str_printf(&text, "99999.99999.99999.9\tA\t50\t\t\t\t\t\t\t%s", MONTHS);
	str_printf(&text, "0.0.0.0\tA\t0\t\t\t\t\t\t\t%s", MONTHS);
	CLEANUP(reading_done) struct reading r = read_it(text.text, text.length);
	assert_int_equal(r.rc, YUP_OK);
	assert_int_equal(check_plan(r.mem, r.result.plan, &findings, passed, &r.err), YUP_OK);
	for (size_t i = 0; i < findings.count; i++)
		found += findings.items[i].rule == 1;
	assert_true(found >= 2);
}

/* Cut anywhere, a document is read as far as it goes or refused with a reason. */
static void
test_truncated(void **state)
{
	static const char *const CASES[] = { "two_units", "follow_up", "lost_cells" };
	const char *step = getenv("STEP");

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		size_t length;
		char *text = golden_read(mem_printf(mem, "import/%s/input.txt", CASES[i]), &length);

		for (size_t cut = 0; cut < length;
		     cut += step != NULL ? strtoul(step, NULL, 10) : 13) {
			CLEANUP(reading_done) struct reading r = read_it(text, cut);

			assert_true(r.rc == YUP_OK || r.rc == YUP_EINVALID);
		}
		free(text);
	}
}

/* ---- big ---- */

static struct reading
assert_big(const struct str *text, const char *what)
{
	struct reading r = read_it(text->text, text->length);

	print_message("%s: %zu kB, %.2f s, %zu MB%s%s\n", what, text->length / 1024, r.seconds,
	    mem_used(r.mem) / MEGABYTE, r.rc < 0 ? ", refused: " : "",
	    r.rc < 0 ? r.err.message : "");
	assert_true(mem_used(r.mem) <= 60 * text->length + 256 * (size_t)MEGABYTE);
	assert_true(r.seconds < SECONDS_MAX);
	if (r.rc < 0)
		assert_true(r.rc == YUP_ELIMIT && r.err.line > 0);
	return r;
}

static void
put_unit(struct str *s, const char *name, const char *owner, unsigned activities)
{
	str_printf(s,
	    "PROGRAMA OPERATIVO ANUAL 2031\nObjetivo de Gestión Específico-Actividad\n%s\n", name);
	str_printf(s, "5.1.1\tObjetivo\t100\tI\t%s\t0\t1\tV\t\t", owner);
	for (unsigned m = 0; m < 12; m++)
		str_put(s, m == 0 ? "100.00\t" : "0.00\t");
	str_put(s, "100.00%\n");
	for (unsigned a = 1; a <= activities; a++)
		str_printf(s, "5.1.1.%u\tHacer\t%u\tI\tR\t0\t1\tV\tEne-Dic\t%s", a,
		    100 / activities, MONTHS);
	str_put(s, "Total:\t100\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t100\n");
}

static void
test_many_units(void **state)
{
	CLEANUP(str_done) struct str text = { 0 };

	(void)state;
	for (unsigned u = 0; u < 5000; u++) {
		char name[64], owner[32];

		(void)snprintf(name, sizeof(name), "UNIDAD NUMERO %u", u);
		(void)snprintf(owner, sizeof(owner), "D%u-U%u", u / 10, u);
		put_unit(&text, name, owner, 2);
	}
	CLEANUP(reading_done) struct reading r = assert_big(&text, "5,000 units");
	assert_int_equal(r.rc, YUP_OK);
	assert_int_equal(r.result.plan->unit_count, 5500);
	assert_int_equal(r.result.plan->node_count, 15001);
}

static void
test_many_homonyms(void **state)
{
	CLEANUP(str_done) struct str text = { 0 };

	(void)state;
	for (unsigned u = 0; u < 5000; u++) {
		char name[64];

		(void)snprintf(name, sizeof(name), "UNIDAD NUMERO %u", u);
		put_unit(&text, name, "UA", 1);
	}
	CLEANUP(reading_done) struct reading r = assert_big(&text, "5,000 units of one acronym");
	assert_int_equal(r.rc, YUP_OK);
	assert_int_equal(r.result.plan->unit_count, 5000);
}

static void
test_many_rows(void **state)
{
	CLEANUP(str_done) struct str text = { 0 };

	(void)state;
	for (unsigned u = 0; u < 2000; u++) {
		char name[64], owner[32];

		(void)snprintf(name, sizeof(name), "UNIDAD NUMERO %u", u);
		(void)snprintf(owner, sizeof(owner), "U%u", u);
		put_unit(&text, name, owner, 100);
	}
	CLEANUP(reading_done) struct reading r = assert_big(&text, "200,000 activities");
	assert_int_equal(r.rc, YUP_OK);
	assert_int_equal(r.result.plan->node_count, 202001);
}

/* One shape of line over and over, in the place where it hurts most. */
struct flood {
	const char *what, *before, *line, *after;
	unsigned count;
};

static void
test_floods(void **state)
{
#define OPEN "PROGRAMA OPERATIVO ANUAL 2031\nObjetivo de Gestión Específico-Actividad\nU\n"
#define OPEN_A "PROGRAMA OPERATIVO ANUAL 2031\nObjetivo de Gestión Específico\n"
#define ZEROS "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0"
	static const struct flood FLOODS[] = {
		{ "pieces of one row", OPEN "1.1.1\tO\n", "\tpieza\tde\tuna\tfila\n", "", 200000 },
		{ "pieces of one activity", OPEN "1.1.1\tO\t100\tI\n1.1.1.1\tA\t100\tI\n",
		    "\tpieza larga de una fila cortada por la pagina\n", "", 200000 },
		{ "objectives in one unit", OPEN, "1.1.%u\tO\t100\tI\tU\t0\t1\tV\t\t" ZEROS "\t0\n",
		    "Total:\t" ZEROS "\t0\n", 200000 },
		{ "objectives and activities in one unit", OPEN,
		    "1.%u.1\tO\t100\tI\tU\t0\t1\tV\t\t" ZEROS "\t0\n"
		    "1.%u.1.1\tA\t100\tI\tU\t0\t1\tV\t\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t1\n",
		    "Total:\t" ZEROS "\t0\n", 100000 },
		{ "institutional objectives in one unit", OPEN "1.1.1\tO\n",
		    "%u.1.1\tO\t100\tI\tU\t0\t1\tV\t\t" ZEROS "\t0\n", "Total:\t" ZEROS "\t0\n",
		    200000 },
		{ "activities of one objective",
		    OPEN "1.1.1\tO\t100\tI\tU\t0\t1\tV\t\t" ZEROS "\t0\n",
		    "1.1.1.%u\tA\t1\tI\tR\t0\t1\tV\t\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t1\n", "",
		    100000 },
		{ "damaged activities of one objective",
		    OPEN
		    "1.1.1\tO\t100\tI\tU\t0\t1\tV\t\t50\t0\t0\t0\t0\t0\t50\t0\t0\t0\t0\t0\t100\n",
		    "1.1.1.%u\tA\t1\tI\tR\t0\t1\tV\t\t1\t0\t0\t0\t3\t0\t0\t1\t0\t0\t0\t5\n",
		    "Total:\t50\t0\t0\t0\t0\t0\t50\t0\t0\t0\t0\t0\t100\n", 20000 },
		{ "institutional titles", OPEN_A "1.1.1\tO\n",
		    "Objetivo de Gestión Institucional: %u\n1.1.%u\tO\tU\t1\n", "", 100000 },
		{ "spellings of one owner", OPEN_A "1.1.1\tO\tU-A\n", "1.1.%u\tO\tU -%.*sA\n", "",
		    100000 },
		{ "names of one unit", OPEN "1.1.1\tO\t100\tI\tU\n",
		    "Objetivo de Gestión Específico-Actividad\nU%.*s\n1.1.%u\tO\t1\tI\tU\n", "",
		    30000 },
		{ "one form A, again and again", OPEN_A "1.1.1\tO\tU\t100\n",
		    "Presupuesto: 1.00\nObjetivo de Gestión Específico\n1.1.1\tO\tU\t100\n", "",
		    100000 },
		{ "heads", OPEN "1.1.1\tO\t100\n", "Cod.\tO\tPond.\tIndicador\tResp\tCronograma\n",
		    "", 200000 },
		{ "totals", OPEN "1.1.1\tO\t100\n", "Total: 8.3 8.3 8.3\n", "", 200000 },
		{ "codes", OPEN "1.1.1\tO\t100\n", "1.1.1.%u.%u.%u.%u\tO\n", "", 200000 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(FLOODS) / sizeof(FLOODS[0]); i++) {
		CLEANUP(str_done) struct str text = { 0 };

		str_put(&text, FLOODS[i].before);
		for (unsigned n = 0; n < FLOODS[i].count; n++)
			for (const char *p = FLOODS[i].line; *p != '\0'; p++) {
				if (p[0] == '%' && p[1] == 'u')
					str_printf(&text, "%u", 1 + n % 9999), p++;
				else if (p[0] == '%') /* blanks, from none to many */
					str_printf(&text, "%*s", (int)(n % 300), ""), p += 3;
				else
					str_put_char(&text, *p);
			}
		str_put(&text, FLOODS[i].after);
		struct reading r = assert_big(&text, FLOODS[i].what);

		reading_done(&r);
	}
}

static void
test_follow_up_floods(void **state)
{
	static const struct flood FLOODS[] = {
		{ "operations of one unit", "01\tU\t\t50%\t\n", "07-05.01.01-%u\tE\tO\t50%\t\n", "",
		    200000 },
		{ "operations and their causes", "01\tU\t\t50%\t\n",
		    "07-05.01.01-%u\tE\tO\t50%\t\n",
		    "Cód.\tE\tCAUSAS DE DESVIACIÓN\tM\n01\tU\t\t\n", 100000 },
		{ "units", "", "%u\tUnidad %u\t\t50%\t\n07-05.01.01-01\tE\tO\t50%\t\n", "", 5000 },
		{ "institution averages", "01\tU\t\t50%\t\n07-05.01.01-01\tE\tO\t50%\t\n",
		    "\tEjecución Física Promedio\t\t50%\t\n", "", 100000 },
		{ "directorates", "01\tU\t\t50%\t\n07-05.01.01-01\tE\tO\t50%\t\n",
		    "\tDIRECCIÓN GENERAL %u\t\t50%\t\n01\tU\t\t50%\t\n",
		    "\tEjecución Física Promedio\t\t50%\t\n", 20000 },
		{ "pieces of one operation", "01\tU\t\t50%\t\n07-05.01.01-01\tE\tO\t50%\t\n",
		    "\tpieza\tde una fila cortada\n", "", 200000 },
		{ "orphans",
		    "01\tU\t\t50%\t\n07-05.01.01-01\tE\tO\t50%\t\n"
		    "Cód.\tE\tCAUSAS DE DESVIACIÓN\tM\n",
		    "07-05.01.01-%u\tE\tC\tM\n", "", 200000 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(FLOODS) / sizeof(FLOODS[0]); i++) {
		CLEANUP(str_done) struct str text = { 0 };

		str_put(&text, HEAD_F);
		str_put(&text, FLOODS[i].before);
		for (unsigned n = 0; n < FLOODS[i].count; n++)
			for (const char *p = FLOODS[i].line; *p != '\0'; p++) {
				if (p[0] == '%' && p[1] == 'u')
					str_printf(&text, "%u", n), p++;
				else
					str_put_char(&text, *p);
			}
		str_put(&text, FLOODS[i].after);
		for (unsigned n = 0;
		     strstr(FLOODS[i].after, "CAUSAS") != NULL && n < FLOODS[i].count; n++)
			str_printf(&text, "07-05.01.01-%u\tE\tC\tM\n", n);
		struct reading r = assert_big(&text, FLOODS[i].what);

		reading_done(&r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_binary),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_wrong_form),
		cmocka_unit_test(test_glued),
		cmocka_unit_test(test_two_years),
		cmocka_unit_test(test_absurd_years),
		cmocka_unit_test(test_long_line),
		cmocka_unit_test(test_many_columns),
		cmocka_unit_test(test_numbers_out_of_range),
		cmocka_unit_test(test_odd_codes),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_many_units),
		cmocka_unit_test(test_many_homonyms),
		cmocka_unit_test(test_many_rows),
		cmocka_unit_test(test_floods),
		cmocka_unit_test(test_follow_up_floods),
	};

	return cmocka_run_group_tests_name("import.bad_input", tests, NULL, NULL);
}
