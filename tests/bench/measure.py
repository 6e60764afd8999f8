"""Instructions, CPU seconds and peak memory of commands.  Output goes to /dev/null, or to a file if named."""
import os
import re
import shutil
import statistics
import subprocess
import tempfile


RUN = os.environ.get("PG_BENCH_RUN", "build/tests/bench/run")


def run(argv, to=os.devnull):
    """CPU seconds, peak KB and exit status of one command (and of what it waits for)."""
    with open(to, "wb") as out, tempfile.NamedTemporaryFile("r") as report:
        subprocess.run([RUN, report.name, *argv], stdout=out, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)
        used, peak_kb, status = map(int, report.read().split())
    return used / 1e6, peak_kb, status


def have(program):
    return shutil.which(program) is not None


def instructions(argv):
    """Counted by callgrind; they hardly vary from run to run or between machines of one kind."""
    with tempfile.NamedTemporaryFile() as log:
        said = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + log.name, *argv],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    found = re.search(r"Collected : (\d+)", said.stderr)
    if not found:
        raise RuntimeError("callgrind: " + said.stderr[-400:])
    return int(found[1])


def ratio(a, b, times=5):
    """The median of CPU(a) / CPU(b), the two run in turn so that both see the same machine."""
    pairs = [(run(a)[0], run(b)[0]) for _ in range(times)]
    return statistics.median(x / max(y, 1e-3) for x, y in pairs)


def seconds(argv, times=5):
    return min(run(argv)[0] for _ in range(times))


def peak(argv, to=os.devnull):
    """Megabytes of 2^20."""
    return run(argv, to)[1] / 1024
