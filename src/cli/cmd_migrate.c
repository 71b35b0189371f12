/* cmd_migrate.c - `yupana migrate`. */
#include "app/log.h"
#include "cli/verbs.h"
#include "text/log_text.h"

static enum cli_status
migrate_verb(struct cli *cli)
{
	struct app_migrated done;
	int rc = app_migrate(&cli->app, cli->mem, cli_db_name(cli), &done, &cli->err);

	if (rc < 0)
		return cli_refused(cli);
	for (size_t i = 0; i < done.applied_count; i++)
		str_printf(&cli->out, "Aplicado: %s\n", done.applied[i]);
	if (done.applied_count == 0)
		str_printf(&cli->out, "%s: ya estaba al día (%zu de %zu cambios).\n",
		    cli->app.db_shown, done.had, done.known);
	else
		str_printf(&cli->out, "%s: al día, tenía %zu de %zu cambios.\n", cli->app.db_shown,
		    done.had, done.known);
	for (size_t i = 0; i < done.schema_count; i++) {
		str_put(&cli->out, "Atención: ");
		log_text_put_schema(&cli->out, done.schema[i].fault, done.schema[i].kind,
		    done.schema[i].name);
		str_put(&cli->out, ".\n");
	}
	return done.schema_count > 0 ? CLI_REPORTED : CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_migrate = {
	.name = "migrate",
	.summary = "poner al día una base de datos de una versión anterior",
	.operands = "",
	.about =
	    "Aplica los cambios de estructura que le faltan a la base de datos, uno por uno y cada "
	    "uno entero o nada. Solo va hacia adelante: haga antes una copia de respaldo.\n\nUna "
	    "base de datos de una versión más nueva, o hecha con otro texto de un cambio, se rechaza "
	    "sin tocarla.",
	.examples = "yupana migrate --db ma.db\n"
		    "yupana migrate --db postgresql://yupana@servidor/yupana",
	.options = OPTIONS,
	.run = migrate_verb,
};
