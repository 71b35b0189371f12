#include "app/import.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/check.h"
#include "app/derive.h"
#include "app/import_kept.h"
#include "app/import_own.h"
#include "app/import_owner.h"
#include "app/org_link.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/follow_up_edit.h"
#include "core/plan_choose.h"
#include "core/plan_state.h"
#include "io/file.h"
#include "io/hash.h"
#include "store/document_store.h"
#include "store/engine/db.h"
#include "store/follow_up_store.h"
#include "store/framework_store.h"
#include "store/log_search.h"
#include "store/plan_digest.h"
#include "store/plan_store.h"
#include "store/report_store.h"
#include "store/table_map_store.h"

_Static_assert((int)HASH_SHA256_SIZE == (int)DOCUMENT_HASH_SIZE, "documents are known by SHA-256");

/* What is being imported, and where to. */
struct importing {
	struct app *app;
	struct mem *mem;
	const struct app_import_request *request;
	struct app_import *out;
	struct document *documents; /* one per item: hash and size known once read */
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
	const char *mark;       /* of the plan just saved, NULL: none was */
	int64_t from_id, to_id; /* the plan that gave way to it, where some units stay */
	const struct pack *from_pack;
	struct table_how how; /* tables that are not the forms are read */
};

const char *
app_import_status_key(enum app_import_status status)
{
	static const char *const KEYS[] = { "new", "replaced", "unchanged" };

	return KEYS[status];
}

/* ---- Reading --------------------------------------------------------------- */

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (strcmp(path, "-") == 0)
		return "stdin";
	return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static const char *
hex_of(struct mem *mem, const uint8_t hash[HASH_SHA256_SIZE])
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < HASH_SHA256_SIZE; i++)
		str_printf(&s, "%02x", hash[i]);
	return mem_strdup(mem, s.text);
}

static int
choose_pack(struct importing *in, const struct pack **out)
{
	return import_own(in->app, in->mem, in->request, out, &in->how, in->err);
}

static const char *
path_of(const struct importing *in, size_t i)
{
	return in->request->files != NULL ? in->request->files[i].name : in->request->paths[i];
}

static int
read_bytes(struct importing *in, size_t i, const char **bytes, size_t *length)
{
	char *read = NULL;
	int rc;

	if (in->request->files != NULL) {
		*bytes = in->request->files[i].bytes;
		*length = in->request->files[i].size;
		return YUP_OK;
	}
	rc = file_read(in->mem, in->request->paths[i], &read, length, in->err);
	*bytes = read;
	return rc;
}

static int
read_one(struct importing *in, const struct pack *pack, size_t i)
{
	struct app_import_item *item = &in->out->items[i];
	const char *path = path_of(in, i), *bytes = NULL;
	struct document *document = &in->documents[i];
	size_t length = 0;
	int rc;

	item->path = path;
	rc = read_bytes(in, i, &bytes, &length);
	if (rc < 0)
		return err_at(in->err, path, 0);
	rc = app_stage(in->app, APP_STAGE_READING, length, in->err);
	if (rc < 0)
		return rc;
	rc = import_document(in->mem, pack, base_name(path), bytes, length, &in->how, &item->read,
	    in->err);
	if (rc < 0)
		return err_at(in->err, path, in->err->line);
	hash_sha256(bytes, length, document->sha256);
	item->sha256 = hex_of(in->mem, document->sha256);
	document->name = base_name(path);
	document->size = (int64_t)length;
	document->kind = item->read.kind == IMPORT_PLAN_TEXT ? "form_text" : "follow_up_text";
	document->imported_at = in->now;
	return YUP_OK;
}

static int
read_all(struct importing *in)
{
	const struct pack *pack;
	int rc = choose_pack(in, &pack);

	for (size_t i = 0; rc == YUP_OK && i < in->request->count; i++) {
		if (in->app->progress != NULL)
			in->app->progress(in->app->progress_context, path_of(in, i), i,
			    in->request->count);
		rc = read_one(in, pack, i);
	}
	return rc;
}

