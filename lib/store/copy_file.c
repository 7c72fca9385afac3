/* A new file: made under a temporary name in the folder it will stay in, and given its name when it is on disk. */
#include "copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 100

const char *name_in_path(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

char *folder_of_path(const char *path)
{
	const char *name = name_in_path(path);
	char *folder = name == path ? strdup(".") : strndup(path, (size_t)(name - path)), *real;

	real = folder != NULL ? realpath(folder, NULL) : NULL;
	free(folder);
	return real;
}

static enum kam_status fail_create(struct kam *kam, const char *path, int error)
{
	enum kam_status status = KAM_CANNOT_CREATE;

	if (error == ENOSPC || error == EDQUOT || error == EIO)
		status = KAM_IO;
	return fail(kam, status, _("cannot create %s: %s"), path, strerror(error));
}

/* The name is no secret, but nobody can have put a file or link of that name there before. */
static int create(struct new_file *file, struct buffer *path, mode_t mode)
{
	int descriptor = -1;

	for (int i = 0; i < TRIES && descriptor < 0; i++) {
		unsigned random;

		sqlite3_randomness(sizeof random, &random);
		buffer_reset(path);
		buffer_format(path, "%s/.kam-%08x.tmp", file->place, random);
		if (buffer_text(path) == NULL)
			return -1;
		descriptor = openat(file->folder, name_in_path(path->text),
		                    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (descriptor < 0 && errno != EEXIST)
			break;
	}
	return descriptor;
}

enum kam_status new_file_create(struct kam *kam, const char *beside, mode_t mode, struct new_file *file)
{
	struct buffer path = { 0 };
	enum kam_status status = KAM_OK;
	int descriptor;

	*file = (struct new_file){ .folder = -1, .place = folder_of_path(beside) };
	if (file->place == NULL)
		return errno == ENOMEM ? fail_memory(kam) : fail_create(kam, beside, errno);
	file->folder = open(file->place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file->folder < 0)
		return fail_create(kam, beside, errno);
	descriptor = create(file, &path, mode);
	if (path.failed)
		status = fail_memory(kam);
	else if (descriptor < 0 || fchmod(descriptor, mode) != 0)
		status = fail_create(kam, beside, errno);
	/* Nothing of SQLite's is open on it yet, whose locks a close would drop. */
	if (descriptor >= 0)
		close(descriptor);
	if (descriptor >= 0 && !path.failed) {
		file->path = buffer_take(&path);
		file->name = name_in_path(file->path);
	}
	buffer_free(&path);
	return status;
}

enum kam_status folder_sync(struct kam *kam, int folder, const char *path)
{
	/* Some file systems cannot sync a folder. */
	if (fsync(folder) != 0 && errno != EINVAL && errno != EBADF)
		return fail(kam, KAM_IO, _("%s: the disk did not confirm it (%s)"), path, strerror(errno));
	return KAM_OK;
}

static enum kam_status sync_file(struct kam *kam, const struct new_file *file, const char *name)
{
	int descriptor = openat(file->folder, file->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool failed = descriptor < 0 || fsync(descriptor) != 0;
	int error = errno;

	if (descriptor >= 0)
		close(descriptor);
	return failed ? fail(kam, KAM_IO, _("cannot write %s/%s: %s"), file->place, name, strerror(error)) : KAM_OK;
}

/* A link fails where the name is taken, at whatever moment that came about; a file system without links is asked. */
static int take_name(const struct new_file *file, const char *name, bool replace)
{
	struct stat there;

	if (!replace) {
		if (linkat(file->folder, file->name, file->folder, name, 0) == 0)
			return unlinkat(file->folder, file->name, 0);
		if (errno == EEXIST || fstatat(file->folder, name, &there, AT_SYMLINK_NOFOLLOW) == 0) {
			errno = EEXIST;
			return -1;
		}
	}
	return renameat(file->folder, file->name, file->folder, name);
}

enum kam_status new_file_place(struct kam *kam, struct new_file *file, const char *name, bool replace)
{
	enum kam_status status = sync_file(kam, file, name);

	if (status != KAM_OK)
		return status;
	if (take_name(file, name, replace) != 0) {
		if (errno == EEXIST && !replace)
			return KAM_DONE;
		return fail(kam, KAM_IO, _("cannot write %s/%s: %s"), file->place, name, strerror(errno));
	}
	free(file->path);
	file->path = NULL;
	return folder_sync(kam, file->folder, file->place);
}

void new_file_drop(struct new_file *file)
{
	if (file->path != NULL)
		unlinkat(file->folder, file->name, 0);
	if (file->folder >= 0)
		close(file->folder);
	free(file->path);
	free(file->place);
	*file = (struct new_file){ .folder = -1 };
}
