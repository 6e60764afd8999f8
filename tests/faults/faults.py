#!/usr/bin/env python3
"""Faults: every call that can fail is made to fail, and then what the shell can do to a filter.

For N = 1, 2, … the Nth read, write, open, close, rename, malloc, fwrite, fclose of each tool fails (an injected library), until none
is left to fail.  After it: status 2 and a message, or success with the very same bytes; a named output file is complete or as
it was; a shortened stream is refused by the next tool.  Then full disks, closed pipes, killed producers, grammars and operands
that are not what they should be.
usage: tests/faults/faults.py [--bin DIR] [--library FILE] [--most N]
The last line is `faults: N passed, M failed`.
"""
import argparse
import collections
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

FIXTURE = 'fixtures/normalise/shifted-rows/in.md'
KINDS = [('read', 'EIO'), ('read', 'EINTR'), ('read', 'short'), ('write', 'EIO'), ('write', 'ENOSPC'), ('write', 'EINTR'), ('write', 'short'),
         ('open', 'EACCES'), ('open', 'EMFILE'), ('close', 'EIO'), ('close', 'ENOSPC'), ('rename', 'EIO'), ('malloc', 'ENOMEM'),
         ('fwrite', 'ENOSPC'), ('fclose', 'ENOSPC')]
HARMLESS = ('EINTR', 'short')


