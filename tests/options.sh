#!/bin/sh
# The options that all four tools share, and what 5,000 filings do.
# usage: BIN=bin tests/options.sh
set -u
cd "$(dirname "$0")/.." || exit 2
top=$PWD
case ${BIN:=bin} in /*) ;; *) BIN=$top/$BIN ;; esac
PATH=$BIN:$PATH
LC_ALL=C.UTF-8
PG_GRAMMAR_PATH=$top/grammars
export PATH LC_ALL PG_GRAMMAR_PATH
unset LANG LC_MESSAGES LANGUAGE NO_COLOR
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
cp -r fixtures/cookbook/. "$tmp"
cd "$tmp" || exit 2
passed=0 failed=0
ok() { if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED options: $1"; fi; }
esc=$(printf '\033')

pg-extract yunhe.md archive/*.md | pg-normalise -q >all.pg
for t in extract normalise validate render; do
	p=pg-$t
	case $t in extract) in=yunhe.md ;; *) in=all.pg ;; esac
	[ "$($p --version)" = "$p $(sed -n 's/^#define PG_VERSION "\(.*\)"/\1/p' "$top/common/cli.h")" ]; ok "$p --version" $?
	$p -q $in >plain 2>/dev/null
	cat $in | $p -q -o written 2>/dev/null; [ -s written ]; ok "$p -o" $?
	$p --line-buffered -q $in 2>/dev/null | cmp -s - plain; ok "$p --line-buffered" $?
	printf '%s\0' $in | $p -q --files0-from=- 2>/dev/null | cmp -s - plain; ok "$p --files0-from" $?
	printf '' | $p --files0-from=- >nothing; ok "$p: no operands in --files0-from" $?
	$p --color=always missing 2>err >/dev/null; [ $? = 2 ] && grep -q "$esc" err; ok "$p --color=always" $?
	$p --color=auto missing 2>&1 >/dev/null | grep -q "$esc"; [ $? = 1 ]; ok "$p: no colour in a pipe" $?
	$p --color=sometimes $in >/dev/null 2>&1; [ $? = 2 ]; ok "$p: bad --color" $?
	$p -v $in 2>&1 >/dev/null | grep -q 'operand 1 of 1'; ok "$p -v" $?
	$p --progress -q $in 2>&1 >/dev/null | grep -q "^$p: [0-9].* documents"; ok "$p --progress" $?
	$p -q $in 2>&1 >/dev/null | grep -q "documents,"; [ $? = 1 ]; ok "$p: no progress unasked in a pipe" $?
	$p missing $in >/dev/null 2>&1; [ $? = 2 ]; ok "$p: a missing operand" $?
	$p -q missing $in 2>/dev/null | cmp -s - plain; ok "$p: the rest is done behind a missing operand" $?
	$p --fail-fast missing $in >first 2>/dev/null; [ $? = 2 ] && [ "$(wc -l <first)" -le 1 ]; ok "$p --fail-fast" $?
	for s in 1 2/2 x/2 1/0 -1/2; do $p --shard=$s $in >/dev/null 2>&1; [ $? = 2 ]; ok "$p --shard=$s" $?; done
	LC_MESSAGES=zh_CN.UTF-8 LC_ALL='' $p missing 2>&1 >/dev/null | grep -q '错误'; ok "$p: Chinese by LC_MESSAGES" $?
	$p --lang=en --nonsense >/dev/null 2>&1; [ $? = 2 ]; ok "$p: unknown option" $?
done
[ "$(pg-extract --stdin-name=x.md <yunhe.md | head -n 1 | cut -f2)" = x.md ]; ok "--stdin-name is doc" $?
printf 'nonsense\n' | pg-validate --stdin-name=x.pg 2>&1 >/dev/null | grep -q '^x.pg:1: '; ok "--stdin-name in messages" $?

# --- 5,000 filings ---
mkdir many && python3 - archive/*.md <<'PY'
import sys
texts = [open(f, encoding='utf-8').read() for f in sys.argv[1:]]
for i in range(5000):
    open(f'many/{i:04d}.md', 'w', encoding='utf-8').write(texts[i % len(texts)].replace('500', str(500 + i)))
PY
find many -name '*.md' -print0 | sort -z >list
pg-extract --files0-from=list >extract.pg && pg-normalise -q extract.pg >normal.pg
ok '5,000 filings in one invocation' $?
[ "$(grep -c '^end' normal.pg)" = 5000 ]; ok '5,000 ends' $?
for n in 2 7; do
	i=0
	: >shards
	while [ $i -lt $n ]; do pg-extract --files0-from=list --shard=$i/$n | pg-normalise -q >>shards; i=$((i + 1)); done
	cmp -s shards normal.pg; ok "$n shards are a single run" $?
done
printf '%s\0' all.pg normal.pg all.pg >streams
pg-render --files0-from=streams >whole.csv 2>/dev/null
for i in 0 1 2; do pg-render --files0-from=streams --shard=$i/3 2>/dev/null; done | cmp -s - whole.csv; ok 'shards of pg-render' $?
printf 'options: %d passed, %d failed\n' $passed $failed
[ $failed -eq 0 ]
