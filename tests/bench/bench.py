#!/usr/bin/env python3
"""Targets and figures side by side; `gate` runs only what hardly varies.  See README.md.

usage: make bench, make gate     (they set PG_BIN, the folder of the four programs, and PG_BENCH_RUN, run.c's)
PG_BENCH_MB: the large size (100); PG_BENCH_DIR: where the corpus is kept (else a folder that goes afterwards), one for each
PG_BENCH_SEED: a filing in Markdown that the corpus is made of (else fixtures)
"""
import os
import platform
import sys
import tempfile

import corpus
import measure

STAGES = ["extract", "normalise", "validate", "render"]
FORMATS = ["md", "html", "dump", "text", "csv"]
READER = {"md": "markdown", "html": "html", "dump": "tabbed", "text": "text", "csv": "csv"}
AT_LEAST = {"CPU script / all", "CPU pandoc / all"}  # all other figures are the better the lower
BIN = os.path.abspath(os.environ.get("PG_BIN", os.path.join(corpus.TOP, "bin")))


class Table:
    """Prints figures as they come, beside target and gate, and counts what is missed."""

    def __init__(self, gate):
        self.gate, self.passed, self.failed = gate, 0, 0
        lines = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "targets.tsv"), encoding="utf-8")
        self.limits = {f[0]: f[1:] for f in (line.rstrip("\n").split("\t") for line in lines) if len(f) == 3}
        print("%-48s %14s %12s %12s" % ("figure", "measured", "target", "gate"))

    def wants(self, figure):
        return not self.gate or self.limits.get(figure, ("-", "-"))[1] != "-"

    def put(self, figure, value):
        target, gate = self.limits.get(figure, ("", ""))
        limit = gate if self.gate else target
        missed = ""
        if limit not in ("", "-"):
            ok = value >= float(limit) if figure in AT_LEAST else value <= float(limit)
            self.passed, self.failed = self.passed + ok, self.failed + (not ok)
            missed = "" if ok else "  MISSED"
        shown = "%d" % value if value >= 10000 else "%.2f" % value
        print("%-48s %14s %12s %12s%s" % (figure, shown, target, gate, missed), flush=True)


def tool(stage, *arguments):
    quiet = ["-q"] if stage == "validate" else []
    return [os.path.join(BIN, "pg-" + stage), *quiet, *arguments]


def stages(folder, name, file, reader=None):
    """[(stage, argv)] with the input of each as a file; runs all but the last once to have them."""
    steps = []
    for stage in STAGES:
        argv = tool(stage, *(["--from", reader] if reader and stage == "extract" else []), file)
        steps.append((stage, argv))
        file = os.path.join(folder, "%s.%s.tsv" % (name, stage))
        if stage != STAGES[-1]:
            measure.run(argv, file)
    return steps


def pipeline(file):
    words = " | ".join(" ".join("'%s'" % a for a in tool(s)) + (' "$@"' if s == "extract" else "") for s in STAGES)
    return ["sh", "-c", words, "sh", *([file] if isinstance(file, str) else file)]


def counted(table, folder, mb, formats, start=True):
    """Instructions a byte of the filing, and at start."""
    if not measure.have("valgrind"):
        print("valgrind is not installed: no instructions are counted (Debian package: valgrind)")
        return
    for f in formats:
        file = corpus.build(folder, mb, [f])[f]
        size, total = os.path.getsize(file), 0
        for stage, argv in stages(folder, f, file, READER[f]):
            if not table.wants("instructions/byte %s %s" % (stage, f)) and not table.wants("instructions/byte all " + f):
                continue
            n = measure.instructions(argv) / size
            total += n
            table.put("instructions/byte %s %s" % (stage, f), n)
        if table.wants("instructions/byte all " + f):
            table.put("instructions/byte all " + f, total)
    if not start:
        return
    tiny = os.path.join(folder, "tiny.md")
    with open(tiny, "w", encoding="utf-8") as file:
        file.write("# 云河市\n")
    for stage, argv in stages(folder, "tiny", tiny):
        if table.wants("start-up instructions " + stage):
            table.put("start-up instructions " + stage, measure.instructions(argv))
        if not table.gate:
            table.put("start-up ms " + stage, 1000 * measure.seconds(argv, 9))


