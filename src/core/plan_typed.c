#include "core/plan_typed.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/utf8.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Bytes no text of a form has: they would break the files it is exported to. */
static bool
has_control(const char *text)
{
	for (; *text != '\0'; text++)
		if (((unsigned char)*text < 0x20 && !is_blank(*text)) || *text == 0x7f)
			return true;
	return false;
}

static int
read_text(struct mem *mem, const char *text, size_t most, const char **out, struct err *err)
{
	size_t length;

	while (is_blank(*text))
		text++;
	length = strlen(text);
	while (length > 0 && is_blank(text[length - 1]))
		length--;
	if (length > most)
		return err_refuse(err, YUP_EINVALID, "text_too_long", "%zu", most);
	if (utf8_valid_until(text, length) != length || has_control(text))
		return err_refuse(err, YUP_EINVALID, "text_not_utf8", "byte %zu",
		    utf8_valid_until(text, length));
	*out = mem_strndup(mem, text, length);
	return YUP_OK;
}

/* A number between two limits, or an empty cell. */
static int
read_number(const char *text, int64_t least, int64_t most, struct typed_value *out, struct err *err)
{
	struct num n;
	int rc;

	*out = (struct typed_value){ .value = { NUM_ABSENT, NULL } };
	if (text[0] == '\0')
		return YUP_OK;
	rc = num_parse(text, strlen(text), NUM_AUTO, &n);
	if (rc == YUP_ECONFLICT)
		return err_refuse(err, rc, "number_ambiguous", "%s", text);
	if (rc == YUP_ELIMIT || (rc == YUP_OK && (n.value_e4 < least || n.value_e4 > most)))
		return err_refuse(err, YUP_ELIMIT, "number_out_of_range", "%s", text);
	if (rc < 0)
		return err_refuse(err, YUP_EINVALID, "not_a_number", "%s", text);
	*out = (struct typed_value){ { n.value_e4, NULL }, n.percent, n.decimals };
	return YUP_OK;
}

static int
read_money(const char *text, struct typed_value *out, struct err *err)
{
	const int64_t most = MONEY_MAX_CENTS / 100 * E4;
	int rc = read_number(text, 0, most, out, err);

	if (rc < 0 || out->value.number == NUM_ABSENT)
		return rc;
	if (out->percent || out->value.number % (E4 / 100) != 0)
		return err_refuse(err, YUP_EINVALID, "not_money", "%s", text);
	out->value.number /= E4 / 100;
	return YUP_OK;
}

/* "6 nuevos": the text is kept, with the number in it where it begins with one. */
static int
read_measure(const char *text, struct typed_value *out, struct err *err)
{
	size_t length = strcspn(text, " \t\n");
	struct num n;
	int rc;

	*out = (struct typed_value){ .value = { NUM_ABSENT, text } };
	if (length == 0)
		return YUP_OK;
	if (text[length] == ' ' && text[length + 1] == '%' && text[length + 2] == '\0')
		length += 2;
	rc = num_parse(text, length, NUM_AUTO, &n);
	if (rc == YUP_ECONFLICT)
		return err_refuse(err, rc, "number_ambiguous", "%s", text);
	if (rc == YUP_OK && (n.value_e4 > QUANTITY_MAX_E4 || n.value_e4 < -QUANTITY_MAX_E4))
		rc = YUP_ELIMIT;
	if (rc == YUP_ELIMIT)
		return err_refuse(err, rc, "number_out_of_range", "%s", text);
	if (rc == YUP_OK)
		*out = (struct typed_value){ { n.value_e4, text }, n.percent, n.decimals };
	return YUP_OK;
}

static int
read_code(const struct plan *plan, unsigned level, const char *text, struct err *err)
{
	const char *mask = plan->pack->levels[level].mask;

	if (mask != NULL && !mask_fits(mask, text))
		return err_refuse(err, YUP_EINVALID, "code_mask", "%s", mask);
	return YUP_OK;
}

