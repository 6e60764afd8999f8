#!/usr/bin/env python3
"""Conservation under damage: nothing of a filing may be lost, whatever happened to it.

Takes fixtures, writes them in every format, makes their texts unique, damages cells, rows and bytes at random (seeded), runs
`pg-extract --check | pg-normalise --check` under limits of time and memory, and checks the law from outside, by the two
streams alone: see the functions law_*.  Nothing here shares code with the programs.

usage: tests/trust/damage.py [--runs N] [--seed N] [--bin DIR] [--keep DIR] [FILE ...]
The last line is `damage: N passed, M failed`, counting damaged inputs.
"""
import argparse
import collections
import glob
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'fuzz'))
import seeds  # noqa: E402  (writes a Markdown fixture in the other formats)

SECONDS, MEMORY, BATCH = 60, 1 << 30, 20
# Fields behind the type, as the data model lists them; row has at least so many.
FIELDS = {'document': 2, 'text': 3, 'table': 5, 'row': 4, 'span': 7, 'end': 4, 'form': 11, 'field': 7, 'amount': 8, 'schedule': 7,
          'goal': 5, 'indicator': 20, 'result': 15, 'achievement': 5, 'fact': 6, 'issue': 7, 'source': 10}
# What a caption tells by its year and unit, and the field code behind a title.
CAPTION = re.compile(r'[(]?20\d\d年?度?[)]?|[(]?(?:金额)?(?:单位)?[:]?(?:人民币)?[百千万亿]*元[)]?|tc.*\\l\d')
ORDINAL = re.compile(r'(?:年度)?(?:绩效)?(?:总体)?(?:目标|指标|任务)?[一二三四五六七八九十\d]+[.、:)]+|[(][一二三四五六七八九十\d]+[)][.、]?|[①-⑳]'
                     r'|(?:绩效|总体|年度|分)?目标(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=[^\d\s:：、.．]|$)|^(?:三级)?指标\d{1,2}(?!\d)')


# ---- texts as the law compares them ----

def key(s):
    """NFKC without white space, controls, U+FFFD; ASCII in lower case."""
    s = unicodedata.normalize('NFKC', unicodedata.normalize('NFKC', s)).lower()
    return ''.join(c for c in s if not c.isspace() and unicodedata.category(c) not in ('Cc', 'Cf', 'Co', 'Cs') and c != '\ufffd')


def traditional(c):
    """Characters that canonical text may replace: those beyond GB 2312."""
    if c < '\u2e80':
        return False
    try:
        c.encode('gb2312')
        return False
    except UnicodeEncodeError:
        return True


def occurs(k, where):
    if k in where:
        return True
    if not any(traditional(c) for c in k):
        return False
    return re.search(''.join('.' if traditional(c) else re.escape(c) for c in k), where) is not None


def pattern_of(p):
    """A pattern of the grammars (PCRE) as Python's; None where it cannot be."""
    p = re.sub(r"\(\?'(\w+)'", r'(?P<\1>', p).replace(r'\p{Han}', '[\u3400-\u9fff]')
    try:
        return re.compile(p)
    except re.error:
        return None


def known_labels():
    """Every word that the grammars name, as a key; patterns of labels."""
    words, patterns = set(), []
    for name in glob.glob('grammars/**/*.xml', recursive=True):
        if 'rules' in name or 'examples' in name:
            continue
        for e in tree.parse(name).iter():
            for t in [e.text or ''] + list(e.attrib.values()):
                words.update(bare(key(w)) for w in [t] + t.split())
                patterns += [pattern_of(w) for w in t.split() if w[0] == '^' and w[-1] == '$']  # a label among words
            if 'match' in e.attrib:
                patterns.append(pattern_of(e.attrib['match']))
            if e.tag == 'caption' and e.get('name') == 'unit':  # a cell that is a form's unit and nothing else
                patterns.append(pattern_of('^(?:' + e.text + ')$'))
    words.discard('')
    return words, [p for p in patterns if p]


