#!/bin/sh
# openings.sh - how a C file begins.
#
# It opens with a comment that says what it is for; a .c whose header says it
# may open with that header.  The header beside a .c is its first include, so
# every header is proven to stand alone.
. tests/lint/lint.inc

check_file() {
	own=${1#src/}
	own=${own%.c}.h
	first=$(grep -m 1 '^#include' "$1")
	if [ "$1" != "${1%.c}" ] && [ -e "${1%.c}.h" ] && [ "${1#src/}" != "$1" ] &&
		[ "$first" != "#include \"$own\"" ]; then
		echo "$1:1: its first include is not its own header, \"$own\""
		return 1
	fi
	case $(head -n 1 "$1") in
	'/*'* | "#include \"$own\"") ;;
	*)
		echo "$1:1: opens without a comment that says what it is for"
		return 1
		;;
	esac
}

check_it() {
	(
		cd "$1" || exit 1
		status=0
		for file in $(c_files . src include tests tools fuzz bench); do
			check_file "$file" || status=1
		done
		exit $status
	)
}

self_test 'no comment' src/base/a.c 'int x;'
self_test 'a header without a comment' src/base/a.h '#ifndef A'
self_test 'another header first' src/base/a.c '#include "base/b.h"'
accepts 'a comment' src/base/a.c '/* a.c - what a is for. */'
accepts 'its own header' src/base/a.c '#include "base/a.h"'
finish
