#include "report/checkpoint_text.h"

#include <ctype.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "io/sign.h"

#define TITLE "Punto de control de la bitácora (yupana.checkpoint/1)"

enum { LABEL_WIDTH = 13, GROUPS_A_LINE = 16, TEXT_MAX = 512 };

/* ---- Out ------------------------------------------------------------------ */

/* The label to its width; "institución" and "bitácora" are wider in bytes. */
static void
put_label(struct str *out, const char *label, size_t columns)
{
	str_put(out, label);
	for (; columns < LABEL_WIDTH; columns++)
		str_put_char(out, ' ');
}

static void
put_groups(struct str *out, const char *label, const uint8_t *bytes, size_t size)
{
	put_label(out, label, strlen(label));
	for (size_t i = 0; i < size; i += 2) {
		if (i > 0 && i / 2 % GROUPS_A_LINE == 0)
			str_printf(out, "\n%*s", LABEL_WIDTH, "");
		else if (i > 0)
			str_put_char(out, ' ');
		str_printf(out, "%02x%02x", bytes[i], bytes[i + 1]);
	}
	str_put_char(out, '\n');
}

void
checkpoint_text_put(struct str *out, const struct checkpoint_page *page)
{
	char fingerprint[SIGN_FINGERPRINT_SIZE];

	sign_fingerprint(page->public_key, fingerprint);
	str_put(out, TITLE "\n");
	put_label(out, "institución", strlen("institucion"));
	str_printf(out, "%s\n", page->institution);
	put_groups(out, "cadena", page->chain, sizeof(page->chain));
	put_label(out, "lugar", strlen("lugar"));
	str_printf(out, "%" PRId64 "\n", page->seq);
	put_label(out, "instante", strlen("instante"));
	str_printf(out, "%s\n", page->at);
	put_groups(out, "huella", page->hash, sizeof(page->hash));
	put_label(out, "firmante", strlen("firmante"));
	str_printf(out, "%s\n", fingerprint);
	put_groups(out, "clave", page->public_key, sizeof(page->public_key));
	put_groups(out, "firma", page->signature, sizeof(page->signature));
}

/* ---- In ------------------------------------------------------------------- */

struct reading {
	struct mem *mem;
	struct checkpoint_page *pages;
	size_t count, room;
	unsigned line;
	const char *label; /* whose value goes on in the next line, or NULL */
	struct str value;  /* of it so far */
	unsigned have;     /* bits of FIELDS of the last page */
	struct err *err;
};

enum { CHAIN, SEQ, AT, HASH, SIGNER, KEY, SIGNATURE, FIELD_COUNT, ALL = (1u << FIELD_COUNT) - 1 };

static const char *const FIELDS[] = { "cadena", "lugar", "instante", "huella", "firmante", "clave",
	"firma" };

static int
unread(const struct reading *k, const char *what)
{
	(void)err_refuse(k->err, YUP_EINVALID, "checkpoint_unread", "%s", what);
	return k->err != NULL ? err_at(k->err, k->err->file, k->line) : YUP_EINVALID;
}

static bool
read_hex(const char *text, uint8_t *out, size_t size)
{
	size_t got = 0;
	const char *end = NULL;

	return sodium_hex2bin(out, size, text, strlen(text), " ", &got, &end) == 0 && got == size &&
	    *end == '\0';
}

static bool
read_seq(const char *text, int64_t *out)
{
	char *end;

	if (!isdigit((unsigned char)text[0]) || strlen(text) > 18)
		return false;
	*out = strtoll(text, &end, 10);
	return *out > 0 && *end == '\0';
}

