/*
 * html_gate: cuts the lines of a page into tags and stretches of text, and knows where each stands.
 *
 * libxml2's push parser tells no reliable places, and some of its searches cost the square of a hostile
 * input.  So the gate reads the markup's outer shape first: what is a tag, a comment, a script; and
 * hands on one tag or one stretch of text at a time.  Every byte is looked at twice at most.
 *
 * A tag is '<' and a letter, '/', '!' or '?' up to the '>' that stands outside quotes.  When a '<' comes
 * first, a quote was left open and the tag ends at its first '>'; when there is none (数量<b类<c类) it is
 * no tag but text, as are '<' before anything else and names with other letters than ASCII: nothing
 * that a person may have written is taken for markup.  Comments, declarations and the content of
 * <script> and <style> are skipped.
 *
 * Ownership: what events are given lives until their handler returns.
 */
#ifndef PG_HTML_GATE_H
#define PG_HTML_GATE_H

#include "input.h"

struct gate_tag {
	struct str name; /* lower case */
	struct str raw;  /* from < to > */
	bool end;        /* </name> */
	size_t line;
};

struct gate_events {
	/* Entities not yet resolved; from: offset of run in the line's text, for gate_spot. */
	void (*text)(void *self, struct str run, size_t from);
	void (*tag)(void *self, const struct gate_tag *tag);
};

enum gate_state { GATE_TEXT, GATE_TAG, GATE_COMMENT, GATE_RAW };

struct gate {
	const struct gate_events *events;
	void *self;
	const struct input *in;
	bool places;            /* columns and offsets are wanted, not only lines */
	enum gate_state state;  /* what the line before left open */
	size_t opened;          /* line on which it was opened */
	struct buf tag;         /* GATE_TAG: its bytes so far; else the end of the piece before */
	char quote, last;       /* scanning a tag: the quote that is open, the last byte that is no blank */
	size_t first_end;       /* offset behind the first '>' inside quotes; 0: none yet */
	struct str raw_name;    /* GATE_RAW: script or style */
	char name[32];
	struct line line;       /* in hand */
	struct spot carried;    /* place of a tag that began on a line before and turned out to be text */
	bool is_carried;
};

void gate_init(struct gate *g, const struct gate_events *events, void *self, const struct input *in, bool places);
void gate_line(struct gate *g, const struct line *line);
/* The end of the input: what is still open is text; false when a comment or a script was. */
bool gate_finish(struct gate *g);
/* Where [from, to) of the line's text stands; only inside an event.  Only the line, unless places are wanted. */
struct spot gate_spot(const struct gate *g, size_t from, size_t to);
void gate_free(struct gate *g);

/* How long the stretch becomes when a spot is followed by another one. */
void gate_extend(struct spot *spot, const struct spot *by);

#endif
