#!/usr/bin/env python3
"""corpus.py FOLDER MB [FORMAT ...]: a corpus of any size out of the project's own fixtures.

Writes FOLDER/MB.md (and .html, .dump, .text, .csv as asked for): some of the fixtures one behind the other, or the
filing in Markdown that PG_BENCH_SEED names, over and over, as one filing.  In every copy the digits are others, so that nothing gains by having seen a cell
before; lengths and the kinds of character stay.  The same arguments give the same bytes.  MB counts 10^6
bytes of Markdown; the other formats hold the same tables.
"""
import csv
import html
import io
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Named, so that figures stay comparable when fixtures are added.
SEEDS = ["lost-header", "moved-groups", "plain-form", "self-evaluation", "shifted-rows", "two-row-header", "unknown-labels"]
SMALL = 24000  # bytes of a short filing, at most, where it has more than one paragraph
RULER = re.compile(r"^[|\s:-]+$")


def seed():
    named = os.environ.get("PG_BENCH_SEED")
    if named:
        with open(named, encoding="utf-8") as file:
            return file.read().strip("\n") + "\n\n\n"
    texts = []
    for name in SEEDS:
        with open(os.path.join(TOP, "fixtures", "normalise", name, "in.md"), encoding="utf-8") as file:
            texts.append(file.read().strip("\n"))
    return "\n\n\n".join(texts) + "\n\n\n"


def pieces(text):
    """The text in runs of whole paragraphs, each a short filing."""
    runs, size = [""], 0
    for paragraph in text.strip("\n").split("\n\n"):
        n = len(paragraph.encode()) + 2
        if size + n > SMALL and size:
            runs.append("")
            size = 0
        runs[-1] += paragraph + "\n\n"
        size += n
    return runs


def turned(text, copy):
    """The text with its digits but 0 changed by a generator that starts at the copy's number."""
    state = copy

    def next_digit(match):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return str(1 + (state >> 33) % 9)

    return text if copy == 0 else re.sub("[1-9]", next_digit, text)


def blocks(text):
    """Paragraphs as strings, tables as lists of rows of cells."""
    rows = []
    for line in text.split("\n"):
        if line.startswith("|"):
            if not RULER.match(line) or "-" not in line:
                rows.append([c.strip() for c in line.strip().strip("|").split("|")])
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line.strip().lstrip("# ")


def as_html(block):
    if isinstance(block, str):
        return "<p>%s</p>\n" % html.escape(block)
    return "<table>\n%s</table>\n" % "".join(
        "<tr>%s</tr>\n" % "".join("<td>%s</td>" % html.escape(c) for c in row) for row in block)


def as_dump(block):
    """As a word processor saves text: a cell a line with a TAB before it, an empty line ends a row."""
    if isinstance(block, str):
        return block + "\n\n"
    return "".join("".join("\t%s\n" % c for c in row) + "\n" for row in block) + "\n"


def as_text(block):
    """As text comes out of a PDF: one blank behind a cell, two for an empty one, wrapped at 40 characters."""
    if isinstance(block, str):
        return "\n".join(block[i:i + 40] for i in range(0, len(block), 40)) + " \n"
    return "".join(" ".join(c if c else "" for c in row) + " \n" for row in block)


def as_csv(block, width=8):
    """As a spreadsheet saves it: all rows of one width."""
    into = io.StringIO()
    rows = [[block]] if isinstance(block, str) else block
    csv.writer(into, lineterminator="\n").writerows(row + [""] * (width - len(row)) for row in rows)
    return into.getvalue()


FORMATS = {"md": None, "html": as_html, "dump": as_dump, "text": as_text, "csv": as_csv}


def build(folder, mb, formats=("md",)):
    """Files that are already there are not written again; returns their names by format."""
    os.makedirs(folder, exist_ok=True)
    names = {f: os.path.join(folder, "%g.%s" % (mb, f)) for f in formats}
    wanted = {f: n for f, n in names.items() if not os.path.exists(n)}
    files = {f: open(n + ".part", "w", encoding="utf-8", newline="") for f, n in wanted.items()}
    text, done, copy = seed(), 0, 0
    if "html" in files:
        files["html"].write('<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n')
    while files and done < mb * 1e6:
        now = turned(text, copy)
        for f, file in files.items():
            file.write(now if f == "md" else "".join(FORMATS[f](b) for b in blocks(now)))
        done += len(now.encode())
        copy += 1
    for f, file in files.items():
        file.write("</body></html>\n" if f == "html" else "")
        file.close()
        os.rename(wanted[f] + ".part", wanted[f])
    return names


def build_small(folder, count):
    """count short filings, pieces of the seed in turn, and the same bytes as one file: their names."""
    os.makedirs(os.path.join(folder, "small"), exist_ok=True)
    text, names, whole = pieces(seed()), [], os.path.join(folder, "small.md")
    with open(whole, "w", encoding="utf-8") as one:
        for i in range(count):
            now = turned(text[i % len(text)], i)
            names.append(os.path.join(folder, "small", "%05d.md" % i))
            with open(names[-1], "w", encoding="utf-8") as file:
                file.write(now)
            one.write(now)
    return names, whole


if __name__ == "__main__":
    if len(sys.argv) < 3 or set(sys.argv[3:]) - set(FORMATS):
        sys.exit(__doc__)
    print("\n".join(build(sys.argv[1], float(sys.argv[2]), sys.argv[3:] or ["md"]).values()))