def bare(k):
    """A label's key without what surrounds it."""
    k = re.sub(r'^(?:其中[::]?|[*、:\d.]+)+', '', k.strip(':*、|'))
    return re.sub(r'[(][^()]{0,12}[)]$', '', k).strip(':*、')


# ---- streams ----

def unescape(f):
    return re.sub(r'\\(.)', lambda m: {'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\'}[m.group(1)], f)


class Broken(Exception):
    pass


def parse(data):
    """The stream's documents: name → list of (type, fields, raw line).  Raises Broken where the stream is not sound."""
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError as e:
        raise Broken(f'not UTF-8: {e.reason}')
    docs, now, n = {}, None, 0
    if text and not text.endswith('\n'):
        raise Broken('the last line has no end')
    for line in text.split('\n')[:-1]:
        if re.search(r'(?<!\\)(?:\\\\)*\\(?![tnr\\])', line):
            raise Broken('an unknown escape: ' + line[:80])
        type_, *f = line.split('\t')
        want = FIELDS.get(type_)
        if want is None or (len(f) < want if type_ == 'row' else len(f) != want):
            raise Broken(f'{type_}: {len(f)} fields')
        f = [unescape(x) for x in f]
        if type_ == 'document':
            if f[0] in docs:
                raise Broken('a document twice')
            now, n = docs.setdefault(f[0], []), 0
        if now is None or f[0] != now[0][1][0] if now else True and type_ != 'document':
            raise Broken('a record outside its document')
        if type_ == 'end':
            if int(f[1]) != n:
                raise Broken(f'end says {f[1]} records, {n} came')
            now.append((type_, f, line))
            now = None
            continue
        now.append((type_, f, line))
        n += 1
    if now is not None:
        raise Broken('no end')
    return docs


def run_one(program, args, data, env):
    try:
        p = subprocess.run([program] + args, input=data, capture_output=True, timeout=SECONDS, env=env)
        return p.returncode, p.stdout, p.stderr
    except subprocess.TimeoutExpired:
        return 'timeout', b'', b''


# ---- damage ----

class Unique:
    """Gives every text that no grammar knows characters of its own, so that a lost one is missed."""

    def __init__(self, r, words):
        self.r, self.words, self.n = r, words, 0

    def text(self, cell):
        k = bare(key(cell))
        if not k or k in self.words or not re.search(r'[\u4e00-\u9fff]{2}|\d', cell) or '表' in cell or '年' in cell:
            return cell
        self.n += 1
        if re.search(r'\d', cell) and not re.search(r'\d{4}', cell):
            return re.sub(r'\d+', lambda m: str(self.r.randrange(10 ** (len(m.group()) - 1), 10 ** (len(m.group()) + 2))), cell, count=1)
        at = len(cell.rstrip('。" '))
        return cell[:at] + ''.join(chr(self.r.randrange(0x4e00, 0x5fff)) for _ in range(2)).encode('gb2312', 'ignore').decode('gb2312') + cell[at:]


def cells_of(line):
    for mark in ('|', '\t', ',', '  '):
        if line.count(mark) >= 2:
            return mark, line.split(mark)
    return None, [line]


def hit_cells(r, line):
    mark, cells = cells_of(line)
    at = r.randrange(len(cells))
    what = r.choice(['delete', 'blank', 'double', 'swap', 'shift', 'truncate', 'join', 'foreign'])
    if what == 'delete':
        del cells[at]
    elif what == 'blank':
        cells[at] = ' '
    elif what == 'double':
        cells.insert(at, cells[at])
    elif what == 'swap':
        to = r.randrange(len(cells))
        cells[at], cells[to] = cells[to], cells[at]
    elif what == 'shift':
        cells[at:at] = [' '] * r.randrange(1, 4)
    elif what == 'truncate':
        cells[at] = cells[at][:r.randrange(len(cells[at]) + 1)]
    elif what == 'join' and at:
        cells[at - 1:at + 1] = [cells[at - 1] + r.choice(['', ' ', ';']) + cells[at]]
    elif what == 'foreign':
        cells[at] = r.choice(['≥', '万元', '产出指标', '效益指标', '绩效指标', '项目名称', '指标值', '目标1：', '12.5', '-', '2023年', '单位：元', '<br>', '&lt;'])
    return (mark or '').join(cells)


def hit_lines(r, lines):
    at = r.randrange(len(lines))
    what = r.choice(['cells'] * 6 + ['delete', 'double', 'swap', 'move', 'truncate', 'split', 'blank', 'join', 'repeat'])
    if what == 'cells':
        lines[at] = hit_cells(r, lines[at])
    elif what == 'delete':
        del lines[at]
    elif what == 'double':
        lines.insert(at, lines[at])
    elif what == 'swap':
        to = r.randrange(len(lines))
        lines[at], lines[to] = lines[to], lines[at]
    elif what == 'move':
        lines.insert(r.randrange(len(lines)), lines.pop(at))
    elif what == 'truncate':
        lines[at] = lines[at][:r.randrange(len(lines[at]) + 1)]
    elif what == 'split':
        to = r.randrange(len(lines[at]) + 1)
        lines[at:at + 1] = [lines[at][:to], lines[at][to:]]
    elif what == 'blank':
        lines.insert(at, r.choice(['', ' ', '\u3000', '|||', '|  |  |']))
    elif what == 'join' and at:
        lines[at - 1:at + 1] = [lines[at - 1] + lines[at]]
    elif what == 'repeat':
        lines[at:at] = lines[max(0, at - r.randrange(1, 9)):at]
    return lines or ['']


def hit_bytes(r, data):
    data, at = bytearray(data), r.randrange(len(data) + 1)
    what = r.choice(['delete', 'double', 'flip', 'cut', 'insert', 'head'])
    if what == 'delete':
        del data[at:at + r.randrange(1, 9)]
    elif what == 'double':
        data[at:at] = data[at:at + r.randrange(1, 99)]
    elif what == 'flip' and at < len(data):
        data[at] ^= 1 << r.randrange(8)
    elif what == 'cut':
        del data[at:]
    elif what == 'head':
        del data[:at]
    elif what == 'insert':
        data[at:at] = r.choice([b'\0', b'\t', b'\r', b'\x1b[31m', b'\xff', b'\\', b'|', b'\n', b'"', b'<', b'\f', b'\xef\xbb\xbf', b'\xe3\x80\x80'])
    return bytes(data)


class Case:
    def __init__(self, name, data, markup, raw_bytes):
        self.name, self.data, self.markup, self.raw_bytes = name, data, markup, raw_bytes


def unique_line(u, line, markup):
    if markup:
        return re.sub(r'(?<=>)[^<>]+(?=<)', lambda m: u.text(m.group()), line)
    mark, cells = cells_of(line)
    return (mark or '').join(u.text(c) for c in cells)


def make_case(r, source, words):
    name, text, markup = source
    u, lines = Unique(r, words), text.split('\n')
    if r.random() < 0.7:
        lines = [unique_line(u, x, markup) for x in lines]
    hits = r.choice([0, 1, 1, 2, 3, 5, 8])
    for _ in range(hits):
        if markup:
            at = r.randrange(len(lines))
            if lines[at].startswith('<tr>'):
                lines[at] = r.choice([lines[at] * 2, lines[at].replace('<td>', '<td colspan=2>', 1), '', lines[at].replace('</td>', '', 1),
                                      lines[at].replace('<td>', '<td rowspan=3>', 1), lines[at].replace('</tr>', '')])
        else:
            lines = hit_lines(r, lines)
    data, raw = '\n'.join(lines).encode(), r.random() < 0.2
    for _ in range(r.choice([1, 2, 5]) if raw else 0):
        data = hit_bytes(r, data)
    return Case(name, data, markup, raw)


# ---- the law ----

def pieces(line, markup):
    """What of an input line must be found again, one text after another."""
    line = re.sub(r'</?[A-Za-z][^<>]*>', ' ', line)
    for part in re.split(r'[|\s,;"\\/`*_#>=&<\u3000]+', line):
        k = key(part)
        if len(k) > 1 and re.search(r'[\u4e00-\u9fff\d]', k) and not re.fullmatch(r'[:\-.]+', k):
            yield k


def law_lines(case, records):
    """Each non-blank line's characters occur in some record of pg-extract."""
    if (case.markup and case.raw_bytes) or records[0][1][1] == 'binary':
        return
    text = case.data.decode('utf-8', 'replace')
    if '&' in text or '<!' in text and not case.markup or re.search(r'<(script|style|title|head)|<[^>]*$|<[^<>]*<', text) and not case.markup:
        return
    everything = '\n'.join(key(x) for t, f, _ in records if t in ('text', 'table', 'row', 'issue') for x in f[2:])
    for i, line in enumerate(text.split('\n')):
        if case.markup and ('<td' not in line and '<p>' not in line):
            continue
        for k in pieces(line, case.markup):
            if k not in everything:
                yield f'line: not in any record: {records[0][1][1]}', f'line {i + 1}: {k}'
                break


def law_passes(before, after):
    """What is no table passes unchanged, in its order."""
    # A text beside a form may become a part of it (a continued cell): its words must be somewhere.
    out = collections.Counter(r[2] for r in after)
    everything = '\n'.join(key(x) for t, f, _ in after for x in f[1:])
    for t, f, raw in before:
        if t == 'text' and not out[raw] and not occurs(key(f[2]), everything):
            yield 'text record lost', raw[:200]
        if t == 'document' and not out[raw]:
            yield 'document record changed', raw[:200]


def is_covered(k, everything, words, patterns):
    if occurs(k, everything) or bare(k) in words or k in words:
        return True
    if any(traditional(c) for c in k):  # 年初预算數: a label that OCR gave a Traditional character
        like = re.compile(''.join('.' if traditional(c) else re.escape(c) for c in bare(k)))
        if any(like.fullmatch(w) for w in words):
            return True
    if any(p.search(k) for p in patterns):
        return True
    parts = [p for p in ORDINAL.split(k) if p]
    if parts != [k] and all(occurs(p, everything) or bare(p) in words for p in parts):
        return True
    return parted(k, everything, words)


def parted(k, everything, words):
    """A cell that held several things: labels that are known and pieces of two characters or more."""
    while k:
        n = next((n for n in range(len(k), 1, -1) if bare(k[:n]) in words or k[:n] in everything), 0)
        if n == 0 and (re.fullmatch(r'\d+(\.\d+)?', k) and k in everything or f'\n{k}\n' in everything):
            return True  # a label and its figure, or its one character
        if n == 0 and re.match(r'[\w]', k):
            return False
        k = k[n or 1:]
    return True


def law_cells(before, after, words, patterns):
    """Each non-blank cell of a row is in a canonical record, a row that was passed on, an issue, or a known label."""
    everything = '\n'.join(key(x) for t, f, _ in after if t not in ('document', 'end') for x in f[2:])
    for t, f, _ in before:
        if t != 'row':
            continue
        for i, cell in enumerate(f[4:], 4):
            cell = re.sub(r'<br ?/?>', ' ', cell)  # a tag in a cell is no text
            k = key(cell)
            pieces = cell.split()  # one cell for several rows is parted at its blanks
            # what a line parted may be one label, or one ordinal, with the cell beside it
            beside = [key(''.join(f[a:b])) for a, b in ((max(4, i - 1), i + 1), (i, i + 2), (max(4, i - 1), i + 2))]
            if k and not re.fullmatch(r'[^\w\u4e00-\u9fff]+', k) and not is_covered(k, everything, words, patterns) \
                    and not (len(pieces) > 1 and all(is_covered(key(p), everything, words, patterns) for p in pieces)) \
                    and not any(b != k and (bare(b) in words or ORDINAL.search(b) and is_covered(b, everything, words, patterns)) for b in beside):
                yield 'cell lost', f'line {f[2]}: {cell[:120]}'
    for t, f, _ in before:
        for x in [line for text in f[3:5] for line in text.split('\n')] if t == 'table' else ():
            k = re.sub(r'^(?:[(]?[\d一二三四五六七八九十]+[)]?[、.]?)+', '', key(x))
            told = CAPTION.sub('|', k).split('|')
            if not all(is_covered(p, everything, words, patterns) for p in told if re.search(r'\w', p)) and not is_covered(k, everything, words, patterns):
                yield 'title or caption lost', x[:120]


def law_values(after):
    for t, f, raw in after:
        if t == 'amount' and not re.fullmatch(r'-?\d+(\.\d*[1-9])?|', f[4]):
            yield 'amount is no plain decimal', f[4]
        if t == 'indicator':
            if f[10] not in ('number', 'date', 'text', 'blank'):
                yield 'measure unknown', f[10]
            if f[10] == 'number' and not re.fullmatch(r'-?\d+(\.\d*[1-9])?', f[12]):
                yield 'number is no plain decimal', f[12]
            if f[10] == 'blank' and re.search(r'\w', f[16].replace('定性', '')):  # - and / say nothing, 定性 alone says of nothing that it is words
                yield 'blank measure with a raw', raw[:200]
        if t not in ('document', 'end', 'fact', 'text', 'table', 'row', 'span', 'source') and not re.fullmatch(r'[1-9]\d*', f[1]) and t != 'issue':
            yield 'form ordinal', raw[:120]


class Checker:
    def __init__(self, programs):
        self.words, self.patterns = known_labels()
        self.programs = programs
        self.env = dict(os.environ, PG_GRAMMAR_PATH=os.path.abspath('grammars'), LC_ALL='C.UTF-8')

    def run(self, names, forced):
        args = ['--check'] + (['--input-encoding', 'UTF-8'] if forced else []) + names
        status, stream, said = run_one(f'{self.programs}/pg-extract', args, b'', self.env)
        status2, canonical, said2 = run_one(f'{self.programs}/pg-normalise', ['--check'], stream, self.env)
        return (status, stream, said), (status2, canonical, said2)

    def violations(self, cases, names, forced):
        """(index of the case or None, class, example) of all."""
        one, two = self.run(names, forced)
        for tool, (status, stream, said) in (('pg-extract', one), ('pg-normalise', two)):
            words = said.decode('utf-8', 'replace')
            if status not in (0, 2):
                yield None, f'{tool}: ended by {status}', words[-400:]
                return
            if status == 2:
                first = next((x for x in words.split('\n') if ' error: ' in x), words[:300])
                yield None, f'{tool}: status 2: ' + (re.findall(r'\[([\w-]+)\]', first) or ['?'])[-1], first[:300]
            if re.search(r'[\x00-\x08\x0b-\x1f\x7f]', words):
                yield None, f'{tool}: control characters in a message', words[:200]
        try:
            before = parse(one[1])
        except Broken as e:
            yield None, f'pg-extract: stream: {e}', ''
            return
        try:
            after = parse(two[1])
        except Broken as e:
            yield None, f'pg-normalise: stream: {e}', ''
            return
        for i, (case, name) in enumerate(zip(cases, names)):
            if name not in before or name not in after:
                yield i, 'no such document in the stream', name
                continue
            for law in (law_lines(case, before[name]) if forced or not case.raw_bytes else (), law_passes(before[name], after[name]),
                        law_cells(before[name], after[name], self.words, self.patterns), law_values(after[name])):
                for what, example in law:
                    yield i, what, example


def of_class(checker, case, what, forced, folder):
    name = os.path.join(folder, 'small')
    with open(name, 'wb') as f:
        f.write(case.data)
    return any(w == what for _, w, _ in checker.violations([case], [name], forced))


def characters(data):
    """The bytes of each character; of broken ones each alone."""
    return [c.encode('utf-8', 'surrogateescape') for c in data.decode('utf-8', 'surrogateescape')]


def smallest(checker, case, what, forced, folder):
    """Fewer lines, then fewer characters, that still break the same law."""
    unit = b'\n'
    for unit in (b'\n', None):
        if not unit and len(case.data) > 600:
            break
        parts = case.data.split(unit) if unit else characters(case.data)
        step, tries = max(1, len(parts) // 2), 0
        while step and tries < 400:
            at, shrunk = 0, False
            while at < len(parts) and tries < 400:
                fewer = parts[:at] + parts[at + step:]
                tries += 1
                trial = Case(case.name, (unit or b'').join(fewer), case.markup, case.raw_bytes)
                if fewer and of_class(checker, trial, what, forced, folder):
                    parts, shrunk = fewer, True
                else:
                    at += step
            step = step if shrunk and step == 1 and tries < 200 else step // 2
        case = Case(case.name, (unit or b'').join(parts), case.markup, case.raw_bytes)
    return case


def sources(names):
    """(name, text, is markup) of every fixture, also written in the other formats."""
    for name in names:
        try:
            text = open(name, encoding='utf-8').read()
        except (UnicodeDecodeError, IsADirectoryError):
            continue
        yield name, text, text.lstrip()[:1] == '<'
        rows, texts = seeds.rows_of(text)
        if rows and name.endswith('.md'):
            for kind, other in seeds.forms(rows, texts):
                if kind != 'bbox':
                    yield f'{name}:{kind}', other, kind == 'html'


def main():
    a = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    a.add_argument('--runs', type=int, default=2000)
    a.add_argument('--seed', type=int, default=1)
    a.add_argument('--bin', default='bin')
    a.add_argument('--keep', help='a folder for the smallest example of each class')
    a.add_argument('files', nargs='*')
    o = a.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = o.files or sorted(f for f in glob.glob('fixtures/**/in.*', recursive=True) if 'hostile' not in f)
    everything, r = list(sources(files)), random.Random(o.seed)
    checker, classes, first, bad = Checker(os.path.abspath(o.bin)), collections.Counter(), {}, 0
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, o.runs, BATCH):
            cases = [make_case(r, r.choice(everything), checker.words) for _ in range(min(BATCH, o.runs - start))]
            names, forced = [], r.random() < 0.7
            for i, case in enumerate(cases):
                names.append(os.path.join(folder, f'd{i}'))
                with open(names[-1], 'wb') as f:
                    f.write(case.data)
            found = list(checker.violations(cases, names, forced))
            if any(i is None for i, _, _ in found):  # whose?
                found = [(i, w, e) for i, (c, n) in enumerate(zip(cases, names)) for _, w, e in checker.violations([c], [n], forced)]
            bad += len({i for i, _, _ in found})
            for i, what, example in found:
                classes[what] += 1
                first.setdefault(what, (cases[i], example, forced))
        for what, n in classes.most_common():
            case, example, forced = first[what]
            small = smallest(checker, case, what, forced, folder) if len(first) <= 12 else case
            print(f'  {n:5} × {what}\n        first: {case.name}: {example.strip()}')
            if o.keep:
                os.makedirs(o.keep, exist_ok=True)
                path = os.path.join(o.keep, re.sub(r'\W+', '-', what)[:60])
                with open(path, 'wb') as f:
                    f.write(small.data)
                print(f'        {len(small.data)} bytes in {path}{" (--input-encoding UTF-8)" if forced else ""}')
            elif len(small.data) < 1500:
                print('        ' + small.data.decode('utf-8', 'replace').replace('\n', '\n        '))
    print(f'damage: {o.runs} inputs of {len(everything)} documents, seed {o.seed}; classes of violations: {len(classes)}')
    print(f'damage: {o.runs - bad} passed, {bad} failed')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
