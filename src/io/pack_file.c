#include "io/pack_file.h"

#include <jansson.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/pack_setting.h"
#include "core/register.h"
#include "embed_packs.h"
#include "io/file.h"

struct reader {
	struct mem *mem;
	struct pack *pack;
	struct err *err;
};

static void
json_done(json_t **json)
{
	json_decref(*json);
}

static int
missing(struct reader *r, const char *key, const char *what)
{
	return err_refuse(r->err, YUP_EINVALID, "pack_invalid", "pack: \"%s\" must be %s", key,
	    what);
}

static int
read_text(struct reader *r, const json_t *object, const char *key, const char **out)
{
	const json_t *v = json_object_get(object, key);

	if (!json_is_string(v) || json_string_length(v) == 0)
		return missing(r, key, "a text");
	*out = mem_strdup(r->mem, json_string_value(v));
	return YUP_OK;
}

static int
read_number(struct reader *r, const json_t *object, const char *key, int64_t *out_e4)
{
	const json_t *v = json_object_get(object, key);
	struct num n;

	if (!json_is_string(v) ||
	    num_parse(json_string_value(v), json_string_length(v), NUM_DOT_DECIMAL, &n) < 0)
		return missing(r, key, "a decimal number written as text");
	*out_e4 = n.value_e4;
	return YUP_OK;
}

/* One of a few words, as the index in `words`. */
static int
read_choice(struct reader *r, const json_t *object, const char *key, const char *const *words,
    unsigned *out)
{
	const char *text = "";
	int rc = read_text(r, object, key, &text);

	if (rc < 0)
		return rc;
	for (unsigned i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], text) == 0) {
			*out = i;
			return YUP_OK;
		}
	return err_refuse(r->err, YUP_EINVALID, "pack_invalid", "pack: \"%s\" cannot be \"%s\"",
	    key, text);
}

static int
read_periods(struct reader *r, const json_t *root)
{
	const json_t *list = json_object_get(root, "periods");
	size_t count = json_array_size(list);

	if (count < 1 || count > PACK_PERIODS_MAX)
		return missing(r, "periods", "a list of 1 to 12 periods");
	for (size_t i = 0; i < count; i++) {
		const json_t *o = json_array_get(list, i);
		struct pack_period *p = &r->pack->periods[i];
		int rc = read_text(r, o, "name", &p->name);

		if (rc == YUP_OK)
			rc = read_text(r, o, "abbr", &p->abbr);
		if (rc == YUP_OK)
			rc = read_text(r, o, "initial", &p->initial);
		if (rc < 0)
			return rc;
		if (utf8_fold(r->mem, p->abbr)[0] == '\0')
			return missing(r, "abbr", "a text with a letter or a figure");
	}
	r->pack->period_count = (unsigned)count;
	return YUP_OK;
}

static int
read_levels(struct reader *r, const json_t *root)
{
	const json_t *list = json_object_get(root, "levels");
	size_t count = json_array_size(list);

	if (count < 3 || count > PACK_LEVELS_MAX)
		return missing(r, "levels", "a list of 3 to 8 levels");
	for (size_t i = 0; i < count; i++) {
		const json_t *o = json_array_get(list, i);
		struct pack_level *l = &r->pack->levels[i];
		int rc = read_text(r, o, "key", &l->key);

		if (rc == YUP_OK)
			rc = read_text(r, o, "name", &l->name);
		if (rc == YUP_OK)
			rc = read_text(r, o, "plural", &l->plural);
		if (rc == YUP_OK)
			rc = read_text(r, o, "mask", &l->mask);
		if (rc < 0)
			return rc;
		for (size_t k = 0; k < i; k++)
			if (strcmp(r->pack->levels[k].key, l->key) == 0)
				return missing(r, "key", "another one in each level");
	}
	r->pack->level_count = count;
	return YUP_OK;
}

static int
read_words(struct reader *r, const json_t *forms, const char *key, struct pack_words *out)
{
	const json_t *list = json_object_get(forms, key);
	size_t count = json_array_size(list);

	if (count < 1 || count > PACK_WORDS_MAX)
		return missing(r, key, "a list of 1 to 24 texts");
	for (size_t i = 0; i < count; i++) {
		const char *text = json_string_value(json_array_get(list, i));

		if (text == NULL)
			return missing(r, key, "a list of texts");
		out->words[i] = utf8_fold(r->mem, text);
		if (out->words[i][0] == '\0')
			return missing(r, key, "a list of texts with letters");
	}
	out->count = count;
	return YUP_OK;
}

