/* The rows that were left out: a CSV file of them as they were, with what is wrong in a last column. */
#include "import_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FLUSH_BYTES 65536

static enum kam_status write_failed(struct import_run *run)
{
	return fail(run->kam, KAM_IO, _("cannot write %s: %s"), run->options->rejects, strerror(errno));
}

static enum kam_status cannot_create(struct import_run *run)
{
	if (errno == EEXIST)
		return fail(run->kam, KAM_CANNOT_CREATE,
		            _("%s is there already; name another file for the rows left out"), run->options->rejects);
	return fail(run->kam, KAM_CANNOT_CREATE, _("cannot create %s: %s"), run->options->rejects, strerror(errno));
}

enum kam_status import_reject_begin(struct import_run *run)
{
	struct stat about;

	/* Made when the first row is left out; what is in the way is said before anything is read. */
	if (run->options->rejects == NULL || lstat(run->options->rejects, &about) != 0)
		return KAM_OK;
	errno = EEXIST;
	return cannot_create(run);
}

static void add_cell(struct buffer *line, const char *text, size_t length, bool last)
{
	bool quoted = strcspn(text, ",\"\r\n;\t") < length;

	if (!quoted) {
		buffer_add(line, text, length);
	} else {
		buffer_put(line, "\"");
		for (const char *end = text + length; text < end;) {
			const char *quote = memchr(text, '"', (size_t)(end - text)), *stop = quote ? quote + 1 : end;

			buffer_add(line, text, (size_t)(stop - text));
			if (quote)
				buffer_put(line, "\"");
			text = stop;
		}
		buffer_put(line, "\"");
	}
	buffer_put(line, last ? "\n" : ",");
}

static enum kam_status flush(struct import_run *run)
{
	const char *at = run->reject.text;
	size_t left = run->reject.length;

	if (run->reject.failed)
		return fail_memory(run->kam);
	while (left > 0) {
		ssize_t written = write(run->rejects, at, left);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return write_failed(run);
		at += written;
		left -= (size_t)written;
	}
	buffer_reset(&run->reject);
	return KAM_OK;
}

/* The header is the first file's: all files with rows in it have to have the same. */
static enum kam_status start(struct import_run *run)
{
	run->rejects = open(run->options->rejects, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (run->rejects < 0)
		return cannot_create(run);
	if (run->options->no_header)
		return KAM_OK;
	for (size_t i = 0; i < run->plans[0].column_count; i++)
		add_cell(&run->reject, run->plans[0].columns[i], strlen(run->plans[0].columns[i]), false);
	add_cell(&run->reject, "problem", 7, true);
	return KAM_OK;
}

static bool same_columns(const struct import_plan *left, const struct import_plan *right)
{
	if (left->column_count != right->column_count)
		return false;
	for (size_t i = 0; i < left->column_count; i++)
		if (strcmp(left->columns[i], right->columns[i]) != 0)
			return false;
	return true;
}

enum kam_status import_reject(struct import_run *run)
{
	const char *remedy = buffer_text(&run->remedy);
	enum kam_status status = KAM_OK;
	size_t cells = run->row->count;

	if (run->options->rejects == NULL)
		return KAM_OK;
	if (run->rejects < 0)
		status = start(run);
	if (status == KAM_OK && !same_columns(run->plan, &run->plans[0]))
		status = fail(
			run->kam, KAM_BAD_DATA,
			_("%s has other columns than %s, and rows of both are bad: import them one by one, or without "
		          "--rejects"),
			run->plan->file, run->plans[0].file);
	if (status != KAM_OK)
		return status;
	for (size_t i = 0; i < cells; i++)
		add_cell(&run->reject, run->row->cells[i].text, run->row->cells[i].length, false);
	for (; cells < run->plan->column_count; cells++)
		buffer_put(&run->reject, ",");
	if (run->problem_column[0] != '\0') {
		struct buffer problem = { 0 };

		buffer_format(&problem, "%s: %s", run->problem_column, remedy);
		if (buffer_text(&problem) != NULL)
			add_cell(&run->reject, problem.text, problem.length, true);
		run->reject.failed |= problem.failed;
		buffer_free(&problem);
	} else {
		add_cell(&run->reject, remedy, strlen(remedy), true);
	}
	return run->reject.length >= FLUSH_BYTES || run->reject.failed ? flush(run) : KAM_OK;
}

enum kam_status import_reject_end(struct import_run *run, bool keep)
{
	enum kam_status status = KAM_OK;

	if (run->rejects < 0)
		return KAM_OK;
	if (keep)
		status = flush(run);
	if (keep && status == KAM_OK && fsync(run->rejects) != 0 && errno != EINVAL)
		status = write_failed(run);
	if (close(run->rejects) != 0 && keep && status == KAM_OK)
		status = write_failed(run);
	if (!keep || status != KAM_OK)
		unlink(run->options->rejects);
	return status;
}
