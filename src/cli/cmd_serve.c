/* cmd_serve.c - `yupana serve`. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/evidence.h"
#include "app/log.h"
#include "base/date.h"
#include "cli/verbs.h"
#include "web/server.h"

#define LISTEN_DEFAULT "127.0.0.1:8080"

/* "[::1]:8080", "127.0.0.1:8080", ":8080" or "8080". */
static bool
read_address(struct cli *cli, const char *option, const char *text, const char **host,
    uint16_t *port)
{
	const char *colon = strrchr(text, ':');
	const char *number = colon != NULL ? colon + 1 : text;
	size_t length = colon != NULL ? (size_t)(colon - text) : 0;
	char *end;
	unsigned long value = strtoul(number, &end, 10);

	if (end == number || *end != '\0' || value > UINT16_MAX) {
		(void)cli_misused(cli, "--%s es EQUIPO:PUERTO, por ejemplo %s, no «%s»", option,
		    LISTEN_DEFAULT, text);
		return false;
	}
	if (length >= 2 && text[0] == '[' && text[length - 1] == ']') {
		text++;
		length -= 2;
	}
	*host = length > 0 ? mem_strndup(cli->mem, text, length) : "127.0.0.1";
	*port = (uint16_t)value;
	return true;
}

static bool
read_options(struct cli *cli, struct server_options *o)
{
	const char *listen = cli_value(cli, "listen"), *metrics = cli_value(cli, "metrics");

	*o = (struct server_options){
		.db_name = cli_db_name(cli),
		.base_url = cli_value(cli, "base-url"),
		.access_log = cli_has(cli, "quiet") ? -1 : STDERR_FILENO,
	};
	if (!read_address(cli, "listen", listen != NULL ? listen : LISTEN_DEFAULT, &o->host,
		&o->port))
		return false;
	return metrics == NULL ||
	    read_address(cli, "metrics", metrics, &o->metrics_host, &o->metrics_port);
}

/* What is done every minute, with a connection of its own. */
static void
tick(struct cli *cli)
{
	int rc = cli_open(cli, 0);

	if (rc == YUP_OK)
		rc = app_log_tick(&cli->app, &cli->err);
	app_close(&cli->app);
	if (rc < 0)
		(void)fprintf(stderr, "yupana serve: %s\n", cli->err.message);
}

/* Until somebody asks it to end. */
static void
wait_for_end(struct cli *cli)
{
	static const struct timespec MINUTE = { .tv_sec = 60 };
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGINT);
	(void)sigaddset(&set, SIGTERM);
	while (sigtimedwait(&set, NULL, &MINUTE) < 0)
		if (errno == EAGAIN)
			tick(cli);
}

/* Before any thread begins, so that all leave them to wait_for_end(). */
static void
keep_signals(void)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGINT);
	(void)sigaddset(&set, SIGTERM);
	(void)sigaddset(&set, SIGPIPE);
	(void)pthread_sigmask(SIG_BLOCK, &set, NULL);
}

/* --today: false, having said why, where it is no day. */
static bool
set_today(struct cli *cli)
{
	const char *today = cli_value(cli, "today");
	char now[CLOCK_TEXT_SIZE];

	if (today == NULL)
		return true;
	if (!date_is_valid(today)) {
		(void)cli_misused(cli, "--today es un día como 2027-11-12, no «%s»", today);
		return false;
	}
	clock_now(now);
	clock_shift(
	    instant_seconds(mem_printf(cli->mem, "%sT12:00:00Z", today)) - instant_seconds(now));
	(void)fprintf(stderr,
	    "yupana serve: el reloj está puesto en %s: solo para mostrar el programa.\n", today);
	return true;
}

static enum cli_status
serve_run(struct cli *cli)
{
	struct server_options options;
	struct server *server = NULL;
	int rc;

	if (!read_options(cli, &options) || !set_today(cli))
		return CLI_REFUSED;
	rc = cli_open(cli, APP_CREATE);
	if (rc < 0)
		return cli_refused(cli);
	app_close(&cli->app);
	if (cli_has(cli, "scan-command"))
		app_evidence_scan_with(cli_value(cli, "scan-command"));
	keep_signals();
	rc = server_start(&options, &server, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "yupana escucha en http://%s:%u\n", options.host,
	    server_port(server));
	if (cli_flush(cli) < 0) {
		server_stop(server);
		return cli_refused(cli);
	}
	wait_for_end(cli);
	server_stop(server);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "listen", 0, "EQUIPO:PUERTO", "dónde escuchar (127.0.0.1:8080 si no se indica)" },
	{ "base-url", 0, "URL",
	    "la dirección pública, cuando un proxy pone el cifrado: https://poa.ejemplo.gob" },
	{ "metrics", 0, "EQUIPO:PUERTO", "dónde dar las métricas de Prometheus (/metrics)" },
	{ "scan-command", 0, "ORDEN",
	    "a quién preguntar por cada archivo adjunto, como \"clamdscan --no-summary\"; 0 lo "
	    "acepta, 1 no" },
	{ "quiet", 'q', NULL, "no anotar cada petición" },
	{ "today", 0, "FECHA",
	    "para mostrar el programa: contar el tiempo desde las 8 de ese día, como 2027-11-12" },
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_serve = {
	.name = "serve",
	.summary = "atender la aplicación web y la API",
	.operands = "",
	.about =
	    "Atiende la aplicación web hasta que se le pide terminar (Ctrl-C o SIGTERM); lo que "
	    "estaba en camino se termina antes. Cada petición se anota en la salida de errores.\n\n"
	    "Para que la use toda la institución, ponga delante un proxy con cifrado (nginx, "
	    "Caddy) e indique --base-url.",
	.examples = "yupana serve --db ma.db\n"
		    "yupana serve --db postgresql:///yupana --listen 127.0.0.1:9000 --base-url "
		    "https://poa.ejemplo.gob",
	.options = OPTIONS,
	.run = serve_run,
};
