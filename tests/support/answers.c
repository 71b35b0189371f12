/* answers.c - see answers.h. */
#include "support/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "support/cases.h"

/* The text between its blanks, or between its quotes. */
static char *
unquote(char *text)
{
	size_t n;

	text += strspn(text, " \t");
	n = strlen(text);
	while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
		text[--n] = '\0';
	if (n >= 2 && text[0] == '"' && text[n - 1] == '"') {
		text[n - 1] = '\0';
		text++;
	}
	return text;
}

void
answers_check(const struct test_case *c, answer_fn answer)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct case_line *line = &c->lines[i];
		char *copy = strdup(line->value), *arrow = strstr(copy, "=>"), *expected;
		struct str out = { 0 };

		if (arrow == NULL)
			case_fail(c, line, "needs `question => answer`");
		*arrow = '\0';
		expected = unquote(arrow + 2);
		answer(&out, line->key, unquote(copy));
		if (strcmp(str_text(&out), expected) != 0)
			case_fail(c, line, "'%s' gives '%s', not '%s'", copy, str_text(&out),
			    expected);
		str_done(&out);
		free(copy);
	}
}

size_t
answers_words(char *question, char **words, size_t room)
{
	size_t count = 0;

	for (char *p = strtok(question, " \t"); p != NULL && count < room; p = strtok(NULL, " \t"))
		words[count++] = p;
	return count;
}

size_t
answers_numbers(const char *text, int64_t absent, int64_t *out, size_t room)
{
	size_t count = 0;

	while (*text != '\0' && count < room) {
		size_t n = strcspn(text, ", ");
		struct num number;

		out[count] = absent;
		if (num_parse(text, n, NUM_DOT_DECIMAL, &number) == YUP_OK)
			out[count] = number.value_e4;
		count++;
		text += n;
		text += strspn(text, ", ");
	}
	return count;
}
