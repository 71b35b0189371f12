#!/bin/sh
# sample-year.sh - the sample institution with its plan 2027 approved and its year under way:
# nine months closed, October open, and the plan 2028 begun.
#
#   sh tools/sample-year.sh YUPANA DB     makes the database DB
#   sh tools/sample-year.sh --today       says which day it is there, for yupana serve --today
#
# Everybody does their part in their own name, with a token, on a day of 2027
# (samples/README.md).  What they report is samples/year/.
set -eu
cd "$(dirname "$0")/.."

TODAY=2027-11-12
[ "$1" != --today ] || { echo "$TODAY"; exit 0; }

yupana=$1
YUPANA_DB=$2
export YUPANA_DB
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# at WHEN COMMAND... - as the operator, then
at() {
	SOURCE_DATE_EPOCH=$(date -u -d "$1" +%s)
	export SOURCE_DATE_EPOCH
	shift
	"$yupana" "$@" >"$work/out"
}

# as WHO WHEN COMMAND... - in the name of somebody, then
as() {
	YUPANA_TOKEN=$(cat "$work/token.$1")
	export YUPANA_TOKEN
	shift
	at "$@"
	unset YUPANA_TOKEN
}

# ---- Who ---------------------------------------------------------------------------

# Drafters and heads of the other units: login, name, role, units (comma between)
people() {
	cat <<'END'
nora	Nora Terceros	elaborador	DESPACHO MINISTERIAL,DMIN,DGAL,DGAF,DGP,VRP
raul	Raúl Ibáñez	jefe	DESPACHO MINISTERIAL,DMIN,DGAL,DGAF,VRP
ivan	Iván Mercado	elaborador	VCCA,DGC,UPC,UCAB,UGH,DGCA,UMC,UVP,VASS,DGAS,UAGR,UAU,DGSA,UARE,UES,PROSIEMBRA,SENAPEM,INAHIC,FONRIC,ERASAN,ESAGRI,EMPOZOS,LARCA
lidia	Lidia Montaño	jefe	VCCA,DGC,UPC,UCAB,UGH,DGCA,UMC,UVP,VASS,DGAS,UAGR,UAU,DGSA,UARE,UES,PROSIEMBRA,SENAPEM,INAHIC,FONRIC,ERASAN,ESAGRI,EMPOZOS,LARCA
END
}

SOURCE_DATE_EPOCH=$(date -u -d 2026-12-01T13:00:00Z +%s)
export SOURCE_DATE_EPOCH
sh tools/sample-database.sh "$yupana" "$YUPANA_DB"
people | while IFS='	' read -r login name role units; do
	"$yupana" user add "$login" --name "$name" >/dev/null
	echo "$units" | tr , '\n' | while read -r unit; do
		"$yupana" user grant "$login" "$role" --unit "$unit" >/dev/null
	done
done
for login in elena jorge pilar marta felix nora raul ivan lidia; do
	"$yupana" token create "$login" --name "muestra" --scope read,write --until 2027-12-01 |
		sed -n 's/.*\(yup_[A-Za-z0-9_-]*\).*/\1/p' >"$work/token.$login"
done

DRAFTERS='elena nora ivan'
HEADS='jorge raul lidia'
CENTRAL='DESPACHO|DMIN/[A-Z]+|DGAL/[A-Z]+|DGAF/[A-Z]+|VRP/[A-Z]+'

# units_of WHO - whose paths are theirs, as a pattern
units_of() {
	case $1 in
	elena) echo '^DGP/UIC$' ;;
	jorge) echo '^DGP(/UIC)?$' ;;
	nora) echo "^(DGP|$CENTRAL)\$" ;;
	raul) echo "^($CENTRAL)\$" ;;
	ivan | lidia) echo '^(VCCA|VASS|U[A-Z]+$|DGC|DGCA|DGAS|DGSA|PROSIEMBRA|SENAPEM|INAHIC|FONRIC|ERASAN|ESAGRI|EMPOZOS|LARCA)' ;;
	esac
}

