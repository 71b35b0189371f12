#!/bin/sh
# paths.sh - nothing in the project names a folder of one person's machine.
. tests/lint/lint.inc

check_it() {
	(
		cd "$1" || exit 1
		# The brackets keep this line from finding itself.
		pattern='(^|[^A-Za-z0-9_.}])/(hom[e]|roo[t]|User[s]|wor[k]|far[m])/'
		found=$(find . \( -name .git -o -name 'build*' -o -name node_modules \) -prune \
			-o -type f -exec grep -nIE "$pattern" /dev/null {} +)
		[ -z "$found" ] || { printf '%s\n' "$found"; exit 1; }
	)
}

self_test 'a home' src/base/a.c "char *p = \"/$(printf home)/ana/x\";"
self_test 'in a page' docs/a.md "see /$(printf work)/main"
accepts 'part of a path' src/base/a.c "#include \"net/home/x.h\" /* docs/$(printf work)/x */"
finish
