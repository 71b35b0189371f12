#include "core/rules/words.h"

#include <string.h>

#include "base/utf8.h"
#include "core/check.h"

enum { NOTHING_LENGTH_MAX = 40 }; /* longer texts say something */

/* The word of this length is in the list of words separated by blanks. */
static bool
is_listed(const char *list, const char *word, size_t length)
{
	while (*list != '\0') {
		size_t n = strcspn(list, " ");

		if (n == length && memcmp(list, word, n) == 0)
			return true;
		list += n;
		list += strspn(list, " ");
	}
	return false;
}

static bool
has_listed(const char *list, const char *folded)
{
	while (*folded != '\0') {
		size_t n = strcspn(folded, " ");

		if (is_listed(list, folded, n))
			return true;
		folded += n;
		folded += strspn(folded, " ");
	}
	return false;
}

bool
words_are_percentage(struct mem *mem, const char *text)
{
	static const char WORDS[] =
	    "porcentaje porcentajes porcentual ciento porciento tasa tasas indice indices variacion "
	    "incremento crecimiento reduccion disminucion cobertura avance ejecucion cumplimiento "
	    "grado nivel proporcion participacion margen eficacia eficiencia";

	return strchr(text, '%') != NULL || has_listed(WORDS, utf8_fold(mem, text));
}

bool
words_begin_counting(struct mem *mem, const char *text)
{
	static const char WORDS[] = "numero numeros nro num n no cantidad cantidades";
	const char *folded = utf8_fold(mem, text);

	return is_listed(WORDS, folded, strcspn(folded, " "));
}

bool
words_say_nothing(const struct check *check, const char *text)
{
	const struct pack_words *nothing = &check->pack->forms.nothing;
	const char *folded;

	if (strnlen(text, NOTHING_LENGTH_MAX) == NOTHING_LENGTH_MAX)
		return false;
	folded = utf8_fold(check->mem, text);
	for (size_t i = 0; i < nothing->count; i++)
		if (strcmp(folded, utf8_fold(check->mem, nothing->words[i])) == 0)
			return true;
	return folded[0] == '\0';
}

bool
words_begin_plural(const char *text)
{
	size_t n = words_first(text);

	return n > 3 && (text[n - 1] == 's' || text[n - 1] == 'S');
}

size_t
words_first(const char *text)
{
	return strcspn(text, " \t.,;:()/-");
}

size_t
words_count(const char *text, size_t limit)
{
	size_t count = 0;

	text += strspn(text, " \t");
	while (*text != '\0' && count < limit) {
		count++;
		text += strcspn(text, " \t");
		text += strspn(text, " \t");
	}
	return count;
}
