#!/bin/sh
# embed.sh - tools/embed: the code it makes carries the very bytes; bad names.
set -u
. tests/tools/golden.inc
golden=tests/tools/golden/embed
root=$golden/good/files

# The order of the arguments must not matter.
"$BUILD/tools/embed" sample "$root" "$OUT" sub/two.txt empty one.txt || fail "refused good input"
for part in S c h; do
	compare "$golden/good/expected.$part" "$OUT/embed_sample.$part"
done

cat >"$OUT/main.c" <<'C'
#include <stdio.h>

#include "embed_sample.h"

int
main(void)
{
	for (size_t i = 0; i < embed_sample.count; i++) {
		const struct embed_file *file = &embed_sample.files[i];

		fwrite(file->start, 1, file->size, stdout);
		if (file->start[file->size] != '\0')
			return 1;
	}
	return 0;
}
C
$CC -std=gnu17 -Wall -Wextra -Werror -Isrc -I"$OUT" "-Wa,-I,$root" -o "$OUT/main" \
	"$OUT/main.c" "$OUT/embed_sample.c" "$OUT/embed_sample.S" || fail "does not compile"
"$OUT/main" >"$OUT/bytes" || fail "no NUL after a file"
cat "$root/empty" "$root/one.txt" "$root/sub/two.txt" | cmp - "$OUT/bytes" || fail "other bytes"
rm -f "$OUT"/*

embed() {
	"$BUILD/tools/embed" sample "$root" "$OUT" "$@"
}
refuses "$golden/bad/twice" embed one.txt one.txt
refuses "$golden/bad/absent" embed three.txt
refuses "$golden/bad/folder" embed sub
refuses "$golden/bad/outside" embed ../expected.h
refuses "$golden/bad/odd_name" embed 'one".txt'
finish
