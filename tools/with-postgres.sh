#!/bin/sh
# with-postgres.sh - runs a command beside a private PostgreSQL server.
#
#	sh tools/with-postgres.sh COMMAND [ARGUMENT...]
#
# The server is Debian's, in a new folder of its own, heard only on a socket
# there, by a user who is not root; it is stopped and its folder removed however
# the command ends.  The command finds in its environment
#
#	YUPANA_TEST_POSTGRES      the address of an empty database
#	YUPANA_TEST_POSTGRES_CTL  a program: `stop` and `start` that server
#
# or neither, where there is no server to start: what needs one says that it
# was skipped.  Nothing is written to the disk with care (fsync off): a server
# like this is for tests only.
set -eu

BIN=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}

# Who runs it: root may not.
if [ "$(id -u)" = 0 ]; then
	owner=postgres
	as_owner() { runuser -u "$owner" -- "$@"; }
else
	owner=$(id -un)
	as_owner() { "$@"; }
fi

without() {
	echo "with-postgres: $1: what needs a server is skipped" >&2
	shift
	exec "$@"
}

[ -x "$BIN/initdb" ] || without "no PostgreSQL 15 in $BIN" "$@"
id "$owner" >/dev/null 2>&1 || without "no user $owner" "$@"

folder=$(mktemp -d "${TMPDIR:-/tmp}/yupana-pg-XXXXXX") # a socket's path must be short
clean() {
	as_owner "$BIN/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
	rm -rf "$folder"
}
trap clean EXIT
trap 'exit 130' INT TERM HUP
chmod 755 "$folder"
[ "$(id -u)" != 0 ] || chown "$owner" "$folder"

cat >"$folder/ctl" <<END
#!/bin/sh
cd /
set -- "$BIN/pg_ctl" -D "$folder/data" -l "$folder/log" -m fast -w "\$@"
[ "\$(id -u)" != 0 ] || set -- runuser -u "$owner" -- "\$@"
exec "\$@" >/dev/null
END
chmod 755 "$folder/ctl"

make_server() {
	cd / || return 1
	as_owner "$BIN/initdb" -D "$folder/data" -U yupana -A trust -E UTF8 --locale=C.UTF-8 \
		--no-sync --no-instructions >"$folder/initdb.log" 2>&1 || return 1
	as_owner sh -c "cat >>'$folder/data/postgresql.conf'" <<END
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
full_page_writes = off
shared_buffers = 64MB
max_connections = 200
log_min_messages = fatal
END
	"$folder/ctl" start || return 1
	as_owner "$BIN/createdb" -h "$folder" -U yupana yupana
}

(make_server) || {
	tail -n 5 "$folder/initdb.log" "$folder/log" >&2 2>/dev/null || true
	clean
	trap - EXIT
	without "the server does not start" "$@"
}

YUPANA_TEST_POSTGRES="postgresql://yupana@/yupana?host=$folder"
YUPANA_TEST_POSTGRES_CTL=$folder/ctl
export YUPANA_TEST_POSTGRES YUPANA_TEST_POSTGRES_CTL
"$@"
