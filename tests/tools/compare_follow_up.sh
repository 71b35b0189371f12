#!/bin/sh
# compare_follow_up.sh - a follow-up produced again differs from the one that was read
# only where its averages are wrong, and whatever else differs is told.
set -u
. tests/tools/golden.inc
golden=tests/tools/golden/compare_follow_up
sample=samples/seguimiento-2027-1.txt

sh tools/compare-follow-up.sh --yupana "$BUILD/yupana" "$sample" >"$OUT/sample.txt"
[ $? = 1 ] || fail "the sample's wrong averages were not told"
compare "$golden/sample.txt" "$OUT/sample.txt"

# a row of causes that belongs to no operation is nobody's report
sh tools/compare-follow-up.sh --reports "$BUILD/yupana" "$sample" >"$OUT/reports.txt"
[ $? = 1 ] || fail "the sample's wrong averages were not told by way of reports"
compare "$golden/reports.txt" "$OUT/reports.txt"

sh tools/compare-follow-up.sh "$sample" "$sample" >"$OUT/same.txt" || fail "it differs from itself"

sed -e 's/^\(07-05.01.01-03	\)Se coordinó el protocolo/\1Se coordinó otra cosa/' \
	-e '/^07-05.01.01-04	Se depuró/d' \
	-e 's/^06	Unidad de Análisis/66	Unidad de Análisis/' \
	-e 's/^\(07-05.01.02-06.*	\)40%/\141%/' \
	-e 's/La compra fue declarada desierta/La compra fue anulada/' \
	"$sample" >"$OUT/changed.txt"
sh tools/compare-follow-up.sh "$sample" "$OUT/changed.txt" >"$OUT/differences.txt"
[ $? = 1 ] || fail "changed rows were not told"
compare "$golden/changed.txt" "$OUT/differences.txt"

sh tools/compare-follow-up.sh "$sample" README.md >"$OUT/nothing.txt" 2>&1
[ $? = 2 ] || fail "a text without tables was compared"
finish
