/* cmd_publish.c - `yupana publish`. */
#include "cli/progress.h"
#include "cli/verbs.h"
#include "web/publish.h"

static enum cli_status
publish_run(struct cli *cli)
{
	struct published done = { 0 };
	struct progress progress;
	int rc = cli_open(cli, APP_READONLY);

	if (rc == YUP_OK) {
		progress_begin(&progress, cli, "Publicando");
		rc = web_publish(&cli->app, cli->mem, cli_value(cli, "institution"),
		    cli->operands[0], &done, &cli->err);
		progress_end(&progress);
	}
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Publicado en %s: instituciones %zu, gestiones %zu, archivos %zu.\n",
	    cli->operands[0], done.institutions, done.years, done.files);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_publish = {
	.name = "publish",
	.summary = "el portal de transparencia como archivos, para cualquier sitio web",
	.operands = "CARPETA",
	.about =
	    "Escribe las páginas públicas y sus descargas en una carpeta, con enlaces relativos: "
	    "se copia tal cual a cualquier sitio web o se abre desde el disco. Entran las "
	    "instituciones con el portal abierto (`yupana institution settings --set "
	    "portal=true`), con sus planes aprobados y sus períodos cerrados.\n\n"
	    "La carpeta se reemplaza entera cuando todo está escrito. Una que no escribió esta "
	    "orden no se toca. La búsqueda, las fechas pasadas y los avisos de errores "
	    "necesitan `yupana serve`.",
	.examples = "yupana publish sitio/\n"
		    "yupana publish --institution MARyC sitio/",
	.options = OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = publish_run,
};
