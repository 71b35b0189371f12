/* session_store.c - see session_store.h. */
#include "store/session_store.h"

#include "base/mem.h"
#include "store/row.h"

int
session_store_add(struct db_tx *tx, const struct session *session,
    const uint8_t secret_hash[SECRET_HASH_SIZE], int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id;
	int rc;

	rc = next_id(tx, session->institution_id, &id, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_SESSION_INSERT);
	stmt_put_int(q, session->institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, session->user_id);
	stmt_put_bytes(q, secret_hash, SECRET_HASH_SIZE);
	stmt_put_text(q, session->created_at);
	stmt_put_text(q, session->expires_at);
	stmt_put_text(q, session->origin);
	stmt_put_text(q, session->agent);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static struct session
get_session(struct stmt *q, struct mem *mem)
{
	struct session s = { .institution_id = stmt_get_int(q) };

	s.id = stmt_get_int(q);
	s.user_id = stmt_get_int(q);
	s.created_at = stmt_get_text(q, mem);
	s.seen_at = stmt_get_text(q, mem);
	s.expires_at = stmt_get_text(q, mem);
	s.revoked_at = stmt_get_text(q, mem);
	s.origin = stmt_get_text(q, mem);
	s.agent = stmt_get_text(q, mem);
	return s;
}

int
session_store_find(struct db *db, struct mem *mem, const uint8_t secret_hash[SECRET_HASH_SIZE],
    struct session *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_SESSION_FIND);
	struct session found;
	int rc;

	stmt_put_bytes(q, secret_hash, SECRET_HASH_SIZE);
	rc = stmt_one(q, "session", err);
	if (rc < 0)
		return rc;
	found = get_session(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
session_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t user_id,
    int64_t before, size_t limit, struct session **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_SESSION_LIST);
	struct session *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_int(q, before);
	stmt_put_int(q, (int64_t)limit);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_session(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
session_store_touch(struct db_tx *tx, int64_t institution_id, int64_t id, const char *now,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_SESSION_TOUCH);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return stmt_run(q, err);
}

int
session_store_revoke(struct db_tx *tx, int64_t institution_id, int64_t user_id, int64_t id,
    const char *now, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_SESSION_REVOKE);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, user_id);
	return stmt_one(q, "session", err);
}

int
session_store_revoke_all(struct db_tx *tx, int64_t institution_id, int64_t user_id, int64_t but,
    const char *now, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_SESSION_REVOKE_ALL);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_int(q, but);
	return stmt_run(q, err);
}

int
session_store_forget(struct db_tx *tx, int64_t institution_id, int64_t user_id, const char *before,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_SESSION_FORGET);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_text(q, before);
	return stmt_run(q, err);
}
