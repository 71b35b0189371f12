/*
 * store_server.h - the PostgreSQL half of store.h: schemas of the server that
 * YUPANA_TEST_POSTGRES names.  Tests use store.h.
 *
 * A path is that address with a schema of its own as search_path, whose name is
 * also the connection's: so its connections are told from those of other tests.
 */
#ifndef YUP_TESTS_STORE_SERVER_H
#define YUP_TESTS_STORE_SERVER_H

#include <stdbool.h>
#include <stdint.h>

struct mem;

/* Why there is no server to test on, or NULL. */
const char *server_missing(void);

const char *server_new_schema(struct mem *mem);
void server_drop_schema(const char *path);

/* What a query answers, -1 where it fails. */
int64_t server_number(const char *path, const char *sql);
void server_execute(const char *path, const char *sql);
bool server_try(const char *path, const char *sql);

#endif
