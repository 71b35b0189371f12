#include "io/mail.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/secret.h"

static const char *
setting(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

bool
mail_server_find(struct mail_server *out)
{
	struct mail_server server = {
		.url = setting("YUPANA_SMTP_URL"),
		.from = setting("YUPANA_SMTP_FROM"),
		.user = setting("YUPANA_SMTP_USER"),
		.password = setting("YUPANA_SMTP_PASSWORD"),
	};

#ifndef YUPANA_MAIL
	server.url = NULL;
#endif
	if (server.url == NULL || server.from == NULL)
		return false;
	*out = server;
	return true;
}

#ifdef YUPANA_MAIL

#include <curl/curl.h>

enum { TIMEOUT_S = 30, ENCODED_LINE = 57, WORD_BYTES = 42 };

/* ---- The message as it travels ----------------------------------------------- */

static void
put_base64(struct str *out, const char *bytes, size_t length)
{
	static const char LETTERS[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)bytes;

	for (size_t i = 0; i < length; i += 3) {
		unsigned n = (unsigned)p[i] << 16;

		if (i + 1 < length)
			n |= (unsigned)p[i + 1] << 8;
		if (i + 2 < length)
			n |= p[i + 2];
		str_put_char(out, LETTERS[n >> 18 & 63]);
		str_put_char(out, LETTERS[n >> 12 & 63]);
		str_put_char(out, i + 1 < length ? LETTERS[n >> 6 & 63] : '=');
		str_put_char(out, i + 2 < length ? LETTERS[n & 63] : '=');
	}
}

/* RFC 2047: words of base64 that end between letters. */
static void
put_subject(struct str *out, const char *subject)
{
	size_t length = strlen(subject);

	str_put(out, "Subject:");
	for (size_t i = 0; i < length;) {
		size_t n = length - i < WORD_BYTES ? length - i : WORD_BYTES;

		while (n > 0 && i + n < length && ((unsigned char)subject[i + n] & 0xC0u) == 0x80u)
			n--;
		if (n == 0)
			break; /* no letter is so long: not UTF-8 */
		str_put(out, i > 0 ? "\r\n =?UTF-8?B?" : " =?UTF-8?B?");
		put_base64(out, subject + i, n);
		str_put(out, "?=");
		i += n;
	}
	str_put(out, "\r\n");
}

/* RFC 5322: "Sat, 31 Jan 2026 08:00:00 +0000". */
static void
put_date(struct str *out, const char *instant)
{
	static const char *const DAYS[] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };
	static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t seconds = instant_seconds(instant);

	if (seconds < 0)
		return; /* the server will put one */
	str_printf(out, "Date: %s, %.2s %s %.4s %.8s +0000\r\n", DAYS[seconds / DAY_S % 7],
	    instant + 8, MONTHS[(instant[5] - '0') * 10 + (instant[6] - '0') - 1], instant,
	    instant + 11);
}

static void
put_message(struct str *out, const struct mail_server *server, const struct mail *mail)
{
	char id[SECRET_TEXT_SIZE];
	const char *host = strchr(server->from, '@');
	size_t length = strlen(mail->body);

	secret_new(id);
	put_date(out, mail->date);
	str_printf(out, "From: <%s>\r\nTo: <%s>\r\nMessage-ID: <%s%s>\r\n", server->from, mail->to,
	    id, host != NULL ? host : "@localhost");
	put_subject(out, mail->subject);
	str_put(out,
	    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n");
	for (size_t i = 0; i < length; i += ENCODED_LINE) {
		put_base64(out, mail->body + i,
		    length - i < ENCODED_LINE ? length - i : ENCODED_LINE);
		str_put(out, "\r\n");
	}
}

/* ---- Handing it over ------------------------------------------------------------ */

struct reading {
	const struct str *message;
	size_t at;
};

static size_t
give(char *buffer, size_t size, size_t count, void *context)
{
	struct reading *r = context;
	size_t left = r->message->length - r->at, n = size * count < left ? size * count : left;

	memcpy(buffer, r->message->text + r->at, n);
	r->at += n;
	return n;
}

/* Nothing in it ends a line, an address or a command. */
static bool
is_address(const char *address)
{
	return strchr(address, '@') != NULL && strpbrk(address, "\r\n\t <>") == NULL;
}

static bool
is_local(const char *url)
{
	static const char *const HERE[] = { "smtp://localhost", "smtp://127.0.0.1",
		"smtp://[::1]" };

	for (size_t i = 0; i < sizeof(HERE) / sizeof(HERE[0]); i++) {
		size_t n = strlen(HERE[i]);

		if (strncmp(url, HERE[i], n) == 0 &&
		    (url[n] == '\0' || url[n] == ':' || url[n] == '/'))
			return true;
	}
	return false;
}

static void
set_options(CURL *curl, const struct mail_server *server, struct curl_slist *to,
    struct reading *reading, const char *from)
{
	(void)curl_easy_setopt(curl, CURLOPT_URL, server->url);
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	(void)curl_easy_setopt(curl, CURLOPT_USE_SSL,
	    (long)(is_local(server->url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
	(void)curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
	(void)curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	(void)curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	(void)curl_easy_setopt(curl, CURLOPT_READDATA, reading);
	(void)curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TIMEOUT_S);
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_PROXY, "");
	if (server->user == NULL || server->password == NULL)
		return;
	(void)curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
	(void)curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
}

static int
hand_over(CURL *curl, const struct mail_server *server, const struct mail *mail, struct err *err)
{
	CLEANUP(str_done) struct str message = { 0 };
	CLEANUP(str_done) struct str from = { 0 };
	CLEANUP(str_done) struct str to = { 0 };
	struct reading reading = { &message, 0 };
	struct curl_slist *list;
	CURLcode rc;

	put_message(&message, server, mail);
	str_printf(&from, "<%s>", server->from);
	str_printf(&to, "<%s>", mail->to);
	list = curl_slist_append(NULL, str_text(&to));
	set_options(curl, server, list, &reading, str_text(&from));
	rc = curl_easy_perform(curl);
	curl_slist_free_all(list);
	if (rc != CURLE_OK)
		return err_refuse(err, YUP_EIO, "mail_failed", "%s", curl_easy_strerror(rc));
	return YUP_OK;
}

int
mail_send(const struct mail_server *server, const struct mail *mail, struct err *err)
{
	CURL *curl;
	int rc;

	if (!is_address(mail->to) || !is_address(server->from) ||
	    strpbrk(mail->subject, "\r\n") != NULL)
		return err_refuse(err, YUP_EINVALID, "mail_invalid", "address or subject");
	curl = curl_easy_init();
	if (curl == NULL)
		return err_refuse(err, YUP_EIO, "mail_failed", "libcurl");
	rc = hand_over(curl, server, mail, err);
	curl_easy_cleanup(curl);
	return rc;
}

#else

int
mail_send(const struct mail_server *server, const struct mail *mail, struct err *err)
{
	(void)server;
	(void)mail;
	return err_refuse(err, YUP_EIO, "mail_failed", "built without mail");
}

#endif
