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
			(void)signal(signal_, SIG_DFL);
			(void)raise(signal_);
		}
}

/* What ends a program from outside goes to the child, so that its files can be removed behind it. */
static int wait_status(pid_t child, const sigset_t *awaited)
{
	int status = 0, got;

	while (waitpid(child, &status, WNOHANG) == 0) {
		got = sigwaitinfo(awaited, NULL);
		if (got > 0 && got != SIGCHLD)
			kill(child, got);
	}
	return status;
}

static _Noreturn void wait_for(pid_t child, const sigset_t *awaited, struct tempfile *temp, size_t n, const char *name)
{
	struct place place = { .file = str_c(name) };
	int status = wait_status(child, awaited);

	for (size_t i = 0; i < n && (!WIFEXITED(status) || WEXITSTATUS(status) != 0); i++)
		tempfile_abandon(&temp[i]);
	if (WIFEXITED(status))
		exit(WEXITSTATUS(status));
	sigprocmask(SIG_UNBLOCK, awaited, NULL);
	die_of(WTERMSIG(status));
	msg_say(&place, MSG_RENDER_CRASH, strsignal(WTERMSIG(status)));
	exit(2);
}

bool guard_child(struct tempfile *temp, size_t n, const char *name)
{
	static const int awaited[] = { SIGCHLD, SIGTERM, SIGINT, SIGHUP };
	struct place place = { .file = str_c(name) };
	sigset_t set, before;
	pid_t parent = getpid(), child;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof awaited / sizeof *awaited; i++)
		sigaddset(&set, awaited[i]);
	(void)signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_BLOCK, &set, &before);
	msg_flush();
	child = fork();
	if (child > 0)
		wait_for(child, &set, temp, n, name);
	if (child < 0)
		msg_say(&place, MSG_RENDER_WORKBOOK, strerror(errno));
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (child < 0)
		return false;
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
