/*
 * bbox: pdftotext -bbox-layout, which writes a PDF's words with their coordinates as XHTML.
 *
 * The page's work is in bbox_page; here is only the markup: <page>, <block>, <line> and <word> with xMin,
 * yMin, xMax, yMax in points.  What is in <head> is the PDF's metadata and no text of the filing.
 */
#include "bbox_page.h"
#include "html_attribute.h"
#include "html_sax.h"
#include "readers.h"

#include <stdlib.h>

enum { POINTS_MOST = 1000000 };

struct bbox {
	struct gate gate;
	struct sax *sax;
	struct bbox_page page;
	struct buf markup, word;
	struct bbox_rect rect; /* of the word in hand */
	struct bbox_rect last; /* of the word before */
	bool lined;            /* the document has <line>; else words alone tell lines and blocks */
	struct spot at;
	size_t blocks, lines;
	bool in_word, in_page;
};

/* Points, a decimal, as thousandths; what is no number is 0. */
static long points(struct str s)
{
	long whole = 0, part = 0, unit = 1000;
	size_t i = s.n && s.p[0] == '-';

	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		whole = whole < POINTS_MOST ? whole * 10 + (s.p[i] - '0') : POINTS_MOST;
	if (i < s.n && s.p[i] == '.')
		for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && unit > 1; i++) {
			unit /= 10;
			part += (s.p[i] - '0') * unit;
		}
	whole = whole * 1000 + part;
	return s.n && s.p[0] == '-' ? -whole : whole;
}

/* pdftotext -bbox has neither blocks nor lines: a word beside the one before, or just below it, goes on with them. */
static void number_word(struct bbox *b)
{
	const struct bbox_rect *last = &b->last, *r = &b->rect;
	long high = r->y1 - r->y0, gap = r->y0 - last->y1;
	bool beside = labs(r->y0 - last->y0) * 4 <= high && r->x0 >= last->x1 && r->x0 - last->x1 <= high * 2;
	bool below = gap >= -high / 4 && gap * 2 <= high && r->x0 < last->x1 && r->x1 > last->x0;

	b->lines += !beside;
	b->blocks += !beside && !below;
	b->last = *r;
}

static void end_word(struct bbox *b)
{
	struct str word = str_trim(buf_str(&b->word));

	if (b->in_word && word.n && !b->lined)
		number_word(b);
	if (b->in_word && word.n)
		bbox_page_word(&b->page, b->rect, word, b->at, b->blocks, b->lines);
	b->in_word = false;
	buf_reset(&b->word);
}

static void on_start(void *self, const char *name, const char *const *attributes)
{
	struct bbox *b = self;

	if (strcmp(name, "page") == 0) {
		bbox_page_end(&b->page);
		b->in_page = true;
	} else if (strcmp(name, "block") == 0) {
		b->blocks++;
	} else if (strcmp(name, "line") == 0) {
		b->lines++;
		b->lined = true;
	} else if (strcmp(name, "word") == 0) {
		end_word(b);
		b->rect = (struct bbox_rect){ points(sax_attribute(attributes, "xmin")), points(sax_attribute(attributes, "ymin")),
					      points(sax_attribute(attributes, "xmax")), points(sax_attribute(attributes, "ymax")) };
		b->in_word = true;
	}
}

static void on_end(void *self, const char *name)
{
	struct bbox *b = self;

	if (strcmp(name, "word") == 0)
		end_word(b);
	else if (strcmp(name, "page") == 0)
		bbox_page_end(&b->page);
}

static void on_resolved(void *self, struct str text)
{
	buf_add(&((struct bbox *)self)->word, text);
}

static const struct sax_events sax_events = { on_start, on_end, on_resolved };

static void on_text(void *self, struct str run, size_t from)
{
	struct bbox *b = self;
	struct str part = str_trim(run);
	struct spot at;

	if (part.n == 0 || !b->in_page)
		return;
	from += (size_t)(part.p - run.p);
	at = gate_spot(&b->gate, from, from + part.n);
	if (!b->in_word) { /* nothing that poppler writes */
		sink_text(b->page.out, part, at);
		return;
	}
	if (b->word.n)
		gate_extend(&b->at, &at);
	else
		b->at = at;
	if (str_chr(run, '&', 0) < run.n)
		sax_push_text(b->sax, run);
	else
		buf_add(&b->word, run);
}

static void on_tag(void *self, const struct gate_tag *tag)
{
	static const char *const keep[] = { "xmin", "ymin", "xmax", "ymax", NULL };
	static const struct str names[] = { { "word", 4 }, { "line", 4 }, { "block", 5 }, { "page", 4 } };
	struct bbox *b = self;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(tag->name, names[i])) {
			attribute_reduce(&b->markup, tag, keep);
			sax_push(b->sax, buf_str(&b->markup));
		}
}

static const struct gate_events gate_events = { on_text, on_tag };

void bbox_read(struct input *in, struct sink *out)
{
	struct bbox *b = mem_zero(1, sizeof *b);
	struct line line;
	bool filled = false;

	b->page.out = out;
	gate_init(&b->gate, &gate_events, b, in, out->provenance);
	b->sax = sax_new(&sax_events, b);
	while (input_line(in, &line)) {
		filled |= !str_blank(line.text);
		b->page.lines += filled && !line.more;
		filled &= line.more;
		gate_line(&b->gate, &line);
	}
	gate_finish(&b->gate);
	end_word(b);
	bbox_page_finish(&b->page);
	bbox_page_free(&b->page);
	sax_free(b->sax);
	gate_free(&b->gate);
	buf_free(&b->markup);
	buf_free(&b->word);
	mem_free(b);
}
