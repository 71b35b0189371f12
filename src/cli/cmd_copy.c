/* cmd_copy.c - `yupana copy`. */
#include "app/copy.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "text/log_text.h"
#include "text/number_text.h"

static bool
log_is_whole(const struct app_copied *copied)
{
	return !copied->has_log || copied->log.fault == LOG_FAULT_NONE;
}

static void
institution_json(struct json_writer *w, const struct app_copied *copied)
{
	json_object(w, NULL);
	json_text(w, "institution", copied->institution);
	json_int(w, "rows", (int64_t)copied->rows);
	json_int(w, "log_records", copied->has_log ? copied->log.seq : 0);
	json_bool(w, "log_whole", log_is_whole(copied));
	json_array(w, "tables");
	for (size_t i = 0; i < copied->table_count; i++) {
		const struct app_copied_table *t = &copied->tables[i];

		json_line_object(w, NULL);
		json_text(w, "table", t->name);
		json_int(w, "rows", (int64_t)t->rows);
		json_text(w, "checksum", t->checksum);
		json_object_end(w);
	}
	json_array_end(w);
	json_object_end(w);
}

static int
put_json(struct cli *cli, const char *to, const struct app_copied *copied, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.copy/1");
	json_text(&w, "to", to);
	json_array(&w, "copied");
	for (size_t i = 0; i < count; i++)
		institution_json(&w, &copied[i]);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
put_log(struct cli *cli, const struct app_copied *copied)
{
	if (!copied->has_log)
		return;
	if (log_is_whole(copied)) {
		str_put(&cli->out, "  bitácora: ");
		number_put_count(&cli->out, copied->log.seq);
		str_put(&cli->out, " registros, íntegra\n");
		return;
	}
	str_put(&cli->out, "  bitácora rota, como en el origen: ");
	log_text_put_fault(&cli->out, log_fault_key(copied->log.fault), copied->log.fault_seq);
	str_put(&cli->out, "\n");
}

static void
put_text(struct cli *cli, const char *to, const struct app_copied *copied, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		number_put_count(&cli->out, (int64_t)copied[i].rows);
		str_printf(&cli->out, " filas de %s, iguales en las %zu tablas de ambos lados\n",
		    copied[i].institution, copied[i].table_count);
		put_log(cli, &copied[i]);
	}
	str_printf(&cli->out, "Base de datos: %s\n", to);
}

static enum cli_status
copy_run(struct cli *cli)
{
	const char *to = cli_value(cli, "to");
	struct app_copied *copied = NULL;
	struct progress progress;
	char shown[ERR_FILE_MAX];
	size_t count = 0;
	int rc;

	if (to == NULL || to[0] == '\0')
		return cli_misused(cli, "falta --to BASE");
	rc = cli_open_for_export(cli);
	progress_begin(&progress, cli, "Copiando");
	if (rc == YUP_OK)
		rc = app_copy(&cli->app, cli->mem, cli_value(cli, "institution"), to, &copied,
		    &count, &cli->err);
	progress_end(&progress);
	if (rc < 0)
		return cli_refused(cli);
	app_shown_name(to, shown, sizeof(shown));
	if (!cli_has(cli, "json"))
		put_text(cli, shown, copied, count);
	else if (put_json(cli, shown, copied, count) < 0)
		return cli_refused(cli);
	return CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "to", 0, "BASE", "a dónde: un archivo o postgresql://..." },
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_copy = {
	.name = "copy",
	.summary = "llevar instituciones a otra base de datos",
	.operands = "",
	.about =
	    "Copia una institución, o todas, con todo lo que tienen, de una base de datos a otra: de "
	    "un archivo a PostgreSQL, al revés, o entre dos iguales. El destino se crea o se pone al "
	    "día si hace falta; si ya tiene esa institución, se rechaza.\n\nSe copia todo o nada, y al "
	    "final se comparan las sumas de verificación de cada tabla en ambos lados y se recorre la "
	    "bitácora. En el origen solo queda escrito que se copió.",
	.examples =
	    "yupana copy --db ma.db --to postgresql://yupana@servidor/yupana\n"
	    "yupana copy --db postgresql://yupana@servidor/yupana --institution MA --to ma.db",
	.options = OPTIONS,
	.run = copy_run,
};
