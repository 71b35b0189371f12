#include "core/register.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/field.h"

_Static_assert(REGISTER_OPENED == 0 && REGISTER_GIVEN_BACK == 7 && REGISTER_ACT__COUNT == 8,
    "stored in register_act.kind");

/* ---- Of the pack ------------------------------------------------------------- */

const struct pack_register *
register_find(const struct pack *pack, const char *key)
{
	for (size_t i = 0; i < pack->register_count; i++)
		if (strcmp(pack->registers[i].key, key) == 0)
			return &pack->registers[i];
	return NULL;
}

const struct pack_register *
register_of_measures(const struct pack *pack)
{
	for (size_t i = 0; i < pack->register_count; i++)
		if (pack->registers[i].follows_measures)
			return &pack->registers[i];
	return NULL;
}

const struct pack_register_state *
register_state_find(const struct pack_register *reg, const char *key)
{
	for (size_t i = 0; i < reg->state_count; i++)
		if (strcmp(reg->states[i].key, key) == 0)
			return &reg->states[i];
	return NULL;
}

const struct pack_register_field *
register_field_find(const struct pack_register *reg, const char *key)
{
	for (size_t i = 0; i < reg->field_count; i++)
		if (strcmp(reg->fields[i].key, key) == 0)
			return &reg->fields[i];
	return NULL;
}

const struct pack_register_sort *
register_sort_find(const struct pack_register *reg, const char *key)
{
	for (size_t i = 0; i < reg->sort_count; i++)
		if (strcmp(reg->sorts[i].key, key) == 0)
			return &reg->sorts[i];
	return NULL;
}

/* ---- Acts ---------------------------------------------------------------------- */

const char *
register_state_of(const struct register_act *acts, size_t count)
{
	for (size_t i = count; i > 0; i--)
		if (acts[i - 1].state[0] != '\0')
			return acts[i - 1].state;
	return "";
}

int64_t
register_plan_of(const struct register_act *acts, size_t count)
{
	for (size_t i = count; i > 0; i--)
		if (acts[i - 1].kind == REGISTER_TAKEN || acts[i - 1].kind == REGISTER_GIVEN_BACK)
			return acts[i - 1].plan_id;
	return 0;
}

static bool
is_final(const struct pack_register *reg, const char *state)
{
	const struct pack_register_state *s = register_state_find(reg, state);

	return s != NULL && s->final;
}

bool
register_is_open(const struct pack_register *reg, const struct register_item *item)
{
	return !is_final(reg, item->state);
}

bool
register_amends(const struct pack_register *reg, const struct register_item *item)
{
	const struct pack_register_sort *sort = register_sort_find(reg, item->sort);

	return sort != NULL && sort->amends && register_is_open(reg, item);
}

int
register_step(const struct pack_register *reg, const struct register_item *item, const char *state,
    const char *word, enum register_act_kind *out, struct err *err)
{
	enum register_act_kind kind = REGISTER_PASSED;
	bool blank = word == NULL || word[strspn(word, " ")] == '\0';
	int rc;

	if (register_state_find(reg, state) == NULL)
		return err_refuse(err, YUP_EINVALID, "register_state_unknown", "%.40s", state);
	if (strcmp(item->state, state) == 0)
		return err_refuse(err, YUP_ECONFLICT, "register_state_same", "%s",
		    register_state_find(reg, state)->name);
	if (is_final(reg, state))
		kind = REGISTER_CLOSED;
	else if (!register_is_open(reg, item))
		kind = REGISTER_REOPENED;
	if (kind != REGISTER_PASSED && blank)
		return err_refuse(err, YUP_EINVALID, "register_word_needed", "%s",
		    register_state_find(reg, state)->name);
	rc = field_check(word, REGISTER_WORD_MAX, FIELD_OPTIONAL, "text", err);
	if (rc == YUP_OK)
		*out = kind;
	return rc;
}

const char *
register_act_key(enum register_act_kind kind)
{
	static const char *const KEYS[REGISTER_ACT__COUNT] = { "opened", "changed", "passed",
		"commented", "closed", "reopened", "taken", "given_back" };

	return KEYS[kind];
}

/* ---- Fields ------------------------------------------------------------------- */

static const char *
field_of(const struct register_item *item, const char *field)
{
	for (size_t i = 0; i < item->value_count; i++)
		if (strcmp(item->values[i].field, field) == 0)
			return item->values[i].text;
	return "";
}

const char *
register_value_of(struct mem *mem, const struct register_item *item, const char *field)
{
	if (strcmp(field, REGISTER_TITLE) == 0)
		return item->title;
	if (strcmp(field, REGISTER_SORT) == 0)
		return item->sort;
	if (strcmp(field, REGISTER_ORG_UNIT) != 0)
		return field_of(item, field);
	return item->org_unit != 0 ? mem_printf(mem, "%lld", (long long)item->org_unit) : "";
}

static const char *
trimmed(struct mem *mem, const char *text)
{
	size_t length;

	text += strspn(text, " ");
	length = strlen(text);
	while (length > 0 && text[length - 1] == ' ')
		length--;
	return mem_strndup(mem, text, length);
}

static bool
is_id(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return text[0] != '0' && digits > 0 && digits <= 18 && text[digits] == '\0';
}

static int
check_kind(const struct pack *pack, const struct pack_register_field *field, const char *text,
    struct err *err)
{
	struct num n;

