#!/bin/sh
# translations.sh - every text of the pages has its English: those of templates, of
# src/web/ and src/text/, by the marks _( and N_(, and the titles of rules, are in po/en.po.
. tests/lint/lint.inc

# texts ROOT - $SCRATCH/all.pot, absent where there are none
texts() {
	rm -f "$SCRATCH"/*.pot
	find "$1/src/web" "$1/src/text" -name '*.c' 2>/dev/null | LC_ALL=C sort |
		xargs -r xgettext --from-code=UTF-8 -L C -kN_ -k_ -o "$SCRATCH/c.pot"
	find "$1/ui/templates" -name '*.html' 2>/dev/null | LC_ALL=C sort |
		xargs -r grep -ohE '_\("([^"\\]|\\.)*"\)' >"$SCRATCH/templates"
	xgettext --from-code=UTF-8 -L C -k_ -o "$SCRATCH/t.pot" "$SCRATCH/templates"
	find "$1/src/core/rules" -name 'r*.c' 2>/dev/null | LC_ALL=C sort |
		xargs -r sed -nE 's/^[[:blank:]]*\.title = (".*"),$/_(\1)/p' >"$SCRATCH/rules"
	xgettext --from-code=UTF-8 -L C -k_ -o "$SCRATCH/r.pot" "$SCRATCH/rules"
	set -- "$SCRATCH"/*.pot
	[ -e "$1" ] || return 0
	sed -i 's/charset=CHARSET/charset=UTF-8/' "$@"
	msgcat --use-first -o "$SCRATCH/all.pot" "$@"
}

check_it() {
	texts "$1"
	[ -e "$SCRATCH/all.pot" ] || return 0
	msgmerge -q -N --no-wrap -o "$SCRATCH/merged.po" po/en.po "$SCRATCH/all.pot" || return 1
	missing=$(msgattrib --untranslated --no-obsolete --no-wrap "$SCRATCH/merged.po" |
		grep '^msgid "..*"$')
	[ -n "$missing" ] || return 0
	echo "$missing" | sed 's/^/po\/en.po lacks: /'
	return 1
}

self_test 'a text of C' src/web/a.c 'const char *a = N_("Sin traducir todavía");'
self_test 'a sentence' src/text/a.c '{ "x", N_("Sin traducir todavía."), N_("Tradúzcalo.") },'
self_test 'a rule' src/core/rules/r01_a.c '	.title = "Sin traducir todavía",'
self_test 'a text of a template' ui/templates/a.html '<p>{{ _("Sin traducir todavía") }}</p>'
accepts 'a text that is there' src/web/a.c 'const char *a = N_("Ingresar");'
finish
