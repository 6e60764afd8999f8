#!/usr/bin/env python3
"""Property: what pg-render writes holds the records as they were.

usage: roundtrip.py BIN [ROUNDS]      prints `roundtrip: N passed, N failed`

Random streams with hostile values (formulas, pipes, quotes, line ends, leading zeros, long codes, Traditional and
combining characters) go through jsonl, tsv, csv, xml and sqlite, are read back by Python's own readers, and must be equal.
The seed is fixed: the same inputs in every run.
"""
import csv, io, json, os, random, sqlite3, subprocess, sys, tempfile
import xml.etree.ElementTree as ET

COLUMNS = {
    'form': 'doc form line layout kind title year project code region department'.split(),
    'field': 'doc form line name value label raw'.split(),
    'amount': 'doc form line kind yuan label raw phase'.split(),
    'goal': 'doc form line n text'.split(),
    'indicator': 'doc form line n part level1 level2 level3 description qualifier measure op low high unit text raw basis note repairs'.split(),
}
NUMBERS = {'form', 'line', 'n', 'part'}
PIECES = ['=1+1', '+86', '-', '@x', '|', '"', "'", '\t', '\n', '\r\n', '\\', '\\n', '0012', '330108231234567890123', '绩效', '學', 'é', 'e\u0301',
          '<b>', '&amp;', ']]>', '𠀀', ' ', '  ', ',', ';', '%', '≥95%', '①', '㎡', '$(x)', '`', '\u3000']


def escape(s):
    return s.replace('\\', '\\\\').replace('\t', '\\t').replace('\n', '\\n').replace('\r', '\\r')


def value(r, column):
    if column == 'yuan':
        return r.choice(['', '0', '12.5', '99999999999999999999.01'])
    if column == 'kind':
        return r.choice(['total', 'central', 'other'])
    if column in ('op', 'low', 'high', 'phase', 'year'):
        return ''
    if column == 'measure':
        return r.choice(['text', 'blank'])
    return ''.join(r.choice(PIECES) for _ in range(r.randint(0, 5)))


def make(r, doc):
    rows = []
    for form in range(1, r.randint(2, 4)):
        for kind, most in (('form', 1), ('field', 3), ('amount', 3), ('goal', 3), ('indicator', 5)):
            for n in range(1, (1 if most == 1 else r.randint(0, most)) + 1):
                row = {c: value(r, c) for c in COLUMNS[kind]}
                row.update(doc=doc, form=str(form), line=str(r.randint(1, 999)))
                if 'n' in row:
                    row['n'] = str(n)
                if 'part' in row:
                    row['part'] = '1'
                rows.append((kind, row))
    lines = ['document\t%s\tmarkdown' % escape(doc)]
    lines += [k + '\t' + '\t'.join(escape(row[c]) for c in COLUMNS[k]) for k, row in rows]
    lines.append('end\t%s\t%d\t1\t1' % (escape(doc), len(lines)))
    return rows, '\n'.join(lines) + '\n'


def render(binary, stream, *args):
    p = subprocess.run([binary + '/pg-render', *args], input=stream.encode(), capture_output=True)
    assert p.returncode == 0, p.stderr.decode()
    return p.stdout.decode('utf-8')


def unescape(s):
    out, i = [], 0
    while i < len(s):
        if s[i] == '\\':
            out.append({'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\'}[s[i + 1]])
            i += 1
        else:
            out.append(s[i])
        i += 1
    return ''.join(out)


def from_jsonl(binary, stream, kind):
    rows = [json.loads(x) for x in render(binary, stream, '--to', 'jsonl', '--type', kind).split('\n') if x]
    return [{c: '' if row.get(c) is None else str(row[c]) for c in COLUMNS[kind]} for row in rows]


def from_tsv(binary, stream, kind):
    lines = render(binary, stream, '--to', 'tsv', '--type', kind).split('\n')[1:-1]
    return [dict(zip(COLUMNS[kind], map(unescape, x.split('\t')))) for x in lines]


def from_csv(binary, stream, kind):
    text = io.StringIO(render(binary, stream, '--to', 'csv', '--type', kind), newline='')
    return [dict(zip(COLUMNS[kind], x)) for x in list(csv.reader(text))[1:]]


def from_sqlite(binary, stream, kind):
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, 'x.db')
        render(binary, stream, '--to', 'sqlite', '-o', name)
        with sqlite3.connect(name) as db:
            got = db.execute('SELECT %s FROM %s ORDER BY rowid' % (', '.join('"%s"' % c for c in COLUMNS[kind]), kind)).fetchall()
    return [{c: '' if v is None else str(v) for c, v in zip(COLUMNS[kind], row)} for row in got]


def from_xml(binary, stream, kind):
    space, rows = '{urn:pg:filings:1}', []
    for document in ET.fromstring(render(binary, stream, '--to', 'xml')):
        for form in document.findall(space + 'form'):
            for e in [form] if kind == 'form' else form.findall(space + kind):
                row = {c: e.get(c, '') for c in COLUMNS[kind]}
                row.update(doc=document.get('doc'), form=form.get('form'))
                if kind == 'goal':
                    row['text'] = e.text or ''
                rows.append(row)
    return rows


READERS = {'xml': from_xml, 'jsonl': from_jsonl, 'tsv': from_tsv, 'csv': from_csv, 'sqlite': from_sqlite}


def main():
    binary, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 8
    passed = failed = 0
    for seed in range(rounds):
        rows, stream = make(random.Random(seed), 'a\t"b" %d.md' % seed)
        for fmt, read in READERS.items():
            for kind in COLUMNS:
                want = [row for k, row in rows if k == kind]
                got = read(binary, stream, kind)
                if got == want:
                    passed += 1
                    continue
                failed += 1
                for w, g in zip(want, got):
                    for c in COLUMNS[kind]:
                        if w[c] != g[c]:
                            print('%s %s seed %d %s: %r, not %r' % (fmt, kind, seed, c, g[c], w[c]))
                if len(want) != len(got):
                    print('%s %s seed %d: %d rows, not %d' % (fmt, kind, seed, len(got), len(want)))
    print('roundtrip: %d passed, %d failed' % (passed, failed))
    return failed > 0


sys.exit(main())