/* ---- Whose it is ------------------------------------------------------------ */

static bool
says_who(const struct app_import_item *item)
{
	for (size_t i = 0; i < item->read.issue_count; i++)
		if (item->read.issues[i].kind == ISSUE_NO_INSTITUTION)
			return false;
	return item->read.plan != NULL || item->read.follow_up->institution[0] != '\0';
}

static const char *
name_said(const struct app_import_item *item)
{
	return item->read.plan != NULL ? item->read.plan->institution
				       : item->read.follow_up->institution;
}

static const char *
acronym_said(const struct app_import_item *item)
{
	return item->read.plan != NULL ? item->read.plan->acronym : item->read.follow_up->acronym;
}

/* "samples/poa-2027.txt" is called poa-2027. */
static const char *
name_of_file(struct mem *mem, const char *path)
{
	const char *base = base_name(path), *dot = strrchr(base, '.');

	if (dot == NULL || dot == base)
		return base;
	return mem_strndup(mem, base, (size_t)(dot - base));
}

/*
 * Whose a text is that does not say so: the only institution's of the database,
 * else one called as the file.  The import's issue tells which was taken.
 */
static int
name_unnamed(struct importing *in, struct app_import_item *item)
{
	struct institution *known;
	size_t count = 0;
	int rc = YUP_OK;

	if (in->app->db != NULL)
		rc = app_institutions(in->app, in->mem, NULL, &known, &count, in->err);
	if (rc < 0)
		return rc;
	item->institution = count == 1 ? known[0].name : name_of_file(in->mem, item->path);
	for (size_t i = 0; i < item->read.issue_count; i++)
		if (item->read.issues[i].kind == ISSUE_NO_INSTITUTION)
			item->read.issues[i].text = item->institution;
	return YUP_OK;
}

/* The caller says whose each text is, or the text does. */
static int
name_all(struct importing *in)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < in->out->count; i++) {
		struct app_import_item *item = &in->out->items[i];

		item->institution = in->request->institution;
		if (item->institution != NULL)
			continue;
		if (says_who(item))
			item->institution = name_said(item);
		else
			rc = name_unnamed(in, item);
	}
	return rc;
}

static bool
same_place(struct mem *mem, const struct app_import_item *a, const struct app_import_item *b)
{
	if (a->read.kind != b->read.kind ||
	    strcmp(utf8_fold(mem, a->institution), utf8_fold(mem, b->institution)) != 0)
		return false;
	if (a->read.plan != NULL)
		return a->read.plan->year == b->read.plan->year &&
		    a->read.plan->version == b->read.plan->version;
	return a->read.follow_up->year == b->read.follow_up->year &&
	    strcmp(a->read.follow_up->as_of, b->read.follow_up->as_of) == 0;
}

/* Two files for one place, unless they are the same bytes, contradict each other. */
static int
refuse_twins(struct importing *in)
{
	for (size_t i = 0; i < in->out->count; i++)
		for (size_t k = 0; k < i; k++) {
			const struct app_import_item *a = &in->out->items[k],
						     *b = &in->out->items[i];

			if (!same_place(in->mem, a, b) || strcmp(a->sha256, b->sha256) == 0)
				continue;
			(void)err_refuse(in->err, YUP_ECONFLICT, "same_document_twice",
			    "%s and %s are the same document, not the same bytes", a->path,
			    b->path);
			return err_at(in->err, b->path, 0);
		}
	return YUP_OK;
}

/* ---- Storing ---------------------------------------------------------------- */

static int
find_or_add_institution(struct importing *in, struct db_tx *tx, const struct app_import_item *item,
    struct institution *out)
{
	const struct pack *pack = item->read.plan != NULL ? item->read.plan->pack
							  : item->read.follow_up->pack;
	int rc = institution_store_find(tx->db, in->mem, item->institution, out, in->err);

	if (rc != YUP_ENOTFOUND)
		return rc;
	*out = (struct institution){
		.name = item->institution,
		.acronym = acronym_said(item),
		.pack = pack->name,
		.created_at = in->now,
	};
	return institution_store_add(tx, out, &out->id, in->err);
}

