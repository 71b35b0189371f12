/* bundle_make.c - the file an agency sends; see bundle.h. */
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/bundle.h"
#include "app/bundle_key.h"
#include "app/documents.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/plan_state.h"
#include "core/rollup.h"
#include "io/file.h"
#include "io/signed_text.h"
#include "report/bundle_json.h"
#include "report/json_writer.h"
#include "store/engine/db.h"
#include "store/report_store.h"
#include "store/setting_store.h"
#include "store/step_store.h"

struct making {
	const struct app *app;
	struct mem *mem;
	struct institution *of;
	int64_t plan_id;
	struct bundle bundle;
	struct app_bundle_made *made;
	struct err *err;
};

/* The approved version of the year asked for, or of the newest that has one. */
static int
load_plan(struct making *k)
{
	struct app_documents all = { 0 };
	int rc = app_load_of(k->app, k->mem, k->of, APP_PLANS, &all, k->err);

	for (size_t i = 0; rc == YUP_OK && i < all.plan_count; i++)
		if (all.plans[i].plan->state == PLAN_APPROVED) {
			k->bundle.plan = all.plans[i].plan;
			k->plan_id = all.plans[i].id;
		}
	if (rc == YUP_ENOTFOUND || (rc == YUP_OK && k->bundle.plan == NULL))
		rc = err_refuse(k->err, YUP_ENOTFOUND, "bundle_no_plan", "%s", k->of->name);
	return rc;
}

static int
load_approval(struct making *k)
{
	struct plan_step *steps = NULL;
	size_t count = 0;
	int rc = step_store_list(k->app->db, k->mem, k->of->id, k->plan_id, &steps, &count, k->err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (steps[i].unit == PLAN_NONE && steps[i].state == PLAN_APPROVED) {
			k->bundle.approved_at = steps[i].at;
			k->bundle.resolution = steps[i].why;
			k->bundle.resolution_date = steps[i].resolution_date;
		}
	return rc;
}

static int
load_reports(struct making *k)
{
	struct bundle *b = &k->bundle;
	struct unit_report *units = NULL;
	int year = b->plan->year;
	int rc = report_store_periods(k->app->db, k->mem, k->of->id, year, &b->periods,
	    &b->period_count, k->err);

	if (rc == YUP_OK && b->period_count > 0)
		rc = report_store_units(k->app->db, k->mem, k->of->id, year, 0, &units,
		    &b->unit_count, k->err);
	if (rc == YUP_OK && b->period_count > 0)
		rc = report_store_list(k->app->db, k->mem, k->of->id, year,
		    (unsigned)b->period_count, &b->reports, &b->report_count, k->err);
	b->units = mem_array(k->mem, b->unit_count + 1, sizeof(*b->units));
	for (size_t i = 0; rc == YUP_OK && i < b->unit_count; i++)
		b->units[i] = (struct bundle_unit){ units[i].period, units[i].state,
			units[i].unit_id, units[i].due_on };
	return rc;
}

/* What is of rows that the plan no longer has stays here. */
static void
leave_out_strangers(struct mem *mem, struct bundle *b)
{
	struct map rows;
	size_t kept = 0;

	map_init(&rows, mem);
	for (size_t i = 0; i < b->plan->node_count; i++)
		map_set(&rows, b->plan->nodes[i].id, (uint32_t)i);
	for (size_t i = 0; i < b->report_count; i++)
		if (map_get(&rows, b->reports[i].node_id) != MAP_NONE)
			b->reports[kept++] = b->reports[i];
	b->report_count = kept;
}

/* The next of its numbers, taken with the record of it. */
static int
take_serial(struct making *k)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	const char *last = "0";
	struct audit what = { .institution_id = k->of->id, .action = "bundle.create" };
	int rc = db_begin(k->app->db, &tx, k->err);

	if (rc == YUP_OK)
		rc = bundle_setting_get(tx.db, k->mem, k->of->id, BUNDLE_MADE, &last, k->err);
	k->bundle.serial = strtoll(last, NULL, 10) + 1;
	what.subject = mem_printf(k->mem, "plan %lld", (long long)k->plan_id);
	what.detail = mem_printf(k->mem, "serial %lld key %s", (long long)k->bundle.serial,
	    k->made->fingerprint);
	if (rc == YUP_OK)
		rc = setting_store_put(&tx, k->of->id, BUNDLE_MADE,
		    mem_printf(k->mem, "%lld", (long long)k->bundle.serial), k->err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, k->app, &what, k->err);
	return rc == YUP_OK ? db_commit(&tx, k->err) : rc;
}

