#!/bin/sh
# headers.sh - every header compiles alone, and twice; a public one also as
# strict C11 and as C++ would read it, with include/ alone in its path.
. tests/lint/lint.inc
: "${CC:=cc}" "${BUILD:=build-dev}"

# Libraries whose headers are not where all are: what pdf_*.h draw with.
packages=$(pkg-config --cflags pangocairo 2>/dev/null || true)

alone() {
	header=$1
	shift
	printf '#include "%s"\n#include "%s"\ntypedef int not_empty;\n' "$header" "$header" |
		$CC "$@" -Wall -Wextra -Werror -fsyntax-only -x c -
}

check_it() {
	status=0
	for header in $(c_files "$1" src | grep '\.h$'); do
		case $header in
		*/pdf_*) [ -n "$packages" ] || continue ;;
		esac
		# shellcheck disable=SC2086 # several words
		alone "${header#src/}" -std=gnu17 -D_GNU_SOURCE "-I$1/src" "-I$1/include" "-I$BUILD/gen" $packages || status=1
	done
	for header in $(c_files "$1" include | grep '\.h$'); do
		alone "${header#include/}" -std=c11 -pedantic "-I$1/include" || status=1
	done
	return $status
}

self_test 'a type it does not include' src/base/a.h 'size_t f(void);'
self_test 'no guard' src/base/a.h 'struct a { int x; };'
self_test 'a public one that needs src/' include/yupana/a.h '#include "base/err.h"'
accepts 'one that stands alone' src/base/a.h '#ifndef A
#define A
#include <stddef.h>
size_t f(void);
#endif'
finish
