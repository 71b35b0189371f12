/*
 * postgres_cursor.c - see postgres.h.
 *
 * The library keeps all rows of an answer in memory.  A cursor on the server
 * gives them in pieces of about PIECE bytes, and other statements may run
 * between two of them.
 */
#include "store/engine/postgres.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_VISIT = 16, VISIT_MOST = 2000, PIECE = 2 * 1024 * 1024, COMMAND_MAX = 160 };

/* As many rows as make a piece, by what the last ones took. */
static void
plan_next(struct prepared *p)
{
	int64_t bytes = 1, rows = PQntuples(p->result);

	for (int row = 0; row < rows; row++)
		for (int column = 0; column < PQnfields(p->result); column++)
			bytes += PQgetlength(p->result, row, column);
	if (rows == 0)
		return;
	p->visit = PIECE / (bytes / rows + 1) + 1;
	if (p->visit > VISIT_MOST)
		p->visit = VISIT_MOST;
}

static int
look(struct stmt *q, struct err *err)
{
	struct prepared *p = pg_prepared(q);
	char command[COMMAND_MAX];

	(void)snprintf(command, sizeof(command), "FETCH %" PRId64 " FROM cursor_%s", p->visit,
	    pg_name(q));
	PQclear(p->result);
	p->result = PQexecParams(pg_of(q->db)->conn, command, 0, NULL, NULL, NULL, NULL, 1);
	p->row = -1;
	if (!pg_is_good(p->result))
		return pg_tell(q->db, p->result, err);
	plan_next(p);
	return YUP_OK;
}

int
pg_cursor_open(struct stmt *q, struct err *err)
{
	struct prepared *p = pg_prepared(q);
	char *declare = NULL;
	PGresult *result;
	int rc;

	if (asprintf(&declare, "DECLARE cursor_%s NO SCROLL CURSOR FOR %s", pg_name(q),
		query_texts[q->query].postgres) < 0)
		abort();
	result = PQexecParams(pg_of(q->db)->conn, declare, q->params, p->types, p->values,
	    p->lengths, p->formats, 1);
	rc = pg_is_good(result) ? YUP_OK : pg_tell(q->db, result, err);
	PQclear(result);
	free(declare);
	if (rc < 0)
		return rc;
	p->cursor = true;
	p->visit = FIRST_VISIT;
	return look(q, err);
}

int
pg_cursor_more(struct stmt *q, struct err *err)
{
	int rc = pg_settle(q->db, err);

	return rc == YUP_OK ? look(q, err) : rc;
}

void
pg_cursor_close(struct stmt *q)
{
	struct prepared *p = pg_prepared(q);
	char command[COMMAND_MAX];

	if (!p->cursor)
		return;
	p->cursor = false;
	(void)snprintf(command, sizeof(command), "CLOSE cursor_%s", pg_name(q));
	/* A transaction that is over, or failed, took it along. */
	if (pg_settle(q->db, NULL) == YUP_OK &&
	    PQtransactionStatus(pg_of(q->db)->conn) == PQTRANS_INTRANS)
		(void)pg_run(q->db, command, NULL);
}
