#include "core/password.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { DISTINCT_LEAST = 5, WORD_LEAST = 4, RUN_LEAST = 4 };

/*
 * What people choose when they are asked for twelve signs, without what they put
 * before and after it: folded, and without digits at its ends.
 */
static const char *const COMMON[] = { "password", "passwordpassword", "contrasena", "micontrasena",
	"contrasenasegura", "mipassword", "clave", "miclave", "clavesecreta", "secreto",
	"administrador", "administrator", "admin", "adminadmin", "root", "usuario",
	"usuariousuario", "qwerty", "qwertyqwerty", "qwertyuiop", "qwertyuiopasdf", "asdfghjkl",
	"asdfghjklqwerty", "zxcvbnm", "letmein", "iloveyou", "teamo", "tequiero", "tequieromucho",
	"teamomucho", "welcome", "bienvenido", "bienvenidos", "cambiame", "changeme", "bolivia",
	"lapaz", "cochabamba", "santacruz", "oruro", "potosi", "tarija", "boliviabolivia", "futbol",
	"yupana", "yupanayupana", "temporal", "provisional", "planificacion", "presupuesto",
	"ministerio", "gobierno", "abcdefghijkl", "abcdefghijklmnop", "dragon", "monkey",
	"sunshine", "princesa", "princess", "jesus", "jesuscristo", "diosesamor", "superman",
	"estrella", "mariposa", "corazon", "america" };

/* Letters and digits one after another, as folded, without the blanks between. */
static char *
squeeze(struct mem *mem, const char *text)
{
	char *folded = utf8_fold(mem, text), *to = folded;

	for (const char *p = folded; *p != '\0'; p++)
		if (*p != ' ')
			*to++ = *p;
	*to = '\0';
	return folded;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Without the digits at both ends. */
static const char *
core_of(struct mem *mem, const char *squeezed)
{
	size_t n = strlen(squeezed);

	while (n > 0 && is_digit(squeezed[n - 1]))
		n--;
	while (n > 0 && is_digit(*squeezed)) {
		squeezed++;
		n--;
	}
	return mem_strndup(mem, squeezed, n);
}

static bool
is_common(struct mem *mem, const char *squeezed)
{
	const char *core = core_of(mem, squeezed);

	for (size_t i = 0; i < sizeof(COMMON) / sizeof(COMMON[0]); i++)
		if (strcmp(core, COMMON[i]) == 0)
			return true;
	return false;
}

/* One of the words of `text` that are long enough to mean somebody. */
static bool
has_word_of(struct mem *mem, const char *squeezed, const char *text)
{
	char *rest, *words = utf8_fold(mem, text != NULL ? text : "");

	for (char *word = strtok_r(words, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest))
		if (strlen(word) >= WORD_LEAST && strstr(squeezed, word) != NULL)
			return true;
	return false;
}

static bool
has_whole(struct mem *mem, const char *squeezed, const char *text)
{
	const char *whole = squeeze(mem, text != NULL ? text : "");

	return strlen(whole) >= WORD_LEAST && strstr(squeezed, whole) != NULL;
}

static bool
is_personal(struct mem *mem, const char *squeezed, const struct password_owner *owner)
{
	return has_whole(mem, squeezed, owner->login) || has_word_of(mem, squeezed, owner->login) ||
	    has_word_of(mem, squeezed, owner->name) || has_whole(mem, squeezed, owner->email) ||
	    has_whole(mem, squeezed, owner->acronym) ||
	    has_whole(mem, squeezed, owner->institution);
}

/* How many different bytes. */
static size_t
distinct(const char *text)
{
	bool seen[256] = { false };
	size_t count = 0;

	for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
		count += !seen[*p];
		seen[*p] = true;
	}
	return count;
}

/* Steps of one, up or down, make up the whole: "123456789012", "abcdefghijkl". */
static bool
is_a_run(const char *text)
{
	size_t steps = 0, length = strlen(text);

	for (size_t i = 1; i < length; i++) {
		int step = text[i] - text[i - 1];

		steps += step == 1 || step == -1 || step == 0 || step == -9 || step == 9;
	}
	return length > RUN_LEAST && steps + 2 >= length;
}

/* The same few letters over and over: "holaholahola". */
static bool
repeats(const char *text)
{
	size_t length = strlen(text);

	for (size_t n = 1; n <= length / 3; n++)
		if (length % n == 0 && memcmp(text, text + n, length - n) == 0)
			return true;
	return false;
}

static int
of_password(int rc, struct err *err)
{
	if (err != NULL)
		(void)err_in(err, "password");
	return rc;
}

#define REFUSE(code, key) of_password(err_refuse(err, code, key, "%d", PASSWORD_LEAST), err)

int
password_check(struct mem *mem, const char *password, const struct password_owner *owner,
    struct err *err)
{
	size_t length = strlen(password), letters = utf8_letters(password);
	const char *squeezed;

	if (utf8_valid_until(password, length) < length || utf8_has_controls(password))
		return REFUSE(YUP_EINVALID, "password_not_text");
	if (letters < PASSWORD_LEAST)
		return REFUSE(YUP_EINVALID, "password_short");
	if (letters > PASSWORD_MOST)
		return REFUSE(YUP_ELIMIT, "password_long");
	squeezed = squeeze(mem, password);
	if (is_personal(mem, squeezed, owner))
		return REFUSE(YUP_EINVALID, "password_personal");
	if (is_common(mem, squeezed))
		return REFUSE(YUP_EINVALID, "password_common");
	if (distinct(password) < DISTINCT_LEAST || is_a_run(password) || repeats(password))
		return REFUSE(YUP_EINVALID, "password_simple");
	return YUP_OK;
}