static int
write_file(struct making *k, const struct sign_key *key, const char *path)
{
	CLEANUP(str_done) struct str text = { 0 }, whole = { 0 };
	struct json_writer w;
	struct rollup rolled;
	int rc = rollup_compute(k->mem, k->bundle.plan, k->bundle.plan->policy, &rolled, k->err);

	if (rc < 0)
		return rc;
	json_begin(&w, json_to_str, &text);
	bundle_json(&w, &k->bundle, &rolled);
	rc = json_end(&w, k->err);
	if (rc < 0)
		return rc;
	signed_text_put(&whole, BUNDLE_MARK, key, text.text, text.length);
	rc = file_write(path, whole.text, whole.length, k->err);
	return rc < 0 && k->err != NULL ? err_at(k->err, path, 0) : rc;
}

static int
make(struct making *k, const char *key_path, const char *path)
{
	struct sign_key key;
	int rc;

	k->made->key_path = key_path != NULL ? key_path : sign_key_path(k->mem);
	if (k->made->key_path == NULL)
		return err_refuse(k->err, YUP_EINVALID, "key_unnamed", "no XDG_DATA_HOME, no HOME");
	rc = sign_key_load(k->made->key_path, &key, &k->made->key_made, k->err);
	if (rc < 0)
		return rc;
	sign_fingerprint(key.public_key, k->made->fingerprint);
	rc = take_serial(k);
	if (rc == YUP_OK)
		rc = write_file(k, &key, path);
	sign_key_done(&key);
	k->made->serial = k->bundle.serial;
	k->made->reports = k->bundle.report_count;
	return rc;
}

static int
begin(struct making *k, const char *institution)
{
	char *now = mem_alloc(k->mem, CLOCK_TEXT_SIZE);
	size_t count = 0;
	int rc = app_allowed(k->app, k->mem, institution, MAY_EXPORT, &k->of, &count, k->err);

	if (rc < 0)
		return rc;
	if (count > 1)
		return err_refuse(k->err, YUP_EINVALID, "institution_ambiguous", "%zu", count);
	if (k->of->supervisor[0] == '\0')
		return err_refuse(k->err, YUP_EINVALID, "bundle_no_supervisor", "%s", k->of->name);
	k->app->now(now);
	k->bundle = (struct bundle){ .institution = k->of->name,
		.acronym = k->of->acronym,
		.to = k->of->supervisor,
		.made_at = now,
		.approved_at = "",
		.resolution = "",
		.resolution_date = "" };
	return YUP_OK;
}

int
app_bundle_create(const struct app *app, struct mem *mem, const char *institution,
    const char *key_path, const char *path, struct app_bundle_made *out, struct err *err)
{
	struct app_bundle_made made = { 0 };
	struct making k = { .app = app, .mem = mem, .made = &made, .err = err };
	int rc = begin(&k, institution);

	if (rc == YUP_OK)
		rc = load_plan(&k);
	if (rc == YUP_OK)
		rc = load_approval(&k);
	if (rc == YUP_OK)
		rc = load_reports(&k);
	if (rc < 0)
		return rc;
	k.bundle.pack = k.bundle.plan->pack->name;
	leave_out_strangers(k.mem, &k.bundle);
	rc = make(&k, key_path, path);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}
