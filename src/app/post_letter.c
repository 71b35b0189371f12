#include "app/post_letter.h"

#include "app/app.h"
#include "app/audit.h"
#include "io/mail.h"

bool
app_has_mail(void)
{
	struct mail_server server;

	return mail_server_find(&server);
}

int
app_post_letter(const struct app *app, const char *to, const char *subject, const char *body,
    struct err *err)
{
	struct audit what = { .action = "mail.send" };
	struct mail_server server;
	char now[CLOCK_TEXT_SIZE];
	struct mail mail = { .to = to, .subject = subject, .body = body, .date = now };

	app->now(now);
	if (!mail_server_find(&server))
		return err_refuse(err, YUP_ENOTFOUND, "mail_absent", "no mail server");
	return audit_refused(app, &what, mail_send(&server, &mail, err), err);
}
