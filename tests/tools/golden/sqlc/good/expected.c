/* Made by tools/sqlc from sql/queries/; do not edit. */
#include "queries.h"

#include <stddef.h>

const struct query_text query_texts[QUERY__COUNT] = {
	[Q_PLAN_RENAME] = {
		.name = "plan_rename",
		.sqlite =
			"UPDATE plan\n"
			"SET name = ?1\n"
			", note = 'it''s :not a ; parameter, nor $1'\n"
			"WHERE id = ?2 AND \"odd;column\" = ?1",
		.postgres =
			"UPDATE plan\n"
			"SET name = $1\n"
			", note = 'it''s :not a ; parameter, nor $1'\n"
			"WHERE id = $2 AND \"odd;column\" = $1",
		.params = (const char *const[]){ "name", "id" },
		.param_count = 2,
	},
	[Q_PLAN_SEARCH] = {
		.name = "plan_search",
		.sqlite =
			"SELECT id FROM plan WHERE name LIKE ?1",
		.postgres =
			"SELECT id::bigint FROM plan WHERE name ILIKE $1 AND tags ? 'open'",
		.params = (const char *const[]){ "text" },
		.param_count = 1,
	},
	[Q_PLAN_COUNT] = {
		.name = "plan_count",
		.sqlite =
			"SELECT count(*) FROM plan WHERE name <> 'what?\?/'",
		.postgres =
			"SELECT count(*) FROM plan WHERE name <> 'what?\?/'",
	},
	[Q_LOG_APPEND] = {
		.name = "log_append",
		.sqlite =
			"INSERT INTO log (a, b, c, d, e, f, g, h, i, j, k)\n"
			"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
		.postgres =
			"INSERT INTO log (b, a, c, d, e, f, g, h, i, j, k)\n"
			"VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
		.params = (const char *const[]){ "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k" },
		.param_count = 11,
	},
};
