/*
 * run REPORT COMMAND …: runs the command and writes its CPU microseconds, peak kilobytes and status to REPORT.
 *
 * A program of its own, for a child inherits the peak of what forked it: measured from an interpreter, no
 * command would ever seem to need less than that interpreter.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static long microseconds(struct timeval t) { return (long)t.tv_sec * 1000000 + (long)t.tv_usec; }

int main(int argc, char **argv)
{
	FILE *report = argc > 2 ? fopen(argv[1], "we") : NULL;
	struct rusage used;
	int status;
	pid_t child;

	if (!report)
		return 2;
	child = fork();
	if (child == 0) {
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) < 0)
		return 2;
	fprintf(report, "%ld %ld %d\n", microseconds(used.ru_utime) + microseconds(used.ru_stime), used.ru_maxrss,
	        WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
	return fclose(report) == 0 ? 0 : 2;
}
