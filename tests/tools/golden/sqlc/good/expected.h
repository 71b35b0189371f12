/* Made by tools/sqlc from sql/queries/; do not edit. */
#ifndef QUERIES_H
#define QUERIES_H

enum query {
	/*
	 * Gives a plan its new name.
	 *
	 * The caller has trimmed it.
	 * (plan.sql)
	 */
	Q_PLAN_RENAME,

	/*
	 * Case and accents are the engine's business here.
	 * (plan.sql)
	 */
	Q_PLAN_SEARCH,

	/*
	 * Why ask "what??/" here: a C trigraph must not come out of it.
	 * (plan.sql)
	 */
	Q_PLAN_COUNT,

	/*
	 * One row of the log.
	 * (log.sql)
	 */
	Q_LOG_APPEND,

	QUERY__COUNT
};

/* The number of each parameter, for binding it. */
enum { Q_PLAN_RENAME__NAME = 1, Q_PLAN_RENAME__ID = 2 };
enum { Q_PLAN_SEARCH__TEXT = 1 };
enum { Q_LOG_APPEND__A = 1, Q_LOG_APPEND__B = 2, Q_LOG_APPEND__C = 3, Q_LOG_APPEND__D = 4, Q_LOG_APPEND__E = 5, Q_LOG_APPEND__F = 6, Q_LOG_APPEND__G = 7, Q_LOG_APPEND__H = 8, Q_LOG_APPEND__I = 9, Q_LOG_APPEND__J = 10, Q_LOG_APPEND__K = 11 };

struct query_text {
	const char *name;          /* "plan_rename" */
	const char *sqlite;        /* with ?1, ?2 ... */
	const char *postgres;      /* with $1, $2 ... */
	const char *const *params; /* their names; [0] is number 1 */
	int param_count;
};

extern const struct query_text query_texts[QUERY__COUNT];

#endif
