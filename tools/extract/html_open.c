#include "html_open.h"

#include <string.h>

#define BIT(name) (1U << ELEMENT_##name)

/* By the element that starts: the ones it closes while they are the innermost. */
static const unsigned start_closes[ELEMENT_COUNT] = {
	[ELEMENT_TBODY] = BIT(CAPTION) | BIT(TBODY) | BIT(TD) | BIT(TFOOT) | BIT(TH) | BIT(THEAD) | BIT(TR),
	[ELEMENT_TD] = BIT(TD) | BIT(TH),
	[ELEMENT_TFOOT] = BIT(CAPTION) | BIT(TBODY) | BIT(TD) | BIT(TH) | BIT(THEAD) | BIT(TR),
	[ELEMENT_TH] = BIT(TD) | BIT(TH),
	[ELEMENT_THEAD] = BIT(CAPTION),
	[ELEMENT_TR] = BIT(CAPTION) | BIT(TD) | BIT(TH) | BIT(TR),
};

/* An end tag does not reach beyond an open element of a higher rank. */
static const unsigned char rank[ELEMENT_COUNT] = {
	[ELEMENT_CAPTION] = 1, [ELEMENT_TD] = 2, [ELEMENT_TH] = 2, [ELEMENT_TR] = 3,
	[ELEMENT_TBODY] = 4, [ELEMENT_TFOOT] = 4, [ELEMENT_THEAD] = 4, [ELEMENT_TABLE] = 5,
};

static void relieve(struct open *o)
{
	if (o->n > OPEN_MOST)
		*o = (struct open){ 0 };
}

enum element open_end(struct open *o)
{
	enum element e = o->element[--o->n];

	o->count[e]--;
	return e;
}

enum element open_close_for(struct open *o, enum element e)
{
	relieve(o);
	return o->n && start_closes[e] >> o->element[o->n - 1] & 1 ? open_end(o) : ELEMENT_NONE;
}

void open_begin(struct open *o, enum element e)
{
	relieve(o);
	o->element[o->n++] = (unsigned char)e;
	o->count[e]++;
}

size_t open_closes(struct open *o, enum element e)
{
	relieve(o);
	if (o->count[e] == 0)
		return 0;
	for (size_t i = o->n; i > 0; i--) {
		enum element inner = o->element[i - 1];
		if (inner == e)
			return o->n - i + 1;
		if (rank[inner] > rank[e])
			return 0;
	}
	return 0;
}
