/* cmd_diff.c - `yupana diff`. */
#include "app/history.h"
#include "cli/choice.h"
#include "cli/diff_view.h"
#include "cli/verbs.h"
#include "report/findings_json.h"
#include "report/json_writer.h"

static int
write_json(struct cli *cli, const struct app_diff *d)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.diff/1");
	plan_head_json(&w, "before", d->before);
	plan_head_json(&w, "after", d->after);
	diff_view_json(&w, &d->diff, d->after->pack);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
put_text(struct cli *cli, const struct app_diff *d)
{
	size_t counts[3] = { 0 };

	for (size_t i = 0; i < d->diff.count; i++)
		counts[d->diff.rows[i].kind]++;
	str_printf(&cli->out, "%d versión %u → %d versión %u: ", d->before->year,
	    d->before->version, d->after->year, d->after->version);
	if (d->diff.count == 0) {
		str_put(&cli->out, "no hay diferencias.\n");
		return;
	}
	str_printf(&cli->out, "agregadas %zu, quitadas %zu, cambiadas %zu.\n", counts[DIFF_ADDED],
	    counts[DIFF_REMOVED], counts[DIFF_CHANGED]);
	diff_view_put(cli, &d->diff, d->after->pack);
}

static enum cli_status
diff_run(struct cli *cli)
{
	struct app_diff d;
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = cli_open(cli, APP_READONLY);
	if (rc == YUP_OK)
		rc = app_diff(&cli->app, cli->mem, cli_value(cli, "institution"),
		    cli_value(cli, "from"), cli_value(cli, "to"), &d, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = write_json(cli, &d);
	else if (rc == YUP_OK)
		put_text(cli, &d);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "from", 0, "DESDE", "versión (1), fecha (2027-03-01) o ambas (1@2027-03-01)" },
	{ "to", 0, "HASTA", "lo mismo; sin él, la versión más nueva como está" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_diff = {
	.name = "diff",
	.summary = "en qué difieren dos versiones o fechas de un plan",
	.operands = "",
	.about = "Compara un plan en dos versiones o en dos fechas: qué filas se agregaron, se "
		 "quitaron, se movieron o cambiaron de código, y qué celdas cambiaron.\n\nSin "
		 "--from se compara con la versión de la que se partió o, si no la hay, con el "
		 "plan como se importó.",
	.examples = "yupana diff\nyupana diff --from 0 --to 1\n"
		    "yupana diff --from 2027-03-01 --to 2027-06-30 --json",
	.options = OPTIONS,
	.run = diff_run,
};