# theirs WHO FILE - the units of a list that are theirs, or nothing
theirs() {
	grep -E "$(units_of "$1")" "$2" || true
}

# ---- The plan ------------------------------------------------------------------------

cut -d, -f1 samples/year/2027-04.csv | sed 1d | sort -u >"$work/units"
for who in $DRAFTERS; do
	as "$who" 2026-12-10T15:00:00Z plan submit $(theirs "$who" "$work/units")
done
for who in $HEADS; do
	as "$who" 2026-12-14T15:00:00Z plan approve-unit $(theirs "$who" "$work/units")
done
as pilar 2026-12-17T15:00:00Z plan validate $(cat "$work/units")
as pilar 2026-12-18T14:00:00Z plan review
as pilar 2026-12-18T15:00:00Z plan validate
as marta 2026-12-23T15:00:00Z plan approve --why 'RM 214/2026' --date 2026-12-23
at 2027-01-04T13:00:00Z institution settings --set threshold.policy=planned_to_date \
	--set "paper.legal_basis=$(cat samples/year/base-legal.txt)" \
	--set 'paper.mission=Asegurar que el agua alcance para las personas, los cultivos y las cuencas, con obras que se mantienen y decisiones que se toman con quienes la usan.' \
	--set 'paper.vision=En 2030 cada cuenca del país tiene un plan que se cumple, y cada familia, agua segura todo el año.' \
	--set paper.address=https://poa.ejemplo.gob.bo \
	--set 'paper.prepared.name=Elena Huanca' --set 'paper.prepared.post=Profesional en Planificación' \
	--set 'paper.reviewed.name=Pilar Rocha' --set 'paper.reviewed.post=Directora General de Planificación' \
	--set 'paper.approved.post=Ministro(a) de Aguas, Riego y Cuencas' \
	--set portal=true
as pilar 2027-01-04T14:00:00Z period plan 2027 --every 1 --days 10

# ---- Its months -----------------------------------------------------------------------

# part_of WHO FILE - the rows that they report: money is of the financial office
part_of() {
	awk -F, -v whose="$(units_of "$1")" -v who="$1" \
		'NR == 1 || (who == "felix" ? $3 != "" : $3 == "" && $1 ~ whose)' "$2" >"$work/part.csv"
	[ "$(wc -l <"$work/part.csv")" -gt 1 ]
}

# pass STEP WHEN PERIOD WHO... - those of $work/list that are theirs
pass() {
	step=$1 when=$2 period=$3
	shift 3
	for who; do
		units=$(theirs "$who" "$work/list")
		[ -z "$units" ] || as "$who" "$when" report pass "$period" "$step" $units
	done
}

# accept WHEN PERIOD - all of $work/list
accept() {
	as pilar "$1" report pass "$2" accept $(cat "$work/list")
}

# load_month N WHEN FILE - everybody types their part
load_month() {
	for who in $DRAFTERS felix; do
		! part_of "$who" "$3" || as "$who" "$2" report load "$work/part.csv" "2027/$1"
	done
}

