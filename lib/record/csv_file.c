/* The file a CSV comes from: opened, or spooled first where it cannot be read twice. */
#include "csv_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum kam_status open_failed(struct csv_input *input, const char *path)
{
	int why = errno;

	switch (why) {
	case ENOENT:
	case ENOTDIR:
		return fail(input->kam, KAM_NO_DATABASE, _("there is no file '%s'"), path);
	case EACCES:
	case EPERM:
		return fail(input->kam, KAM_NOT_PERMITTED,
		            _("you may not read '%s'; its owner can allow it with chmod"), path);
	case EMFILE:
	case ENFILE:
	case ENOMEM:
		return fail(input->kam, KAM_SYSTEM, _("cannot open '%s': %s"), path, strerror(why));
	default:
		return fail(input->kam, KAM_IO, _("cannot open '%s': %s"), path, strerror(why));
	}
}

/* An unlinked temporary file: gone with its descriptor, whatever happens. */
static enum kam_status spool_create(struct csv_input *input, int *spool)
{
	const char *folder = input->kam->temporary ? input->kam->temporary : "/tmp";
	struct buffer name = { 0 };
	enum kam_status status = KAM_OK;

	buffer_format(&name, "%s/kam-XXXXXX", folder);
	if (name.failed) {
		status = fail_memory(input->kam);
	} else {
		*spool = mkstemp(name.text);
		if (*spool < 0)
			status = fail(input->kam, KAM_CANNOT_CREATE, _("cannot create a temporary file in '%s': %s"),
			              folder, strerror(errno));
		else if (unlink(name.text) != 0 || fcntl(*spool, F_SETFD, FD_CLOEXEC) != 0)
			status = fail(input->kam, KAM_IO, _("cannot set up a temporary file in '%s': %s"), folder,
			              strerror(errno));
	}
	buffer_free(&name);
	return status;
}

static enum kam_status write_all(struct csv_input *input, int spool, const unsigned char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(spool, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fail(input->kam, KAM_IO, _("cannot keep '%s' in a temporary file: %s"), input->name,
			            strerror(errno));
		bytes += written;
		length -= (size_t)written;
	}
	return KAM_OK;
}

static bool is_utf16(const unsigned char *bytes, size_t length)
{
	return length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

static enum kam_status spool_fill(struct csv_input *input, int spool, unsigned char *block, bool watched)
{
	struct csv_row_watch watch = { 0 };

	for (bool first = true; !input->broken_off; first = false) {
		ssize_t got;
		enum kam_status status;

		if (is_interrupted(input->kam))
			return fail(input->kam, KAM_INTERRUPTED, _("interrupted; nothing was changed"));
		got = read(input->file, block, CSV_BLOCK);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(input->kam, KAM_IO, _("cannot read '%s': %s"), input->name, strerror(errno));
		if (got == 0)
			return KAM_OK;
		status = write_all(input, spool, block, (size_t)got);
		if (status != KAM_OK)
			return status;
		if (first && is_utf16(block, (size_t)got))
			watched = false;
		input->broken_off = watched && !csv_row_watch_add(&watch, block, (size_t)got);
	}
	return KAM_OK;
}

static enum kam_status spool_over(struct csv_input *input, bool watched)
{
	unsigned char *block = malloc(CSV_BLOCK);
	int spool = -1;
	enum kam_status status;

	if (!block)
		return fail_memory(input->kam);
	status = spool_create(input, &spool);
	if (status == KAM_OK)
		status = spool_fill(input, spool, block, watched);
	free(block);
	if (spool >= 0) {
		close(input->file);
		input->file = spool;
		input->start = 0;
	}
	return status;
}

enum kam_status csv_file_open(struct csv_input *input, const char *path, bool watched)
{
	bool standard = strcmp(path, "-") == 0;
	enum kam_status status;

	input->name = strdup(standard ? _("standard input") : path);
	if (!input->name)
		return fail_memory(input->kam);
	input->file = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : open(path, O_RDONLY | O_CLOEXEC);
	if (input->file < 0)
		return open_failed(input, input->name);
	if (fstat(input->file, &input->state) != 0)
		return fail(input->kam, KAM_IO, _("cannot read '%s': %s"), input->name, strerror(errno));
	if (S_ISDIR(input->state.st_mode))
		return fail(input->kam, KAM_NO_DATABASE, _("'%s' is a folder; name a file in it"), input->name);
	if (S_ISREG(input->state.st_mode)) {
		input->start = standard ? lseek(input->file, 0, SEEK_CUR) : 0;
		return KAM_OK;
	}
	status = spool_over(input, watched);
	if (status == KAM_OK && fstat(input->file, &input->state) != 0)
		status = fail(input->kam, KAM_IO, _("cannot read '%s': %s"), input->name, strerror(errno));
	return status;
}
