#include "import/follow_up_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "import/form_build.h"
#include "import/number_cells.h"
#include "import/words.h"

enum { COL_CODE, COL_EXPECTED, COL_OBTAINED, COL_PHYSICAL, COL_FINANCIAL };
enum { COL_CAUSE = 2, COL_MEASURE = 3, ORDINAL_MAX = 4, PROSE_LINES = 4, JOINED_MAX = 32 };
enum { UNITS_MAX = 20000, AGGREGATES_MAX = 1000, INSTITUTION_LINES_MAX = 8 };

enum table { TABLE_NONE, TABLE_RESULTS, TABLE_CAUSES };

struct reader {
	struct mem *mem;
	const struct pack *pack;
	struct import_result *result;
	struct err *err;
	struct follow_up *fu;
	enum num_style style;

	enum table table;
	uint32_t title_line;
	const char *name_line; /* the last single line before the title */
	uint32_t unit;         /* open in the results */
	const char *area;
	uint32_t directorate, vice_ministry; /* open headings */
	uint32_t operation;                  /* the last one read, PLAN_NONE after another row */
	unsigned joined;                     /* pieces put to the open row: the page had cut it */
	uint32_t group_from_unit, group_from_aggregate; /* first ones of no group yet */

	uint32_t cause_unit; /* open in the causes */
	const char *cause_unit_name;
	uint32_t cause_operation;
	struct fu_orphan *cause_orphan;
	unsigned institution_lines;
	struct map unit_by_name;
	struct map first_of_code, last_of_code; /* "unit code" -> operation */
	uint32_t *same_code;                    /* operation -> the next one of its unit and code */
	size_t same_count, same_room;
};

/* --- cells -------------------------------------------------------------------- */

static const char *
cell_at(const struct reader *r, const struct sheet_line *line, unsigned column)
{
	return column < line->used ? words_plain(r->mem, line->cells[column]) : "";
}

static int64_t
percent_at(struct reader *r, const struct sheet_line *line, unsigned column)
{
	const char *cell = cell_at(r, line, column);
	struct num n;

	switch (cell_number(cell, r->style, &n)) {
	case CELL_NUMBER:
		if (n.value_e4 >= 0 && n.value_e4 <= QUANTITY_MAX_E4)
			return n.value_e4;
		import_issue_add(r->mem, r->result, ISSUE_OUT_OF_RANGE, line->number, cell);
		return NUM_ABSENT;
	case CELL_OUT_OF_RANGE:
		import_issue_add(r->mem, r->result, ISSUE_OUT_OF_RANGE, line->number, cell);
		return NUM_ABSENT;
	case CELL_TEXT:
		import_issue_add(r->mem, r->result, ISSUE_NUMBER, line->number, cell);
		return NUM_ABSENT;
	default:
		return NUM_ABSENT;
	}
}

static const char *
without_colon(struct mem *mem, const char *text)
{
	size_t n = strlen(text);

	while (n > 0 && (text[n - 1] == ':' || text[n - 1] == ' '))
		n--;
	return mem_strndup(mem, text, n);
}

static const char *
name_key(struct reader *r, const char *name)
{
	return utf8_fold_name(r->mem, name, r->pack->skip_words);
}

static unsigned
dots_in(const char *text)
{
	unsigned count = 0;

	for (; (text = strchr(text, '.')) != NULL; text++)
		count++;
	return count;
}

/* "08-01.01.01-01" or "5.1.1.4", however its ends are dirtied. */
static bool
operation_code(struct reader *r, const char *cell, const char **out)
{
	size_t n = strlen(cell);
	char *code;

	if (n < 5 || n > 32 || cell[0] < '0' || cell[0] > '9' ||
	    (strchr(cell, '-') == NULL && dots_in(cell) < 2) ||
	    cell[strspn(cell, "0123456789.- ")] != '\0')
		return false;
	code = mem_strdup(r->mem, cell);
	while (n > 0 && (code[n - 1] == '.' || code[n - 1] == ' ' || code[n - 1] == '-'))
		code[--n] = '\0';
	*out = code;
	return true;
}

