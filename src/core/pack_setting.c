#include "core/pack_setting.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/field.h"
#include "core/pack.h"

#define LEVEL "level."
#define NAME ".name"
#define PLURAL ".plural"
#define BANDS "bands"

const char *const pack_band_shapes[] = { "octagon", "triangle", "square", "circle", "star",
	"diamond", "pentagon", "hexagon", NULL };

static const char *const YES_NO[] = { "false", "true", NULL };

/* Those whose value is one of a few words. */
enum choice { NEW_PLAN, AVERAGE, AVERAGE_ABOVE, BLANKS, THRESHOLD, CAP, MEGABYTES, PORTAL, PORTAL_STAFF, CHOICE__COUNT };

static const struct {
	const char *key;
	const char *const *words;
} CHOICES[CHOICE__COUNT] = {
	[NEW_PLAN] = { "new_plan", pack_rollup_words },
	[AVERAGE] = { "average", pack_average_words },
	[AVERAGE_ABOVE] = { "average_above", pack_average_words },
	[BLANKS] = { "blanks", pack_blank_words },
	[THRESHOLD] = { "threshold.policy", pack_threshold_words },
	[CAP] = { "cap_at_100", YES_NO },
	[MEGABYTES] = { "evidence.megabytes", pack_evidence_words },
	[PORTAL] = { "portal", YES_NO },
	[PORTAL_STAFF] = { "portal.staff", YES_NO },
};

#define PERCENT "threshold.percent"

static const struct {
	const char *key;
	size_t most;
} TEXTS[PACK_TEXT__COUNT] = {
	[PACK_TEXT_LEGAL_BASIS] = { "paper.legal_basis", SETTING_LONG_MAX },
	[PACK_TEXT_MISSION] = { "paper.mission", SETTING_LONG_MAX },
	[PACK_TEXT_VISION] = { "paper.vision", SETTING_LONG_MAX },
	[PACK_TEXT_ADDRESS] = { "paper.address", SETTING_TEXT_MAX },
	[PACK_TEXT_PREPARED_NAME] = { "paper.prepared.name", SETTING_TEXT_MAX },
	[PACK_TEXT_PREPARED_POST] = { "paper.prepared.post", SETTING_TEXT_MAX },
	[PACK_TEXT_REVIEWED_NAME] = { "paper.reviewed.name", SETTING_TEXT_MAX },
	[PACK_TEXT_REVIEWED_POST] = { "paper.reviewed.post", SETTING_TEXT_MAX },
	[PACK_TEXT_APPROVED_NAME] = { "paper.approved.name", SETTING_TEXT_MAX },
	[PACK_TEXT_APPROVED_POST] = { "paper.approved.post", SETTING_TEXT_MAX },
};

static enum pack_text
text_of(const char *key)
{
	enum pack_text t = 0;

	while (t < PACK_TEXT__COUNT && strcmp(TEXTS[t].key, key) != 0)
		t++;
	return t;
}

size_t
pack_setting_text_max(const char *key)
{
	enum pack_text t = text_of(key);

	return t < PACK_TEXT__COUNT ? TEXTS[t].most : 0;
}

static enum choice
choice_of(const char *key)
{
	enum choice c = 0;

	while (c < CHOICE__COUNT && strcmp(CHOICES[c].key, key) != 0)
		c++;
	return c;
}

static unsigned
chosen(const struct pack *pack, enum choice choice)
{
	switch (choice) {
	case NEW_PLAN:
		return pack->new_policy;
	case AVERAGE:
		return pack->average;
	case AVERAGE_ABOVE:
		return pack->average_above;
	case BLANKS:
		return pack->blank_is_zero;
	case THRESHOLD:
		return pack->threshold;
	case MEGABYTES:
		return pack->evidence_size;
	case PORTAL:
		return pack->portal;
	case PORTAL_STAFF:
		return pack->portal_staff;
	default:
		return pack->cap_at_100;
	}
}

static void
choose(struct pack *pack, enum choice choice, unsigned value)
{
	switch (choice) {
	case NEW_PLAN:
		pack->new_policy = (enum rollup_policy)value;
		break;
	case AVERAGE:
		pack->average = (enum average_policy)value;
		break;
	case AVERAGE_ABOVE:
		pack->average_above = (enum average_policy)value;
		break;
	case BLANKS:
		pack->blank_is_zero = value != 0;
		break;
	case THRESHOLD:
		pack->threshold = (enum threshold_policy)value;
		break;
	case MEGABYTES:
		pack->evidence_size = (uint8_t)value;
		break;
	case PORTAL:
		pack->portal = value != 0;
		break;
	case PORTAL_STAFF:
		pack->portal_staff = value != 0;
		break;
	default:
		pack->cap_at_100 = value != 0;
	}
}

