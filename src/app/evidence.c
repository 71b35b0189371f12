#include "app/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/register_work.h"
#include "app/report_open.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/field.h"
#include "io/file.h"
#include "io/media_type.h"
#include "io/new_file.h"
#include "io/scan.h"
#include "store/engine/db.h"
#include "store/evidence_store.h"
#include "store/file_store.h"
#include "store/register_store.h"

/* ---- Whose it is, and whether it is open -------------------------------------------- */

/* What is asked of a place: who may, and whether what is there may be taken back. */
struct place_state {
	int64_t org_unit;
	bool open;           /* its author's to change */
	bool closed;         /* the period is over: a correction */
	const char *path;    /* of the unit, for refusals */
	const char *unit_id; /* of a row */
};

static uint32_t
node_called(const struct plan *plan, const char *node_id)
{
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (strcmp(plan->nodes[i].id, node_id) == 0)
			return i;
	return PLAN_NONE;
}

static int
unit_state_of(const struct app *app, struct mem *mem, const struct app_period *which,
    const char *unit_id, enum unit_state *out, struct err *err)
{
	struct unit_report *units = NULL;
	size_t count = 0;
	int rc = report_store_units(app->db, mem, which->institution_id, which->year, which->period,
	    &units, &count, err);

	*out = UNIT_DRAFT;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (strcmp(units[i].unit_id, unit_id) == 0)
			*out = (enum unit_state)units[i].state;
	return rc;
}

static int
state_of_row(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, const struct evidence_place *place, struct place_state *out,
    struct err *err)
{
	const struct app_period which = { institution_id, place->year, place->period };
	struct report_open open = { 0 };
	const struct plan_unit *unit;
	enum unit_state state = UNIT_DRAFT;
	uint32_t node;
	int rc = report_open(app, plans, mem, &which, &open, err);

	if (rc < 0)
		return rc;
	node = node_called(open.plan, place->node_id);
	if (node == PLAN_NONE)
		return err_refuse(err, YUP_ENOTFOUND, "node_absent", "%.60s", place->node_id);
	if (open.plan->nodes[node].unit == PLAN_NONE)
		return err_refuse(err, YUP_EINVALID, "row_not_reported", "%s",
		    open.plan->nodes[node].code);
	unit = &open.plan->units[open.plan->nodes[node].unit];
	rc = unit_state_of(app, mem, &which, unit->id, &state, err);
	out->org_unit = unit->org_unit_id;
	out->path = unit->path;
	out->unit_id = unit->id;
	out->closed = open.period->state == PERIOD_CLOSED;
	out->open = !out->closed && unit_is_open(state);
	return rc;
}

static int
state_of_item(const struct app *app, struct mem *mem, int64_t institution_id, int64_t item_id,
    struct place_state *out, struct err *err)
{
	const struct app_register_ref which = { institution_id, NULL, item_id };
	const struct pack_register *reg;
	const struct pack *pack = NULL;
	struct register_item item;
	int rc = register_pack(app, mem, institution_id, &pack, err);

	if (rc == YUP_OK)
		rc = register_item_called(app->db, mem, &which, &item, err);
	if (rc < 0)
		return rc;
	reg = register_find(pack, item.reg);
	out->org_unit = item.org_unit;
	out->open = reg != NULL && register_is_open(reg, &item);
	out->path = "";
	return YUP_OK;
}

static int
state_of(const struct app *app, struct app_plans *plans, struct mem *mem, int64_t institution_id,
    const struct evidence_place *place, struct place_state *out, struct err *err)
{
	*out = (struct place_state){ 0 };
	return place->item_id != 0
	    ? state_of_item(app, mem, institution_id, place->item_id, out, err)
	    : state_of_row(app, plans, mem, institution_id, place, out, err);
}

int
app_evidence_is_open(const struct app *app, struct app_plans *plans, int64_t institution_id,
    const struct evidence_place *place, bool *out, int64_t *out_org_unit, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct place_state state;
	int rc = state_of(app, plans, mem, institution_id, place, &state, err);

	if (rc < 0)
		return rc;
	*out = state.open;
	*out_org_unit = state.org_unit;
	return YUP_OK;
}

static enum permission
permission_for(const struct evidence_place *place, const struct place_state *state)
{
	if (place->item_id != 0)
		return MAY_FOLLOW_REGISTER;
	return state->closed ? MAY_CORRECT_REPORT : MAY_REPORT;
}

