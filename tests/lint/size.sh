#!/bin/sh
# size.sh - no file past 800 lines: look for the seam.
. tests/lint/lint.inc

check_it() {
	(
		cd "$1" || exit 1
		find src include tests tools fuzz bench cmake sql ui/templates dev CMakeLists.txt \
			-type f \( -name '*.[ch]' -o -name '*.sh' -o -name '*.cmake' -o -name '*.sql' \
			-o -name '*.html' -o -name dev -o -name CMakeLists.txt \) 2>/dev/null |
			grep -v '^tests/.*golden/' | LC_ALL=C sort | {
			status=0
			while read -r file; do
				lines=$(wc -l <"$file")
				[ "$lines" -le 800 ] || {
					echo "$file:801: $lines lines"
					status=1
				}
			done
			exit $status
		}
	)
}

self_test '801 lines' src/base/a.c "$(yes x | head -n 801)"
accepts '800 lines' src/base/a.c "$(yes x | head -n 800)"
finish
