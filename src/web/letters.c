#include "web/letters.h"

#include <stdio.h>

#include "app/accounts.h"
#include "app/letters.h"

/* What is sent after the answer, in an arena of its own. */
struct bundle {
	struct mem *mem;
	struct app_letter *letters;
	size_t count;
};

static void
send_all(struct app *app, void *context)
{
	struct bundle *b = context;

	for (size_t i = 0; i < b->count; i++) {
		struct err err = { 0 };

		if (letter_send(app, &b->letters[i], false, &err) < 0)
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
