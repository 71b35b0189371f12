#include "app/letters.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/mail.h"
#include "report/letter.h"

bool
letter_can_be_sent(void)
{
	struct mail_server server;

	return mail_server_find(&server);
}

/* "https://poa.example/invitacion/", "" where the program's address is not known. */
static const char *
link_to(struct mem *mem)
{
	const char *url = getenv("YUPANA_URL");
	size_t n = url != NULL ? strlen(url) : 0;

	while (n > 0 && url[n - 1] == '/')
		n--;
	return n > 0 ? mem_printf(mem, "%.*s" LETTER_PATH, (int)n, url) : "";
}

int
letter_send(const struct app *app, const struct app_letter *asked, bool first, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str subject = { 0 };
	CLEANUP(str_done) struct str body = { 0 };
	char now[CLOCK_TEXT_SIZE];
	struct mail_server server;
	struct letter letter = {
		.name = asked->name,
		.login = asked->login,
		.institution = asked->institution,
		.link = link_to(mem),
		.code = asked->secret,
		.until = asked->expires_at,
		.first = first,
	};
	struct mail mail = { .to = asked->to, .date = now };

	if (!mail_server_find(&server))
		return err_refuse(err, YUP_EIO, "mail_unset", "YUPANA_SMTP_URL");
	app->now(now);
	letter_subject(&subject, &letter);
	letter_body(&body, &letter);
	mail.subject = str_text(&subject);
	mail.body = str_text(&body);
	return mail_send(&server, &mail, err);
}
