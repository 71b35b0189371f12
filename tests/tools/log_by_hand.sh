#!/bin/sh
# log_by_hand.sh - anybody can verify an exported log with awk and sha256sum.
#
# The recipe is docs/SECURITY.md's; it must take the golden log and find what was
# altered, taken out, moved or cut in the middle of one.
set -eu
log=tests/golden/store/log_record/expected.log
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# verify FILE - line by line: the hash is that of the line, and the next line names it
verify() {
	previous=$(printf 'yupana.chain/1\t%s\n' "$(head -n 1 "$1" | cut -f 2)" |
		sha256sum | cut -d ' ' -f 1)
	n=0
	while IFS= read -r line; do
		n=$((n + 1))
		said=${line##*	}
		body=${line%	*}
		hash=$(printf '%s\n' "$body" | sha256sum | cut -d ' ' -f 1)
		[ "$hash" = "$said" ] || { echo "$n: hash"; return 1; }
		[ "${body##*	}" = "$previous" ] || { echo "$n: previous"; return 1; }
		[ "$(printf '%s\n' "$body" | awk -F '\t' '{ print $3 }')" = "$n" ] ||
			{ echo "$n: order"; return 1; }
		previous=$said
	done <"$1"
	echo "$n records"
}

# expect WHAT FILE - verify says so
expect() {
	got=$(verify "$2") || true
	[ "$got" = "$1" ] || { echo "$2: '$got' instead of '$1'"; exit 1; }
}

expect '5 records' "$log"
sed '2s/20 -> 25/20 -> 95/' "$log" >"$folder/altered"
expect '2: hash' "$folder/altered"
sed '3d' "$log" >"$folder/missing"
expect '3: previous' "$folder/missing"
for n in 1 2 4 3 5; do sed -n "${n}p" "$log"; done >"$folder/moved"
expect '3: previous' "$folder/moved"
sed '1d' "$log" >"$folder/beheaded"
expect '1: previous' "$folder/beheaded"
