/* cmd_bundle.c - `yupana bundle create` and `yupana bundle open`. */
#include <string.h>

#include "app/bundle.h"
#include "cli/choice.h"
#include "cli/diff_view.h"
#include "cli/verbs.h"
#include "report/json_writer.h"
#include "text/number_text.h"
#include "text/report_text.h"

/* ---- create ---------------------------------------------------------------------------------- */

static enum cli_status
create_run(struct cli *cli)
{
	struct app_bundle_made made = { 0 };
	int rc;

	if (!cli_choice_of_version(cli))
		return CLI_REFUSED;
	rc = cli_open(cli, 0);
	if (rc == YUP_OK)
		rc = app_bundle_create(&cli->app, cli->mem, cli_value(cli, "institution"),
		    cli_value(cli, "key"), cli->operands[0], &made, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	str_printf(&cli->out,
	    "%s: paquete %lld, con %zu informes.\nFirmado con la clave %s, de %s.\n",
	    cli->operands[0], (long long)made.serial, made.reports, made.fingerprint,
	    made.key_path);
	if (made.key_made)
		str_put(&cli->out,
		    "La clave es nueva: guarde una copia en lugar seguro y diga su huella, por otro "
		    "medio que el paquete, a quien lo va a recibir.\n");
	return CLI_DONE;
}

static const struct cli_option CREATE_OPTIONS[] = {
	{ "key", 0, "ARCHIVO", "clave con la que se firma (por omisión, la del usuario)" },
	CLI_VERSION_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_bundle_create = {
	.name = "bundle create",
	.summary = "el plan y sus informes, en un archivo firmado para quien ejerce tuición",
	.operands = "ARCHIVO",
	.about =
	    "Escribe el plan aprobado de una gestión (la más nueva, o --year) con todo lo informado "
	    "de él en un archivo firmado (Ed25519), para la institución que ejerce tuición. Lleva "
	    "siempre el año entero: si uno se pierde, el siguiente lo suple. Los archivos de "
	    "evidencia se quedan en la entidad.\n\n"
	    "La primera vez hace la clave. Su huella se dice a quien recibe por otro medio "
	    "(teléfono, nota), para que sepa que es de ustedes.",
	.examples = "yupana bundle create --institution INAHIC inahic-2027-10.yupana",
	.options = CREATE_OPTIONS,
	.run = create_run,
	.operands_least = 1,
	.operands_most = 1,
};

/* ---- open ------------------------------------------------------------------------------------- */

static void
put_value(struct cli *cli, const struct app_bundle *b, const struct report *r,
    enum report_field field)
{
	(void)b;
	if (r == NULL || (report_field_is_number(field) && r->number[field] == NUM_ABSENT))
		str_put(&cli->out, "—");
	else if (!report_field_is_number(field))
		str_put(&cli->out, r->text[field][0] != '\0' ? r->text[field] : "—");
	else if (field == REPORT_EXECUTED)
		number_put_money(&cli->out, r->number[field], b->said.plan->pack->currency);
	else if (field == REPORT_MEASURE)
		str_put(&cli->out, measure_word((unsigned)r->number[field]));
	else if (field == REPORT_MEASURE_MONTH)
		number_put_count(&cli->out, r->number[field]);
	else
		number_put_quantity(&cli->out, r->number[field]);
}

static const char *
code_of(const struct app_bundle *b, const char *node_id)
{
	for (size_t i = 0; i < b->said.plan->node_count; i++)
		if (strcmp(b->said.plan->nodes[i].id, node_id) == 0)
			return b->said.plan->nodes[i].code;
	return node_id;
}

static void
put_cell(struct cli *cli, const struct app_bundle *b, const struct bundle_cell *c)
{
	str_printf(&cli->out, "  %u  %s  %s: ", c->period, code_of(b, c->node_id),
	    report_field_word(c->field));
	put_value(cli, b, bundle_report_of(b->before, b->before_count, c->node_id, c->period),
	    c->field);
	str_put(&cli->out, " → ");
	put_value(cli, b,
	    bundle_report_of(b->said.reports, b->said.report_count, c->node_id, c->period),
	    c->field);
	str_put_char(&cli->out, '\n');
}

static void
put_cells(struct cli *cli, const struct app_bundle *b)
{
	size_t told = b->cell_count < BUNDLE_CELLS_TOLD ? b->cell_count : BUNDLE_CELLS_TOLD;

	str_printf(&cli->out, "\nInformes: %zu celdas distintas de las que hay aquí.\n",
	    b->cell_count);
	if (b->before_count == 0)
		return; /* all of them: what is new is not listed twice */
	for (size_t i = 0; i < told; i++)
		put_cell(cli, b, &b->cells[i]);
	if (told < b->cell_count)
		str_printf(&cli->out, "  … y %zu más\n", b->cell_count - told);
}

static void
put_people(struct cli *cli, const struct app_bundle *b, bool taken)
{
	const struct bundle *said = &b->said;

	str_printf(&cli->out, "%s (%s), paquete %lld del %.10s, para %s\n", said->institution,
	    said->acronym, (long long)said->serial, said->made_at, said->to);
	str_printf(&cli->out, "Firma válida de la clave %s%s.\n", b->fingerprint,
	    b->is_known ? ", la de siempre"
		: taken ? ", en la que se confía desde ahora"
			: ", en la que se confiará si se recibe con --trust y --accept");
	str_printf(&cli->out, "Plan %d, versión %u: %zu unidades, %zu filas; %zu informes.\n",
	    said->plan->year, said->plan->version, said->plan->unit_count, said->plan->node_count,
	    said->report_count);
	if (!b->has_plan) {
		str_put(&cli->out, "El plan no está aquí todavía.\n");
	} else if (b->diff.count == 0) {
		str_put(&cli->out, "El plan es el mismo que ya está aquí.\n");
	} else {
		str_put(&cli->out, "\nEl plan difiere del que hay aquí:\n");
		diff_view_put(cli, &b->diff, said->plan->pack);
	}
	put_cells(cli, b);
	str_put(&cli->out,
	    taken ? "\nRecibido: ya cuenta en el consolidado.\n"
		  : "\nNo se guardó nada. Con --accept se recibe.\n");
}

static void
put_json(struct json_writer *w, const struct app_bundle *b, bool taken)
{
	const struct bundle *said = &b->said;

	json_object(w, NULL);
	json_text(w, "schema", "yupana.bundle_open/1");
	json_text(w, "institution", said->institution);
	json_text(w, "acronym", said->acronym);
	json_int(w, "serial", said->serial);
	json_int(w, "last_serial", b->last_serial);
	json_text(w, "made_at", said->made_at);
	json_text(w, "key", b->fingerprint);
	json_bool(w, "known_key", b->is_known);
	json_bool(w, "new_institution", b->is_new);
	json_int(w, "year", said->plan->year);
	json_int(w, "version", said->plan->version);
	json_bool(w, "has_plan", b->has_plan);
	diff_view_json(w, &b->diff, said->plan->pack);
	json_int(w, "reports", (int64_t)said->report_count);
	json_int(w, "changed_report_cells", (int64_t)b->cell_count);
	json_bool(w, "taken", taken);
	json_object_end(w);
}

static enum cli_status
open_run(struct cli *cli)
{
	struct app_bundle_open how = { .path = cli->operands[0],
		.trust = cli_value(cli, "trust"),
		.accept = cli_has(cli, "accept") };
	struct app_bundle opened;
	struct json_writer w;
	int rc = cli_open(cli, 0);

	if (rc == YUP_OK)
		rc = app_bundle_open(&cli->app, cli->mem, &how, &opened, &cli->err);
	if (rc < 0)
		return cli_refused(cli);
	if (!cli_has(cli, "json")) {
		put_people(cli, &opened, how.accept);
		return CLI_DONE;
	}
	json_begin(&w, json_to_str, &cli->out);
	put_json(&w, &opened, how.accept);
	return json_end(&w, &cli->err) < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option OPEN_OPTIONS[] = {
	{ "accept", 0, NULL, "recibirlo; sin esto solo se muestra qué cambiaría" },
	{ "trust", 0, "HUELLA",
	    "confiar en esta clave: la huella que la entidad dijo por otro medio" },
	CLI_JSON_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_bundle_open = {
	.name = "bundle open",
	.summary = "revisar y recibir el paquete firmado de una entidad",
	.operands = "ARCHIVO",
	.about =
	    "Revisa la firma de un paquete, muestra en qué difiere de lo que hay aquí y, con "
	    "--accept, lo recibe: todo o nada, con su historia. La entidad y su plan aparecen "
	    "desde entonces en el consolidado del ministerio.\n\n"
	    "Se rechaza el que no está bien firmado, el de una clave en la que nadie confió, el "
	    "que no es más nuevo que el último recibido y el que es para otra institución. La "
	    "primera vez se confía en la clave con --trust y la huella que la entidad dijo por "
	    "otro medio.",
	.examples = "yupana bundle open inahic-2027-10.yupana --trust \"1A2B 3C4D 5E6F 7081\"\n"
		    "yupana bundle open inahic-2027-10.yupana --accept",
	.options = OPEN_OPTIONS,
	.run = open_run,
	.operands_least = 1,
	.operands_most = 1,
};