/* "09" or "09 Unidad Financiera": the ordinal, and the rest of the cell. */
static bool
ordinal_of(struct mem *mem, const char *cell, const char **ordinal, const char **rest)
{
	size_t n = strspn(cell, "0123456789");
	const char *p = cell + n;

	if (n == 0 || n > ORDINAL_MAX || (*p != '\0' && *p != ' ' && *p != '.'))
		return false;
	p += strspn(p, " .");
	if (*p >= '0' && *p <= '9')
		return false;
	*ordinal = mem_strndup(mem, cell, n);
	*rest = p;
	return true;
}

/* dd/mm/yyyy in a text as yyyy-mm-dd, or "". */
static const char *
date_in(struct mem *mem, const char *text)
{
	for (const char *p = text; (p = strchr(p, '/')) != NULL; p++) {
		if (p - text >= 2 && p[1] != '\0' && p[2] != '\0' && p[3] == '/' &&
		    strspn(p - 2, "0123456789") == 2 && strspn(p + 1, "0123456789") == 2 &&
		    strspn(p + 4, "0123456789") == 4)
			return mem_printf(mem, "%.4s-%.2s-%.2s", p + 4, p + 1, p - 2);
	}
	return "";
}

/* --- headings ------------------------------------------------------------------- */

static int
read_title(struct reader *r, const struct sheet_line *line, const char *text)
{
	int year, rc = words_year(text, &year, r->err);

	if (rc < 0) {
		r->err->line = line->number;
		return rc;
	}
	if (r->title_line == 0)
		r->title_line = line->number;
	if (r->fu->year == 0)
		r->fu->year = year;
	if (year == 0 || year == r->fu->year)
		return YUP_OK;
	r->err->line = line->number;
	return err_refuse(r->err, YUP_EINVALID, "two_documents",
	    "two documents in one file: this one is of %d and begins inside one of %d", year,
	    r->fu->year);
}

static int
read_head(struct reader *r, const struct sheet_line *line)
{
	for (unsigned i = line->first; i < line->used; i++) {
		const char *folded = words_fold(r->mem, line->cells[i]);
		const char *date;

		if (words_within(&r->pack->forms.follow_up_causes, folded))
			r->table = TABLE_CAUSES;
		if (!words_within(&r->pack->forms.follow_up_results, folded))
			continue;
		if (r->table == TABLE_CAUSES) {
			r->err->line = line->number;
			return err_refuse(r->err, YUP_EINVALID, "two_documents",
			    "two follow-ups in one file: another table of results begins here");
		}
		r->table = TABLE_RESULTS;
		date = date_in(r->mem, line->cells[i]);
		if (r->fu->as_of[0] == '\0')
			r->fu->as_of = date;
	}
	r->operation = PLAN_NONE;
	return YUP_OK;
}

/* "*\/ ... una ejecución física porcentual de 35% al menos": the document's own threshold. */
static void
read_note(struct reader *r, const char *text)
{
	const char *percent = strchr(text, '%');
	const char *p = percent;
	struct num n;

	if (percent == NULL || text[0] != '*')
		return;
	while (p > text && strchr("0123456789.,", p[-1]) != NULL)
		p--;
	if (cell_number(mem_strndup(r->mem, p, (size_t)(percent - p)), r->style, &n) ==
		CELL_NUMBER &&
	    n.value_e4 >= 0 && n.value_e4 <= 100 * E4) {
		r->fu->threshold_e4 = n.value_e4;
		r->fu->threshold_stated = true;
	}
}

/* --- the table of results ---------------------------------------------------------- */

static void
begin_unit(struct reader *r, const struct sheet_line *line, const char *ordinal, const char *name)
{
	struct fu_unit *unit = follow_up_add_unit(r->fu);

	r->unit = (uint32_t)r->fu->unit_count - 1;
	unit->ordinal = ordinal;
	unit->name = without_colon(r->mem, name);
	unit->printed_e4 = percent_at(r, line, COL_PHYSICAL);
	unit->source = (struct source){ 0, line->number, 0 };
	unit->parent = r->directorate != PLAN_NONE ? r->directorate : r->vice_ministry;
	(void)map_get_or_set(&r->unit_by_name, name_key(r, unit->name), r->unit);
	r->area = "";
	r->operation = PLAN_NONE;
}

