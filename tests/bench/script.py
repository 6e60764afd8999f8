#!/usr/bin/env python3
"""What people write today: the indicators of Markdown filings as CSV, in an afternoon's Python.

Only the bench runs it, to have something to compare with.  It reads whole files, walks the pipe tables and
keeps what looks like an indicator; it does not know half of what the tools know.
"""
import csv
import re
import sys
import unicodedata

target = re.compile(r"(≥|≤|>=|<=|=|>|<|不低于|不超过|不少于)?\s*(\d[\d,]*\.?\d*)\s*(\S*)")
level = re.compile(r"^(产出|效益|效果|满意度|成本|数量|质量|时效|社会效益|经济效益|生态效益|可持续影响|服务对象满意度)指标")
sign = {"不低于": ">=", "不少于": ">=", "不超过": "<=", "≥": ">=", "≤": "<="}


def clean(cell):
    return " ".join(unicodedata.normalize("NFKC", cell).replace("<br>", " ").split())


def filing(name, writer):
    title, levels, header = "", ["", ""], False
    for number, line in enumerate(open(name, encoding="utf-8", errors="replace"), 1):
        line = line.strip()
        if not line.startswith("|"):
            if line.endswith("表"):
                title, levels, header = clean(line), ["", ""], False
            continue
        cells = [clean(c) for c in line[1:].rstrip("|").split("|")]
        words = [c for c in cells if c]
        if not words or all(set(c) <= set("-:") for c in words):
            continue
        if "三级指标" in words or "指标值" in words:
            header = True
            continue
        if not header:
            continue
        while words and level.match(words[0]):
            levels = [words.pop(0), ""] if levels[1] or not levels[0] else [levels[0], words.pop(0)]
        if len(words) < 2:
            continue
        for part in re.split("[；;]", words[-1]):
            m = target.search(part)
            op, value, unit = m.groups() if m else ("", "", "")
            writer.writerow([name, number, title, *levels, words[0], sign.get(op, op or "="), value.replace(",", ""), unit, part])


out = csv.writer(sys.stdout)
out.writerow(["file", "line", "title", "level1", "level2", "name", "op", "value", "unit", "raw"])
for argument in sys.argv[1:]:
    filing(argument, out)