/* A number from 1, or the period's name or abbreviation. */
static int
read_month(const struct plan *plan, const char *text, struct typed_value *out, struct err *err)
{
	struct num n;

	*out = (struct typed_value){ .value = { 0, NULL } };
	if (text[0] == '\0')
		return YUP_OK;
	for (unsigned m = 0; m < plan->period_count; m++) {
		const struct pack_period *period = &plan->pack->periods[m];

		if ((period->name != NULL && strcasecmp(period->name, text) == 0) ||
		    (period->abbr != NULL && strcasecmp(period->abbr, text) == 0))
			out->value.number = m + 1;
	}
	if (out->value.number > 0)
		return YUP_OK;
	if (num_parse(text, strlen(text), NUM_AUTO, &n) != YUP_OK || n.value_e4 % E4 != 0 ||
	    n.value_e4 < E4 || n.value_e4 > (int64_t)plan->period_count * E4)
		return err_refuse(err, YUP_EINVALID, "not_a_month", "%u", plan->period_count);
	out->value.number = n.value_e4 / E4;
	return YUP_OK;
}

static int
read_word(const char *text, const char *const *words, size_t count, struct typed_value *out,
    struct err *err)
{
	*out = (struct typed_value){ .value = { 0, NULL } };
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], text) == 0) {
			out->value.number = (int64_t)i;
			return YUP_OK;
		}
	return err_refuse(err, YUP_EINVALID, "word_unknown", "%s", text);
}

static int
read_field(struct mem *mem, const struct plan *plan, unsigned level, enum node_field field,
    const char *typed, struct typed_value *out, struct err *err)
{
	static const char *const BEHAVIOURS[] = { "sum", "average", "last" };
	static const char *const MEASURES[] = { "no", "yes" };
	static const char *const BASES[] = { "quantity", "share" };
	bool longer = field == FIELD_TITLE || field == FIELD_INDICATOR ||
	    field == FIELD_RESPONSIBLE || field == FIELD_VERIFICATION || field == FIELD_FORMULA ||
	    field == FIELD_DATA_SOURCE;
	const char *text = "";
	int rc = read_text(mem, typed,
	    longer                    ? EDIT_TEXT_MAX
		: field == FIELD_CODE ? EDIT_CODE_MAX
				      : EDIT_SHORT_TEXT_MAX,
	    &text, err);

	if (rc < 0)
		return rc;
	*out = (struct typed_value){ .value = { NUM_ABSENT, text } };
	switch (field) {
	case FIELD_CODE:
		return read_code(plan, level, text, err);
	case FIELD_BASELINE:
	case FIELD_TARGET:
		return read_measure(text, out, err);
	case FIELD_WEIGHT:
		return read_number(text, 0, WEIGHT_MAX_E4, out, err);
	case FIELD_TOTAL:
	case FIELD_SCHEDULE:
		return read_number(text, 0, QUANTITY_MAX_E4, out, err);
	case FIELD_BUDGET:
		return read_money(text, out, err);
	case FIELD_FIRST_MONTH:
	case FIELD_LAST_MONTH:
		return read_month(plan, text, out, err);
	case FIELD_BEHAVIOUR:
		return read_word(text, BEHAVIOURS, BEHAVIOUR__COUNT, out, err);
	case FIELD_BASIS:
		return read_word(text, BASES, 2, out, err);
	case FIELD_PERCENT:
		return read_word(text, MEASURES, 2, out, err);
	case FIELD_FREQUENCY:
		return read_word(text, sheet_frequency_keys, FREQUENCY__COUNT, out, err);
	case FIELD_DIRECTION:
		return read_word(text, sheet_direction_keys, DIRECTION__COUNT, out, err);
	default:
		return YUP_OK;
	}
}

int
typed_read(struct mem *mem, const struct plan *plan, unsigned level, const struct typed_cell *typed,
    struct typed_value *out, struct err *err)
{
	int rc;

	if (typed->field == FIELD_SCHEDULE &&
	    (typed->period < 1 || typed->period > plan->period_count))
		rc = err_refuse(err, YUP_EINVALID, "not_a_month", "%u", plan->period_count);
	else
		rc = read_field(mem, plan, level, typed->field, typed->text, out, err);
	if (rc >= 0 || err == NULL)
		return rc;
	err->line = typed->period; /* the cell's, 0 where it has none */
	return err_in(err, node_field_key(typed->field));
}
