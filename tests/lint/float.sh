#!/bin/sh
# float.sh - no floating point where figures are kept, computed or printed.
#
# Amounts, weights and ratios are scaled integers, so both databases and every
# machine agree to the last digit.  One exception: numbers of a workbook are binary, and
# report/xlsx_book.c makes them so in one place, exactly.
. tests/lint/lint.inc

check_it() {
	on_c_files "$1" '
	FILENAME !~ /^src\/report\/xlsx_book\.c$/ &&
	code ~ /(^|[^A-Za-z0-9_])(float|double|strtod|strtof|fabs|lround)([^A-Za-z0-9_]|$)/ {
		bad("floating point: use a scaled integer (base/decimal.h)")
	}' src/base src/core src/store src/report
}

self_test 'double' src/core/a.c 'static double x;'
self_test 'a cast' src/store/deep/a.c '	return (float)x;'
accepts 'a word in a comment or a string' src/core/a.c '/* double */ puts("float");'
accepts 'what a workbook is written with' src/report/xlsx_book.c 'static double x;'
accepts 'elsewhere' src/web/a.c 'double x;'
finish
