#!/bin/sh
# libreoffice.sh YUPANA - what LibreOffice makes of our workbooks, on the sample: it reads the
# same figures, what it saves comes back unchanged, and how long it takes to print them.
set -eu

yupana=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

command -v soffice >/dev/null || { echo "interop: there is no LibreOffice" >&2; exit 77; }

fail() {
	echo "interop: $*" >&2
	failed=1
}

# office TO FILE - FILE as another kind, beside it in $work/out
office() {
	timeout 300 soffice -env:UserInstallation="file://$work/profile" --headless \
		--convert-to "$1" --outdir "$work/out" "$2" >/dev/null 2>&1
}

# now - seconds, with decimals
now() { date +%s.%N; }

export YUPANA_DB="$work/sample.db"
sh tools/sample-year.sh "$yupana" "$YUPANA_DB" >/dev/null
year=$("$yupana" plan list --json | sed -n 's/.*"year": \([0-9]*\).*/\1/p' | sort -n | tail -1)
"$yupana" sheet make --year "$year" -o "$work/plan.xlsx"

# 1. What it saves again says the same.
office xlsx "$work/plan.xlsx"
"$yupana" sheet take --json "$work/out/plan.xlsx" >"$work/taken.json"
grep -q '"items": \[\]' "$work/taken.json" ||
	fail "a workbook saved by LibreOffice comes back changed: $(head -40 "$work/taken.json")"
echo "interop: a workbook saved by LibreOffice: $(grep '"rows"' "$work/taken.json") and none changed"

# 2. It reads the same figures: sums it computes anew are those that were written.
office 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2' \
	"$work/plan.xlsx"
"$yupana" export --format csv --year "$year" --what plan -o "$work/nodes.csv"
sheet=$(find "$work/out" -name '*.csv' | head -1)
python3 - "$work/nodes.csv" "$sheet" <<'PYTHON' || fail "LibreOffice reads other figures"
import csv, sys
ours = {r['id']: r for r in csv.DictReader(open(sys.argv[1], encoding='utf-8'))}
rows = list(csv.reader(open(sys.argv[2], encoding='utf-8')))
keys = rows[0]
seen = wrong = 0
def number(text):
    text = text.strip().rstrip('%').replace(',', '')
    return float(text) if text else None
for r in rows:
    row = dict(zip(keys, r))
    base = ours.get(row.get('id', ''))
    if base is None:
        continue
    for field in ['weight', 'budget', 'total']:
        a, b = number(row[field]), number(base[field])
        seen += 1
        if (a is None) != (b is None) or (a is not None and abs(a - b) > 0.005):
            wrong += 1
            print('interop:', row['id'], field, row[field], base[field], file=sys.stderr)
print('interop: %d figures as LibreOffice shows them, %d differ' % (seen, wrong))
sys.exit(1 if wrong or seen < 1000 else 0)
PYTHON

# 3. The forms on paper: the same pages by LibreOffice and by us, in one run.
"$yupana" export --format xlsx --year "$year" --what form-b -o "$work/forms.xlsx"
began=$(now)
office pdf "$work/forms.xlsx"
middle=$(now)
"$yupana" export --format pdf --year "$year" --what form-b -o "$work/forms.pdf"
ended=$(now)
pages=$(pdfinfo "$work/forms.pdf" 2>/dev/null | sed -n 's/^Pages: *//p')
theirs=$(pdfinfo "$work/out/forms.pdf" 2>/dev/null | sed -n 's/^Pages: *//p')
awk -v a="$began" -v b="$middle" -v c="$ended" -v p="$pages" -v q="$theirs" 'BEGIN {
	printf "interop: forms B as PDF: LibreOffice %.2f s (%d pages), yupana %.2f s (%d pages): %.1f x\n",
	    b - a, q, c - b, p, (b - a) / (c - b)
}'
exit $failed