/* The document's id: a new one, or the one it had when it served before. */
static int
keep_document(struct importing *in, struct db_tx *tx, int64_t institution_id, size_t i,
    int64_t *out_id)
{
	const struct staged_rows *rows = &in->out->items[i].read.staged;
	struct document known;
	int rc = document_store_find(tx->db, in->mem, institution_id, in->documents[i].sha256,
	    &known, in->err);

	if (rc == YUP_OK) {
		*out_id = known.id;
		return YUP_OK;
	}
	if (rc != YUP_ENOTFOUND)
		return rc;
	rc = document_store_add(tx, institution_id, &in->documents[i], out_id, in->err);
	if (rc == YUP_OK)
		rc = document_store_add_rows(tx, institution_id, *out_id, rows->items, rows->count,
		    in->err);
	return rc;
}

/* True in `*out` when the one in force came from these very bytes, read with this pack. */
static int
serves(struct importing *in, struct db_tx *tx, int64_t institution_id, size_t i,
    const char *pack_in_force, const char *pack, bool *out)
{
	struct document known;
	int rc = document_store_find(tx->db, in->mem, institution_id, in->documents[i].sha256,
	    &known, in->err);

	*out = rc == YUP_OK && known.superseded_at[0] == '\0' && strcmp(pack_in_force, pack) == 0;
	return rc == YUP_ENOTFOUND ? YUP_OK : rc;
}

/* It is there already: what is told of it is what the database has. */
static int
tell_stored_plan(struct importing *in, struct db_tx *tx, int64_t institution_id,
    const struct plan_head *head, struct app_import_item *item)
{
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct plan *read = item->read.plan;
	struct plan_diff since = { 0 };
	int rc = plan_store_load(tx->db, in->mem, institution_id, head->id, read->pack,
	    &item->read.plan, in->err);

	item->status = APP_IMPORT_UNCHANGED;
	if (rc == YUP_OK && head->revision > 0)
		plan_diff_compute(in->mem, read, item->read.plan, &since);
	for (size_t i = 0; rc == YUP_OK && i < since.count; i++)
		item->edited_cells += since.rows[i].cell_count > 0 ? since.rows[i].cell_count : 1;
	return rc == YUP_OK ? check_plan(in->mem, item->read.plan, &item->findings, passed, in->err)
			    : rc;
}

/* Only the units asked for, with what is there of the others. */
static int
choose_units(struct importing *in, const struct plan *there, struct app_import_item *item)
{
	struct plan *plan = item->read.plan;
	bool *chosen, any = false;

	if (in->request->units == NULL)
		return YUP_OK;
	chosen = mem_array(in->mem, plan->unit_count + 1, sizeof(*chosen));
	for (size_t u = 0; u < plan->unit_count; u++)
		for (size_t i = 0; i < in->request->unit_count; i++)
			if (strcmp(plan->units[u].path, in->request->units[i]) == 0)
				chosen[u] = any = true;
	if (!any)
		return err_refuse(in->err, YUP_EINVALID, "units_unchosen", "%zu",
		    in->request->unit_count);
	item->read.plan = plan_choose_units(in->mem, there, plan, chosen);
	return YUP_OK;
}

static int
compare_with_old_plan(struct importing *in, struct db_tx *tx, int64_t institution_id,
    const struct plan_head *head, struct app_import_item *item)
{
	const struct pack *pack = NULL;
	struct plan *old = NULL;
	int rc = app_pack(in->app, in->mem, institution_id, head->pack, &pack, in->err);

	if (rc == YUP_OK)
		rc = plan_store_load(tx->db, in->mem, institution_id, head->id, pack, &old,
		    in->err);
	if (rc == YUP_OK)
		rc = choose_units(in, old, item);
	if (rc < 0)
		return rc;
	item->status = APP_IMPORT_REPLACED;
	item->replaced_changes = head->revision;
	item->worked_count = old->unit_count;
	plan_diff_compute(in->mem, old, item->read.plan, &item->diff);
	in->from_pack = pack;
	return import_kept_worked(tx, in->mem, institution_id, head->id, old, &item->worked,
	    in->err);
}

