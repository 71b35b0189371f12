/*
 * engine.h - what a database engine provides to db.c; nobody else includes it.
 *
 * db.c keeps what is the same everywhere (order of values, damage, one
 * transaction at a time); db_sqlite.c and its like speak to the library.
 * Positions of values begin at 1, of columns at 0.
 */
#ifndef YUP_STORE_ENGINE_ENGINE_H
#define YUP_STORE_ENGINE_ENGINE_H

#include "store/engine/db.h"

struct stmt {
	struct db *db;
	enum query query;
	void *prepared;      /* the engine's; NULL until first used */
	int params, columns; /* how many it has, once prepared */
	int next_param;      /* from 1 */
	int next_column;     /* from 0 */
	bool stepping;       /* has rows not read */
	bool streaming;      /* its rows come a few at a time */
	int refused_code;    /* YUP_OK, or a value given cannot be stored */
	const char *refused;
	const char *damage; /* what a get found, or NULL */
};

struct db {
	const struct db_engine *engine;
	void *handle; /* the engine's connection */
	char *name;   /* without a password */
	bool in_tx;
	int64_t waiting_since; /* for the engine that looks again and again: microseconds */
	struct err failed;     /* code not 0: why the transaction can only be undone */
	struct stmt stmts[QUERY__COUNT];
};

struct db_engine {
	int (*open)(struct db *db, const char *name, unsigned flags, struct err *err);
	void (*close)(struct db *db); /* also of a connection half open */
	int (*is_empty)(struct db *db, bool *out, struct err *err);
	int (*begin)(struct db *db, bool to_write, struct err *err);
	int (*commit)(struct db *db, struct err *err);
	void (*rollback)(struct db *db);
	int (*run_script)(struct db *db, const char *script, struct err *err);
	const char *(*migration_text)(const struct migration *migration);

	int (*prepare)(struct stmt *q, struct err *err); /* sets prepared, params, columns */
	void (*finish)(struct stmt *q);                  /* forget what was prepared */
	void (*put_int)(struct stmt *q, int position, int64_t value);
	void (*put_text)(struct stmt *q, int position, const char *text, size_t length);
	void (*put_bytes)(struct stmt *q, int position, const void *bytes, size_t size);
	void (*put_null)(struct stmt *q, int position);
	int (*step)(struct stmt *q, struct err *err); /* 1 a row, 0 done, or negative */
	int (*send)(struct stmt *q, struct err *err); /* as step, without waiting; NULL: cannot */
	int (*settle)(struct db *db,
	    struct err *err); /* wait for all that was sent; NULL: nothing to */
	void (*reset)(struct stmt *q);
	bool (*is_null)(const struct stmt *q, int column);
	enum db_kind (*kind)(const struct stmt *q, int column);
	int64_t (*get_int)(const struct stmt *q, int column);
	const char *(*get_text)(const struct stmt *q, int column, size_t *out_length);
	const void *(*get_bytes)(const struct stmt *q, int column, size_t *out_size);
};

extern const struct db_engine db_engine_sqlite;
extern const struct db_engine db_engine_postgres; /* where YUPANA_POSTGRES is defined */

#endif
