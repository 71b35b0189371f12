/* bundle_take.c - the file a ministry is sent: checked, compared, taken in; see bundle.h. */
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/bundle.h"
#include "app/bundle_key.h"
#include "app/derive.h"
#include "app/org_link.h"
#include "app/standings.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/plan_state.h"
#include "import/bundle_read.h"
#include "io/file.h"
#include "io/signed_text.h"
#include "store/engine/db.h"
#include "store/framework_store.h"
#include "store/plan_digest.h"
#include "store/plan_store.h"
#include "store/report_store.h"
#include "store/standing_store.h"
#include "store/step_store.h"

struct taking {
	const struct app *app;
	struct mem *mem;
	const struct app_bundle_open *how;
	struct app_bundle *out;
	const struct pack *pack;
	struct institution ministry, agency; /* agency.id 0: it is not here yet */
	struct plan_head head;               /* of its plan; id 0: not here */
	struct report_period *periods;       /* as they are here */
	size_t period_count;
	uint8_t public_key[SIGN_PUBLIC_SIZE];
	const char *actor, *mark;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

int
bundle_setting_get(struct db *db, struct mem *mem, int64_t institution_id, const char *key,
    const char **out, struct err *err)
{
	struct err local = { 0 };
	int rc = setting_store_get(db, mem, institution_id, key, out, &local);

	if (rc == YUP_ENOTFOUND)
		return YUP_OK;
	if (rc < 0 && err != NULL)
		*err = local;
	return rc;
}

/* ---- Reading ---------------------------------------------------------------------------------- */

static int
read_file(struct taking *t)
{
	struct signed_text signed_by;
	const char *name = NULL;
	char *bytes;
	size_t size;
	int rc = file_read(t->mem, t->how->path, &bytes, &size, t->err);

	if (rc == YUP_OK && size > BUNDLE_SIZE_MAX)
		rc = err_refuse(t->err, YUP_ELIMIT, "bundle_large", "%d", BUNDLE_SIZE_MAX >> 20);
	if (rc == YUP_OK)
		rc = signed_text_read(BUNDLE_MARK, bytes, size, &signed_by, t->err);
	if (rc == YUP_OK)
		rc = bundle_read_pack(t->mem, signed_by.text, signed_by.length, &name, t->err);
	if (rc == YUP_OK)
		rc = app_pack(t->app, t->mem, 0, name, &t->pack, t->err);
	if (rc == YUP_OK)
		rc = bundle_read(t->mem, t->pack, signed_by.text, signed_by.length, &t->out->said,
		    t->err);
	if (rc < 0)
		return t->err != NULL ? err_at(t->err, t->how->path, t->err->line) : rc;
	memcpy(t->public_key, signed_by.public_key, sizeof(t->public_key));
	sign_fingerprint(t->public_key, t->out->fingerprint);
	t->actor = mem_printf(t->mem, "%s, paquete %lld", t->out->said.acronym,
	    (long long)t->out->said.serial);
	return YUP_OK;
}

/* ---- Whether it may be taken -------------------------------------------------------------------- */

static int
find_ministry(struct taking *t)
{
	int rc = institution_store_find(t->app->db, t->mem, t->out->said.to, &t->ministry, t->err);

	if (rc == YUP_ENOTFOUND || rc == YUP_ECONFLICT)
		return err_refuse(t->err, YUP_ECONFLICT, "bundle_foreign", "%s", t->out->said.to);
	return rc < 0
	    ? rc
	    : app_require(t->app, MAY_IMPORT, t->ministry.id, ORG_UNIT_ALL, "bundle", t->err);
}

static const char *
key_text(struct taking *t)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < sizeof(t->public_key); i++)
		str_printf(&s, "%02x", t->public_key[i]);
	return mem_strndup(t->mem, s.text, s.length);
}

