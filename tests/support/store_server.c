/* store_server.c - see store_server.h. */
#include "support/store_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "support/store.h"

#ifdef YUPANA_POSTGRES
#include <libpq-fe.h>

static void
say_nothing(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static PGconn *
connect_to(const char *url)
{
	static const char *const names[] = { "dbname", "application_name", NULL };
	const char *const values[] = { url, "administrator", NULL };
	PGconn *conn = PQconnectdbParams(names, values, 1);

	if (PQstatus(conn) != CONNECTION_OK) {
		fprintf(stderr, "store for tests: %s", PQerrorMessage(conn));
		exit(2);
	}
	(void)PQsetNoticeProcessor(conn, say_nothing, NULL);
	return conn;
}

const char *
server_missing(void)
{
	return getenv("YUPANA_TEST_POSTGRES") == NULL ? "no server: see tools/with-postgres.sh"
						      : NULL;
}

/* "t1234_7": of this process, the seventh. */
static const char *
schema_of(const char *path)
{
	static char name[64];
	const char *at = strstr(path, "application_name=");

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(at + 17, "&"), at + 17);
	return name;
}

const char *
server_new_schema(struct mem *mem)
{
	static unsigned made;
	const char *variable = getenv("YUPANA_TEST_POSTGRES");
	const char *url = variable != NULL ? variable : ""; /* server_missing() looked */
	const char *name = mem_printf(mem, "t%ld_%u", (long)getpid(), ++made);

	server_execute(url, mem_printf(mem, "CREATE SCHEMA %s", name));
	return mem_printf(mem, "%s%capplication_name=%s&options=-csearch_path%%3D%s", url,
	    strchr(url, '?') != NULL ? '&' : '?', name, name);
}

void
server_drop_schema(const char *path)
{
	char sql[128];

	snprintf(sql, sizeof(sql), "DROP SCHEMA IF EXISTS %s CASCADE", schema_of(path));
	server_execute(path, sql);
}

int64_t
server_number(const char *path, const char *sql)
{
	PGconn *conn = connect_to(path);
	PGresult *result = PQexec(conn, sql);
	int64_t number = -1;

	if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1)
		number = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	PQfinish(conn);
	return number;
}

static bool
execute(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	bool done = PQresultStatus(result) == PGRES_COMMAND_OK ||
	    PQresultStatus(result) == PGRES_TUPLES_OK;

	PQclear(result);
	return done;
}

void
server_execute(const char *path, const char *sql)
{
	PGconn *conn = connect_to(path);

	if (!execute(conn, sql)) {
		fprintf(stderr, "%s: %s", sql, PQerrorMessage(conn));
		exit(2);
	}
	PQfinish(conn);
}

bool
server_try(const char *path, const char *sql)
{
	PGconn *conn = connect_to(path);
	bool done = execute(conn, sql);

	PQfinish(conn);
	return done;
}

const char *
store_path_with(struct mem *mem, const char *path, const char *settings)
{
	return mem_printf(mem, "%s%%20%s", path, settings);
}

/* Waits until they are gone. */
void
store_cut(const char *path)
{
	char sql[256];

	snprintf(sql, sizeof(sql),
	    "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE application_name = '%s'",
	    schema_of(path));
	(void)server_number(path, sql);
}

#else

const char *
server_missing(void)
{
	return "built without PostgreSQL";
}

const char *
server_new_schema(struct mem *mem)
{
	(void)mem;
	return "";
}

void
server_drop_schema(const char *path)
{
	(void)path;
}

int64_t
server_number(const char *path, const char *sql)
{
	(void)path;
	(void)sql;
	return -1;
}

void
server_execute(const char *path, const char *sql)
{
	(void)path;
	(void)sql;
}

bool
server_try(const char *path, const char *sql)
{
	(void)path;
	(void)sql;
	return false;
}

const char *
store_path_with(struct mem *mem, const char *path, const char *settings)
{
	(void)mem;
	(void)settings;
	return path;
}

void
store_cut(const char *path)
{
	(void)path;
}

#endif
