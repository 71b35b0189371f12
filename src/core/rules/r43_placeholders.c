/*
 * R43 - texts are finished: no placeholders, no cut sentences.
 *
 * Warning, once per text.  A placeholder is XX, ___ or ??? where a value
 * belongs; a sentence is cut when its last word calls for another one.
 */
#include <string.h>

#include "core/rules/rules.h"
#include "core/rules/words.h"

enum { PLACEHOLDER, CUT };
enum { TAIL = 50 }; /* bytes of a cut sentence that are shown */

static bool
is_letter(char c)
{
	return ((unsigned char)c & 0x80) != 0 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c >= '0' && c <= '9');
}

/* "siglo XX", "XX Feria": a Roman number, not a blank to fill in. */
static bool
is_roman(const char *text)
{
	static const char *const AROUND[] = { "iglo", "versi", "Versi", "edici", "Edici", "eria",
		"ongreso", "niversario", "ncuentro", "omo ", "nexo" };

	for (size_t i = 0; i < sizeof(AROUND) / sizeof(AROUND[0]); i++)
		if (strstr(text, AROUND[i]) != NULL)
			return true;
	return false;
}

/* The first run of at least `least` letters `c`: most texts have not even one. */
static const char *
find_run(const char *text, char c, size_t least)
{
	const char accepted[2] = { c, '\0' };

	for (const char *p = text; (p = strchr(p, c)) != NULL;) {
		size_t n = strspn(p, accepted);

		if (n >= least)
			return p;
		p += n;
	}
	return NULL;
}

/* The XX of a text as a word of its own; NULL where there is none. */
static const char *
find_crosses(const char *text)
{
	for (const char *p = text; (p = find_run(p, 'X', 2)) != NULL;) {
		size_t n = strspn(p, "X");

		if ((p == text || !is_letter(p[-1])) && !is_letter(p[n]))
			return n == 2 && is_roman(text) ? NULL : p;
		p += n;
	}
	return NULL;
}

static const char *
find_placeholder(const char *text)
{
	const char *p = find_crosses(text);

	if (p == NULL)
		p = find_run(text, '_', 3);
	if (p == NULL)
		p = find_run(text, '?', 3);
	return p;
}

/* The end of the text, from the beginning of a word. */
static const char *
tail_of(const char *text, size_t length)
{
	size_t i = length > TAIL ? length - TAIL : 0;

	while (i > 0 && i < length && text[i - 1] != ' ')
		i++;
	return text + i;
}

/* The tail of a text whose last word cannot end a sentence; NULL where it can. */
static const char *
find_cut(const char *text)
{
	static const char *const JOINTS[] = { "de", "del", "la", "las", "el", "los", "y", "en",
		"con", "por", "para", "que", "un", "una", "su", "sus", "al", "a", "o", "como",
		"sobre", "entre" };
	size_t length = strlen(text), n = 0;

	while (length > 0 && text[length - 1] == ' ')
		length--;
	while (n < length && n < 6 && text[length - 1 - n] >= 'a' && text[length - 1 - n] <= 'z')
		n++;
	if (n == 0 || n == length || text[length - 1 - n] != ' ')
		return NULL;
	for (size_t i = 0; i < sizeof(JOINTS) / sizeof(JOINTS[0]); i++)
		if (strlen(JOINTS[i]) == n && memcmp(JOINTS[i], text + length - n, n) == 0)
			return words_count(text, 3) == 3 ? tail_of(text, length) : NULL;
	return NULL;
}

/* Where the text is unfinished, and the finding's variant; false where it is not. */
static bool
is_unfinished(const char *text, unsigned *variant, const char **what)
{
	*variant = PLACEHOLDER;
	*what = find_placeholder(text);
	if (*what == NULL) {
		*variant = CUT;
		*what = find_cut(text);
	}
	return *what != NULL;
}

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	const char *texts[] = { node->title, node->indicator, node->verification }, *what;
	unsigned variant;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct finding *f;

		if (texts[i][0] == '\0')
			continue;
		if (!is_unfinished(texts[i], &variant, &what)) {
			check_pass(check);
			continue;
		}
		f = check_report_node(check, SEVERITY_WARNING, variant, index);
		f->found = value_text(what);
	}
}

static void
check_operation(struct check *check, uint32_t index)
{
	const struct fu_operation *op = &check->fu->operations[index];
	const char *texts[] = { op->expected, op->obtained, op->cause, op->measure }, *what;
	unsigned variant;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct finding *f;

		if (texts[i][0] == '\0')
			continue;
		if (!is_unfinished(texts[i], &variant, &what)) {
			check_pass(check);
			continue;
		}
		f = check_report_operation(check, SEVERITY_WARNING, variant, index);
		if (i >= 2 && op->cause_source.line != 0)
			f->source = op->cause_source;
		f->found = value_text(what);
	}
}

static void
check_operations(struct check *check)
{
	for (uint32_t i = 0; i < check->fu->operation_count; i++)
		check_operation(check, i);
}

const struct rule rule_r43 = {
	.id = 43,
	.title = "Los textos están terminados",
	.node = check_node,
	.follow_up = check_operations,
};
