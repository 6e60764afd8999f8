#!/usr/bin/env python3
"""Coverage of lines and branches by folder and file, from gcov's own figures.
usage: tests/trust/coverage.py TREE      TREE was built with --coverage and its tests were run
The status is 1 when a group is below its floor."""
import collections
import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile


# Percent of lines that must have been run.
FLOORS = {'readers': 95, 'value parser': 95, 'tools/normalise': 92, 'all': 95}


def figures(tree):
    """file → [lines, lines run, branches, branches taken]; a header's functions count once."""
    lines, branches = collections.defaultdict(dict), collections.defaultdict(dict)
    notes = [os.path.abspath(n) for n in glob.glob(f'{tree}/common/*.gcno') + glob.glob(f'{tree}/tools/*/*.gcno')]
    top = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['gcov', '--json-format', '--branch-probabilities', '-p'] + notes, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for name in glob.glob(f'{folder}/*.gcov.json.gz'):
            for f in json.load(gzip.open(name))['files']:
                source = os.path.relpath(os.path.normpath(os.path.join(top, f['file'])), top)
                if not source.startswith(('common/', 'tools/')):
                    continue
                for x in f['lines']:
                    n = x['line_number']
                    lines[source][n] = lines[source].get(n, 0) + x['count']
                    for i, b in enumerate(x['branches']):
                        if not b['throw']:
                            branches[source][n, i] = branches[source].get((n, i), 0) + b['count']
    return {f: [len(lines[f]), sum(c > 0 for c in lines[f].values()), len(branches[f]), sum(c > 0 for c in branches[f].values())] for f in lines}


def show(name, x):
    print(f'  {name:32} lines {x[1]:5} of {x[0]:5} {100 * x[1] / max(1, x[0]):6.1f} %   branches {x[3]:5} of {x[2]:5} {100 * x[3] / max(1, x[2]):6.1f} %')


def main(tree):
    found = figures(tree)
    folders = collections.defaultdict(lambda: [0] * 4)
    groups = {'value parser': 'common/value', 'stream, writer, out': ('common/stream', 'common/writer', 'common/out.', 'common/record'),
              'grammar loader': 'common/grammar', 'readers': 'tools/extract/'}
    for f, x in found.items():
        for name in [os.path.dirname(f)] + [g for g, p in groups.items() if f.startswith(p)] + ['all']:
            folders[name] = [a + b for a, b in zip(folders[name], x)]
    for name in sorted(folders):
        show(name, folders[name])
    print('  files below 90 % of lines:')
    for f in sorted(found):
        if found[f][1] < 0.9 * found[f][0]:
            show(f, found[f])
    low = [name for name, floor in FLOORS.items() if folders[name][1] < floor / 100 * folders[name][0]]
    for name in low:
        print(f'  FAILED {name}: less than {FLOORS[name]} % of lines')
    return 1 if low else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