static int
read_forms(struct reader *r, const json_t *root)
{
	struct pack_forms *f = &r->pack->forms;
	const struct {
		const char *key;
		struct pack_words *words;
	} FIELDS[] = {
		{ "plan_title", &f->plan_title },
		{ "form_a", &f->form_a },
		{ "form_b", &f->form_b },
		{ "framework_line", &f->framework_line },
		{ "code_head", &f->code_head },
		{ "responsible_head", &f->responsible_head },
		{ "weight_head", &f->weight_head },
		{ "indicator_head", &f->indicator_head },
		{ "baseline_head", &f->baseline_head },
		{ "target_head", &f->target_head },
		{ "verification_head", &f->verification_head },
		{ "window_head", &f->window_head },
		{ "schedule_head", &f->schedule_head },
		{ "total_head", &f->total_head },
		{ "budget_head", &f->budget_head },
		{ "unit_total", &f->unit_total },
		{ "budget_total", &f->budget_total },
		{ "follow_up_title", &f->follow_up_title },
		{ "follow_up_results", &f->follow_up_results },
		{ "follow_up_causes", &f->follow_up_causes },
		{ "area", &f->area },
		{ "group_average", &f->group_average },
		{ "directorate", &f->directorate },
		{ "vice_ministry", &f->vice_ministry },
		{ "institution", &f->institution },
		{ "nothing", &f->nothing },
		{ "signatures", &f->signatures },
		{ "unit_head", &f->unit_head },
		{ "title_head", &f->title_head },
		{ "objective_head", &f->objective_head },
		{ "level_head", &f->level_head },
		{ "first_head", &f->first_head },
		{ "last_head", &f->last_head },
	};
	enum { NEEDED = 27 }; /* the rest are of tables that are not its forms */
	const json_t *forms = json_object_get(root, "forms");

	for (size_t i = 0; i < sizeof(FIELDS) / sizeof(*FIELDS); i++) {
		int rc = YUP_OK;

		if (i < NEEDED || json_object_get(forms, FIELDS[i].key) != NULL)
			rc = read_words(r, forms, FIELDS[i].key, FIELDS[i].words);

		if (rc < 0)
			return rc;
	}
	return YUP_OK;
}

static int
read_policies(struct reader *r, const json_t *root)
{
	const json_t *o = json_object_get(root, "policies"), *t = json_object_get(o, "threshold");
	unsigned fresh = 0, imported = 0, average = 0, above = 0, threshold = 0, blanks = 0;
	int rc;

	rc = read_choice(r, o, "new_plan", pack_rollup_words, &fresh);
	if (rc == YUP_OK)
		rc = read_choice(r, o, "imported_plan", pack_rollup_words, &imported);
	if (rc == YUP_OK)
		rc = read_choice(r, o, "average", pack_average_words, &average);
	if (rc == YUP_OK && json_object_get(o, "average_above") != NULL)
		rc = read_choice(r, o, "average_above", pack_average_words, &above);
	if (rc == YUP_OK && json_object_get(o, "blanks") != NULL)
		rc = read_choice(r, o, "blanks", pack_blank_words, &blanks);
	if (rc == YUP_OK)
		rc = read_choice(r, t, "policy", pack_threshold_words, &threshold);
	if (rc == YUP_OK)
		rc = read_number(r, t, "percent", &r->pack->threshold_e4);
	if (rc < 0)
		return rc;
	if (r->pack->threshold_e4 < 0 || r->pack->threshold_e4 > 100 * E4)
		return missing(r, "percent", "a per cent from 0 to 100");
	if (!json_is_boolean(json_object_get(o, "cap_at_100")))
		return missing(r, "cap_at_100", "true or false");
	r->pack->new_policy = fresh;
	r->pack->imported_policy = imported;
	r->pack->average = average;
	r->pack->average_above = above;
	r->pack->blank_is_zero = blanks != 0;
	r->pack->threshold = threshold;
	r->pack->cap_at_100 = json_is_true(json_object_get(o, "cap_at_100"));
	return YUP_OK;
}

static int
read_causes(struct reader *r, const json_t *list)
{
	size_t count = json_array_size(list);

	if (count > PACK_CAUSES_MAX)
		return missing(r, "causes", "a list of at most 32 causes");
	for (size_t i = 0; i < count; i++) {
		const json_t *o = json_array_get(list, i);
		struct pack_cause *c = &r->pack->causes[i];
		int rc = read_text(r, o, "key", &c->key);

		if (rc == YUP_OK)
			rc = read_text(r, o, "name", &c->name);
		if (rc < 0)
			return rc;
		r->pack->cause_count = i; /* those before it */
		if (pack_cause_by_key(r->pack, c->key) < i)
			return missing(r, "causes", "keys that differ");
	}
	r->pack->cause_count = count;
	return YUP_OK;
}

