/* cmd_log.c - `yupana log verify`, `log list`, `log export`, `log checkpoint`. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/log.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "text/log_text.h"
#include "text/number_text.h"

static void
put_hex(struct str *out, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		str_printf(out, "%02x", bytes[i]);
}

/* What belongs to no institution has a name of its own. */
static const char *
chain_name(const struct app_log_chain *chain, bool file)
{
	if (chain->institution[0] != '\0')
		return chain->institution;
	return file || chain->walk.fault == LOG_FAULT_UNKNOWN ? "" : "(de la base de datos)";
}

/* To read it; what was counted is told in it first, where the database can be written. */
static int
open_to_read(struct cli *cli)
{
	int rc = cli_open(cli, 0);

	return rc == YUP_EIO ? cli_open(cli, APP_READONLY) : rc;
}

/* ---- log verify ----------------------------------------------------------- */

static void
chain_json(struct json_writer *w, const struct app_log_chain *chain)
{
	CLEANUP(str_done) struct str s = { 0 };
	bool whole = chain->walk.fault == LOG_FAULT_NONE;

	json_object(w, NULL);
	json_text_or_null(w, "institution", chain->institution);
	put_hex(&s, chain->walk.chain, sizeof(chain->walk.chain));
	json_text(w, "chain", s.text);
	json_int(w, "records", chain->walk.seq);
	json_text_or_null(w, "last_at", chain->last_at);
	str_clear(&s);
	put_hex(&s, chain->walk.hash, sizeof(chain->walk.hash));
	json_text(w, "last_hash", s.text);
	json_int(w, "checkpoints", (int64_t)chain->checkpoints);
	json_int(w, "plans", (int64_t)chain->plans);
	json_bool(w, "whole", whole);
	if (whole) {
		json_null(w, "broken");
	} else {
		json_line_object(w, "broken");
		json_text(w, "what", log_fault_key(chain->walk.fault));
		json_int(w, "seq", chain->walk.fault_seq);
		if (chain->plan_id != 0) {
			json_int(w, "plan", chain->plan_id);
			json_int(w, "revision", chain->revision);
		}
		json_object_end(w);
	}
	json_object_end(w);
}

static int
verified_json(struct cli *cli, const struct app_log_verified *verified)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.log-verify/1");
	json_bool(&w, "whole", verified->broken == 0 && verified->schema_count == 0);
	json_array(&w, "schema_differs");
	for (size_t i = 0; i < verified->schema_count; i++)
		json_text(&w, NULL, verified->schema[i].name);
	json_array_end(&w);
	json_array(&w, "chains");
	for (size_t i = 0; i < verified->count; i++)
		chain_json(&w, &verified->chains[i]);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
fault_text(struct cli *cli, const struct app_log_chain *chain)
{
	log_text_put_fault(&cli->out, log_fault_key(chain->walk.fault), chain->walk.fault_seq);
	if (chain->plan_id != 0)
		str_printf(&cli->out, "; plan %" PRId64, chain->plan_id);
	if (chain->plan_id != 0 && chain->revision != 0)
		str_printf(&cli->out, ", revisión %" PRIu32, chain->revision);
	if (chain->plan_id != 0 && chain->row != UINT32_MAX)
		str_printf(&cli->out, ", fila %" PRIu32, chain->row);
	str_put(&cli->out, ".\n");
}

/* "; 3 planes dicen lo mismo": what was held against it. */
static void
plans_text(struct cli *cli, const struct app_log_chain *chain)
{
	size_t held = chain->plans - chain->plans_older - chain->plans_unread;

	if (held > 0)
		str_printf(&cli->out, "; %zu plan%s concuerda%s", held, held == 1 ? "" : "es",
		    held == 1 ? "" : "n");
	if (chain->plans_older > 0)
		str_printf(&cli->out, "; de %zu anterior%s a la bitácora solo se ven los cambios",
		    chain->plans_older, chain->plans_older == 1 ? "" : "es");
	if (chain->plans_unread > 0)
		str_printf(&cli->out, "; %zu sin comparar, porque falta su paquete de país",
		    chain->plans_unread);
}