/* "period 3/2027 row n12", "item 7" */
static const char *
place_text(struct mem *mem, const struct evidence_place *place)
{
	if (place->item_id != 0)
		return mem_printf(mem, "item %lld", (long long)place->item_id);
	return mem_printf(mem, "period %u/%d row %.60s", place->period, place->year,
	    place->node_id);
}

/* ---- Adding --------------------------------------------------------------------------- */

/* What is being added or taken back. */
struct keeping {
	const struct app *app;
	struct mem *mem;
	struct err *err;
	struct audit what;
	int64_t institution_id;
	struct evidence evidence;
	struct place_state state;
	const char *why; /* "" but in a correction */
	bool denied;     /* and the log has it already */
};

static int
open_place(struct keeping *k, struct app_plans *plans)
{
	int rc = app_require(k->app, MAY_READ_PLAN, k->institution_id, ORG_UNIT_NONE,
	    k->what.subject, k->err);

	if (rc < 0) {
		k->denied = true;
		return rc;
	}
	rc = state_of(k->app, plans, k->mem, k->institution_id, &k->evidence.place, &k->state,
	    k->err);
	if (rc < 0)
		return rc;
	rc = app_require(k->app, permission_for(&k->evidence.place, &k->state), k->institution_id,
	    k->state.org_unit != 0 ? k->state.org_unit : ORG_UNIT_NONE, k->what.subject, k->err);
	k->denied = rc < 0;
	return rc;
}

/* After closing, and only then, it says why. */
static int
check_why(struct keeping *k, const char *why)
{
	k->why = k->state.closed && why != NULL ? why : "";
	if (!k->state.closed)
		return YUP_OK;
	k->what.action = "evidence.correct";
	return field_check(k->why, REPORT_TEXT_MAX, FIELD_NEEDED, "why", k->err);
}

static int
check_said(struct keeping *k, const struct app_new_evidence *added)
{
	int rc = field_check(added->name, EVIDENCE_NAME_MAX, FIELD_NEEDED, "name", k->err);

	if (rc == YUP_OK)
		rc = field_check(added->about, EVIDENCE_ABOUT_MAX, FIELD_OPTIONAL, "about", k->err);
	if (rc == YUP_OK && added->dated_on != NULL && added->dated_on[0] != '\0')
		rc = field_check_date(added->dated_on, "dated_on", k->err);
	return rc;
}

static int
check_content(struct keeping *k, const struct app_new_evidence *added)
{
	const struct pack *pack = NULL;
	enum media_type media = MEDIA__COUNT;
	int rc = register_pack(k->app, k->mem, k->institution_id, &pack, k->err);

	if (rc < 0)
		return rc;
	if (added->size > pack_evidence_max(pack))
		return err_refuse(k->err, YUP_ELIMIT, "evidence_large", "%zu",
		    pack_evidence_max(pack) >> 20);
	rc = media_type_of(added->name, added->bytes, added->size, &media, k->err);
	if (rc == YUP_OK && scan_command() != NULL)
		rc = scan_bytes(scan_command(), added->bytes, added->size, SCAN_TIMEOUT_MS, k->err);
	k->evidence.media = (uint8_t)media;
	return rc;
}

/* file_store.h goes through it twice. */
struct reading {
	const char *bytes;
	size_t size, at;
};

