/*
 * form_text.c - a plan's text, from its lines to the plan: the order of things.
 */
#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/form_build.h"
#include "import/number_cells.h"
#include "import/words.h"

enum { NAME_MAX_BYTES = 160 };
enum { ACRONYM_LOOK = 512 * 1024 }; /* bytes of the text: it is named early or never */

static unsigned
digits_in(const char *text)
{
	unsigned count = 0;

	for (; *text != '\0'; text++)
		count += *text >= '0' && *text <= '9';
	return count;
}

/*
 * From the word that begins an institution's name, where the lines hold one;
 * else the lines themselves, if they look like a name and not like a note.
 */
static const char *
institution_name(struct mem *mem, const struct pack *pack, const char *lines)
{
	for (const char *p = lines; *p != '\0';) {
		size_t n = strcspn(p, " ");

		if (words_begin(&pack->forms.institution, words_fold(mem, p)))
			return p;
		p += n;
		p += strspn(p, " ");
	}
	return strlen(lines) <= NAME_MAX_BYTES && digits_in(lines) < 3 ? lines : "";
}

/* Initials: of the words that count, and with the "y" between them. */
static void
initials(struct mem *mem, const char *name, const char *skip, char *plain, char *with_y,
    size_t room)
{
	size_t a = 0, b = 0;

	for (const char *p = name; *p != '\0' && a + 2 < room && b + 2 < room;) {
		size_t n = strcspn(p, " ");
		const char *word = mem_strndup(mem, p, n);

		if (utf8_fold_name(mem, word, skip)[0] != '\0') {
			plain[a++] = (char)toupper((unsigned char)utf8_fold(mem, word)[0]);
			with_y[b++] = plain[a - 1];
		} else if (strcmp(word, "y") == 0) {
			with_y[b++] = 'y';
		}
		p += n;
		p += strspn(p, " ");
	}
	plain[a] = with_y[b] = '\0';
}

/* How often the word stands alone in the text. */
static unsigned
count_word(const char *text, size_t length, const char *word)
{
	size_t n = strlen(word);
	unsigned count = 0;

	for (const char *p = text, *end = text + length;
	     n > 0 && (p = memmem(p, (size_t)(end - p), word, n)) != NULL; p += n) {
		bool begins = p == text || !isalnum((unsigned char)p[-1]);
		bool ends = p + n >= end || !isalnum((unsigned char)p[n]);

		count += begins && ends;
	}
	return count;
}

const char *
form_acronym(struct mem *mem, const struct pack *pack, const char *name, const char *text,
    size_t length)
{
	char plain[32], with_y[32];

	if (length > ACRONYM_LOOK)
		length = ACRONYM_LOOK;
	initials(mem, name, pack->skip_words, plain, with_y, sizeof(plain));
	if (count_word(text, length, with_y) > count_word(text, length, plain))
		return mem_strdup(mem, with_y);
	return mem_strdup(mem, plain);
}

/* A document without a cover is called as its file. */
static const char *
name_of_file(struct mem *mem, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *base = slash != NULL ? slash + 1 : file;
	const char *dot = strrchr(base, '.');

	return mem_strndup(mem, base,
	    dot != NULL && dot != base ? (size_t)(dot - base) : strlen(base));
}

static void
name_plan(struct plan *plan, const struct form_rows *rows, const char *text, size_t length,
    struct import_result *result)
{
	plan->year = rows->year;
	plan->institution = institution_name(plan->mem, plan->pack, rows->title_lines);
	if (plan->institution[0] == '\0') {
		plan->institution = name_of_file(plan->mem, result->file);
		plan->acronym = plan->institution;
		import_issue_add(plan->mem, result, ISSUE_NO_INSTITUTION, rows->title_line,
		    plan->institution);
		return;
	}
	plan->acronym = form_acronym(plan->mem, plan->pack, plan->institution, text, length);
}

/* A table writes no sums of its objectives: a row of blanks is none, and is not held against it. */
static void
drop_blank_sums(struct plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		struct plan_node *node = &plan->nodes[i];

		if (node->published == NULL || node->published->cells > 0 ||
		    node->published->total_e4 != NUM_ABSENT)
			continue;
		if (node->weight_e4 == NUM_ABSENT)
			node->weight_e4 = node->published->weight_e4;
		node->published = NULL;
	}
}

int
form_text_read(struct mem *mem, const struct pack *pack, const struct sheet *sheet,
    const char *text, size_t text_length, struct import_result *result, struct err *err)
{
	struct form_rows rows;
	struct form_builder b = { .mem = mem,
		.pack = pack,
		.result = result,
		.rows = &rows,
		.style = result->number_style,
		.objective = PLAN_NONE,
		.root_title = "" };
	int rc;

	rc = form_rows_read(mem, pack, sheet, result, &rows, err);
	if (rc < 0)
		return rc;
	if (rows.count == 0)
		return err_refuse(err, YUP_EINVALID, "no_forms",
		    "the text has the title of a plan but none of its forms");
	b.plan = plan_new(mem, pack);
	b.plan->files = mem_array(mem, 1, sizeof(*b.plan->files));
	b.plan->files[b.plan->file_count++] = result->file;
	name_plan(b.plan, &rows, text, text_length, result);
	map_init(&b.unit_by_acronym, mem);
	map_init(&b.unit_by_name, mem);
	map_init(&b.node_by_key, mem);
	map_init(&b.root_by_code, mem);
	b.form_unit = mem_array(mem, rows.form_count + 1, sizeof(*b.form_unit));
	for (size_t i = 0; i <= rows.form_count; i++)
		b.form_unit[i] = PLAN_NONE;
	rc = form_build_nodes(&b, err);
	if (rc < 0)
		return rc;
	if (b.plan->node_count == b.root_count)
		return err_refuse(err, YUP_EINVALID, "no_forms",
		    "the text has the heads of a plan's tables but none of their rows");
	form_units_settle(&b);
	rc = form_repair_plan(&b, err);
	if (rc < 0)
		return rc;
	if (result->table_map != NULL)
		drop_blank_sums(b.plan);
	plan_infer(b.plan);
	result->plan = b.plan;
	return YUP_OK;
}
