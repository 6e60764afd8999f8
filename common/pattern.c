/* The room of PCRE2. */
#include "pattern.h"

#include "pattern_scan.h"

#include <assert.h>
#include <limits.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/*
 * PCRE2 counts steps from each place where a match may start, and not at all inside a simple repeat such as
 * \d+.  So what one call may cost is bounded twice: steps a start by the length of the subject, and the
 * subject itself (PATTERN_SUBJECT).
 */
enum {
	STEPS = 20 * 1000 * 1000, /* of all starts together, about a tenth of a second */
	STEPS_LEAST = 2000,
	STEPS_MOST = 200 * 1000,
	STEPS_ANCHORED = 2 * 1000 * 1000, /* a pattern that starts at one place only */
	HEAP_KIB = 8 * 1024,
	DEPTH = 100 * 1000,
	PATTERN_BYTES = 64 * 1024,
	JIT_AFTER = 64, /* machine code costs as much as that many interpreted matches of a short text */
	JIT_BYTES = 256 /* so many bytes more count as one match more */
};

/* What is made when the pattern is first used, and what a match writes to: a pattern is const for its users. */
struct work {
	pcre2_general_context *memory;
	pcre2_code *code; /* NULL: not compiled yet */
	pcre2_match_context *limits;
	pcre2_match_data *data;
	size_t uses;
	bool tried, jit, anchored;
	struct pattern_need *need; /* once it is gated; starts: compiled to match only where it is told to */
	enum pattern_digits digits;
	bool years;            /* it tells years apart at most (pattern_scan.h) */
	struct pattern *wider; /* DIGITS_WIDER: which does not tell digits apart; owned; NULL: none */
};

struct pattern {
	struct work *work; /* behind the struct, and the text behind that */
	struct str text;
};

static void *take(size_t n, void *unused)
{
	(void)unused;
	return mem_alloc(n);
}

static void give(void *p, void *unused)
{
	(void)unused;
	mem_free(p);
}

static void say_error(struct buf *error, int code)
{
	PCRE2_UCHAR words[256];
	int n = pcre2_get_error_message(code, words, sizeof words);

	buf_reset(error);
	buf_add(error, str_of((const char *)words, n > 0 ? (size_t)n : 0));
}

static pcre2_code *compile(struct work *w, struct str text, struct buf *error, size_t *at)
{
	const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES
	    | (w->need && w->need->starts ? PCRE2_ANCHORED : 0);
	pcre2_compile_context *context = pcre2_compile_context_create(w->memory);
	pcre2_code *code;
	uint32_t groups = 0;
	int failure = 0;

	pcre2_set_max_pattern_length(context, PATTERN_BYTES);
	*at = 0;
	code = pcre2_compile((PCRE2_SPTR)(text.n ? text.p : ""), text.n, options, &failure, at, context);
	pcre2_compile_context_free(context);
	if (!code) {
		say_error(error, failure);
		return NULL;
	}
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
	if (groups < PATTERN_GROUPS)
		return code;
	pcre2_code_free(code);
	buf_reset(error);
	buf_format(error, "%u capturing groups, at most %d are kept; write (?:…) for the others", (unsigned)groups,
		   PATTERN_GROUPS - 1);
	*at = text.n;
	return NULL;
}

/* Compiles what is not compiled yet. */
static bool ready(const struct pattern *p, struct buf *error, size_t *at)
{
	struct work *w = p->work;
	uint32_t options = 0;

	if (w->code)
		return true;
	w->memory = pcre2_general_context_create(take, give, NULL);
	w->code = compile(w, p->text, error, at);
	if (!w->code)
		return false;
	w->data = pcre2_match_data_create_from_pattern(w->code, w->memory);
	w->limits = pcre2_match_context_create(w->memory);
	pcre2_pattern_info(w->code, PCRE2_INFO_ALLOPTIONS, &options);
	w->anchored = (options & PCRE2_ANCHORED) && !(w->need && w->need->starts);
	pcre2_set_heap_limit(w->limits, HEAP_KIB);
	pcre2_set_depth_limit(w->limits, DEPTH);
	return true;
}

struct pattern *pattern_new(struct str text, struct buf *error, size_t *at)
{
	struct pattern *p = mem_alloc(sizeof *p + sizeof *p->work + text.n + 1);
	struct work *work = (struct work *)(p + 1);