static int
read_bytes(void *context, void *bytes, size_t room, size_t *out_size, struct err *err)
{
	struct reading *r = context;
	size_t n = r->size - r->at < room ? r->size - r->at : room;

	(void)err;
	memcpy(bytes, r->bytes + r->at, n);
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

/* As it was seen, and nobody closes it meanwhile: its item. */
static int
hold_item(struct keeping *k, struct db_tx *tx)
{
	struct place_state now = { 0 };
	int64_t item_id = k->evidence.place.item_id;
	int rc = register_store_hold(tx, k->institution_id, item_id, k->err);

	if (rc == YUP_OK)
		rc = state_of_item(k->app, k->mem, k->institution_id, item_id, &now, k->err);
	if (rc == YUP_OK && (now.open != k->state.open || now.org_unit != k->state.org_unit))
		rc = err_refuse(k->err, YUP_ECONFLICT, "register_changed", "%lld",
		    (long long)item_id);
	return rc;
}

/* The same of its period, and its unit's report. */
static int
hold(struct keeping *k, struct db_tx *tx)
{
	const struct evidence_place *place = &k->evidence.place;
	const struct app_period which = { k->institution_id, place->year, place->period };
	enum unit_state state = UNIT_DRAFT;
	struct report_period period;
	int rc;

	if (place->item_id != 0)
		return hold_item(k, tx);
	rc = report_store_hold(tx, k->mem, k->institution_id, place->year, place->period, &period,
	    k->err);
	if (rc == YUP_OK && (period.state == PERIOD_CLOSED) != k->state.closed)
		rc = err_refuse(k->err, YUP_ECONFLICT, "period_changed", "%s",
		    period_state_key((enum period_state)period.state));
	if (rc == YUP_OK && !k->state.closed)
		rc = unit_state_of(k->app, k->mem, &which, k->state.unit_id, &state, k->err);
	if (rc == YUP_OK && !k->state.closed && !unit_is_open(state))
		rc = err_refuse(k->err, YUP_ECONFLICT, "report_closed", "%s", k->state.path);
	return rc;
}

static int
check_room(struct keeping *k, struct db_tx *tx)
{
	struct evidence *list = NULL;
	size_t count = 0;
	int rc = evidence_store_list(tx->db, k->mem, k->institution_id, &k->evidence.place, &list,
	    &count, k->err);

	if (rc == YUP_OK && count >= EVIDENCE_OF_ONE_MAX)
		rc = err_refuse(k->err, YUP_ELIMIT, "evidence_many", "%d", EVIDENCE_OF_ONE_MAX);
	return rc;
}

static int
keep(struct keeping *k, const struct app_new_evidence *added, int64_t *out_id)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct reading reading = { added->bytes, added->size, 0 };
	const struct file_source source = { read_bytes, rewind_bytes, &reading };
	struct stored_file file;
	int64_t id = 0;
	int rc = db_begin(k->app->db, &tx, k->err);

	if (rc == YUP_OK)
		rc = hold(k, &tx);
	if (rc == YUP_OK)
		rc = check_room(k, &tx);
	if (rc == YUP_OK)
		rc = file_store_put(&tx, k->institution_id, &source, (int64_t)added->size,
		    k->evidence.added_at, &file, k->err);
	if (rc < 0)
		return rc;
	memcpy(k->evidence.sha256, file.sha256, sizeof(k->evidence.sha256));
	rc = evidence_store_add(&tx, k->institution_id, &k->evidence, &id, k->err);
	if (rc < 0)
		return rc;
	k->what.subject = mem_printf(k->mem, "evidence %lld", (long long)id);
	rc = audit_done(&tx, k->app, &k->what, k->err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, k->err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

int
app_evidence_add(const struct app *app, struct app_plans *plans, int64_t institution_id,
    const struct app_new_evidence *added, int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char now[CLOCK_TEXT_SIZE];
	struct keeping k = { .app = app,
		.mem = mem,
		.err = err,
		.institution_id = institution_id,
		.evidence = { .place = added->place,
		    .name = added->name,
		    .about = added->about != NULL ? added->about : "",
		    .dated_on = added->dated_on != NULL ? added->dated_on : "",
		    .added_at = now,
		    .actor = "" },
		.what = { .institution_id = institution_id, .action = "evidence.add" } };
	int rc;

	app->now(now);
	k.what.subject = place_text(mem, &added->place);
	k.what.detail = mem_printf(mem, "%.200s %s", added->name != NULL ? added->name : "",
	    k.what.subject);
	rc = open_place(&k, plans);
	if (k.denied)
		return rc;
	if (rc == YUP_OK && added->place.item_id == 0 && !k.state.closed && !k.state.open)
		rc = err_refuse(err, YUP_ECONFLICT, "report_closed", "%s", k.state.path);
	if (rc == YUP_OK)
		rc = check_why(&k, added->why);
	k.evidence.why = k.why;
	if (rc == YUP_OK)
		rc = check_said(&k, added);
	if (rc == YUP_OK)
		rc = check_content(&k, added);
	if (app->by != NULL) {
		k.evidence.user_id = app->by->user_id;
		k.evidence.actor = app->by->name != NULL ? app->by->name : "";
	}
	k.evidence.org_unit = k.state.org_unit;
	if (rc == YUP_OK)
		rc = keep(&k, added, out_id);
	return rc < 0 ? audit_refused(app, &k.what, rc, err) : YUP_OK;
}

/* ---- Taking back ------------------------------------------------------------------------ */

static int
find(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    struct evidence *out, struct err *err)
{
	int rc = evidence_store_get(app->db, mem, institution_id, id, out, err);

	return rc == YUP_ENOTFOUND ? err_refuse(err, rc, "evidence_absent", "%lld", (long long)id)
				   : rc;
}

static int
take_back(struct keeping *k)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char now[CLOCK_TEXT_SIZE];
	const struct actor *by = k->app->by;
	int rc = db_begin(k->app->db, &tx, k->err);

	k->app->now(now);
	if (rc == YUP_OK)
		rc = hold(k, &tx);
	if (rc == YUP_OK)
		rc = evidence_store_remove(&tx, k->institution_id, k->evidence.id, now,
		    by != NULL && by->name != NULL ? by->name : "", k->why, k->err);
	if (rc == YUP_ENOTFOUND)
		return err_refuse(k->err, rc, "evidence_absent", "%lld", (long long)k->evidence.id);
	if (rc == YUP_OK)
		rc = audit_done(&tx, k->app, &k->what, k->err);
	return rc < 0 ? rc : db_commit(&tx, k->err);
}

int
app_evidence_remove(const struct app *app, struct app_plans *plans, int64_t institution_id,
    int64_t id, const char *why, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct keeping k = { .app = app,
		.mem = mem,
		.err = err,
		.institution_id = institution_id,
		.what = { .institution_id = institution_id, .action = "evidence.remove" } };
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "evidence", err);

	if (rc < 0)
		return rc;
	k.what.subject = mem_printf(mem, "evidence %lld", (long long)id);
	rc = find(app, mem, institution_id, id, &k.evidence, err);
	if (rc == YUP_OK)
		rc = open_place(&k, plans);
	if (k.denied)
		return rc;
	if (rc == YUP_OK && !k.state.open && !k.state.closed)
		rc = err_refuse(err, YUP_ECONFLICT, "evidence_closed", "%s", k.evidence.name);
	if (rc == YUP_OK)
		rc = check_why(&k, why);
	if (rc == YUP_OK) {
		k.what.detail = mem_printf(mem, "%.200s %s", k.evidence.name,
		    place_text(mem, &k.evidence.place));
		rc = take_back(&k);
	}
	return rc < 0 ? audit_refused(app, &k.what, rc, err) : YUP_OK;
}