/* Letters and digits only, in small letters. */
static bool
same_fingerprint(const char *a, const char *b)
{
	for (;;) {
		while (*a == ' ')
			a++;
		while (*b == ' ')
			b++;
		if ((*a | 0x20) != (*b | 0x20))
			return false;
		if (*a == '\0' || *b == '\0')
			return *a == *b;
		a++;
		b++;
	}
}

/* Of an agency that is here already: its key, and newer than the last. */
static int
check_known(struct taking *t)
{
	const char *key = "", *serial = "0";
	int rc = bundle_setting_get(t->app->db, t->mem, t->agency.id, BUNDLE_KEY, &key, t->err);

	if (rc == YUP_OK)
		rc = bundle_setting_get(t->app->db, t->mem, t->agency.id, BUNDLE_SERIAL, &serial,
		    t->err);
	if (rc < 0)
		return rc;
	if (key[0] == '\0')
		return err_refuse(t->err, YUP_ECONFLICT, "bundle_lives_here", "%s", t->agency.name);
	t->out->last_serial = strtoll(serial, NULL, 10);
	t->out->is_known = strcmp(key, key_text(t)) == 0;
	if (!t->out->is_known &&
	    (t->how->trust == NULL || !same_fingerprint(t->how->trust, t->out->fingerprint)))
		return err_refuse(t->err, YUP_EDENIED, "bundle_other_key", "%s",
		    t->out->fingerprint);
	if (t->out->said.serial <= t->out->last_serial)
		return err_refuse(t->err, YUP_ECONFLICT, "bundle_stale", "%lld, %lld",
		    (long long)t->out->said.serial, (long long)t->out->last_serial);
	return YUP_OK;
}

static int
find_agency(struct taking *t)
{
	int rc = institution_store_find(t->app->db, t->mem, t->out->said.institution, &t->agency,
	    t->err);

	if (rc == YUP_OK)
		return check_known(t);
	if (rc != YUP_ENOTFOUND)
		return rc;
	if (t->err != NULL)
		*t->err = (struct err){ 0 };
	t->agency = (struct institution){ .name = t->out->said.institution,
		.acronym = t->out->said.acronym,
		.pack = t->pack->name,
		.created_at = t->now };
	t->out->is_new = true;
	if (t->how->trust != NULL && same_fingerprint(t->how->trust, t->out->fingerprint))
		return YUP_OK;
	return err_refuse(t->err, YUP_EDENIED, "bundle_untrusted", "%s", t->out->fingerprint);
}

/* ---- What differs ------------------------------------------------------------------------------- */

static int
compare_plan(struct taking *t)
{
	const struct pack *pack = NULL;
	struct plan *here = NULL;
	int rc = plan_store_find(t->app->db, t->mem, t->agency.id, t->out->said.plan->year,
	    t->out->said.plan->version, &t->head, t->err);

	if (rc == YUP_ENOTFOUND) {
		if (t->err != NULL)
			*t->err = (struct err){ 0 };
		t->head.id = 0;
		return YUP_OK;
	}
	if (rc == YUP_OK)
		rc = app_pack(t->app, t->mem, t->agency.id, t->head.pack, &pack, t->err);
	if (rc == YUP_OK)
		rc = plan_store_load(t->app->db, t->mem, t->agency.id, t->head.id, pack, &here,
		    t->err);
	if (rc < 0)
		return rc;
	t->out->has_plan = true;
	plan_diff_compute_versions(t->mem, here, t->out->said.plan, &t->out->diff);
	return YUP_OK;
}

/* The same periods, however far each has come. */
static int
check_calendar(struct taking *t)
{
	const struct bundle *b = &t->out->said;
	bool same = t->period_count == 0 || t->period_count == b->period_count;

	for (size_t i = 0; same && i < t->period_count; i++)
		same = t->periods[i].first == b->periods[i].first &&
		    t->periods[i].last == b->periods[i].last;
	if (same)
		return YUP_OK;
	return err_refuse(t->err, YUP_ECONFLICT, "bundle_calendar", "%d", b->plan->year);
}

