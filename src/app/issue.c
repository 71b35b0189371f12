/* issue.c - documents that are issued: see paper.h. */
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/paper.h"
#include "app/paper_work.h"
#include "base/mem.h"
#include "base/str.h"
#include "report/doc_text.h"
#include "store/engine/db.h"

enum { TRIES = 5 };

_Static_assert((int)HASH_SHA256_SIZE == (int)FILE_HASH_SIZE, "a file by its content");

/* What the number of each kind begins with. */
static const char *const PREFIXES[APP_PAPER__COUNT] = { "POA", "FA", "FB", "SEG", "RES", "HAL" };

struct issuing {
	const struct app *app;
	struct mem *mem;
	const struct app_paper *request;
	struct paper_work work;
	struct str bytes; /* of the PDF */
	struct issued it;
	struct err *err;
};

/* ---- Bytes ------------------------------------------------------------------------------ */

static int
keep_bytes(void *context, const char *bytes, size_t length)
{
	struct issuing *g = context;

	if (g->bytes.length + length > ISSUED_SIZE_MAX)
		return -1;
	str_put_n(&g->bytes, bytes, length);
	return 0;
}

/* file_store.h goes through it twice. */
struct reading {
	const struct str *from;
	size_t at;
};

static int
read_bytes(void *context, void *bytes, size_t room, size_t *out_size, struct err *err)
{
	struct reading *r = context;
	size_t n = r->from->length - r->at < room ? r->from->length - r->at : room;

	(void)err;
	memcpy(bytes, r->from->text + r->at, n);
	r->at += n;
	*out_size = n;
	return YUP_OK;
}

static int
rewind_bytes(void *context, struct err *err)
{
	struct reading *r = context;

	(void)err;
	r->at = 0;
	return YUP_OK;
}

/* ---- Issuing ---------------------------------------------------------------------------- */

/* With the number it would have. */
static int
make(struct issuing *g)
{
	const struct doc_pdf_options options = { g->request->paper };
	struct paper_work *w = &g->work;
	struct doc_pdf_made made = { 0 };
	unsigned last = 0;
	int rc = issued_store_last(g->app->db, w->institution.id, w->head.year, w->head.kind, &last,
	    g->err);

	if (rc < 0)
		return rc;
	g->it.ordinal = last + 1;
	g->it.number = mem_printf(g->mem, "%s-%d-%03u", PREFIXES[g->request->what], w->head.year,
	    g->it.ordinal);
	w->head.number = g->it.number;
	paper_work_compose(g->mem, g->request, w);
	str_clear(&g->bytes);
	rc = doc_pdf_write(w->say, &w->document, &options, keep_bytes, g, &made, g->err);
	if (rc == YUP_EIO && g->bytes.length > 0)
		rc = err_refuse(g->err, YUP_ELIMIT, "issued_large", "%d", ISSUED_SIZE_MAX >> 20);
	g->it.pages = made.pages;
	memcpy(g->it.content_hash, made.hash, sizeof(made.hash));
	return rc;
}

/* YUP_ECONFLICT without a refusal's key: somebody took the number meanwhile. */
static int
keep(struct issuing *g)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct reading reading = { &g->bytes, 0 };
	const struct file_source source = { read_bytes, rewind_bytes, &reading };
	int64_t institution_id = g->work.institution.id;
	struct stored_file file;
	struct audit what = { .institution_id = institution_id, .action = "paper.issue" };
	unsigned last = 0;
	int rc = db_begin(g->app->db, &tx, g->err);

	if (rc == YUP_OK)
		rc = issued_store_last(tx.db, institution_id, g->it.year, g->it.kind, &last,
		    g->err);
	if (rc == YUP_OK && last + 1 != g->it.ordinal)
		return err_refuse(g->err, YUP_ECONFLICT, "issued_taken", "%s", g->it.number);
	if (rc == YUP_OK)
		rc = file_store_put(&tx, institution_id, &source, ISSUED_SIZE_MAX, g->it.issued_at,
		    &file, g->err);
	if (rc < 0)
		return rc;
	memcpy(g->it.sha256, file.sha256, sizeof(file.sha256));
	g->it.size = file.size;
	rc = issued_store_add(&tx, institution_id, &g->it, &g->it.id, g->err);
	if (rc < 0)
		return rc;
	what.subject = mem_printf(g->mem, "document %s", g->it.number);
	what.detail = g->it.title;
	rc = audit_done(&tx, g->app, &what, g->err);
	return rc == YUP_OK ? db_commit(&tx, g->err) : rc;
}

