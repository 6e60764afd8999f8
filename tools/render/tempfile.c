#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/msg.h"
#include "render.h"

static void say(const char *file)
{
	struct place at = { .file = str_c(file) };

	msg_say(&at, MSG_FILE_WRITE, strerror(errno));
}

/* mkstemp's mode is 0600; the file gets what the umask gives any other. */
static void plain_mode(int fd)
{
	mode_t mask = umask(0);

	umask(mask);
	if (fchmod(fd, 0666 & ~mask) != 0)
		return; /* a file system without modes */
}

/* A device, pipe or folder must not be replaced by a file. */
bool file_is_special(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0 && !S_ISREG(st.st_mode);
}

bool tempfile_open(struct tempfile *t, const char *final)
{
	struct buf name = { 0 };
	int fd;

	if (file_is_special(final)) {
		errno = EINVAL;
		say(final);
		return false;
	}
	buf_add(&name, str_c(final));
	buf_add(&name, STR(".XXXXXX"));
	t->path = mem_strdup(buf_str(&name));
	t->final = mem_strdup(str_c(final));
	buf_free(&name);
	fd = mkstemp(t->path);
	if (fd < 0) {
		say(final);
		tempfile_abandon(&(struct tempfile){ NULL, t->final });
		mem_free(t->path);
		*t = (struct tempfile){ 0 };
		return false;
	}
	plain_mode(fd);
	close(fd);
	return true;
}

bool tempfile_commit(struct tempfile *t)
{
	bool good = rename(t->path, t->final) == 0;

	if (!good) {
		say(t->final);
		unlink(t->path);
	}
	mem_free(t->path);
	mem_free(t->final);
	*t = (struct tempfile){ 0 };
	return good;
}

void tempfile_abandon(struct tempfile *t)
{
	if (t->path)
		unlink(t->path);
	mem_free(t->path);
	mem_free(t->final);
	*t = (struct tempfile){ 0 };
}