	*work = (struct work){ 0 };
	*p = (struct pattern){ work, str_of((char *)(work + 1), text.n) };
	if (text.n)
		memcpy(work + 1, text.p, text.n);
	((char *)(work + 1))[text.n] = '\0';
	*at = 0;
	if (pattern_check(p->text, PATTERN_GROUPS) || ready(p, error, at))
		return p;
	pattern_free(p);
	return NULL;
}

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	if (p->work->memory) { /* it was compiled */
		pcre2_match_data_free(p->work->data);
		pcre2_match_context_free(p->work->limits);
		pcre2_code_free(p->work->code);
		pcre2_general_context_free(p->work->memory);
	}
	pattern_free(p->work->wider);
	mem_free(p->work->need);
	mem_free(p);
}

/* What pattern_scan knows to be a pattern compiles. */
static void compile_late(const struct pattern *p)
{
	struct buf error = { 0 };
	size_t at;
	bool good = ready(p, &error, &at);

	assert(good);
	buf_free(&error);
}

/* Asked when the pattern is first used, for most never are in one run. */
static void gate(const struct pattern *p)
{
	struct work *w = p->work;

	if (w->code) {
		w->need = mem_zero(1, sizeof *w->need);
	} else {
		w->need = mem_alloc(sizeof *w->need);
		(void)pattern_scan(p->text, PATTERN_GROUPS, w->need);
	}
}

enum { AT_ONCE = sizeof(uint64_t) }; /* slots of a table that are looked at together: most have nothing */

/* Of as many slots from there on those that have one of these. */
static inline uint64_t slots_of(const uint8_t *table, unsigned these)
{
	uint64_t slots;

	memcpy(&slots, table, sizeof slots);
	return slots & these * (UINT64_MAX / UINT8_MAX);
}

/* Adds the bit to the slots of a table that have one of these. */
static void mark_slots(uint32_t *slots, const uint8_t *table, unsigned these, uint32_t bit)
{
	for (size_t i = 0; i < PATTERN_SLOTS; i += AT_ONCE) {
		if (!slots_of(table + i, these))
			continue;
		for (size_t k = i; k < i + AT_ONCE; k++)
			slots[k] |= table[k] & these ? bit : 0;
	}
}

static void mark_all(uint32_t *slots, uint32_t bit)
{
	for (size_t i = 0; i < PATTERN_SLOTS; i++)
		slots[i] |= bit;
}

void pattern_beginnings(const struct pattern *p, uint32_t *slots, uint32_t bit)
{
	if (!p->work->need)
		gate(p);
	if (p->work->need->anchored)
		mark_slots(slots, p->work->need->first, UINT8_MAX, bit);
	else
		mark_all(slots, bit);
}

/* How many slots each of the needed sets has. */
static void count_slots(const struct pattern_need *need, uint16_t *count)
{
	for (size_t i = 0; i < PATTERN_SLOTS; i += AT_ONCE) {
		if (!slots_of(need->sets + i, UINT8_MAX))
			continue;
		for (size_t k = i; k < i + AT_ONCE; k++)
			for (unsigned sets = need->sets[k]; sets; sets &= sets - 1)
				count[__builtin_ctz(sets)]++;
	}
}

void pattern_wants(const struct pattern *p, uint32_t *slots, uint32_t bit)
{
	const struct pattern_need *need;
	uint16_t count[CHAR_BIT] = { 0 };
	unsigned best = 0;

	if (!p->work->need)
		gate(p);
	need = p->work->need;
	count_slots(need, count);
	for (unsigned i = 0; need->all >> i & 1; i++) /* of those with the fewest the last: digits come first */
		if (count[i] <= count[best])
			best = i;
	if (need->all)
		mark_slots(slots, need->sets, 1u << best, bit);
	else
		mark_all(slots, bit);
}

static uint32_t steps_for(size_t n, bool anchored)
{
	size_t steps = STEPS / (n + 1);

	if (anchored)
		return STEPS_ANCHORED;
	return steps > STEPS_MOST ? STEPS_MOST : steps < STEPS_LEAST ? STEPS_LEAST : (uint32_t)steps;
}

/* PCRE2's result.  Where the stack of machine code is too small the interpreter, which uses the heap, decides. */
static int run_from(struct work *w, struct str s, size_t at)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)(s.n ? s.p : "");
	int result;

	if (w->jit) {
		result = pcre2_jit_match(w->code, subject, s.n, at, 0, w->data, w->limits);
		if (result != PCRE2_ERROR_JIT_STACKLIMIT)
			return result;
	}
	return pcre2_match(w->code, subject, s.n, at, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, w->data, w->limits);
}

