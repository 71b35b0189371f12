#include "import/import.h"

#include <string.h>

#include "base/mem.h"
#include "import/decode.h"
#include "import/follow_up_text.h"
#include "import/form_build.h"
#include "import/import_book.h"
#include "import/json_document.h"
#include "import/number_cells.h"
#include "import/sheet.h"
#include "import/table.h"
#include "import/words.h"
#include "import/workbook.h"

void
import_issue_add(struct mem *mem, struct import_result *r, enum import_issue_kind kind,
    uint32_t line, const char *text)
{
	MEM_PUSH(mem, r->issues, r->issue_count, r->issue_room);
	r->issues[r->issue_count - 1] = (struct import_issue){ kind, line, text };
}

void
import_stage(struct mem *mem, struct import_result *r, const char *kind, char form, uint32_t line,
    const char *cells)
{
	MEM_PUSH(mem, r->staged.items, r->staged.count, r->staged.room);
	r->staged.items[r->staged.count - 1] = (struct staged_row){ line, form, kind, cells };
}

const char *
import_issue_key(enum import_issue_kind kind)
{
	static const char *const KEYS[] = {
		[ISSUE_NUMBER] = "number",
		[ISSUE_OUT_OF_RANGE] = "out_of_range",
		[ISSUE_CODE] = "code",
		[ISSUE_ROW] = "row",
		[ISSUE_DUPLICATE_FORM] = "duplicate_form",
		[ISSUE_JOINED_ROW] = "joined_row",
		[ISSUE_NO_INSTITUTION] = "no_institution",
		[ISSUE_ORPHAN_CAUSE] = "orphan_cause",
		[ISSUE_UNIT_UNLINKED] = "unit_unlinked",
		[ISSUE_UNCLOSED] = "unclosed",
		[ISSUE_SHIFTED] = "shifted",
		[ISSUE_SHEET] = "sheet",
		[ISSUE_SHEET_UNREAD] = "sheet_unread",
		[ISSUE_HIDDEN_SHEET] = "hidden_sheet",
		[ISSUE_HIDDEN_ROWS] = "hidden_rows",
		[ISSUE_UNCACHED] = "uncached",
		[ISSUE_CELL_ERROR] = "cell_error",
		[ISSUE_WIDE] = "wide",
		[ISSUE_TABLE] = "table",
		[ISSUE_ROW_SKIPPED] = "row_skipped",
		[ISSUE_CODE_MADE] = "code_made",
	};

	return KEYS[kind];
}

/* What the document is, by the words of its lines. */
struct signs {
	bool plan_title, form, follow_up_title, follow_up_table;
	uint32_t plan_line, follow_up_line;
};

static void
look_at_line(struct mem *mem, const struct pack_forms *f, const struct sheet_line *line,
    struct signs *s)
{
	const char *folded = words_fold(mem, line->cells[line->first]), *title;

	if (line->used == line->first + 1u) {
		if (words_begin(&f->follow_up_title, folded)) {
			s->follow_up_title = true;
			s->follow_up_line = s->follow_up_line ? s->follow_up_line : line->number;
		} else if (words_begin(&f->plan_title, folded)) {
			s->plan_title = true;
			s->plan_line = s->plan_line ? s->plan_line : line->number;
		} else if (words_equal(&f->form_a, folded) || words_equal(&f->form_b, folded)) {
			s->form = true;
		}
		return;
	}
	if (!words_equal(&f->code_head, folded))
		return;
	title = words_fold(mem, line->cells[line->first + 1u]);
	for (unsigned i = line->first + 1u; i < line->used; i++) {
		const char *head = words_fold(mem, line->cells[i]);

		if (words_within(&f->follow_up_results, head) ||
		    words_within(&f->follow_up_causes, head))
			s->follow_up_table = true;
		else if (words_begin(&f->schedule_head, head))
			s->form = s->form || words_begin(&f->form_a, title) ||
			    words_begin(&f->framework_line, title);
	}
}

static struct signs
look(struct mem *mem, const struct pack *pack, const struct sheet *sheet)
{
	struct signs s = { 0 };

	for (size_t i = 0; i < sheet->count; i++) {
		const char *cell = sheet->lines[i].cells[sheet->lines[i].first];

		if (cell[0] < '0' || cell[0] > '9')
			look_at_line(mem, &pack->forms, &sheet->lines[i], &s);
		if (s.form && s.follow_up_table)
			break;
		if (i > 2000 && (s.form || s.follow_up_table))
			break;
	}
	return s;
}

