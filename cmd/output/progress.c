/* Progress: draws, redraws and wipes out one line on a terminal's standard error. */
#include "progress.h"

#include "writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define INTERVAL_MS 200

static int64_t clock_ms(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) < 0)
		return 0;
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const char *label, bool quiet)
{
	struct winsize size = { 0 };

	*progress = (struct progress){ .label = label, .due = clock_ms() + INTERVAL_MS };
	progress->terminal = !quiet && isatty(STDERR_FILENO);
	if (progress->terminal && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		progress->width = size.ws_col;
	else
		progress->width = 80;
}

/* 12000 as 12,000. */
static void group_digits(int64_t number, char *out, size_t size)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%lld", (long long)number);
	size_t used = 0;

	for (int i = 0; i < length && used + 2 < size; i++) {
		if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
			out[used++] = ',';
		out[used++] = digits[i];
	}
	out[used] = '\0';
}

size_t progress_line(const char *label, int64_t rows, int64_t done, int64_t total, size_t width, char *line,
                     size_t size)
{
	char count[32], tail[80], *shown = kam_text_escape(label, strlen(label));
	size_t room, part, length;

	group_digits(rows, count, sizeof count);
	if (total > 0)
		snprintf(tail, sizeof tail, _("%s rows  %d %%"), count,
		         (int)(done >= total ? 100 : done * 100 / total));
	else
		snprintf(tail, sizeof tail, _("%s rows"), count);
	/* The figures are what changes: a long label gives way. */
	length = text_columns(tail, strlen(tail)) + COLUMN_GAP;
	room = width > length ? width - length : 0;
	part = shown ? kam_text_prefix(shown, strlen(shown), room, NULL) : 0;
	length = (size_t)snprintf(line, size, "%.*s%s%s", (int)part, shown ? shown : "", part > 0 ? "  " : "", tail);
	free(shown);
	return length < size ? length : size - 1;
}

void progress_show(struct progress *progress, int64_t rows, int64_t done, int64_t total)
{
	char line[512];
	int64_t now;
	size_t length;

	if (!progress->terminal)
		return;
	now = clock_ms();
	if (now < progress->due)
		return;
	progress->due = now + INTERVAL_MS;
	length = progress_line(progress->label, rows, done, total, progress->width - 1, line, sizeof line);
	fprintf(stderr, "\r%.*s\033[K", (int)length, line);
	fflush(stderr);
	progress->drawn = true;
}

void progress_end(struct progress *progress)
{
	if (!progress->drawn)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	progress->drawn = false;
}