static bool
read_field(struct reading *k, size_t field, const char *value)
{
	struct checkpoint_page *page = &k->pages[k->count - 1];

	switch (field) {
	case CHAIN:
		return read_hex(value, page->chain, sizeof(page->chain));
	case SEQ:
		return read_seq(value, &page->seq);
	case AT:
		page->at = mem_strdup(k->mem, value);
		return value[0] != '\0' && strpbrk(value, "\t\n\\") == NULL;
	case HASH:
		return read_hex(value, page->hash, sizeof(page->hash));
	case SIGNER:
		return true; /* for people: the key says it */
	case KEY:
		return read_hex(value, page->public_key, sizeof(page->public_key));
	default:
		return read_hex(value, page->signature, sizeof(page->signature));
	}
}

/* The value that was gathered is whole. */
static int
end_field(struct reading *k)
{
	size_t field = 0;

	if (k->label == NULL)
		return YUP_OK;
	while (k->label != FIELDS[field])
		field++;
	k->label = NULL;
	if (!read_field(k, field, str_text(&k->value)))
		return unread(k, FIELDS[field]);
	k->have |= 1u << field;
	return YUP_OK;
}

static int
end_page(struct reading *k)
{
	int rc = end_field(k);

	if (rc == YUP_OK && k->count > 0 && (k->have | 1u << SIGNER) != ALL)
		rc = unread(k, "it is not whole");
	return rc;
}

static int
begin_page(struct reading *k)
{
	int rc = end_page(k);

	if (rc < 0)
		return rc;
	if (k->count == CHECKPOINT_TEXTS_MAX)
		return err_refuse(k->err, YUP_ELIMIT, "checkpoint_unread", "too many");
	MEM_PUSH(k->mem, k->pages, k->count, k->room);
	k->pages[k->count - 1] = (struct checkpoint_page){ .institution = "" };
	k->have = 0;
	return YUP_OK;
}

static void
add_value(struct reading *k, const char *text)
{
	if (k->value.length + strlen(text) < TEXT_MAX) {
		if (k->value.length > 0)
			str_put_char(&k->value, ' ');
		str_put(&k->value, text);
	} else {
		str_put_char(&k->value, '?'); /* nothing is so long: it will not be read */
	}
}

static int
begin_field(struct reading *k, const char *label, const char *value)
{
	int rc = end_field(k);

	k->label = label;
	str_clear(&k->value);
	add_value(k, value);
	return rc;
}

/* The first word where it is a label, and what follows it. */
static const char *
label_of(const char *text, const char **out_value)
{
	size_t length = strcspn(text, " \t");

	*out_value = text + length + strspn(text + length, " \t");
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (strlen(FIELDS[i]) == length && strncmp(text, FIELDS[i], length) == 0)
			return FIELDS[i];
	return NULL;
}

static int
read_line(struct reading *k, char *text)
{
	const char *value, *label;
	size_t length = strlen(text);

	while (length > 0 && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
	text += strspn(text, " \t>"); /* as mail quotes it */
	if (strcmp(text, TITLE) == 0)
		return begin_page(k);
	label = label_of(text, &value);
	if (k->count > 0 && label != NULL)
		return begin_field(k, label, value);
	if (k->label != NULL && text[0] != '\0' &&
	    text[strspn(text, "0123456789abcdefABCDEF ")] == '\0') {
		add_value(k, text);
		return YUP_OK;
	}
	return end_field(k);
}

int
checkpoint_text_read(struct mem *mem, const char *text, struct checkpoint_page **out,
    size_t *out_count, struct err *err)
{
	struct reading k = { .mem = mem, .err = err };
	int rc = YUP_OK;

	while (rc == YUP_OK && *text != '\0') {
		size_t length = strcspn(text, "\n");

		k.line++;
		rc = read_line(&k, mem_strndup(mem, text, length));
		text += length + (text[length] == '\n');
	}
	if (rc == YUP_OK)
		rc = end_page(&k);
	if (rc == YUP_OK && k.count == 0)
		rc = err_refuse(err, YUP_EINVALID, "checkpoint_unread", "no title");
	str_done(&k.value);
	if (rc < 0)
		return rc;
	*out = k.pages;
	*out_count = k.count;
	return YUP_OK;
}
