#include "import/form_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/number_cells.h"
#include "import/words.h"

enum {
	NO_COLUMN = 0xFF,
	JOINED_MAX = 32, /* no page cuts a row oftener */
	TITLE_LINES = 4,
	TITLE_LENGTH_MAX = 70
};

static const struct columns DEFAULT_COLUMNS[] = {
	[FORM_A] = { .title = 1,
	    .responsible = 2,
	    .weight = 3,
	    .indicator = 4,
	    .baseline = 5,
	    .target = 6,
	    .verification = 7,
	    .window = NO_COLUMN,
	    .schedule = 8 },
	[FORM_B] = { .title = 1,
	    .weight = 2,
	    .indicator = 3,
	    .responsible = 4,
	    .baseline = 5,
	    .target = 6,
	    .verification = 7,
	    .window = 8,
	    .schedule = 9 },
};

struct scanner {
	struct mem *mem;
	const struct pack *pack;
	struct import_result *result;
	struct err *err;
	struct form_rows out;

	bool open;     /* a form is being read */
	bool awaiting; /* its title was read, its table not yet */
	enum form_kind kind;
	enum form_kind next_kind;
	const char *next_unit;
	uint32_t next_line, next_unit_line;
	struct columns columns;
	const char *recent[TITLE_LINES]; /* single-cell lines before the first title */
	size_t recent_count;
};

/* --- the lines before the forms ------------------------------------------ */

static void
remember(struct scanner *s, const char *text)
{
	if (s->recent_count == TITLE_LINES) {
		memmove(s->recent, s->recent + 1, sizeof(*s->recent) * (TITLE_LINES - 1));
		s->recent_count--;
	}
	s->recent[s->recent_count++] = text;
}

static void
keep_title_lines(struct scanner *s)
{
	CLEANUP(str_done) struct str text = { 0 };

	for (size_t i = 0; i < s->recent_count; i++)
		str_printf(&text, "%s%s", i ? " " : "", s->recent[i]);
	s->out.title_lines = mem_strdup(s->mem, str_text(&text));
}

/* From the word of an institution on, folded; NULL where the lines have none. */
static const char *
folded_institution(struct scanner *s, const char *lines)
{
	for (const char *p = lines; *p != '\0';) {
		const char *folded = words_fold(s->mem, p);

		if (words_begin(&s->pack->forms.institution, folded))
			return folded;
		p += strcspn(p, " ");
		p += strspn(p, " ");
	}
	return NULL;
}

/* The lines since the last table name an institution, and not the one of the cover. */
static bool
is_other_cover(struct scanner *s)
{
	const char *first = folded_institution(s, s->out.title_lines), *again;
	CLEANUP(str_done) struct str lines = { 0 };
	size_t n;

	for (size_t i = 0; i < s->recent_count; i++)
		str_printf(&lines, "%s%s", i ? " " : "", s->recent[i]);
	again = folded_institution(s, str_text(&lines));
	if (first == NULL || again == NULL)
		return false;
	n = strlen(first) < strlen(again) ? strlen(first) : strlen(again);
	return strncmp(first, again, n) != 0;
}

static int
read_title(struct scanner *s, const struct sheet_line *line, const char *text)
{
	int year, rc = words_year(text, &year, s->err);

	if (rc < 0) {
		s->err->line = line->number;
		return rc;
	}
	if (s->out.title_line == 0) {
		keep_title_lines(s);
		s->out.title_line = line->number;
	} else if (s->out.form_count > 0 && is_other_cover(s)) {
		s->err->line = line->number;
		return err_refuse(s->err, YUP_EINVALID, "two_documents",
		    "two documents in one file: another institution's begins here");
	}
	s->recent_count = 0;
	if (s->out.year == 0)
		s->out.year = year;
	if (year == 0 || year == s->out.year)
		return YUP_OK;
	s->err->line = line->number;
	return err_refuse(s->err, YUP_EINVALID, "two_documents",
	    "two documents in one file: this one is of %d and begins inside one of %d", year,
	    s->out.year);
}

/* --- forms ---------------------------------------------------------------- */

