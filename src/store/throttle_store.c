/* throttle_store.c - see throttle_store.h. */
#include "store/throttle_store.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/engine/db.h"

static void
put_key(struct stmt *q, const struct throttle_key *key)
{
	stmt_put_int(q, key->institution_id);
	stmt_put_int(q, key->what);
	stmt_put_text(q, key->subject);
}

int
throttle_store_get(struct db *db, const struct throttle_key *key, struct throttle *out,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_THROTTLE_GET);
	struct throttle t = { 0 };
	int rc;

	put_key(q, key);
	rc = stmt_next(q, err);
	if (rc > 0) {
		t.failures = stmt_get_int(q);
		(void)snprintf(t.last_at, sizeof(t.last_at), "%s", stmt_get_text(q, mem));
		(void)snprintf(t.wait_until, sizeof(t.wait_until), "%s", stmt_get_text(q, mem));
		rc = stmt_end(q, err);
	}
	if (rc == YUP_OK)
		*out = t;
	return rc;
}

int
throttle_store_put(struct db_tx *tx, const struct throttle_key *key, const struct throttle *t,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_THROTTLE_PUT);

	put_key(q, key);
	stmt_put_int(q, t->failures);
	stmt_put_text(q, t->last_at);
	stmt_put_text(q, t->wait_until);
	return stmt_run(q, err);
}

int
throttle_store_clear(struct db_tx *tx, const struct throttle_key *key, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_THROTTLE_CLEAR);

	put_key(q, key);
	return stmt_run(q, err);
}

int
throttle_store_forget(struct db_tx *tx, const char *before, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_THROTTLE_FORGET);

	stmt_put_text(q, before);
	return stmt_run(q, err);
}

int
throttle_store_know_origin(struct db_tx *tx, int64_t institution_id, int64_t user_id,
    const char *origin, const char *now, const char *forget, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_KNOWN_ORIGIN_FORGET);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_text(q, forget);
	rc = stmt_run(q, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_KNOWN_ORIGIN_PUT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_text(q, origin);
	stmt_put_text(q, now);
	return stmt_run(q, err);
}

int
throttle_store_knows_origin(struct db *db, int64_t institution_id, int64_t user_id,
    const char *origin, const char *since, bool *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_KNOWN_ORIGIN_GET);
	bool knows = false;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_text(q, origin);
	rc = stmt_next(q, err);
	if (rc > 0) {
		knows = strcmp(stmt_get_text(q, mem), since) >= 0;
		rc = stmt_end(q, err);
	}
	if (rc == YUP_OK)
		*out = knows;
	return rc;
}
