#!/bin/sh
# float.sh - no floating point where figures are kept, computed or printed.
#
# Amounts, weights and ratios are scaled integers, so both databases and every
# machine agree to the last digit.  No exceptions.
. tests/lint/lint.inc

check_it() {
	on_c_files "$1" '
	code ~ /(^|[^A-Za-z0-9_])(float|double|strtod|strtof|fabs|lround)([^A-Za-z0-9_]|$)/ {
		bad("floating point: use a scaled integer (base/decimal.h)")
	}' src/base src/core src/store src/report
}

self_test 'double' src/core/a.c 'static double x;'
self_test 'a cast' src/store/deep/a.c '	return (float)x;'
accepts 'a word in a comment or a string' src/core/a.c '/* double */ puts("float");'
accepts 'elsewhere' src/web/a.c 'double x;'
finish