/* What it says of reporting; a pack that says nothing reports each period, in 10 days. */
static int
read_reporting(struct reader *r, const json_t *root)
{
	const json_t *o = json_object_get(root, "reporting");
	json_int_t every = json_integer_value(json_object_get(o, "every"));
	json_int_t days = json_integer_value(json_object_get(o, "days"));

	r->pack->report_every = 1;
	r->pack->report_days = 10;
	if (o == NULL)
		return YUP_OK;
	if (every < 1 || every > r->pack->period_count || r->pack->period_count % every != 0)
		return missing(r, "every", "periods that divide the year evenly");
	if (days < 1 || days > 366)
		return missing(r, "days", "a number of days from 1 to 366");
	r->pack->report_every = (unsigned)every;
	r->pack->report_days = (unsigned)days;
	return read_causes(r, json_object_get(o, "causes"));
}

static int
read_bands(struct reader *r, const json_t *root)
{
	const json_t *list = json_object_get(root, "bands");
	size_t count = json_array_size(list);

	if (count < 1 || count > PACK_BANDS_MAX)
		return missing(r, "bands", "a list of 1 to 8 bands");
	for (size_t i = 0; i < count; i++) {
		const json_t *o = json_array_get(list, i);
		struct pack_band *b = &r->pack->bands[i];
		int rc = read_text(r, o, "key", &b->key);

		if (rc == YUP_OK)
			rc = read_text(r, o, "name", &b->name);
		if (rc == YUP_OK)
			rc = read_text(r, o, "colour", &b->colour);
		if (rc == YUP_OK)
			rc = read_text(r, o, "shape", &b->shape);
		if (rc == YUP_OK)
			rc = read_number(r, o, "from", &b->from_e4);
		if (rc < 0)
			return rc;
		if (!pack_colour_is_valid(b->colour))
			return missing(r, "colour", "written as #2e7d32");
		if (i == 0 ? b->from_e4 != 0 : b->from_e4 <= b[-1].from_e4)
			return missing(r, "from", "0 in the first band and rising after it");
	}
	r->pack->band_count = count;
	return YUP_OK;
}

/* ---- Registers ---------------------------------------------------------------- */

/* A key of what a register has: it stands in addresses and in the database. */
static int
read_key(struct reader *r, const json_t *o, const char **out)
{
	static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz_";
	int rc = read_text(r, o, "key", out);

	if (rc == YUP_OK &&
	    (strlen(*out) > 40 || (*out)[0] == '_' || (*out)[strspn(*out, LETTERS)] != '\0'))
		return missing(r, "key", "1 to 40 letters a to z and _");
	return rc;
}

static int
read_flag(struct reader *r, const json_t *o, const char *key, bool *out)
{
	const json_t *v = json_object_get(o, key);

	if (!json_is_boolean(v))
		return missing(r, key, "true or false");
	*out = json_is_true(v);
	return YUP_OK;
}

static int
read_states(struct reader *r, const json_t *o, struct pack_register *reg)
{
	const json_t *list = json_object_get(o, "states");
	size_t count = json_array_size(list), final = 0;

	if (count < 2 || count > REGISTER_STATES_MAX)
		return missing(r, "states", "a list of 2 to 12 states");
	for (size_t i = 0; i < count; i++) {
		struct pack_register_state *s = &reg->states[i];
		int rc = read_key(r, json_array_get(list, i), &s->key);

		if (rc == YUP_OK)
			rc = read_text(r, json_array_get(list, i), "name", &s->name);
		if (rc == YUP_OK)
			rc = read_flag(r, json_array_get(list, i), "final", &s->final);
		if (rc < 0)
			return rc;
		final += s->final;
		for (size_t k = 0; k < i; k++)
			if (strcmp(reg->states[k].key, s->key) == 0)
				return missing(r, "key", "another one in each state");
	}
	if (reg->states[0].final || final == 0)
		return missing(r, "final", "false in the first state and true in some other");
	reg->state_count = count;
	return YUP_OK;
}

static int
read_sorts(struct reader *r, const json_t *o, struct pack_register *reg)
{
	const json_t *list = json_object_get(o, "kinds");
	size_t count = json_array_size(list);

	if (count > REGISTER_STATES_MAX)
		return missing(r, "kinds", "a list of at most 12 kinds");
	for (size_t i = 0; i < count; i++) {
		struct pack_register_sort *s = &reg->sorts[i];
		int rc = read_key(r, json_array_get(list, i), &s->key);

		if (rc == YUP_OK)
			rc = read_text(r, json_array_get(list, i), "name", &s->name);
		if (rc == YUP_OK)
			rc = read_flag(r, json_array_get(list, i), "amends", &s->amends);
		if (rc < 0)
			return rc;
		for (size_t k = 0; k < i; k++)
			if (strcmp(reg->sorts[k].key, s->key) == 0)
				return missing(r, "key", "another one in each kind");
	}
	reg->sort_count = count;
	return YUP_OK;
}

