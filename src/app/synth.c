#include "app/synth.h"

#include <assert.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/derive.h"
#include "app/org_link.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/synth.h"
#include "io/file.h"
#include "report/form_text.h"
#include "store/engine/db.h"
#include "store/follow_up_store.h"
#include "store/plan_digest.h"
#include "store/plan_store.h"

enum { PER_TRANSACTION = 100 };

struct making {
	struct app *app;
	const struct app_synth_request *request;
	const struct pack *pack;
	struct app_synth_made *made;
	const struct audit *what;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

static int
make(const struct making *k, struct mem *mem, size_t i, struct plan **plan, struct follow_up **fu)
{
	struct synth options = {
		.seed = k->request->seed,
		.institution = i,
		.activities = k->request->activities,
		.mistakes = k->request->mistakes,
		.year = k->request->year,
	};
	int rc = synth_plan(mem, k->pack, &options, plan, k->err);

	if (rc == YUP_OK)
		rc = synth_follow_up(mem, *plan, &options, fu, k->err);
	if (rc < 0)
		return rc;
	assert(*plan != NULL && *fu != NULL);
	k->made->institutions++;
	k->made->nodes += (*plan)->node_count;
	k->made->operations += (*fu)->operation_count;
	return YUP_OK;
}

static int
write_text(const struct making *k, struct mem *mem, const char *what, size_t i,
    const struct str *text)
{
	return file_write(mem_printf(mem, "%s/%s-%05zu.txt", k->request->folder, what, i + 1),
	    text->text, text->length, k->err);
}

static int
write_one(const struct making *k, struct mem *mem, size_t i)
{
	CLEANUP(str_done) struct str forms = { 0 };
	CLEANUP(str_done) struct str follow_up = { 0 };
	struct plan *plan = NULL;
	struct follow_up *fu = NULL;
	int rc = make(k, mem, i, &plan, &fu);

	if (rc < 0)
		return rc;
	form_text_plan(&forms, plan);
	form_text_follow_up(&follow_up, fu, FIGURES_PRINTED);
	rc = write_text(k, mem, "poa", i, &forms);
	return rc < 0 ? rc : write_text(k, mem, "seguimiento", i, &follow_up);
}

static int
store_one(const struct making *k, struct db_tx *tx, struct mem *mem, size_t i)
{
	struct institution institution = { .pack = k->pack->name, .created_at = k->now };
	struct finding_list findings = { .mem = mem };
	struct plan *plan = NULL;
	struct follow_up *fu = NULL;
	struct org_linked linked;
	struct audit what = { .action = "institution.create" };
	int64_t plan_id, follow_up_id;
	int rc = make(k, mem, i, &plan, &fu);

	if (rc < 0)
		return rc;
	institution.name = plan->institution;
	institution.acronym = plan->acronym;
	rc = institution_store_add(tx, &institution, &institution.id, k->err);
	if (rc == YUP_ECONFLICT)
		return err_refuse(k->err, rc, "institution_exists", "%s", institution.name);
	if (rc == YUP_OK)
		rc = plan_store_save(tx, institution.id, plan, NULL, k->now, &plan_id, k->err);
	if (rc == YUP_OK)
		rc = org_link_plan(tx, mem, institution.id, plan_id, plan, k->now, &linked, k->err);
	if (rc == YUP_OK)
		rc = digest_mark_saved(tx->db, mem, institution.id, plan_id, k->pack, &what.mark,
		    k->err);
	what.institution_id = institution.id;
	what.subject = institution.name;
	if (rc == YUP_OK)
		rc = audit_done(tx, k->app, &what, k->err);
	if (rc == YUP_OK)
		rc = app_derive_plan(tx, mem, institution.id, plan_id, plan, &findings, k->err);
	if (rc == YUP_OK)
		rc = follow_up_store_save(tx, institution.id, fu, NULL, k->now, &follow_up_id,
		    k->err);
	if (rc == YUP_OK)
		rc = app_derive_follow_up(tx, mem, institution.id, follow_up_id, fu, &findings,
		    k->err);
	return rc;
}

/* From `from`, as many as one transaction takes. */
static int
store_some(const struct making *k, struct mem *mem, size_t from, size_t to)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc = db_begin(k->app->db, &tx, k->err);

	if (rc == YUP_OK && from == 0)
		rc = audit_done(&tx, k->app, k->what, k->err);
	for (size_t i = from; rc == YUP_OK && i < to; i++) {
		mem_reset(mem);
		rc = store_one(k, &tx, mem, i);
	}
	return rc < 0 ? rc : db_commit(&tx, k->err);
}

static void
tell(const struct making *k, size_t done)
{
	if (k->app->progress != NULL)
		k->app->progress(k->app->progress_context, "", done, k->request->institutions);
}

int
app_synth(struct app *app, const struct app_synth_request *request, struct app_synth_made *out,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *lasting = mem_new();
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_synth_made made = { 0 };
	struct audit what = {
		.action = "database.synth",
		.subject = mem_printf(lasting, "seed %llu", (unsigned long long)request->seed),
		.detail = mem_printf(lasting, "%zu institutions", request->institutions),
	};
	struct making k = { .app = app,
		.request = request,
		.made = &made,
		.what = &what,
		.err = err };
	int rc = app_require(app, MAY_OPERATE, 0, ORG_UNIT_ALL, what.subject, err);

	if (rc == YUP_OK)
		rc = app_pack(app, lasting, 0, app->pack != NULL ? app->pack : APP_PACK_DEFAULT,
		    &k.pack, err);
	if (app->now != NULL)
		app->now(k.now);
	for (size_t i = 0; rc == YUP_OK && i < request->institutions;) {
		size_t to = request->folder != NULL ? i + 1 : i + PER_TRANSACTION;

		if (to > request->institutions)
			to = request->institutions;
		tell(&k, i);
		mem_reset(mem);
		rc = request->folder != NULL ? write_one(&k, mem, i) : store_some(&k, mem, i, to);
		i = to;
	}
	if (rc == YUP_OK)
		*out = made;
	return rc;
}