/* ---- Reading ------------------------------------------------------------------------------ */

static bool
may_read(const struct app *app, int64_t institution_id, const struct evidence *e)
{
	return actor_may(app->by, MAY_READ_PLAN, institution_id,
	    e->org_unit != 0 ? e->org_unit : ORG_UNIT_NONE);
}

/* What of the calendar tells a date that is outside its period. */
struct calendar {
	const struct pack *pack;
	int year;
	struct report_period *periods;
	size_t count;
};

static int
tell(const struct app *app, struct mem *mem, int64_t institution_id, struct calendar *c,
    struct app_evidence *e, struct err *err)
{
	const struct evidence_place *place = &e->evidence.place;
	bool known = e->evidence.media < MEDIA__COUNT;
	int rc = YUP_OK;

	e->mime = known ? media_mime((enum media_type)e->evidence.media)
			: "application/octet-stream";
	e->word = known ? media_word((enum media_type)e->evidence.media) : "";
	if (place->year == 0)
		return YUP_OK;
	if (c->pack == NULL)
		rc = register_pack(app, mem, institution_id, &c->pack, err);
	if (rc == YUP_OK && c->year != place->year)
		rc = report_store_periods(app->db, mem, institution_id, place->year, &c->periods,
		    &c->count, err);
	c->year = place->year;
	if (rc == YUP_OK && place->period >= 1 && place->period <= c->count)
		e->outside = evidence_is_outside(c->pack, &c->periods[place->period - 1],
		    &e->evidence);
	return rc;
}