static int
detect(const struct signs *s, enum import_kind *kind, struct err *err)
{
	if (s->form && s->follow_up_table) {
		err->line = s->plan_line > s->follow_up_line ? s->plan_line : s->follow_up_line;
		return err_refuse(err, YUP_EINVALID, "two_documents",
		    "two documents in one file, a plan and a follow-up: split it in two");
	}
	if (!s->form && !s->follow_up_table)
		return err_refuse(err, YUP_EINVALID, "unknown_kind",
		    s->plan_title || s->follow_up_title
			? "the text has the title but no table of a plan or of a follow-up"
			: "neither a plan's forms nor a follow-up's tables are in this text");
	*kind = s->form ? IMPORT_PLAN_TEXT : IMPORT_FOLLOW_UP_TEXT;
	return YUP_OK;
}

/* What a file holds, as lines; `grids` where it is a workbook or a table. */
struct opened {
	struct sheet sheet;
	struct grids grids;
	const char *text;
	size_t text_length;
	struct signs signs;
};

/* Where each sheet begins, for people to be told rows. */
static void
stage_sheets(struct mem *mem, const struct grids *grids, struct staged_rows *rows)
{
	struct staged_sheet *sheets = mem_array(mem, grids->count + 1, sizeof(*sheets));

	for (size_t g = 0; g < grids->count; g++)
		sheets[g] = (struct staged_sheet){ mem_strdup(mem, grids->items[g].name),
			grids->items[g].before };
	rows->sheets = sheets;
	rows->sheet_count = grids->count;
}

static int
open_workbook(struct mem *mem, const struct pack *pack, const char *bytes, size_t length,
    struct import_result *r, struct opened *out, struct err *err)
{
	size_t told;
	int rc = grids_of_workbook(mem, bytes, length, pack->number_style, r, &out->grids, err);

	if (rc < 0)
		return rc;
	r->encoding = "xlsx";
	stage_sheets(mem, &out->grids, &r->staged);
	r->number_style = out->grids.style;
	out->text = out->grids.text;
	out->text_length = out->grids.text_length;
	told = r->issue_count;
	book_forms(mem, pack, &out->grids, r, &out->sheet);
	out->signs = look(mem, pack, &out->sheet);
	if (!out->signs.form && !out->signs.follow_up_table)
		r->issue_count = told; /* which sheets are read, tell_sheets() says */
	return YUP_OK;
}

/* A text whose lines are no form's may be a table with separators. */
static int
open_text(struct mem *mem, const struct pack *pack, const char *bytes, size_t length,
    struct import_result *r, struct opened *out, struct err *err)
{
	struct decoded text;
	char *copy = NULL;
	int rc = decode_text(mem, bytes, length, &text, err);

	if (rc < 0)
		return rc;
	r->encoding = encoding_name(text.encoding);
	if (memchr(text.text, '\t', text.length) == NULL && grids_maybe_csv(text.text))
		copy = mem_strndup(mem, text.text, text.length);
	out->text = text.text;
	out->text_length = text.length;
	rc = sheet_read(mem, text.text, text.length, &out->sheet, err);
	if (rc < 0)
		return rc;
	r->number_style = number_style_of(&out->sheet, pack->number_style);
	out->signs = look(mem, pack, &out->sheet);
	if (out->signs.form || out->signs.follow_up_table)
		return YUP_OK;
	if (copy != NULL)
		return grids_of_csv(mem, copy, text.length, pack->number_style, &out->grids, err);
	out->grids.items = mem_array(mem, 1, sizeof(*out->grids.items));
	out->grids.items[0] = (struct grid){ .name = "", .sheet = out->sheet };
	out->grids.count = 1;
	out->grids.style = r->number_style;
	return YUP_OK;
}

static int
open_any(struct mem *mem, const struct pack *pack, const char *bytes, size_t length,
    struct import_result *r, struct opened *out, struct err *err)
{
	return workbook_maybe(bytes, length) ? open_workbook(mem, pack, bytes, length, r, out, err)
					     : open_text(mem, pack, bytes, length, r, out, err);
}

/* Which is which is sure in all of them; else the first that is not. */
static const struct table_found *
first_unsure(const struct table_list *tables)
{
	for (size_t i = 0; i < tables->count; i++)
		if (!tables->items[i].certain)
			return &tables->items[i];
	return NULL;
}

