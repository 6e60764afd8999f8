#!/bin/sh
# pg-render from outside: every format against the bytes expected, then opened by an independent reader
# where one is there; then the round trip, cut streams, full disks.
# usage: BIN=bin tests/render.sh [--update]
BIN=${BIN:-bin}
render=$BIN/pg-render
here=fixtures/render
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
failures=0
checks=0

ok() { # ok NAME STATUS
	checks=$((checks + 1))
	[ "$2" = 0 ] && return
	failures=$((failures + 1))
	echo "render: failed: $1"
}
have() { command -v "$1" > /dev/null 2>&1; }
# Bytes in tmp/NAME against expected/NAME.
same() {
	[ "$update" ] && cp "$tmp/$1" "$here/expected/$1"
	cmp "$here/expected/$1" "$tmp/$1"
	ok "$1 differs" $?
}
[ "$1" = --update ] && update=1 && mkdir -p $here/expected

# --- bytes ---
make_one() { # make_one NAME OPTIONS
	name=$1
	shift
	$render -q "$@" $here/nasty.pg -o "$tmp/$name"
	ok "$name: status" $?
	$render -q "$@" $here/nasty.pg -o "$tmp/again"
	cmp -s "$tmp/$name" "$tmp/again"
	ok "$name: not the same twice" $?
}
make_one wide.csv --to csv
make_one wide-safe.csv --to csv --crlf --bom --csv-safe
make_one wide-titles.csv --to csv --titles zh
make_one form-wide.csv --to csv --type form-wide
make_one wide.tsv --to tsv
for type in document text table row form field amount schedule goal indicator result achievement fact issue source; do
	make_one $type.tsv --to tsv --type $type
done
make_one wide.jsonl --to jsonl
make_one all.jsonl --to jsonl --type all
make_one filing.json --to json
make_one filing.xml --to xml
make_one filing.md --to markdown
make_one page.full --to html
make_one page-en.full --to html --titles en
make_one filing.xlsx --to xlsx
$render --to html --sources=$here $here/places.pg > "$tmp/places.full"
ok "html with places: status" $?
$render --to html --titles en $here/places.pg > "$tmp/places-told.full"
for page in page page-en places places-told; do # the style sheet and the script have files of their own
	sed -e '/<style>/,/<\/style>/d' -e '/^<script>/,/^<\/script>/d' "$tmp/$page.full" > "$tmp/$page.html"
done
$render --to diff $here/nasty.pg $here/other.pg > "$tmp/diff.txt"
$render --to diff --type tsv $here/nasty.pg $here/other.pg > "$tmp/diff.tsv"
$render --to diff --titles zh $here/nasty.pg $here/other.pg > "$tmp/diff-zh.txt"
$render --to diff --type html $here/nasty.pg $here/other.pg | sed '/<style>/,/<\/style>/d' > "$tmp/diff.html"
[ -z "$($render --to diff $here/nasty.pg $here/nasty.pg)" ]
ok "a stream differs from itself" $?
$render -q --to sqlite $here/nasty.pg -o "$tmp/filing.sqlite"
ok "sqlite: status" $?
$render -q --to sqlite $here/nasty.pg -o "$tmp/again.sqlite"
cmp -s "$tmp/filing.sqlite" "$tmp/again.sqlite"
ok "sqlite: not the same twice" $?
$render -q --to datapackage $here/nasty.pg -o "$tmp/package"
ok "datapackage: status" $?
cp "$tmp/package/datapackage.json" "$tmp/package/csv-metadata.json" "$tmp"
for name in wide.csv wide-safe.csv wide-titles.csv form-wide.csv wide.tsv document.tsv text.tsv table.tsv row.tsv form.tsv \
    field.tsv amount.tsv schedule.tsv goal.tsv indicator.tsv result.tsv achievement.tsv fact.tsv issue.tsv source.tsv \
    wide.jsonl all.jsonl filing.json filing.xml filing.md page.html page-en.html places.html places-told.html diff.txt diff.tsv diff-zh.txt diff.html \
    datapackage.json csv-metadata.json; do
	same $name
