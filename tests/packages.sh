#!/bin/sh
# Installs the Debian packages that are missing: tests/packages.sh build|check|cookbook|deb|cluster
# Quiet when nothing is to do; needs root (or sudo) only when something is.
set -eu
build="gcc libc6-dev make pkg-config libxml2-dev libpcre2-dev libcsv-dev libicu-dev libsqlite3-dev libxlsxwriter-dev"
check="$build libcriterion-dev libxml2-utils python3 sqlite3 jq miller mandoc valgrind"
cookbook="datamash poppler-utils catdoc pandoc parallel"
cluster="parallel slurm-wlm munge"
deb="$build build-essential dpkg-dev debhelper fakeroot"
case ${1:-build} in
build) wanted=$build ;;
check) wanted=$check ;;
cookbook) wanted=$cookbook ;;
deb) wanted=$deb ;;
cluster) wanted=$cluster ;;
*) echo "usage: $0 build|check|cookbook|deb|cluster" >&2; exit 2 ;;
esac
missing=
for p in $wanted; do
	dpkg-query -W -f '${db:Status-Status}\n' "$p" 2>/dev/null | grep -q '^installed$' || missing="$missing $p"
done
[ -n "$missing" ] || exit 0
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
echo "installing:$missing" >&2
install() {
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends $missing >"$log" 2>&1
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install || { $sudo apt-get update -q >>"$log" 2>&1 && install; } || { cat "$log" >&2; exit 2; }
