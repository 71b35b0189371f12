#include "web/pages/log_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "base/date.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/pages/form.h"
#include "web/pages/log_words.h"
#include "web/when.h"

static const char *
who_of(struct visit *visit, const struct log_record *r)
{
	if (strcmp(r->actor, "operator") == 0)
		return html_translated(&visit->html, N_("Quien opera el sistema"));
	if (strcmp(r->actor, "nobody") == 0)
		return html_translated(&visit->html, N_("Nadie: sin ingresar"));
	return r->actor_name[0] != '\0' ? r->actor_name : r->actor;
}

static void
make_rows(struct log_view *v, const struct log_words *words, const struct app_log_line *lines)
{
	struct mem *mem = v->visit->req->mem;

	v->rows = mem_array(mem, v->count + 1, sizeof(*v->rows));
	for (size_t i = 0; i < v->count; i++) {
		const struct log_record *r = &lines[i].record;

		v->rows[i] = (struct log_row){
			.at = when_instant(mem, r->at),
			.who = who_of(v->visit, r),
			.who_key = r->actor,
			.origin = r->origin,
			.action = log_words_action(words, r->action),
			.action_key = r->action,
			.subject = log_words_subject(words, &lines[i]),
			.subject_key = r->subject,
			.detail = log_words_detail(words, &lines[i]),
			.exact = r->detail,
			.refused = strcmp(r->outcome, "refused") == 0,
			.seq = (long long)r->seq,
		};
	}
}

int
log_own_institution(struct visit *visit, const char **out, struct err *err)
{
	struct institution *list = NULL;
	size_t count = 0;
	int rc = app_institutions(visit->app, visit->req->mem, NULL, &list, &count, err);

	*out = NULL;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].id == visit->institution_id)
			*out = list[i].name;
	if (rc == YUP_OK && *out == NULL)
		rc = err_set(err, YUP_EBUG, "no institution %lld",
		    (long long)visit->institution_id);
	return rc;
}

/* What the address asks. */
static int
read_filter(struct visit *visit, struct app_log_filter *out, struct err *err)
{
	const char *result = visit_field(visit, "resultado");
	struct app_log_filter filter = {
		.from = form_optional(visit, "desde"),
		.to = form_optional(visit, "hasta"),
		.actor = form_optional(visit, "quien"),
		.action = form_optional(visit, "accion"),
		.subject = form_optional(visit, "sobre"),
		.outcome = strcmp(result, "hecho") == 0 ? "done"
		    : strcmp(result, "rechazado") == 0  ? "refused"
							: NULL,
		.limit = LOG_PAGE + 1,
	};
	int rc = log_own_institution(visit, &filter.institution, err);

	if (rc == YUP_OK &&
	    ((filter.from != NULL && !date_is_valid(filter.from)) ||
		(filter.to != NULL && !date_is_valid(filter.to))))
		rc = err_refuse(err, YUP_EINVALID, "date_invalid", "%s", "desde, hasta");
	if (rc == YUP_OK)
		*out = filter;
	return rc;
}

int
log_view_load(struct visit *visit, struct log_view *out, struct err *err)
{
	static const char *const COLUMNS[] = { "at", NULL };
	struct log_view v = { .visit = visit, .list = listing_read(visit, COLUMNS) };
	struct app_log_line *lines = NULL;
	struct app_log_filter filter = { 0 };
	struct log_words words;
	int rc = read_filter(visit, &filter, err);

	filter.people = true;
	filter.before = strtoll(visit_field(visit, "antes"), NULL, 10);
	if (rc == YUP_OK)
		rc = app_log_list(visit->app, visit->req->mem, &filter, &lines, &v.count, err);
	if (rc == YUP_OK)
		rc = log_words_load(visit, &words, err);
	if (rc < 0)
		return rc;
	if (v.count > LOG_PAGE) {
		v.count = LOG_PAGE;
		v.older = listing_link(&v.list, "antes",
		    mem_printf(visit->req->mem, "%lld", (long long)lines[LOG_PAGE - 1].record.seq));
	}
	if (filter.before > 0)
		v.newest = listing_link(&v.list, "antes", "");
	v.filtered = filter.from != NULL || filter.to != NULL || filter.actor != NULL ||
	    filter.action != NULL || filter.subject != NULL || filter.outcome != NULL;
	v.may_sign = actor_may(visit->app->by, MAY_CHECKPOINT_LOG, visit->institution_id,
	    ORG_UNIT_ALL);
	make_rows(&v, &words, lines);
	listing_settle(&v.list, v.count);
	*out = v;
	return YUP_OK;
}

/* ---- As a file ------------------------------------------------------------------------ */

static void
put_record(struct csv_writer *w, struct visit *visit, const struct log_record *r)
{
	csv_int(w, (int64_t)r->seq);
	csv_text(w, r->at);
	csv_text(w, who_of(visit, r));
	csv_text(w, r->origin);
	csv_text(w, r->action);
	csv_text(w, r->subject);
	csv_word(w, visit, strcmp(r->outcome, "refused") == 0 ? N_("rechazado") : N_("hecho"));
	csv_text(w, r->detail);
	csv_row_end(w);
}

/* From the newest, as many as there are; what was read is dropped as it goes. */
int
log_view_csv(struct visit *visit, struct err *err)
{
	static const char *const HEADS[] = { N_("Número"), N_("Cuándo"), N_("Quién"), N_("Desde"),
		N_("Acción"), N_("Sobre qué"), N_("Resultado"), N_("Detalle"), NULL };
	const struct csv_list list = { "bitacora", MAY_READ_LOG, HEADS };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_log_filter filter = { 0 };
	struct app_log_line *lines = NULL;
	size_t count = LOG_CSV_STEP;
	struct csv_writer w = { 0 };
	int rc = read_filter(visit, &filter, err);

	filter.limit = LOG_CSV_STEP;
	if (rc == YUP_OK)
		rc = csv_answer(visit, &list, &w, err);
	while (rc == YUP_OK && count == LOG_CSV_STEP) {
		mem_reset(mem);
		rc = app_log_list(visit->app, mem, &filter, &lines, &count, err);
		for (size_t i = 0; rc == YUP_OK && i < count; i++)
			put_record(&w, visit, &lines[i].record);
		if (rc == YUP_OK && count > 0)
			filter.before = (int64_t)lines[count - 1].record.seq;
	}
	return csv_end(visit, &w, rc, err);
}
