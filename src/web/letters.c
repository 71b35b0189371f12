#include "web/letters.h"

#include <stdio.h>

#include "app/accounts.h"
#include "app/app.h"
#include "app/post_letter.h"
#include "web/web.h"

/* What is sent after the answer, in an arena of its own. */
struct bundle {
	struct mem *mem;
	struct app_letter *letters;
	size_t count;
	const char *base_url;
};

static const char *
body_of(struct mem *mem, const struct app_letter *letter, const char *base_url)
{
	return mem_printf(mem,
	    "%s:\n\n"
	    "Alguien pidió elegir otra contraseña para su usuario «%s» de %s en yupana.\n"
	    "Para elegirla, abra este enlace antes del %.16s (UTC):\n\n"
	    "    %s/invitacion?codigo=%s\n\n"
	    "Si no fue usted, no haga nada: su contraseña sigue siendo la misma.\n",
	    letter->name, letter->login, letter->institution, letter->expires_at, base_url,
	    letter->secret);
}

static void
send_all(struct app *app, void *context)
{
	struct bundle *b = context;

	for (size_t i = 0; i < b->count; i++) {
		struct err err = { 0 };

		if (app_post_letter(app, b->letters[i].to, "Elija otra contraseña",
			body_of(b->mem, &b->letters[i], b->base_url), &err) < 0)
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

	if (!app_has_mail() || visit->web->base_url == NULL)
		return YUP_OK; /* the page says whom to ask */
	mem = mem_new();
	b = mem_alloc(mem, sizeof(*b));
	b->mem = mem;
	b->base_url = visit->web->base_url;
	rc = app_password_forgotten(visit->app, mem, login_or_email, &b->letters, &b->count, err);
	if (rc < 0) {
		mem_free(mem);
		return rc;
	}
	visit->after = send_all;
	visit->after_context = b;
	return YUP_OK;
}
