#include "core/typed.h"

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

int
typed_text(struct mem *mem, const char *text, size_t most, const char **out, struct err *err)
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
int
typed_number(const char *text, int64_t least, int64_t most, struct typed_value *out,
    struct err *err)
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

int
typed_money(const char *text, struct typed_value *out, struct err *err)
{
	const int64_t most = MONEY_MAX_CENTS / 100 * E4;
	int rc = typed_number(text, 0, most, out, err);

	if (rc < 0 || out->value.number == NUM_ABSENT)
		return rc;
	if (out->percent || out->value.number % (E4 / 100) != 0)
		return err_refuse(err, YUP_EINVALID, "not_money", "%s", text);
	out->value.number /= E4 / 100;
	return YUP_OK;
}

/* A number from 1, or the period's name or abbreviation. */
int
typed_period(const struct plan *plan, const char *text, struct typed_value *out, struct err *err)
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

int
typed_word(const char *text, const char *const *words, size_t count, struct typed_value *out,
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
