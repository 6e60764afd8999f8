#include "msg.h"
#include "mem.h"
#include "utf8.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct words {
	const char *name;
	enum msg_severity severity;
	const char *en, *zh;
} catalogue[] = {
#define X(id, name, severity, en, zh) { name, MSG_##severity, en, zh },
	MSG_LIST(X)
#undef X
};

static const struct {
	const char *en, *zh;
	const char *color;
} severities[] = { { "note", "注意", "\033[36m" }, { "warning", "警告", "\033[33m" }, { "error", "错误", "\033[1;31m" } };

/* The program's one voice: there is a single standard error and a single exit status. */
static struct {
	const char *program;
	const char *language;
	bool quiet, color;
	int status;
} voice = { .program = "pg" };

/* Lines that wait for those behind them: more than this many bytes in one write may be torn by another program's. */
static struct buf waiting;

void msg_flush(void)
{
	if (waiting.n && write(STDERR_FILENO, waiting.p, waiting.n) < 0)
		msg_fail(2);
	buf_reset(&waiting);
}

/* What goes out before the line that begins at `line`, if both do not fit into one write. */
static void flush_before(size_t line)
{
	if (waiting.n <= PIPE_BUF)
		return;
	if (line && write(STDERR_FILENO, waiting.p, line) < 0)
		msg_fail(2);
	waiting.n -= line;
	memmove(waiting.p, waiting.p + line, waiting.n);
	if (waiting.n > PIPE_BUF)
		msg_flush();
}

struct buf *msg_pending(void) { return &waiting; }
void msg_added(size_t from) { flush_before(from); }

void msg_program(const char *name)
{
	voice.program = name;
	(void)atexit(msg_flush);
}

const char *msg_program_name(void) { return voice.program; }
void msg_quiet(bool quiet) { voice.quiet = quiet; }
void msg_color(bool color) { voice.color = color; }
void msg_language(const char *code) { voice.language = code; }
int msg_status(void) { return voice.status; }

void msg_fail(int status)
{
	if (status > voice.status)
		voice.status = status;
}

bool msg_chinese(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *v = voice.language;

	for (size_t i = 0; !v && i < sizeof names / sizeof *names; i++) {
		v = getenv(names[i]);
		if (v && !*v)
			v = NULL;
	}
	return v && strncmp(v, "zh", 2) == 0;
}

static void add_hex(struct buf *into, struct str bytes)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < bytes.n; i++) {
		buf_add(into, STR("\\x"));
		buf_byte(into, hex[(unsigned char)bytes.p[i] >> 4]);
		buf_byte(into, hex[(unsigned char)bytes.p[i] & 15]);
	}
}

/* Where the stretch ends that has nothing but visible ASCII and common ideographs. */
static size_t plain_to(struct str s, size_t at)
{
	while (at < s.n) {
		const unsigned char *p = (const unsigned char *)s.p + at;
		if (*p >= 0x20 && *p < 0x7f)
			at++;
		else if (utf8_is_common(p, s.n - at))
			at += 3;
		else
			break;
	}
	return at;
}

/* What is clean is copied a stretch at a time: nearly always all of it. */
void msg_clean(struct buf *into, struct str s)
{
	size_t clean = 0;

	for (size_t at = plain_to(s, 0); at < s.n; at = plain_to(s, at)) {
		size_t from = at;
		uint32_t c = str_next(s, &at);
		bool broken = c == 0xfffd && at - from == 1;
		if (!broken && c >= 0x20 && c != 0x7f && (c < 0x80 || c >= 0xa0))
			continue;
		buf_add(into, str_of(s.p + clean, from - clean));
		add_hex(into, str_of(s.p + from, at - from));
		clean = at;
	}
	buf_add(into, str_from(s, clean));
}

static void add_number(struct buf *b, size_t n)
{
	buf_byte(b, ':');
	buf_number(b, n);
}

static void add_place(struct buf *b, const struct place *at)
{
	if (at && at->file.n) {
		msg_clean(b, at->file);
		if (at->line)
			add_number(b, at->line);
		if (at->line && at->column)
			add_number(b, at->column);
	} else {
		buf_add(b, str_c(voice.program));
	}
	buf_add(b, STR(": "));
}

static void add_line(const struct place *at, const char *severity, struct str words, struct str id)
{
	size_t from = waiting.n;

	add_place(&waiting, at);
	buf_add(&waiting, str_c(severity));
	buf_add(&waiting, STR(": "));
	msg_clean(&waiting, words);
	buf_add(&waiting, STR(" ["));
	msg_clean(&waiting, id);
	buf_add(&waiting, STR("]\n"));
	flush_before(from);
}

static void say(const struct place *at, int id, va_list args)
{
	const struct words *w = &catalogue[id];
	struct buf words = { 0 }, severity = { 0 };

	if (w->severity == MSG_ERROR)
		msg_fail(2);
	if (voice.quiet && w->severity != MSG_ERROR)
		return;
	buf_format_list(&words, msg_chinese() ? w->zh : w->en, args);
	buf_format(&severity, "%s%s%s", voice.color ? severities[w->severity].color : "",
	    msg_chinese() ? severities[w->severity].zh : severities[w->severity].en, voice.color ? "\033[0m" : "");
	add_line(at, severity.p, buf_str(&words), str_c(w->name));
	buf_free(&severity);
	buf_free(&words);
	if (w->severity == MSG_ERROR)
		msg_flush();
}

void msg_say(const struct place *at, int id, ...)
{
	va_list args;

	va_start(args, id);
	say(at, id, args);
	va_end(args);
}

void msg_tell(int id, ...)
{
	va_list args;

	va_start(args, id);
	say(NULL, id, args);
	va_end(args);
}
