#include "app/log.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/log_held.h"
#include "app/log_plans.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/file.h"
#include "io/new_file.h"
#include "io/sign.h"
#include "report/checkpoint_text.h"
#include "store/account_store.h"
#include "store/engine/db.h"
#include "store/log_search.h"
#include "store/log_store.h"

enum { PAGE = 500, LIST_MAX = 10000 };

/* ---- Which chains --------------------------------------------------------- */

/* The list is by id, as all lists of institutions. */
static bool
is_among(const struct institution *list, size_t count, int64_t id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && list[low].id == id;
}

/* Those the actor may see, all that was counted told; what belongs to no institution where all are asked for. */
static int
choose_all(const struct app *app, struct mem *mem, const char *institution,
    enum permission permission, struct log_chain **out, size_t *out_count, struct err *err)
{
	bool others = institution == NULL && actor_may(app->by, permission, 0, ORG_UNIT_ALL);
	struct institution *list = NULL;
	struct log_chain *chains = NULL;
	size_t count = 0, chain_count = 0, kept = 0;
	int rc = app_allowed(app, mem, institution, permission, &list, &count, err);

	if (rc == YUP_OK)
		rc = audit_tell_counts(app, err);
	if (rc == YUP_OK)
		rc = log_search_chains(app->db, mem, &chains, &chain_count, err);
	for (size_t i = 0; rc == YUP_OK && i < chain_count; i++)
		if (chains[i].institution_id == 0 ? others
						  : is_among(list, count, chains[i].institution_id))
			chains[kept++] = chains[i];
	if (rc < 0)
		return rc;
	*out = chains;
	*out_count = kept;
	return YUP_OK;
}

