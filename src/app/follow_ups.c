#include "app/follow_ups.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/derive.h"
#include "app/settings.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/field.h"
#include "core/report.h"
#include "io/clock.h"
#include "store/engine/db.h"
#include "store/log_record.h"
#include "store/log_search.h"

#define CORRECT "follow_up.correct"

static const char *
subject_of(struct mem *mem, int64_t id)
{
	return mem_printf(mem, "follow-up %lld", (long long)id);
}

/* ---- Reading ------------------------------------------------------------------- */

int
app_follow_up_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct follow_up_head **out, size_t *out_count, struct err *err)
{
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_ALL, "follow-ups", err);

	return rc < 0 ? rc
		      : follow_up_store_list(app->db, mem, institution_id, out, out_count, err);
}

static int
find_head(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct follow_up_head *out, struct err *err)
{
	struct follow_up_head *list = NULL;
	size_t count = 0;
	int rc = follow_up_store_list(db, mem, institution_id, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].id == id) {
			*out = list[i];
			return YUP_OK;
		}
	return rc < 0 ? rc
		      : err_refuse(err, YUP_ENOTFOUND, "follow_up_absent", "%lld", (long long)id);
}

static int
load(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct follow_up_head *head, struct follow_up **out, struct err *err)
{
	const struct pack *pack = NULL;
	int rc = app_pack(app, mem, institution_id, head->pack, &pack, err);

	if (rc == YUP_OK)
		rc = app_settings_keep(app, mem, institution_id, head->id, &pack, err);
	return rc < 0
	    ? rc
	    : follow_up_store_load(app->db, mem, institution_id, head->id, pack, out, err);
}

/* The one of its year and date that is in force; none may be. */
static int
find_in_force(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_follow_up_shown *shown, struct err *err)
{
	struct err ignored;
	int rc;

	if (shown->head.superseded_at[0] == '\0') {
		shown->in_force = shown->head;
		return YUP_OK;
	}
	rc = follow_up_store_find(app->db, mem, institution_id, shown->head.year, shown->head.as_of,
	    &shown->in_force, &ignored);
	if (rc == YUP_ENOTFOUND)
		return YUP_OK;
	if (rc < 0 && err != NULL)
		*err = ignored;
	return rc;
}

int
app_follow_up_get(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, struct app_follow_up_shown *out, struct err *err)
{
	struct app_follow_up_shown shown = { .findings = { .mem = mem } };
	uint64_t passed[RULE_MAX + 1] = { 0 };
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_ALL,
	    subject_of(mem, follow_up_id), err);

	if (rc == YUP_OK)
		rc = find_head(app->db, mem, institution_id, follow_up_id, &shown.head, err);
	if (rc == YUP_OK)
		rc = find_in_force(app, mem, institution_id, &shown, err);
	if (rc == YUP_OK)
		rc = load(app, mem, institution_id, &shown.head, &shown.fu, err);
	if (rc == YUP_OK)
		rc = check_follow_up(mem, shown.fu, &shown.findings, passed, err);
	if (rc == YUP_OK)
		rc = app_follow_up_sources(app, mem, institution_id, follow_up_id, &shown.read,
		    err);
	if (rc < 0)
		return rc;
	shown.corrects = shown.head.superseded_at[0] == '\0' &&
	    actor_may(app->by, MAY_CORRECT_REPORT, institution_id, ORG_UNIT_ALL);
	*out = shown;
	return YUP_OK;
}

/* ---- Its versions -------------------------------------------------------------- */

/* Who made the version, and why: "" where a document did. */
static int
find_author(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_follow_up_version *version, struct err *err)
{
	const struct log_filter filter = { .action = CORRECT,
		.subject = subject_of(mem, version->head.id),
		.outcome = "done",
		.limit = 1 };
	struct log_record *records = NULL;
	size_t count = 0;
	int rc = log_search_list(app->db, mem, institution_id, &filter, &records, &count, err);

	version->actor = version->why = "";
	if (rc == YUP_OK && count > 0) {
		version->actor = records[0].actor_name[0] != '\0' ? records[0].actor_name
								  : records[0].actor;
		version->why = records[0].detail;
	}
	return rc;
}

/* What it has otherwise than the one it took the place of. */
static int
compare(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct follow_up_head *before, struct app_follow_up_version *version, struct err *err)
{
	struct follow_up *was = NULL, *is = NULL;
	int rc = load(app, mem, institution_id, before, &was, err);

	if (rc == YUP_OK)
		rc = load(app, mem, institution_id, &version->head, &is, err);
	if (rc == YUP_OK)
		follow_up_changes(mem, was, is, &version->changes, &version->change_count);
	return rc;
}

