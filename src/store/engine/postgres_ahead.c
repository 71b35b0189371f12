/*
 * postgres_ahead.c - see postgres.h.
 *
 * Rows leave in the library's pipeline mode.  Where the same simple insertion
 * comes many times on end, the rest goes as a COPY, which costs the server a
 * third: its values are the same bytes in the same order.
 */
#include "store/engine/postgres.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

/*
 * Two batches are on the way at most, so that the answers of one arrive while
 * the next one leaves.  After COPY_AFTER a COPY is worth its two round trips.
 */
enum { BATCH = 256, BATCHES_AHEAD = 2, COPY_AFTER = 100, COPY_PIECE = 64 * 1024 };

/* The answers of the oldest batch; the first failure is told, the rest follow from it. */
static int
read_batch(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	int rc = YUP_OK, nothing = 0;

	for (;;) {
		PGresult *result = PQgetResult(pg->conn);
		ExecStatusType status = PQresultStatus(result);

		nothing = result == NULL ? nothing + 1 : 0;
		if (nothing > 1) /* one stands between two answers */
			return rc < 0 ? rc : pg_tell(db, NULL, err);
		if (status == PGRES_FATAL_ERROR && result != NULL && rc == YUP_OK)
			rc = pg_tell(db, result, err);
		PQclear(result);
		if (status == PGRES_PIPELINE_SYNC) {
			pg->batches--;
			return rc;
		}
	}
}

static int
close_batch(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);

	if (PQpipelineSync(pg->conn) == 0)
		return pg_tell(db, NULL, err);
	pg->sent = 0;
	pg->batches++;
	return YUP_OK;
}

static int
end_pipeline(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	int rc = YUP_OK;

	if (!pg->ahead)
		return YUP_OK;
	if (pg->sent > 0)
		rc = close_batch(db, err);
	while (pg->batches > 0 && pg_is_connected(db)) {
		int next = read_batch(db, rc < 0 ? NULL : err);

		rc = rc < 0 ? rc : next;
	}
	if (!pg_is_connected(db))
		return rc < 0 ? rc : pg_tell(db, NULL, err);
	(void)PQexitPipelineMode(pg->conn);
	pg->ahead = false;
	return rc;
}

/* ---- As a COPY -------------------------------------------------------------- */

/* Past `count` words and the blanks after each. */
static const char *
skip_words(const char *at, int count)
{
	while (count-- > 0) {
		while (*at != '\0' && !isspace((unsigned char)*at))
			at++;
		while (isspace((unsigned char)*at))
			at++;
	}
	return at;
}

/* "$1, $2 ... $n)" and no more: each column takes the value of its own place. */
static bool
is_plain_list(const char *at, int params)
{
	for (int i = 1; i <= params; i++) {
		char *end;

		while (isspace((unsigned char)*at))
			at++;
		if (*at != '$' || strtol(at + 1, &end, 10) != i)
			return false;
		at = end + strspn(end, " \n");
		if (*at++ != (i < params ? ',' : ')'))
			return false;
	}
	return *at == '\0';
}

char *
pg_copy_text(const char *insert, int params)
{
	static const char values[] = ") VALUES (";
	const char *table = skip_words(insert, 2), *end = strstr(insert, values);
	char *text = NULL;

	if (strncmp(insert, "INSERT ", 7) != 0 || end == NULL)
		return NULL;
	if (!is_plain_list(end + strlen(values), params))
		return NULL;
	if (asprintf(&text, "COPY %.*s) FROM STDIN (FORMAT binary)", (int)(end - table), table) < 0)
		abort();
	return text;
}

static void
put_u16(struct str *out, uint16_t number)
{
	uint16_t bits = htons(number);

	str_put_n(out, (const char *)&bits, sizeof(bits));
}

static void
put_u32(struct str *out, uint32_t number)
{
	uint32_t bits = htonl(number);

	str_put_n(out, (const char *)&bits, sizeof(bits));
}

