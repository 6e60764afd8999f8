#!/usr/bin/env python3
"""The same bytes in give the same bytes out: in every locale, however the bytes arrive, alone or beside other documents, in shards.

usage: tests/determinism.py [BIN]      The last line is `determinism: N passed, M failed`.
"""
import glob
import os
import random
import subprocess
import sys
import tempfile

LOCALES = [{'LC_ALL': 'C'}, {'LC_ALL': 'POSIX'}, {'LC_ALL': 'C.UTF-8'}, {'LC_ALL': 'zh_CN.GB18030'}, {'LC_ALL': 'tr_TR.UTF-8', 'LANGUAGE': 'zh'},
           {'LC_ALL': '', 'LC_MESSAGES': 'zh_CN.UTF-8', 'TZ': 'Asia/Shanghai'}]
PEEK = 65536  # what pg-extract looks at before it decides


class Tests:
    def __init__(self, programs):
        self.bin, self.passed, self.failed = os.path.abspath(programs), 0, 0
        self.env = dict(os.environ, PG_GRAMMAR_PATH=os.path.abspath('grammars'), LC_ALL='C.UTF-8')
        self.env.pop('LANGUAGE', None)

    def ok(self, holds, what):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f'  FAILED determinism: {what}')

    def run(self, tool, args=(), data=b'', **env):
        p = subprocess.run([f'{self.bin}/pg-{tool}', '-q', *args], input=data, capture_output=True, env=dict(self.env, **env))
        return p.returncode, p.stdout

    def pieces(self, tool, data, sizes, args=()):
        """The bytes through a pipe, so many at a time."""
        p = subprocess.Popen([f'{self.bin}/pg-{tool}', '-q', *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.env)
        if os.fork() == 0:
            p.stdout.close()
            at = 0
            try:
                while at < len(data):
                    at += os.write(p.stdin.fileno(), data[at:at + sizes()])
            finally:
                os._exit(0)
        p.stdin.close()
        out = p.stdout.read()
        return p.wait(), out


def edges():
    """Documents whose odd byte stands about where the first look ends."""
    for at in (PEEK - 2, PEEK - 1, PEEK, PEEK + 1, PEEK + 4093, PEEK + 4095, PEEK + 4096, 2 * PEEK):
        for odd in (b'\xff', '目'.encode(), '目'.encode()[:2], '目'.encode('gb18030')):
            yield f'{odd!r} at {at}', (b'abc def\n' * (at // 8 + 1))[:at] + odd + b'more\n' * 20000
        yield f'a byte order mark and a table at {at}', b'\xef\xbb\xbf' + (b'abc def\n' * (at // 8 + 1))[:at - 40] + b'\n\n| a | b |\n|---|---|\n' * 900


def main():
    t, r = Tests(sys.argv[1] if len(sys.argv) > 1 else os.environ.get('BIN', 'bin')), random.Random(1)
    files = sorted(f for f in glob.glob('fixtures/*/**/in.*', recursive=True) + glob.glob('fixtures/quality/*.*') if not f.endswith(('.tsv', '.pg')))
    with tempfile.TemporaryDirectory() as folder:
        t.env['TMPDIR'] = folder
        streams = {}
        for f in files:
            status, e = t.run('extract', ['--provenance', f])
            n = t.run('normalise', ['--provenance'], e)[1]
            streams[f] = e, n
            for env in LOCALES:
                t.ok(t.run('extract', ['--provenance', f], **env) == (status, e), f'pg-extract {f} {env}')
                t.ok(t.run('normalise', ['--provenance'], e, **env)[1] == n, f'pg-normalise {f} {env}')
        v = t.run('validate', [], b''.join(n for _, n in streams.values()))
        every = b''.join(n for _, n in streams.values())
        for env in LOCALES:
            t.ok(t.run('validate', [], every, **env) == v, f'pg-validate {env}')
            for to in ('csv', 'json', 'xml', 'markdown', 'jsonl', 'tsv'):
                t.ok(t.run('render', ['--to', to], v[1], **env) == t.run('render', ['--to', to], v[1]), f'pg-render --to {to} {env}')
        # Many files at once, in any order, are each by itself.
        for _ in range(3):
            order = files[:]
            r.shuffle(order)
            e = t.run('extract', ['--provenance', *order])[1]
            t.ok(e == b''.join(streams[f][0] for f in order), 'pg-extract: several files are each by itself')
            t.ok(t.run('normalise', ['--provenance'], e)[1] == b''.join(streams[f][1] for f in order), 'pg-normalise: several documents are each by itself')
            n = b''.join(streams[f][1] for f in order)
            t.ok(t.run('validate', ['--fail-on=never'], n)[1] == b''.join(t.run('validate', ['--fail-on=never'], streams[f][1])[1] for f in order),
                 'pg-validate: several documents are each by itself')
        # However the bytes arrive.
        for what, data in [(f, open(f, 'rb').read()) for f in files[::3]] + list(edges()):
            name = os.path.join(folder, 'x')
            with open(name, 'wb') as f:
                f.write(data)
            with open(name, 'rb') as f:
                p = subprocess.run([f'{t.bin}/pg-extract', '-q'], stdin=f, capture_output=True, env=t.env)
            whole = p.returncode, p.stdout
            ways = [('one pipe', lambda: 1 << 20), ('4,096 at a time', lambda: 4096), ('chance', lambda: r.randrange(1, 9000))]
            if len(data) < 4000:
                ways.append(('byte by byte', lambda: 1))
            for way, sizes in ways:
                t.ok(t.pieces('extract', data, sizes) == whole, f'pg-extract, {way}: {what}')
                t.ok(whole[0] == 0, f'pg-extract, status {whole[0]}: {what}')
        some = every[:200000].rsplit(b'\nend\t', 1)[0]
        for way, sizes in (('7 at a time', lambda: 7), ('chance', lambda: r.randrange(1, 70000))):
            for tool, args in (('validate', ['--partial', '--fail-on=never']), ('render', ['--partial'])):
                t.ok(t.pieces(tool, some, sizes, args) == t.run(tool, args, some), f'pg-{tool}, {way}')
    print(f'determinism: {t.passed} passed, {t.failed} failed')
    return 1 if t.failed else 0


if __name__ == '__main__':
    sys.exit(main())
