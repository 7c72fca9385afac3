/* Targets: standard output or a file that appears whole or not at all. */
#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_TRIES 100

void output_guard_descriptors(void)
{
	for (int descriptor = 0; descriptor <= 2; descriptor++)
		if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
			/* The lowest free number is this one. Reading what is to be written fails, as does the reverse. */
			(void)!open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
}

static enum kam_status create_status(int error)
{
	return error == ENOSPC || error == EDQUOT || error == EIO ? KAM_IO : KAM_CANNOT_CREATE;
}

static enum kam_status fail_create(struct output *output, int error)
{
	return output_fail(output, create_status(error), _("cannot create '%s': %s"), output->options.file,
	                   strerror(error));
}

/* The folder the file is in is opened once, so that nothing can be put in its place halfway. */
static bool open_folder(struct output *output, const char *path)
{
	struct target *target = &output->target;
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	char *folder = slash == path ? strdup("/") : slash ? strndup(path, (size_t)(slash - path)) : strdup(".");

	target->name = strdup(name);
	if (!folder || !target->name) {
		free(folder);
		output_fail_memory(output);
		return false;
	}
	target->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (target->folder < 0 || !*name) {
		fail_create(output, target->folder < 0 ? errno : EISDIR);
		return false;
	}
	return true;
}

/* A new file beside the one it will replace, with its mode; a link is replaced itself, what it points to stays. */
static enum kam_status open_temporary(struct output *output, const struct stat *existing)
{
	struct target *target = &output->target;
	int descriptor = -1;

	for (int i = 0; i < TEMPORARY_TRIES && descriptor < 0; i++) {
		snprintf(target->temporary, sizeof target->temporary, ".kam-%ld-%d.tmp", (long)getpid(), i);
		descriptor = openat(target->folder, target->temporary,
		                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		if (descriptor < 0 && errno != EEXIST)
			break;
	}
	if (descriptor < 0) {
		target->temporary[0] = '\0';
		return fail_create(output, errno);
	}
	target->descriptor = descriptor;
	if (existing && S_ISREG(existing->st_mode)) {
		/* The owner can only be kept by root; for others the file becomes theirs, as with any editor. */
		if (existing->st_uid != geteuid() || existing->st_gid != getegid())
			(void)!fchown(descriptor, existing->st_uid, existing->st_gid);
		if (fchmod(descriptor, existing->st_mode & 0777) < 0)
			return fail_create(output, errno);
	}
	return KAM_OK;
}

enum kam_status target_open(struct output *output)
{
	struct target *target = &output->target;
	const char *path = output->options.file;
	struct stat status, existing;
	bool exists;

	target->descriptor = STDOUT_FILENO;
	target->folder = -1;
	if (!path || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0 || strcmp(path, "/dev/fd/1") == 0)
		return KAM_OK;
	if (!*path)
		return output_fail(output, KAM_USAGE, _("-o needs the name of a file, or - for standard output"));
	exists = lstat(path, &existing) == 0;
	if (strncmp(path, "/dev/", 5) == 0 || (stat(path, &status) == 0 && !S_ISREG(status.st_mode))) {
		/* A device or a named pipe is written to, never replaced. */
		target->descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
		return target->descriptor < 0 ? fail_create(output, errno) : KAM_OK;
	}
	if (exists && S_ISREG(existing.st_mode) && access(path, W_OK) < 0)
		return output_fail(output, KAM_NOT_PERMITTED, _("'%s' is write-protected: %s"), path, strerror(errno));
	if (!open_folder(output, path))
		return output->status;
	return open_temporary(output, exists ? &existing : NULL);
}

void target_write(struct output *output, const char *text, size_t length)
{
	struct target *target = &output->target;

	while (length > 0 && !target->gone && output->status == KAM_OK) {
		ssize_t written = write(target->descriptor, text, length);

		if (written >= 0) {
			text += written;
			length -= (size_t)written;
		} else if (errno == EPIPE) {
			target->gone = true;
		} else if (errno == EAGAIN) {
			/* Someone made our standard output non-blocking: wait until there is room. */
			struct pollfd room = { .fd = target->descriptor, .events = POLLOUT };

			(void)!poll(&room, 1, -1);
		} else if (errno != EINTR) {
			output_fail(output, KAM_IO, _("cannot write to %s: %s"),
			            target->folder < 0 && !output->options.file ? _("standard output")
			                                                        : output->options.file,
			            strerror(errno));
		} else if (output->options.interrupted && *output->options.interrupted && !target->pager) {
			output_fail(output, KAM_INTERRUPTED, _("interrupted"));
		}
	}
}

/* What a file system tells only at close() would be lost with standard output: a copy is closed instead. */
static void check_standard_output(struct output *output)
{
	int copy = dup(STDOUT_FILENO);

	if (copy >= 0 && close(copy) < 0 && errno != EINTR)
		output_fail(output, KAM_IO, _("cannot write to %s: %s"), _("standard output"), strerror(errno));
}

void target_finish(struct output *output)
{
	struct target *target = &output->target;
	bool failed;

	if (target->descriptor == STDOUT_FILENO) {
		check_standard_output(output);
		return;
	}
	if (output->status != KAM_OK)
		return;
	failed = target->temporary[0] && fsync(target->descriptor) < 0;
	failed = close(target->descriptor) < 0 || failed;
	target->descriptor = -1;
	if (target->temporary[0] && !failed) {
		failed = renameat(target->folder, target->temporary, target->folder, target->name) < 0;
		if (!failed) {
			target->temporary[0] = '\0';
			/* Some file systems cannot sync a folder; the file itself is safe. */
			failed = fsync(target->folder) < 0 && errno != EINVAL && errno != EBADF;
		}
	}
	if (failed)
		output_fail(output, KAM_IO, _("cannot write '%s': %s"), output->options.file, strerror(errno));
}

void target_drop(struct output *output)
{
	struct target *target = &output->target;

	if (target->descriptor > STDERR_FILENO)
		close(target->descriptor);
	if (target->temporary[0])
		unlinkat(target->folder, target->temporary, 0);
	if (target->folder >= 0)
		close(target->folder);
	free(target->name);
}