	if (text[0] == '\0')
		return YUP_OK;
	if (field->kind == REGISTER_DATE && !date_is_valid(text))
		return err_refuse(err, YUP_EINVALID, "register_date", "%s", field->name);
	if (field->kind == REGISTER_NUMBER &&
	    num_parse(text, strlen(text), pack->number_style, &n) < 0)
		return err_refuse(err, YUP_EINVALID, "register_number", "%s", field->name);
	if (field->kind == REGISTER_UNIT && !is_id(text))
		return err_refuse(err, YUP_EINVALID, "register_unit", "%s", field->name);
	return YUP_OK;
}

static int
typed_own(const struct pack_register *reg, const char *field, const char *text, struct err *err)
{
	if (strcmp(field, REGISTER_TITLE) == 0)
		return field_check(text, REGISTER_TITLE_MAX, FIELD_NEEDED, "title", err);
	if (strcmp(field, REGISTER_ORG_UNIT) == 0)
		return text[0] == '\0' || is_id(text)
		    ? YUP_OK
		    : err_refuse(err, YUP_EINVALID, "register_unit", "%s", "Unidad");
	return text[0] == '\0' || register_sort_find(reg, text) != NULL
	    ? YUP_OK
	    : err_refuse(err, YUP_EINVALID, "register_kind_unknown", "%.40s", text);
}

int
register_typed(struct mem *mem, const struct pack *pack, const struct pack_register *reg,
    const char *field, const char *typed, const char **out, struct err *err)
{
	const struct pack_register_field *f = register_field_find(reg, field);
	int rc = field_check(typed, REGISTER_VALUE_MAX, FIELD_OPTIONAL, "text", err);
	const char *text;

	if (rc < 0)
		return rc;
	text = trimmed(mem, typed != NULL ? typed : "");
	if (f != NULL)
		rc = check_kind(pack, f, text, err);
	else if (strcmp(field, REGISTER_TITLE) == 0 || strcmp(field, REGISTER_ORG_UNIT) == 0 ||
	    strcmp(field, REGISTER_SORT) == 0)
		rc = typed_own(reg, field, text, err);
	else
		rc = err_refuse(err, YUP_EINVALID, "register_field_unknown", "%.40s", field);
	if (rc == YUP_OK)
		*out = text;
	return rc;
}

/* ---- What is wrong with one ---------------------------------------------------- */

bool
register_is_late(const struct pack_register *reg, const struct register_item *item,
    const char *today)
{
	const char *due = field_of(item, REGISTER_DUE);

	return due[0] != '\0' && register_is_open(reg, item) && strcmp(due, today) < 0;
}

static bool
is_lacking(const struct pack_register *reg, const struct register_item *item,
    const struct pack_register_field *field)
{
	if (field->needed == REGISTER_OPTIONAL ||
	    (field->needed == REGISTER_WHEN_FINAL && register_is_open(reg, item)))
		return false;
	if (item->files > 0 && strcmp(field->key, REGISTER_EVIDENCE) == 0)
		return false;
	return field_of(item, field->key)[0] == '\0';
}

size_t
register_check(const struct pack_register *reg, const struct register_item *item, const char *today,
    struct register_finding out[REGISTER_FINDINGS_MAX])
{
	size_t n = 0;

	if (register_amends(reg, item) && item->plan_id == 0)
		out[n++] = (struct register_finding){ 40, REGISTER_NOT_AMENDED, NULL };
	if (register_state_find(reg, item->state) == NULL)
		out[n++] = (struct register_finding){ 48, REGISTER_STATE_GONE, NULL };
	if (register_is_late(reg, item, today))
		out[n++] = (struct register_finding){ 48, REGISTER_LATE, NULL };
	for (size_t i = 0; i < reg->field_count; i++)
		if (is_lacking(reg, item, &reg->fields[i]))
			out[n++] = (struct register_finding){ 48, REGISTER_LACKS, &reg->fields[i] };
	return n;
}

/* ---- Choosing -------------------------------------------------------------------- */

static bool
is_part(struct mem *mem, const char *text, const char *part)
{
	return strstr(utf8_fold(mem, text), utf8_fold(mem, part)) != NULL;
}

static bool
says(struct mem *mem, const struct register_item *item, const char *text)
{
	if (is_part(mem, item->title, text) ||
	    is_part(mem, mem_printf(mem, "%lld", (long long)item->id), text))
		return true;
	for (size_t i = 0; i < item->value_count; i++)
		if (is_part(mem, item->values[i].text, text))
			return true;
	return false;
}

static bool
state_fits(const struct pack_register *reg, const struct register_item *item, const char *state)
{
	if (state == NULL || state[0] == '\0')
		return true;
	if (strcmp(state, "open") == 0)
		return register_is_open(reg, item);
	if (strcmp(state, "closed") == 0)
		return !register_is_open(reg, item);
	return strcmp(item->state, state) == 0;
}

bool
register_fits(struct mem *mem, const struct pack_register *reg, const struct register_item *item,
    const struct register_filter *filter, const char *today)
{
	struct register_finding found[REGISTER_FINDINGS_MAX];

	if (!state_fits(reg, item, filter->state) ||
	    (filter->org_unit != 0 && item->org_unit != filter->org_unit) ||
	    (filter->late && !register_is_late(reg, item, today)) ||
	    (filter->faulty && register_check(reg, item, today, found) == 0))
		return false;
	if (filter->responsible != NULL && filter->responsible[0] != '\0' &&
	    !is_part(mem, field_of(item, REGISTER_RESPONSIBLE), filter->responsible))
		return false;
	return filter->text == NULL || filter->text[0] == '\0' || says(mem, item, filter->text);
}
