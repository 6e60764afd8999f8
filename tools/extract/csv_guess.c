#include "csv.h"

/* Records with more delimiters count as having this many. */
enum { COLUMNS_MOST = 256, PEEK_ENOUGH = 64 * 1024 };

struct counting {
	size_t records[COLUMNS_MOST + 1]; /* by their number of delimiters */
	size_t n;                         /* delimiters of the record in hand */
	bool quoted, at_start, is_blank;
};

static void end_record(struct counting *c)
{
	if (!c->is_blank)
		c->records[c->n < COLUMNS_MOST ? c->n : COLUMNS_MOST]++;
	c->n = 0;
	c->at_start = c->is_blank = true;
}

/* All but these are text and no more: delimiters, quotes, line ends, blanks. */
static const unsigned char is_sign[256] = {
	[','] = 1, [';'] = 1, ['\t'] = 1, ['|'] = 1, ['"'] = 1, ['\n'] = 1, [' '] = 1, ['\r'] = 1,
};

/* A quote counts at the start of a field alone, so that 5" or a lost one swallows nothing. */
static void count_byte(struct counting *c, char byte, char delimiter)
{
	if (c->quoted) {
		c->quoted = byte != '"';
		return;
	}
	if (byte == '\n') {
		end_record(c);
		return;
	}
	if (byte == delimiter) {
		c->n++;
		c->at_start = true;
		return;
	}
	c->quoted = byte == '"' && c->at_start;
	if (byte != ' ' && byte != '\t' && byte != '\r')
		c->at_start = c->is_blank = false;
}

static struct csv_guess sum_up(const struct counting *c, char delimiter)
{
	struct csv_guess g = { .delimiter = delimiter, .columns = 1 };
	size_t least = delimiter == '\t' ? 1 : 2;

	for (size_t n = 0; n <= COLUMNS_MOST; n++) {
		g.records += c->records[n];
		g.many += n >= least ? c->records[n] : 0;
		if (n > 0 && c->records[n] >= g.usual && c->records[n]) {
			g.usual = c->records[n];
			g.columns = n + 1;
		}
	}
	return g;
}

static struct csv_guess guess_one(struct str peek, char delimiter, bool whole)
{
	struct counting c = { .at_start = true, .is_blank = true };

	for (size_t i = 0; i < peek.n; i++) {
		if (is_sign[(unsigned char)peek.p[i]])
			count_byte(&c, peek.p[i], delimiter);
		else if (!c.quoted)
			c.at_start = c.is_blank = false;
	}
	if (whole && !c.is_blank)
		end_record(&c);
	return sum_up(&c, delimiter);
}

struct csv_guess csv_guess(struct str peek, bool whole)
{
	static const char delimiters[] = ",;\t|";
	struct csv_guess best = { .delimiter = ',', .columns = 1 };

	peek = str_to(peek, PEEK_ENOUGH);
	for (size_t i = 0; delimiters[i]; i++) {
		struct csv_guess g;
		if (str_chr(peek, delimiters[i], 0) == peek.n)
			continue;
		g = guess_one(peek, delimiters[i], whole);
		if (g.usual > best.usual || (g.usual == best.usual && g.columns > best.columns))
			best = g;
	}
	return best;
}

bool csv_is_sure(const struct csv_guess *g)
{
	return g->usual >= 2 && g->many >= 2 && g->many * 10 >= g->records * 6 && g->usual * 10 >= g->records * 4;
}