/* The text of a level that a key speaks of; NULL where it speaks of none of this pack. */
static const char **
level_text(struct pack *pack, const char *key)
{
	if (strncmp(key, LEVEL, strlen(LEVEL)) != 0)
		return NULL;
	key += strlen(LEVEL);
	for (size_t i = 0; i < pack->level_count; i++) {
		struct pack_level *level = &pack->levels[i];
		size_t n = strlen(level->key);

		if (strncmp(key, level->key, n) != 0)
			continue;
		if (strcmp(key + n, NAME) == 0)
			return &level->name;
		if (strcmp(key + n, PLURAL) == 0)
			return &level->plural;
	}
	return NULL;
}

/* ---- Reading ------------------------------------------------------------------- */

static int
read_percent(const char *text, int64_t most, int64_t *out_e4, struct err *err)
{
	struct num n = { 0 };

	if (num_parse(text, strlen(text), NUM_DOT_DECIMAL, &n) < 0 || n.value_e4 < 0 ||
	    n.value_e4 > most * E4)
		return err_refuse(err, YUP_EINVALID, "setting_percent", "%s", text);
	*out_e4 = n.value_e4;
	return YUP_OK;
}

bool
pack_colour_is_valid(const char *text)
{
	return text[0] == '#' && strlen(text) == 7 && strspn(text + 1, "0123456789abcdef") == 6;
}

