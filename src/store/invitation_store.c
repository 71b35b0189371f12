/* invitation_store.c - see invitation_store.h. */
#include "store/invitation_store.h"

#include "base/mem.h"
#include "store/row.h"

int
invitation_store_void(struct db_tx *tx, int64_t institution_id, int64_t user_id, const char *now,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_INVITATION_VOID);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	return stmt_run(q, err);
}

int
invitation_store_add(struct db_tx *tx, const struct invitation *invitation,
    const uint8_t secret_hash[SECRET_HASH_SIZE], int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id;
	int rc;

	rc = invitation_store_void(tx, invitation->institution_id, invitation->user_id,
	    invitation->created_at, err);
	if (rc == YUP_OK)
		rc = next_id(tx, invitation->institution_id, &id, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_INVITATION_INSERT);
	stmt_put_int(q, invitation->institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, invitation->user_id);
	stmt_put_int(q, invitation->kind);
	stmt_put_bytes(q, secret_hash, SECRET_HASH_SIZE);
	stmt_put_text(q, invitation->created_at);
	stmt_put_text(q, invitation->expires_at);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static int
get_one(struct stmt *q, struct mem *mem, struct invitation *out, struct err *err)
{
	struct invitation found = { 0 };
	int rc = stmt_one(q, "invitation", err);

	if (rc < 0)
		return rc;
	found.institution_id = stmt_get_int(q);
	found.id = stmt_get_int(q);
	found.user_id = stmt_get_int(q);
	found.kind = (enum invitation_kind)stmt_get_int_in(q, INVITATION_FIRST, INVITATION_RESET);
	found.created_at = stmt_get_text(q, mem);
	found.expires_at = stmt_get_text(q, mem);
	found.used_at = stmt_get_text(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
invitation_store_find(struct db *db, struct mem *mem, const uint8_t secret_hash[SECRET_HASH_SIZE],
    struct invitation *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_INVITATION_FIND);

	stmt_put_bytes(q, secret_hash, SECRET_HASH_SIZE);
	return get_one(q, mem, out, err);
}

int
invitation_store_latest(struct db *db, struct mem *mem, int64_t institution_id, int64_t user_id,
    struct invitation *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_INVITATION_LATEST);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	return get_one(q, mem, out, err);
}