static bool
same_unit(struct scanner *s, const char *a, const char *b)
{
	const char *skip = s->pack->skip_words;

	return strcmp(utf8_fold_name(s->mem, a, skip), utf8_fold_name(s->mem, b, skip)) == 0;
}

static void
begin_form(struct scanner *s, enum form_kind kind, const char *unit, uint32_t line)
{
	struct form_span *form;

	MEM_PUSH(s->mem, s->out.forms, s->out.form_count, s->out.form_room);
	form = &s->out.forms[s->out.form_count - 1];
	*form = (struct form_span){ kind, unit, line, line };
	s->open = true;
	s->kind = kind;
	s->columns = DEFAULT_COLUMNS[kind];
}

static void
note_name(struct scanner *s, const struct form_span *form)
{
	struct form_name *name;

	if (s->next_unit[0] == '\0' || strcmp(form->unit_name, s->next_unit) == 0)
		return;
	MEM_PUSH(s->mem, s->out.names, s->out.name_count, s->out.name_room);
	name = &s->out.names[s->out.name_count - 1];
	*name = (struct form_name){ (uint32_t)s->out.form_count - 1, s->next_unit_line,
		s->next_unit };
}

/* Does the announced table go on with the open form? */
static bool
is_next_page(struct scanner *s, const struct form_span *form)
{
	if (form == NULL || form->kind != s->next_kind)
		return false;
	if (form->kind == FORM_A && (form->unit_name[0] == '\0' || s->next_unit[0] == '\0'))
		return true;
	return same_unit(s, form->unit_name, s->next_unit);
}

/* The table of the announced form begins: a new form, or the next page of the open one. */
static void
enter_form(struct scanner *s)
{
	struct form_span *form = s->open ? &s->out.forms[s->out.form_count - 1] : NULL;

	s->awaiting = false;
	if (is_next_page(s, form))
		note_name(s, form);
	else
		begin_form(s, s->next_kind, s->next_unit, s->next_line);
}

static void
announce(struct scanner *s, enum form_kind kind, uint32_t line)
{
	s->awaiting = true;
	s->next_kind = kind;
	s->next_unit = "";
	s->next_line = line;
}

static void
read_head(struct scanner *s, const struct sheet_line *line)
{
	const struct pack_forms *f = &s->pack->forms;
	struct columns c;
	unsigned found = 0;

	memset(&c, NO_COLUMN, sizeof(c));
	c.title = 1;
	for (unsigned i = 2; i < line->used && i < NO_COLUMN; i++) {
		const char *text = words_fold(s->mem, line->cells[i]);
		struct {
			const struct pack_words *words;
			uint8_t *column;
		} heads[] = {
			{ &f->weight_head, &c.weight },
			{ &f->indicator_head, &c.indicator },
			{ &f->responsible_head, &c.responsible },
			{ &f->baseline_head, &c.baseline },
			{ &f->target_head, &c.target },
			{ &f->verification_head, &c.verification },
			{ &f->window_head, &c.window },
			{ &f->schedule_head, &c.schedule },
		};

		for (size_t h = 0; h < sizeof(heads) / sizeof(*heads); h++)
			if (*heads[h].column == NO_COLUMN && words_begin(heads[h].words, text)) {
				*heads[h].column = (uint8_t)i;
				found++;
				break;
			}
	}
	if (!s->awaiting && !s->open)
		announce(s, c.window != NO_COLUMN ? FORM_B : FORM_A, line->number);
	if (s->awaiting)
		enter_form(s);
	if (found >= (s->kind == FORM_B ? 8u : 7u))
		s->columns = c;
}

static bool
is_period_row(const struct scanner *s, const struct sheet_line *line)
{
	unsigned matched = 0, other = 0;

	for (unsigned i = line->first; i < line->used; i++) {
		const char *cell = line->cells[i];
		bool is_period = false;

		if (cell[0] == '\0')
			continue;
		for (unsigned m = 0; m < s->pack->period_count && !is_period; m++)
			is_period = strcmp(cell, s->pack->periods[m].initial) == 0 ||
			    strcmp(cell, s->pack->periods[m].abbr) == 0;
		if (is_period)
			matched++;
		else
			other++;
	}
	return matched >= s->pack->period_count / 2 && matched > other * 2;
}