static const char *
operation_key(struct reader *r, uint32_t unit, const char *code)
{
	return mem_printf(r->mem, "%u %s", unit, code);
}

static void
index_operation(struct reader *r, uint32_t operation)
{
	const struct fu_operation *op = &r->fu->operations[operation];
	const char *key = operation_key(r, op->unit, op->code);
	uint32_t before = map_get(&r->last_of_code, key);

	MEM_PUSH(r->mem, r->same_code, r->same_count, r->same_room);
	r->same_code[operation] = PLAN_NONE;
	if (before != MAP_NONE)
		r->same_code[before] = operation;
	map_set(&r->last_of_code, key, operation);
	(void)map_get_or_set(&r->first_of_code, key, operation);
}

/* A per cent where the result should be, and none where it should: a cell was lost before it. */
static bool
is_shifted(const struct sheet_line *line)
{
	const char *obtained = line->used > COL_OBTAINED ? line->cells[COL_OBTAINED] : "";

	return line->used == COL_OBTAINED + 1 && strchr(obtained, '%') != NULL &&
	    cell_is_numeric(obtained);
}

static void
begin_operation(struct reader *r, const struct sheet_line *line, const char *code)
{
	struct fu_operation *op;

	if (r->unit == PLAN_NONE)
		begin_unit(r, &(struct sheet_line){ .number = line->number }, "", "");
	op = follow_up_add_operation(r->fu);
	r->operation = (uint32_t)r->fu->operation_count - 1;
	op->code = code;
	op->unit = r->unit;
	op->area = r->area;
	op->expected = cell_at(r, line, COL_EXPECTED);
	op->obtained = cell_at(r, line, COL_OBTAINED);
	op->physical_e4 = percent_at(r, line, COL_PHYSICAL);
	op->financial_e4 = percent_at(r, line, COL_FINANCIAL);
	op->source = (struct source){ 0, line->number, 0 };
	if (is_shifted(line)) {
		op->obtained = "";
		op->physical_e4 = percent_at(r, line, COL_OBTAINED);
		import_issue_add(r->mem, r->result, ISSUE_SHIFTED, line->number, code);
	}
	r->joined = 0;
	r->fu->units[r->unit].count++;
	index_operation(r, r->operation);
}

/* A group's line closes whatever no group has yet; with nothing open it is the institution's. */
static void
close_group(struct reader *r, uint32_t index)
{
	struct follow_up *fu = r->fu;
	bool any = false;

	for (uint32_t u = r->group_from_unit; u < fu->unit_count; u++) {
		any = true;
		if (fu->units[u].parent == PLAN_NONE)
			fu->units[u].parent = index;
	}
	for (uint32_t a = r->group_from_aggregate; a < index; a++)
		if (fu->aggregates[a].parent == PLAN_NONE && fu->aggregates[a].level < FU_GROUP)
			fu->aggregates[a].parent = index;
	fu->aggregates[index].level = any ? FU_GROUP : FU_INSTITUTION;
	r->institution_lines += !any;
	if (!any)
		for (uint32_t a = 0; a < index; a++)
			if (fu->aggregates[a].parent == PLAN_NONE)
				fu->aggregates[a].parent = index;
	r->group_from_unit = (uint32_t)fu->unit_count;
	r->group_from_aggregate = index + 1;
	r->directorate = r->vice_ministry = PLAN_NONE;
}