/* Those that were begun. */
static int
choose(const struct app *app, struct mem *mem, const char *institution, enum permission permission,
    struct log_chain **out, size_t *out_count, struct err *err)
{
	size_t count = 0, kept = 0;
	int rc = choose_all(app, mem, institution, permission, out, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if ((*out)[i].begun)
			(*out)[kept++] = (*out)[i];
	*out_count = kept;
	return rc;
}

int
app_log_tick(const struct app *app, struct err *err)
{
	int rc = app_require(app, MAY_OPERATE, 0, ORG_UNIT_ALL, "log", err);

	return rc == YUP_OK ? audit_tell_counts(app, err) : rc;
}

/* ---- Verifying ------------------------------------------------------------ */

struct verifying {
	const struct app *app;
	struct mem *mem;
	struct checkpoint_page *pages;
	bool *used;
	size_t page_count;
	bool chain_only;
	struct err *err;
};

struct passing {
	struct mem *mem;
	struct plan_marks marks;
	struct held held;
	struct app_log_chain *chain;
	struct log_walk *walk;
};

/* The walk is told through a pointer of ours: the callback's is only to read. */
static int
pass(void *context, const struct log_walk *walk, const struct log_record *record, struct err *err)
{
	struct passing *k = context;

	(void)walk;
	(void)err;
	held_pass(&k->held, k->walk, record);
	plan_marks_pass(&k->marks, record);
	if (strcmp(k->chain->last_at, record->at) != 0)
		k->chain->last_at = mem_strdup(k->mem, record->at);
	return YUP_OK;
}

static int
hold(const struct verifying *k, const struct log_chain *chain, const uint8_t *chain_id,
    struct held *held)
{
	struct checkpoint *kept = NULL;
	size_t count = 0;
	int rc = checkpoint_store_list(k->app->db, k->mem, chain->institution_id, &kept, &count,
	    k->err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		held_add(held, &kept[i]);
	if (rc == YUP_OK)
		held_add_pages(held, chain_id, k->pages, k->used, k->page_count);
	return rc;
}

static int
verify_chain(const struct verifying *k, const struct log_chain *chain, struct app_log_chain *out)
{
	CLEANUP(mem_done) struct mem *marks = mem_new();
	struct passing passing = { .mem = k->mem,
		.marks = { .mem = marks },
		.held = { .mem = k->mem },
		.chain = out };
	uint8_t id[LOG_CHAIN_SIZE];
	int rc = log_store_chain(k->app->db, chain->institution_id, id, k->err);

	*out = (struct app_log_chain){ .institution = chain->name,
		.acronym = chain->acronym,
		.last_at = "" };
	if (rc == YUP_ENOTFOUND) {
		log_walk_fail(&out->walk, LOG_FAULT_ABSENT, 1);
		return YUP_OK;
	}
	if (rc == YUP_OK)
		rc = hold(k, chain, id, &passing.held);
	if (rc < 0)
		return rc;
	out->checkpoints = passing.held.count;
	passing.walk = &out->walk;
	log_walk_begin(&out->walk, id);
	held_begin(&passing.held, &out->walk);
	rc = log_walk_on(k->app->db, chain->institution_id, pass, &passing, &out->walk, k->err);
	if (rc == YUP_OK)
		held_end(&passing.held, &out->walk);
	if (rc == YUP_OK && !k->chain_only && out->walk.fault == LOG_FAULT_NONE &&
	    chain->institution_id != 0)
		rc = plan_marks_check(k->app, chain->institution_id, &passing.marks, out, k->err);
	return rc;
}

static int
verify_all(const struct verifying *k, const char *institution, struct app_log_verified *out)
{
	CLEANUP(db_tx_done) struct db_tx reading = { 0 };
	struct log_chain *chains = NULL;
	size_t count = 0;
	int rc = choose_all(k->app, k->mem, institution, MAY_READ_LOG, &chains, &count, k->err);

	if (rc == YUP_OK)
		rc = db_begin_read(k->app->db, &reading, k->err);
	out->chains = mem_array(k->mem, count + 1, sizeof(*out->chains));
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct app_log_chain *chain = &out->chains[i];

		if (k->app->progress != NULL)
			k->app->progress(k->app->progress_context, chains[i].name, i, count);
		rc = verify_chain(k, &chains[i], chain);
		out->records += (uint64_t)chain->walk.seq;
		out->broken += chain->walk.fault != LOG_FAULT_NONE;
	}
	out->count = count;
	return rc;
}

int
app_log_verify(const struct app *app, struct mem *mem, const char *institution,
    const struct app_log_asked *asked, struct app_log_verified *out, struct err *err)
{
	struct verifying k = { .app = app,
		.mem = mem,
		.err = err,
		.chain_only = asked != NULL && asked->chain_only };
	struct app_log_verified verified = { 0 };
	int rc = held_read(mem, asked != NULL ? asked->checkpoints : NULL, &k.pages, &k.used,
	    &k.page_count, err);

	if (rc == YUP_OK)
		rc = verify_all(&k, institution, &verified);
	if (rc == YUP_OK)
		rc = schema_compare(app->db, mem, migrate_known(), &verified.schema,
		    &verified.schema_count, err);
	if (rc < 0)
		return rc;
	held_tell_unknown(mem, k.pages, k.used, k.page_count, &verified);
	*out = verified;
	return YUP_OK;
}

/* ---- Listing -------------------------------------------------------------- */

/* The name of the "user 12" that a text speaks of; "" of nobody, or of who is gone. */
static int
name_person(const struct app *app, struct mem *mem, const struct log_chain *chain, const char *text,
    const char **out, struct err *err)
{
	const char *at = strstr(text, "user ");
	int64_t id = at != NULL ? strtoll(at + strlen("user "), NULL, 10) : 0;
	struct account account;
	struct err gone = { 0 };
	int rc;

	if (id <= 0 || chain->institution_id == 0)
		return YUP_OK;
	rc = account_store_get(app->db, mem, chain->institution_id, id, &account, &gone);
	if (rc == YUP_OK)
		*out = account.name;
	else if (rc != YUP_ENOTFOUND && err != NULL)
		*err = gone;
	return rc == YUP_ENOTFOUND ? YUP_OK : rc;
}

static int
list_chain(const struct app *app, struct mem *mem, const struct log_chain *chain,
    const struct log_filter *filter, bool people, struct app_log_line *out, size_t *count,
    struct err *err)
{
	struct log_record *records = NULL;
	size_t found = 0;
	int rc = log_search_list(app->db, mem, chain->institution_id, filter, &records, &found,
	    err);

	for (size_t i = 0; rc == YUP_OK && i < found; i++)
		out[(*count)++] = (struct app_log_line){ chain->name, records[i], "", "" };
	for (size_t i = *count - found; rc == YUP_OK && people && i < *count; i++) {
		rc = name_person(app, mem, chain, out[i].record.subject, &out[i].person, err);
		if (rc == YUP_OK)
			rc = name_person(app, mem, chain, out[i].record.detail, &out[i].other, err);
	}
	return rc;
}

int
app_log_list(const struct app *app, struct mem *mem, const struct app_log_filter *filter,
    struct app_log_line **out, size_t *out_count, struct err *err)
{
	struct log_filter some = { filter->from, filter->to, filter->actor, filter->action,
		filter->subject, filter->outcome, filter->before, filter->limit };
	struct log_chain *chains = NULL;
	struct app_log_line *lines;
	size_t chain_count = 0, count = 0;
	int rc = choose(app, mem, filter->institution, MAY_READ_LOG, &chains, &chain_count, err);

