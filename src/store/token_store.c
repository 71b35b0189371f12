/* token_store.c - see token_store.h. */
#include "store/token_store.h"

#include "base/mem.h"
#include "store/row.h"

enum { SCOPES_MAX = 0xFFFF };

int
token_store_add(struct db_tx *tx, const struct token *token,
    const uint8_t secret_hash[SECRET_HASH_SIZE], int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id;
	int rc;

	rc = next_id(tx, token->institution_id, &id, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_TOKEN_INSERT);
	stmt_put_int(q, token->institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, token->user_id);
	stmt_put_text(q, token->name);
	stmt_put_bytes(q, secret_hash, SECRET_HASH_SIZE);
	stmt_put_int(q, token->scope);
	stmt_put_text(q, token->created_at);
	stmt_put_text(q, token->expires_at);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static struct token
get_token(struct stmt *q, struct mem *mem)
{
	struct token t = { .institution_id = stmt_get_int(q) };

	t.id = stmt_get_int(q);
	t.user_id = stmt_get_int(q);
	t.name = stmt_get_text(q, mem);
	t.scope = (unsigned)stmt_get_int_in(q, 0, SCOPES_MAX);
	t.created_at = stmt_get_text(q, mem);
	t.expires_at = stmt_get_text(q, mem);
	t.used_at = stmt_get_text(q, mem);
	t.revoked_at = stmt_get_text(q, mem);
	return t;
}

static int
get_one(struct stmt *q, struct mem *mem, struct token *out, struct err *err)
{
	struct token found;
	int rc = stmt_one(q, "token", err);

	if (rc < 0)
		return rc;
	found = get_token(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
token_store_find(struct db *db, struct mem *mem, const uint8_t secret_hash[SECRET_HASH_SIZE],
    struct token *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_TOKEN_FIND);

	stmt_put_bytes(q, secret_hash, SECRET_HASH_SIZE);
	return get_one(q, mem, out, err);
}

int
token_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct token *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_TOKEN_GET);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return get_one(q, mem, out, err);
}

int
token_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t user_id,
    int64_t after, size_t limit, struct token **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_TOKEN_LIST);
	struct token *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_int(q, after);
	stmt_put_int(q, (int64_t)limit);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_token(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
token_store_count_live(struct db *db, int64_t institution_id, int64_t user_id, const char *now,
    int64_t *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_TOKEN_LIVE_COUNT);
	int64_t count;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_text(q, now);
	rc = stmt_one(q, "tokens", err);
	if (rc < 0)
		return rc;
	count = stmt_get_int(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = count;
	return rc;
}

int
token_store_touch(struct db_tx *tx, int64_t institution_id, int64_t id, const char *now,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_TOKEN_TOUCH);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return stmt_run(q, err);
}

int
token_store_revoke(struct db_tx *tx, int64_t institution_id, int64_t id, const char *now,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_TOKEN_REVOKE);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return stmt_one(q, "token", err);
}

int
token_store_revoke_all(struct db_tx *tx, int64_t institution_id, int64_t user_id, const char *now,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_TOKEN_REVOKE_ALL);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	return stmt_run(q, err);
}
