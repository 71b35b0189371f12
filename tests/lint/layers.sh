#!/bin/sh
# layers.sh - each room of src/ includes only the rooms it may use.
#
# The table is ROOM_<room>_USES in cmake/rooms.cmake, the one the linker gets;
# the build adds generated headers, which belong to the room that asked for them.
# Libraries of the system have their door too: see `doors` below.
. tests/lint/lint.inc

TABLE=$(sed -n 's/^set(ROOM_\([a-z]*\)_USES *\(.*\))$/\1 \2;/p' cmake/rooms.cmake | tr -d '\n')
[ "$(printf '%s' "$TABLE" | tr -dc ';' | wc -c)" = 10 ] || fail "cmake/rooms.cmake: not ten rooms"

# shellcheck disable=SC2016 # $0 is for awk
check_it() {
	on_c_files "$1" '
	BEGIN {
		n = split("'"$TABLE"'", rows, ";")
		for (i = 1; i < n; i++) {
			m = split(rows[i], words, " ")
			is_room[words[1]] = may[words[1], words[1]] = 1
			for (j = 2; j <= m; j++)
				may[words[1], words[j]] = 1
		}
		generated["queries.h"] = generated["migrations.h"] = "store"
		generated["embed_packs.h"] = "io"
		generated["embed_catalogues.h"] = "text"
		generated["templates.h"] = generated["embed_static.h"] = "web"
		# doors: who may include a header of the system
		door["sqlite3.h"] = door["libpq-fe.h"] = "^src/store/engine/"
		door["microhttpd.h"] = "^src/web/"
		door["curl/curl.h"] = "^src/io/"
		door["zip.h"] = door["expat.h"] = "^src/import/workbook_"
		# core is pure: no clock, locale or files
		n = split("time.h sys/time.h locale.h langinfo.h fcntl.h unistd.h dirent.h sys/stat.h", impure, " ")
		for (i = 1; i <= n; i++)
			not_core[impure[i]] = 1
	}
	# A file beside the including one, or a path from src/.
	function quoted(name,    target, path) {
		if (name in generated) {
			target = generated[name]
			if (target != room)
				bad("\"" name "\" is generated for room " target)
			return
		}
		target = name
		sub(/\/.*/, "", target)
		if (name !~ /\// || name ~ /\.\./)
			bad("\"" name "\": write the path from src/, as \"" room "/...\"")
		else if (target == "yupana")
			return
		else if (!(target in is_room))
			bad("\"" name "\": no room " target)
		else if (!((room, target) in may))
			bad("room " room " may not use room " target)
	}
	function angled(name) {
		if (name in not_core && room == "core")
			bad("core is pure: not <" name ">")
		if (name in door && FILENAME !~ door[name])
			bad("<" name "> is only for " substr(door[name], 2))
	}
	FNR == 1 {
		split(FILENAME, parts, "/")
		room = parts[2]
		if (!(room in is_room))
			bad("src/" room " is not a room")
	}
	code ~ /^[ \t]*#[ \t]*include/ {
		name = $0
		if (name ~ /"/) {
			sub(/^[^"]*"/, "", name)
			sub(/".*/, "", name)
			quoted(name)
		} else {
			sub(/^[^<]*</, "", name)
			sub(/>.*/, "", name)
			angled(name)
		}
	}' src
}

self_test 'core uses store' src/core/a.c '#include "store/db.h"'
self_test 'base uses core' src/base/a.h '  #  include "core/plan.h"'
self_test 'web uses store' src/web/pages/a.c '#include "store/db.h" /* just once */'
self_test 'import uses store' src/import/a.c '#include "store/db.h"'
self_test 'an unknown room' src/attic/a.c 'int x;'
self_test 'an unknown header' src/core/a.c '#include "misc.h"'
self_test 'around the back' src/core/a.c '#include "../store/db.h"'
self_test 'a clock in core' src/core/a.c '#include <time.h>'
self_test 'sqlite outside the engine' src/store/a.c '#include <sqlite3.h>'
self_test 'queries outside store' src/app/a.c '#include "queries.h"'
accepts 'downwards' src/app/a.c '#include "store/db.h"'
accepts 'its own' src/core/rules/a.c '#include "core/rules/b.h"'
accepts 'a comment' src/core/a.c '/* #include "store/db.h" */'
accepts 'sqlite in the engine' src/store/engine/db_sqlite.c '#include <sqlite3.h>'
accepts 'queries in store' src/store/a.c '#include "queries.h"'
finish