	if (rc == YUP_OK && (filter->limit == 0 || filter->limit > LIST_MAX))
		rc = err_refuse(err, YUP_ELIMIT, "log_limit", "%d", LIST_MAX);
	if (rc < 0)
		return rc;
	lines = mem_array(mem, filter->limit, sizeof(*lines));
	for (size_t i = 0; rc == YUP_OK && i < chain_count && count < filter->limit; i++) {
		some.limit = filter->limit - count;
		rc = list_chain(app, mem, &chains[i], &some, filter->people, lines, &count, err);
	}
	if (rc < 0)
		return rc;
	*out = lines;
	*out_count = count;
	return YUP_OK;
}

/* ---- Exporting ------------------------------------------------------------ */

/* In the chain itself, so that whoever reads it knows that it was taken. */
static int
tell_all(const struct app *app, const struct log_chain *chains, size_t count, const char *action,
    struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc;

	if (app->readonly || count == 0)
		return YUP_OK;
	rc = db_begin(app->db, &tx, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct audit what = { .institution_id = chains[i].institution_id,
			.action = action };

		rc = audit_done(&tx, app, &what, err);
	}
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

struct exporting {
	const struct app *app;
	json_write_fn write;
	void *context;
	uint64_t records;
	struct err *err;
};

static int
put_page(struct exporting *k, const uint8_t *chain, const struct log_record *list, size_t count,
    uint8_t previous[LOG_HASH_SIZE])
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < count; i++) {
		log_record_write(&s, chain, &list[i], previous);
		s.text[s.length - 1] = '\t'; /* where the line feed was */
		for (size_t b = 0; b < LOG_HASH_SIZE; b++)
			str_printf(&s, "%02x", list[i].hash[b]);
		str_put_char(&s, '\n');
		memcpy(previous, list[i].hash, LOG_HASH_SIZE);
	}
	k->records += count;
	if (s.length > 0 && k->write(k->context, s.text, s.length) < 0)
		return err_refuse(k->err, YUP_EIO, "output_failed", "cannot write");
	return YUP_OK;
}

static int
export_chain(struct exporting *k, int64_t institution_id)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	uint8_t chain[LOG_CHAIN_SIZE], previous[LOG_HASH_SIZE];
	struct log_record *list = NULL;
	size_t count = 1;
	int64_t after = 0;
	int rc = log_store_chain(k->app->db, institution_id, chain, k->err);

	if (rc == YUP_OK)
		log_chain_begin(chain, previous);
	while (rc == YUP_OK && count > 0) {
		mem_reset(mem);
		rc = log_store_list(k->app->db, mem, institution_id, after, PAGE, &list, &count,
		    k->err);
		if (rc == YUP_OK)
			rc = put_page(k, chain, list, count, previous);
		after = rc == YUP_OK && count > 0 ? list[count - 1].seq : after;
	}
	return rc;
}

