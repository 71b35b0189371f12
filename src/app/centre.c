#include "app/centre.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/centre_job.h"
#include "app/paper_work.h"
#include "base/mem.h"
#include "base/str.h"

const struct centre_format_text centre_formats[CENTRE_FORMAT__COUNT] = {
	[CENTRE_PDF] = { "pdf", "pdf", "application/pdf" },
	[CENTRE_HTML] = { "html", "html", "text/html; charset=utf-8" },
	[CENTRE_XLSX] = { "xlsx", "xlsx",
	    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
	[CENTRE_CSV] = { "csv", "csv", "text/csv; charset=utf-8" },
	[CENTRE_JSON] = { "json", "json", "application/json" },
	[CENTRE_IATI] = { "iati", "iati.xml", "application/xml" },
	[CENTRE_FISCAL] = { "fiscal", "fiscal.json", "application/json" },
	[CENTRE_OCDS] = { "ocds", "ocds.json", "application/json" },
	[CENTRE_DHIS2] = { "dhis2", "dhis2.json", "application/json" },
};

const char *const centre_whats[CENTRE_WHAT__COUNT] = {
	[CENTRE_PLAN] = "plan",
	[CENTRE_FORM_A] = "formulario-a",
	[CENTRE_FORM_B] = "formulario-b",
	[CENTRE_FOLLOW_UP] = "seguimiento",
	[CENTRE_SUMMARY] = "resumen",
	[CENTRE_FINDINGS] = "hallazgos",
	[CENTRE_OPEN_DATA] = "datos-abiertos",
};

/* ---- What there is ------------------------------------------------------------------------- */

struct offer;

typedef int (*centre_make_fn)(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct centre_request *request, const struct offer *offer, json_write_fn write,
    void *context, struct err *err);

struct offer {
	enum centre_what what;
	enum centre_format format;
	centre_make_fn make;
	int of, as; /* for who makes it: of what kind, in which format */
	unsigned takes;
};

static int make_paper(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct centre_request *request, const struct offer *offer, json_write_fn write,
    void *context, struct err *err);
static int make_export(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct centre_request *request, const struct offer *offer, json_write_fn write,
    void *context, struct err *err);

#define FORMS (CENTRE_TAKES_UNIT | CENTRE_TAKES_PAPER)
#define TIMES (CENTRE_TAKES_PERIOD | CENTRE_TAKES_PAPER)

/* Every one there is, in the order they are offered. */
static const struct offer OFFERS[] = {
	{ CENTRE_PLAN, CENTRE_PDF, make_paper, APP_PAPER_PLAN, APP_PAPER_PDF, FORMS },
	{ CENTRE_PLAN, CENTRE_HTML, make_paper, APP_PAPER_PLAN, APP_PAPER_HTML, CENTRE_TAKES_UNIT },
	{ CENTRE_PLAN, CENTRE_XLSX, make_paper, APP_PAPER_PLAN, APP_PAPER_XLSX, CENTRE_TAKES_UNIT },
	{ CENTRE_PLAN, CENTRE_CSV, make_export, APP_WHAT_PLAN, APP_FORMAT_CSV, 0 },
	{ CENTRE_PLAN, CENTRE_JSON, make_export, APP_WHAT_PLAN, APP_FORMAT_JSON, 0 },
	{ CENTRE_FORM_A, CENTRE_PDF, make_paper, APP_PAPER_FORM_A, APP_PAPER_PDF, FORMS },
	{ CENTRE_FORM_A, CENTRE_HTML, make_paper, APP_PAPER_FORM_A, APP_PAPER_HTML,
	    CENTRE_TAKES_UNIT },
	{ CENTRE_FORM_A, CENTRE_XLSX, make_paper, APP_PAPER_FORM_A, APP_PAPER_XLSX,
	    CENTRE_TAKES_UNIT },
	{ CENTRE_FORM_B, CENTRE_PDF, make_paper, APP_PAPER_FORM_B, APP_PAPER_PDF, FORMS },
	{ CENTRE_FORM_B, CENTRE_HTML, make_paper, APP_PAPER_FORM_B, APP_PAPER_HTML,
	    CENTRE_TAKES_UNIT },
	{ CENTRE_FORM_B, CENTRE_XLSX, make_paper, APP_PAPER_FORM_B, APP_PAPER_XLSX,
	    CENTRE_TAKES_UNIT },
	{ CENTRE_FOLLOW_UP, CENTRE_PDF, make_paper, APP_PAPER_FOLLOW_UP, APP_PAPER_PDF, TIMES },
	{ CENTRE_FOLLOW_UP, CENTRE_HTML, make_paper, APP_PAPER_FOLLOW_UP, APP_PAPER_HTML,
	    CENTRE_TAKES_PERIOD },
	{ CENTRE_FOLLOW_UP, CENTRE_XLSX, make_paper, APP_PAPER_FOLLOW_UP, APP_PAPER_XLSX,
	    CENTRE_TAKES_PERIOD },
	{ CENTRE_FOLLOW_UP, CENTRE_CSV, make_export, APP_WHAT_FOLLOW_UP, APP_FORMAT_CSV, 0 },
	{ CENTRE_FOLLOW_UP, CENTRE_JSON, make_export, APP_WHAT_FOLLOW_UP, APP_FORMAT_JSON, 0 },
	{ CENTRE_SUMMARY, CENTRE_PDF, make_paper, APP_PAPER_SUMMARY, APP_PAPER_PDF, TIMES },
	{ CENTRE_SUMMARY, CENTRE_HTML, make_paper, APP_PAPER_SUMMARY, APP_PAPER_HTML,
	    CENTRE_TAKES_PERIOD },
	{ CENTRE_SUMMARY, CENTRE_XLSX, make_paper, APP_PAPER_SUMMARY, APP_PAPER_XLSX,
	    CENTRE_TAKES_PERIOD },
	{ CENTRE_SUMMARY, CENTRE_CSV, make_export, APP_WHAT_SUMMARY, APP_FORMAT_CSV, 0 },
	{ CENTRE_SUMMARY, CENTRE_JSON, make_export, APP_WHAT_SUMMARY, APP_FORMAT_JSON, 0 },
	{ CENTRE_FINDINGS, CENTRE_PDF, make_paper, APP_PAPER_FINDINGS, APP_PAPER_PDF, TIMES },
	{ CENTRE_FINDINGS, CENTRE_HTML, make_paper, APP_PAPER_FINDINGS, APP_PAPER_HTML,
	    CENTRE_TAKES_PERIOD },
	{ CENTRE_FINDINGS, CENTRE_XLSX, make_paper, APP_PAPER_FINDINGS, APP_PAPER_XLSX,
	    CENTRE_TAKES_PERIOD },
	{ CENTRE_FINDINGS, CENTRE_CSV, make_export, APP_WHAT_FINDINGS, APP_FORMAT_CSV, 0 },
	{ CENTRE_FINDINGS, CENTRE_JSON, make_export, APP_WHAT_FINDINGS, APP_FORMAT_JSON, 0 },
	{ CENTRE_OPEN_DATA, CENTRE_JSON, make_export, APP_WHAT_USUAL, APP_FORMAT_JSON, 0 },
	{ CENTRE_OPEN_DATA, CENTRE_IATI, make_export, APP_WHAT_USUAL, APP_FORMAT_IATI, 0 },
	{ CENTRE_OPEN_DATA, CENTRE_FISCAL, make_export, APP_WHAT_USUAL, APP_FORMAT_FISCAL, 0 },
	{ CENTRE_OPEN_DATA, CENTRE_OCDS, make_export, APP_WHAT_USUAL, APP_FORMAT_OCDS, 0 },
	{ CENTRE_OPEN_DATA, CENTRE_DHIS2, make_export, APP_WHAT_USUAL, APP_FORMAT_DHIS2, 0 },
};

static const struct offer *
find_offer(enum centre_what what, enum centre_format format)
{
	for (size_t i = 0; i < sizeof(OFFERS) / sizeof(OFFERS[0]); i++)
		if (OFFERS[i].what == what && OFFERS[i].format == format)
			return &OFFERS[i];
	return NULL;
}

bool
app_centre_offers(enum centre_what what, enum centre_format format, unsigned *takes)
{
	const struct offer *offer = find_offer(what, format);

	if (offer != NULL && takes != NULL)
		*takes = offer->takes;
	return offer != NULL;
}

bool
app_centre_find_what(const char *key, enum centre_what *out)
{
	for (int i = 0; i < CENTRE_WHAT__COUNT; i++)
		if (strcmp(centre_whats[i], key) == 0) {
			*out = (enum centre_what)i;
			return true;
		}
	return false;
}

bool
app_centre_find_format(const char *key, enum centre_format *out)
{
	for (int i = 0; i < CENTRE_FORMAT__COUNT; i++)
		if (strcmp(centre_formats[i].key, key) == 0) {
			*out = (enum centre_format)i;
			return true;
		}
	return false;
}

/* The last of a unit's path, with nothing that a file's name may not have. */
static void
put_unit(struct str *out, const char *unit)
{
	const char *slash = strrchr(unit, '/');

	str_put_char(out, '-');
	for (const char *c = slash != NULL ? slash + 1 : unit; *c != '\0'; c++)
		str_put_char(out, (unsigned char)*c < ' ' || strchr(" \\:*?\"<>|", *c) ? '_' : *c);
}

const char *
app_centre_name(struct mem *mem, const struct centre_request *request)
{
	CLEANUP(str_done) struct str s = { 0 };

	str_put(&s, centre_whats[request->what]);
	if (request->choice.year != 0)
		str_printf(&s, "-%d", request->choice.year);
	if (request->choice.one_version && request->choice.version > 0)
		str_printf(&s, "-r%u", request->choice.version);
	if (request->period != 0)
		str_printf(&s, "-p%u", request->period);
	if (request->unit != NULL)
		put_unit(&s, request->unit);
	str_printf(&s, ".%s", centre_formats[request->format].ending);
	return mem_strdup(mem, str_text(&s));
}

/* ---- Making ---------------------------------------------------------------------------------- */

static struct app_paper
paper_of(const struct centre_request *request, const struct offer *offer)
{
	return (struct app_paper){
		.institution_id = request->institution_id,
		.what = (enum app_paper_what)offer->of,
		.format = (enum app_paper_format)offer->as,
		.unit = request->unit,
		.period = request->period,
		.of_plan = request->of_plan,
		.paper = request->paper,
		.address = request->address,
	};
}

void
app_centre_paper(const struct centre_request *request, struct app_paper *out)
{
	*out = paper_of(request, find_offer(request->what, CENTRE_PDF));
}

static int
make_paper(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct centre_request *request, const struct offer *offer, json_write_fn write,
    void *context, struct err *err)
{
	const struct app_paper paper = paper_of(request, offer);

	return app_paper_make(app, plans, mem, &paper, write, context, err);
}

/* What is exported has no rows to be told: that it begins. */
static int
make_export(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct centre_request *request, const struct offer *offer, json_write_fn write,
    void *context, struct err *err)
{
	struct institution institution = { 0 };
	struct app_export_request export = { .format = (enum app_format)offer->as,
		.what = (enum app_what)offer->of,
		.guarded = true };
	int rc = institution_store_get(app->db, mem, request->institution_id, &institution, err);

	(void)plans;
	if (rc == YUP_OK)
		rc = app_stage(app, APP_STAGE_DRAWING, 0, err);
	export.institution = institution.name;
	return rc == YUP_OK ? app_export(app, mem, &export, write, context, err) : rc;
}

/* Which one it is, where it may be told what it is told. */
static int
choose(const struct centre_request *request, const struct offer **out, struct err *err)
{
	const struct offer *offer = find_offer(request->what, request->format);
	const char *key = centre_formats[request->format].key;

	if (offer == NULL)
		return err_refuse(err, YUP_EINVALID, "centre_not_offered", "%s", key);
	if ((request->unit != NULL && !(offer->takes & CENTRE_TAKES_UNIT)) ||
	    (request->period != 0 && !(offer->takes & CENTRE_TAKES_PERIOD)))
		return err_refuse(err, YUP_EINVALID, "centre_whole_only", "%s", key);
	*out = offer;
	return YUP_OK;
}

int
centre_require(const struct app *app, struct mem *mem, const struct centre_request *request,
    struct err *err)
{
	const struct offer *offer = NULL;
	struct app as = *app;
	struct app_paper paper;
	struct paper_work w;
	int rc = choose(request, &offer, err);

	if (rc < 0)
		return rc;
	if (request->unit == NULL)
		return app_require(app, MAY_EXPORT, request->institution_id, ORG_UNIT_ALL,
		    centre_whats[request->what], err);
	as.choice = request->choice;
	paper = paper_of(request, offer);
	return paper_work_load(&as, NULL, mem, &paper, &w, err);
}

int
app_centre_make(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct centre_request *request, json_write_fn write, void *context, struct err *err)
{
	const struct offer *offer = NULL;
	struct app as = *app;
	int rc = choose(request, &offer, err);

	if (rc == YUP_OK && request->unit == NULL)
		rc = centre_require(app, mem, request, err);
	if (rc == YUP_OK)
		rc = app_stage(app, APP_STAGE_READING, 0, err);
	as.choice = request->choice;
	return rc == YUP_OK ? offer->make(&as, plans, mem, request, offer, write, context, err)
			    : rc;
}

int
app_centre_is_long(const struct app *app, const struct centre_request *request, bool *out,
    struct err *err)
{
	size_t rows = 0;
	int rc = app_require(app, MAY_EXPORT, request->institution_id, ORG_UNIT_SOME,
	    centre_whats[request->what], err);

	if (rc == YUP_OK && request->unit == NULL)
		rc = job_store_rows(app->db, request->institution_id, request->choice.year, &rows,
		    err);
	if (rc == YUP_OK)
		*out = rows > CENTRE_LONG_ROWS;
	return rc;
}