/* Which units of the institution they are; what cannot be told is an issue of the file. */
static int
link_units(struct importing *in, struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    struct app_import_item *item)
{
	struct org_linked linked = { 0 };
	int rc = org_link_plan(tx, in->mem, institution_id, plan_id, item->read.plan, in->now,
	    &linked, in->err);

	for (size_t i = 0; rc == YUP_OK && i < linked.unlinked_count; i++)
		import_issue_add(in->mem, &item->read, ISSUE_UNIT_UNLINKED, 0, linked.unlinked[i]);
	return rc;
}

static int
may_replace(const struct importing *in, struct db *db, int64_t institution_id,
    const struct plan_head *head, size_t i)
{
	unsigned period = 0;
	int rc;

	if (head->state == PLAN_DRAFT)
		return YUP_OK; /* nothing is reported against a draft */
	rc = report_store_period_of_plan(db, institution_id, head->id, &period, in->err);
	if (rc == YUP_OK && period != 0)
		rc = err_refuse(in->err, YUP_ECONFLICT, "import_over_reports", "%d/%u", head->year,
		    period);
	else if (rc == YUP_OK)
		rc = err_refuse(in->err, YUP_ECONFLICT, "import_over_final", "%s",
		    plan_state_key((enum plan_state)head->state));
	return rc < 0 ? err_at(in->err, in->out->items[i].path, 0) : rc;
}

static bool
is_asked_for(const struct importing *in, const char *path)
{
	for (size_t i = 0; i < in->request->unit_count; i++)
		if (strcmp(in->request->units[i], path) == 0)
			return true;
	return in->request->units == NULL;
}

/* What people have done since in the units that give way is not thrown away unasked. */
static int
may_replace_units(const struct importing *in, size_t i)
{
	const struct app_import_item *item = &in->out->items[i];
	uint32_t changes = in->request->units == NULL ? item->replaced_changes : 0, worked = 0;
	CLEANUP(str_done) struct str names = { 0 };

	if (in->request->replace_edited || in->request->dry_run)
		return YUP_OK;
	for (size_t u = 0; u < item->worked_count; u++) {
		const struct app_import_worked *w = &item->worked[u];
		uint32_t all = w->changes + w->steps + w->observations;

		if (all == 0 || !is_asked_for(in, w->path))
			continue;
		str_printf(&names, "%s%s", names.length > 0 ? ", " : "", w->path);
		worked += all;
	}
	if (changes < worked)
		changes = worked;
	if (changes == 0)
		return YUP_OK;
	(void)err_refuse(in->err, YUP_ECONFLICT, "import_over_edits", "%u%s%s%s", changes,
	    names.length > 0 ? " (" : "", str_text(&names), names.length > 0 ? ")" : "");
	return err_at(in->err, item->path, 0);
}

/* One for each file of the plan: those of what is there first, where units were chosen. */
static int
documents_of(struct importing *in, struct db_tx *tx, int64_t institution_id, size_t i,
    int64_t there, int64_t **out)
{
	const struct plan *plan = in->out->items[i].read.plan;
	int64_t *all = mem_array(in->mem, plan->file_count + 1, sizeof(*all));
	int64_t *old = NULL, id = 0;
	size_t count = 0;
	int rc = keep_document(in, tx, institution_id, i, &id);

	if (rc == YUP_OK && there != 0 && in->request->units != NULL)
		rc = plan_store_documents(tx->db, in->mem, institution_id, there, &old, &count,
		    in->err);
	for (size_t f = 0; f < plan->file_count; f++)
		all[f] = f < count ? old[f] : id;
	*out = all;
	return rc;
}

