#include "html_source.h"

#include <stdlib.h>

#include "escape.h"

/* "row" calls each of its cells "cell". */
static int column_of(enum record_type type, struct str name)
{
	return type == RECORD_ROW && str_eq(name, STR("cell")) ? (int)ROW_COUNT : record_column(type, name);
}

/* Empty is 0; false when it is no number or a great one. */
static bool read_number(struct str s, uint32_t *value)
{
	size_t n = 0;

	if (s.n && (!str_number(s, &n) || n > UINT32_MAX))
		return false;
	*value = (uint32_t)n;
	return true;
}

void spots_add(struct spots *s, const struct str *f)
{
	enum record_type type = record_type_of(f[SOURCE_TYPE]);
	int column = type == RECORD_OTHER ? -1 : column_of(type, f[SOURCE_COLUMN]);
	struct spot spot = { .type = (uint8_t)type, .column = (uint8_t)column };

	if (column < 0 || s->n == UINT32_MAX - 1 || !read_number(f[SOURCE_LINE], &spot.line) || !read_number(f[SOURCE_AT], &spot.at)
	    || !spot.line || !read_number(f[SOURCE_FORM], &spot.form) || !read_number(f[SOURCE_N], &spot.n)
	    || !read_number(f[SOURCE_PART], &spot.part) || !str_number(f[SOURCE_OFFSET], &spot.offset)
	    || !str_number(f[SOURCE_LENGTH], &spot.length) || !spot.length)
		return;
	s->spot = mem_grow(s->spot, s->n, &s->cap, sizeof *s->spot);
	s->spot[s->n++] = spot;
}

static int compare(size_t a, size_t b) { return (a > b) - (a < b); }

static int compare_records(const struct spot *a, const struct spot *b)
{
	int d = compare(a->form, b->form);

	d = d ? d : a->type - b->type;
	d = d ? d : compare(a->n, b->n);
	return d ? d : compare(a->part, b->part);
}

static int compare_values(const void *x, const void *y)
{
	const struct spot *a = x, *b = y;
	int d = compare_records(a, b);

	d = d ? d : a->column - b->column;
	return d ? d : compare(a->offset, b->offset);
}

static int compare_places(const void *x, const void *y, void *spots)
{
	const struct spot *spot = spots, *a = spot + *(const uint32_t *)x, *b = spot + *(const uint32_t *)y;
	int d = compare(a->line, b->line);

	d = d ? d : compare(a->offset, b->offset);
	return d ? d : compare(*(const uint32_t *)x, *(const uint32_t *)y);
}

void spots_sort(struct spots *s)
{
	if (!s->n)
		return;
	qsort(s->spot, s->n, sizeof *s->spot, compare_values);
	if (s->places_cap < s->n) {
		s->place = mem_resize(s->place, s->n, sizeof *s->place);
		s->places_cap = s->n;
	}
	for (size_t i = 0; i < s->n; i++)
		s->place[i] = (uint32_t)i;
	qsort_r(s->place, s->n, sizeof *s->place, compare_places, s->spot);
}

void spots_reset(struct spots *s) { s->n = 0; }

void spots_free(struct spots *s)
{
	mem_free(s->spot);
	mem_free(s->place);
	*s = (struct spots){ 0 };
}

struct record_spots spots_of(struct spots *s, enum record_type type, size_t form, size_t n, size_t part)
{
	struct spot key = { .type = (uint8_t)type, .form = (uint32_t)form, .n = (uint32_t)n, .part = (uint32_t)part };
	size_t low = 0, high = s->n, end;

