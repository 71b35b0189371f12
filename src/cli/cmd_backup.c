/* cmd_backup.c - `yupana backup` and `yupana restore`. */
#include <inttypes.h>
#include <string.h>

#include "app/backup.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "text/log_text.h"
#include "text/number_text.h"

static void
part_json(struct json_writer *w, const struct backup_part *part)
{
	bool whole = !part->has_log || part->log.fault == LOG_FAULT_NONE;

	json_line_object(w, NULL);
	json_text_or_null(w, "institution", part->name);
	json_int(w, "rows", (int64_t)part->rows);
	json_int(w, "files", (int64_t)part->files);
	json_int(w, "log_records", part->has_log ? part->log.seq : 0);
	json_bool(w, "log_whole", whole);
	json_object_end(w);
}

static int
backup_json(struct cli *cli, const char *path, const struct app_backup *backup)
{
	const struct backup_content *c = &backup->content;
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.backup/1");
	json_text(&w, "file", path);
	json_text(&w, "program", c->program);
	json_text(&w, "made_at", c->made_at);
	json_text(&w, "sha256", backup->sha256);
	json_int(&w, "bytes", (int64_t)backup->size);
	json_int(&w, "rows", (int64_t)c->rows);
	json_array(&w, "parts");
	for (size_t i = 0; i < c->count; i++)
		part_json(&w, &c->parts[i]);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
part_log(struct cli *cli, const struct backup_part *part)
{
	if (!part->has_log || part->log.fault == LOG_FAULT_NONE)
		return;
	str_printf(&cli->out, "La bitácora de %s ya estaba rota al hacerse el respaldo: ",
	    part->name[0] != '\0' ? part->name : "la base de datos");
	log_text_put_fault(&cli->out, log_fault_key(part->log.fault), part->log.fault_seq);
	str_put(&cli->out, ".\n");
}

static void
backup_text(struct cli *cli, const char *path, const struct app_backup *backup)
{
	const struct backup_content *c = &backup->content;
	size_t institutions = 0;
	uint64_t files = 0;

	for (size_t i = 0; i < c->count; i++) {
		institutions += c->parts[i].institution_id != 0;
		files += c->parts[i].files;
		part_log(cli, &c->parts[i]);
	}
	str_printf(&cli->out, "%s: %zu institu%s, ", path, institutions,
	    institutions == 1 ? "ción" : "ciones");
	number_put_count(&cli->out, (int64_t)c->rows);
	str_put(&cli->out, " filas, ");
	number_put_count(&cli->out, (int64_t)files);
	str_printf(&cli->out, " archivo%s adjunto%s; hecho el %s con yupana %s\n",
	    files == 1 ? "" : "s", files == 1 ? "" : "s", c->made_at, c->program);
	str_printf(&cli->out, "SHA-256: %s\n", backup->sha256);
}

static enum cli_status
tell(struct cli *cli, const char *path, const struct app_backup *backup, const char *last)
{
	if (cli_has(cli, "json")) {
		if (backup_json(cli, path, backup) < 0)
			return cli_refused(cli);
	} else {
		backup_text(cli, path, backup);
		str_put(&cli->out, last);
	}
	return backup->broken > 0 ? CLI_REPORTED : CLI_DONE;
}

/* ---- backup --------------------------------------------------------------- */

static enum cli_status
backup_run(struct cli *cli)
{
	const char *path = cli_value(cli, "output");
	struct app_backup backup;
	struct progress progress;
	int rc;

	if (path == NULL || path[0] == '\0')
		return cli_misused(cli, "falta -o ARCHIVO");
	rc = cli_open_for_export(cli);
	progress_begin(&progress, cli, "Respaldando");
	if (rc == YUP_OK)
		rc = app_backup(&cli->app, cli->mem, cli_value(cli, "institution"), path, &backup,
		    &cli->err);
	progress_end(&progress);
	if (rc < 0)
		return cli_refused(cli);
	return tell(cli, path, &backup, "Se leyó de vuelta y está completo.\n");
}

static const struct cli_option BACKUP_OPTIONS[] = {
	{ "output", 'o', "ARCHIVO", "el respaldo" },
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_backup = {
	.name = "backup",
	.summary = "un respaldo de todo, en un archivo",
	.operands = "",
	.about =
	    "Escribe en un archivo todo lo que tiene la base de datos, también los archivos adjuntos y "
	    "la bitácora, mientras otros siguen trabajando: es lo que había en un instante. Después lo "
	    "lee de vuelta y lo comprueba. Cualquiera de los dos motores lo restaura.\n\nNo va "
	    "cifrado: tiene datos de personas y solo su dueño puede leerlo. Guárdelo donde solo "
	    "entre quien deba, en otra máquina.\n\nTermina con 1 si una bitácora estaba rota.",
	.examples = "yupana backup --db ma.db -o respaldo-2027-03-01.yupana\n"
		    "yupana backup --db postgresql://yupana@servidor/yupana -o respaldo.yupana",
	.options = BACKUP_OPTIONS,
	.run = backup_run,
};

/* ---- restore -------------------------------------------------------------- */

static enum cli_status
restore_run(struct cli *cli)
{
	const char *path = cli->operands[0];
	bool check = cli_has(cli, "check");
	struct app_backup backup;
	struct progress progress;
	int rc;

	if (check && cli_has(cli, "db"))
		return cli_misused(cli, "--check no usa base de datos: sobra --db");
	if (!check && !cli_has(cli, "db"))
		return cli_misused(cli, "falta --db BASE, una base de datos nueva");
	progress_begin(&progress, cli, "Restaurando");
	cli_set_clock(cli);
	rc = check
	    ? app_backup_check(cli->mem, path, &backup, &cli->err)
	    : app_restore(&cli->app, cli->mem, path, cli_value(cli, "db"), &backup, &cli->err);
	progress_end(&progress);
	if (rc < 0)
		return cli_refused(cli);
	if (check)
		return tell(cli, path, &backup, "El respaldo está completo.\n");
	return tell(cli, path, &backup,
	    mem_printf(cli->mem, "Restaurado en %s.\n", cli->app.db_shown));
}

static const struct cli_option RESTORE_OPTIONS[] = {
	{ "check", 0, NULL, "solo leerlo y comprobarlo, sin escribir nada" },
	CLI_JSON_OPTION,
	{ "db", 0, "BASE", "dónde: un archivo nuevo o una base vacía en postgresql://..." },
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_restore = {
	.name = "restore",
	.summary = "volver a un respaldo, en una base de datos nueva",
	.operands = "RESPALDO",
	.about =
	    "Comprueba el respaldo y lo pone en una base de datos vacía de cualquiera de los dos "
	    "motores, todo o nada. Un respaldo cortado, alterado, de otro programa o de otra versión "
	    "se rechaza sin tocar nada.\n\nCon --check solo se comprueba: se lee entero, se comparan "
	    "sus sumas, se recorren sus bitácoras y sus archivos adjuntos.",
	.examples = "yupana restore --check respaldo-2027-03-01.yupana\n"
		    "yupana restore respaldo-2027-03-01.yupana --db nueva.db",
	.options = RESTORE_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = restore_run,
};