static int64_t
hex(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* Light of one channel, x 10^6: the curve of sRGB as a polynomial, exact to a hundredth. */
static int64_t
light(const char *two)
{
	int64_t c = hex(two[0]) * 16 + hex(two[1]);

	return c * (c * (c * 305306 / 255 + 682171) / 255 + 12523) / 255;
}

/* On white, three times as dark as a mark needs to be told (WCAG 2.2, 1.4.11). */
static bool
colour_is_seen(const char *colour)
{
	int64_t light_e6 = (2126 * light(colour + 1) + 7152 * light(colour + 3) +
			       722 * light(colour + 5)) /
	    10000;

	return 3 * (light_e6 + 50000) <= 1050000;
}

static const char *
cut_blanks(struct mem *mem, const char *from, size_t n)
{
	while (n > 0 && *from == ' ') {
		from++;
		n--;
	}
	while (n > 0 && from[n - 1] == ' ')
		n--;
	return mem_strndup(mem, from, n);
}

/* The next word of a band, and what follows it. */
static const char *
next_word(struct mem *mem, const char **text)
{
	size_t n = strcspn(*text, " ");
	const char *word = mem_strndup(mem, *text, n);

	*text += n;
	*text += strspn(*text, " ");
	return word;
}

static const char *
known_shape(const char *shape)
{
	for (size_t i = 0; pack_band_shapes[i] != NULL; i++)
		if (strcmp(pack_band_shapes[i], shape) == 0)
			return pack_band_shapes[i];
	return NULL;
}

static int
read_band(struct mem *mem, const char *text, struct pack_band *out, struct err *err)
{
	const char *from = next_word(mem, &text);
	int rc = read_percent(from, SETTING_BAND_FROM_MAX, &out->from_e4, err);

	if (rc < 0)
		return rc;
	out->colour = next_word(mem, &text);
	if (!pack_colour_is_valid(out->colour))
		return err_refuse(err, YUP_EINVALID, "setting_band_colour", "%s", out->colour);
	if (!colour_is_seen(out->colour))
		return err_refuse(err, YUP_EINVALID, "setting_band_pale", "%s", out->colour);
	from = next_word(mem, &text);
	out->shape = known_shape(from);
	if (out->shape == NULL)
		return err_refuse(err, YUP_EINVALID, "setting_band_shape", "%s", from);
	out->name = text;
	return field_check(text, SETTING_TEXT_MAX, FIELD_NEEDED, "band_name", err);
}

/* The last one beside those before it: nobody tells two bands by their colour alone. */
static int
check_band(struct mem *mem, const struct pack_band *bands, size_t last, struct err *err)
{
	const struct pack_band *b = &bands[last];

	if (last == 0 && b->from_e4 != 0)
		return err_refuse(err, YUP_EINVALID, "setting_band_first", "%s", b->name);
	if (last > 0 && b->from_e4 <= bands[last - 1].from_e4)
		return err_refuse(err, YUP_EINVALID, "setting_band_order", "%s", b->name);
	for (size_t i = 0; i < last; i++) {
		if (strcmp(utf8_fold(mem, bands[i].name), utf8_fold(mem, b->name)) == 0)
			return err_refuse(err, YUP_EINVALID, "setting_band_twice", "%s", b->name);
		if (strcmp(bands[i].shape, b->shape) == 0)
			return err_refuse(err, YUP_EINVALID, "setting_band_same_shape", "%s",
			    b->name);
	}
	return YUP_OK;
}

static int
read_bands(struct mem *mem, struct pack *pack, const char *value, struct err *err)
{
	struct pack_band bands[PACK_BANDS_MAX];
	size_t count = 0;

	for (const char *at = value; at != NULL;) {
		size_t n = strcspn(at, ";");
		int rc;

		if (count == PACK_BANDS_MAX)
			return err_refuse(err, YUP_ELIMIT, "setting_band_many", "%d",
			    PACK_BANDS_MAX);
		rc = read_band(mem, cut_blanks(mem, at, n), &bands[count], err);
		if (rc == YUP_OK)
			rc = check_band(mem, bands, count, err);
		if (rc < 0)
			return rc;
		bands[count].key = mem_printf(mem, "band_%zu", count + 1);
		count++;
		at = at[n] == ';' ? at + n + 1 : NULL;
	}
	memcpy(pack->bands, bands, count * sizeof(*bands));
	pack->band_count = count;
	return YUP_OK;
}

/* Of several lines where it may be long: only those end it. */
static int
read_text(struct mem *mem, struct pack *pack, enum pack_text which, const char *value,
    struct err *err)
{
	char *text = mem_strdup(mem, value), *checked = mem_strdup(mem, value), *to = text;
	int rc;

	for (char *p = checked; TEXTS[which].most > SETTING_TEXT_MAX && *p != '\0'; p++)
		if (*p == '\n' || *p == '\r')
			*p = ' ';
	rc = field_check(checked, TEXTS[which].most, FIELD_OPTIONAL, "paper_text", err);
	if (rc == YUP_OK && which == PACK_TEXT_ADDRESS && value[0] != '\0' &&
	    strncmp(value, "https://", 8) != 0 && strncmp(value, "http://", 7) != 0)
		rc = err_refuse(err, YUP_EINVALID, "setting_address", "%s", value);
	if (rc < 0)
		return rc;
	for (const char *from = value; *from != '\0'; from++)
		if (*from != '\r')
			*to++ = *from;
	*to = '\0';
	pack->texts[which] = cut_blanks(mem, text, strlen(text));
	return YUP_OK;
}

static int
read_choice(struct pack *pack, enum choice choice, const char *value, struct err *err)
{
	for (unsigned i = 0; CHOICES[choice].words[i] != NULL; i++)
		if (strcmp(CHOICES[choice].words[i], value) == 0) {
			choose(pack, choice, i);
			return YUP_OK;
		}
	return err_refuse(err, YUP_EINVALID, "setting_choice", "%s", value);
}

int
pack_setting_put(struct mem *mem, struct pack *pack, const char *key, const char *value,
    struct err *err)
{
	const char **text = level_text(pack, key);
	enum choice choice = choice_of(key);
	int rc;

	if (text_of(key) < PACK_TEXT__COUNT)
		return read_text(mem, pack, text_of(key), value, err);
	if (choice < CHOICE__COUNT)
		return read_choice(pack, choice, value, err);
	if (strcmp(key, PERCENT) == 0)
		return read_percent(value, 100, &pack->threshold_e4, err);
	if (strcmp(key, BANDS) == 0)
		return read_bands(mem, pack, value, err);
	if (text == NULL)
		return err_refuse(err, YUP_EINVALID, "setting_unknown", "%s", key);
	rc = field_check(value, SETTING_TEXT_MAX, FIELD_NEEDED, "level_name", err);
	if (rc == YUP_OK)
		*text = cut_blanks(mem, value, strlen(value));
	return rc;
}

void
pack_setting_copy(struct pack *pack, const struct pack *from, const char *key)
{
	struct pack copy = *from;
	const char **text = level_text(pack, key), **other = level_text(&copy, key);
	enum choice choice = choice_of(key);

	if (text_of(key) < PACK_TEXT__COUNT) {
		pack->texts[text_of(key)] = from->texts[text_of(key)];
	} else if (choice < CHOICE__COUNT) {
		choose(pack, choice, chosen(from, choice));
	} else if (strcmp(key, PERCENT) == 0) {
		pack->threshold_e4 = from->threshold_e4;
	} else if (strcmp(key, BANDS) == 0) {
		memcpy(pack->bands, from->bands, sizeof(pack->bands));
		pack->band_count = from->band_count;
	} else if (text != NULL && other != NULL) {
		*text = *other;
	}
}

int
pack_setting_check(struct mem *mem, const struct pack *pack, struct err *err)
{
	for (size_t i = 0; i < pack->level_count; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(utf8_fold(mem, pack->levels[i].name),
				utf8_fold(mem, pack->levels[k].name)) == 0)
				return err_refuse(err, YUP_EINVALID, "setting_level_twice", "%s",
				    pack->levels[i].name);
	return YUP_OK;
}

/* ---- Telling ------------------------------------------------------------------- */

const char **
pack_setting_keys(struct mem *mem, const struct pack *pack, size_t *count)
{
	const char **keys = mem_array(mem,
	    PACK_TEXT__COUNT + CHOICE__COUNT + 2 + 2 * pack->level_count, sizeof(*keys));
	size_t n = 0;

	for (size_t i = 0; i < pack->level_count; i++) {
		keys[n++] = mem_printf(mem, LEVEL "%s" NAME, pack->levels[i].key);
		keys[n++] = mem_printf(mem, LEVEL "%s" PLURAL, pack->levels[i].key);
	}
	keys[n++] = BANDS;
	for (enum choice c = 0; c < CHOICE__COUNT; c++) {
		keys[n++] = CHOICES[c].key;
		if (c == THRESHOLD)
			keys[n++] = PERCENT;
	}
	for (enum pack_text t = 0; t < PACK_TEXT__COUNT; t++)
		keys[n++] = TEXTS[t].key;
	*count = n;
	return keys;
}

static const char *
bands_text(struct mem *mem, const struct pack *pack)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < pack->band_count; i++) {
		const struct pack_band *b = &pack->bands[i];

		if (i > 0)
			str_put(&s, "; ");
		num_put(&s, b->from_e4, 4, 0);
		str_printf(&s, " %s %s %s", b->colour, b->shape, b->name);
	}
	return mem_strdup(mem, str_text(&s));
}

