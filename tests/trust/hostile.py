#!/usr/bin/env python3
"""Hostile inputs: time and memory must be linear in the input (or better), whatever its shape.

Each case makes its input at two sizes, one ten times the other, gives it to a tool through a pipe (nothing is stored) under
limits of memory and time, and prints seconds, peak memory and the ratio of both.  Then what an input may try to do to a reader:
escape sequences, formulas, names of documents, grammars from elsewhere.
usage: tests/trust/hostile.py [--bin DIR] [--scale F] [--huge] [CASE ...]     --scale 0.1: smaller inputs; --huge: a line of 1 GB
The last line is `hostile: N passed, M failed`.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time

MEMORY, SECONDS, RATIO = 1 << 30, 120, 20
K, M = 1000, 1000000


def repeat(head, unit, tail, n):
    """head, n times unit, tail; in pieces of about 1 MB."""
    yield head
    piece = max(1, min(n, M // max(1, len(unit))))
    block = unit * piece
    for _ in range(n // piece):
        yield block
    yield unit * (n % piece)
    yield tail


def numbered(head, form, tail, n):
    yield head
    for i in range(0, n, 1000):
        yield ''.join(form.replace('@', str(j)) for j in range(i, min(n, i + 1000))).encode()
    yield tail


def b(s):
    return s.encode()


def extract(name, n, head, unit, tail, args=()):
    return name, ['extract', '--check'] + list(args), n, lambda k: repeat(b(head), b(unit), b(tail), k)


HTML, TABLE = '<html><body>', '<html><body><table><tr><th>项目名称</th><td>云河</td></tr>'
DOC, ROW = 'document\td\tmarkdown\n', 'row\td\t1\t@\t@\t'
HEAD = DOC + 'table\td\t1\t1\t云河市项目支出绩效目标表\t单位：万元\n' + 'row\td\t1\t1\t1\t一级指标\t二级指标\t三级指标\t指标值\n'
FORM = 'form\td\t@\t@\tbase\tproject\t甲@绩效目标表\t2024\t甲@\t\t\t\n'
INDICATOR = 'indicator\td\t@\t@\t1\t1\t产出指标\t数量指标\t修建水渠@\t\t\tnumber\t>=\t@\t\t米\t\t≥@米\t\t\t\n'


def end(records):
    return f'end\td\t{records}\t1\t1\n'


def normalise(name, n, head, unit, tail='', args=(), per=1, fixed=1, number=True):
    def make(k):
        if number:
            return numbered(b(head), unit, b(tail + end(k * per + fixed)), k)
        return repeat(b(head), b(unit), b(tail + end(fixed)), k)
    return name, list(args) or ['normalise', '--check'], n, make


CASES = [
    extract('HTML nested, <div>', 100 * K, HTML, '<div>', 'x'),
    extract('HTML nested, <table>', 100 * K, HTML, '<table><tr><td>', 'x'),
    extract('HTML nested, <b> in a cell', 100 * K, TABLE + '<tr><td>', '<b>', 'x</table>'),
    extract('HTML, end tags without a begin', 100 * K, HTML, '</td></tr></table>', 'x'),
    extract('HTML, a million columns', M, TABLE + '<tr>', '<td>1', '</tr></table>'),
    extract('HTML, a million rows', 300 * K, TABLE, '<tr><td>a<td>1', '</table>'),
    extract('HTML, rowspan and colspan of 2^31', 10 * K, TABLE, '<tr><td rowspan=2147483648 colspan=2147483648>a<td>b</tr>', '</table>'),
    extract('HTML, an attribute without end', 20 * M, TABLE + '<tr><td title="', 'x', ''),
    extract('HTML, a tag without end', 20 * M, TABLE + '<tr><td ', 'a=b ', ''),
    extract('HTML, a comment without end', 20 * M, TABLE + '<!-- ', '- ', ''),
    extract('HTML, < without end', 10 * M, TABLE + '<tr><td>', '<', ''),
    extract('HTML, < and letters', 5 * M, TABLE + '<tr><td>', '<a ', ''),
    extract('HTML, a cell of entities', 4 * M, TABLE + '<tr><td>', '&amp;', '</table>'),
    extract('HTML, entities without end', 10 * M, TABLE + '<tr><td>', '&a', '</table>'),
    ('HTML, an entity bomb', ['extract', '--check'], 1, lambda k: iter([b(
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + ''.join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12))
        + ']>' + TABLE + '<tr><td>&m;</table>')])),
    extract('Markdown, a line of 200 MB', 200 * M, '', 'x', '\n'),
    extract('Markdown, a row of 200 MB in one cell', 200 * M, '| a | b |\n|---|---|\n| ', 'x', ' | 1 |\n'),
    extract('Markdown, a million columns', M, '| a | b |\n|---|---|\n', '| 1 ', '|\n'),
    extract('Markdown, \\ and |', 10 * M, '| a | b |\n|---|---|\n| ', '\\|', ' |\n'),
    extract('Markdown, an island of HTML without end', 3 * M, '# t\n\n<table><tr><td>', 'a<br>', '\n'),
    extract('Markdown, headings', M, '', '# 绩效目标表\n', ''),
    extract('text, CJK line of 60 MB', 20 * M, '', '目', '\n', ['--from', 'text']),
    extract('text, single words', 2 * M, '项目支出绩效目标表\n', '目标  ', '\n', ['--from', 'text']),
    extract('text, lines', M, '项目支出绩效目标表\n', '目标 \n', '', ['--from', 'text']),
    extract('layout, lines', M, '项目支出绩效目标表\n', '目标      值\n', '', ['--from', 'layout']),
    extract('layout, one long line', 5 * M, '', '目   ', '\n', ['--from', 'layout']),
    extract('layout, blanks', 100 * M, '目', ' ', '值\n', ['--from', 'layout']),
    extract('tabbed, TABs', 10 * M, '绩效目标表\n甲\t\n', '\t', '\n', ['--from', 'tabbed']),
    extract('tabbed, lines', M, '绩效目标表\n', '甲\t\n', '', ['--from', 'tabbed']),
    extract('bbox, words', 100 * K, '<html><body><doc><page width="9" height="9">',
            '<word xMin="1.0" yMin="1.0" xMax="2.0" yMax="2.0">a</word>', '', ['--from', 'bbox']),
    extract('CSV, a quote without end', 30 * M, 'a,b\n1,"', 'x,', '\n', ['--from', 'csv']),
    extract('CSV, a quote without end over lines', 2 * M, 'a,b\n1,"', 'x,y\n', '', ['--from', 'csv']),
    extract('CSV, a million columns', M, 'a,b\n', '1,', '\n', ['--from', 'csv']),
    extract('CR alone', 5 * M, 'a\r', 'b\r', ''),
    extract('NUL', 50 * M, 'a', '\0', '\n', ['--input-encoding', 'UTF-8']),
    normalise('normalise, rows of a form', 30 * K, HEAD, ROW + '产出指标\t数量指标\t修建水渠@\t≥@米\n', fixed=3),
    normalise('normalise, rows that nothing fits', 30 * K, HEAD, ROW + '@甲\t乙@\t丙@\t丁@\n', fixed=3),
    normalise('normalise, labels that nobody knows', 20 * K, HEAD, ROW + '某某申报金额情况说明@：\t12.5\n', fixed=3),
    normalise('normalise, tables that are forms', 2 * K, DOC, 'table\td\t@\t1\t甲@项目支出绩效目标表\t\n' + 'row\td\t@\t1\t1\t项目名称\t甲@\n'
              + 'row\td\t@\t1\t2\t一级指标\t二级指标\t三级指标\t指标值\n' + 'row\td\t@\t1\t3\t产出指标\t数量指标\t修建水渠@\t≥@米\n', per=4),
    normalise('normalise, a row of many cells', 100 * K, HEAD + 'row\td\t1\t2\t2', '\t产出指标', '\n', fixed=4, number=False),
    normalise('normalise, a heading of many cells', 100 * K, HEAD + 'row\td\t1\t2\t2', '\t三级指标\t指标值', '\n', fixed=4, number=False),
    normalise('normalise, a cell of many goals', 100 * K, HEAD + 'row\td\t1\t2\t2\t总体目标\t', '目标1：修渠。', '\n', fixed=4, number=False),
    normalise('normalise, a value of many parts', 100 * K, HEAD + 'row\td\t1\t2\t2\t产出指标\t数量指标\t修渠\t', '甲≥2米；', '\n', fixed=4, number=False),
    normalise('normalise, a value of many digits', 5 * M, HEAD + 'row\td\t1\t2\t2\t产出指标\t数量指标\t修渠\t≥', '9', '米\n', fixed=4, number=False),
    normalise('normalise, a name of 5 MB', 5 * M, HEAD + 'row\td\t1\t2\t2\t产出指标\t数量指标\t', '甲', '\t≥1米\n', fixed=4, number=False),
    normalise('normalise, a paragraph of sums', 50 * K, DOC + 'text\td\t1\t', '其中：甲安排12万元，', '\n', fixed=2, number=False),
    normalise('normalise, spans of 2^63', 30 * K, HEAD, ROW + '甲@\t1\nspan\td\t1\t@\t1\t9223372036854775807\t9223372036854775807\t1\n', fixed=3, per=2),
    normalise('normalise, one record of 50 MB', 50 * M, DOC + 'text\td\t1\t', 'x', '\n', fixed=2, number=False),
    normalise('normalise, TABs', 2 * M, HEAD + 'row\td\t1\t2\t2', '\t', '\n', fixed=4, number=False),
    normalise('normalise, records of no table', 300 * K, DOC, 'text\td\t@\t甲@\n'),
    normalise('validate, forms', 5 * K, DOC, FORM + INDICATOR, args=['validate', '--fail-on=never', '-q'], per=2),
    normalise('validate, indicators of one form', 30 * K, DOC + FORM.replace('@', '1'), INDICATOR.replace('\t@\t@\t1\t1', '\t1\t@\t@\t1', 1),
              args=['validate', '--fail-on=never', '-q'], fixed=2),
    normalise('validate, a text of 5 MB', M, DOC + 'text\td\t1\t', '绩效目', '\n', args=['validate', '--fail-on=never', '-q'], fixed=2, number=False),
    normalise('validate, amounts', 30 * K, DOC + FORM.replace('@', '1'), 'amount\td\t1\t@\tcentral\t@\t中央\t@\t\n',
              args=['validate', '--fail-on=never', '-q'], fixed=2),
    normalise('render csv, indicators', 100 * K, DOC + FORM.replace('@', '1'), INDICATOR.replace('\t@\t@\t1\t1', '\t1\t@\t@\t1', 1), args=['render', '--to', 'csv'], fixed=2),
    normalise('render json, indicators', 100 * K, DOC + FORM.replace('@', '1'), INDICATOR.replace('\t@\t@\t1\t1', '\t1\t@\t@\t1', 1), args=['render', '--to', 'json'], fixed=2),
    normalise('render html, forms', 10 * K, DOC, FORM + INDICATOR, args=['render', '--to', 'html'], per=2),
    normalise('render markdown, forms', 10 * K, DOC, FORM + INDICATOR, args=['render', '--to', 'markdown'], per=2),
    normalise('render sqlite, forms', 10 * K, DOC, FORM + INDICATOR, args=['render', '--to', 'sqlite', '-o', '@out'], per=2),
    normalise('render xlsx, forms', 10 * K, DOC, FORM + INDICATOR, args=['render', '--to', 'xlsx', '-o', '@out'], per=2),
]


def high_water(pid):
    """Peak resident kilobytes of a process that lives."""
    try:
        with open(f'/proc/{pid}/status') as f:
            return next((int(line.split()[1]) for line in f if line.startswith('VmHWM')), 0)
    except (FileNotFoundError, ProcessLookupError):
        return 0


class Tests:
    def __init__(self, o, folder):
        self.bin, self.folder, self.passed, self.failed = os.path.abspath(o.bin), folder, 0, 0
        self.scale = o.scale
        self.env = dict(os.environ, PG_GRAMMAR_PATH=os.path.abspath('grammars'), LC_ALL='C.UTF-8', TMPDIR=folder)

    def ok(self, holds, what, detail=''):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f'  FAILED {what}: {detail}')

    def measure(self, args, pieces):
        """status, seconds, peak MB, MB in, the first message"""
        out = os.path.join(self.folder, 'out')
        if os.path.exists(out):
            os.unlink(out)
        args = [os.path.join(self.bin, 'pg-' + args[0])] + [out if x == '@out' else x for x in args[1:]]
        start, fed = time.time(), [0]
        with tempfile.TemporaryFile() as said:
            p = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=self.env)
            resource.prlimit(p.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.prlimit(p.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))

            def feed():
                try:
                    for piece in pieces:
                        p.stdin.write(piece)
                        fed[0] += len(piece)
                except BrokenPipeError:
                    pass
                try:
                    p.stdin.close()
                except BrokenPipeError:
                    pass
            t = threading.Thread(target=feed)
            t.start()
            peak, done = 0, 0
            while not done:
                peak = max(peak, high_water(p.pid))
                done, status, usage = os.wait4(p.pid, os.WNOHANG)
                time.sleep(0 if done else 0.002)
            t.join()
            said.seek(0)
            words = said.read(300).decode('utf-8', 'replace')
        p.returncode = 0
        cpu = usage.ru_utime + usage.ru_stime
        if usage.ru_maxrss > 1.1 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:
            peak = max(peak, usage.ru_maxrss)  # else it is that of the fork before its exec
        return os.waitstatus_to_exitcode(status), cpu, peak / 1024, fed[0] / 1e6, words, time.time() - start

    def case(self, name, args, n, make):
        n = max(10, int(n * self.scale)) if n > 1 else n
        small = self.measure(args, make(max(1, n // 10)))
        big = self.measure(args, make(n))
        ratio = big[1] / max(small[1], 0.005)
        print(f'  {name:40} {big[3]:7.1f} MB  {big[1]:6.2f} s  peak {big[2]:6.0f} MB   ×{ratio:4.1f} time  ×{big[2] / max(1, small[2]):4.1f} memory'
              + (f'  status {big[0]}' if big[0] else ''))
        self.ok(big[0] in (0, 2) and small[0] in (0, 2), name, f'status {big[0]} {big[4]}')
        self.ok(big[0] == 0 or 'out of memory' not in big[4], name, 'needs more than 1 GB')
        self.ok(big[0] == 0 or big[4], name, f'status {big[0]} without a message')
        self.ok(big[1] < 1 or ratio < RATIO, name, f'{ratio:.1f} times the time for 10 times the input')
        self.ok(big[0] == 0 or 'conservation' not in big[4], name, big[4])

    def sh(self, script, data=b''):
        p = subprocess.run(['sh', '-c', script], input=data, capture_output=True, env=dict(self.env, B=self.bin, D=self.folder), timeout=60)
        return p.returncode, p.stdout, p.stderr

    def attempts(self):
        """What an input may try to do to its reader."""
        cell = '\x1b]0;owned\x07\x1b[31m'
        form = f'# 云河市项目支出绩效目标表\n\n| 项目名称 | {cell}=HYPERLINK("http://x") |\n|---|---|\n| 主管部门 | @SUM(A1) |\n| 某标签{cell} | x |\n'
        pipe = '$B/pg-extract --check | $B/pg-normalise --check'
        for what, script in (('messages of pg-extract', '$B/pg-extract >/dev/null'), ('messages of pg-normalise', f'{pipe} >/dev/null'),
                             ('messages of pg-validate', f'{pipe} 2>/dev/null | $B/pg-validate >/dev/null'),
                             ('findings of pg-validate', f'{pipe} 2>/dev/null | $B/pg-validate -f gnu'),
                             ('pg-render --to markdown', f'{pipe} 2>/dev/null | $B/pg-render --to markdown'),
                             ('pg-render --to diff', f'{pipe} 2>/dev/null >$D/a; grep -v ^field $D/a >$D/b; $B/pg-render --partial --to diff $D/a $D/b'),
                             ('pg-render --to html', f'{pipe} 2>/dev/null | $B/pg-render --to html')):
            status, out, said = self.sh(script, b(form))
            self.ok(b'\x1b' not in said and b'\x1b' not in out and b'\x07' not in said, f'ESC in a cell reaches {what}', (said + out)[:160])
        status, out, _ = self.sh(f'{pipe} 2>/dev/null | $B/pg-render --to csv --type field --csv-safe', b(form))
        bad = [c for line in out.decode().split('\n') for c in line.split(',') if c.lstrip('"')[:1] in ('=', '+', '@')]
        self.ok(status == 0 and out and not bad, 'a formula reaches CSV with --csv-safe', bad)
        for bad in ('a\tb', 'a\nb', '-dash', 'a\x1bb', 'a\\b', 'a\rb', 'a b', "a'b", '$(id)', 'a:b', '<script>', '文件'):
            name = os.path.join(self.folder, bad)
            with open(name, 'w', encoding='utf-8') as f:
                f.write(form.replace(cell, ''))
            p1 = subprocess.run([f'{self.bin}/pg-extract', '--check', './' + bad if not bad.startswith('-') else bad] if not bad.startswith('-')
                                else [f'{self.bin}/pg-extract', '--check', '--', bad], capture_output=True, cwd=self.folder, env=self.env)
            p2 = subprocess.run([f'{self.bin}/pg-normalise', '--check'], input=p1.stdout, capture_output=True, env=self.env)
            self.ok(p1.returncode == 0 and p2.returncode == 0 and p2.stdout.count(b'\ndocument') == 0 and p2.stdout.endswith(b'\n'),
                    f'a document called {bad!r}', f'{p1.returncode} {p2.returncode} {p1.stderr[:99]} {p2.stderr[:99]}')
            self.ok(b'\x1b' not in p1.stderr + p2.stderr, f'ESC of the name {bad!r} in a message', p1.stderr + p2.stderr)
            os.unlink(name)
        broken = os.path.join(self.folder.encode(), b'\xff\xfe.md')
        with open(broken, 'w', encoding='utf-8') as f:
            f.write(form.replace(cell, ''))
        p = subprocess.run([f'{self.bin}/pg-extract'.encode(), broken], capture_output=True, env=self.env)
        q = subprocess.run([f'{self.bin}/pg-normalise'], input=p.stdout, capture_output=True, env=self.env)
        try:
            (p.stdout + q.stdout).decode('utf-8')
            valid = True
        except UnicodeDecodeError:
            valid = False
        self.ok(valid, 'a name that is not UTF-8 makes a stream that is not', p.stdout[:60])
        os.unlink(broken)

    def patterns(self):
        """A grammar from elsewhere with a pattern that backtracks for ever on a hostile cell."""
        folder = os.path.join(self.folder, 'g')
        os.makedirs(folder)
        layout = '<?xml version="1.0" encoding="UTF-8"?>\n<grammar name="slow"><recognise><title kind="project" weight="5">%s</title></recognise></grammar>\n'
        for pattern in ('^(a+)+$', '(a|a)*b$', '(.*)*,(.*)*x', '(?:a?){60}a{60}', '((((a*)*)*)*)*c'):
            with open(os.path.join(folder, 'slow.xml'), 'w') as f:
                f.write(layout % pattern)
            stream = DOC + 'table\td\t1\t1\t' + 'a' * 60 + '!表\t\nrow\td\t1\t1\t1\t项目名称\t' + 'a' * 60 + '!\n' + end(3)
            start = time.time()
            status, out, said = self.sh(f'$B/pg-normalise --grammar-path {os.path.abspath("grammars")}:{folder}', b(stream))
            self.ok(status in (0, 2) and time.time() - start < 5, f'the pattern {pattern}', f'status {status}, {time.time() - start:.1f} s {said[:120]}')
            print(f'  pattern {pattern:20} {time.time() - start:5.2f} s  status {status}')


def main():
    a = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    a.add_argument('--bin', default='bin')
    a.add_argument('--scale', type=float, default=1)
    a.add_argument('--huge', action='store_true')
    a.add_argument('cases', nargs='*')
    o = a.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        t = Tests(o, folder)
        cases = CASES + ([extract('Markdown, a line of 1 GB', 1000 * M, '', 'x', '\n'), extract('HTML, a cell of 1 GB', 1000 * M, TABLE + '<tr><td>', 'x', '</table>')]
                         if o.huge else [])
        for c in cases:
            if not o.cases or any(x in c[0] for x in o.cases):
                t.case(*c)
        if not o.cases:
            t.attempts()
            t.patterns()
        print(f'hostile: {t.passed} passed, {t.failed} failed')
    return 1 if t.failed else 0


if __name__ == '__main__':
    sys.exit(main())
