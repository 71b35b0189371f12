#include "text/sheet_text.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

struct column {
	enum sheet_role role;
	enum node_field field;
	const char *key, *head;
	unsigned width;
};

/* The schedule's stands for one of each period. */
static const struct column COLUMNS[] = {
	{ SHEET_ID, FIELD_ID, "id", "id", 10 },
	{ SHEET_UNIT, FIELD_UNIT, "unit", "Unidad", 12 },
	{ SHEET_LEVEL, FIELD_LEVEL, "level", "Nivel", 16 },
	{ SHEET_FIELD, FIELD_CODE, "code", "Cod.", 10 },
	{ SHEET_FIELD, FIELD_TITLE, "title", "Descripción", 42 },
	{ SHEET_FIELD, FIELD_WEIGHT, "weight", "Pond. %", 9 },
	{ SHEET_FIELD, FIELD_INDICATOR, "indicator", "Indicador", 26 },
	{ SHEET_FIELD, FIELD_RESPONSIBLE, "responsible", "Responsable", 20 },
	{ SHEET_FIELD, FIELD_BASELINE, "baseline", "Línea Base", 11 },
	{ SHEET_FIELD, FIELD_TARGET, "target", "Meta", 11 },
	{ SHEET_FIELD, FIELD_VERIFICATION, "verification", "Medio de Verificación", 26 },
	{ SHEET_FIELD, FIELD_FIRST_MONTH, "first_month", "Inicio", 7 },
	{ SHEET_FIELD, FIELD_LAST_MONTH, "last_month", "Fin", 7 },
	{ SHEET_FIELD, FIELD_SCHEDULE, "schedule", "", 8 },
	{ SHEET_FIELD, FIELD_TOTAL, "total", "Total", 9 },
	{ SHEET_FIELD, FIELD_BEHAVIOUR, "behaviour", "Comportamiento", 14 },
	{ SHEET_FIELD, FIELD_BASIS, "schedule_basis", "Base", 11 },
	{ SHEET_FIELD, FIELD_BUDGET, "budget", "Ppto.", 15 },
	{ SHEET_FIELD, FIELD_FORMULA, "formula", "Fórmula del indicador", 24 },
	{ SHEET_FIELD, FIELD_DATA_SOURCE, "data_source", "Fuente de los datos", 20 },
	{ SHEET_FIELD, FIELD_MEASURE_UNIT, "measure_unit", "Unidad de medida", 12 },
	{ SHEET_FIELD, FIELD_FREQUENCY, "frequency", "Frecuencia", 12 },
	{ SHEET_FIELD, FIELD_DIRECTION, "direction", "Sentido", 14 },
};

enum { COLUMN_COUNT = sizeof(COLUMNS) / sizeof(COLUMNS[0]), SCHEDULE_AT = 13 };
_Static_assert(COLUMN_COUNT - SCHEDULE_AT == 10, "SCHEDULE_AT is the schedule's");

const char *const sheet_mark_lines[SHEET_MARK__COUNT] = { "institution", "year", "version", "plan",
	"revision", "made", "unit" };

unsigned
sheet_column_count(const struct pack *pack)
{
	return COLUMN_COUNT - 1 + pack->period_count;
}

struct sheet_column
sheet_column_at(const struct pack *pack, unsigned i)
{
	unsigned period = i >= SCHEDULE_AT && i < SCHEDULE_AT + pack->period_count
	    ? i - SCHEDULE_AT + 1
	    : 0;
	const struct column *c = &COLUMNS[period > 0 ? SCHEDULE_AT
		: i < SCHEDULE_AT                    ? i
						     : i - pack->period_count + 1];
	struct sheet_column out = { c->role, c->field, period, "", c->head, c->width };

	(void)snprintf(out.key, sizeof(out.key), period > 0 ? "%s.%u" : "%s", c->key, period);
	if (period > 0)
		out.head = pack->periods[period - 1].abbr;
	return out;
}

unsigned
sheet_column_of(const struct pack *pack, enum sheet_role role, enum node_field field)
{
	unsigned i = 0;

	while (COLUMNS[i].role != role || (role == SHEET_FIELD && COLUMNS[i].field != field))
		i++;
	return i > SCHEDULE_AT ? i + pack->period_count - 1 : i;
}

const char *const *
sheet_words(enum node_field field)
{
	static const char *const BEHAVIOURS[] = { "suma", "nivel", "acumulado", NULL };
	static const char *const BASES[] = { "cantidad", "porcentaje", NULL };
	static const char *const FREQUENCIES[] = { "sin decir", "mensual", "trimestral",
		"semestral", "anual", NULL };
	static const char *const DIRECTIONS[] = { "sin decir", "subir es mejor", "bajar es mejor",
		NULL };

	switch (field) {
	case FIELD_BEHAVIOUR:
		return BEHAVIOURS;
	case FIELD_BASIS:
		return BASES;
	case FIELD_FREQUENCY:
		return FREQUENCIES;
	case FIELD_DIRECTION:
		return DIRECTIONS;
	default:
		return NULL;
	}
}

static const char *
key_at(enum node_field field, size_t i)
{
	static const char *const BEHAVIOURS[] = { "sum", "average", "last" };
	static const char *const BASES[] = { "quantity", "share" };

	if (field == FIELD_BEHAVIOUR)
		return BEHAVIOURS[i];
	if (field == FIELD_BASIS)
		return BASES[i];
	return field == FIELD_FREQUENCY ? sheet_frequency_keys[i] : sheet_direction_keys[i];
}

const char *
sheet_word_key(struct mem *mem, enum node_field field, const char *text)
{
	const char *const *words = sheet_words(field);
	const char *folded;

	if (words == NULL || text[0] == '\0')
		return text;
	folded = utf8_fold(mem, text);
	for (size_t i = 0; words[i] != NULL; i++)
		if (strcmp(utf8_fold(mem, words[i]), folded) == 0)
			return key_at(field, i);
	return text;
}

const char *
sheet_word_of(const struct pack *pack, enum node_field field, struct cell_value value)
{
	const char *const *words = sheet_words(field);
	int64_t n = value.number, count = 0;

	if (field == FIELD_UNIT || field == FIELD_LEVEL)
		return value.text != NULL ? value.text : "";
	if (field == FIELD_FIRST_MONTH || field == FIELD_LAST_MONTH)
		return n > 0 && n <= (int64_t)pack->period_count ? pack->periods[n - 1].abbr : "";
	if (words == NULL)
		return NULL;
	if (n == 0 && (field == FIELD_FREQUENCY || field == FIELD_DIRECTION))
		return "";
	while (words[count] != NULL)
		count++;
	return n >= 0 && n < count ? words[n] : "";
}