/* --- rows ------------------------------------------------------------------ */

static bool
is_code(const char *cell)
{
	size_t n = strspn(cell, "0123456789.");

	return n >= 3 && n <= 24 && cell[n] == '\0' && cell[0] != '.' &&
	    strchr(cell, '.') != NULL && strstr(cell, "...") == NULL;
}

/* Figures and dots, and yet no code: "1...2", ".5.1". */
static bool
is_spoilt_code(const char *cell)
{
	size_t n = strspn(cell, "0123456789.");

	return n >= 3 && cell[n] == '\0' && strchr(cell, '.') != NULL && !is_code(cell);
}

static struct form_row *
add_row(struct scanner *s, enum row_kind kind, const struct sheet_line *line)
{
	struct form_row *row;

	s->recent_count = 0;
	if (s->awaiting)
		enter_form(s);
	if (!s->open)
		begin_form(s, kind == ROW_TOTAL ? FORM_B : FORM_A, "", line->number);
	MEM_PUSH(s->mem, s->out.rows, s->out.count, s->out.room);
	row = &s->out.rows[s->out.count - 1];
	*row = (struct form_row){
		.kind = kind,
		.form = s->kind,
		.form_index = (uint32_t)s->out.form_count - 1,
		.line = line->number,
		.cells = line->cells,
		.count = line->count,
		.used = line->used,
		.first = line->first,
		.columns = s->columns,
	};
	s->out.forms[row->form_index].last_line = line->number;
	return row;
}

static struct form_row *
last_node(struct scanner *s)
{
	struct form_row *row = s->out.count > 0 ? &s->out.rows[s->out.count - 1] : NULL;

	if (row == NULL || row->kind != ROW_NODE || row->form_index + 1 != s->out.form_count)
		return NULL;
	return row;
}

/* Put the rest of a row that the page cut behind what came before it. */
static void
join(struct scanner *s, struct form_row *row, const struct sheet_line *line)
{
	bool aligned = line->count >= row->columns.schedule || line->first >= row->used;
	unsigned offset = aligned ? 0 : row->used - 1u - line->first;
	unsigned count = line->used + offset > row->count ? line->used + offset : row->count;
	char **cells = mem_array(s->mem, count, sizeof(*cells));

	for (unsigned i = 0; i < count; i++)
		cells[i] = i < row->count ? row->cells[i] : mem_strdup(s->mem, "");
	for (unsigned i = line->first; i < line->used; i++) {
		char **to = &cells[i + offset];

		if (line->cells[i][0] == '\0')
			continue;
		*to = (*to)[0] == '\0' ? line->cells[i]
				       : mem_printf(s->mem, "%s %s", *to, line->cells[i]);
	}
	row->cells = cells;
	row->count = (uint16_t)count;
	row->used = (uint16_t)(line->used + offset > row->used ? line->used + offset : row->used);
	row->joined++;
	s->out.forms[row->form_index].last_line = line->number;
	import_issue_add(s->mem, s->result, ISSUE_JOINED_ROW, line->number, row->code);
}

static void
read_leftover(struct scanner *s, const struct sheet_line *line)
{
	struct form_row *row = last_node(s);
	unsigned filled = 0, figures = 0;

	if (line->first == 0 && line->used > 1 && is_spoilt_code(line->cells[0])) {
		import_issue_add(s->mem, s->result, ISSUE_CODE, line->number, line->cells[0]);
		return;
	}
	if (row != NULL && row->joined >= JOINED_MAX)
		row = NULL;
	for (unsigned i = line->first; i < line->used; i++) {
		filled += line->cells[i][0] != '\0';
		figures += cell_is_numeric(line->cells[i]);
	}
	if (row != NULL && row->used <= row->columns.schedule && row->used > 1 &&
	    !(filled == 1 && figures == 1)) {
		join(s, row, line);
		return;
	}
	if (row != NULL && figures == 0 && line->first > 0 && line->used <= row->columns.schedule) {
		join(s, row, line);
		return;
	}
	if (s->open && !s->awaiting && figures >= s->pack->period_count / 2)
		import_issue_add(s->mem, s->result, ISSUE_ROW, line->number,
		    sheet_line_text(s->mem, line));
}