static void
begin_aggregate(struct reader *r, const struct sheet_line *line, const char *name,
    const char *folded)
{
	const struct pack_forms *f = &r->pack->forms;
	struct fu_aggregate *a = follow_up_add_aggregate(r->fu);
	uint32_t index = (uint32_t)r->fu->aggregate_count - 1;

	a->name = without_colon(r->mem, name);
	a->printed_e4 = percent_at(r, line, COL_PHYSICAL);
	a->printed_financial_e4 = percent_at(r, line, COL_FINANCIAL);
	a->source = (struct source){ 0, line->number, 0 };
	r->unit = r->operation = PLAN_NONE;
	if (words_begin(&f->group_average, folded)) {
		close_group(r, index);
	} else if (words_begin(&f->vice_ministry, folded)) {
		a->level = FU_VICE_MINISTRY;
		r->vice_ministry = index;
		r->directorate = PLAN_NONE;
	} else {
		a->level = FU_DIRECTORATE;
		a->parent = r->vice_ministry;
		r->directorate = index;
	}
}

static const char *
joined(struct mem *mem, const char *a, const char *b)
{
	if (b[0] == '\0')
		return a;
	return a[0] == '\0' ? b : mem_printf(mem, "%s %s", a, b);
}

/* A row without a code and without figures: the end of the one above, cut by the page. */
static void
continue_operation(struct reader *r, const struct sheet_line *line)
{
	struct fu_operation *op;

	if (r->operation == PLAN_NONE || r->joined++ >= JOINED_MAX)
		return;
	op = &r->fu->operations[r->operation];
	op->expected = joined(r->mem, op->expected, cell_at(r, line, COL_EXPECTED));
	op->obtained = joined(r->mem, op->obtained, cell_at(r, line, COL_OBTAINED));
	if (op->physical_e4 == NUM_ABSENT)
		op->physical_e4 = percent_at(r, line, COL_PHYSICAL);
	if (op->financial_e4 == NUM_ABSENT)
		op->financial_e4 = percent_at(r, line, COL_FINANCIAL);
	import_issue_add(r->mem, r->result, ISSUE_JOINED_ROW, line->number, op->code);
}

static const char *
read_result(struct reader *r, const struct sheet_line *line)
{
	const struct pack_forms *f = &r->pack->forms;
	const char *cell = words_plain(r->mem, line->cells[line->first]), *code, *ordinal, *rest;
	const char *folded;
	bool has_figure = cell_is_numeric(cell_at(r, line, COL_PHYSICAL)) ||
	    cell_is_numeric(cell_at(r, line, COL_FINANCIAL));

	if (line->first == 0 && operation_code(r, cell, &code)) {
		begin_operation(r, line, code);
		return "operation";
	}
	if (line->first == 0 && ordinal_of(r->mem, cell, &ordinal, &rest)) {
		begin_unit(r, line, ordinal,
		    rest[0] != '\0' ? rest : cell_at(r, line, COL_EXPECTED));
		return "unit";
	}
	folded = words_fold(r->mem, cell);
	if (words_begin(&f->area, folded) && !has_figure) {
		r->area = without_colon(r->mem, cell);
		return "area";
	}
	if (line->first <= COL_EXPECTED && cell_at(r, line, COL_OBTAINED)[0] == '\0' &&
	    (has_figure || words_begin(&f->group_average, folded) ||
		words_begin(&f->directorate, folded) || words_begin(&f->vice_ministry, folded))) {
		begin_aggregate(r, line, cell, folded);
		return "aggregate";
	}
	if (line->first > 0)
		continue_operation(r, line);
	return "text";
}

/* --- the table of causes and measures ------------------------------------------------ */

/* The first operation of the unit and code that has no cause yet. */
static uint32_t
find_operation(struct reader *r, uint32_t unit, const char *code)
{
	const char *key = operation_key(r, unit, code);
	uint32_t i = map_get(&r->first_of_code, key);

	if (i == MAP_NONE)
		return PLAN_NONE;
	while (i != PLAN_NONE && r->fu->operations[i].cause_source.line != 0)
		i = r->same_code[i];
	if (i != PLAN_NONE)
		map_set(&r->first_of_code, key, i);
	return i;
}