int
app_log_export(const struct app *app, struct mem *mem, const char *institution, json_write_fn write,
    void *context, uint64_t *out_records, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx reading = { 0 };
	struct exporting k = { .app = app, .write = write, .context = context, .err = err };
	struct log_chain *chains = NULL;
	size_t count = 0;
	int rc = choose(app, mem, institution, MAY_READ_LOG, &chains, &count, err);

	if (rc == YUP_OK)
		rc = tell_all(app, chains, count, "log.export", err);
	if (rc == YUP_OK)
		rc = db_begin_read(app->db, &reading, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = export_chain(&k, chains[i].institution_id);
	if (rc == YUP_OK)
		*out_records = k.records;
	return rc;
}

struct saving {
	struct new_file file;
	struct err err; /* why it could not be written */
};

static void
saving_done(struct saving *k)
{
	new_file_done(&k->file);
}

static int
save(void *context, const char *bytes, size_t length)
{
	struct saving *k = context;

	return new_file_put(&k->file, bytes, length, &k->err);
}

int
app_log_export_save(const struct app *app, struct mem *mem, const char *institution,
    const char *path, uint64_t *out_records, struct err *err)
{
	CLEANUP(saving_done) struct saving k = { .file = { .fd = -1 } };
	int rc = new_file_create(&k.file, path, 0600, err);

	if (rc < 0)
		return rc;
	rc = app_log_export(app, mem, institution, save, &k, out_records, err);
	if (rc < 0 && k.err.code != YUP_OK && err != NULL)
		*err = k.err;
	return rc == YUP_OK ? new_file_end(&k.file, err) : rc;
}

/* ---- Checkpoints ---------------------------------------------------------- */

struct signing {
	const struct app *app;
	struct sign_key key;
	const char *fingerprint;
	struct str text;
	struct err *err;
};

static void
signing_done(struct signing *k)
{
	sign_key_done(&k->key);
	str_done(&k->text);
}

static int
broken(const struct log_chain *chain, const struct log_walk *walk, struct err *err)
{
	return err_refuse(err, YUP_ECONFLICT, "log_broken", "%s, %" PRId64,
	    chain->name[0] != '\0' ? chain->name : "-", walk->fault_seq);
}

static void
put_page_of(struct signing *k, const struct log_chain *chain, const struct checkpoint *c)
{
	struct checkpoint_page page = { .institution = chain->name, .seq = c->seq, .at = c->at };

	memcpy(page.chain, c->chain, sizeof(page.chain));
	memcpy(page.hash, c->hash, sizeof(page.hash));
	memcpy(page.public_key, c->public_key, sizeof(page.public_key));
	memcpy(page.signature, c->signature, sizeof(page.signature));
	if (k->text.length > 0)
		str_put_char(&k->text, '\n');
	checkpoint_text_put(&k->text, &page);
}

static void
sign(const struct signing *k, const struct log_walk *walk, struct checkpoint *c)
{
	CLEANUP(str_done) struct str s = { 0 };

	c->seq = walk->seq;
	memcpy(c->chain, walk->chain, sizeof(c->chain));
	memcpy(c->hash, walk->hash, sizeof(c->hash));
	memcpy(c->public_key, k->key.public_key, sizeof(c->public_key));
	checkpoint_write(&s, c);
	sign_bytes(&k->key, s.text, s.length, c->signature);
}

/*
 * The long walk is made before the transaction; in it, only what came since.
 * The record that it was signed is the last one signed.
 */
static int
sign_chain(struct signing *k, const struct log_chain *chain)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = { .institution_id = chain->institution_id,
		.action = "log.checkpoint",
		.detail = k->fingerprint };
	char now[CLOCK_TEXT_SIZE];
	struct checkpoint c = { .at = now };
	struct log_walk walk;
	int rc = log_walk_store(k->app->db, chain->institution_id, NULL, NULL, &walk, k->err);

	k->app->now(now);
	if (rc == YUP_OK && walk.fault != LOG_FAULT_NONE)
		return audit_refused(k->app, &what, broken(chain, &walk, k->err), k->err);
	if (rc == YUP_OK)
		rc = db_begin(k->app->db, &tx, k->err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, k->app, &what, k->err);
	if (rc == YUP_OK)
		rc = log_walk_on(k->app->db, chain->institution_id, NULL, NULL, &walk, k->err);
	if (rc == YUP_OK && walk.fault != LOG_FAULT_NONE)
		rc = broken(chain, &walk, k->err);
	if (rc < 0)
		return rc;
	sign(k, &walk, &c);
	rc = checkpoint_store_add(&tx, chain->institution_id, &c, k->err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, k->err);
	if (rc == YUP_OK)
		put_page_of(k, chain, &c);
	return rc;
}

static int
load_key(const struct app *app, int64_t institution_id, struct sign_key *key,
    struct app_checkpointed *done, struct err *err)
{
	struct audit what = { .institution_id = institution_id, .action = "log.checkpoint" };

	return audit_refused(app, &what, sign_key_load(done->key_path, key, &done->key_made, err),
	    err);
}

int
app_log_checkpoint(const struct app *app, struct mem *mem, const char *institution,
    const char *key_path, struct app_checkpointed *out, struct err *err)
{
	CLEANUP(signing_done) struct signing k = { .app = app, .err = err };
	struct app_checkpointed done = { .key_path = key_path };
	char fingerprint[SIGN_FINGERPRINT_SIZE];
	struct log_chain *chains = NULL;
	int rc = choose(app, mem, institution, MAY_CHECKPOINT_LOG, &chains, &done.count, err);

	if (rc == YUP_OK && done.count == 0)
		rc = err_refuse(err, YUP_ENOTFOUND, "log_empty", "no chain");
	if (done.key_path == NULL)
		done.key_path = sign_key_path(mem);
	if (rc == YUP_OK && done.key_path == NULL)
		rc = err_refuse(err, YUP_EINVALID, "key_unnamed", "neither HOME nor XDG_DATA_HOME");
	if (rc == YUP_OK)
		rc = load_key(app, chains[0].institution_id, &k.key, &done, err);
	if (rc < 0)
		return rc;
	sign_fingerprint(k.key.public_key, fingerprint);
	k.fingerprint = done.fingerprint = mem_strdup(mem, fingerprint);
	for (size_t i = 0; rc == YUP_OK && i < done.count; i++)
		rc = sign_chain(&k, &chains[i]);
	if (rc < 0)
		return rc;
	done.text = mem_strdup(mem, str_text(&k.text));
	*out = done;
	return YUP_OK;
}

int
app_read_text(struct mem *mem, const char *path, char **out, size_t *out_size, struct err *err)
{
	int rc = file_read(mem, path, out, out_size, err);

	return rc < 0 && err != NULL ? err_at(err, path, 0) : rc;
}

int
app_save_text(const char *path, const char *text, struct err *err)
{
	return file_write(path, text, strlen(text), err);
}