done
$render --to csv $here/nasty.pg 2> "$tmp/stderr" > /dev/null
same stderr

# --- independent readers; what a type holds, as a stream, is the measure ---
records() { grep "^$1	" $here/nasty.pg | cut -f2-; }
if have jq; then
	# The stream again out of JSON Lines: jq's @tsv has the same four escapes.
	jq -r 'if .record == "row" then [.record, .doc, .table, .line, .row] + .cells else [.[]] end | map(. // "") | @tsv' \
	    "$tmp/all.jsonl" > "$tmp/back.pg"
	grep -v '^novelty' $here/nasty.pg | cmp - "$tmp/back.pg"
	ok "jsonl: round trip" $?
	[ "$(jq '[.documents[].forms[].indicators[]] | length' "$tmp/filing.json")" = "$(records indicator | wc -l)" ]
	ok "json: indicators" $?
	jq -e '.documents[0].forms[1].amounts[0].yuan == "99999999999999999999.01"' "$tmp/filing.json" > /dev/null
	ok "json: money is exact" $?
	jq -e . "$tmp/package/datapackage.json" "$tmp/package/csv-metadata.json" > /dev/null
	ok "datapackage: JSON" $?
fi
if have mlr; then
	for type in form amount goal issue; do
		mlr --itsv --ojson cat "$tmp/$type.tsv" > "$tmp/mlr.json" && [ "$(jq length "$tmp/mlr.json")" = "$(records $type | wc -l)" ]
		ok "tsv: mlr $type" $?
		mlr --itsv --otsv --headerless-tsv-output cat "$tmp/$type.tsv" > "$tmp/mlr.tsv"
		records $type | cmp - "$tmp/mlr.tsv"
		ok "tsv: mlr round trip $type" $?
	done
	mlr --icsv --ojsonl --infer-none cat "$tmp/wide.csv" > "$tmp/csv.json"
	mlr --itsv --ojsonl --infer-none cat "$tmp/wide.tsv" | cmp - "$tmp/csv.json"
	ok "csv and tsv: the same to mlr" $?
fi
if have xmllint; then
	xmllint --noout --relaxng tools/render/pg.rng "$tmp/filing.xml" 2> "$tmp/xml.err"
	ok "xml: pg.rng: $(head -1 "$tmp/xml.err")" $?
	[ "$(xmllint --xpath 'count(//*[local-name()="indicator"])' "$tmp/filing.xml")" = "$(records indicator | wc -l)" ]
	ok "xml: indicators" $?
