#include "xlsx_guard.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/msg.h"

/* Ended from outside or by a reader that went: what waits ends the same way. */
static void die_of(int signal_)
{
	static const int passed_on[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGXFSZ };

	for (size_t i = 0; i < sizeof passed_on / sizeof *passed_on; i++)
		if (passed_on[i] == signal_) {
			signal(signal_, SIG_DFL);
			raise(signal_);
		}
}

static _Noreturn void wait_for(pid_t child, struct tempfile *temp, size_t n, const char *name)
{
	struct place place = { .file = str_c(name) };
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			exit(2);
	for (size_t i = 0; i < n && (!WIFEXITED(status) || WEXITSTATUS(status) != 0); i++)
		tempfile_abandon(&temp[i]);
	if (WIFEXITED(status))
		exit(WEXITSTATUS(status));
	die_of(WTERMSIG(status));
	msg_say(&place, MSG_RENDER_WORKBOOK, strsignal(WTERMSIG(status)));
	exit(2);
}

bool guard_child(struct tempfile *temp, size_t n, const char *name)
{
	struct place place = { .file = str_c(name) };
	pid_t parent = getpid(), child = fork();

	if (child > 0)
		wait_for(child, temp, n, name);
	if (child < 0) {
		msg_say(&place, MSG_RENDER_WORKBOOK, strerror(errno));
		return false;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(2);
	return true;
}

void guard_begin(void) { errno = 0; }

/* Others stay behind calls that did well: ENOTTY of a new stream, for one. */
const char *guard_failure(void)
{
	static const int failures[] = { ENOMEM, ENOSPC, EDQUOT, EIO, EFBIG, EMFILE, ENFILE, EROFS, EACCES };
	int error = errno;

	for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
		if (failures[i] == error)
			return strerror(error);
	return NULL;
}