static int
read_fields(struct reader *r, const json_t *o, struct pack_register *reg)
{
	const json_t *list = json_object_get(o, "fields");
	size_t count = json_array_size(list);

	if (!json_is_array(list) || count > REGISTER_FIELDS_MAX)
		return missing(r, "fields", "a list of at most 16 fields");
	for (size_t i = 0; i < count; i++) {
		struct pack_register_field *f = &reg->fields[i];
		unsigned kind = 0, needed = 0;
		int rc = read_key(r, json_array_get(list, i), &f->key);

		if (rc == YUP_OK)
			rc = read_text(r, json_array_get(list, i), "name", &f->name);
		if (rc == YUP_OK)
			rc = read_choice(r, json_array_get(list, i), "kind",
			    pack_register_kind_words, &kind);
		if (rc == YUP_OK)
			rc = read_choice(r, json_array_get(list, i), "needed",
			    pack_register_need_words, &needed);
		if (rc < 0)
			return rc;
		f->kind = kind;
		f->needed = needed;
		if (strcmp(f->key, REGISTER_TITLE) == 0 || strcmp(f->key, REGISTER_ORG_UNIT) == 0 ||
		    strcmp(f->key, REGISTER_SORT) == 0)
			return missing(r, "key",
			    "another one than title, unit and kind in a field");
		if (strcmp(f->key, REGISTER_DUE) == 0 && f->kind != REGISTER_DATE)
			return missing(r, "kind", "\"date\" in the field \"due\"");
		for (size_t k = 0; k < i; k++)
			if (strcmp(reg->fields[k].key, f->key) == 0)
				return missing(r, "key", "another one in each field");
	}
	reg->field_count = count;
	return YUP_OK;
}

static int
read_register(struct reader *r, const json_t *o, struct pack_register *reg)
{
	const char *follows = json_string_value(json_object_get(o, "follows"));
	int rc = read_key(r, o, &reg->key);

	if (rc == YUP_OK)
		rc = read_text(r, o, "name", &reg->name);
	if (rc == YUP_OK)
		rc = read_text(r, o, "singular", &reg->singular);
	if (rc == YUP_OK)
		rc = read_states(r, o, reg);
	if (rc == YUP_OK)
		rc = read_sorts(r, o, reg);
	if (rc == YUP_OK)
		rc = read_fields(r, o, reg);
	if (rc < 0)
		return rc;
	reg->follows_measures = follows != NULL && strcmp(follows, "measures") == 0;
	reg->follows_portal = follows != NULL && strcmp(follows, "portal") == 0;
	if (!reg->follows_measures && !reg->follows_portal && (follows == NULL || follows[0] != '\0'))
		return missing(r, "follows", "\"measures\", \"portal\" or \"\"");
	return YUP_OK;
}

/* A pack may have none. */
static int
read_registers(struct reader *r, const json_t *root)
{
	const json_t *list = json_object_get(root, "registers");
	size_t count = json_array_size(list), follow = 0, portal = 0;
	struct pack_register *all;

	if (list == NULL)
		return YUP_OK;
	if (!json_is_array(list) || count > PACK_REGISTERS_MAX)
		return missing(r, "registers", "a list of at most 16 registers");
	all = mem_array(r->mem, count + 1, sizeof(*all));
	for (size_t i = 0; i < count; i++) {
		int rc = read_register(r, json_array_get(list, i), &all[i]);

		if (rc < 0)
			return rc;
		follow += all[i].follows_measures;
		portal += all[i].follows_portal;
		for (size_t k = 0; k < i; k++)
			if (strcmp(all[k].key, all[i].key) == 0)
				return missing(r, "key", "another one in each register");
	}
	if (follow > 1 || portal > 1)
		return missing(r, "follows", "\"measures\" and \"portal\" in one register at most");
	r->pack->registers = all;
	r->pack->register_count = count;
	return YUP_OK;
}