static int
compare_reports(struct taking *t)
{
	struct app_bundle *out = t->out;
	struct report *before = NULL;
	int year = out->said.plan->year;
	int rc = report_store_periods(t->app->db, t->mem, t->agency.id, year, &t->periods,
	    &t->period_count, t->err);

	if (rc == YUP_OK)
		rc = check_calendar(t);
	if (rc == YUP_OK && t->period_count > 0)
		rc = report_store_list(t->app->db, t->mem, t->agency.id, year,
		    (unsigned)t->period_count, &before, &out->before_count, t->err);
	if (rc < 0)
		return rc;
	bundle_sort_reports(before, out->before_count);
	out->before = before;
	return YUP_OK;
}

static int
compare(struct taking *t)
{
	struct app_bundle *out = t->out;
	int rc = YUP_OK;

	if (t->agency.id != 0)
		rc = compare_plan(t);
	if (rc == YUP_OK && t->agency.id != 0)
		rc = compare_reports(t);
	out->cells = mem_array(t->mem, BUNDLE_CELLS_TOLD, sizeof(*out->cells));
	if (rc == YUP_OK)
		out->cell_count = bundle_compare_reports(out->before, out->before_count, &out->said,
		    out->cells, BUNDLE_CELLS_TOLD);
	return rc;
}

/* ---- Taking it in --------------------------------------------------------------------------------- */

/* Another may have been taken since it was looked at. */
static int
check_serial_again(struct taking *t, struct db_tx *tx)
{
	const char *serial = "0";
	int rc = bundle_setting_get(tx->db, t->mem, t->agency.id, BUNDLE_SERIAL, &serial, t->err);

	if (rc == YUP_OK && strtoll(serial, NULL, 10) != t->out->last_serial)
		rc = err_refuse(t->err, YUP_ECONFLICT, "bundle_stale", "%lld, %s",
		    (long long)t->out->said.serial, serial);
	return rc;
}

static int
put_agency(struct taking *t, struct db_tx *tx)
{
	int rc = t->agency.id != 0 ? check_serial_again(t, tx) : YUP_OK;

	if (rc == YUP_OK && t->agency.id == 0)
		rc = institution_store_add(tx, &t->agency, &t->agency.id, t->err);
	if (rc == YUP_OK)
		rc = institution_store_set_supervisor(tx, t->agency.id, t->ministry.name, t->err);
	if (rc == YUP_OK)
		rc = setting_store_put(tx, t->agency.id, BUNDLE_KEY, key_text(t), t->err);
	return rc < 0 ? rc
		      : setting_store_put(tx, t->agency.id, BUNDLE_SERIAL,
			    mem_printf(t->mem, "%lld", (long long)t->out->said.serial), t->err);
}

/* The version in force until now gives way to the one that is approved. */
static int
supersede_others(struct taking *t, struct db_tx *tx)
{
	struct plan_head *heads = NULL;
	size_t count = 0;
	int rc = plan_store_list(tx->db, t->mem, t->agency.id, &heads, &count, t->err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct plan_step step = { .unit = PLAN_NONE,
			.state = PLAN_SUPERSEDED,
			.at = t->now,
			.actor = t->actor,
			.why = "",
			.resolution_date = "" };
		uint32_t revision;

		if (heads[i].year == t->out->said.plan->year && heads[i].id != t->head.id &&
		    heads[i].superseded_at[0] == '\0' && heads[i].state == PLAN_APPROVED)
			rc = step_store_plan(tx, t->agency.id, heads[i].id, PLAN_APPROVED, &step,
			    &revision, t->err);
	}
	return rc;
}

static int
approve(struct taking *t, struct db_tx *tx)
{
	const struct bundle *b = &t->out->said;
	const struct plan_step step = { .unit = PLAN_NONE,
		.state = b->plan->state,
		.at = b->approved_at[0] != '\0' ? b->approved_at : b->made_at,
		.actor = t->actor,
		.why = b->resolution,
		.resolution_date = b->resolution_date };
	uint32_t revision;

	if (b->plan->state == PLAN_DRAFT)
		return YUP_OK;
	return step_store_plan(tx, t->agency.id, t->head.id, PLAN_DRAFT, &step, &revision, t->err);
}