static void
chain_text(struct cli *cli, const struct app_log_chain *chain, bool file)
{
	const char *name = chain_name(chain, file);

	if (name[0] != '\0') {
		str_put(&cli->out, name);
	} else {
		str_put(&cli->out, "Cadena ");
		put_hex(&cli->out, chain->walk.chain, sizeof(chain->walk.chain));
	}
	str_put(&cli->out, ": ");
	if (chain->walk.fault != LOG_FAULT_NONE) {
		fault_text(cli, chain);
		return;
	}
	number_put_count(&cli->out, chain->walk.seq);
	str_printf(&cli->out, " registro%s, hasta %s", chain->walk.seq == 1 ? "" : "s",
	    chain->last_at);
	if (chain->checkpoints > 0)
		str_printf(&cli->out, "; concuerda con %zu punto%s de control", chain->checkpoints,
		    chain->checkpoints == 1 ? "" : "s");
	plans_text(cli, chain);
	str_put(&cli->out, "\n");
}

static void
verified_text(struct cli *cli, const struct app_log_verified *verified, bool file)
{
	for (size_t i = 0; i < verified->count; i++)
		chain_text(cli, &verified->chains[i], file);
	for (size_t i = 0; i < verified->schema_count; i++) {
		str_put(&cli->out, "Base de datos: ");
		log_text_put_schema(&cli->out, verified->schema[i].fault, verified->schema[i].kind,
		    verified->schema[i].name);
		str_put(&cli->out, ".\n");
	}
	if (verified->count == 0)
		str_put(&cli->out, "La bitácora está vacía.\n");
	else if (verified->broken == 0 && verified->schema_count > 0)
		str_put(&cli->out,
		    "La bitácora está íntegra, pero alguien cambió la base de datos que "
		    "la protege.\n");
	else if (verified->broken == 0)
		str_put(&cli->out, "La bitácora está íntegra.\n");
	else
		str_printf(&cli->out, "La bitácora está rota en %zu de %zu cadena%s.\n",
		    verified->broken, verified->count, verified->count == 1 ? "" : "s");
}

static enum cli_status
verify_run(struct cli *cli)
{
	const char *file = cli->operand_count > 0 ? cli->operands[0] : NULL;
	struct app_log_verified verified = { 0 };
	struct app_log_asked asked;
	char *checkpoints = NULL;
	size_t size = 0;
	struct progress progress;
	int rc = YUP_OK;

	if (file != NULL && (cli_has(cli, "institution") || cli_has(cli, "db")))
		return cli_misused(cli,
		    "un archivo se verifica sin base de datos: sobran --db e "
		    "--institution");
	if (cli_has(cli, "checkpoint"))
		rc = app_read_text(cli->mem, cli_value(cli, "checkpoint"), &checkpoints, &size,
		    &cli->err);
	asked = (struct app_log_asked){ checkpoints, cli_has(cli, "chain-only") };
	if (rc == YUP_OK && file == NULL)
		rc = open_to_read(cli);
	progress_begin(&progress, cli, "Verificando");
	if (rc == YUP_OK)
		rc = file != NULL
		    ? app_log_verify_file(cli->mem, file, checkpoints, &verified, &cli->err)
		    : app_log_verify(&cli->app, cli->mem, cli_value(cli, "institution"), &asked,
			  &verified, &cli->err);
	progress_end(&progress);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = verified_json(cli, &verified);
	else if (rc == YUP_OK)
		verified_text(cli, &verified, file != NULL);
	if (rc < 0)
		return cli_refused(cli);
	return verified.broken > 0 || verified.schema_count > 0 ? CLI_REPORTED : CLI_DONE;
}

