/* derived.c - see derived.h. */
#include "store/derived.h"

int
derived_mark(struct db_tx *tx, int64_t institution_id, int64_t owner_id, const char *what,
    const char *made_by, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_DERIVED_PUT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, owner_id);
	stmt_put_text(q, what);
	stmt_put_text(q, made_by);
	return stmt_run(q, err);
}

int
derived_check(struct db *db, int64_t institution_id, int64_t owner_id, const char *what,
    const char *made_by, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_DERIVED_GET);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, owner_id);
	stmt_put_text(q, what);
	stmt_put_text(q, made_by);
	return stmt_one(q, what, err);
}
