/* test_mail.c - one message, handed to a server of a few lines that runs beside. */
#include "io/mail.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/cmocka_all.h"

#ifdef YUPANA_MAIL

/* Says yes to one conversation and keeps what it heard. */
struct server {
	int listening;
	char url[64];
	const char *refuses; /* the command it refuses, NULL for none */
	char heard[8192];
	size_t length;
	pthread_t thread;
};

static void
answer(int client, const char *text)
{
	(void)!write(client, text, strlen(text));
}

static void *
serve(void *context)
{
	struct server *s = context;
	int client = accept(s->listening, NULL, NULL);
	bool in_data = false;
	char line[2048];
	FILE *in;

	if (client < 0)
		return NULL;
	in = fdopen(client, "r");
	answer(client, "220 here\r\n");
	while (in != NULL && fgets(line, sizeof(line), in) != NULL) {
		size_t n = strlen(line);

		if (s->length + n < sizeof(s->heard)) {
			memcpy(s->heard + s->length, line, n + 1);
			s->length += n;
		}
		if (s->refuses != NULL && strncmp(line, s->refuses, strlen(s->refuses)) == 0)
			answer(client, "550 no\r\n");
		else if (in_data && strcmp(line, ".\r\n") != 0)
			continue;
		else if (strncmp(line, "DATA", 4) == 0)
			answer(client, "354 go on\r\n");
		else
			answer(client,
			    strncmp(line, "QUIT", 4) == 0 ? "221 bye\r\n" : "250 ok\r\n");
		in_data = strncmp(line, "DATA", 4) == 0 && s->refuses == NULL;
	}
	if (in != NULL)
		(void)fclose(in);
	return NULL;
}

static void
start(struct server *s)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(address);

	s->listening = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(s->listening >= 0);
	assert_int_equal(bind(s->listening, (struct sockaddr *)&address, size), 0);
	assert_int_equal(listen(s->listening, 1), 0);
	assert_int_equal(getsockname(s->listening, (struct sockaddr *)&address, &size), 0);
	(void)snprintf(s->url, sizeof(s->url), "smtp://127.0.0.1:%u",
	    (unsigned)ntohs(address.sin_port));
	assert_int_equal(pthread_create(&s->thread, NULL, serve, s), 0);
}

static void
stop(struct server *s)
{
	(void)pthread_join(s->thread, NULL);
	(void)close(s->listening);
}

static const struct mail MAIL = { "ana@lagos.example", "Elija otra contraseña", "Ana:\n.\nfin\n",
	"2031-01-31T08:00:00Z" };

static void
test_a_message_arrives(void **state)
{
	struct server s = { 0 };
	struct mail_server at = { .from = "yupana@lagos.example" };
	struct err err = { 0 };

	(void)state;
	start(&s);
	at.url = s.url;
	assert_int_equal(mail_send(&at, &MAIL, &err), YUP_OK);
	stop(&s);
	assert_non_null(strstr(s.heard, "MAIL FROM:<yupana@lagos.example>"));
	assert_non_null(strstr(s.heard, "RCPT TO:<ana@lagos.example>"));
	assert_non_null(strstr(s.heard, "Date: Fri, 31 Jan 2031 08:00:00 +0000\r\n"));
	assert_non_null(
	    strstr(s.heard, "Subject: =?UTF-8?B?RWxpamEgb3RyYSBjb250cmFzZcOxYQ==?=\r\n"));
	assert_non_null(strstr(s.heard, "\r\n\r\nQW5hOgouCmZpbgo=\r\n.\r\n"));
}

static void
test_what_is_refused_is_told(void **state)
{
	struct server s = { .refuses = "RCPT" };
	struct mail_server at = { .from = "yupana@lagos.example" };
	struct mail bad = MAIL;
	struct err err = { 0 };

	(void)state;
	start(&s);
	at.url = s.url;
	assert_int_equal(mail_send(&at, &MAIL, &err), YUP_EIO);
	assert_string_equal(err.key, "mail_failed");
	stop(&s);
	assert_int_equal(mail_send(&at, &MAIL, &err), YUP_EIO); /* nobody listens */
	bad.to = "ana@lagos.example>\r\nRCPT TO:<eva@lagos.example";
	assert_int_equal(mail_send(&at, &bad, &err), YUP_EINVALID);
	bad = MAIL;
	bad.subject = "Hola\r\nBcc: eva@lagos.example";
	assert_int_equal(mail_send(&at, &bad, &err), YUP_EINVALID);
	at.url = "file:///etc/hostname";
	assert_int_equal(mail_send(&at, &MAIL, &err), YUP_EIO); /* no other protocol */
}

static void
test_the_environment_says_which(void **state)
{
	struct mail_server at;

	(void)state;
	unsetenv("YUPANA_SMTP_URL");
	assert_false(mail_server_find(&at));
	setenv("YUPANA_SMTP_URL", "smtp://localhost", 1);
	setenv("YUPANA_SMTP_FROM", "", 1);
	assert_false(mail_server_find(&at));
	setenv("YUPANA_SMTP_FROM", "a@b.example", 1);
	assert_true(mail_server_find(&at));
	assert_string_equal(at.url, "smtp://localhost");
	assert_null(at.user);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_message_arrives),
		cmocka_unit_test(test_what_is_refused_is_told),
		cmocka_unit_test(test_the_environment_says_which),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int
main(void)
{
	return 77; /* built without mail */
}

#endif