def peaks(table, folder, sizes):
    for mb in sizes:
        if not any(table.wants("MB peak %s %g MB" % (s, mb)) for s in STAGES):
            continue
        file = corpus.build(folder, mb)["md"]
        for stage in STAGES:
            to = os.path.join(folder, "peak.%s.tsv" % stage)
            figure = "MB peak %s %g MB" % (stage, mb)
            if not any(table.wants("MB peak %s %g MB" % (s, mb)) for s in STAGES[STAGES.index(stage):]):
                break
            value = measure.peak(tool(stage, file), to)
            if table.wants(figure):
                table.put(figure, value)
            file = to
    line = os.path.join(folder, "line.md")
    with open(line, "w", encoding="utf-8") as file:
        file.write("| " + "云河市" * 1_100_000 + " |\n")
    table.put("MB peak extract, a line of 10 MB", measure.peak(tool("extract", line)))


def compared(table, folder, mb):
    """Paired CPU ratios with what people use today."""
    files = corpus.build(folder, mb, ["md", "html"])
    md = files["md"]
    here = os.path.dirname(os.path.abspath(__file__))
    table.put("CPU all / wc -m", measure.ratio(pipeline(md), ["env", "LC_ALL=C.UTF-8", "wc", "-m", md]))
    table.put("CPU script / all", measure.ratio([sys.executable, os.path.join(here, "script.py"), md], pipeline(md), 3))
    few = corpus.build(folder, 1)["md"]  # pandoc takes seconds a megabyte
    others = [("CPU pandoc / all", ["pandoc", "-f", "markdown", "-t", "html", few], pipeline(few)),
              ("CPU extract / mawk", tool("extract", md), ["mawk", "-F|", "{ n += NF } END { print n }", md]),
              ("CPU extract html / xmllint --html --sax", tool("extract", files["html"]),
               ["xmllint", "--html", "--sax", "--noout", files["html"]])]
    for figure, a, b in others:
        missing = [argv[0] for argv in (a, b) if not measure.have(argv[0])]
        if missing:
            print("%-48s %14s" % (figure, "no " + missing[0]))
        else:
            table.put(figure, measure.ratio(a, b, 3))


def scaled(table, folder):
    names, whole = corpus.build_small(folder, 5000)
    table.put("CPU 5000 files / one, extract", measure.ratio(tool("extract", *names), tool("extract", whole)))
    table.put("CPU 5000 files / one", measure.ratio(pipeline(names), pipeline(whole), 1))
    one, ten = corpus.build(folder, 2)["md"], corpus.build(folder, 20)["md"]
    table.put("CPU 10 times the input", measure.ratio(pipeline(ten), pipeline(one), 3))
    for f in FORMATS:
        file = corpus.build(folder, 20, [f])[f]
        argv = tool("extract", "--from", READER[f], file)
        table.put("MB/s extract " + f, os.path.getsize(file) / 1e6 / measure.seconds(argv, 3))
    table.put("MB/s all md", os.path.getsize(ten) / 1e6 / measure.seconds(pipeline(ten), 3))


def main(mode, folder):
    table = Table(mode == "gate")
    if mode == "gate":
        counted(table, folder, 0.5, ["md"])
        peaks(table, folder, [10])
    else:
        print("%s, %d CPUs" % (platform.platform(), os.cpu_count()))
        counted(table, folder, 1.5, ["md"])
        counted(table, folder, 0.3, FORMATS[1:], start=False)
        peaks(table, folder, [10, float(os.environ.get("PG_BENCH_MB", "100"))])
        compared(table, folder, 10)
        scaled(table, folder)
    print("%s: %d passed, %d failed" % (mode, table.passed, table.failed))
    return 1 if table.failed and mode == "gate" else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("bench", "gate"):
        sys.exit(__doc__)
    os.environ.setdefault("PG_GRAMMAR_PATH", os.path.join(corpus.TOP, "grammars"))
    kept = os.environ.get("PG_BENCH_DIR")
    if kept:
        sys.exit(main(sys.argv[1], kept))
    with tempfile.TemporaryDirectory(prefix="pg-bench.") as temporary:
        sys.exit(main(sys.argv[1], temporary))
