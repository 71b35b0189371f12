#!/bin/sh
# bare-debian.sh - proves that a fresh clone builds and passes its tests on a
# Debian 12 that has nothing else on it.  Run it as root: ./dev prove
#
# The mirror, and how to reach it, are this machine's own; MIRROR=URL overrides.
# KEEP=1 leaves the folder, to look around in.
set -eu
cd "$(dirname "$0")/.."

[ "$(id -u)" = 0 ] || { echo "bare-debian: only root may make another system" >&2; exit 2; }

# shellcheck disable=SC2016 # $(SITE) is for apt
MIRROR=${MIRROR:-$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(SITE)' 'Identifier: Packages' |
	awk '$1 == "bookworm" && $2 == "main" { print $3; exit }')}
[ -n "$MIRROR" ] || { echo "bare-debian: no mirror of bookworm in apt; give MIRROR=URL" >&2; exit 2; }

root=$(mktemp -d)
chmod 755 "$root" # or only root could walk through its /
clean() {
	if mountpoint -q "$root/proc"; then
		umount "$root/proc"
	fi
	if [ "${KEEP:-0}" = 1 ]; then
		echo "bare-debian: left in $root"
	else
		rm -rf --one-file-system "$root"
	fi
}
trap clean EXIT
trap 'exit 130' INT TERM

debootstrap --variant=minbase bookworm "$root" "$MIRROR" >"$root.log" 2>&1 || {
	tail -n 20 "$root.log" >&2
	exit 1
}
rm -f "$root.log"

# How this machine reaches the mirror: name servers, proxy, clock, certificates.
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
apt-config dump | grep -iE '^Acquire::(http|https|Check-)' >"$root/etc/apt/apt.conf.d/90host" || true
if [ -d /etc/ssl/certs ]; then
	mkdir -p "$root/etc/ssl"
	cp -rL /etc/ssl/certs "$root/etc/ssl/"
fi

# No service starts in there: a server's package would leave one running.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"

mount -t proc proc "$root/proc" # sanitizers read their own memory map there

git clone -q --no-local . "$root/srv/yupana"
echo "bare-debian: $(git rev-parse --short HEAD) on Debian $(cat "$root/etc/debian_version")"

# Nothing of the caller's environment goes in: no terminal, no locale, no HOME.
inside() {
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" \
		sh -c 'cd /srv/yupana && exec "$@"' sh "$@" </dev/null
}
inside ./dev build
if [ -e src/cli/main.c ]; then
	inside ./dev run
fi
inside ./dev test
echo "bare-debian: passed"
