#!/usr/bin/env python3
"""Proves that every source record leads to the bytes its value was read from.

usage: provenance.py BIN FILE ...      prints `provenance: N passed, N failed`

For each source behind pg-normalise the bytes [offset, offset + length) of the filing, decoded, must hold the column's
text as filed (white space, markup, Markdown escapes and character forms aside), and line and column must name the place.
"""
import html, re, subprocess, sys, unicodedata

COLUMNS = {
    'form': 'doc form line layout kind title year project code region department'.split(),
    'field': 'doc form line name value label raw'.split(),
    'amount': 'doc form line kind yuan label raw phase'.split(),
    'schedule': 'doc form line due value unit raw'.split(),
    'goal': 'doc form line n text'.split(),
    'achievement': 'doc form line n text'.split(),
    'indicator': 'doc form line n part level1 level2 level3 description qualifier measure op low high unit text raw basis note repairs'.split(),
    'result': 'doc form line n part measure op low high unit text raw weight score reason'.split(),
}
# A level is canonical, a due date is a number, a unit stands with others: their places are tested by being there.
AS_FILED = {'title', 'year', 'project', 'code', 'region', 'department', 'label', 'raw', 'text', 'level3', 'description', 'basis', 'note'}
ENCODINGS = ('utf-8-sig', 'gb18030', 'utf-16')


def key(s):
    s = html.unescape(re.sub(r'<[^<>]*>', '', s)).replace('\\|', '|')
    return re.sub(r'\s+', '', unicodedata.normalize('NFKC', s)).lower()


def unescape(s):
    return re.sub(r'\\([tnr\\])', lambda m: {'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\'}[m.group(1)], s)


def decode(data):
    for e in ENCODINGS:
        try:
            return data.decode(e), e
        except UnicodeDecodeError:
            pass
    return data.decode('utf-8', 'replace'), 'utf-8'


def subsequence(want, have):
    it = iter(have)
    return all(c in it for c in want)


def holds(column, value, place):
    """The value stands there, whole, or with ordinals, joined cells or Traditional characters between."""
    value, place = key(value), key(place)
    if value in place:
        return True
    folded = ''.join(c for c in value if c in place)  # characters corrected (學 for 学) are not in the filing
    return len(folded) >= 0.5 * len(value) and subsequence(folded, place) or any(p and p in place for p in value.split(';'))


def check(binary, name):
    run = f'"{binary}/pg-extract" --provenance "{name}" | "{binary}/pg-normalise" --provenance'
    out = subprocess.run(['bash', '-c', run], capture_output=True, timeout=120).stdout.decode('utf-8')
    data = open(name, 'rb').read()
    _, encoding = decode(data)
    rows, counts, passed, failed = {}, {}, 0, 0
    for line in out.split('\n'):
        f = [unescape(x) for x in line.split('\t')]
        kind = f[0]
        if kind in COLUMNS:
            row = dict(zip(COLUMNS[kind], f[1:]))
            k = (row['form'], kind)
            counts[k] = counts.get(k, 0) + 1
            n = row.get('n') or ('' if kind == 'form' else str(counts[k]))
            rows[(row['form'], kind, n, row.get('part', ''))] = row
        elif kind == 'source' and f[3] in COLUMNS:
            form, of, n, part, column, at_line, at_column, offset, length = f[2:11]
            row = rows.get((form, of, n, part))
            piece = data[int(offset):int(offset) + int(length)].decode(encoding.replace('-sig', ''), 'replace')
            before, _ = data[:int(offset)].decode(encoding, 'replace'), None
            right = row is not None and piece.strip() != ''
            right = right and re.sub('\r\n?', '\n', before).count('\n') + 1 == int(at_line)
            if right and column in AS_FILED:
                right = holds(column, row[column], piece)
            passed, failed = passed + right, failed + (not right)
            if not right:
                print(f'{name}: {of} {n} {part} {column}: «{row and row.get(column)}» is not at {at_line}:{at_column} «{piece[:80]}»')
    return passed, failed


total = [0, 0]
for name in sys.argv[2:]:
    p, f = check(sys.argv[1], name)
    total[0] += p
    total[1] += f
    if p == 0:
        print(f'{name}: no source record')
        total[1] += 1
print(f'provenance: {total[0]} passed, {total[1]} failed')
sys.exit(total[1] > 0)
