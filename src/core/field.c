#include "core/field.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

enum { LOGIN_LEAST = 2, LOGIN_MOST = 64, EMAIL_MOST = 254 };

/* What `rc` and `err` say is of this input. */
static int
of_field(const char *field, int rc, struct err *err)
{
	if (err != NULL)
		(void)err_in(err, field);
	return rc;
}

static bool
is_blank(const char *text)
{
	return text[strspn(text, " ")] == '\0';
}

int
field_check(const char *text, size_t most, enum field_need need, const char *field, struct err *err)
{
	size_t length = text != NULL ? strlen(text) : 0;
	int rc = YUP_OK;

	if (text == NULL || is_blank(text))
		rc = need == FIELD_NEEDED
		    ? err_refuse(err, YUP_EINVALID, "text_absent", "%s", field)
		    : YUP_OK;
	else if (utf8_valid_until(text, length) < length)
		rc = err_refuse(err, YUP_EINVALID, "text_not_utf8", "%s", field);
	else if (utf8_letters(text) > most)
		rc = err_refuse(err, YUP_ELIMIT, "text_too_long", "%zu", most);
	else if (utf8_has_controls(text))
		rc = err_refuse(err, YUP_EINVALID, "text_has_controls", "%s", field);
	return rc < 0 ? of_field(field, rc, err) : rc;
}

int
field_check_date(const char *date, const char *field, struct err *err)
{
	int rc = YUP_OK;

	if (date == NULL || date[0] == '\0')
		rc = err_refuse(err, YUP_EINVALID, "text_absent", "%s", field);
	else if (!date_is_valid(date))
		rc = err_refuse(err, YUP_EINVALID, "date_invalid", "%s",
		    utf8_valid_until(date, strlen(date)) == strlen(date) ? date : field);
	return rc < 0 ? of_field(field, rc, err) : rc;
}

static bool
only_login_letters(const char *login)
{
	static const char LETTERS[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@+";

	return login[strspn(login, LETTERS)] == '\0';
}

int
field_check_login(const char *login, const char *field, struct err *err)
{
	int rc = field_check(login, LOGIN_MOST, FIELD_NEEDED, field, err);

	if (rc < 0)
		return rc;
	if (strlen(login) < LOGIN_LEAST || !only_login_letters(login))
		return of_field(field, err_refuse(err, YUP_EINVALID, "login_invalid", "%s", field),
		    err);
	return YUP_OK;
}

int
field_check_email(const char *email, const char *field, struct err *err)
{
	const char *at, *dot;
	int rc = field_check(email, EMAIL_MOST, FIELD_OPTIONAL, field, err);

	if (rc < 0 || email == NULL || email[0] == '\0')
		return rc;
	at = strchr(email, '@');
	dot = at != NULL ? strrchr(at, '.') : NULL;
	if (at == NULL || at == email || dot == NULL || dot == at + 1 || dot[1] == '\0' ||
	    strpbrk(email, " <>,;:\"()[]\\") != NULL || strchr(at + 1, '@') != NULL)
		return of_field(field, err_refuse(err, YUP_EINVALID, "email_invalid", "%s", field),
		    err);
	return YUP_OK;
}