/* By name; where no name fits, by an ordinal that only one unit has. */
static uint32_t
find_unit(struct reader *r, const char *ordinal, const char *name)
{
	uint32_t unit = map_get(&r->unit_by_name, name_key(r, name)), found = PLAN_NONE;

	if (unit != MAP_NONE)
		return unit;
	for (uint32_t u = 0; u < r->fu->unit_count; u++)
		if (strcmp(r->fu->units[u].ordinal, ordinal) == 0) {
			if (found != PLAN_NONE)
				return PLAN_NONE;
			found = u;
		}
	return found;
}

static void
begin_cause_unit(struct reader *r, const struct sheet_line *line, const char *ordinal,
    const char *name)
{
	r->cause_unit_name = without_colon(r->mem, name);
	r->cause_unit = find_unit(r, ordinal, r->cause_unit_name);
	r->cause_operation = PLAN_NONE;
	r->cause_orphan = NULL;
	if (r->cause_unit != PLAN_NONE) {
		r->fu->units[r->cause_unit].cause_ordinal = ordinal;
		r->fu->units[r->cause_unit].cause_name = r->cause_unit_name;
		r->fu->units[r->cause_unit].cause_source = (struct source){ 0, line->number, 0 };
	}
}

static void
add_orphan(struct reader *r, const struct sheet_line *line, const char *code)
{
	struct follow_up *fu = r->fu;

	MEM_PUSH(fu->mem, fu->orphans, fu->orphan_count, fu->orphan_room);
	r->cause_orphan = &fu->orphans[fu->orphan_count - 1];
	*r->cause_orphan = (struct fu_orphan){
		.unit_name = r->cause_unit_name,
		.code = code,
		.expected = cell_at(r, line, COL_EXPECTED),
		.cause = cell_at(r, line, COL_CAUSE),
		.measure = cell_at(r, line, COL_MEASURE),
		.source = { 0, line->number, 0 },
	};
	import_issue_add(r->mem, r->result, ISSUE_ORPHAN_CAUSE, line->number, code);
}

static void
add_cause(struct reader *r, const struct sheet_line *line, const char *code)
{
	struct fu_operation *op;

	r->cause_orphan = NULL;
	r->cause_operation = r->cause_unit != PLAN_NONE ? find_operation(r, r->cause_unit, code)
							: PLAN_NONE;
	if (r->cause_operation == PLAN_NONE) {
		add_orphan(r, line, code);
		return;
	}
	op = &r->fu->operations[r->cause_operation];
	op->cause_expected = cell_at(r, line, COL_EXPECTED);
	op->cause = cell_at(r, line, COL_CAUSE);
	op->measure = cell_at(r, line, COL_MEASURE);
	op->cause_source = (struct source){ 0, line->number, 0 };
	r->joined = 0;
}

static void
continue_cause(struct reader *r, const struct sheet_line *line)
{
	struct fu_operation *op;

	if (r->cause_operation == PLAN_NONE || r->joined++ >= JOINED_MAX)
		return;
	op = &r->fu->operations[r->cause_operation];
	op->cause_expected = joined(r->mem, op->cause_expected, cell_at(r, line, COL_EXPECTED));
	op->cause = joined(r->mem, op->cause, cell_at(r, line, COL_CAUSE));
	op->measure = joined(r->mem, op->measure, cell_at(r, line, COL_MEASURE));
	import_issue_add(r->mem, r->result, ISSUE_JOINED_ROW, line->number, op->code);
}

static const char *
read_cause(struct reader *r, const struct sheet_line *line)
{
	const char *cell = words_plain(r->mem, line->cells[line->first]), *code, *ordinal, *rest;

	if (line->first == 0 && operation_code(r, cell, &code)) {
		add_cause(r, line, code);
		return "cause";
	}
	if (line->first == 0 && ordinal_of(r->mem, cell, &ordinal, &rest)) {
		begin_cause_unit(r, line, ordinal,
		    rest[0] != '\0' ? rest : cell_at(r, line, COL_EXPECTED));
		return "cause_unit";
	}
	if (line->first > 0)
		continue_cause(r, line);
	return "text";
}

/* --- the document ---------------------------------------------------------------------- */

static bool
is_subhead(const struct sheet_line *line)
{
	return line->first >= COL_PHYSICAL && !cell_is_numeric(line->cells[line->first]);
}

