#include "csv.h"
#include "readers.h"

#include <strings.h>

const struct reader readers[FORMAT_COUNT] = {
	[FORMAT_MARKDOWN] = { "markdown", markdown_read },
	[FORMAT_HTML] = { "html", html_read },
	[FORMAT_TABBED] = { "tabbed", tabbed_read },
	[FORMAT_TEXT] = { "text", text_read },
	[FORMAT_LINES] = { "lines", lines_read },
	[FORMAT_LAYOUT] = { "layout", layout_read },
	[FORMAT_BBOX] = { "bbox", bbox_read },
	[FORMAT_CSV] = { "csv", csv_read },
	[FORMAT_TSV] = { "tsv", csv_read },
};

/* What an HTML page, or a piece of one, begins with. */
static const struct str openings[] = {
	{ "<!doctype", 9 }, { "<html", 5 }, { "<head", 5 }, { "<body", 5 }, { "<meta", 5 }, { "<?xml", 5 }, { "<!--", 4 },
	{ "<table", 6 }, { "<div", 4 }, { "<center", 7 }, { "<title", 6 }, { "<style", 6 }, { "<p>", 3 }, { "<p ", 3 },
};

enum { DEEP = 8 }; /* leading blanks of a line whose first columns are empty */

/* What the lines of the peek look like; a line may count for several. */
struct tally {
	size_t lines;        /* that are not blank */
	size_t rulers;       /* |---| */
	size_t rows;         /* begin with a pipe and have another one */
	size_t weak, pairs;  /* have two pipes or more; and as many as the line before */
	size_t lone_pipe;    /* one pipe, at an end of the line */
	size_t lone_tab;     /* begin with TABs and have no other */
	size_t inner_tab;    /* have a TAB behind other text */
	size_t tab_first;    /* begin with a TAB */
	size_t tab_last;     /* end in a TAB and have no other */
	size_t apart;        /* have TABs and an empty line above */
	size_t tab_rows;     /* three cells or more between TABs, below another such line */
	size_t tags;         /* begin with a tag */
	size_t headings;     /* # */
	size_t gaps, deep;   /* two blanks or more between texts; many before it */
	size_t cell_ends;    /* end in a blank */
	size_t formfeeds;
	size_t last_pipes;
	bool last_row; /* the line above was a row between TABs */
	bool empty;          /* the line above is */
};

static bool starts_any_case(struct str s, struct str with) { return s.n >= with.n && strncasecmp(s.p, with.p, with.n) == 0; }
static bool has(struct str s, struct str what) { return str_find(s, what, 0) < s.n; }

static bool is_ruler(struct str s)
{
	static const bool rules[256] = { ['|'] = true, ['-'] = true, [':'] = true, [' '] = true, ['\t'] = true, ['\r'] = true };
	bool dashes = false;

	for (size_t i = 0; i < s.n; i++) {
		if (!rules[(unsigned char)s.p[i]])
			return false;
		dashes |= s.p[i] == '-' && i > 0 && s.p[i - 1] == '-';
	}
	return dashes;
}

static void tally_pipes(struct tally *t, struct str s)
{
	size_t n = 0;

	for (size_t at = str_chr(s, '|', 0); at < s.n; at = str_chr(s, '|', at + 1))
		n++;
	t->rows += *s.p == '|' && n > 1;
	t->lone_pipe += n == 1 && (*s.p == '|' || s.p[s.n - 1] == '|');
	t->weak += n > 1;
	t->pairs += n > 1 && n == t->last_pipes;
	t->rulers += n > 0 && is_ruler(s);
	t->last_pipes = n;
}

static void tally_tabs(struct tally *t, struct str line)
{
	size_t lead = 0;

	while (lead < line.n && line.p[lead] == '\t')
		lead++;
	t->tab_first += lead > 0;
	if (str_chr(str_trim_right(line), '\t', lead) < str_trim_right(line).n)
		t->inner_tab++;
	else
		t->lone_tab += lead > 0;
}

/* Two TABs or more; a table of contents, whose lines end in a page number, has no rows. */
static bool is_tab_row(struct str s)
{
	size_t at = str_chr(s, '\t', 0), digits = s.n;

	if (at == s.n || str_chr(s, '\t', at + 1) == s.n)
		return false;
	while (digits > at + 1 && s.p[digits - 1] >= '0' && s.p[digits - 1] <= '9')
		digits--;
	return s.n - digits > 3 || !str_ends(str_to(s, digits), STR("\t"));
}

/* A line that does not begin with a TAB. */
static void tally_inner_tabs(struct tally *t, struct str line)
{
	size_t at = str_chr(line, '\t', 0);

	if (at == line.n)
		return;
	t->tab_last += at + 1 == line.n;
}

/* s: the line without its outer blanks; empty where it has no TAB. */
static void tally_rows(struct tally *t, struct str line, struct str s)
{
	bool row = is_tab_row(s);

	if (*line.p != '\t' && str_chr(s, '\t', 0) < s.n)
		t->inner_tab++;
	t->tab_rows += row && t->last_row;
	t->last_row = row;
}

static void tally_blanks(struct tally *t, struct str line, struct str s)
{
	size_t gap = str_find(s, STR("  "), 0);

	t->gaps += gap < s.n;
	t->deep += (size_t)(s.p - line.p) >= DEEP;
	t->cell_ends += line.p[line.n - 1] == ' ';
}