/* Those that may be read, with what is told of them. */
static int
choose(const struct app *app, struct mem *mem, int64_t institution_id, const struct evidence *list,
    size_t count, struct app_evidence **out, size_t *out_count, struct err *err)
{
	struct app_evidence *chosen = mem_array(mem, count + 1, sizeof(*chosen));
	struct calendar calendar = { 0 };
	size_t kept = 0;
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (!may_read(app, institution_id, &list[i]))
			continue;
		chosen[kept].evidence = list[i];
		rc = tell(app, mem, institution_id, &calendar, &chosen[kept++], err);
	}
	if (rc < 0)
		return rc;
	*out = chosen;
	*out_count = kept;
	return YUP_OK;
}

int
app_evidence_list(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct evidence_place *place, struct app_evidence **out, size_t *out_count,
    struct err *err)
{
	struct evidence *list = NULL;
	size_t count = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "evidence", err);

	if (rc == YUP_OK)
		rc = evidence_store_list(app->db, mem, institution_id, place, &list, &count, err);
	return rc < 0 ? rc : choose(app, mem, institution_id, list, count, out, out_count, err);
}

int
app_evidence_get(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    struct app_evidence *out, struct err *err)
{
	struct calendar calendar = { 0 };
	struct app_evidence e = { .outside = false };
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "evidence", err);

	if (rc == YUP_OK)
		rc = find(app, mem, institution_id, id, &e.evidence, err);
	if (rc < 0)
		return rc;
	if (!may_read(app, institution_id, &e.evidence))
		return app_require(app, MAY_READ_PLAN, institution_id, e.evidence.org_unit,
		    mem_printf(mem, "evidence %lld", (long long)id), err);
	rc = tell(app, mem, institution_id, &calendar, &e, err);
	if (rc == YUP_OK)
		*out = e;
	return rc;
}

int
app_evidence_corrections(const struct app *app, struct mem *mem, int64_t institution_id, int year,
    const char *node_id, struct evidence **out, size_t *out_count, struct err *err)
{
	struct evidence *list = NULL;
	size_t count = 0, kept = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "evidence", err);

	if (rc == YUP_OK)
		rc = evidence_store_corrections(app->db, mem, institution_id, year, node_id, &list,
		    &count, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (may_read(app, institution_id, &list[i]))
			list[kept++] = list[i];
	*out = list;
	*out_count = kept;
	return YUP_OK;
}

int
app_evidence_twins(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    struct app_evidence **out, size_t *out_count, struct err *err)
{
	struct evidence *list = NULL;
	struct app_evidence one;
	size_t count = 0;
	int rc = app_evidence_get(app, mem, institution_id, id, &one, err);

	if (rc == YUP_OK)
		rc = evidence_store_twins(app->db, mem, institution_id, one.evidence.sha256, &list,
		    &count, err);
	return rc < 0 ? rc : choose(app, mem, institution_id, list, count, out, out_count, err);
}

static int
put_piece(void *context, const void *bytes, size_t size, struct err *err)
{
	(void)err;
	str_put_n(context, bytes, size);
	return YUP_OK;
}

int
app_evidence_read(const struct app *app, struct mem *mem, int64_t institution_id, int64_t id,
    struct app_evidence *out, struct str *bytes, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	CLEANUP(str_done) struct str read = { 0 };
	struct app_evidence one;
	int rc = app_evidence_get(app, mem, institution_id, id, &one, err);

	if (rc == YUP_OK && one.evidence.removed_at[0] != '\0')
		rc = err_refuse(err, YUP_ENOTFOUND, "evidence_absent", "%lld", (long long)id);
	if (rc == YUP_OK)
		rc = db_begin_read(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = file_store_get(tx.db, institution_id, one.evidence.sha256, put_piece, &read,
		    err);
	if (rc < 0)
		return rc;
	str_put_n(bytes, str_text(&read), read.length);
	*out = one;
	return YUP_OK;
}

/* ---- Files of the command line ------------------------------------------------------------- */

void
app_evidence_scan_with(const char *command)
{
	(void)setenv(SCAN_VARIABLE, command, 1);
}

int
app_evidence_load(struct mem *mem, const char *path, char **out, size_t *out_size, struct err *err)
{
	return file_read(mem, path, out, out_size, err);
}

int
app_evidence_save(const char *path, const struct str *bytes, struct err *err)
{
	CLEANUP(new_file_done) struct new_file f = { 0 };
	int rc = new_file_create(&f, path, 0600, err);

	if (rc == YUP_OK)
		rc = new_file_put(&f, str_text(bytes), bytes->length, err);
	return rc == YUP_OK ? new_file_end(&f, err) : rc;
}