static const struct cli_option VERIFY_OPTIONS[] = {
	{ "checkpoint", 0, "ARCHIVO", "comparar también con estos puntos de control guardados" },
	{ "chain-only", 0, NULL, "solo la cadena de registros, sin mirar los planes" },
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_log_verify = {
	.name = "log verify",
	.summary = "si la bitácora está íntegra, y dónde se rompe",
	.operands = "[ARCHIVO]",
	.about =
	    "Recorre la bitácora de cada institución, registro por registro, y nombra el primero que "
	    "fue alterado, quitado o cambiado de lugar. Después compara los planes guardados y sus "
	    "cambios con lo que la bitácora dice de ellos. Con ARCHIVO, la que se exportó con `log "
	    "export`, sin base de datos.\n\nUn final cortado no se nota en la cadena sola: se nota "
	    "contra un punto de control guardado en otra parte (--checkpoint, el texto que imprime "
	    "`log checkpoint`).\n\nTermina con 1 si algo está roto.",
	.examples = "yupana log verify --db ma.db\n"
		    "yupana log verify bitacora.log --checkpoint control-2027-03.txt",
	.options = VERIFY_OPTIONS,
	.operands_most = 1,
	.run = verify_run,
};

/* ---- log list ------------------------------------------------------------- */

static int
lines_json(struct cli *cli, const struct app_log_line *lines, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.log/1");
	json_array(&w, "records");
	for (size_t i = 0; i < count; i++) {
		const struct log_record *r = &lines[i].record;

		json_object(&w, NULL);
		json_text_or_null(&w, "institution", lines[i].institution);
		json_int(&w, "seq", r->seq);
		json_text(&w, "at", r->at);
		json_text(&w, "actor", r->actor);
		json_text_or_null(&w, "actor_name", r->actor_name);
		json_text_or_null(&w, "origin", r->origin);
		json_text(&w, "action", r->action);
		json_text_or_null(&w, "subject", r->subject);
		json_text(&w, "outcome", r->outcome);
		json_text_or_null(&w, "detail", r->detail);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

/* "user 12 (Ana)"; line feeds of a text stay inside its cell. */
static const char *
shown(struct mem *mem, const char *text, const char *more)
{
	char *copy = more[0] != '\0' ? mem_printf(mem, "%s (%s)", text, more)
				     : mem_strdup(mem, text);

	for (char *at = copy; *at != '\0'; at++)
		if ((unsigned char)*at < 0x20 || *at == 0x7f)
			*at = ' ';
	return copy;
}

static void
lines_text(struct cli *cli, const struct app_log_line *lines, size_t count)
{
	static const struct table_column COLUMNS[] = {
		{ "n.º", true, 0 },
		{ "instante", false, 0 },
		{ "quién", false, 10 },
		{ "qué", false, 0 },
		{ "sobre", false, 10 },
		{ "", false, 0 },
		{ "detalle", false, 10 },
	};
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		const struct log_record *r = &lines[i].record;

		table_put(&t, mem_printf(cli->mem, "%" PRId64, r->seq));
		table_put(&t, r->at);
		table_put(&t, shown(cli->mem, r->actor, r->actor_name));
		table_put(&t, r->action);
		table_put(&t, shown(cli->mem, r->subject, ""));
		table_put(&t, strcmp(r->outcome, "refused") == 0 ? "rechazado" : "");
		table_put(&t, shown(cli->mem, r->detail, ""));
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

/* False, having said why, where an option's value is no whole number above zero. */
static bool
read_number(struct cli *cli, const char *option, int64_t usual, int64_t *out)
{
	const char *text = cli_value(cli, option);
	char *end = NULL;

	*out = usual;
	if (text == NULL)
		return true;
	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno == 0 && *out > 0 && *end == '\0')
		return true;
	(void)cli_misused(cli, "--%s es un número entero mayor que cero, no «%s»", option, text);
	return false;
}

static bool
read_outcome(struct cli *cli, const char **out)
{
	const char *text = cli_value(cli, "outcome");

	*out = text;
	if (text == NULL || strcmp(text, "done") == 0 || strcmp(text, "refused") == 0)
		return true;
	(void)cli_misused(cli, "--outcome es done o refused, no «%s»", text);
	return false;
}

static enum cli_status
list_run(struct cli *cli)
{
	struct app_log_filter filter = {
		.institution = cli_value(cli, "institution"),
		.from = cli_value(cli, "from"),
		.to = cli_value(cli, "to"),
		.actor = cli_value(cli, "actor"),
		.action = cli_value(cli, "action"),
		.subject = cli_value(cli, "subject"),
	};
	struct app_log_line *lines = NULL;
	int64_t limit = 0;
	size_t count = 0;
	int rc;

	if (!read_number(cli, "limit", 100, &limit) ||
	    !read_number(cli, "before", 0, &filter.before) || !read_outcome(cli, &filter.outcome))
		return CLI_REFUSED;
	filter.limit = (size_t)limit;
	rc = open_to_read(cli);
	if (rc == YUP_OK)
		rc = app_log_list(&cli->app, cli->mem, &filter, &lines, &count, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = lines_json(cli, lines, count);
	else if (rc == YUP_OK)
		lines_text(cli, lines, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	{ "from", 0, "FECHA", "desde este día o instante (2027-03-01, UTC)" },
	{ "to", 0, "FECHA", "hasta este día o instante, incluido" },
	{ "actor", 0, "QUIÉN", "«user 12», «operator» o su nombre de entonces" },
	{ "action", 0, "QUÉ", "«plan.change»; «plan» es todo lo que empieza así" },
	{ "subject", 0, "SOBRE", "«plan 7 node 12»; «plan 7» es también lo de sus filas" },
	{ "outcome", 0, "FIN", "done (hecho) o refused (rechazado)" },
	{ "before", 0, "N", "solo los anteriores al registro N: la página siguiente" },
	{ "limit", 0, "N", "cuántos como mucho (100)" },
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_log_list = {
	.name = "log list",
	.summary = "quién hizo qué, lo último primero",
	.operands = "",
	.about = "Muestra la bitácora: cambios, entradas, exportaciones y rechazos, lo más nuevo "
		 "primero.\n\nPara la página siguiente, --before con el número del último que se "
		 "mostró.",
	.examples = "yupana log list --db ma.db --from 2027-03-01 --action plan\n"
		    "yupana log list --actor 'user 12' --outcome refused",
	.options = LIST_OPTIONS,
	.run = list_run,
};

/* ---- log export ----------------------------------------------------------- */

static enum cli_status
export_run(struct cli *cli)
{
	const char *path = cli_value(cli, "output"), *institution = cli_value(cli, "institution");
	uint64_t records = 0;
	int rc = cli_open_for_export(cli);

	if (rc == YUP_OK && path != NULL && strcmp(path, "-") != 0)
		rc = app_log_export_save(&cli->app, cli->mem, institution, path, &records,
		    &cli->err);
	else if (rc == YUP_OK)
		rc = app_log_export(&cli->app, cli->mem, institution, cli_write_stdout, NULL,
		    &records, &cli->err);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option EXPORT_OPTIONS[] = {
	{ "output", 'o', "ARCHIVO", "dónde, en lugar de la salida" },
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_log_export = {
	.name = "log export",
	.summary = "la bitácora como texto que se verifica solo",
	.operands = "",
	.about =
	    "Escribe la bitácora, un registro por línea, de modo que cualquiera la verifique sin "
	    "la base de datos: con `log verify ARCHIVO` o con sha256sum. Que se exportó queda "
	    "escrito en ella.",
	.examples = "yupana log export --db ma.db -o bitacora.log",
	.options = EXPORT_OPTIONS,
	.run = export_run,
};

/* ---- log checkpoint ------------------------------------------------------- */

static int
checkpoint_json(struct cli *cli, const struct app_checkpointed *done)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.log-checkpoint/1");
	json_int(&w, "count", (int64_t)done->count);
	json_text(&w, "key", done->key_path);
	json_text(&w, "fingerprint", done->fingerprint);
	json_bool(&w, "key_made", done->key_made);
	json_text(&w, "text", done->text);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static enum cli_status
checkpoint_run(struct cli *cli)
{
	const char *path = cli_value(cli, "output");
	struct app_checkpointed done;
	int rc = cli_open(cli, 0);

	if (rc == YUP_OK)
		rc = app_log_checkpoint(&cli->app, cli->mem, cli_value(cli, "institution"),
		    cli_value(cli, "key"), &done, &cli->err);
	if (rc == YUP_OK && path != NULL && strcmp(path, "-") != 0)
		rc = app_save_text(path, done.text, &cli->err);
	else if (rc == YUP_OK && !cli_has(cli, "json"))
		str_put(&cli->out, done.text);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = checkpoint_json(cli, &done);
	if (rc < 0)
		return cli_refused(cli);
	if (done.key_made)
		(void)fprintf(stderr,
		    "yupana log checkpoint: se creó la clave %s (%s). Guarde una copia en lugar "
		    "seguro.\n",
		    done.key_path, done.fingerprint);
	return CLI_DONE;
}

static const struct cli_option CHECKPOINT_OPTIONS[] = {
	{ "key", 0, "ARCHIVO", "la clave con que se firma; si no existe, se crea" },
	{ "output", 'o', "ARCHIVO", "dónde, en lugar de la salida" },
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_log_checkpoint = {
	.name = "log checkpoint",
	.summary = "firmar dónde termina la bitácora",
	.operands = "",
	.about =
	    "Firma (Ed25519) el final de cada bitácora y lo imprime en un texto corto: institución, "
	    "lugar, huella y firma. Guardado fuera de esta máquina (impreso, en un correo, en otra "
	    "institución), prueba después que nada de lo anterior se quitó ni se reescribió: `log "
	    "verify --checkpoint`.\n\nLa clave es un archivo que solo su dueño puede leer; por "
	    "omisión, en la carpeta de datos del usuario. Una bitácora rota no se firma.",
	.examples = "yupana log checkpoint --db ma.db -o control-2027-03.txt",
	.options = CHECKPOINT_OPTIONS,
	.run = checkpoint_run,
};
