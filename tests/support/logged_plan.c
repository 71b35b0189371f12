/* logged_plan.c - see logged_plan.h. */
#include "support/logged_plan.h"

#include "app/audit.h"
#include "core/plan.h"
#include "io/pack_file.h"
#include "store/plan_digest.h"
#include "store/plan_store.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
#include "support/store.h"

int64_t
logged_plan_keep(struct test_store *s, const struct plan *plan)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app app = operator_app(s);
	struct audit what = { .institution_id = s->institution_id, .action = "document.import" };
	struct err err = { 0 };
	int64_t id = 0;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(plan_store_save(&tx, s->institution_id, plan, NULL, TEST_NOW, &id, &err), YUP_OK,
	    &err);
	assert_rc(digest_mark_saved(s->db, s->mem, s->institution_id, id, plan->pack, &what.mark,
		      &err),
	    YUP_OK, &err);
	assert_rc(audit_done(&tx, &app, &what, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

int64_t
logged_plan_save(struct test_store *s, const struct synth *options, struct plan **out)
{
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	struct err err = { 0 };

	assert_rc(pack_load(s->mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(s->mem, pack, options, &plan, &err), YUP_OK, &err);
	if (out != NULL)
		*out = plan;
	return logged_plan_keep(s, plan);
}