static int
store_plan(struct importing *in, struct db_tx *tx, int64_t institution_id, size_t i)
{
	struct app_import_item *item = &in->out->items[i];
	struct plan *plan = item->read.plan;
	struct plan_head head = { 0 };
	int64_t *documents = NULL, id = 0;
	bool same = false;
	int rc;

	rc = plan_store_find(tx->db, in->mem, institution_id, plan->year, plan->version, &head,
	    in->err);
	if (rc < 0 && rc != YUP_ENOTFOUND)
		return rc;
	if (rc == YUP_ENOTFOUND) {
		rc = choose_units(in, NULL, item);
	} else {
		rc = serves(in, tx, institution_id, i, head.pack, plan->pack->name, &same);
		if (rc == YUP_OK && same)
			return tell_stored_plan(in, tx, institution_id, &head, item);
		if (rc == YUP_OK)
			rc = may_replace(in, tx->db, institution_id, &head, i);
		if (rc == YUP_OK)
			rc = compare_with_old_plan(in, tx, institution_id, &head, item);
		if (rc == YUP_OK)
			rc = may_replace_units(in, i);
	}
	plan = item->read.plan;
	if (rc == YUP_OK)
		rc = app_stage(in->app, APP_STAGE_STORING, plan->node_count, in->err);
	if (rc == YUP_OK)
		rc = framework_store_facts(tx->db, in->mem, institution_id, &plan->facts, in->err);
	if (rc == YUP_OK)
		rc = documents_of(in, tx, institution_id, i, head.id, &documents);
	if (rc == YUP_OK)
		rc = plan_store_replace(tx, institution_id, plan, documents, in->now, &id, in->err);
	if (rc == YUP_OK)
		rc = link_units(in, tx, institution_id, id, item);
	if (rc == YUP_OK)
		rc = app_stage(in->app, APP_STAGE_CHECKING, plan->node_count, in->err);
	if (rc == YUP_OK)
		rc = app_derive_plan(tx, in->mem, institution_id, id, plan, &item->findings,
		    in->err);
	if (rc == YUP_OK && !in->request->dry_run)
		rc = digest_mark_saved(tx->db, in->mem, institution_id, id, plan->pack, &in->mark,
		    in->err);
	in->from_id = in->request->units != NULL ? head.id : 0;
	in->to_id = id;
	return rc;
}

/* The review of the units that stay as they were, after the record of the plan. */
static int
keep_review(const struct importing *in, struct db_tx *tx, int64_t institution_id, size_t i)
{
	struct import_kept kept = { .app = in->app,
		.tx = tx,
		.institution_id = institution_id,
		.from_id = in->from_id,
		.to_id = in->to_id,
		.to = in->out->items[i].read.plan,
		.pack = in->from_pack,
		.chosen = in->request->units,
		.chosen_count = in->request->unit_count };

	return in->from_id != 0 ? import_kept_review(&kept, in->mem, in->err) : YUP_OK;
}

static int
tell_stored_follow_up(struct importing *in, struct db_tx *tx, int64_t institution_id,
    const struct follow_up_head *head, struct app_import_item *item)
{
	uint64_t passed[RULE_MAX + 1] = { 0 };
	const struct follow_up *read = item->read.follow_up;
	struct fu_change *changes;
	int rc = follow_up_store_load(tx->db, in->mem, institution_id, head->id,
	    item->read.follow_up->pack, &item->read.follow_up, in->err);

	item->status = APP_IMPORT_UNCHANGED;
	if (rc == YUP_OK)
		follow_up_changes(in->mem, read, item->read.follow_up, &changes,
		    &item->edited_cells);
	return rc == YUP_OK
	    ? check_follow_up(in->mem, item->read.follow_up, &item->findings, passed, in->err)
	    : rc;
}