const char *
pack_setting_value(struct mem *mem, const struct pack *pack, const char *key)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct pack copy = *pack;
	const char **text = level_text(&copy, key);
	enum choice choice = choice_of(key);

	if (text_of(key) < PACK_TEXT__COUNT)
		return pack_text_of(pack, text_of(key));
	if (choice < CHOICE__COUNT)
		return CHOICES[choice].words[chosen(pack, choice)];
	if (strcmp(key, BANDS) == 0)
		return bands_text(mem, pack);
	if (strcmp(key, PERCENT) != 0)
		return text != NULL ? *text : NULL;
	num_put(&s, pack->threshold_e4, 4, 0);
	return mem_strdup(mem, str_text(&s));
}

const char *const *
pack_setting_choices(const char *key)
{
	enum choice choice = choice_of(key);

	return choice < CHOICE__COUNT ? CHOICES[choice].words : NULL;
}

/* ---- Applying ------------------------------------------------------------------ */

static void
add_word(struct pack_words *words, const char *word)
{
	if (words->count < PACK_WORDS_MAX)
		words->words[words->count++] = word;
}

/* What is printed with other names is read with them. */
static void
teach_forms(struct mem *mem, struct pack *pack)
{
	CLEANUP(str_done) struct str b = { 0 };

	for (size_t i = 1; i < pack->level_count; i++)
		str_printf(&b, "%s%s", i > 1 ? "-" : "", pack->levels[i].name);
	add_word(&pack->forms.framework_line, pack->levels[0].name);
	add_word(&pack->forms.form_a, pack->levels[1].name);
	add_word(&pack->forms.form_b, mem_strdup(mem, str_text(&b)));
}

const struct pack *
pack_with_settings(struct mem *mem, const struct pack *pack, const struct pack_setting *list,
    size_t count)
{
	struct pack *copy;
	bool renamed = false;

	if (count == 0)
		return pack;
	copy = mem_alloc(mem, sizeof(*copy));
	*copy = *pack;
	for (size_t i = 0; i < count; i++)
		if (list[i].value != NULL &&
		    pack_setting_put(mem, copy, list[i].key, list[i].value, NULL) == YUP_OK)
			renamed = renamed || level_text(copy, list[i].key) != NULL;
	if (renamed)
		teach_forms(mem, copy);
	return copy;
}