fi
if have sqlite3; then
	db() { sqlite3 "$tmp/filing.sqlite" "$1"; }
	[ "$(db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]
	ok "sqlite: integrity" $?
	# The stream's records again; NULL is absent.
	sqlite3 -separator '	' "$tmp/filing.sqlite" 'SELECT doc, form, line, kind, yuan, label, raw, phase FROM amount ORDER BY rowid' > "$tmp/amount.back"
	records amount | cmp - "$tmp/amount.back"
	ok "sqlite: round trip amount" $?
	sqlite3 -separator '	' "$tmp/filing.sqlite" "SELECT doc, form, line, n, replace(text, char(10), '\n') FROM goal ORDER BY rowid" > "$tmp/goal.back"
	records goal | cmp - "$tmp/goal.back"
	ok "sqlite: round trip goal" $?
	sqlite3 -separator '	' "$tmp/filing.sqlite" 'SELECT * FROM indicator ORDER BY rowid' > "$tmp/indicator.back"
	records indicator | cmp - "$tmp/indicator.back"
	ok "sqlite: round trip indicator" $?
	tail -n +2 "$tmp/wide.tsv" > "$tmp/wide.rows"
	sqlite3 -separator '	' "$tmp/filing.sqlite" 'SELECT * FROM indicator_wide' | cmp - "$tmp/wide.rows"
	ok "sqlite: indicator_wide is the wide table" $?
	[ "$(db "SELECT fen FROM amount WHERE yuan = '1234567.5'")" = 123456750 ]
	ok "sqlite: fen" $?
	[ "$(db "SELECT count(*) FROM name_search WHERE name_search MATCH '供水保障'")" = 2 ]
	ok "sqlite: search" $?
	cp "$tmp/filing.sqlite" "$tmp/two.sqlite"
	$render -q --to sqlite $here/nasty.pg -o "$tmp/two.sqlite" && $render -q --to sqlite $here/other.pg -o "$tmp/two.sqlite"
	[ "$(sqlite3 "$tmp/two.sqlite" 'SELECT count(*) FROM document; SELECT count(*) FROM indicator; SELECT count(*) FROM row' | tr '\n' ' ')" = '2 15 9 ' ]
	ok "sqlite: a document replaces itself, another is added" $?
	cp "$tmp/two.sqlite" "$tmp/three.sqlite"
	head -30 $here/nasty.pg | $render -q --to sqlite -o "$tmp/three.sqlite" 2> /dev/null
	[ $? = 2 ] && [ "$(sqlite3 "$tmp/three.sqlite" 'SELECT count(*) FROM indicator')" = 15 ]
	ok "sqlite: a cut stream changes nothing" $?
	sort $here/nasty.pg | $render -q --partial --to sqlite -o "$tmp/sorted.sqlite"
	[ "$(sqlite3 "$tmp/sorted.sqlite" 'SELECT count(*) FROM indicator; SELECT count(title) FROM form' | tr '\n' ' ')" = '10 3 ' ]
	ok "sqlite: a sorted stream" $?
fi
if have python3; then
	python3 - "$tmp" << 'PY'
import csv, io, json, sys, zipfile
import xml.etree.ElementTree as tree
tmp = sys.argv[1]
def rows(name):
    return list(csv.reader(open(f'{tmp}/{name}', newline='', encoding='utf-8-sig')))
def unescape(s):
    out, at = '', 0
    while at < len(s):
        if s[at] == '\\':
            out += {'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\'}[s[at + 1]]
            at += 2
        else:
            out += s[at]
            at += 1
    return out
tsv = [[unescape(c) for c in l.split('\t')] for l in open(f'{tmp}/wide.tsv', encoding='utf-8', newline='').read().split('\n')[:-1]]
assert rows('wide.csv') == tsv, 'csv is not the tsv'
safe = rows('wide-safe.csv')
assert [[c[1:] if c[:1] == "'" else c for c in r] for r in safe] == tsv
assert not any(c[:1] in ('=', '+', '-', '@') for r in safe for c in r)
book = zipfile.ZipFile(f'{tmp}/filing.xlsx')
assert book.testzip() is None
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
sheet = tree.fromstring(book.read('xl/worksheets/sheet1.xml'))
got = sheet.findall(f'.//{n}row')
assert len(got) == len(tsv), len(got)
assert sheet.find(f'.//{n}f') is None, 'a formula'
texts = [t.text for t in sheet.iter(f'{n}t')]
assert '00120230000000000000456' in texts and '=3座' in texts
assert sheet.find(f'.//{n}autoFilter') is not None and sheet.find(f'.//{n}pane') is not None
package = json.load(open(f'{tmp}/package/datapackage.json'))
for resource in package['resources']:
    table = rows('package/' + resource['path'])
    assert table[0] == [f['name'] for f in resource['schema']['fields']], resource['name']
    key = resource['schema'].get('primaryKey')
    if key:
        keys = [tuple(r[table[0].index(k)] for k in key) for r in table[1:]]
        assert len(set(keys)) == len(keys), resource['name']
PY
	ok "python3: csv, xlsx, datapackage" $?
	# Also where places overlap, stand behind their line or name what is not known, and where records come twice.
	{
		sed -e /^end/d -e '/^indicator/p' -e '/^text/p' $here/places.pg
		printf 'source\tplaces.md\t1\tindicator\t1\t1\t%b\n' 'op\t14\t26\t505\t3' 'low\t14\t27\t508\t900' 'unit\t15\t1\t9\t4' \
		    'low\t14\t1\t99999\t1' 'nothing\t14\t1\t440\t1' 'raw\t0\t1\t440\t1' 'raw\t14\tx\t440\t1' 'note\t77\t1\t9000\t3'
		printf 'source\tplaces.md\t%b\n' '1\tnovelty\t1\t1\traw\t14\t1\t440\t1' '\tfact\t1\t\traw\t3\t1\t34\t9' '9\tgoal\t1\t\ttext\t3\t1\t34\t9'
	} > "$tmp/odd.pg"
	$render --partial --to html --sources=$here "$tmp/odd.pg" > "$tmp/odd.full"
	ok "html with odd places: status" $?
	for page in page places places-told odd; do
	python3 - "$tmp/$page.full" << 'PY'
import html.parser, sys
void = {'meta', 'input', 'br', 'img', 'link', 'hr', 'rect'}
class P(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack, self.ids, self.links, self.bad = [], set(), set(), []
    def handle_startendtag(self, tag, attrs): pass
    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if 'id' in a:
            if a['id'] in self.ids: self.bad.append('id twice: ' + a['id'])
            self.ids.add(a['id'])
        if tag == 'a': self.links.add(a['href'])
        for name in a:
            if name.startswith('on') or name == 'src': self.bad.append(f'{tag} {name}')
        if tag not in void: self.stack.append(tag)
    def handle_endtag(self, tag):
        if tag not in void and self.stack.pop() != tag: self.bad.append('end ' + tag)
p = P()
p.feed(open(sys.argv[1], encoding='utf-8').read())
assert not p.bad and not p.stack, (p.bad, p.stack)
assert all(l.startswith('#') and l[1:] in p.ids for l in p.links), [l for l in p.links if l[1:] not in p.ids]
PY
	ok "html: $page: well formed, complete in itself, links lead somewhere" $?
	done
	python3 - $here "$tmp" << 'PY'
import html, re, sys
here, tmp = sys.argv[1:]
filing = open(f'{here}/places.md', 'rb').read()
want = [l.rstrip('\n').split('\t')[1:] for l in open(f'{here}/places.pg', encoding='utf-8') if l.startswith('source')]
for name, between in ('places', '，字节 '), ('places-told', ', bytes '):
    page = open(f'{tmp}/{name}.full', encoding='utf-8').read()
    lines = page[page.index('<details class="source">'):]
    there = {}  # place: its title, its text, the values it leads to
    for place, title, text, more in re.findall(r'<mark id="(\w+-\d+)" title="([^"]*)">(.*?)</mark>((?:<sup>.*?</sup>)*)', lines):
        assert place not in there, place
        there[place] = title, html.unescape(re.sub('<[^>]*>', '', text)), set(re.findall('href="#(d1s[0-9]+)"', text + more))
    for doc, form, kind, n, part, column, line, at, offset, length in want:
        place, last = f'd1p{line}-{offset}', int(offset) + int(length) - 1
        title = f'{doc}:{line}:{at}{between}{offset}–{last}'
        assert there[place][0] == title, (there[place], title)
        if name == 'places':  # what is marked are the very bytes that the record names
            assert there[place][1].encode() == filing[int(offset):last + 1], there[place]
        # Labels of what the form's own columns repeat are not on the page.
        assert f'<a href="#{place}" title="{title}">{line}:{at}</a>' in page or kind == 'field' and column == 'label', place
    # Both ways: an element that leads to a place is among those that the place leads to.
    ways, notes = 0, r'<(span) id="(d1s[0-9]+)">(.*?)</span>'
    for _, value, shown in re.findall(notes, page) + re.findall(r'<(td|dd|li|h3|p)[^>]* id="(d1s[0-9]+)"[^>]*>(.*?)</\1>', re.sub(notes, '', page), re.S):
        for place in re.findall('href="#(d1p[0-9-]+)"', shown):
            assert value in there[place][2], (value, place)
            ways += 1
    assert ways == sum(len(values) for _, _, values in there.values()) == len([w for w in want if w[2] != 'field']), ways
PY
	ok "html: each value leads to its place and back" $?
	# Which amount of several a place is of, only a whole stream tells: no place is better than a wrong one.
	sort $here/places.pg | $render --partial --to html | grep -q 'id="d[0-9]*p11-256" title="[^"]*">10</mark>'
	ok "html: a sorted stream does not say which amount stands where" $?
fi
if have chromium; then
	cp "$tmp/page.full" "$tmp/whole.html" # its name tells the browser what it is
	timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	    --disable-component-update --disable-sync --user-data-dir="$tmp/chromium" --dump-dom "file://$tmp/whole.html" \
	    > "$tmp/dom" 2> /dev/null
	grep -q '<output id="shown">3 / 3</output>' "$tmp/dom" && grep -q '<option value="amount-sum">' "$tmp/dom"
	ok "html: script runs in chromium" $?
fi

# --- trouble ---
head -30 $here/nasty.pg > "$tmp/cut.pg"
for to in csv json xml markdown html sqlite xlsx datapackage; do
	mkdir "$tmp/dir"
	$render -q --to $to "$tmp/cut.pg" -o "$tmp/dir/out" 2> /dev/null
	[ $? = 2 ] && [ -z "$(ls -A "$tmp/dir")" ]
	ok "$to: a cut stream leaves no file" $?
	$render -q --partial --to $to "$tmp/cut.pg" -o "$tmp/dir/out"
	ok "$to: --partial takes it" $?
	rm -rf "$tmp/dir"
done
# However little memory there is: the same workbook, or status 2 with a message and no file.  (A sanitizer wants more.)
if (ulimit -v 100000; $render --version) > /dev/null 2>&1; then
	mkdir "$tmp/dir"
	for kilobytes in 7000 8000 9000 10000 11000 12000 13000 14000 16000 20000 40000; do
		(ulimit -v $kilobytes; $render -q --to xlsx $here/nasty.pg -o "$tmp/dir/out") > "$tmp/said" 2>&1
		case $? in
		0) cmp "$tmp/dir/out" "$tmp/filing.xlsx" && rm "$tmp/dir/out" ;;
		2) grep -q error "$tmp/said" && [ -z "$(ls -A "$tmp/dir")" ] ;;
		127) grep -q 'error while loading' "$tmp/said" ;; # the loader's word for it
		*) false ;;
		esac
		ok "xlsx: in $kilobytes KB: $(head -n 1 "$tmp/said")" $?
	done
	rm -rf "$tmp/dir"