static int
put_plan(struct taking *t, struct db_tx *tx)
{
	struct plan *plan = t->out->said.plan;
	int64_t *documents = mem_array(t->mem, plan->file_count + 1, sizeof(*documents));
	struct finding_list findings = { 0 };
	struct org_linked linked = { 0 };
	int rc;

	if (t->out->has_plan && t->out->diff.count == 0)
		return YUP_OK;
	rc = framework_store_facts(tx->db, t->mem, t->agency.id, &plan->facts, t->err);
	if (rc == YUP_OK)
		rc = plan_store_replace(tx, t->agency.id, plan, documents, t->now, &t->head.id,
		    t->err);
	if (rc == YUP_OK)
		rc = org_link_plan(tx, t->mem, t->agency.id, t->head.id, plan, t->now, &linked,
		    t->err);
	if (rc == YUP_OK)
		rc = app_derive_plan(tx, t->mem, t->agency.id, t->head.id, plan, &findings, t->err);
	if (rc == YUP_OK)
		rc = digest_mark_saved(tx->db, t->mem, t->agency.id, t->head.id, t->pack, &t->mark,
		    t->err);
	if (rc == YUP_OK)
		rc = supersede_others(t, tx);
	return rc < 0 ? rc : approve(t, tx);
}

static struct report_step
step_of(const struct taking *t, unsigned period, unsigned state, const char *unit_id)
{
	return (struct report_step){ .period = (uint8_t)period,
		.state = (uint8_t)state,
		.unit_id = unit_id,
		.due_on = "",
		.at = t->now,
		.actor = t->actor,
		.why = "" };
}

/* Each as it is at the agency, against the plan that is here. */
static struct report_period *
periods_of(struct taking *t)
{
	const struct bundle *b = &t->out->said;
	struct report_period *list = mem_array(t->mem, b->period_count + 1, sizeof(*list));

	for (size_t i = 0; i < b->period_count; i++) {
		list[i] = b->periods[i];
		list[i].plan_id = list[i].state != PERIOD_PLANNED ? t->head.id : 0;
		if (i < t->period_count && t->periods[i].state != PERIOD_PLANNED &&
		    list[i].state == t->periods[i].state && t->out->has_plan &&
		    t->out->diff.count == 0)
			list[i].plan_id = t->periods[i].plan_id;
	}
	return list;
}

static int
put_periods(struct taking *t, struct db_tx *tx, const struct report_period *list)
{
	int year = t->out->said.plan->year;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < t->period_count; i++) {
		struct report_step step = step_of(t, list[i].number, list[i].state, "");

		rc = report_store_put_period(tx, t->agency.id, year, &list[i],
		    (enum period_state)t->periods[i].state, t->err);
		if (rc == YUP_OK && list[i].state != t->periods[i].state)
			rc = report_store_add_step(tx, t->agency.id, year, &step, t->err);
	}
	return rc;
}

static int
put_units(struct taking *t, struct db_tx *tx)
{
	const struct bundle *b = &t->out->said;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < b->unit_count; i++)
		rc = report_store_put_unit(tx, t->agency.id, b->plan->year,
		    &(struct unit_report){ b->units[i].period, b->units[i].state,
			b->units[i].unit_id, b->units[i].due_on },
		    t->err);
	return rc;
}

