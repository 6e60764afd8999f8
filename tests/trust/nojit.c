/*
 * nojit: a library to be preloaded that refuses memory which can be written and run.  Patterns are then matched by PCRE2's
 * interpreter, code that valgrind can see into, and not by what its compiler makes of them.
 */
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

void *mmap64(void *at, size_t n, int protection, int flags, int fd, off64_t from)
{
	if (protection & PROT_EXEC && protection & PROT_WRITE) {
		errno = EACCES;
		return MAP_FAILED;
	}
	return (void *)syscall(SYS_mmap, at, n, protection, flags, fd, from);
}

void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t from) { return mmap64(at, n, protection, flags, fd, from); }
