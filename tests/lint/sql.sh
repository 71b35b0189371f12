#!/bin/sh
# sql.sh - SQL is in sql/, where it is compiled and prepared on both engines; C
# holds none, so it cannot glue one together.
#
# src/store/engine/ may say how a transaction or a connection goes (BEGIN,
# PRAGMA, SET ...) and ask the engine's own catalogue: there the engines differ,
# and there may be no schema yet.
. tests/lint/lint.inc

check_it() {
	on_c_files "$1" '
	function word(pattern) {
		return text ~ ("(^|[^A-Za-z_])(" pattern ")([^A-Za-z_]|$)")
	}
	FILENAME ~ /^src\/store\/engine\// && text ~ /sqlite_schema|pg_catalog/ { next }
	word("SELECT|INSERT +INTO|DELETE +FROM|UPDATE +[a-z_]+ +SET|CREATE +[A-Z]+|ALTER +TABLE|DROP +[A-Z]+|WITH +RECURSIVE|UNION|WHERE") ||
	tolower(text) ~ /(^|[^a-z_])(select .* from|insert into|delete from|create table) / {
		bad("SQL in C: put it in sql/queries/ under a name")
	}
	FILENAME !~ /^src\/store\/engine\// && word("PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|VACUUM") {
		bad("only src/store/engine/ speaks of transactions and settings in SQL")
	}' src
}

self_test 'a query' src/app/a.c '	run("SELECT 1");'
self_test 'a small one' src/store/a.c '	run("select a from b");'
self_test 'in the engine too' src/store/engine/a.c '	run("DELETE FROM plan");'
self_test 'the catalogue elsewhere' src/store/a.c '	run("SELECT 1 FROM sqlite_schema");'
self_test 'a transaction' src/store/a.c '	run("BEGIN IMMEDIATE");'
accepts 'the catalogue in the engine' src/store/engine/a.c '	run("SELECT 1 FROM sqlite_schema");'
accepts 'a transaction in the engine' src/store/engine/a.c '	run("BEGIN IMMEDIATE");'
accepts 'prose' src/cli/a.c '	puts("select a plan"); /* SELECT 1 */'
finish