class Tests:
    def __init__(self, o, folder):
        self.o, self.folder = o, folder
        self.env = dict(os.environ, PG_GRAMMAR_PATH=os.path.abspath('grammars'), LC_ALL='C.UTF-8')
        self.passed, self.failed, self.kinds, self.said = 0, 0, collections.Counter(), collections.Counter()

    def tool(self, name):
        return os.path.join(os.path.abspath(self.o.bin), 'pg-' + name)

    def ok(self, holds, what, detail=''):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            self.said[what.split(':')[0]] += 1
            if self.said[what.split(':')[0]] <= 6:
                print(f'  FAILED {what}: {detail}'.rstrip(': '))

    def run(self, args, data=b'', fault=None, **more):
        env = self.env
        if fault:
            mark = os.path.join(self.folder, 'mark')
            if os.path.exists(mark):
                os.unlink(mark)
            env = dict(env, LD_PRELOAD=os.path.abspath(self.o.library), FAULT_CALL=fault[0], FAULT_KIND=fault[1], FAULT_N=str(fault[2]), FAULT_MARK=mark)
        try:
            p = subprocess.run(args, input=data, capture_output=True, env=env, timeout=20, **more)
        except subprocess.TimeoutExpired:
            return 'timeout', b'', b''
        return p.returncode, p.stdout, p.stderr

    def hit(self):
        return os.path.exists(os.path.join(self.folder, 'mark'))

    def injected(self, name, args, data, output=None, after=None):
        """All faults over one command.  output: a file it writes; after: the tool that reads its standard output."""
        if output and os.path.exists(output):
            os.unlink(output)
        status, out, err = self.run(args, data)
        self.ok(status == 0, f'{name}: without a fault', f'status {status} {err[:200]}')
        whole = open(output, 'rb').read() if output else None
        for call, kind in KINDS:
            n, last = 1, 0
            while n <= self.o.most:
                if output:
                    with open(output, 'wb') as f:
                        f.write(b'as it was')
                    if name.endswith('sqlite'):
                        os.unlink(output)
                got, bytes_, said = self.run(args, data, (call, kind, n))
                if not self.hit():
                    break
                self.kinds[call] += 1
                label = f'{name} {call} {kind} {n}'
                file = open(output, 'rb').read() if output and os.path.exists(output) else None
                if got == 0:
                    self.ok(bytes_ == out and (output is None or file == whole), f'{name} {call} {kind}: shortened or other result with status 0', f'call {n}')
                else:
                    # 127: the dynamic loader itself ended the program, before it had a word to say
                    self.ok(got == 2 and b'rror' in said or got == 127 and call == 'malloc' and b'out of memory' in said, f'{name} {call} {kind}: not status 2 with a message', f'call {n}: status {got}, {said[-120:]}')
                    self.ok(kind not in HARMLESS, f'{name} {call} {kind}: is no failure', f'call {n}: {said[:160]}')
                    if output:
                        self.ok(file in (b'as it was', None if name.endswith('sqlite') else b'as it was', whole if call == 'close' else b'as it was'),
                                f'{name} {call} {kind}: a half file has the final name', f'call {n}: {len(file or b"")} bytes')
                        left = [f for f in os.listdir(os.path.dirname(output)) if f not in (os.path.basename(output), 'mark')]
                        self.ok(not left or call in ('open', 'malloc', 'rename'), f'{name} {call} {kind}: a temporary file stays', str(left))
                        for f in left:
                            os.unlink(os.path.join(os.path.dirname(output), f))
                    if after and bytes_ and bytes_ != out:
                        status, _, _ = self.run(after, bytes_)
                        told = b'\terror\tfile-read\t' in bytes_
                        self.ok(status == 2 or told, f'{name} {call} {kind}: the next tool takes the cut stream', f'call {n}: status {status}')
                last, n = n, n + max(1, n // self.o.stride if call == 'malloc' else 1)
            if last > self.o.most:
                print(f'  {name}: more than {self.o.most} calls of {call}')

    def shell(self, name, script, want, err=True, **env):
        p = subprocess.run(['sh', '-c', script], capture_output=True, env=dict(self.env, B=os.path.abspath(self.o.bin), D=self.folder, F=FIXTURE, **env), timeout=60)
        self.ok(p.returncode == want and (not err or p.stderr), f'{name}: status {p.returncode}, not {want}', p.stderr[-200:].decode('utf-8', 'replace'))
        return p

    def from_the_shell(self):
        for t in ('extract', 'normalise', 'validate', 'render'):
            name, source = 'pg-' + t, {'extract': '$F', 'normalise': '$D/e.pg', 'validate': '$D/n.pg', 'render': '$D/n.pg'}[t]
            self.shell(f'{name} on a full disk', f'$B/{name} {source} >/dev/full', 2)
            self.ok(os.path.exists('/dev/full') and not os.path.isfile('/dev/full'), '/dev/full is a device')
            # the reader goes away: silent death by SIGPIPE, which the shell shows as 141
            self.shell(f'{name} into a closed pipe', f'yes {source} | head -n 3000 | xargs sh -c \'PIPE="$B/{name}"; "$PIPE" --quiet "$@" 2>$D/said; echo $? >$D/status\' x | head -n 1 >/dev/null; '
                       f'sleep 0.1; s=$(cat $D/status); test "$s" = 141 -o "$s" = 2 -o "$s" = 0 && ! grep -v -e error $D/said', 0, err=False)
            self.shell(f'{name} of a directory', f'$B/{name} / >/dev/null', 2)
            self.shell(f'{name} of no file', f'$B/{name} $D/nothing >/dev/null', 2)
            self.shell(f'{name} -o into no folder', f'$B/{name} {source} -o $D/no/x', 2)
            self.shell(f'{name} -o a directory', f'$B/{name} {source} -o $D', 2)
            self.shell(f'{name} -o /dev/full', f'$B/{name} {source} -o /dev/full', 2)
            self.ok(os.path.exists('/dev/full') and not os.path.isfile('/dev/full'), '/dev/full is a device')
            self.shell(f'{name} with standard input closed', f'$B/{name} <&- >/dev/null', 2)
            self.shell(f'{name} with standard output closed', f'$B/{name} {source} >&-', 2)
            self.shell(f'{name} -o, one bad operand of two', f'echo as it was >$D/kept; $B/{name} {source} $D/nothing -o $D/kept; s=$?; test "$(cat $D/kept)" = "as it was" || exit 9; '
                       f'ls $D/kept.* 2>/dev/null && exit 8; exit $s', 2)
            self.memory(name, [self.tool(t), source.replace('$F', FIXTURE).replace('$D', self.folder)])
            self.shell(f'{name} one bad operand of two', f'$B/{name} $D/nothing {source} >$D/out; s=$?; test -s $D/out || exit 9; exit $s', 2)
        for t, source in (('normalise', 'e.pg'), ('validate', 'n.pg'), ('render', 'n.pg')):
            name, whole = 'pg-' + t, open(f'{self.folder}/{source}', 'rb').read()
            cuts = range(1, len(whole), max(1, len(whole) // 60))
            for at in cuts:  # wherever it was cut, also behind a whole line
                status, out, said = self.run([self.tool(t)], whole[:at])
                self.ok(status == 2 and said, f'{name} takes a cut stream: at byte {at}', f'status {status}')
            lines = whole.splitlines(keepends=True)
            for n in range(1, len(lines)):
                status, _, said = self.run([self.tool(t)], b''.join(lines[:n]))
                self.ok(status == 2 and said, f'{name} takes a cut stream: behind line {n}', f'status {status}')
            status, _, said = self.run([self.tool(t)], b''.join(lines[:3] + lines[4:]))
            self.ok(status == 2 and said, f'{name} takes a stream with a line lost', f'status {status}')
        for t in ('normalise', 'validate', 'render'):
            self.killed(t)
        self.grammars()
        self.files()

    def memory(self, name, args):
        """Less and less room: the same bytes, or status 2 and a message.  127: the dynamic loader itself found none."""
        whole, stages = self.run(args)[1], collections.Counter()
        for mb in (4, 6, 8, 10, 12, 14, 16, 20, 24, 32, 48, 64):
            p = subprocess.run(args, capture_output=True, env=self.env, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (mb << 20, mb << 20)))
            loader = p.returncode == 127 and b'error while loading' in p.stderr or p.returncode == -signal.SIGSEGV and mb <= 4
            self.ok(p.returncode == 0 and p.stdout == whole or p.returncode == 2 and b'memory' in p.stderr or loader, f'{name} in {mb} MB: status {p.returncode}', p.stderr[-160:])
            stages['loader' if loader else p.returncode] += 1
        self.ok(stages[0] > 0, f'{name} in 64 MB: does not fit')

    def nobody(self):
        """What root may read, others may not: an unreadable file, an unreadable folder, a folder that cannot be written."""
        other = {'user': 65534, 'group': 65534, 'extra_groups': []} if os.geteuid() == 0 else {}
        top, run = os.path.join(self.folder, 'secret'), lambda *args: subprocess.run(args, capture_output=True, env=self.env, **other)
        try:
            if run(self.tool('extract'), '--version').returncode or run(self.tool('normalise'), '--list-grammars').returncode:
                raise PermissionError
        except PermissionError:
            print('  (another user cannot run the programs where they are: unreadable folders left out)')
            return
        os.chmod(self.folder, 0o755)
        os.makedirs(os.path.join(top, 'grammars'))
        shutil.copy(FIXTURE, top)
        shutil.copy('grammars/base.xml', os.path.join(top, 'grammars'))
        for what, path, mode in (('file', os.path.join(top, 'in.md'), 0), ('folder of grammars', os.path.join(top, 'grammars'), 0), ('folder', top, 0)):
            os.chmod(path, mode)
            for args in ((self.tool('extract'), os.path.join(top, 'in.md')), (self.tool('normalise'), '--grammar-path', os.path.join(top, 'grammars'), os.path.join(self.folder, 'e.pg'))):
                if what == 'file' and 'normalise' in args[0] or what == 'folder of grammars' and 'extract' in args[0]:
                    continue
                p = run(*args)
                self.ok(p.returncode == 2 and p.stderr and not p.stdout, f'an unreadable {what}: status {p.returncode}', p.stderr[-160:])
            os.chmod(path, 0o755)
        os.chmod(top, 0o555)
        for t, source in (('extract', FIXTURE), ('normalise', self.folder + '/e.pg'), ('validate', self.folder + '/n.pg'), ('render', self.folder + '/n.pg')):
            os.chmod(source, 0o644)
            p = run(self.tool(t), source, '-o', os.path.join(top, 'out'))
            self.ok(p.returncode == 2 and p.stderr and not os.path.exists(os.path.join(top, 'out')), f'pg-{t} -o into a folder that cannot be written: status {p.returncode}', p.stderr[-160:])
        os.chmod(top, 0o755)

    def killed(self, t):
        """The producer is killed in the middle: without pipefail only the last tool can tell."""
        maker = subprocess.Popen([self.tool('extract'), '-', '--line-buffered'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.env)
        taker = subprocess.Popen([self.tool(t)], stdin=maker.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.env)
        maker.stdout.close()
        try:
            maker.stdin.write(open(FIXTURE, 'rb').read() + b'\n\nprose\n' * 9000)
            maker.stdin.flush()
        except BrokenPipeError:
            pass
        time.sleep(0.2)
        maker.send_signal(signal.SIGKILL)
        maker.wait()
        _, said = taker.communicate(timeout=20)
        self.ok(taker.returncode == 2 and said, f'pg-{t} behind a killed producer', f'status {taker.returncode} {said[-200:]}')

    def grammars(self):
        bad = os.path.join(self.folder, 'g')
        good = open('grammars/base.xml', 'rb').read()
        bomb = b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaaaaaaaa">' + b''.join(
            b'<!ENTITY %c "%s">' % (98 + i, b'&%c;' % (97 + i) * 10) for i in range(9)) + b']><grammar name="base">&j;</grammar>'
        outside = b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/hostname">]><grammar name="base">&x;</grammar>'
        include = good.replace(b'</grammar>', b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s"/></grammar>')
        cases = {'empty': b'', 'cut': good[:len(good) // 2], 'another root': b'<html/>', 'an entity bomb': bomb, 'an external entity': outside,
                 'XInclude of /etc': include.replace(b'%s', b'/etc/hostname'), 'XInclude above': include.replace(b'%s', b'../../etc/hostname'),
                 'XInclude of the network': include.replace(b'%s', b'http://127.0.0.1/x.xml'), 'XInclude of itself': include.replace(b'%s', b'base.xml'),
                 'a huge file': b'<grammar name="base">' + b' ' * 5000000 + b'</grammar>', 'NUL': b'\0' * 100, 'a parameter entity':
                 b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]><grammar name="base"/>'}
        for what, data in cases.items():
            os.makedirs(bad, exist_ok=True)
            with open(os.path.join(bad, 'base.xml'), 'wb') as f:
                f.write(data)
            start = time.time()
            p = self.shell(f'pg-normalise with a grammar: {what}', '$B/pg-normalise --grammar-path $D/g $D/e.pg', 2)
            self.ok(time.time() - start < 5, f'a grammar with {what} takes long')
            self.ok(not p.stdout, f'a grammar with {what}: records all the same', p.stdout[:80])
            with open('/etc/hostname', 'rb') as f:
                self.ok(f.read().strip() not in p.stderr + p.stdout, f'a grammar with {what} reads a file')
            shutil.rmtree(bad)
        # By itself, for a program finds the grammars that lie beside it.
        self.shell('pg-normalise without its grammars', 'mkdir $D/alone && cp $B/pg-normalise $D/alone && $D/alone/pg-normalise --grammar-path $D/none $D/e.pg', 2)
        os.makedirs(bad)
        os.symlink('/dev/zero', os.path.join(bad, 'base.xml'))
        self.shell('pg-normalise with an endless grammar', '$B/pg-normalise --grammar-path $D/g $D/e.pg', 2)
        shutil.rmtree(bad)
        self.shell('pg-validate without its rules', 'cd /; PG_GRAMMAR_PATH=$D/none $B/pg-validate --rules $D/none/rules.xml $D/n.pg', 2)

    def files(self):
        self.nobody()
        # A file that grows while it is read: what is reported is what was read, and the stream is sound.
        name = os.path.join(self.folder, 'grows')
        with open(name, 'wb') as f:
            f.write(b'prose\n' * 200000)
        p = subprocess.Popen([self.tool('extract'), name], stdout=subprocess.PIPE, env=self.env)
        first = p.stdout.read(1000)
        with open(name, 'ab') as f:
            f.write(b'more\n' * 1000)
        out = first + p.stdout.read()
        status, _, said = self.run([self.tool('normalise')], out)
        self.ok(p.wait() == 0 and status == 0, 'a file that grows', f'status {p.returncode} {status} {said[-100:]}')
        os.unlink(name)
        # One that shrinks, or goes away: its bytes are still there for whoever has it open.
        self.shell('a file that goes away', 'cp $F $D/gone; { cat $D/gone; rm $D/gone; } | $B/pg-extract | $B/pg-normalise >/dev/null', 0, err=False)


def main():
    a = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    a.add_argument('--bin', default='bin')
    a.add_argument('--library', default='build/faults.so')
    a.add_argument('--shell', action='store_true', help='only what the shell can do')
    a.add_argument('--most', type=int, default=100000, help='calls of one kind at most')
    a.add_argument('--stride', type=int, default=40, help='of N calls of malloc, N/STRIDE are skipped each time')
    o = a.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        t = Tests(o, folder)
        for name, args, source in (('e.pg', ['extract', FIXTURE], None), ('n.pg', ['normalise'], 'e.pg')):
            data = open(os.path.join(folder, source), 'rb').read() if source else b''
            status, out, err = t.run([t.tool(args[0])] + args[1:], data)
            with open(os.path.join(folder, name), 'wb') as f:
                f.write(out)
        e, n = os.path.join(folder, 'e.pg'), os.path.join(folder, 'n.pg')
        os.makedirs(os.path.join(folder, 'out'))
        x = os.path.join(folder, 'out', 'x')
        t.from_the_shell()
        if o.shell:
            o.most = 0
        t.injected('pg-extract', [t.tool('extract'), '--check', FIXTURE], b'', after=[t.tool('normalise')])
        t.injected('pg-extract -o', [t.tool('extract'), FIXTURE, '-o', x], b'', output=x)
        t.injected('pg-normalise', [t.tool('normalise'), '--check', e], b'', after=[t.tool('validate'), '--fail-on=never'])
        t.injected('pg-validate', [t.tool('validate'), '--fail-on=never', '-q', n], b'', after=[t.tool('render')])
        for to in ('csv', 'json', 'html', 'markdown', 'xml', 'jsonl'):
            t.injected('pg-render ' + to, [t.tool('render'), '--to', to, n], b'')
        for to in ('csv', 'sqlite', 'xlsx'):
            t.injected('pg-render -o ' + to, [t.tool('render'), '--to', to, n, '-o', x], b'', output=x)
        print('faults injected: ' + ', '.join(f'{k} {v}' for k, v in sorted(t.kinds.items())) + f'; in all {sum(t.kinds.values())}')
        print(f'faults: {t.passed} passed, {t.failed} failed')
    return 1 if t.failed else 0


if __name__ == '__main__':
    sys.exit(main())