static void tally_line(struct tally *t, struct str line)
{
	struct str s = str_trim(line);
	bool tabs = str_chr(line, '\t', 0) < line.n; /* most filings have none, and then need not be asked for them again */

	t->formfeeds += line.n > 0 && *line.p == '\f';
	if (tabs && *line.p == '\t')
		tally_tabs(t, line);
	else if (tabs)
		tally_inner_tabs(t, line);
	if (s.n == 0) {
		t->last_pipes = 0;
		t->empty = true;
		return;
	}
	t->apart += t->empty && tabs;
	t->empty = false;
	t->lines++;
	tally_rows(t, line, tabs ? s : STR(""));
	t->tags += *s.p == '<' && s.n > 2 && (s.p[1] == '/' || s.p[1] == '!' || (s.p[1] | 0x20) >= 'a');
	t->headings += *s.p == '#' && has(str_to(s, 8), STR("# "));
	if (str_chr(s, '|', 0) < s.n)
		tally_pipes(t, s);
	else
		t->last_pipes = 0;
	tally_blanks(t, line, s);
}

/* Counts line by line; stops at once where a ruler has told everything. */
static struct tally tally(struct str peek)
{
	struct tally t = { 0 };

	for (size_t at = 0, end; at < peek.n && t.rulers == 0; at = end + 1) {
		struct str line;
		end = str_chr(peek, '\n', at);
		line = str_of(peek.p + at, end - at);
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		tally_line(&t, line);
	}
	return t;
}

static bool opens_page(struct str peek)
{
	struct str s = str_trim_left(peek);

	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
		if (starts_any_case(s, openings[i]))
			return true;
	return false;
}

/* Text behind the page's end, or another page: OCR wrote its tables as pages into Markdown. */
static bool goes_on(struct str peek)
{
	size_t end = str_find(peek, STR("</html>"), 0);
	struct str behind = str_trim(str_from(peek, end + 7));

	return end < peek.n && behind.n && (*behind.p != '<' || has(behind, STR("</html>")));
}

/* Paragraphs without tags, and no page anywhere: Markdown whose tables are HTML over many lines. */
static bool begins_as_text(struct str peek)
{
	struct str first = str_trim(str_to(str_trim_left(peek), str_chr(str_trim_left(peek), '\n', 0)));

	return str_chr(first, '<', 0) == first.n && !has(peek, STR("<html")) && !has(peek, STR("<HTML")) && !has(peek, STR("<body"))
	    && !has(peek, STR("<BODY"));
}

static enum format markup_format(struct str peek, const struct tally *t)
{
	if (t->rulers || begins_as_text(peek) || (opens_page(peek) && goes_on(peek)))
		return FORMAT_MARKDOWN;
	return t->tags * 2 >= t->lines || (opens_page(peek) && !starts_any_case(str_trim_left(peek), STR("<table"))) ? FORMAT_HTML : FORMAT_MARKDOWN;
}

static bool is_bbox(struct str peek)
{
	struct str s = str_trim_left(peek);

	return s.n && *s.p == '<' && has(peek, STR("<page ")) && (has(peek, STR("<word ")) || has(peek, STR("<block ")));
}

static bool is_tabbed(const struct tally *t)
{
	size_t lone = t->lone_tab > t->lone_pipe ? t->lone_tab : t->lone_pipe;

	if (t->lone_pipe > t->lone_tab && t->weak * 2 > t->lone_pipe)
		return false;
	if (lone >= 3 && lone * 4 >= t->lines && t->inner_tab <= lone)
		return true;
	if (t->tab_last >= 3 && t->tab_last * 4 >= t->lines && t->inner_tab <= t->tab_last)
		return true;
	/* whole rows on a line, empty lines between them */
	if (t->apart >= 3 && t->apart * 4 >= t->lines && t->apart * 2 > t->inner_tab)
		return true;
	/* whole rows on a line, and every one begins with a TAB */
	return t->tab_first >= 3 && t->inner_tab >= 3 && t->tab_first >= t->inner_tab && t->tab_first * 4 >= t->lines;
}

/* Whole rows on a line, some under one another, among prose: too few for TSV. */
static bool has_tab_rows(const struct tally *t) { return t->tab_rows >= 3; }

static bool is_layout(const struct tally *t)
{
	return t->gaps >= 3 && (t->gaps + t->deep) * 5 >= t->lines && t->cell_ends <= t->gaps + t->deep;
}

enum format detect_format(struct str peek)
{
	bool whole = peek.n < INPUT_PEEK - 8;
	struct tally t = tally(peek);
	struct csv_guess csv;

	if (is_bbox(peek))
		return FORMAT_BBOX;
	if (t.rulers || opens_page(peek) || has(peek, STR("<table")) || has(peek, STR("<TABLE")))
		return markup_format(peek, &t);
	csv = csv_guess(peek, whole);
	if (csv.delimiter != '|' && csv_is_sure(&csv) && !(csv.delimiter == '\t' && is_tabbed(&t)))
		return csv.delimiter == '\t' ? FORMAT_TSV : FORMAT_CSV;
	if (is_tabbed(&t) || has_tab_rows(&t))
		return tabbed_is_stacked(peek) ? FORMAT_TEXT : FORMAT_TABBED;
	if (t.rows >= 2 || t.pairs >= 1)
		return FORMAT_MARKDOWN;
	if (is_layout(&t))
		return FORMAT_LAYOUT;
	if (t.cell_ends * 10 >= t.lines && t.cell_ends > 0)
		return FORMAT_TEXT;
	if (!t.headings && text_is_lines(peek))
		return FORMAT_LINES;
	if (t.headings || (!whole && !text_is_stacked(peek))) /* tables may still come in a long one */
		return FORMAT_MARKDOWN;
	return FORMAT_TEXT;
}
