#include "cli/paper.h"

#include <stdlib.h>
#include <string.h>

#include "app/paper.h"
#include "cli/choice.h"
#include "cli/chosen.h"

static const char *const FORMATS[] = { "pdf", "html", "xlsx" };

bool
paper_is_asked(const struct cli *cli)
{
	const char *format = cli_value(cli, "format");

	for (size_t i = 0; format != NULL && i < sizeof(FORMATS) / sizeof(FORMATS[0]); i++)
		if (strcmp(format, FORMATS[i]) == 0)
			return true;
	return false;
}

/* "form-a" is the key form_a. */
static bool
is_key(const char *word, const char *key)
{
	for (; *word != '\0' && *key != '\0'; word++, key++)
		if (*word != *key && !(*word == '-' && *key == '_'))
			return false;
	return *word == *key;
}

static bool
read_what(struct cli *cli, enum app_paper_what *out)
{
	const char *word = cli_value(cli, "what");

	*out = APP_PAPER_PLAN;
	if (word == NULL)
		return true;
	for (int i = 0; app_paper_keys[i] != NULL; i++)
		if (is_key(word, app_paper_keys[i])) {
			*out = (enum app_paper_what)i;
			return true;
		}
	(void)cli_misused(cli,
	    "--what es plan, form-a, form-b, follow-up, findings o summary, no «%s»", word);
	return false;
}

static enum app_paper_format
format_of(const char *word)
{
	if (strcmp(word, "xlsx") == 0)
		return APP_PAPER_XLSX;
	return strcmp(word, "html") == 0 ? APP_PAPER_HTML : APP_PAPER_PDF;
}

static bool
read_request(struct cli *cli, struct app_paper *out)
{
	const char *paper = cli_value(cli, "paper"), *period = cli_value(cli, "period");
	int64_t number = 0;

	*out = (struct app_paper){ .institution = cli_value(cli, "institution"),
		.unit = cli_value(cli, "unit"),
		.format = format_of(cli_value(cli, "format")) };
	if (!read_what(cli, &out->what))
		return false;
	out->usual = cli_value(cli, "what") == NULL && !cli_has(cli, "issue");
	if (paper != NULL && (out->paper = doc_paper_find(paper)) == NULL) {
		(void)cli_misused(cli, "--paper es a4, letter, legal, oficio o a3, no «%s»", paper);
		return false;
	}
	if (period != NULL && chosen_number(cli, period, &number) != CLI_DONE)
		return false;
	out->period = number <= 1000 ? (unsigned)number : 1000;
	if (cli_has(cli, "issue") && out->format != APP_PAPER_PDF) {
		(void)cli_misused(cli, "solo se emite en pdf");
		return false;
	}
	return true;
}

static int
issue(struct cli *cli, struct app_plans *plans, const struct app_paper *request, const char *path)
{
	struct issued it = { 0 };
	int rc = app_paper_issue(&cli->app, plans, cli->mem, request, &it, &cli->err);

	if (rc == YUP_OK && path != NULL)
		rc = app_issued_save(&cli->app, it.institution_id, &it, path, &cli->err);
	if (rc == YUP_OK)
		str_printf(&cli->out, "%s (documento %lld): %u páginas.\n", it.number,
		    (long long)it.id, it.pages);
	return rc;
}

enum cli_status
paper_run(struct cli *cli)
{
	const char *path = cli_value(cli, "output");
	struct app_plans plans = { 0 };
	struct app_paper request;
	int rc;

	if (path != NULL && strcmp(path, "-") == 0)
		path = NULL;
	if (!read_request(cli, &request) || !cli_choice(cli))
		return CLI_REFUSED;
	rc = cli_has(cli, "issue") ? cli_open(cli, 0) : cli_open_for_export(cli);
	if (rc == YUP_OK && cli_has(cli, "issue"))
		rc = issue(cli, &plans, &request, path);
	else if (rc == YUP_OK && path != NULL)
		rc = app_paper_save(&cli->app, &plans, cli->mem, &request, path, &cli->err);
	else if (rc == YUP_OK)
		rc = app_paper_make(&cli->app, &plans, cli->mem, &request, cli_write_stdout, NULL,
		    &cli->err);
	app_plans_done(&plans);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}
