#include "import/import.h"

#include <string.h>

#include "base/mem.h"
#include "import/decode.h"
#include "import/follow_up_text.h"
#include "import/form_build.h"
#include "import/number_cells.h"
#include "import/sheet.h"
#include "import/words.h"

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

int
import_text(struct mem *mem, const struct pack *pack, const char *file, const char *bytes,
    size_t length, struct import_result *out, struct err *err)
{
	struct import_result r = { .file = mem_strdup(mem, file) };
	struct err local = { 0 };
	struct decoded text;
	struct sheet sheet;
	struct signs signs;
	int rc;

	if (err == NULL)
		err = &local;
	rc = decode_text(mem, bytes, length, &text, err);
	if (rc < 0)
		return err_at(err, file, err->line);
	r.encoding = encoding_name(text.encoding);
	rc = sheet_read(mem, text.text, text.length, &sheet, err);
	if (rc < 0)
		return err_at(err, file, err->line);
	signs = look(mem, pack, &sheet);
	rc = detect(&signs, &r.kind, err);
	if (rc < 0)
		return err_at(err, file, err->line);
	r.number_style = number_style_of(&sheet, pack->number_style);
	if (r.kind == IMPORT_PLAN_TEXT)
		rc = form_text_read(mem, pack, &sheet, text.text, text.length, &r, err);
	else
		rc = follow_up_text_read(mem, pack, &sheet, text.text, text.length, &r, err);
	if (rc < 0)
		return err_at(err, file, err->line);
	*out = r;
	return YUP_OK;
}
