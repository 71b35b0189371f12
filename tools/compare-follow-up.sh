#!/bin/sh
# compare-follow-up.sh - a follow-up document against the same one produced again,
# row by row and cell by cell.
#
#   sh tools/compare-follow-up.sh ORIGINAL PRODUCED        two texts
#   sh tools/compare-follow-up.sh --yupana YUPANA ORIGINAL imports it and produces it
#   sh tools/compare-follow-up.sh --reports YUPANA ORIGINAL the same, by way of reports
#
# By way of reports: a plan is made whose rows are the document's expected results, its
# operations are taken as what units report of them, and the period's document is compared.
# Rows are then the same when their results are, as the plan has codes and ordinals of its
# own; rows of causes go by their order in the unit, and their results are the plan's.
# Levels above units, which are the organisation's, are not compared.
#
# Texts have tabs between cells.  It reads both by itself: what yupana reads wrongly shows
# as a difference.  Rows are the same when their table, unit and code are (the k-th of
# those that share them); names without case, accents, punctuation and small words.
# Every difference is told; it ends in 1 where there is any, in 2 where it cannot compare.
set -eu

usage() {
	sed -n 's/^#   //p' "$0" >&2
	exit 2
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
by=code

# run COMMAND... - quiet, unless it fails
run() {
	"$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 2; }
}

# A plan of one objective a unit, with the expected results of the text `$1` as its activities.
plan_of() {
	awk -F '\t' -v OFS='\t' '
	NR == 1 { print $1 "\n" }
	/^SEGUIMIENTO/ { year = $0; gsub(/[^0-9]/, "", year); print "PROGRAMA OPERATIVO ANUAL " year "\n" }
	/^C.*d\./ { results = tolower($0) ~ /obtenidos/; next }
	results && $1 ~ /^[0-9]+$/ {
		units++; row = 0
		if (units > 1) print "Total:\n"
		print "PROGRAMA OPERATIVO ANUAL - " year "\n\nObjetivo de Gestión Específico-Actividad\n"
		print toupper($2) "\n"
		print "Cod.", "Objetivo de Gestión Específico", "Pond. %", "Indicador", "Resp", "Línea Base", "Meta", \
			"Medio de Verificación", "Ini-Fin", "Cronograma", "", "", "", "", "", "", "", "", "", "", "", "Total"
		print "1.1." units, $2, 100, "Resultados", "", 0, 1, "Informe", "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, "100%"
		next
	}
	results && $1 ~ /^[0-9][-0-9.]+-/ {
		print "1.1." units "." ++row, $2, 1, "Resultado", "Responsable", 0, 1, "Informe", "Dic-Dic", \
			0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1
	}
	END { print "Total:" }' "$1"
}

# The document `$2` by way of reports of the first half of its year, into produced.txt.
by_reports() {
	plan_of "$work/produced.txt" >"$work/plan.txt"
	year=$(sed -n 's/^PROGRAMA OPERATIVO ANUAL \([0-9]*\)$/\1/p' "$work/plan.txt")
	set -- "$1" "$2" --db "$work/two.db"
	run "$1" import "$work/plan.txt" "$3" "$4"
	run "$1" plan review --exception --why "Comparar" "$3" "$4"
	run "$1" plan validate "$3" "$4"
	run "$1" plan approve --why "Comparar" --date "$year-01-02" "$3" "$4"
	run "$1" period plan "$year" --every 6 "$3" "$4"
	run "$1" period open "$year/1" --until "$year-07-15" "$3" "$4"
	run "$1" report import "$2" "$year/1" "$3" "$4"
	tail -1 "$work/said"
	"$1" report document "$year/1" "$3" "$4" >"$work/produced.txt" || exit 2
}

if [ "${1-}" = --yupana ] || [ "${1-}" = --reports ]; then
	[ $# -eq 3 ] || usage
	run "$2" import --db "$work/one.db" "$3"
	run "$2" export --db "$work/one.db" --format text --what follow-up -o "$work/produced.txt"
	[ "$1" = --yupana ] || { by=result && by_reports "$2" "$3"; }
	set -- "$3" "$work/produced.txt"
fi
[ $# -eq 2 ] || usage

# The rows of a text: line, key, kind, cells.
rows() {
	LC_ALL=C awk -F '\t' -v by="$by" '
	function plain(text) {
		gsub(/\*\*/, "", text); gsub(/\302\240/, " ", text); gsub(/[ \r]+/, " ", text)
		sub(/^ /, "", text); sub(/[ :]+$/, "", text)
		return text
	}
	function folded(text) {
		text = tolower(text)
		gsub(/á|Á/, "a", text); gsub(/é|É/, "e", text); gsub(/í|Í/, "i", text)
		gsub(/ó|Ó/, "o", text); gsub(/ú|Ú|ü|Ü/, "u", text); gsub(/ñ|Ñ/, "n", text)
		gsub(/[^a-z0-9]+/, " ", text); text = " " text " "
		while (gsub(/ (de|la|del|y|el|los|las) /, " ", text)) ;
		gsub(/ +/, " ", text)
		return text
	}
	function percent(text) {
		text = plain(text)
		if (text ~ /^[0-9.,]+ ?%$/) { sub(/ ?%$/, "", text); sub(/,/, ".", text); text += 0 }
		return text
	}
	function flush() {
		if (kind == "") return
		if (by == "result" && (kind == "level" || kind == "area")) { kind = ""; return }
		if (by == "result" && kind == "unit") c1 = ""
		if (by == "result" && kind == "operation") key = table "|" unit "|" folded(c1)
		if (by == "result" && kind == "cause") key = table "|" unit "| cause"
		key = key "|" ++seen[key]
		print line "\t" key "\t" kind "\t" c1 "\t" c2 "\t" c3 "\t" c4
		kind = ""
	}
	function row(k, id) { flush(); kind = k; key = table "|" id; line = FNR; c1 = c2 = c3 = c4 = "" }
	{
		for (i = 1; i <= 5; i++) cell[i] = plain($i)
		if (tolower(cell[1]) ~ /^c(ó|o)d\.?$/) {
			flush(); all = tolower($0)
			if (all ~ /causas de/) { table = "C" } else if (all ~ /obtenidos/) { table = "R" }
			next
		}
		if (table == "" || $0 ~ /^[ \t\r]*$/) next
		if (cell[1] == "" && cell[2] == "" && cell[3] == "" && (cell[4] cell[5]) !~ /[0-9]/) next
		id = cell[1]; sub(/[ .-]+$/, "", id)
		if (id ~ /^[0-9][-0-9. ]*[-.][-0-9. ]*$/) {
			row(table == "R" ? "operation" : "cause", unit "|" id)
			c1 = cell[2]; c2 = cell[3]
			c3 = table == "R" ? percent($4) : cell[4]
			if (table == "R") c4 = percent($5)
			next
		}
		if (cell[1] ~ /^[0-9]+([ .].*)?$/) {
			ordinal = cell[1]; sub(/[ .].*/, "", ordinal)
			name = cell[1]; sub(/^[0-9]+[ .]*/, "", name); if (name == "") name = cell[2]
			flush(); unit = folded(name); row("unit", unit)
			c1 = ordinal; c2 = plain(name); c3 = percent($4)
			next
		}
		name = cell[1] != "" ? cell[1] : cell[2]
		if (table == "R" && cell[3] == "" && (cell[4] cell[5]) ~ /[0-9]/) {
			flush(); unit = ""; row("level", folded(name)); c1 = name; c3 = percent($4); c4 = percent($5)
			next
		}
		if (table == "R" && folded(name) ~ /^ area /) {
			row("area", unit "|" folded(name)); next
		}
		if (cell[1] == "" && kind != "") { # the end of a row that the page cut
			c1 = plain(c1 " " cell[2]); c2 = plain(c2 " " cell[3])
			if (table == "C") c3 = plain(c3 " " cell[4])
			next
		}
	}
	END { flush() }' "$1"
}

rows "$1" >"$work/original"
rows "$2" >"$work/again"
[ -s "$work/original" ] && [ -s "$work/again" ] || { echo "no hay tablas de seguimiento que comparar" >&2; exit 2; }

LC_ALL=C awk -F '\t' -v by="$by" '
function place(text, parts) {
	split(text, parts, "|")
	return (parts[1] == "C" ? "segunda tabla, " : "") (parts[2] ~ /^ / ? substr(parts[2], 2) : parts[2])
}
function tell(text) { print text; differences++ }
function compare(what, was, now) {
	if (was != now)
		tell("línea " line " · " named " · " what ": el original dice «" was "», el producido «" now "»")
}
FILENAME == ARGV[1] { count++; order[count] = $2; first[$2] = $0; next }
{ again[$2] = $0; at[$2] = ++produced }
END {
	last = 0
	for (i = 1; i <= count; i++) {
		key = order[i]; n = split(first[key], a, "\t")
		line = a[1]; kind = a[3]; split(key, k, "|")
		named = kind == "operation" || kind == "cause" ? (k[3] ~ / / ? substr(a[4], 1, 60) : k[3]) : kind == "level" ? a[4] : kind == "unit" ? a[5] : place(key)
		if (kind == "cause" || (kind == "unit" && k[1] == "C")) named = "segunda tabla, " named
		if (!(key in again)) { tell("línea " line " · " named " · no está en el producido"); continue }
		split(again[key], b, "\t")
		if (at[key] < last) tell("línea " line " · " named " · está en otro orden")
		last = at[key]
		if (kind == "operation") {
			compare("resultado esperado", a[4], b[4]); compare("resultado obtenido", a[5], b[5])
			compare("avance físico", a[6], b[6]); compare("avance presupuestario", a[7], b[7])
		} else if (kind == "cause") {
			if (by == "code") compare("resultado esperado", a[4], b[4])
			compare("causa", a[5], b[5])
			compare("medida", a[6], b[6])
		} else if (kind != "area") {
			if (kind == "unit") compare("ordinal", a[4], b[4])
			compare("promedio físico", a[6], b[6]); compare("promedio presupuestario", a[7], b[7])
		}
	}
	for (key in again) if (!(key in first)) {
		split(again[key], b, "\t")
		tell("producido, línea " b[1] " · " place(key) " · no está en el original")
	}
	printf "%d filas comparadas, %d diferencias.\n", count, differences
	exit differences > 0
}' "$work/original" "$work/again"
