/*
 * postgres_stream.c - see postgres.h.
 *
 * The library keeps all rows of an answer in memory unless it is asked to give
 * them one by one; then they wait in the connection, which serves nothing else
 * until they were taken.
 */
#include "store/engine/postgres.h"

#include <libpq-fe.h>

int
pg_stream_open(struct stmt *q, struct err *err)
{
	struct prepared *p = pg_prepared(q);
	struct pg *pg = pg_of(q->db);

	if (PQsendQueryPrepared(pg->conn, pg_name(q), q->params, p->values, p->lengths, p->formats,
		1) == 0 ||
	    PQsetSingleRowMode(pg->conn) == 0)
		return pg_tell(q->db, NULL, err);
	pg->streaming = q;
	return pg_stream_next(q, err);
}

/* The rest of the answer, which nobody wants; the first failure is told. */
static int
drain(struct db *db, struct err *err)
{
	struct pg *pg = pg_of(db);
	PGresult *result;
	int rc = YUP_OK;

	pg->streaming = NULL;
	while ((result = PQgetResult(pg->conn)) != NULL) {
		ExecStatusType status = PQresultStatus(result);

		if (status == PGRES_FATAL_ERROR && rc == YUP_OK)
			rc = pg_tell(db, result, err);
		PQclear(result);
	}
	return rc;
}

int
pg_stream_next(struct stmt *q, struct err *err)
{
	struct prepared *p = pg_prepared(q);
	struct pg *pg = pg_of(q->db);
	int rc;

	if (pg->streaming != q)
		return err_set(err, YUP_EBUG, "%s: another statement ran between two of its rows",
		    pg_name(q));
	PQclear(p->result);
	p->result = PQgetResult(pg->conn);
	p->row = 0;
	if (PQresultStatus(p->result) == PGRES_SINGLE_TUPLE)
		return 1;
	rc = pg_is_good(p->result) ? YUP_OK : pg_tell(q->db, p->result, err);
	(void)drain(q->db, NULL);
	return rc;
}

void
pg_stream_close(struct db *db)
{
	if (pg_of(db)->streaming != NULL)
		(void)drain(db, NULL);
}