/* Once a person told of a table, sheets of which only a guess can be had are left out. */
static void
leave_guesses(struct table_list *tables)
{
	bool told = false;
	size_t left = 0;

	for (size_t i = 0; i < tables->count; i++)
		told |= tables->items[i].known;
	for (size_t i = 0; told && i < tables->count; i++)
		if (tables->items[i].certain)
			tables->items[left++] = tables->items[i];
	if (told)
		tables->count = left;
}

/* Which sheets were read, from which line on, and which were not. */
static void
tell_sheets(struct mem *mem, const struct grids *grids, const struct table_list *tables,
    struct import_result *r)
{
	for (size_t g = 0, t = 0; g < grids->count; g++) {
		const struct grid *grid = &grids->items[g];

		if (t == tables->count || tables->items[t].grid != grid) {
			import_issue_add(mem, r, ISSUE_SHEET_UNREAD, 0, grid->name);
			continue;
		}
		t++;
		if (grid->before > 0)
			import_issue_add(mem, r, ISSUE_SHEET, grid->before + 1, grid->name);
	}
}

/* A table that is not a form is put as one. */
static int
read_tables(struct mem *mem, const struct pack *pack, const struct table_how *how,
    struct import_result *r, struct opened *o, struct err *err)
{
	const struct table_found *unsure;
	struct table_list tables;
	int rc = table_find(mem, pack, &o->grids, how, &tables, err);

	if (rc < 0)
		return rc;
	leave_guesses(&tables);
	unsure = first_unsure(&tables);
	if (tables.count == 0)
		return detect(&o->signs, &r->kind, err);
	if (unsure != NULL)
		return err_refuse(err, YUP_EINVALID, "table_columns", "%s",
		    table_map_text(mem, &unsure->map));
	tell_sheets(mem, &o->grids, &tables, r);
	r->number_style = o->grids.style;
	r->table_print = mem_strdup(mem, tables.items[0].print);
	r->table_map = table_map_text(mem, &tables.items[0].map);
	rc = table_lines(mem, pack, &o->grids, &tables, r, &o->sheet, err);
	if (rc == YUP_OK)
		o->signs = look(mem, pack, &o->sheet);
	return rc;
}

int
import_document(struct mem *mem, const struct pack *pack, const char *file, const char *bytes,
    size_t length, const struct table_how *how, struct import_result *out, struct err *err)
{
	struct import_result r = { .file = mem_strdup(mem, file) };
	struct opened o = { .text = "" };
	struct err local = { 0 };
	int rc;

	if (err == NULL)
		err = &local;
	if (json_is_document(bytes, length)) {
		rc = json_document_read(mem, pack, bytes, length, &r, err);
		if (rc == YUP_OK)
			*out = r;
		return rc < 0 ? err_at(err, file, err->line) : rc;
	}
	rc = open_any(mem, pack, bytes, length, &r, &o, err);
	if (rc == YUP_OK && !o.signs.form && !o.signs.follow_up_table)
		rc = read_tables(mem, pack, how, &r, &o, err);
	if (rc == YUP_OK)
		rc = detect(&o.signs, &r.kind, err);
	if (rc < 0)
		return err_at(err, file, err->line);
	if (r.kind == IMPORT_PLAN_TEXT)
		rc = form_text_read(mem, pack, &o.sheet, o.text, o.text_length, &r, err);
	else
		rc = follow_up_text_read(mem, pack, &o.sheet, o.text, o.text_length, &r, err);
	if (rc < 0)
		return err_at(err, file, err->line);
	*out = r;
	return YUP_OK;
}

int
import_text(struct mem *mem, const struct pack *pack, const char *file, const char *bytes,
    size_t length, struct import_result *out, struct err *err)
{
	return import_document(mem, pack, file, bytes, length, NULL, out, err);
}

int
import_tables(struct mem *mem, const struct pack *pack, const char *bytes, size_t length,
    const struct table_how *how, struct grids *out_grids, struct table_list *out_tables,
    struct err *err)
{
	struct import_result r = { .file = "" };
	struct opened o = { .text = "" };
	struct table_list tables = { 0 };
	int rc = open_any(mem, pack, bytes, length, &r, &o, err);

	if (rc == YUP_OK && !o.signs.form && !o.signs.follow_up_table)
		rc = table_find(mem, pack, &o.grids, how, &tables, err);
	if (rc < 0)
		return rc;
	*out_grids = o.grids;
	*out_tables = tables;
	return YUP_OK;
}