/* What a person corrected is not thrown away unasked. */
static int
may_replace_corrected(struct importing *in, struct db_tx *tx, int64_t institution_id,
    const struct follow_up_head *head, struct app_import_item *item)
{
	const struct log_filter filter = { .action = "follow_up.correct",
		.subject = mem_printf(in->mem, "follow-up %lld", (long long)head->id),
		.outcome = "done",
		.limit = 1 };
	struct log_record *records = NULL;
	size_t count = 0;
	int rc = log_search_list(tx->db, in->mem, institution_id, &filter, &records, &count,
	    in->err);

	item->replaced_changes = (uint32_t)count;
	if (rc < 0 || count == 0 || in->request->replace_edited || in->request->dry_run)
		return rc;
	(void)err_refuse(in->err, YUP_ECONFLICT, "import_over_corrections", "%s", head->as_of);
	return err_at(in->err, item->path, 0);
}

static int
compare_with_old_follow_up(struct importing *in, struct db_tx *tx, int64_t institution_id,
    const struct follow_up_head *head, struct app_import_item *item)
{
	const struct pack *pack = NULL;
	struct follow_up *old = NULL;
	int rc = app_pack(in->app, in->mem, institution_id, head->pack, &pack, in->err);

	if (rc == YUP_OK)
		rc = follow_up_store_load(tx->db, in->mem, institution_id, head->id, pack, &old,
		    in->err);
	if (rc < 0)
		return rc;
	item->status = APP_IMPORT_REPLACED;
	follow_up_diff_compute(in->mem, old, item->read.follow_up, &item->diff);
	return may_replace_corrected(in, tx, institution_id, head, item);
}

static int
store_follow_up(struct importing *in, struct db_tx *tx, int64_t institution_id, size_t i)
{
	struct app_import_item *item = &in->out->items[i];
	struct follow_up *fu = item->read.follow_up;
	struct follow_up_head head;
	int64_t document, id;
	bool same = false;
	int rc;

	rc = follow_up_store_find(tx->db, in->mem, institution_id, fu->year, fu->as_of, &head,
	    in->err);
	if (rc < 0 && rc != YUP_ENOTFOUND)
		return rc;
	if (rc == YUP_OK) {
		rc = serves(in, tx, institution_id, i, head.pack, fu->pack->name, &same);
		if (rc == YUP_OK && same)
			return tell_stored_follow_up(in, tx, institution_id, &head, item);
		if (rc == YUP_OK)
			rc = compare_with_old_follow_up(in, tx, institution_id, &head, item);
		if (rc < 0)
			return rc;
	}
	rc = keep_document(in, tx, institution_id, i, &document);
	if (rc == YUP_OK)
		rc = follow_up_store_replace(tx, institution_id, fu, &document, in->now, &id,
		    in->err);
	if (rc == YUP_OK)
		rc = app_derive_follow_up(tx, in->mem, institution_id, id, fu, &item->findings,
		    in->err);
	return rc;
}

/* The institution, the file and what came of it. */
static int
tell_imported(struct importing *in, struct db_tx *tx, int64_t institution_id,
    const struct app_import_item *item)
{
	struct audit what = {
		.institution_id = institution_id,
		.action = permission_key(MAY_IMPORT),
		.subject = base_name(item->path),
		.detail = mem_printf(in->mem, "%s sha256 %s", app_import_status_key(item->status),
		    item->sha256),
		.mark = in->mark,
	};

	return audit_done(tx, in->app, &what, in->err);
}

/* A document of an institution that is not here yet makes it: the operator's. */
static int
require_all(struct importing *in)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < in->out->count; i++) {
		const struct app_import_item *item = &in->out->items[i];
		struct institution found = { 0 };

		rc = institution_store_find(in->app->db, in->mem, item->institution, &found,
		    in->err);
		if (rc == YUP_OK || rc == YUP_ENOTFOUND)
			rc = app_require(in->app, rc == YUP_OK ? MAY_IMPORT : MAY_OPERATE, found.id,
			    ORG_UNIT_ALL, base_name(item->path), in->err);
	}
	return rc;
}

static size_t
rows_read(const struct importing *in)
{
	size_t rows = 0;

	for (size_t i = 0; i < in->out->count; i++) {
		const struct import_result *read = &in->out->items[i].read;

		rows += read->plan != NULL ? read->plan->node_count
					   : read->follow_up->operation_count;
	}
	return rows;
}

