#include "progress.h"
#include "mem.h"
#include "msg.h"

#include <time.h>
#include <unistd.h>

/* Seconds: before an unasked line, between lines on a terminal and elsewhere. */
static const double patience = 3, terminal_pause = 0.2, file_pause = 5;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_start(struct progress *p, bool asked, bool quiet, size_t total)
{
	*p = (struct progress){ .asked = asked, .total = total, .terminal = isatty(STDERR_FILENO) == 1 };
	p->on = asked || (p->terminal && !quiet);
	p->start = p->last = p->on ? now() : 0;
}

static void add_left(const struct progress *p, struct buf *b, double elapsed)
{
	size_t left;

	if (p->operands == 0 || p->operands >= p->total)
		return;
	left = (size_t)(elapsed / (double)p->operands * (double)(p->total - p->operands) + 0.5);
	buf_format(b, msg_chinese() ? "，约剩 %zu:%02zu" : ", %zu:%02zu left", left / 60, left % 60);
}

static void show(struct progress *p, double at, bool last)
{
	size_t done = p->documents ? p->documents : p->operands;
	double elapsed = at - p->start;
	struct buf b = { 0 };

	buf_format(&b, msg_chinese() ? "%s: 已完成 %zu" : "%s: %zu", msg_program_name(), done);
	if (!p->documents)
		buf_format(&b, msg_chinese() ? "，共 %zu" : " of %zu", p->total);
	buf_format(&b, msg_chinese() ? " 个文档，%.0f/秒" : " documents, %.0f/s", elapsed > 0 ? (double)done / elapsed : 0.0);
	if (!last)
		add_left(p, &b, elapsed);
	/* The next message, or the next line, stands over this one. */
	buf_add(&b, p->terminal ? last ? STR("\033[K\n") : STR("\033[K\r") : STR("\n"));
	msg_flush();
	if (write(STDERR_FILENO, b.p, b.n) < 0)
		p->on = false;
	buf_free(&b);
	p->shown = true;
	p->last = at;
}

static void tick(struct progress *p)
{
	double at;

	if (!p->on)
		return;
	at = now();
	if (at - p->start >= (p->asked ? 0 : patience) && at - p->last >= (p->terminal ? terminal_pause : file_pause))
		show(p, at, false);
}

void progress_document(struct progress *p)
{
	p->documents++;
	tick(p);
}

void progress_operand(struct progress *p)
{
	p->operands++;
	p->begun = false;
	tick(p);
}

void progress_finish(struct progress *p)
{
	if (p->on && (p->asked || p->shown))
		show(p, now(), true);
	p->on = false;
}
