#!/usr/bin/env python3
"""Runs every example of README.md and the manual pages and compares what it prints.

An example is a block (```console in Markdown, .Bd -literal in mdoc) with lines `$ command`, continued by lines
`> …`, each followed by its standard output.  A line of three dots stands for any lines.  Each file's examples run
one after another in a fresh copy of fixtures/cookbook.  A command that names a program which is not installed is
skipped and said.  usage: tests/cookbook.py [--accept] [FILE ...]    --accept writes what came: read its diff!
"""
import glob, os, re, shutil, subprocess, sys, tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OPTIONAL = ('mlr', 'sqlite3', 'jq', 'datamash', 'pandoc', 'catdoc', 'pdftotext', 'parallel', 'xmllint')
PAGES = ['README.md'] + sorted(glob.glob('tools/*/pg-*.[1-9]', root_dir=TOP)) + [
    'tools/validate/pg-rules.7.in', 'common/pg.7', 'common/pg-stream.5', 'grammars/pg-grammar.5']


def from_page(line, page):
    if page.endswith('.md'):
        return line
    return line.replace('\\&', '').replace('\\-', '-').replace('\\(aq', "'").replace('\\e', '\\')


def to_page(line, page):
    if page.endswith('.md'):
        return line
    line = line.replace('\\', '\\e')
    return '\\&' + line if line[:1] in ('.', "'") else line


def blocks(lines, page):
    """(first, last) of the lines inside each block."""
    begin, end = ('```console', '```') if page.endswith('.md') else ('.Bd -literal', '.Ed')
    first = None
    for i, line in enumerate(lines):
        if first is None and line.startswith(begin):
            first = i + 1
        elif first is not None and line.startswith(end):
            yield first, i
            first = None


def examples(lines):
    """[command lines, expected lines] of a block."""
    found = []
    for line in lines:
        if line.startswith('$ '):
            found.append([[line], []])
        elif found and line.startswith('> ') and not found[-1][1]:
            found[-1][0].append(line)
        elif found:
            found[-1][1].append(line)
    return found


def matches(expected, got):
    if '...' not in expected:
        return expected == got
    pattern = ''.join('(?:.*\n)*?' if l == '...' else re.escape(l + '\n') for l in expected)
    return re.fullmatch(pattern, ''.join(l + '\n' for l in got)) is not None


def run(command, folder, env):
    p = subprocess.run(['bash', '-c', command], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    return p.returncode, p.stdout.decode('utf-8', 'replace').splitlines(), p.stderr.decode('utf-8', 'replace')


def main():
    args = [a for a in sys.argv[1:] if a != '--accept']
    accept = len(args) + 1 < len(sys.argv)
    tools = os.path.abspath(os.path.join(TOP, os.environ.get('BIN', 'bin')))
    env = {'PATH': tools + ':/usr/local/bin:/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'HOME': '/nonexistent',
           'PG_GRAMMAR_PATH': os.path.join(TOP, 'grammars'), 'PG_MK': os.path.join(TOP, 'tools/pg.mk')}
    passed = failed = skipped = 0
    for page in args or PAGES:
        path = os.path.join(TOP, page)
        if not os.path.exists(path):
            continue
        lines = open(path, encoding='utf-8').read().split('\n')
        with tempfile.TemporaryDirectory() as scratch:
            folder = os.path.join(scratch, 'work')
            shutil.copytree(os.path.join(TOP, 'fixtures/cookbook'), folder)
            shutil.copytree(os.path.join(TOP, 'fixtures/bulk'), os.path.join(scratch, 'bulk'), dirs_exist_ok=True) \
                if os.path.isdir(os.path.join(TOP, 'fixtures/bulk')) else None
            out, done = [], 0
            for first, last in blocks(lines, page):
                out += lines[done:first]
                done = last
                for command, expected in examples(lines[first:last]):
                    text = '\n'.join(from_page(c, page)[2:] for c in command)
                    want = [from_page(l, page) for l in expected]
                    missing = [o for o in OPTIONAL if re.search(r'(?<![\w./-])%s(?![\w./-])' % o, text) and not shutil.which(o, path=env['PATH'])]
                    if missing:
                        skipped += 1
                        print(f'{page}: skipped, {missing[0]} is not installed: {text}')
                        got = want
                    else:
                        status, got, err = run(text, folder, env)
                        if status == 0 and (accept or matches(want, got)):
                            passed += 1
                        else:
                            failed += 1
                            print(f'FAILED {page}: {text}\nstatus {status}\n{err}--- expected\n' + '\n'.join(want) + '\n--- came\n' + '\n'.join(got))
                    out += command + (expected if '...' in want else [to_page(l, page) for l in got])
            out += lines[done:]
        if accept:
            open(path, 'w', encoding='utf-8').write('\n'.join(out))
    if skipped:
        print(f'cookbook: {skipped} examples skipped')
    print(f'cookbook: {passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