fi
mkdir "$tmp/dir"
mkfifo "$tmp/fifo"
$render -q --to xlsx -o "$tmp/dir/out" < "$tmp/fifo" &
exec 3> "$tmp/fifo"
cat $here/nasty.pg >&3
for i in 1 2 3 4 5 6 7 8 9; do [ "$(ls -A "$tmp/dir")" ] || sleep 0.2; done
sleep 0.2
kill -TERM $!
wait $! 2>/dev/null
[ $? = 143 ] && [ -z "$(ls -A "$tmp/dir")" ]
ok "xlsx: ended from outside, no file stays" $?
exec 3>&-
rm -rf "$tmp/dir" "$tmp/fifo"
for to in csv tsv jsonl json xml markdown html; do
	$render -q --to $to $here/nasty.pg > /dev/full 2> /dev/null
	[ $? = 2 ]
	ok "$to: a full disk" $?
done
for to in sqlite xlsx datapackage; do
	mkfifo "$tmp/fifo"
	$render -q --to $to $here/nasty.pg -o "$tmp/fifo" 2> /dev/null
	[ $? = 2 ] && [ -p "$tmp/fifo" ]
	ok "$to: what is no plain file is not replaced" $?
	rm -rf "$tmp/fifo"
	$render -q --to $to $here/nasty.pg 2> /dev/null
	[ $? = 2 ]
	ok "$to: needs -o" $?
done
for bad in '--to nothing' '--type nothing' '--to csv --type all' '--to json --type form' '--to diff'; do
	$render -q $bad $here/nasty.pg > /dev/null 2>&1
	[ $? = 2 ]
	ok "$bad: usage" $?
done
echo "render: $((checks - failures)) passed, $failures failed"
[ $failures = 0 ]
