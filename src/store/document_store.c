/* document_store.c - see document_store.h. */
#include "store/document_store.h"

#include "base/mem.h"
#include "store/row.h"

int
document_store_add(struct db_tx *tx, int64_t institution_id, const struct document *document,
    int64_t *out_id, struct err *err)
{
	struct stmt *q;
	int64_t id;
	int rc;

	rc = next_id(tx, institution_id, &id, err);
	if (rc < 0)
		return rc;

	q = db_use(tx->db, Q_DOCUMENT_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_text(q, document->kind);
	stmt_put_text(q, document->name);
	stmt_put_bytes(q, document->sha256, sizeof(document->sha256));
	stmt_put_int(q, document->size);
	stmt_put_text(q, document->imported_at);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static struct document
get_document(struct stmt *q, struct mem *mem)
{
	struct document document = { 0 };

	document.id = stmt_get_int(q);
	document.kind = stmt_get_text(q, mem);
	document.name = stmt_get_text(q, mem);
	stmt_get_bytes(q, document.sha256, sizeof(document.sha256));
	document.size = stmt_get_int(q);
	document.imported_at = stmt_get_text(q, mem);
	document.superseded_at = stmt_get_text(q, mem);
	return document;
}

int
document_store_find(struct db *db, struct mem *mem, int64_t institution_id,
    const uint8_t sha256[DOCUMENT_HASH_SIZE], struct document *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_DOCUMENT_FIND);
	struct document found;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_bytes(q, sha256, DOCUMENT_HASH_SIZE);
	rc = stmt_one(q, "document", err);
	if (rc < 0)
		return rc;
	found = get_document(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
document_store_list(struct db *db, struct mem *mem, int64_t institution_id, struct document **out,
    size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_DOCUMENT_LIST);
	struct document *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_document(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
document_store_supersede(struct db_tx *tx, int64_t institution_id, int64_t document_id,
    const char *now, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_DOCUMENT_SUPERSEDE);

	stmt_put_text(q, now);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, document_id);
	return stmt_one(q, "document", err);
}

int
document_store_restore(struct db_tx *tx, int64_t institution_id, int64_t document_id,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_DOCUMENT_RESTORE);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, document_id);
	return stmt_one(q, "document", err);
}

int
document_store_restore_all(struct db_tx *tx, int64_t institution_id, const int64_t *ids,
    size_t count, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && ids != NULL && i < count; i++)
		if (ids[i] != 0)
			rc = document_store_restore(tx, institution_id, ids[i], err);
	return rc;
}

int
document_store_supersede_unused(struct db_tx *tx, int64_t institution_id, const int64_t *ids,
    size_t count, const char *now, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_DOCUMENT_SUPERSEDE_UNUSED);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (ids[i] == 0)
			continue;
		stmt_put_text(q, now);
		stmt_put_int(q, institution_id);
		stmt_put_int(q, ids[i]);
		rc = stmt_send(q, err);
	}
	return rc == YUP_OK ? db_settle(tx->db, err) : rc;
}

int
document_store_add_rows(struct db_tx *tx, int64_t institution_id, int64_t document_id,
    const struct staged_row *rows, size_t count, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_STAGED_ROW_INSERT);
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		stmt_put_int(q, institution_id);
		stmt_put_int(q, document_id);
		stmt_put_int(q, (int64_t)i);
		stmt_put_int(q, rows[i].line);
		stmt_put_char(q, rows[i].form);
		stmt_put_text(q, rows[i].kind);
		stmt_put_text(q, rows[i].cells);
		rc = stmt_send(q, err);
	}
	return rc == YUP_OK ? db_settle(tx->db, err) : rc;
}

int
document_store_load_rows(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t document_id, struct staged_row **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_STAGED_ROW_LIST);
	struct staged_row *rows = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, document_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, rows, count, room);
		rows[count - 1].line = get_u32(q);
		rows[count - 1].form = stmt_get_char(q);
		rows[count - 1].kind = stmt_get_text(q, mem);
		rows[count - 1].cells = stmt_get_text(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = rows;
	*out_count = count;
	return YUP_OK;
}
