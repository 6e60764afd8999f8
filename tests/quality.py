#!/usr/bin/env python3
"""How much of the filings in fixtures/quality comes out as a careful reader would have it.

usage: tests/quality.py [-v] [--bin DIR] [NAME ...]

fixtures/quality/NAME.EXT goes through pg-extract | pg-normalise; fixtures/quality/expected/NAME/*.tsv hold what is in it, a file a record
type.  Only the columns that a file names are compared.  A record is right when its form has one that agrees in all of them; what nobody
expected counts against the share.  fixtures/quality/level holds the least share for each NAME: a level may be raised, never lowered.
-v lists misses.  Exit status: 0; 1 when a filing falls below its level; 2 when nothing could be run.
"""
import argparse
import collections
import os
import re
import subprocess
import sys
import unicodedata

TREE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HOME = os.path.join(TREE, 'fixtures', 'quality')
COLUMNS = {
    'forms': ('form', 'form line layout kind title year project code region department'),
    'fields': ('field', 'form line name value label raw'),
    'amounts': ('amount', 'form line kind yuan label raw phase'),
    'schedule': ('schedule', 'form line due value unit raw'),
    'goals': ('goal', 'form line n text'),
    'indicators': ('indicator', 'form line n part level1 level2 level3 description qualifier measure op low high unit text raw basis note repairs'),
    'results': ('result', 'form line n part measure op low high unit text raw weight score reason'),
    'achievements': ('achievement', 'form line n text'),
}


def same(text):
    """Two texts are equal when these are."""
    return re.sub(r'\s', '', unicodedata.normalize('NFKC', text))


def rows(path):
    with open(path, encoding='utf-8') as file:
        head, *lines = file.read().splitlines()
    names = head.split('\t')
    return names[1:], [line.split('\t') for line in lines]


def stream(binaries, path):
    os.environ.setdefault('PG_GRAMMAR_PATH', os.path.join(TREE, 'grammars'))
    pipe = 'set -o pipefail; "$1/pg-extract" "$3" | "$2/pg-normalise"'
    done = subprocess.run(['bash', '-c', pipe, 'quality', binaries, binaries, path], capture_output=True, timeout=60)
    if done.returncode > 1:
        sys.exit('%s: status %d: %s' % (path, done.returncode, done.stderr.decode('utf-8', 'replace').strip()))
    return [line.split('\t') for line in done.stdout.decode('utf-8').splitlines()]


def facts(records, kind, names, wanted):
    """Counts the records of a kind by form and the wanted columns; fields without a name are not asked for."""
    found = collections.Counter()
    for record in records:
        if record[0] != kind:
            continue
        cell = dict(zip(names, record[2:]))
        if kind == 'field' and not cell['name'] or kind == 'schedule' and not cell['value']:
            continue
        found[(cell['form'],) + tuple(same(cell.get(name, '')) for name in wanted)] += 1
    return found


def measure(records, folder, verbose, name):
    right = expected = extra = 0
    for file, (kind, names) in COLUMNS.items():
        path = os.path.join(folder, file + '.tsv')
        wanted, lines = rows(path) if os.path.exists(path) else (['line'], [])
        want = collections.Counter((line[0],) + tuple(same(value) for value in line[1:]) for line in lines)
        if not lines and kind in ('result', 'achievement'):
            continue
        got = facts(records, kind, names.split(), wanted)
        hit = sum((want & got).values())
        right, expected, extra = right + hit, expected + sum(want.values()), extra + sum(got.values()) - hit
        if verbose:
            for sign, rest in (('-', want - got), ('+', got - want)):
                for fact in rest:
                    print('%s %s %s %s' % (name, sign, kind, ' | '.join(fact)))
    return right, expected, extra


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('-v', '--verbose', action='store_true', help='list every miss (-) and what nobody expected (+)')
    parser.add_argument('--bin', default=os.environ.get('BIN', os.path.join(TREE, 'bin')), help='folder of the programs')
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    with open(os.path.join(HOME, 'level'), encoding='utf-8') as file:
        level = {name: float(least) for name, least in (line.split() for line in file if line.strip())}
    files = {os.path.splitext(file)[0]: os.path.join(HOME, file) for file in sorted(os.listdir(HOME)) if '.' in file}
    good = bad = 0
    for name in options.names or files:
        folder = os.path.join(HOME, 'expected', name)
        right, expected, extra = measure(stream(options.bin, files[name]), folder, options.verbose, name)
        share = 100.0 * right / max(1, expected + extra)
        low = share < level.get(name, 100.0) - 0.005
        good, bad = good + (not low), bad + low
        print('%-32s %3d/%-3d +%-3d %6.2f %%%s' % (name, right, expected, extra, share, '  below %.2f' % level.get(name, 100.0) if low else ''))
    print('quality: %d passed, %d failed' % (good, bad))
    return 1 if bad else 0


sys.exit(main())
