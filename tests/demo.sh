#!/bin/sh
# From a damaged table to CSV: installs what the build needs, builds, runs the four programs and shows each step.
# usage: tests/demo.sh     BUILD=, BIN= and MAKE= as for the Makefile; PG_OFFLINE=1 installs nothing
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build} BIN=${BIN:-bin} MAKE=${MAKE:-make}
unset MAKEFLAGS MFLAGS MAKELEVEL
LC_ALL=C.UTF-8
export LC_ALL
[ -n "${PG_OFFLINE:-}" ] || sh tests/packages.sh build
$MAKE -s -j"$(nproc)" BUILD="$BUILD" BIN="$BIN" all
case $BIN in /*) ;; *) BIN=$PWD/$BIN ;; esac
PATH=$BIN:$PATH
PG_GRAMMAR_PATH=$PWD/grammars
export PATH PG_GRAMMAR_PATH
cd fixtures/normalise/shifted-rows

say() { printf '\n== %s\n' "$1"; }
say 'The filing: the last rows have slipped to the left, levels are blank, values stand in the wrong column'
cat in.md
say 'pg-extract in.md | pg-normalise | pg-validate | pg-render'
pg-extract in.md | pg-normalise | pg-validate | pg-render
say 'The same, the columns that matter (mlr and cut do this too: see README.md)'
pg-extract -q in.md | pg-normalise -q | pg-validate -q --fail-on never | grep '^indicator' | cut -f6-8,12-16,22