int
app_follow_up_past(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, struct app_follow_up_version **out, size_t *out_count, struct err *err)
{
	struct app_follow_up_version *list;
	struct follow_up_head *heads = NULL, head = { 0 };
	size_t count = 0, kept = 0;
	int rc = app_follow_up_list(app, mem, institution_id, &heads, &count, err);

	if (rc == YUP_OK)
		rc = find_head(app->db, mem, institution_id, follow_up_id, &head, err);
	if (rc < 0)
		return rc;
	list = mem_array(mem, count + 1, sizeof(*list));
	for (size_t i = 0; rc == YUP_OK && i < count && heads[i].id <= follow_up_id; i++) {
		struct app_follow_up_version version = { .head = heads[i] };

		if (heads[i].year != head.year || strcmp(heads[i].as_of, head.as_of) != 0)
			continue;
		rc = find_author(app, mem, institution_id, &version, err);
		if (rc == YUP_OK && version.actor[0] == '\0')
			kept = 0; /* a document begins it again */
		else if (rc == YUP_OK && kept > 0)
			rc = compare(app, mem, institution_id, &list[kept - 1].head, &version, err);
		list[kept++] = version;
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = kept;
	return YUP_OK;
}

/* ---- Correcting ------------------------------------------------------------------ */

struct correcting {
	const struct app *app;
	struct mem *mem;
	int64_t institution_id, id;
	const struct fu_edit *edits; /* NULL: what was computed */
	size_t count;
	const char *why;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

static int
put_edits(const struct correcting *c, struct follow_up *fu)
{
	const struct fu_edit *edits = c->edits;
	struct fu_change *changes;
	size_t count = c->count, changed = 0;
	int rc;

	if (edits == NULL)
		edits = follow_up_fixes(c->mem, fu, &count);
	rc = follow_up_edit(fu, edits, count, &changes, &changed, c->err);
	if (rc == YUP_OK && changed == 0)
		rc = err_refuse(c->err, YUP_EINVALID, "follow_up_same", "%zu", count);
	return rc;
}

static int
tell(const struct correcting *c, struct db_tx *tx, int64_t id)
{
	const struct audit what = { .institution_id = c->institution_id,
		.action = CORRECT,
		.subject = subject_of(c->mem, id),
		.detail = c->why };

	return audit_done(tx, c->app, &what, c->err);
}

static int
save(const struct correcting *c, struct db_tx *tx, struct follow_up *fu, int64_t *out_id)
{
	struct finding_list findings = { .mem = c->mem };
	int64_t *documents = NULL, id = 0;
	size_t count = 0;
	int rc = follow_up_store_documents(tx->db, c->mem, c->institution_id, c->id, &documents,
	    &count, c->err);

	if (rc == YUP_OK)
		rc = follow_up_store_replace(tx, c->institution_id, fu, documents, c->now, &id,
		    c->err);
	if (rc == YUP_OK)
		rc = app_settings_keep_also(tx, c->mem, c->institution_id, c->id, id, c->err);
	if (rc == YUP_OK)
		rc = app_derive_follow_up(tx, c->mem, c->institution_id, id, fu, &findings, c->err);
	if (rc == YUP_OK)
		rc = tell(c, tx, id);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

/* All of it is read and written in one transaction: nobody is between. */
static int
correct(const struct correcting *c, int64_t *out_id)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct follow_up_head head = { 0 };
	struct follow_up *fu = NULL;
	int64_t id = 0;
	int rc = field_check(c->why, REPORT_TEXT_MAX, FIELD_NEEDED, "why", c->err);

	if (rc == YUP_OK)
		rc = db_begin(c->app->db, &tx, c->err);
	if (rc == YUP_OK)
		rc = find_head(tx.db, c->mem, c->institution_id, c->id, &head, c->err);
	if (rc == YUP_OK && head.superseded_at[0] != '\0')
		rc = err_refuse(c->err, YUP_ECONFLICT, "follow_up_superseded", "%lld",
		    (long long)c->id);
	if (rc == YUP_OK)
		rc = load(c->app, c->mem, c->institution_id, &head, &fu, c->err);
	if (rc == YUP_OK)
		rc = put_edits(c, fu);
	if (rc == YUP_OK)
		rc = save(c, &tx, fu, &id);
	if (rc == YUP_OK)
		rc = db_commit(&tx, c->err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

int
app_follow_up_correct(const struct app *app, int64_t institution_id, int64_t follow_up_id,
    const struct fu_edit *edits, size_t count, const char *why, int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct correcting c = { .app = app,
		.mem = mem,
		.institution_id = institution_id,
		.id = follow_up_id,
		.edits = edits,
		.count = count,
		.why = why != NULL ? why : "",
		.err = err };
	const struct audit what = { .institution_id = institution_id,
		.action = CORRECT,
		.subject = subject_of(mem, follow_up_id) };
	int rc = app_require(app, MAY_CORRECT_REPORT, institution_id, ORG_UNIT_ALL, what.subject,
	    err);

	if (rc < 0)
		return rc;
	app->now(c.now);
	rc = correct(&c, out_id);
	return rc < 0 ? audit_refused(app, &what, rc, err) : YUP_OK;
}

int
app_follow_up_settle(const struct app *app, int64_t institution_id, int64_t follow_up_id,
    const char *why, int64_t *out_id, struct err *err)
{
	return app_follow_up_correct(app, institution_id, follow_up_id, NULL, 0, why, out_id, err);
}