static bool
past_limits(const struct reader *r)
{
	return r->fu->unit_count > UNITS_MAX || r->fu->aggregate_count > AGGREGATES_MAX ||
	    r->institution_lines > INSTITUTION_LINES_MAX;
}

static int
read_line(struct reader *r, const struct sheet_line *line)
{
	const struct pack_forms *f = &r->pack->forms;
	const char *cell = words_plain(r->mem, line->cells[line->first]);
	bool single = line->used == line->first + 1u && line->count == 1;
	const char *kind = NULL;

	if (cell[0] < '0' || cell[0] > '9') {
		const char *folded = words_fold(r->mem, cell);

		if (single && words_begin(&f->follow_up_title, folded))
			return read_title(r, line, folded);
		if (words_equal(&f->code_head, folded)) {
			return read_head(r, line);
		}
		if (single) {
			if (r->title_line == 0)
				r->name_line = cell;
			read_note(r, cell);
			return YUP_OK;
		}
	}
	if (is_subhead(line))
		return YUP_OK;
	if (past_limits(r)) {
		r->err->line = line->number;
		return err_refuse(r->err, YUP_ELIMIT, "document_too_large",
		    "the follow-up has more than %d units, %d lines of averages or %d of the institution",
		    UNITS_MAX, AGGREGATES_MAX, INSTITUTION_LINES_MAX);
	}
	if (r->table == TABLE_RESULTS)
		kind = read_result(r, line);
	else if (r->table == TABLE_CAUSES)
		kind = read_cause(r, line);
	if (kind != NULL)
		import_stage(r->mem, r->result, kind, 0, line->number,
		    sheet_line_text(r->mem, line));
	return YUP_OK;
}

static void
name_all(struct follow_up *fu)
{
	for (size_t i = 0; i < fu->unit_count; i++)
		fu->units[i].id = mem_numbered(fu->mem, 'u', i + 1);
	for (size_t i = 0; i < fu->operation_count; i++)
		fu->operations[i].id = mem_numbered(fu->mem, 'o', i + 1);
	for (size_t i = 0; i < fu->aggregate_count; i++)
		fu->aggregates[i].id = mem_numbered(fu->mem, 'a', i + 1);
}

int
follow_up_text_read(struct mem *mem, const struct pack *pack, const struct sheet *sheet,
    const char *text, size_t text_length, struct import_result *result, struct err *err)
{
	struct reader r = {
		.mem = mem,
		.pack = pack,
		.result = result,
		.err = err,
		.fu = follow_up_new(mem, pack),
		.style = result->number_style,
		.name_line = "",
		.unit = PLAN_NONE,
		.area = "",
		.directorate = PLAN_NONE,
		.vice_ministry = PLAN_NONE,
		.operation = PLAN_NONE,
		.cause_unit = PLAN_NONE,
		.cause_unit_name = "",
		.cause_operation = PLAN_NONE,
	};

	map_init(&r.unit_by_name, mem);
	map_init(&r.first_of_code, mem);
	map_init(&r.last_of_code, mem);
	for (size_t i = 0; i < sheet->count; i++) {
		int rc = read_line(&r, &sheet->lines[i]);

		if (rc < 0)
			return rc;
	}
	if (r.fu->operation_count == 0)
		return err_refuse(err, YUP_EINVALID, "no_operations",
		    "the follow-up's tables hold no operation");
	r.fu->files = mem_array(mem, 1, sizeof(*r.fu->files));
	r.fu->files[r.fu->file_count++] = result->file;
	r.fu->institution = r.name_line;
	if (r.name_line[0] == '\0')
		import_issue_add(mem, result, ISSUE_NO_INSTITUTION, r.title_line, "");
	else
		r.fu->acronym = form_acronym(mem, pack, r.name_line, text, text_length);
	if (r.fu->year == 0 && strlen(r.fu->as_of) >= 4)
		r.fu->year = (int)strtol(r.fu->as_of, NULL, 10);
	name_all(r.fu);
	result->follow_up = r.fu;
	return follow_up_settle(r.fu, err);
}