static void
describe(struct issuing *g, const char *now)
{
	const struct paper_work *w = &g->work;
	const struct actor *by = g->app->by;

	g->it = (struct issued){
		.institution_id = w->institution.id,
		.year = w->head.year,
		.kind = w->head.kind,
		.title = w->head.title,
		.unit = w->unit != PLAN_NONE ? w->plan->units[w->unit].path : "",
		.version = w->head.version,
		.as_of = w->head.as_of,
		.paper = g->request->paper != NULL ? g->request->paper->key : doc_papers[0].key,
		.issued_at = mem_strdup(g->mem, now),
		.user_id = by != NULL ? by->user_id : 0,
		.actor = by != NULL && by->name != NULL ? by->name : "",
		.institution = w->institution.name,
	};
}

static int
issue(struct issuing *g)
{
	char now[CLOCK_TEXT_SIZE];
	int rc = YUP_ECONFLICT;

	if (g->work.head.is_draft && g->request->what <= APP_PAPER_FORM_B)
		return err_refuse(g->err, YUP_ECONFLICT, "issued_draft", "%s", g->work.head.title);
	g->app->now(now);
	describe(g, now);
	for (unsigned i = 0; i < TRIES && rc == YUP_ECONFLICT; i++) {
		rc = make(g);
		if (rc < 0)
			return rc;
		rc = keep(g);
	}
	return rc;
}

int
app_paper_issue(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, struct issued *out, struct err *err)
{
	struct issuing g = { .app = app, .mem = mem, .request = request, .err = err };
	int rc = paper_work_load(app, plans, mem, request, &g.work, err);

	if (rc == YUP_OK) /* it speaks for the institution: its planning office */
		rc = app_require(app, MAY_START_PLAN, g.work.institution.id, ORG_UNIT_ALL,
		    app_paper_keys[request->what], err);
	if (rc < 0)
		return rc;
	rc = issue(&g);
	str_done(&g.bytes);
	if (rc == YUP_OK) {
		*out = g.it;
		return rc;
	}
	return audit_refused(app,
	    &(struct audit){ .institution_id = g.work.institution.id,
		.action = "paper.issue",
		.subject = app_paper_keys[request->what] },
	    rc, err);
}

/* ---- Those that were -------------------------------------------------------------------- */

int
app_issued_list(const struct app *app, struct mem *mem, int64_t institution_id, struct issued **out,
    size_t *out_count, struct err *err)
{
	int rc = app_require(app, MAY_EXPORT, institution_id, ORG_UNIT_ALL, "issued", err);

	return rc == YUP_OK
	    ? issued_store_list(app->db, mem, institution_id, ISSUED_SHOWN, out, out_count, err)
	    : rc;
}

int
app_issued_get(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    struct issued *out, struct err *err)
{
	int rc = app_require(app, MAY_EXPORT, institution_id, ORG_UNIT_ALL, "issued", err);

	if (rc == YUP_OK)
		rc = issued_store_get(app->db, mem, institution_id, id, out, err);
	return rc == YUP_ENOTFOUND ? err_refuse(err, rc, "issued_absent", "%lld", (long long)id)
				   : rc;
}

int
app_issued_bytes(const struct app *app, int64_t institution_id, const struct issued *issued,
    file_write_fn write, void *context, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc = app_require(app, MAY_EXPORT, institution_id, ORG_UNIT_ALL, issued->number, err);

	if (rc == YUP_OK)
		rc = db_begin_read(app->db, &tx, err);
	if (rc == YUP_OK) /* not a wrong byte leaves */
		rc = file_store_get(app->db, institution_id, issued->sha256, NULL, NULL, err);
	return rc == YUP_OK
	    ? file_store_get(app->db, institution_id, issued->sha256, write, context, err)
	    : rc;
}

int
app_issued_verify(const struct app *app, struct mem *mem, const char *hash, struct issued *out,
    struct err *err)
{
	uint8_t bytes[HASH_SHA256_SIZE];
	int rc;

	if (!doc_hash_read(hash, bytes))
		return err_refuse(err, YUP_EINVALID, "hash_invalid", "%.80s", hash);
	rc = issued_store_find(app->db, mem, bytes, out, err);
	return rc == YUP_ENOTFOUND ? err_refuse(err, rc, "issued_unknown", "%.80s", hash) : rc;
}
