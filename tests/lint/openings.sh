#!/bin/sh
# openings.sh - every C file opens by saying what it is for: `/* name.c - ...`;
# one that does what its header says may open with `/* See name.h`.
. tests/lint/lint.inc

check_it() {
	(
		cd "$1" || exit 1
		status=0
		for file in $(c_files . src include tests tools fuzz bench); do
			name=$(basename "$file")
			head -n 2 "$file" | tr '\n' ' ' |
				grep -qE "^/\*( \*)? ($name - |See ${name%.c}\.h)" || {
				echo "$file:1: does not open with '/* $name - what it is for'"
				status=1
			}
		done
		exit $status
	)
}

self_test 'no comment' src/base/a.c 'int x;'
self_test 'another name' src/base/a.c '/* b.c - what b is for. */'
accepts 'one line' src/base/a.c '/* a.c - what a is for. */'
accepts 'its header says it' src/base/a.c '/* See a.h. */'
accepts 'several' src/base/a.c '/*
 * a.c - what a is for.
 */'
finish
