#!/bin/sh
# banned.sh - no call that writes without knowing how much room there is.
. tests/lint/lint.inc

check_it() {
	on_c_files "$1" '
	code ~ /(^|[^A-Za-z0-9_])(sprintf|vsprintf|strcpy|strcat|stpcpy|gets)[ \t]*\(/ {
		bad("a call that writes past its buffer: use struct str, or snprintf")
	}' src include tests tools fuzz bench
}

self_test 'sprintf' src/base/a.c '	sprintf(b, "x");'
self_test 'strcat after a comment' src/base/a.c '/* x */ strcat (a, b);'
self_test 'gets in a test' tests/base/test_a.c 'if (gets(b)) {'
accepts 'snprintf' src/base/a.c '	snprintf(b, sizeof(b), "strcpy(a)"); /* no sprintf( */'
accepts 'a longer name' src/base/a.c '	x_strcpy(a); fgets(b, 1, f);'
finish