/* A line with one cell: a title, a form's name, a unit's name, or a sum glued to its word. */
static int
read_single(struct scanner *s, const struct sheet_line *line, const char *folded)
{
	const struct pack_forms *f = &s->pack->forms;
	const char *cell = line->cells[line->first];

	if (words_begin(&f->plan_title, folded) && strlen(folded) < TITLE_LENGTH_MAX)
		return read_title(s, line, folded);
	if (words_begin(&f->follow_up_title, folded)) {
		s->err->line = line->number;
		return err_refuse(s->err, YUP_EINVALID, "two_documents",
		    "two documents in one file: a follow-up begins here, inside a plan");
	}
	if (words_equal(&f->form_b, folded)) {
		announce(s, FORM_B, line->number);
	} else if (words_equal(&f->form_a, folded)) {
		announce(s, FORM_A, line->number);
	} else if (s->awaiting) {
		if (s->next_unit[0] == '\0' && !cell_is_numeric(cell)) {
			s->next_unit = words_plain(s->mem, cell);
			s->next_unit_line = line->number;
		}
	} else {
		remember(s, words_plain(s->mem, cell));
		if (s->open)
			read_leftover(s, line);
	}
	return YUP_OK;
}

/* "Objetivo de Gestión Institucional: words": the words behind the colon. */
static const char *
after_colon(const char *cell)
{
	const char *p = strchr(cell, ':');

	if (p == NULL)
		return "";
	p++;
	while (*p == ' ')
		p++;
	return p;
}

static int
read_line(struct scanner *s, const struct sheet_line *line)
{
	const struct pack_forms *f = &s->pack->forms;
	const char *cell = line->cells[line->first], *plain = words_plain(s->mem, cell);
	bool in_form = s->open || s->awaiting;
	const char *folded;

	if (line->first == 0 && is_code(plain) && line->used > 1 && in_form) {
		add_row(s, ROW_NODE, line)->code = plain;
		return YUP_OK;
	}
	folded = words_fold(s->mem, cell);
	if (in_form && words_begin(&f->framework_line, folded) && strchr(cell, ':') != NULL) {
		add_row(s, ROW_FRAMEWORK, line)->text = after_colon(plain);
		return YUP_OK;
	}
	if (in_form && words_begin(&f->budget_total, folded)) {
		(void)add_row(s, ROW_FOOTER, line);
		s->open = false;
		return YUP_OK;
	}
	if (in_form && words_begin(&f->unit_total, folded) && strchr(cell, ':') != NULL) {
		(void)add_row(s, ROW_TOTAL, line);
		s->open = false;
		return YUP_OK;
	}
	if (in_form && words_begin(&f->signatures, folded)) {
		s->open = false;
		return YUP_OK;
	}
	if (line->used > 4 && words_equal(&f->code_head, folded)) {
		read_head(s, line);
		return YUP_OK;
	}
	if (line->used == line->first + 1u)
		return read_single(s, line, folded);
	if (in_form && !is_period_row(s, line))
		read_leftover(s, line);
	return YUP_OK;
}

int
form_rows_read(struct mem *mem, const struct pack *pack, const struct sheet *sheet,
    struct import_result *result, struct form_rows *out, struct err *err)
{
	struct scanner s = { .mem = mem,
		.pack = pack,
		.result = result,
		.err = err,
		.next_unit = "" };

	s.out.title_lines = "";
	for (size_t i = 0; i < sheet->count; i++) {
		int rc = read_line(&s, &sheet->lines[i]);

		if (rc < 0)
			return rc;
	}
	if (s.open && s.out.form_count > 0)
		import_issue_add(mem, result, ISSUE_UNCLOSED, sheet->last_line,
		    s.out.forms[s.out.form_count - 1].unit_name);
	*out = s.out;
	return YUP_OK;
}