	if (form > UINT32_MAX || n > UINT32_MAX || part > UINT32_MAX)
		return (struct record_spots){ 0 };
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_records(&s->spot[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == s->n || s->spot[low].taken || compare_records(&s->spot[low], &key) != 0)
		return (struct record_spots){ 0 };
	s->spot[low].taken = true;
	for (end = low; end < s->n && compare_records(&s->spot[end], &key) == 0; end++)
		continue;
	return (struct record_spots){ s->spot + low, end - low };
}

static bool within(const struct spot *spot, uint32_t columns)
{
	return columns == SPOT_ALL || (SPOT_COLUMN(spot->column) & columns);
}

bool spots_have(struct record_spots r, uint32_t columns)
{
	for (size_t i = 0; i < r.n; i++)
		if (within(&r.spot[i], columns))
			return true;
	return false;
}

/* Of the element that shows a value. */
static void add_value_id(struct buf *into, const struct spots *s, size_t n)
{
	buf_byte(into, 'd');
	buf_number(into, s->document);
	buf_byte(into, 's');
	buf_number(into, n);
}

/* Of a place among the source lines. */
static void add_place_id(struct buf *into, const struct spots *s, const struct spot *spot)
{
	buf_byte(into, 'd');
	buf_number(into, s->document);
	buf_byte(into, 'p');
	buf_number(into, spot->line);
	buf_byte(into, '-');
	buf_number(into, spot->offset);
}

void spots_id(struct buf *into, struct spots *s, struct record_spots r, uint32_t columns)
{
	uint32_t id = 0;

	for (size_t i = 0; i < r.n; i++) {
		if (!within(&r.spot[i], columns) || r.spot[i].shown)
			continue;
		if (!id)
			id = (uint32_t)(r.spot + i - s->spot) + 1;
		r.spot[i].shown = id;
	}
	if (!id)
		return;
	buf_add(into, STR(" id=\""));
	add_value_id(into, s, id);
	buf_byte(into, '"');
}

/* Line and column as they are seen, the whole place as a title: " title="in.md:3:14, bytes 120–131". */
static void add_title(struct buf *into, const struct spots *s, const struct spot *spot, size_t length)
{
	buf_add(into, STR(" title=\""));
	escape_markup(into, s->doc);
	buf_byte(into, ':');
	buf_number(into, spot->line);
	buf_byte(into, ':');
	buf_number(into, spot->at);
	buf_add(into, s->zh ? STR("，字节 ") : STR(", bytes "));
	buf_number(into, spot->offset);
	buf_add(into, STR("–"));
	buf_number(into, spot->offset + length - 1);
	buf_byte(into, '"');
}

void spots_links(struct buf *into, const struct spots *s, struct record_spots r, uint32_t columns)
{
	const struct spot *last = NULL;

	for (size_t i = 0; i < r.n; i++) {
		const struct spot *spot = &r.spot[i];
		if (!within(spot, columns) || (last && last->line == spot->line && last->offset == spot->offset))
			continue;
		buf_add(into, last ? STR(" <a href=\"#") : STR(" <small><a href=\"#"));
		add_place_id(into, s, spot);
		buf_byte(into, '"');
		add_title(into, s, spot, spot->length);
		buf_byte(into, '>');
		buf_number(into, spot->line);
		buf_byte(into, ':');
		buf_number(into, spot->at);
		buf_add(into, STR("</a>"));
		last = spot;
	}
	if (last)
		buf_add(into, STR("</small>"));
}

size_t spots_together(const struct spots *s, size_t first)
{
	const struct spot *spot = &s->spot[s->place[first]];
	size_t n = 1;

	while (first + n < s->n && s->spot[s->place[first + n]].offset == spot->offset && s->spot[s->place[first + n]].line == spot->line)
		n++;
	return n;
}

/* Links to all elements behind the first that show what was read here. */
static void more_links(struct buf *into, const struct spots *s, size_t first, size_t n, size_t last)
{
	for (size_t i = 0, number = 1; i < n; i++) {
		size_t shown = s->spot[s->place[first + i]].shown;
		if (!shown || shown == last)
			continue;
		last = shown;
		buf_add(into, STR("<sup> <a href=\"#"));
		add_value_id(into, s, shown);
		buf_add(into, STR("\">"));
		buf_number(into, ++number);
		buf_add(into, STR("</a></sup>"));
	}
}

void spots_place(struct buf *into, const struct spots *s, size_t first, size_t n, struct str text)
{
	const struct spot *spot = &s->spot[s->place[first]];
	size_t shown = 0, length = 0;

	for (size_t i = 0; i < n; i++) {
		const struct spot *x = &s->spot[s->place[first + i]];
		shown = shown ? shown : x->shown;
		length = x->length > length ? x->length : length;
	}
	buf_add(into, STR("<mark id=\""));
	add_place_id(into, s, spot);
	buf_byte(into, '"');
	add_title(into, s, spot, length);
	buf_byte(into, '>');
	if (shown) {
		buf_add(into, STR("<a href=\"#"));
		add_value_id(into, s, shown);
		buf_add(into, STR("\">"));
	}
	if (text.n)
		escape_markup_lines(into, text);
	else
		buf_number(into, spot->at);
	buf_add(into, shown ? STR("</a></mark>") : STR("</mark>"));
	if (shown)
		more_links(into, s, first, n, shown);
}
