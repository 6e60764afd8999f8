/*
 * faults: a library to be preloaded that makes the Nth call of one function fail.
 *
 * FAULT_CALL   read, write, open, close, rename, malloc, fwrite …: see CALLS (open stands for openat and mkstemp,
 *              malloc for calloc, realloc and reallocarray, read for pread, write for pwrite)
 * FAULT_N      which call of it, from 1; 0: none
 * FAULT_KIND   an errno's name (EIO, ENOSPC, ENOMEM, EINTR …), or `short`: reads and writes do one byte
 * FAULT_MARK   a file that is made when the fault was injected
 *
 * Nothing is allocated here and the environment is read once, before main.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

/* The C library's own allocator, for the wrappers must not call themselves. */
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

enum call { CALL_NONE, CALL_READ, CALL_WRITE, CALL_OPEN, CALL_CLOSE, CALL_RENAME, CALL_MALLOC, CALL_FWRITE, CALL_FCLOSE, CALL_FSTAT };
static const char *const call_names[] = { "", "read", "write", "open", "close", "rename", "malloc", "fwrite", "fclose", "fstat" };
static const struct {
	const char *name;
	int value;
} kinds[] = { { "EIO", EIO }, { "ENOSPC", ENOSPC }, { "ENOMEM", ENOMEM }, { "EINTR", EINTR }, { "EACCES", EACCES },
	{ "EMFILE", EMFILE }, { "EPIPE", EPIPE }, { "EDQUOT", EDQUOT }, { "short", 0 } };

static struct {
	enum call call;
	long n, seen;
	int error; /* 0: short */
	const char *mark;
} fault;

__attribute__((constructor)) static void begin(void)
{
	const char *call = getenv("FAULT_CALL"), *n = getenv("FAULT_N"), *kind = getenv("FAULT_KIND");

	fault.mark = getenv("FAULT_MARK");
	if (!call || !n || !kind)
		return;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, kind) == 0)
			fault.error = kinds[i].value;
	fault.n = strtol(n, NULL, 10);
	for (size_t i = 1; i < sizeof call_names / sizeof *call_names; i++)
		if (strcmp(call_names[i], call) == 0)
			fault.call = (enum call)i;
}

/* Whether this call is the one; errno is set. */
static bool hit(enum call call)
{
	int fd;

	if (call != fault.call || ++fault.seen != fault.n)
		return false;
	if (fault.mark && (fd = (int)syscall(SYS_openat, AT_FDCWD, fault.mark, O_WRONLY | O_CREAT, 0600)) >= 0)
		syscall(SYS_close, fd);
	errno = fault.error;
	return true;
}

ssize_t read(int fd, void *p, size_t n)
{
	if (hit(CALL_READ)) {
		if (fault.error)
			return -1;
		n = n ? 1 : 0;
	}
	return syscall(SYS_read, fd, p, n);
}

ssize_t pread64(int fd, void *p, size_t n, off64_t at) { return hit(CALL_READ) && fault.error ? -1 : syscall(SYS_pread64, fd, p, n, at); }
ssize_t pread(int fd, void *p, size_t n, off_t at) { return pread64(fd, p, n, at); }

ssize_t write(int fd, const void *p, size_t n)
{
	if (fd != 2 && hit(CALL_WRITE)) { /* messages must come out */
		if (fault.error)
			return -1;
		n = n ? 1 : 0;
	}
	return syscall(SYS_write, fd, p, n);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at) { return hit(CALL_WRITE) && fault.error ? -1 : syscall(SYS_pwrite64, fd, p, n, at); }
ssize_t pwrite(int fd, const void *p, size_t n, off_t at) { return pwrite64(fd, p, n, at); }

int openat(int dir, const char *name, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return hit(CALL_OPEN) ? -1 : (int)syscall(SYS_openat, dir, name, flags, mode);
}

int open64(const char *name, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return openat(AT_FDCWD, name, flags, mode);
}

int open(const char *name, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return openat(AT_FDCWD, name, flags, mode);
}

int close(int fd)
{
	bool fails = hit(CALL_CLOSE);
	int error = errno, result = (int)syscall(SYS_close, fd);

	if (!fails)
		return result;
	errno = error;
	return -1;
}

int rename(const char *from, const char *to) { return hit(CALL_RENAME) ? -1 : (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to); }

#define NEXT(name) \
	static __typeof__(name) *next; \
	if (!next) \
		*(void **)&next = dlsym(RTLD_NEXT, #name)

FILE *fopen64(const char *name, const char *mode) { NEXT(fopen64); return hit(CALL_OPEN) ? NULL : next(name, mode); }
FILE *fopen(const char *name, const char *mode) { return fopen64(name, mode); }
int mkstemp64(char *name) { NEXT(mkstemp64); return hit(CALL_OPEN) ? -1 : next(name); }
int mkstemp(char *name) { return mkstemp64(name); }
int fclose(FILE *f)
{
	bool fails = hit(CALL_FCLOSE);
	int error = errno, result;
	NEXT(fclose);
	result = next(f);
	errno = fails ? error : errno;
	return fails ? EOF : result;
}
size_t fwrite(const void *p, size_t size, size_t n, FILE *f) { NEXT(fwrite); return f != stderr && hit(CALL_FWRITE) ? 0 : next(p, size, n, f); }

void *malloc(size_t n) { return hit(CALL_MALLOC) ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return hit(CALL_MALLOC) ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return hit(CALL_MALLOC) ? NULL : __libc_realloc(p, n); }
void *reallocarray(void *p, size_t n, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(n, size, &all)) {
		errno = ENOMEM;
		return NULL;
	}
	return hit(CALL_MALLOC) ? NULL : __libc_realloc(p, all);
}
