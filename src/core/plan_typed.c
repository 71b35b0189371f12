#include "core/plan_typed.h"

#include <string.h>

#include "base/mem.h"
#include "core/typed.h"

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
	int rc = typed_text(mem, typed,
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
		return typed_number(text, 0, WEIGHT_MAX_E4, out, err);
	case FIELD_TOTAL:
	case FIELD_SCHEDULE:
		return typed_number(text, 0, QUANTITY_MAX_E4, out, err);
	case FIELD_BUDGET:
		return typed_money(text, out, err);
	case FIELD_FIRST_MONTH:
	case FIELD_LAST_MONTH:
		return typed_period(plan, text, out, err);
	case FIELD_BEHAVIOUR:
		return typed_word(text, BEHAVIOURS, BEHAVIOUR__COUNT, out, err);
	case FIELD_BASIS:
		return typed_word(text, BASES, 2, out, err);
	case FIELD_PERCENT:
		return typed_word(text, MEASURES, 2, out, err);
	case FIELD_FREQUENCY:
		return typed_word(text, sheet_frequency_keys, FREQUENCY__COUNT, out, err);
	case FIELD_DIRECTION:
		return typed_word(text, sheet_direction_keys, DIRECTION__COUNT, out, err);
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
