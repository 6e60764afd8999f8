#!/usr/bin/env python3
"""The ten hottest functions of each stage, as the tables of README.md: own instructions, counted by callgrind.

usage: make profile     (it sets PG_BIN, the folder of the four programs)
"""
import collections
import os
import re
import subprocess
import sys
import tempfile

import bench
import corpus
import measure

MB, MOST = 1.5, 10
NAME = re.compile(r"\((\d+)\)(?: (.*))?")
COST = re.compile(r"[+\-*\d]\S* (\d+)$")


def plain(function):
    """Without what the compiler and libc add; code made at run time has no name."""
    if function.startswith("0x"):
        return "compiled patterns"
    return re.sub(r"^_+|_(avx|evex|sse)\w*$|\.\w+(\.\d+)?$|'\d+$", "", function)


def own(lines):
    """Instructions by function; a line behind `calls=` is the callee's."""
    names, cost, function, called = {}, collections.Counter(), None, False
    for line in lines:
        if line.startswith("fn=") or line.startswith("cfn="):
            number, name = NAME.match(line[line.index("=") + 1:]).groups()
            names[number] = name or names[number]
            function = names[number] if line.startswith("fn=") else function
        elif line.startswith("calls="):
            called = True
        elif COST.match(line):
            if not called:
                cost[plain(function)] += int(COST.match(line)[1])
            called = False
    return cost


def profile(argv):
    with tempfile.NamedTemporaryFile("r", errors="replace") as log:
        subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + log.name, *argv],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return own(line.rstrip("\n") for line in log)


def main(folder):
    file = corpus.build(folder, MB)["md"]
    size = os.path.getsize(file)
    for stage, argv in bench.stages(folder, "profile", file):
        cost = profile(argv)
        total = sum(cost.values())
        print("| pg-%s: %.0f a byte | %% |\n|---|---|" % (stage, total / size))
        for function, n in cost.most_common(MOST):
            print("| %s | %.1f |" % (function, 100 * n / total))
        print()


if __name__ == "__main__":
    if len(sys.argv) != 1:
        sys.exit(__doc__)
    if not measure.have("valgrind"):
        sys.exit("valgrind is not installed: no instructions are counted (Debian package: valgrind)")
    os.environ.setdefault("PG_GRAMMAR_PATH", os.path.join(corpus.TOP, "grammars"))
    with tempfile.TemporaryDirectory(prefix="pg-profile.") as temporary:
        main(temporary)