/* What of a report is not as it was, with its past. */
static int
put_report(struct taking *t, struct db_tx *tx, const struct report *now)
{
	const struct report *was = bundle_report_of(t->out->before, t->out->before_count,
	    now->node_id, now->period);
	struct report_change cells[REPORT_FIELD__COUNT];
	struct report blank, put = *now;
	size_t count = 0;

	report_init(&blank, now->node_id, now->period);
	if (was == NULL)
		was = &blank;
	put.revision = was->revision + 1;
	for (unsigned f = 0; f < REPORT_FIELD__COUNT; f++) {
		if (report_field_same(was, now, (enum report_field)f))
			continue;
		cells[count++] = (struct report_change){ .period = now->period,
			.field = (uint8_t)f,
			.revision = put.revision,
			.before = { was->number[f], was->text[f] },
			.after = { now->number[f], now->text[f] },
			.at = t->now,
			.actor = t->actor,
			.why = "" };
	}
	if (count == 0)
		return YUP_OK;
	return report_store_put(tx, t->agency.id, t->out->said.plan->year, &put, cells, count,
	    t->err);
}

/* As a year is laid out: none of them open yet. */
static int
lay_out(struct taking *t, struct db_tx *tx)
{
	const struct bundle *b = &t->out->said;

	t->period_count = b->period_count;
	t->periods = mem_array(t->mem, b->period_count + 1, sizeof(*t->periods));
	for (size_t i = 0; i < b->period_count; i++) {
		t->periods[i] = b->periods[i];
		t->periods[i].state = PERIOD_PLANNED;
	}
	return report_store_lay_out(tx, t->agency.id, b->plan->year, t->periods, t->period_count,
	    t->err);
}

static int
put_reports(struct taking *t, struct db_tx *tx)
{
	const struct bundle *b = &t->out->said;
	struct report_period *periods = periods_of(t);
	int rc = YUP_OK;

	if (b->period_count == 0)
		return YUP_OK;
	if (t->period_count == 0)
		rc = lay_out(t, tx);
	if (rc == YUP_OK)
		rc = put_periods(t, tx, periods);
	if (rc == YUP_OK)
		rc = put_units(t, tx);
	for (size_t i = 0; rc == YUP_OK && i < b->report_count; i++)
		rc = put_report(t, tx, &b->reports[i]);
	if (rc == YUP_OK)
		rc = app_standings_make(tx, t->app, t->mem,
		    &(struct app_period){ t->agency.id, b->plan->year, 1 }, t->err);
	return rc;
}

static int
take(struct taking *t)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = { .action = "bundle.take" };
	int rc = db_begin(t->app->db, &tx, t->err);

	if (rc == YUP_OK)
		rc = put_agency(t, &tx);
	if (rc == YUP_OK)
		rc = put_plan(t, &tx);
	if (rc == YUP_OK)
		rc = put_reports(t, &tx);
	if (rc < 0)
		return rc;
	what.institution_id = t->agency.id;
	what.subject = mem_printf(t->mem, "plan %lld", (long long)t->head.id);
	what.detail = mem_printf(t->mem, "serial %lld key %s", (long long)t->out->said.serial,
	    t->out->fingerprint);
	what.mark = t->mark;
	rc = audit_done(&tx, t->app, &what, t->err);
	return rc == YUP_OK ? db_commit(&tx, t->err) : rc;
}

/* A lack of permission is in the log already. */
static int
refused(struct taking *t, int rc)
{
	const struct audit what = { .institution_id = t->ministry.id,
		.action = "bundle.take",
		.subject = t->out->said.acronym != NULL ? t->out->said.acronym : "" };

	return audit_refused(t->app, &what, rc, t->err);
}

int
app_bundle_open(const struct app *app, struct mem *mem, const struct app_bundle_open *how,
    struct app_bundle *out, struct err *err)
{
	struct app_bundle looked = { 0 };
	struct taking t = { .app = app, .mem = mem, .how = how, .out = &looked, .err = err };
	int rc;

	app->now(t.now);
	rc = read_file(&t);
	if (rc < 0)
		return rc;
	rc = find_ministry(&t);
	if (rc < 0)
		return rc == YUP_EDENIED ? rc : refused(&t, rc);
	rc = find_agency(&t);
	if (rc == YUP_OK)
		rc = compare(&t);
	if (rc == YUP_OK && how->accept)
		rc = take(&t);
	if (rc < 0)
		return refused(&t, rc);
	*out = looked;
	return YUP_OK;
}