/* What the public sees where no institution says otherwise; a pack may leave it out. */
static int
read_portal(struct reader *r, const json_t *root)
{
	const json_t *portal = json_object_get(root, "portal");
	const json_t *open = json_object_get(portal, "open");
	const json_t *staff = json_object_get(portal, "staff");

	if (portal == NULL)
		return YUP_OK;
	if (!json_is_boolean(open) || !json_is_boolean(staff))
		return missing(r, "portal", "\"open\" and \"staff\", true or false");
	r->pack->portal = json_is_true(open);
	r->pack->portal_staff = json_is_true(staff);
	return YUP_OK;
}

static int
read_heading(struct reader *r, const json_t *root)
{
	static const char *const SCHEMAS[] = { "yupana.pack/1", NULL };
	static const char *const STYLES[] = { "auto", "dot_decimal", "comma_decimal", NULL };
	const json_t *month = json_object_get(root, "start_month");
	unsigned style = 0, schema = 0;
	int rc = read_text(r, root, "name", &r->pack->name);

	if (rc == YUP_OK)
		rc = read_choice(r, root, "schema", SCHEMAS, &schema);
	if (rc == YUP_OK)
		rc = read_text(r, root, "title", &r->pack->title);
	if (rc == YUP_OK)
		rc = read_text(r, root, "country", &r->pack->country);
	if (rc == YUP_OK)
		rc = read_text(r, root, "currency", &r->pack->currency);
	if (rc == YUP_OK)
		rc = read_text(r, root, "currency_code", &r->pack->currency_code);
	if (rc == YUP_OK)
		rc = read_text(r, root, "operation_mask", &r->pack->operation_mask);
	if (rc == YUP_OK)
		rc = read_text(r, root, "skip_words", &r->pack->skip_words);
	if (rc == YUP_OK)
		rc = read_portal(r, root);
	if (rc == YUP_OK)
		rc = read_choice(r, root, "number_style", STYLES, &style);
	if (rc < 0)
		return rc;
	if (!json_is_integer(month) || json_integer_value(month) < 1 ||
	    json_integer_value(month) > 12)
		return missing(r, "start_month", "a month from 1 to 12");
	r->pack->start_month = (unsigned)json_integer_value(month);
	r->pack->number_style = style;
	return YUP_OK;
}

int
pack_parse(struct mem *mem, const char *json, size_t length, const struct pack **out,
    struct err *err)
{
	struct reader r = { mem, mem_alloc(mem, sizeof(struct pack)), err };
	json_error_t where;
	CLEANUP(json_done) json_t *root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &where);
	int rc;

	if (root == NULL)
		return err_refuse(err, YUP_EINVALID, "pack_invalid", "pack: line %d: %s",
		    where.line, where.text);
	rc = read_heading(&r, root);
	if (rc == YUP_OK)
		rc = read_periods(&r, root);
	if (rc == YUP_OK)
		rc = read_levels(&r, root);
	if (rc == YUP_OK)
		rc = read_forms(&r, root);
	if (rc == YUP_OK)
		rc = read_policies(&r, root);
	if (rc == YUP_OK)
		rc = read_bands(&r, root);
	if (rc == YUP_OK)
		rc = read_reporting(&r, root);
	if (rc == YUP_OK)
		rc = read_registers(&r, root);
	if (rc < 0)
		return rc;
	*out = r.pack;
	return YUP_OK;
}

const char *
pack_builtin_name(size_t index)
{
	return index < embed_packs.count ? embed_packs.files[index].name : NULL;
}

/* "bo-rs225557.json" is called bo-rs225557. */
static bool
is_called(const char *file, const char *name)
{
	size_t n = strlen(name);

	return strncmp(file, name, n) == 0 && strcmp(file + n, ".json") == 0;
}

static int
not_found(const char *name, struct err *err)
{
	CLEANUP(str_done) struct str names = { 0 };

	for (size_t i = 0; pack_builtin_name(i) != NULL; i++)
		str_printf(&names, "%s%.*s", i ? ", " : "", (int)strcspn(pack_builtin_name(i), "."),
		    pack_builtin_name(i));
	return err_refuse(err, YUP_ENOTFOUND, "pack_absent", "%s; hay: %s", name, names.text);
}

int
pack_load(struct mem *mem, const char *name, const struct pack **out, struct err *err)
{
	size_t n = strlen(name), length;
	char *bytes;
	int rc;

	for (size_t i = 0; i < embed_packs.count; i++)
		if (is_called(embed_packs.files[i].name, name))
			return pack_parse(mem, (const char *)embed_packs.files[i].start,
			    embed_packs.files[i].size, out, err);
	if (n < 5 || strcmp(name + n - 5, ".json") != 0)
		return not_found(name, err);
	rc = file_read(mem, name, &bytes, &length, err);
	if (rc < 0)
		return rc;
	return pack_parse(mem, bytes, length, out, err);
}
