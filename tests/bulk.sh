#!/bin/sh
# pg.mk: an archive by make -j: what changed is converted again, what fails leaves nothing and stops nothing.
# usage: BIN=bin tests/bulk.sh
set -u
cd "$(dirname "$0")/.." || exit 2
case ${BIN:=bin} in /*) ;; *) BIN=$PWD/$BIN ;; esac
PATH=$BIN:$PATH
PG_GRAMMAR_PATH=$PWD/grammars
PG_MK=$PWD/tools/pg.mk
LC_ALL=C.UTF-8
export PATH PG_GRAMMAR_PATH PG_MK LC_ALL
unset MAKEFLAGS MFLAGS MAKELEVEL BIN BUILD
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
cp -r fixtures/bulk "$tmp/bulk"
cd "$tmp/bulk" || exit 2
passed=0 failed=0
ok() { if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED bulk: $1"; fi; }

make -s -j2 >first 2>&1
[ $? = 2 ]; ok 'a failed filing is an error at the end' $?
grep -q '^pg: 4 filings, 3 converted, 1 failed$' first; ok 'the summary counts' $?
grep -q '^pg: failed: out/filings/damaged.md ' first; ok 'the summary names what failed' $?
[ ! -e out/filings/damaged.md.pg ] && grep -q 'looks like ZIP' out/filings/damaged.md.log; ok 'no half target, but a log' $?
[ -z "$(find out -name '*.[12]')" ]; ok 'nothing temporary stays' $?
[ "$(cut -d, -f1 out/indicators.csv | sort -u | grep -c '^filings/')" = 3 ]; ok 'the table has the rest' $?
rm filings/damaged.md
make -s -j2 >second 2>&1; ok 'all is well without it' $?
find out -name '*.pg' -newer second | grep -q .; [ $? = 1 ]; ok 'nothing is converted twice' $?
cp out/indicators.csv before.csv; make -s >again 2>&1; [ out/indicators.csv -ot again ]; ok 'nothing is left to do' $?
sleep 1; touch stamp; sed -i 's/450/460/' filings/roads.md
make -s -j2 >third 2>&1; ok 'a change' $?
[ "$(find out -name '*.pg' -newer stamp)" = out/filings/roads.md.pg ]; ok 'only what changed is converted again' $?
printf 'indicator\n' >filings/late.md; chmod 644 filings/late.md; mkdir filings/folder.md
make -s -j2 >fourth 2>&1; [ $? = 2 ] && grep -q '5 filings, 4 converted, 1 failed' fourth; ok 'a directory among the filings' $?
rmdir filings/folder.md
i=0; while [ $i -lt 200 ]; do sed "s/500/$((500 + i))/" filings/water.md >filings/many-$i.md; i=$((i + 1)); done
make -s -j2 >many 2>&1; ok '200 more by make -j2' $?
grep -q '204 filings, 204 converted, 0 failed' many; ok 'all of them' $?
find filings -name '*.md' -print0 | LC_ALL=C sort -z | pg-extract --files0-from=- | pg-normalise -q | pg-validate -q --fail-on=never 2>/dev/null |
	pg-render --partial | LC_ALL=C sort >single.csv
LC_ALL=C sort out/indicators.csv | cmp -s - single.csv; ok 'the same as one invocation' $?
printf 'bulk: %d passed, %d failed\n' $passed $failed
[ $failed -eq 0 ]
