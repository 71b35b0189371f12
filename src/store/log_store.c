#include "store/log_store.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/engine/db.h"

/* Where a chain ends: what the next record follows. */
struct chain_end {
	uint8_t chain[LOG_CHAIN_SIZE];
	int64_t seq;
	uint8_t hash[LOG_HASH_SIZE];
};

/* ---- Adding --------------------------------------------------------------- */

static int
begin_chain(struct db_tx *tx, int64_t institution_id, const char *now, struct chain_end *end,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_LOG_CHAIN_BEGIN);

	randombytes_buf(end->chain, sizeof(end->chain));
	log_chain_begin(end->chain, end->hash);
	end->seq = 0;
	stmt_put_int(q, institution_id);
	stmt_put_bytes(q, end->chain, sizeof(end->chain));
	stmt_put_text(q, now);
	return stmt_run(q, err);
}

static int
find_end(struct db_tx *tx, int64_t institution_id, const char *now, struct chain_end *end,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_LOG_LAST);
	int rc;

	stmt_put_int(q, institution_id);
	rc = stmt_next(q, err);
	if (rc < 0)
		return rc;
	if (rc == 0)
		return begin_chain(tx, institution_id, now, end, err);
	stmt_get_bytes(q, end->chain, sizeof(end->chain));
	end->seq = stmt_get_int(q);
	stmt_get_bytes(q, end->hash, sizeof(end->hash));
	return stmt_end(q, err);
}

static void
put_record(struct stmt *q, int64_t institution_id, const struct log_record *record)
{
	stmt_put_int(q, institution_id);
	stmt_put_int(q, record->seq);
	stmt_put_text(q, record->at);
	stmt_put_text(q, record->actor);
	stmt_put_text(q, record->actor_name);
	stmt_put_text(q, record->origin);
	stmt_put_text(q, record->action);
	stmt_put_text(q, record->subject);
	stmt_put_text(q, record->outcome);
	stmt_put_text(q, record->detail);
	stmt_put_bytes(q, record->hash, sizeof(record->hash));
}

/* Never NULL, never longer than a record takes, never half a letter. */
static const char *
fit(struct mem *mem, const char *text)
{
	static const char CUT[] = " [...]";
	size_t keep = LOG_TEXT_MAX - sizeof(CUT) + 1;

	if (text == NULL)
		return "";
	if (strlen(text) <= LOG_TEXT_MAX)
		return text;
	while (keep > 0 && ((unsigned char)text[keep] & 0xC0u) == 0x80u)
		keep--;
	return mem_printf(mem, "%.*s%s", (int)keep, text, CUT);
}

int
log_store_append(struct db_tx *tx, int64_t institution_id, const struct log_record *record,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct log_record kept = *record;
	struct chain_end end;
	struct stmt *q;
	int rc = find_end(tx, institution_id, record->at, &end, err);

	if (rc < 0)
		return rc;
	kept.seq = end.seq + 1;
	kept.actor_name = fit(mem, record->actor_name);
	kept.origin = fit(mem, record->origin);
	kept.subject = fit(mem, record->subject);
	kept.detail = fit(mem, record->detail);
	log_record_hash(end.chain, &kept, end.hash, kept.hash);
	q = db_use(tx->db, Q_LOG_INSERT);
	put_record(q, institution_id, &kept);
	return stmt_send(q, err);
}

/* ---- Reading -------------------------------------------------------------- */

int
log_store_chain(struct db *db, int64_t institution_id, uint8_t out[LOG_CHAIN_SIZE], struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_LOG_CHAIN_GET);
	uint8_t chain[LOG_CHAIN_SIZE];
	int rc;

	stmt_put_int(q, institution_id);
	rc = stmt_one(q, "log", err);
	if (rc < 0)
		return rc;
	stmt_get_bytes(q, chain, sizeof(chain));
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		memcpy(out, chain, sizeof(chain));
	return rc;
}

void
log_store_get(struct stmt *q, struct mem *mem, struct log_record *out)
{
	out->seq = stmt_get_int(q);
	out->at = stmt_get_text(q, mem);
	out->actor = stmt_get_text(q, mem);
	out->actor_name = stmt_get_text(q, mem);
	out->origin = stmt_get_text(q, mem);
	out->action = stmt_get_text(q, mem);
	out->subject = stmt_get_text(q, mem);
	out->outcome = stmt_get_text(q, mem);
	out->detail = stmt_get_text(q, mem);
	stmt_get_bytes(q, out->hash, sizeof(out->hash));
}

int
log_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t after, size_t limit,
    struct log_record **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_LOG_LIST);
	struct log_record *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, after);
	stmt_put_int(q, (int64_t)limit);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		log_store_get(q, mem, &list[count - 1]);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

/* ---- Failures of nobody ----------------------------------------------------- */

enum { MINUTE_LENGTH = sizeof("2026-01-31T08:00") - 1 };

struct pending {
	const char *minute, *action, *origin;
	int64_t failures;
};

int
log_store_count_failure(struct db_tx *tx, int64_t institution_id, const char *action,
    const char *origin, const char *now, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct stmt *q = db_use(tx->db, Q_LOG_PENDING_COUNT);

	stmt_put_int(q, institution_id);
	stmt_put_text(q, mem_strndup(mem, now, MINUTE_LENGTH));
	stmt_put_text(q, action);
	stmt_put_text(q, fit(mem, origin));
	return stmt_run(q, err);
}

static int
list_pending(struct db_tx *tx, struct mem *mem, int64_t institution_id, const char *minute,
    struct pending **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_LOG_PENDING_LIST);
	struct pending *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_text(q, minute);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1].minute = stmt_get_text(q, mem);
		list[count - 1].action = stmt_get_text(q, mem);
		list[count - 1].origin = stmt_get_text(q, mem);
		list[count - 1].failures = stmt_get_int(q);
	}
	*out = list;
	*out_count = count;
	return rc;
}

int
log_store_counted(struct db *db, struct mem *mem, const char *now, int64_t **out, size_t *out_count,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_LOG_PENDING_INSTITUTIONS);
	int64_t *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_text(q, mem_strndup(mem, now, MINUTE_LENGTH));
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = stmt_get_int(q);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
log_store_flush_failures(struct db_tx *tx, int64_t institution_id, const char *now, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *minute = mem_strndup(mem, now, MINUTE_LENGTH);
	struct pending *list = NULL;
	struct stmt *q;
	size_t count = 0;
	int rc = list_pending(tx, mem, institution_id, minute, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct log_record record = { .at = now,
			.actor = "nobody",
			.actor_name = "",
			.origin = list[i].origin,
			.action = list[i].action,
			.subject = list[i].minute,
			.outcome = "refused",
			.detail = mem_printf(mem, "%lld", (long long)list[i].failures) };

		rc = log_store_append(tx, institution_id, &record, err);
	}
	if (rc < 0 || count == 0)
		return rc;
	q = db_use(tx->db, Q_LOG_PENDING_CLEAR);
	stmt_put_int(q, institution_id);
	stmt_put_text(q, minute);
	return stmt_run(q, err);
}
