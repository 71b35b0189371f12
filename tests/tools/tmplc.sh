#!/bin/sh
# tmplc.sh - tools/tmplc: the code it makes, and the message for what it refuses.
set -u
. tests/tools/golden.inc
golden=tests/tools/golden/tmplc

"$BUILD/tools/tmplc" "$OUT" "$golden/good/page.html" || fail "refused a good template"
compare "$golden/good/expected.h" "$OUT/templates.h"
compare "$golden/good/expected.c" "$OUT/templates.c"
$CC -std=gnu17 -Wall -Wextra -Werror -Isrc -I"$OUT" -c -o "$OUT/templates.o" "$OUT/templates.c" ||
	fail "does not compile"

# A type that is not text or number is the compiler's to refuse, at the template's line.
cat >"$OUT/wrong.html" <<'HTML'
{% params double n %}
<p>{{ n }}</p>
HTML
"$BUILD/tools/tmplc" "$OUT" "$OUT/wrong.html" || fail "refused a template of a wrong type"
if $CC -std=gnu17 -Isrc -I"$OUT" -c -o "$OUT/templates.o" "$OUT/templates.c" 2>"$OUT/message"; then
	fail "a double was compiled"
fi
grep -q "wrong.html:2:" "$OUT/message" || fail "the compiler does not name the template's line"
rm -f "$OUT"/*

for bad in "$golden"/bad/*.html; do
	refuses "${bad%.html}.expected" "$BUILD/tools/tmplc" "$OUT" "$bad"
done
finish