# month N NEXT UNIT... - of month N, sent in the NEXT; those units days after the others
month() {
	n=$1 next=$2
	shift 2
	file=samples/year/2027-$(printf %02d "$n").csv
	awk -F, 'NR > 1 && $3 == "" { print $1 }' "$file" | sort -u >"$work/all"
	printf '%s\n' "$@" | sort >"$work/late"
	comm -23 "$work/all" "$work/late" >"$work/list"
	load_month "$n" "$next-05T19:00:00Z" "$file"
	pass submit "$next-08T20:00:00Z" "2027/$n" $DRAFTERS
	pass approve "$next-09T21:00:00Z" "2027/$n" $HEADS
	accept "$next-11T15:00:00Z" "2027/$n"
	[ $# -gt 0 ] || return 0
	cp "$work/late" "$work/list"
	pass submit "$next-15T20:00:00Z" "2027/$n" $DRAFTERS
	pass approve "$next-16T14:00:00Z" "2027/$n" $HEADS
	accept "$next-16T19:00:00Z" "2027/$n"
}

open() {
	as pilar "$2-01T13:00:00Z" period open "2027/$1"
}

close() {
	missing=$(comm -23 "$work/units" "$work/all" | tr '\n' ' ')
	[ -z "$missing" ] && as pilar "$2-17T15:00:00Z" period close "2027/$1" ||
		as pilar "$2-17T15:00:00Z" period close "2027/$1" --why "no enviaron su informe: ${missing% }"
}

# correct WHO WHEN N WHY ROW - after closing
correct() {
	printf '%s\n%s\n' "$(head -1 samples/year/2027-01.csv)" "$5" >"$work/part.csv"
	as "$1" "$2" report load "$work/part.csv" "2027/$3" --why "$4"
}

evidence() {
	who=$1 when=$2
	shift 2
	as "$who" "$when" evidence add "$@"
}

open 1 2027-02 && month 1 2027-02 && close 1 2027-02
open 2 2027-03 && month 2 2027-03 && close 2 2027-03
open 3 2027-04 && month 3 2027-04 VRP/UDS && close 3 2027-04
open 4 2027-05 && month 4 2027-05 && close 4 2027-05
open 5 2027-06 && month 5 2027-06 DGAF/UTI && close 5 2027-06
open 6 2027-07
as pilar 2027-07-08T14:00:00Z period extend 2027/6 VRP/UPE ERASAN/UTF --until 2027-07-16 \
	--why 'Comisión de campo por la emergencia de presas'
month 6 2027-07 ERASAN/UTF VRP/UPE && close 6 2027-07
open 7 2027-08 && month 7 2027-08 DGAF/UTI VRP/UDS && close 7 2027-08
correct pilar 2027-08-25T14:30:00Z 7 'El acta 31/2027 cuenta dos evaluaciones, no una' \
	'DGP/UIC,5.1.1.3,,2,,"Dos evaluaciones de término, según el acta 31/2027.",,,,,,,,'
open 8 2027-09 && month 8 2027-09 && close 8 2027-09
open 9 2027-10
evidence elena 2027-10-05T18:00:00Z samples/year/evidence/acta-revision.pdf --year 2027 --period 9 \
	--unit DGP/UIC --code 5.1.1.1 --dated-on 2027-09-20 --about 'Acta de revisión'
evidence elena 2027-10-05T18:05:00Z samples/year/evidence/lista-estudios.csv --year 2027 --period 9 \
	--unit DGP/UIC --code 5.1.1.1 --dated-on 2027-09-20 --about 'Los tres estudios'
evidence nora 2027-10-05T19:30:00Z samples/year/evidence/acta-estrategia.pdf --year 2027 --period 9 \
	--unit VRP/UPR --code 1.1.1.3 --dated-on 2027-09-14 --about 'Validación de la estrategia'
month 9 2027-10 VRP/UDS && close 9 2027-10
correct pilar 2027-10-22T15:00:00Z 9 'La sección 5 todavía no fue validada' \
	'VRP/UPR,1.1.1.3,,66,,"Redactadas y validadas las secciones 1 a 4.",,,,,,,,Falta validar la sección 5.'

# ---- October, open ---------------------------------------------------------------------

october=samples/year/2027-10.csv
pending='^(LARCA|ESAGRI|UAGR|DGAF/UTI),'
awk -F, -v pending="$pending" 'NR == 1 || ($1 "," !~ pending && $1 != "DGP/UIC" && $1 != "VRP/UDS") ||
	($1 == "DGP/UIC" && $2 ~ /^3/) || ($1 == "VRP/UDS" && $2 ~ /^[12]/)' "$october" >"$work/october.csv"
open 10 2027-11
load_month 10 2027-11-05T19:00:00Z "$work/october.csv"
evidence elena 2027-11-05T20:00:00Z samples/year/evidence/acta-revision.pdf --year 2027 --period 10 \
	--unit DGP/UIC --code 3.1.1.2 --dated-on 2027-09-20 --about 'Acta de revisión'
evidence ivan 2027-11-05T20:30:00Z samples/year/evidence/informe-campo.txt --year 2027 --period 10 \
	--unit UPC --code 2.1.1.2 --dated-on 2027-10-07 --about 'Visita a tres comunidades'
as pilar 2027-11-09T14:00:00Z period extend 2027/10 DGAF/UTI LARCA --until 2027-11-19 --why 'Migración de sus equipos'
printf '%s\n' DESPACHO DMIN/JG DMIN/UCPR DMIN/UTCS DGC UPC UCAB DGCA FONRIC ERASAN VRP/DGR >"$work/list"
pass submit 2027-11-08T15:00:00Z 2027/10 $DRAFTERS
pass approve 2027-11-08T21:00:00Z 2027/10 $HEADS
printf '%s\n' VRP/UPR VRP/UPIR VRP/UAR VRP/DESPACHO VRP/DGPD VCCA/DESPACHO VASS/DESPACHO DGAF/UBC DGAF/UFIN DGAL/UAN UGH DGSA \
	UARE PROSIEMBRA SENAPEM SENAPEM/USP INAHIC INAHIC/UPAT ERASAN/UTF >"$work/list"
pass submit 2027-11-09T15:00:00Z 2027/10 $DRAFTERS
pass approve 2027-11-10T15:00:00Z 2027/10 $HEADS
printf '%s\n' DGP DMIN/UAI DGAF/UTH UMC DGAS UAU EMPOZOS INAHIC/URH VRP/UPE >"$work/list"
pass submit 2027-11-10T21:00:00Z 2027/10 $DRAFTERS
printf '%s\n' DESPACHO DMIN/JG DMIN/UCPR DGC UPC FONRIC ERASAN >"$work/list"
accept 2027-11-11T15:00:00Z 2027/10
as raul 2027-11-11T16:00:00Z report pass 2027/10 return DGAF/UTH --why 'Falta decir cuántas personas asistieron'
as pilar 2027-11-11T19:00:00Z report pass 2027/10 return VRP/DGR --why 'El resultado no dice qué se entregó'

# ---- What follows ------------------------------------------------------------------------

at 2027-09-15T14:00:00Z register list corrective_measures --json
set -- $(sed -n 's/^ *"id": \([0-9]*\),$/\1/p' "$work/out" | head -24)
as pilar 2027-09-15T15:00:00Z register pass "$1" in_progress
as pilar 2027-09-15T15:10:00Z register pass "$2" in_progress
as pilar 2027-09-20T15:00:00Z register comment "$2" 'La unidad presentó su cronograma de recuperación'
as pilar 2027-10-20T15:00:00Z register set "$2" evidence='Acta 40/2027'
as pilar 2027-10-20T15:05:00Z register pass "$2" done --why 'Cumplida según el acta 40/2027'
as pilar 2027-10-21T15:00:00Z register pass "$3" done --why 'La contratación concluyó en agosto'
as pilar 2027-10-21T15:10:00Z register pass "$4" dropped --why 'La actividad quedó fuera del presupuesto reformulado'
shift 4
for item; do
	as pilar 2027-10-21T16:00:00Z register pass "$item" done --why 'Cumplida: lo pendiente se ejecutó hasta septiembre'
done

recommend() {
	when=$1
	shift
	as pilar "$when" register add audit_recommendations "$@"
}
recommend 2027-03-22T15:00:00Z 'Conciliar el inventario de equipos de riego' unit=UBC due=2027-06-30 \
	responsible='Jefatura de bienes y contrataciones'
recommend 2027-03-22T15:20:00Z 'Actualizar el manual de procesos de contratación' unit=UBC due=2027-12-15 \
	responsible='Jefatura de bienes y contrataciones'
recommend 2027-06-10T15:00:00Z 'Archivar las actas de entrega con su expediente' unit=VRP due=2027-09-30 \
	responsible='Viceministerio de riego'
recommend 2027-09-02T15:00:00Z 'Respaldar cada avance de más de 50 % con un documento' unit=DGP due=2028-01-31 \
	responsible='Dirección de planificación'

as pilar 2027-11-11T20:00:00Z plan new-year 2028 --baseline target
