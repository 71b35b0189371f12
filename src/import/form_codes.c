#include "import/form_codes.h"

#include <string.h>

#include "base/mem.h"

/* No part is empty or padded, and digits come last. */
static bool
is_clean_code(const char *code)
{
	for (const char *p = code;; p++) {
		size_t n = strspn(p, "0123456789");

		if (n == 0 || (n > 1 && *p == '0'))
			return false;
		p += n;
		if (*p == '\0')
			return true;
		if (*p != '.')
			return false;
	}
}

const char *
form_code_clean(struct mem *mem, const char *code)
{
	char *out, *to;

	if (is_clean_code(code))
		return code;
	out = to = mem_strdup(mem, code);

	for (const char *p = out; *p != '\0';) {
		size_t n = strspn(p, "0123456789");

		while (n > 1 && *p == '0')
			p++, n--;
		if (n > 0) {
			if (to > out)
				*to++ = '.';
			memmove(to, p, n);
			to += n;
		}
		p += n;
		p += strspn(p, ".");
	}
	*to = '\0';
	return out;
}

unsigned
form_code_last(const char *code)
{
	const char *dot = strrchr(code, '.');
	unsigned value = 0;

	for (const char *p = dot != NULL ? dot + 1 : code; *p >= '0' && *p <= '9'; p++)
		value = value * 10 + (unsigned)(*p - '0');
	return value;
}

const char *
form_code_parent(struct mem *mem, const char *code)
{
	const char *dot = strrchr(code, '.');

	return dot == NULL ? "" : mem_strndup(mem, code, (size_t)(dot - code));
}

bool
form_code_lacks_one(struct mem *mem, const char *whole, const char *code)
{
	for (const char *p = whole; *p != '\0';) {
		size_t n = strcspn(p, ".");
		const char *rest = p[n] == '.' ? p + n + 1 : p + n;
		size_t before = (size_t)(p - whole);
		char *without;

		if (*rest == '\0' && before > 0)
			before--;
		without = mem_printf(mem, "%.*s%s", (int)before, whole, rest);
		if (strcmp(without, code) == 0)
			return true;
		p = rest;
	}
	return false;
}