/* What was told of its table is remembered. */
static int
keep_columns(const struct importing *in, struct db_tx *tx, int64_t institution_id,
    const struct app_import_item *item)
{
	const struct told_table told = { item->read.table_print, item->read.table_map };

	if (in->request->columns == NULL || told.print == NULL)
		return YUP_OK;
	return table_map_store_put(tx, institution_id, &told, in->now, in->err);
}

static int
store_all(struct importing *in)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc = db_begin(in->app->db, &tx, in->err);

	if (rc == YUP_OK)
		rc = app_stage(in->app, APP_STAGE_COMPARING, rows_read(in), in->err);
	for (size_t i = 0; rc == YUP_OK && i < in->out->count; i++) {
		struct app_import_item *item = &in->out->items[i];
		struct institution institution;

		rc = find_or_add_institution(in, &tx, item, &institution);
		if (rc < 0)
			break;
		item->institution = institution.name;
		in->mark = NULL;
		in->from_id = 0;
		rc = item->read.plan != NULL ? store_plan(in, &tx, institution.id, i)
					     : store_follow_up(in, &tx, institution.id, i);
		if (rc == YUP_OK)
			rc = keep_columns(in, &tx, institution.id, item);
		if (rc == YUP_OK)
			rc = tell_imported(in, &tx, institution.id, item);
		if (rc == YUP_OK)
			rc = keep_review(in, &tx, institution.id, i);
		app_count_severities(&item->findings, item->severities);
	}
	if (rc == YUP_OK && !in->request->dry_run)
		rc = app_stage(in->app, APP_STAGE_ENDING, 0, in->err);
	if (rc == YUP_OK && !in->request->dry_run)
		rc = db_commit(&tx, in->err);
	return rc;
}

/* A rehearsal without a database happens in one that is only in memory. */
static int
open_if_needed(struct importing *in)
{
	const char *name = in->app->db_name;
	int rc;

	if (in->app->db != NULL)
		return YUP_OK;
	rc = app_open(in->app, in->request->dry_run ? ":memory:" : name, APP_CREATE, in->err);
	in->app->db_name = name;
	db_shown_name(name, in->app->db_shown, sizeof(in->app->db_shown));
	return rc;
}

/* By the file that was refused, where one was; a lack of permission is in the log already. */
static int
tell_refused(const struct importing *in, int rc)
{
	struct audit what = {
		.action = permission_key(MAY_IMPORT),
		.subject = in->err->file[0] != '\0' ? base_name(in->err->file) : "",
	};

	return rc == YUP_EDENIED ? rc : audit_refused(in->app, &what, rc, in->err);
}

static int
check_owners(struct importing *in)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && in->request->own_only && i < in->out->count; i++)
		rc = import_owner_check(in->mem, in->request->institution, &in->out->items[i].read,
		    in->err);
	return rc;
}

int
app_import(struct app *app, struct mem *mem, const struct app_import_request *request,
    struct app_import *out, struct err *err)
{
	struct app_import made = { .count = request->count, .dry_run = request->dry_run };
	struct err local = { 0 };
	struct importing in = { .app = app,
		.mem = mem,
		.request = request,
		.out = &made,
		.err = err != NULL ? err : &local };
	int rc;

	if (app->now == NULL)
		app->now = clock_now;
	app->now(in.now);
	made.items = mem_array(mem, request->count + 1, sizeof(*made.items));
	in.documents = mem_array(mem, request->count + 1, sizeof(*in.documents));
	rc = read_all(&in);
	if (rc == YUP_OK)
		rc = check_owners(&in);
	if (rc == YUP_OK)
		rc = name_all(&in);
	if (rc == YUP_OK)
		rc = refuse_twins(&in);
	if (rc == YUP_OK)
		rc = open_if_needed(&in);
	if (rc == YUP_OK)
		rc = require_all(&in);
	if (rc == YUP_OK)
		rc = store_all(&in);
	if (rc < 0)
		return tell_refused(&in, rc);
	*out = made;
	return YUP_OK;
}
