#!/bin/sh
# make install into a folder, the installed programs without any environment, make uninstall, make dist twice.
# usage: BIN=bin BUILD=build tests/install.sh
set -u
cd "$(dirname "$0")/.." || exit 2
BIN=${BIN:-bin} BUILD=${BUILD:-build} MAKE=${MAKE:-make}
unset MAKEFLAGS MFLAGS MAKELEVEL PG_GRAMMAR_PATH
LC_ALL=C.UTF-8
export LC_ALL
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED install: $1"; fi; }
run_make() { $MAKE -s BUILD="$BUILD" BIN="$BIN" "$@" >"$tmp/log" 2>&1 || { cat "$tmp/log"; return 1; }; }

run_make install prefix=/usr DESTDIR="$tmp/root"
ok 'make install' $?
for f in bin/pg-extract bin/pg-render share/pg/grammars/base.xml share/pg/grammars/rules.xml share/pg/grammars/parts/labels.xml \
    share/pg/pg.mk share/man/man1/pg-normalise.1 share/man/man5/pg-stream.5 share/man/man7/pg.7 share/man/man7/pg-rules.7 \
    share/bash-completion/completions/pg-validate share/doc/pg/README.md share/doc/pg/examples/bulk/Makefile; do
	[ -s "$tmp/root/usr/$f" ]; ok "$f is installed" $?
done
cp -r fixtures/cookbook "$tmp/work"
env -i HOME=/nonexistent LC_ALL=C.UTF-8 PATH="$tmp/root/usr/bin:/usr/bin:/bin" sh -c \
    'cd "$0" && pg-extract yunhe.md | pg-normalise -q | pg-validate -q | pg-render' "$tmp/work" >"$tmp/installed.csv"
ok 'the installed pipeline' $?
[ "$(grep -c '^yunhe.md' "$tmp/installed.csv")" = 8 ]; ok 'the installed grammars are found' $?
find "$tmp/root" -type f | xargs grep -l -F -e "$PWD" -e "$tmp" 2>/dev/null | grep -v '/bin/'
[ $? = 1 ]; ok 'no path of this build in what is installed' $?
run_make uninstall prefix=/usr DESTDIR="$tmp/root"
[ -z "$(find "$tmp/root" -type f)" ]; ok "make uninstall leaves nothing: $(find "$tmp/root" -type f | head -n 3)" $?
run_make dist && cp "$BUILD"/pg-*.tar.gz "$tmp/one.tar.gz" && run_make dist && cmp "$BUILD"/pg-*.tar.gz "$tmp/one.tar.gz"
ok 'make dist: the same bytes twice' $?
tar -tzf "$tmp/one.tar.gz" | grep -q '^pg-[0-9.]*/common/str.h$'; ok 'make dist holds the sources' $?
printf 'install: %d passed, %d failed\n' $passed $failed
[ $failed -eq 0 ]
