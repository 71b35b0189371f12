/* grant_store.c - see grant_store.h. */
#include "store/grant_store.h"

#include "base/mem.h"
#include "store/row.h"

/* ---- Roles ------------------------------------------------------------------ */

int
grant_store_add(struct db_tx *tx, int64_t institution_id, const struct grant *grant,
    int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id;
	int rc;

	rc = next_id(tx, institution_id, &id, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_GRANT_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, grant->user_id);
	stmt_put_int(q, grant->role);
	stmt_put_num(q, grant->org_unit != 0 ? grant->org_unit : NUM_ABSENT);
	stmt_put_text(q, grant->from);
	stmt_put_text(q, grant->to[0] != '\0' ? grant->to : NULL);
	stmt_put_text(q, grant->granted_by);
	stmt_put_text(q, grant->granted_at);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static struct grant
get_grant(struct stmt *q, struct mem *mem)
{
	struct grant grant = { .id = stmt_get_int(q) };
	int64_t unit;

	grant.user_id = stmt_get_int(q);
	grant.role = (enum role)stmt_get_int_in(q, 0, ROLE__COUNT - 1);
	unit = stmt_get_num(q);
	grant.org_unit = unit != NUM_ABSENT ? unit : 0;
	grant.from = stmt_get_text(q, mem);
	grant.to = stmt_get_text(q, mem);
	grant.granted_by = stmt_get_text(q, mem);
	grant.granted_at = stmt_get_text(q, mem);
	return grant;
}

static int
get_grants(struct stmt *q, struct mem *mem, struct grant **out, size_t *out_count, struct err *err)
{
	struct grant *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_grant(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
grant_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct grant *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_GRANT_GET);
	struct grant found;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	rc = stmt_one(q, "grant", err);
	if (rc < 0)
		return rc;
	found = get_grant(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
grant_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t user_id,
    int64_t after, size_t limit, struct grant **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_GRANT_LIST);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_int(q, after);
	stmt_put_int(q, (int64_t)limit);
	return get_grants(q, mem, out, out_count, err);
}

int
grant_store_held(struct db *db, struct mem *mem, int64_t institution_id, int64_t user_id,
    const char *on, struct grant **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_GRANT_HELD);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_text(q, on);
	return get_grants(q, mem, out, out_count, err);
}

int
grant_store_end(struct db_tx *tx, int64_t institution_id, int64_t id, const char *on,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_GRANT_END);

	stmt_put_text(q, on);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return stmt_one(q, "grant", err);
}

int
grant_store_count_whole(struct db *db, int64_t institution_id, enum role role, const char *on,
    int64_t *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_GRANT_WHOLE_HOLDERS);
	int64_t count;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, role);
	stmt_put_text(q, on);
	rc = stmt_one(q, "grants", err);
	if (rc < 0)
		return rc;
	count = stmt_get_int(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = count;
	return rc;
}

/* ---- Substitutions ------------------------------------------------------------ */

int
substitution_store_add(struct db_tx *tx, int64_t institution_id,
    const struct substitution *substitution, int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id;
	int rc;

	rc = next_id(tx, institution_id, &id, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_SUBSTITUTION_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_int(q, substitution->user_id);
	stmt_put_int(q, substitution->absent_id);
	stmt_put_text(q, substitution->from);
	stmt_put_text(q, substitution->to);
	stmt_put_text(q, substitution->granted_by);
	stmt_put_text(q, substitution->granted_at);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static struct substitution
get_substitution(struct stmt *q, struct mem *mem)
{
	struct substitution s = { .id = stmt_get_int(q) };

	s.user_id = stmt_get_int(q);
	s.absent_id = stmt_get_int(q);
	s.from = stmt_get_text(q, mem);
	s.to = stmt_get_text(q, mem);
	s.granted_by = stmt_get_text(q, mem);
	s.granted_at = stmt_get_text(q, mem);
	return s;
}

int
substitution_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct substitution *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_SUBSTITUTION_GET);
	struct substitution found;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	rc = stmt_one(q, "substitution", err);
	if (rc < 0)
		return rc;
	found = get_substitution(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
substitution_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t user_id,
    int64_t after, size_t limit, struct substitution **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_SUBSTITUTION_LIST);
	struct substitution *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_int(q, after);
	stmt_put_int(q, (int64_t)limit);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_substitution(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
substitution_store_end(struct db_tx *tx, int64_t institution_id, int64_t id, const char *on,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_SUBSTITUTION_END);

	stmt_put_text(q, on);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return stmt_one(q, "substitution", err);
}

int
substitution_store_end_of(struct db_tx *tx, int64_t institution_id, int64_t absent_id,
    const char *on, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_SUBSTITUTION_END_OF);

	stmt_put_text(q, on);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, absent_id);
	return stmt_run(q, err);
}

int
substitution_store_absent(struct db *db, struct mem *mem, int64_t institution_id, int64_t user_id,
    const char *on, int64_t **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_SUBSTITUTION_ABSENT);
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, user_id);
	stmt_put_text(q, on);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, ids, count, room);
		ids[count - 1] = stmt_get_int(q);
	}
	if (rc < 0)
		return rc;
	*out = ids;
	*out_count = count;
	return YUP_OK;
}
