#!/bin/sh
# sqlc.sh - tools/sqlc: the code it makes, and the message for each slip.
set -u
. tests/tools/golden.inc
golden=tests/tools/golden/sqlc

"$BUILD/tools/sqlc" "$OUT" "$golden/good/plan.sql" "$golden/good/log.sql" || fail "refused good input"
compare "$golden/good/expected.h" "$OUT/queries.h"
compare "$golden/good/expected.c" "$OUT/queries.c"
$CC -std=gnu17 -Wall -Wextra -Werror -c -o "$OUT/queries.o" "$OUT/queries.c" || fail "does not compile"
rm -f "$OUT"/*

for bad in "$golden"/bad/*.sql; do
	refuses "${bad%.sql}.expected" "$BUILD/tools/sqlc" "$OUT" "$bad"
done
finish
