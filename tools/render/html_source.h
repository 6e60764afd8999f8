/*
 * html_source: where the review page's values stand in the filing, out of the stream's `source` records.
 *
 * A spot is one such record.  The element that shows a value has an id and links to the value's spots, among
 * the source lines at the document's end; there each spot links back to the elements that show what was read
 * from it.
 *
 * Held are one document's spots, in numbers only.  Use: spots_add for each record, spots_sort, then spots_of
 * for each record that the page shows, once.  A field, amount or date has no number of its own but its place
 * among its like: who cannot tell that passes no number and gets no spots.
 *
 * Failure: a record that names no place or no column that is known adds nothing, nor do any beyond 2^32.
 */
#ifndef PG_RENDER_HTML_SOURCE_H
#define PG_RENDER_HTML_SOURCE_H

#include "common/record.h"
#include "common/mem.h"

/* A large filing has as many as it has cells, so they are small. */
struct spot {
	size_t offset, length;
	uint32_t form, n, part; /* of the record; 0: none */
	uint32_t line, at;      /* from 1; at in code points */
	uint32_t shown;         /* number of the element that shows the value; 0: none does */
	uint8_t type, column;   /* of the record; ROW_COUNT for a cell of a row */
	bool taken;             /* of a record's first spot: the record was asked for */
};

struct spots {
	struct spot *spot; /* by value, once they are sorted */
	size_t n, cap;
	uint32_t *place;   /* their indices by line and offset */
	size_t places_cap;
	size_t document;   /* what ids begin with, from 1 */
	struct str doc;
	bool zh;
};

/* Those of one record; they belong to their spots. */
struct record_spots {
	struct spot *spot;
	size_t n;
};

#define SPOT_COLUMN(column) (UINT32_C(1) << (column))
#define SPOT_ALL UINT32_MAX

void spots_add(struct spots *s, const struct str *source);
void spots_sort(struct spots *s);
void spots_reset(struct spots *s);
void spots_free(struct spots *s);

/* A record's spots; none when it was asked for before (a record that comes twice). */
struct record_spots spots_of(struct spots *s, enum record_type type, size_t form, size_t n, size_t part);
bool spots_have(struct record_spots r, uint32_t columns);
/* The id attribute of the element that shows these columns; nothing when they have no spots. */
void spots_id(struct buf *into, struct spots *s, struct record_spots r, uint32_t columns);
/* The visible places of these columns, each a link to it. */
void spots_links(struct buf *into, const struct spots *s, struct record_spots r, uint32_t columns);

/* How many of the spots from place[first] on begin at the same byte. */
size_t spots_together(const struct spots *s, size_t first);
/* These as the place that links lead to, around what stands there (empty: the column's number). */
void spots_place(struct buf *into, const struct spots *s, size_t first, size_t n, struct str text);

#endif
