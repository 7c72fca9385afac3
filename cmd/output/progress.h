/* Progress: one line on a terminal's standard error while something long runs. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	const char *label; /* borrowed: "pipeline.csv" */
	int64_t due;       /* milliseconds of the monotonic clock at which it may be drawn again */
	bool terminal;     /* else nothing is ever drawn */
	bool drawn;
	size_t width; /* columns of the screen */
};

/* `quiet`: nothing is drawn. What takes less than a fifth of a second never shows a line. */
void progress_begin(struct progress *progress, const char *label, bool quiet);
/* So far: rows, and done of total bytes (total 0: unknown). Draws at most five times a second. */
void progress_show(struct progress *progress, int64_t rows, int64_t done, int64_t total);
/* The line is wiped out; needed before anything else goes to standard error. */
void progress_end(struct progress *progress);

/* "pipeline.csv  12,000 rows  45 %" in at most `width` columns; returns the length, `line` takes `size` bytes. */
size_t progress_line(const char *label, int64_t rows, int64_t done, int64_t total, size_t width, char *line,
                     size_t size);

#endif