static size_t behind(struct str s, size_t at)
{
	size_t n;

	(void)pattern_slot((const unsigned char *)s.p + at, &n);
	return at + n;
}

/* From the place `at`, before which no match begins. */
static int run(const struct pattern *p, struct str s, size_t at)
{
	struct work *w = p->work;
	int result = PCRE2_ERROR_NOMATCH;

	pcre2_set_match_limit(w->limits, steps_for(s.n, w->anchored));
	if (!w->tried && (w->uses += 1 + s.n / JIT_BYTES) >= JIT_AFTER) {
		w->tried = true;
		w->jit = pcre2_jit_compile(w->code, PCRE2_JIT_COMPLETE) == 0;
	}
	if (!w->need->starts)
		return run_from(w, s, 0);
	while (at < s.n && (result = run_from(w, s, at)) == PCRE2_ERROR_NOMATCH)
		at = pattern_start(w->need, s, behind(s, at));
	return result;
}

static void fill(struct match *m, struct str s, const size_t *ends, int groups)
{
	const char *p = s.n ? s.p : "";
	int i = 0;

	for (; i < groups && i < PATTERN_GROUPS; i++) {
		size_t from = ends[2 * i], to = ends[2 * i + 1];
		if (from == PCRE2_UNSET)
			m->group[i] = str_of(NULL, 0);
		else /* \K in a lookahead may set a start behind the end */
			m->group[i] = str_of(p + from, to > from ? to - from : 0);
	}
	for (; i < PATTERN_GROUPS; i++)
		m->group[i] = str_of(NULL, 0);
	m->whole = m->group[0];
}

static __attribute__((noinline)) int match(const struct pattern *p, struct str s, size_t at, struct match *m)
{
	int result;

	if (!p->work->code)
		compile_late(p);
	result = run(p, s, at);
	if (result == PCRE2_ERROR_NOMATCH)
		return 0;
	if (result < 0)
		return PATTERN_LIMIT;
	if (m)
		fill(m, s, pcre2_get_ovector_pointer(p->work->data), result);
	return 1;
}

int pattern_match(const struct pattern *p, struct str s, struct match *m)
{
	size_t at;

	if (s.n > PATTERN_SUBJECT)
		return PATTERN_LIMIT;
	if (!s.p) /* an empty buffer's */
		s = STR("");
	if (!p->work->need)
		gate(p);
	return pattern_may_match(p->work->need, s, &at) ? match(p, s, at, m) : 0;
}

/* Asked when the first mould is. */
static void ask_digits(const struct pattern *p)
{
	struct buf wider = { 0 }, error = { 0 };
	size_t at;

	p->work->digits = pattern_digits(p->text, &wider, &p->work->years);
	if (p->work->digits == DIGITS_WIDER)
		p->work->wider = pattern_new(buf_str(&wider), &error, &at);
	buf_free(&wider);
	buf_free(&error);
}

bool pattern_years(const struct pattern *p)
{
	if (p->work->digits == DIGITS_UNASKED)
		ask_digits(p);
	return p->work->years;
}

int pattern_match_mould(const struct pattern *p, struct str s, struct match *m)
{
	if (p->work->digits == DIGITS_UNASKED)
		ask_digits(p);
	if (p->work->digits == DIGITS_ALIKE)
		return pattern_match(p, s, m);
	return p->work->wider && pattern_match(p->work->wider, s, NULL) == 0 ? 0 : PATTERN_TELLS;
}

int pattern_match_years(const struct pattern *p, struct str s, struct match *m)
{
	return pattern_years(p) ? pattern_match(p, s, m) : pattern_match_mould(p, s, m);
}

struct str pattern_group(const struct pattern *p, const struct match *m, const char *name)
{
	PCRE2_SPTR entry, last;
	int size = pcre2_substring_nametable_scan(p->work->code, (PCRE2_SPTR)name, &entry, &last);

	for (; size > 0 && entry <= last; entry += size) { /* a name may stand in several alternatives */
		unsigned group = (unsigned)entry[0] << 8 | entry[1];
		if (group < PATTERN_GROUPS && m->group[group].p)
			return m->group[group];
	}
	return str_of(NULL, 0);
}
