/* Preloaded: the Nth allocation fails, once or from then on. FAIL_AT=N, FAIL_ON=1: all after it too; FAIL_MARK: a file that
 * is made when one failed; FAIL_COUNT: a file that says at the end how many there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static long calls, at = -1;
static int on, paused;

/* Counted from the program's start: what the loader does before is its own. */
__attribute__((constructor)) static void begin(void)
{
	const char *text = getenv("FAIL_AT");

	on = getenv("FAIL_ON") != NULL;
	calls = 0;
	at = text != NULL ? strtol(text, NULL, 10) : -1;
}

static int fails(void)
{
	const char *mark;
	int fd;

	if (paused || ++calls < at || at < 0 || (calls > at && !on))
		return 0;
	mark = getenv("FAIL_MARK");
	if (calls == at && mark != NULL && (fd = open(mark, O_CREAT | O_WRONLY, 0600)) >= 0)
		close(fd);
	errno = ENOMEM;
	return 1;
}

/* glibc itself does not outlive this call without memory. */
struct passwd *getpwuid(uid_t user)
{
	struct passwd *(*real)(uid_t) = (struct passwd * (*)(uid_t)) dlsym(RTLD_NEXT, "getpwuid");
	struct passwd *entry;

	paused = 1;
	entry = real(user);
	paused = 0;
	return entry;
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAIL_COUNT");
	FILE *file;

	paused = 1;
	if (path != NULL && (file = fopen(path, "w")) != NULL) {
		fprintf(file, "%ld\n", calls);
		fclose(file);
	}
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return fails() ? NULL : __libc_realloc(memory, size);
}
