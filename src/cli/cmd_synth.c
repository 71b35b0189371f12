/* cmd_synth.c - `yupana synth`. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "app/synth.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "text/number_text.h"

enum { YEAR_DEFAULT = 2027, MISTAKES_DEFAULT = 5 };

/* A whole number of an option between two limits; false, having said why. */
static bool
number_of(struct cli *cli, const char *option, uint64_t least, uint64_t most, uint64_t otherwise,
    uint64_t *out)
{
	const char *text = cli_value(cli, option);
	char *end;
	unsigned long long value;

	*out = otherwise;
	if (text == NULL)
		return true;
	errno = 0;
	value = strtoull(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || text[0] == '-' || value < least ||
	    value > most) {
		(void)cli_misused(cli, "--%s debe ser un número entero entre %llu y %llu", option,
		    (unsigned long long)least, (unsigned long long)most);
		return false;
	}
	*out = value;
	return true;
}

static bool
read_request(struct cli *cli, struct app_synth_request *request)
{
	uint64_t institutions, seed, activities, mistakes, year;

	if (!number_of(cli, "institutions", 1, APP_SYNTH_INSTITUTIONS_MAX, 10, &institutions) ||
	    !number_of(cli, "seed", 0, UINT64_MAX, 1, &seed) ||
	    !number_of(cli, "activities", 1, APP_SYNTH_ACTIVITIES_MAX, 0, &activities) ||
	    !number_of(cli, "mistakes", 0, 1000, MISTAKES_DEFAULT, &mistakes) ||
	    !number_of(cli, "year", 1900, 2200, YEAR_DEFAULT, &year))
		return false;
	*request = (struct app_synth_request){
		.institutions = (size_t)institutions,
		.seed = seed,
		.activities = (size_t)activities,
		.mistakes = (unsigned)mistakes,
		.year = (int)year,
		.reports = cli_has(cli, "reports"),
		.folder = cli_value(cli, "output"),
	};
	if (request->reports && request->folder != NULL) {
		(void)cli_misused(cli, "--reports es para una base de datos: no va con --output");
		return false;
	}
	return true;
}

static void
put_made(struct cli *cli, const struct app_synth_request *request,
    const struct app_synth_made *made)
{
	number_put_count(&cli->out, (int64_t)made->institutions);
	str_put(&cli->out,
	    made->institutions == 1 ? " institución inventada: " : " instituciones inventadas: ");
	number_put_count(&cli->out, (int64_t)made->nodes);
	str_put(&cli->out, " filas de plan y ");
	number_put_count(&cli->out, (int64_t)made->operations);
	if (made->reports > 0) {
		str_put(&cli->out, " operaciones de seguimiento, con ");
		number_put_count(&cli->out, (int64_t)made->reports);
		str_printf(&cli->out, " informes de fila por periodo, en %s\n", cli->app.db_shown);
		return;
	}
	str_printf(&cli->out, " operaciones de seguimiento en %s\n",
	    request->folder != NULL ? request->folder : cli->app.db_shown);
}

static enum cli_status
synth_run(struct cli *cli)
{
	struct app_synth_request request;
	struct app_synth_made made = { 0 };
	struct progress progress;
	int rc = YUP_OK;

	if (!read_request(cli, &request))
		return CLI_REFUSED;
	cli->app.pack = cli_value(cli, "pack");
	if (request.folder == NULL)
		rc = cli_open(cli, APP_CREATE);
	else if (mkdir(request.folder, 0755) < 0 && errno != EEXIST)
		return cli_misused(cli, "no se puede crear la carpeta %s", request.folder);
	progress_begin(&progress, cli, "Inventando");
	if (rc == YUP_OK)
		rc = app_synth(&cli->app, &request, &made, &cli->err);
	progress_end(&progress);
	if (rc < 0)
		return cli_refused(cli);
	put_made(cli, &request, &made);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "institutions", 0, "N", "cuántas (10 si no se indica)" },
	{ "seed", 0, "S", "la misma semilla da el mismo país (1 si no se indica)" },
	{ "activities", 0, "N", "actividades de cada una (unas 60 si no se indica)" },
	{ "mistakes", 0, "N", "de cada mil filas, cuántas llevan un error (5 si no se indica)" },
	{ "year", 0, "AÑO", "gestión de los planes (2027 si no se indica)" },
	{ "reports", 0, NULL, "además, el plan aprobado y todos los meses informados y cerrados" },
	{ "output", 'o', "CARPETA", "escribir los formularios como texto ahí, sin base de datos" },
	CLI_PACK_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_synth = {
	.name = "synth",
	.summary = "un país inventado, siempre el mismo, para probar",
	.operands = "",
	.about =
	    "Inventa instituciones con su plan anual y su seguimiento de medio año, con unos pocos "
	    "errores a propósito. Los números cuadran como en los formularios impresos y la misma "
	    "semilla da siempre lo mismo.\n\nNingún nombre es de una institución ni de una "
	    "persona real.",
	.examples = "yupana synth --institutions 300 --seed 7 --db pais.db\n"
		    "yupana synth --institutions 5 --reports --db pais.db\n"
		    "yupana synth --institutions 5 -o textos",
	.options = OPTIONS,
	.run = synth_run,
};
