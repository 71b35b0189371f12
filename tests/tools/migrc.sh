#!/bin/sh
# migrc.sh - tools/migrc: the code it makes, and the message for each slip.
set -u
. tests/tools/golden.inc
golden=tests/tools/golden/migrc

"$BUILD/tools/migrc" "$OUT" "$golden"/good/*.sql || fail "refused good input"
compare "$golden/good/expected.h" "$OUT/migrations.h"
compare "$golden/good/expected.c" "$OUT/migrations.c"
$CC -std=gnu17 -Wall -Wextra -Werror -c -o "$OUT/migrations.o" "$OUT/migrations.c" || fail "does not compile"
rm -f "$OUT"/*

for bad in "$golden"/bad/*/; do
	refuses "${bad}expected" "$BUILD/tools/migrc" "$OUT" "$bad"*.sql
done
finish
