#include "web/letters.h"

#include <stdio.h>
#include <string.h>

#include "app/letters.h"

/* What is sent after the answer, in an arena of its own. */
struct bundle {
	struct mem *mem;
	struct app_letter *letters;
	size_t count;
	bool first;
};

static void
send_all(struct app *app, void *context)
{
	struct bundle *b = context;

	for (size_t i = 0; i < b->count; i++) {
		struct err err = { 0 };

		if (letter_send(app, &b->letters[i], b->first, &err) < 0)
			(void)fprintf(stderr, "yupana serve: una carta no salió: %s\n",
			    err.message);
	}
	mem_free(b->mem);
}

int
letters_reset(struct visit *visit, const char *login_or_email, struct err *err)
{
	struct mem *mem;
	struct bundle *b;
	int rc;

	if (!letter_can_be_sent())
		return YUP_OK; /* the page says whom to ask */
	mem = mem_new();
	b = mem_alloc(mem, sizeof(*b));
	b->mem = mem;
	rc = app_password_forgotten(visit->app, mem, login_or_email, &b->letters, &b->count, err);
	if (rc < 0) {
		mem_free(mem);
		return rc;
	}
	visit->after = send_all;
	visit->after_context = b;
	return YUP_OK;
}

bool
letters_invitation(struct visit *visit, const struct app_person *person, const char *institution,
    const struct app_invited *made, bool first)
{
	struct app_letter *letter;
	struct bundle *b;
	struct mem *mem;

	if (!letter_can_be_sent() || person->email[0] == '\0')
		return false;
	mem = mem_new();
	b = mem_alloc(mem, sizeof(*b));
	letter = mem_alloc(mem, sizeof(*letter));
	letter->to = mem_strdup(mem, person->email);
	letter->name = mem_strdup(mem, person->name);
	letter->login = mem_strdup(mem, person->login);
	letter->institution = mem_strdup(mem, institution);
	memcpy(letter->secret, made->secret, sizeof(letter->secret));
	memcpy(letter->expires_at, made->expires_at, sizeof(letter->expires_at));
	*b = (struct bundle){ .mem = mem, .letters = letter, .count = 1, .first = first };
	visit->after = send_all;
	visit->after_context = b;
	return true;
}
