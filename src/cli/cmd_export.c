/* cmd_export.c - `yupana export`. */
#include <string.h>

#include "app/export.h"
#include "cli/choice.h"
#include "cli/paper.h"
#include "cli/verbs.h"

#define FORMATS "json, csv, text, xlsx, pdf, html, iati, fiscal, ocds o dhis2"

static bool
read_format(struct cli *cli, enum app_format *out)
{
	const char *format = cli_value(cli, "format");

	if (format == NULL) {
		(void)cli_misused(cli, "falta --format: " FORMATS);
		return false;
	}
	for (unsigned i = 0; i < APP_FORMAT__COUNT; i++)
		if (strcmp(format, app_format_key((enum app_format)i)) == 0) {
			*out = (enum app_format)i;
			return true;
		}
	(void)cli_misused(cli, "no existe el formato «%s»; hay " FORMATS, format);
	return false;
}

/* What only printed documents have; asked of another format it would be left out in silence. */
static bool
takes_options(struct cli *cli)
{
	static const char *const OF_PAPER[] = { "unit", "period", "paper", "issue" };

	for (size_t i = 0; i < sizeof(OF_PAPER) / sizeof(OF_PAPER[0]); i++)
		if (cli_has(cli, OF_PAPER[i])) {
			(void)cli_misused(cli, "--%s es de pdf, html y xlsx, no de %s", OF_PAPER[i],
			    cli_value(cli, "format"));
			return false;
		}
	return true;
}

/* Text is what forms and follow-ups are printed as; findings and summaries are not. */
static bool
fit_together(struct cli *cli, const struct app_export_request *request)
{
	if (app_format_is_open(request->format) && request->what != APP_WHAT_USUAL &&
	    request->what != APP_WHAT_PLAN) {
		(void)cli_misused(cli, "--format %s es del plan con lo informado, no de «%s»",
		    cli_value(cli, "format"), cli_value(cli, "what"));
		return false;
	}
	if (request->format != APP_FORMAT_TEXT ||
	    (request->what != APP_WHAT_FINDINGS && request->what != APP_WHAT_SUMMARY))
		return true;
	(void)cli_misused(cli, "--format text es de plan o follow-up, no de «%s»",
	    cli_value(cli, "what"));
	return false;
}

static bool
read_what(struct cli *cli, enum app_what *out)
{
	static const struct {
		const char *name;
		enum app_what what;
	} WHATS[] = {
		{ "plan", APP_WHAT_PLAN },
		{ "follow-up", APP_WHAT_FOLLOW_UP },
		{ "findings", APP_WHAT_FINDINGS },
		{ "summary", APP_WHAT_SUMMARY },
	};
	const char *value = cli_value(cli, "what");

	*out = APP_WHAT_USUAL;
	if (value == NULL)
		return true;
	for (size_t i = 0; i < sizeof(WHATS) / sizeof(WHATS[0]); i++)
		if (strcmp(value, WHATS[i].name) == 0)
			*out = WHATS[i].what;
	if (*out != APP_WHAT_USUAL)
		return true;
	(void)cli_misused(cli, "--what es plan, follow-up, findings o summary, no «%s»", value);
	return false;
}

static enum cli_status
export_run(struct cli *cli)
{
	struct app_export_request request = { .institution = cli_value(cli, "institution") };
	const char *path = cli_value(cli, "output");
	int rc;

	if (paper_is_asked(cli))
		return paper_run(cli);
	if (!read_format(cli, &request.format) || !takes_options(cli) ||
	    !read_what(cli, &request.what) || !fit_together(cli, &request))
		return CLI_REFUSED;
	if (!cli_choice(cli))
		return CLI_REFUSED;
	rc = cli_open_for_export(cli);
	if (rc == YUP_OK && path != NULL && strcmp(path, "-") != 0)
		rc = app_export_save(&cli->app, cli->mem, &request, path, &cli->err);
	else if (rc == YUP_OK)
		rc = app_export(&cli->app, cli->mem, &request, cli_write_stdout, NULL, &cli->err);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option OPTIONS[] = {
	{ "format", 'f', "FORMATO", FORMATS },
	{ "what", 'w', "QUÉ",
	    "plan, follow-up (seguimiento), findings (hallazgos) o summary (resumen); en pdf, html y xlsx "
	    "también form-a y form-b" },
	{ "output", 'o', "ARCHIVO",
	    "dónde, en lugar de la salida; para csv, fiscal y dhis2 también una carpeta" },
	CLI_PAPER_OPTIONS,
	CLI_CHOICE_OPTIONS,
	CLI_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_export = {
	.name = "export",
	.summary = "lo guardado, para otros programas",
	.operands = "",
	.about =
	    "Escribe lo guardado y lo calculado, con la fuente de cada fila.\n\n"
	    "JSON: un documento yupana.export/1 con los planes y los seguimientos vigentes; "
	    "docs/schemas tiene su esquema.\n\n"
	    "CSV (RFC 4180, punto decimal): las filas del plan o, si no hay plan, las del "
	    "seguimiento; con -o y una carpeta, todas sus tablas, cada una en su archivo, y "
	    "datapackage.json, que dice qué es cada columna. "
	    "Un nombre que termina en «/» es una carpeta y se crea si no existe.\n\n"
	    "XLSX: los mismos documentos que en PDF, cada tabla en una hoja, con encabezados fijos, "
	    "números que son números y sumas que son fórmulas. Para corregir un plan en una planilla "
	    "y traerlo de vuelta está «yupana sheet».\n\n"
	    "Texto: los formularios del plan y el documento de seguimiento como se imprimen, con "
	    "tabulaciones entre celdas; se puede importar otra vez. Los promedios del "
	    "seguimiento son los calculados, en enteros.\n\n"
	    "Formatos abiertos, del plan con lo que se informó de él: iati (IATI 2.03, XML), "
	    "fiscal (Open Fiscal Data Package v1: presupuesto por fase), ocds (OCDS 1.1, "
	    "planificación) y dhis2 (dataValueSets: metas y logros). fiscal y dhis2 son de dos "
	    "archivos: con -o y una carpeta se escriben los dos.\n\n"
	    "PDF y HTML: el documento como se presenta, de una institución. El plan entero con "
	    "carátula, textos de la institución, organigrama, índice, formularios, presupuesto y "
	    "firmas; con --unit, los formularios de una unidad. Con --issue recibe su número y "
	    "queda guardado: «yupana issued list» los muestra.",
	.examples = "yupana export --format json -o ma.json\n"
		    "yupana export --format csv --what findings -o hallazgos.csv\n"
		    "yupana export --format csv -o tablas/\n"
		    "yupana export --format text --what follow-up -o seguimiento.txt\n"
		    "yupana export --format iati --year 2027 -o iati.xml\n"
		    "yupana export --format pdf --paper oficio -o poa-2027.pdf\n"
		    "yupana export --format pdf --what plan --issue -o poa-2027.pdf",
	.options = OPTIONS,
	.run = export_run,
};