static int
begin_copy(const struct stmt *q, struct err *err)
{
	static const char signature[] = "PGCOPY\n\377\r\n"; /* with its NUL */
	struct pg *pg = pg_of(q->db);
	PGresult *result;
	int rc = end_pipeline(q->db, err);

	if (rc < 0)
		return rc;
	result = PQexec(pg->conn, pg_prepared(q)->copy);
	if (PQresultStatus(result) != PGRES_COPY_IN)
		rc = pg_tell(q->db, result, err);
	PQclear(result);
	if (rc < 0)
		return rc;
	pg->copying = q;
	str_clear(&pg->rows);
	str_put_n(&pg->rows, signature, sizeof(signature));
	put_u32(&pg->rows, 0); /* flags */
	put_u32(&pg->rows, 0); /* nothing more in the heading */
	return YUP_OK;
}

static int
send_rows(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	int sent = PQputCopyData(pg->conn, pg->rows.text, (int)pg->rows.length);

	str_clear(&pg->rows);
	return sent == 1 ? YUP_OK : pg_tell(db, NULL, err);
}

static int
copy_row(const struct stmt *q, struct err *err)
{
	const struct prepared *p = pg_prepared(q);
	struct pg *pg = pg_of(q->db);

	put_u16(&pg->rows, (uint16_t)q->params);
	for (int i = 0; i < q->params; i++) {
		if (p->values[i] == NULL) {
			put_u32(&pg->rows, UINT32_MAX);
			continue;
		}
		put_u32(&pg->rows, (uint32_t)p->lengths[i]);
		str_put_n(&pg->rows, p->values[i], (size_t)p->lengths[i]);
	}
	return pg->rows.length >= COPY_PIECE ? send_rows(q->db, err) : YUP_OK;
}

static int
end_copy(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	PGresult *result;
	int rc;

	pg->copying = NULL;
	put_u16(&pg->rows, UINT16_MAX);
	rc = send_rows(db, err);
	if (rc == YUP_OK && PQputCopyEnd(pg->conn, NULL) != 1)
		rc = pg_tell(db, NULL, err);
	while ((result = PQgetResult(pg->conn)) != NULL) {
		if (!pg_is_good(result) && rc == YUP_OK)
			rc = pg_tell(db, result, err);
		PQclear(result);
		if (!pg_is_connected(db))
			break;
	}
	return rc;
}

/* ---- Both --------------------------------------------------------------------- */

int
pg_settle(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);

	pg->last = NULL;
	pg_stream_close(db);
	return pg->copying != NULL ? end_copy(db, err) : end_pipeline(db, err);
}

static int
send_one(struct stmt *q, struct err *err)
{
	struct prepared *p = pg_prepared(q);
	struct pg *pg = pg_of(q->db);
	int rc = YUP_OK;

	if (!pg->ahead)
		pg->ahead = PQenterPipelineMode(pg->conn) == 1;
	if (!pg->ahead ||
	    PQsendQueryPrepared(pg->conn, pg_name(q), q->params, p->values, p->lengths, p->formats,
		1) == 0)
		return pg_tell(q->db, NULL, err);
	if (++pg->sent == BATCH)
		rc = close_batch(q->db, err);
	if (rc == YUP_OK && pg->batches == BATCHES_AHEAD)
		rc = read_batch(q->db, err);
	return rc;
}

int
pg_send(struct stmt *q, struct err *err)
{
	struct pg *pg = pg_of(q->db);
	int rc = YUP_OK;

	pg_stream_close(q->db);
	if (pg->copying != NULL && pg->copying != q)
		rc = end_copy(q->db, err);
	pg->repeated = pg->last == q ? pg->repeated + 1 : 0;
	pg->last = q;
	if (rc == YUP_OK && pg->copying == NULL && pg->repeated >= COPY_AFTER &&
	    pg_prepared(q)->copy != NULL)
		rc = begin_copy(q, err);
	if (rc < 0)
		return rc;
	return pg->copying != NULL ? copy_row(q, err) : send_one(q, err);
}
