/* workbook_styles.c - how a workbook's cells show their numbers. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/workbook_parts.h"

enum { FORMAT_CODE_MAX = 512, DECIMALS_MOST = 30 };

struct custom {
	unsigned id;
	struct workbook_style style;
};

struct reading {
	struct mem *mem;
	struct workbook_styles out;
	struct custom *customs;
	size_t custom_count, custom_room;
	bool in_cells; /* inside <cellXfs> */
};

static struct workbook_style
style(enum workbook_format format, unsigned decimals)
{
	return (struct workbook_style){ (uint8_t)format, (uint8_t)decimals };
}

/* The formats that have only a number: ECMA-376 part 1, 18.8.30. */
static struct workbook_style
built_in(unsigned id)
{
	switch (id) {
	case 1:
	case 3:
	case 37:
	case 38:
		return style(WORKBOOK_DECIMALS, 0);
	case 2:
	case 4:
	case 39:
	case 40:
		return style(WORKBOOK_DECIMALS, 2);
	case 5:
	case 6:
	case 41:
	case 42:
		return style(WORKBOOK_MONEY, 0);
	case 7:
	case 8:
	case 43:
	case 44:
		return style(WORKBOOK_MONEY, 2);
	case 9:
		return style(WORKBOOK_PERCENT, 0);
	case 10:
		return style(WORKBOOK_PERCENT, 2);
	case 49:
		return style(WORKBOOK_AS_TEXT, 0);
	default:
		break;
	}
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
	    (id >= 50 && id <= 58))
		return style(WORKBOOK_DAY, 0);
	return style(WORKBOOK_GENERAL, 0);
}

/* What the first section of a code has, texts and colours aside. */
struct signs {
	bool day, percent, money, text, figures;
	unsigned decimals;
};

/* "[$Bs-400A]" is money, "[Red]" and "[>100]" nothing, "[h]" hours. */
static const char *
look_in_brackets(const char *p, struct signs *s)
{
	const char *close = strchr(p, ']');

	if (close == NULL)
		return p + strlen(p);
	if (p[1] == '$' && p[2] != '-')
		s->money = true;
	else if (close == p + 1 + strspn(p + 1, "hmsHMS") && close > p + 1)
		s->day = true;
	return close + 1;
}

static const char *
look_at_figures(const char *p, struct signs *s)
{
	s->figures = true;
	p += strspn(p, "0#?,");
	if (*p == '.') {
		size_t n = strspn(p + 1, "0");

		s->decimals = n > DECIMALS_MOST ? DECIMALS_MOST : (unsigned)n;
		p += 1 + strspn(p + 1, "0#?,");
	}
	if ((*p == 'E' || *p == 'e') && (p[1] == '+' || p[1] == '-'))
		p += 2 + strspn(p + 2, "0#?");
	return p;
}

static const char *
look_at_letter(const char *p, struct signs *s)
{
	if (*p == '%')
		s->percent = true;
	else if (*p == '@')
		s->text = true;
	else if (strchr("dmyhsDMYHS", *p) != NULL)
		s->day = true;
	else if (*p == '$' || strncmp(p, "€", 3) == 0)
		s->money = true;
	return p + 1;
}

struct workbook_style
workbook_style_of(const char *code)
{
	struct signs s = { .decimals = 0 };

	if (strcasecmp(code, "General") == 0 || strcasecmp(code, "Standard") == 0)
		return style(WORKBOOK_GENERAL, 0);
	for (const char *p = code; *p != '\0' && *p != ';';) {
		if (*p == '"') {
			size_t n = strcspn(p + 1, "\"");

			s.money |= n >= 2 && (p[1] == 'B' || p[1] == 'b') && p[2] == 's';
			p += 1 + n;
			p += *p == '"';
		} else if (*p == '\\' || *p == '_' || *p == '*') {
			p += p[1] != '\0' ? 2 : 1;
		} else if (*p == '[') {
			p = look_in_brackets(p, &s);
		} else if (strchr("0#?.", *p) != NULL) {
			p = look_at_figures(p, &s);
		} else {
			p = look_at_letter(p, &s);
		}
	}
	if (s.percent)
		return style(WORKBOOK_PERCENT, s.decimals);
	if (s.day)
		return style(WORKBOOK_DAY, 0);
	if (s.money)
		return style(WORKBOOK_MONEY, s.decimals);
	if (s.figures)
		return style(WORKBOOK_DECIMALS, s.decimals);
	return style(s.text ? WORKBOOK_AS_TEXT : WORKBOOK_GENERAL, 0);
}

static unsigned
number_of(const char *text)
{
	unsigned long value = text != NULL ? strtoul(text, NULL, 10) : 0;

	return value > UINT16_MAX ? UINT16_MAX : (unsigned)value;
}

static int
add_custom(struct reading *r, const char **attributes, struct err *err)
{
	const char *code = workbook_xml_attribute(attributes, "formatCode");
	unsigned id = number_of(workbook_xml_attribute(attributes, "numFmtId"));

	if (r->custom_count == WORKBOOK_STYLES_MAX)
		return workbook_over(err, "styles");
	if (code == NULL || strlen(code) > FORMAT_CODE_MAX)
		return YUP_OK;
	MEM_PUSH(r->mem, r->customs, r->custom_count, r->custom_room);
	r->customs[r->custom_count - 1] = (struct custom){ id, workbook_style_of(code) };
	return YUP_OK;
}

static int
by_id(const void *a, const void *b)
{
	const struct custom *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int
add_style(struct reading *r, const char **attributes, struct err *err)
{
	struct custom wanted = { .id = number_of(workbook_xml_attribute(attributes, "numFmtId")) };
	const struct custom *found = NULL;

	if (r->out.count == WORKBOOK_STYLES_MAX)
		return workbook_over(err, "styles");
	if (r->custom_count > 0)
		found = bsearch(&wanted, r->customs, r->custom_count, sizeof(wanted), by_id);
	MEM_PUSH(r->mem, r->out.items, r->out.count, r->out.room);
	r->out.items[r->out.count - 1] = found != NULL ? found->style : built_in(wanted.id);
	return YUP_OK;
}

static int
begin(void *context, const char *name, const char **attributes, struct err *err)
{
	struct reading *r = context;

	if (strcmp(name, "numFmt") == 0 && !r->in_cells)
		return add_custom(r, attributes, err);
	if (strcmp(name, "cellXfs") == 0) {
		r->in_cells = true;
		if (r->custom_count > 0)
			qsort(r->customs, r->custom_count, sizeof(*r->customs), by_id);
	} else if (r->in_cells && strcmp(name, "xf") == 0) {
		return add_style(r, attributes, err);
	}
	return YUP_OK;
}

static int
end(void *context, const char *name, struct err *err)
{
	struct reading *r = context;

	(void)err;
	if (strcmp(name, "cellXfs") == 0)
		r->in_cells = false;
	return YUP_OK;
}

int
workbook_styles_read(struct mem *mem, const struct workbook_bytes *bytes,
    struct workbook_styles *out, struct err *err)
{
	struct reading r = { .mem = mem };
	const struct workbook_xml handler = { begin, end, NULL, &r };
	int rc = workbook_xml_read(bytes, &handler, err);

	if (rc == YUP_OK)
		*out = r.out;
	return rc;
}
