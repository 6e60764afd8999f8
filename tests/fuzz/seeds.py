#!/usr/bin/env python3
"""Seed corpora for the fuzz targets, made from the fixtures and grammars.
usage: tests/fuzz/seeds.py OUT BIN      OUT/TARGET/… is written; BIN holds the programs (for streams)."""
import glob
import html
import os
import re
import subprocess
import sys

READERS = ['markdown', 'html', 'tabbed', 'text', 'layout', 'bbox', 'csv', 'any', 'pipeline']
MOST = 20000


def write(out, target, name, data):
    folder = os.path.join(out, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), 'wb') as f:
        f.write(data[:MOST])


def rows_of(markdown):
    """The rows of a Markdown fixture's tables, and its other lines."""
    rows, texts = [], []
    for line in markdown.split('\n'):
        cells = [c.strip() for c in line.strip().strip('|').split('|')]
        if not line.strip().startswith('|'):
            texts.append(line)
        elif not all(re.fullmatch(r':?-+:?', c) for c in cells):
            rows.append(cells)
    return rows, texts


def as_html(rows, texts):
    body = ''.join(f'<p>{html.escape(t)}</p>\n' for t in texts if t)
    body += '<table>\n' + ''.join('<tr>' + ''.join(
        f'<td{" rowspan=2" if i == 0 else ""}>{html.escape(c)}</td>' for i, c in enumerate(r)) + '</tr>\n' for r in rows)
    return f'<!DOCTYPE html><html><head><title>表</title></head><body>{body}</table></body></html>\n'


def as_bbox(rows):
    out = '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><doc><page width="600" height="800">\n'
    for y, r in enumerate(rows):
        for x, c in enumerate(r):
            box = f'xMin="{40 + 90 * x}.1" yMin="{20 + 18 * y}" xMax="{40 + 90 * x + 9 * len(c)}.5" yMax="{32 + 18 * y}"'
            out += f'<flow><block {box}><line {box}><word {box}>{html.escape(c)}</word></line></block></flow>\n'
    return out + '</page></doc></body></html>\n'


def forms(rows, texts):
    head = '\n'.join(t for t in texts if t) + '\n'
    yield 'html', as_html(rows, texts)
    yield 'bbox', as_bbox(rows)
    yield 'tabbed', head + ''.join('\t'.join(r) + '\n' for r in rows)
    yield 'tabbed', head + ''.join(''.join(c + '\t\n' for c in r) + '\n' for r in rows)
    yield 'text', head + ''.join('  '.join(c or ' ' for c in r) + '  \n' for r in rows)
    yield 'layout', head + ''.join(''.join(c.ljust(16) for c in r) + '\n' for r in rows) + '\f'
    yield 'csv', head + ''.join(','.join('"' + c.replace('"', '""') + '"' for c in r) + '\n' for r in rows)


def main(out, programs):
    cells, n = set(), 0
    for name in sorted(glob.glob('fixtures/**/in.*', recursive=True)):
        data = open(name, 'rb').read()
        tag = re.sub(r'\W+', '-', name)
        for target in READERS:
            if data and len(data) <= MOST:
                write(out, target, tag, data)
        try:
            rows, texts = rows_of(data.decode('utf-8'))
        except UnicodeDecodeError:
            continue
        cells.update(c for r in rows for c in r if c)
        if not rows:
            continue
        for i, (target, text) in enumerate(forms(rows, texts)):
            for t in (target, 'any', 'pipeline'):
                write(out, t, f'{tag}-{i}', text.encode())
        write(out, 'any', f'{tag}-gb', data.decode().encode('gb18030'))
        write(out, 'any', f'{tag}-16', data.decode().encode('utf-16'))
        write(out, 'any', f'{tag}-big5', data.decode().encode('big5', 'replace'))
        stream = subprocess.run([f'{programs}/pg-extract', '-q', '-p', name], capture_output=True).stdout
        if stream and len(stream) < 4 * MOST:
            with_nothing = subprocess.run([f'{programs}/pg-extract', '-q', name], capture_output=True).stdout
            for s in (stream, with_nothing):
                n += 1
                for t in ('normalise', 'partial', 'stream'):
                    write(out, t, f'{tag}-{n}', s)
    for name in sorted(glob.glob('fixtures/validate/*-yes.tsv')) + glob.glob('fixtures/render/*.pg'):
        write(out, 'stream', os.path.basename(name), open(name, 'rb').read())
    for name in sorted(glob.glob('grammars/**/*.xml', recursive=True)):
        data = open(name, 'rb').read()
        cells.update(re.findall(r'(?:cell|columns|text|word|name)="([^"]+)"', data.decode()))
        write(out, 'grammar', re.sub(r'\W+', '-', name), data)
        write(out, 'layout-grammar', re.sub(r'\W+', '-', name), data)
    for i, c in enumerate(sorted(cells)):
        write(out, 'value', f'cell-{i}', html.unescape(c).encode())


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2])
