/* The `out` half of stream.h: bytes on their way, and whether they arrived. */
#include "msg.h"
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct out {
	int fd;
	char *name;      /* final name; NULL for standard output */
	char *temporary; /* what it is called until it is complete */
	bool failed;
	struct buf pending;
};

static struct place out_place(const struct out *o)
{
	return (struct place){ .file = o->name ? str_c(o->name) : STR("<stdout>") };
}

/* Said once; whoever reads the status at the end sees 2.  EPIPE dies as SIGPIPE would. */
static void out_fail(struct out *o)
{
	struct place at = out_place(o);

	if (errno == EPIPE) {
		msg_flush();
		(void)signal(SIGPIPE, SIG_DFL);
		(void)raise(SIGPIPE);
		_exit(128 + SIGPIPE);
	}
	if (!o->failed)
		msg_say(&at, MSG_FILE_WRITE, strerror(errno));
	o->failed = true;
}

static void out_write(struct out *o, const char *p, size_t n)
{
	while (n && !o->failed) {
		ssize_t w = write(o->fd, p, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0) {
			out_fail(o);
			return;
		}
		p += w;
		n -= (size_t)w;
	}
}

static bool open_temporary(struct out *o, const char *name)
{
	struct place at = { .file = str_c(name) };
	size_t n = strlen(name) + sizeof ".XXXXXX";
	mode_t mask;

	o->name = mem_strdup(str_c(name));
	o->temporary = mem_alloc(n);
	(void)snprintf(o->temporary, n, "%s.XXXXXX", name);
	o->fd = mkstemp(o->temporary);
	if (o->fd < 0) {
		msg_say(&at, MSG_FILE_OPEN, strerror(errno));
		return false;
	}
	mask = umask(0);
	umask(mask);
	if (fchmod(o->fd, 0666 & ~mask) < 0)
		out_fail(o);
	return true;
}

/* A device or pipe (-o /dev/null, /dev/full, a FIFO) is written to as it is: renaming would replace it. */
static bool is_special(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0 && !S_ISREG(st.st_mode);
}

static bool open_special(struct out *o, const char *name)
{
	struct place at = { .file = str_c(name) };

	o->name = mem_strdup(str_c(name));
	o->fd = open(name, O_WRONLY | O_CLOEXEC);
	if (o->fd < 0)
		msg_say(&at, MSG_FILE_OPEN, strerror(errno));
	return o->fd >= 0;
}

static void out_free(struct out *o)
{
	mem_free(o->name);
	mem_free(o->temporary);
	buf_free(&o->pending);
	mem_free(o);
}

struct out *out_open(const char *name)
{
	struct out *o = mem_zero(1, sizeof *o);

	buf_room(&o->pending, OUT_BYTES + OUT_BYTES / 4); /* what is added last is seldom more than the quarter */
	o->fd = STDOUT_FILENO;
	if (!name || strcmp(name, "-") == 0)
		return o;
	if (is_special(name) ? open_special(o, name) : open_temporary(o, name))
		return o;
	out_free(o);
	return NULL;
}

void out_flush(struct out *o)
{
	out_write(o, o->pending.p, o->pending.n);
	buf_reset(&o->pending);
}

struct buf *out_pending(struct out *o) { return &o->pending; }

void out_add(struct out *o, struct str s)
{
	if (s.n >= OUT_BYTES) { /* not copied */
		out_flush(o);
		out_write(o, s.p, s.n);
		return;
	}
	buf_add(&o->pending, s);
	if (o->pending.n >= OUT_BYTES)
		out_flush(o);
}

void out_byte(struct out *o, char c)
{
	buf_byte(&o->pending, c);
	if (o->pending.n >= OUT_BYTES)
		out_flush(o);
}

void out_abandon(struct out *o)
{
	if (o->temporary) {
		close(o->fd);
		unlink(o->temporary);
	}
	out_free(o);
}

bool out_close(struct out *o)
{
	bool arrived, whole;

	out_flush(o);
	if (close(o->fd) < 0)
		out_fail(o);
	whole = !o->failed && msg_status() < 2; /* an operand that could not be read is missing from it */
	if (o->temporary && whole && rename(o->temporary, o->name) < 0)
		out_fail(o);
	arrived = !o->failed;
	if (o->temporary && (!whole || o->failed))
		unlink(o->temporary);
	out_free(o);
	return arrived;
}
