/* The import verb's options. */
#ifndef IMPORT_H
#define IMPORT_H

#include "command.h"
#include "output/progress.h"

struct import_arguments {
	const char *map, *key, *encoding, *delimiter, *decimal, *rejects;
	bool clear, loose, replace, skip_bad;
};

/* What the library calls back with while it reads. */
struct import_watch {
	struct progress progress;
	int64_t problems;
	bool quiet;
};

void import_show_progress(void *data, int64_t rows, int64_t done, int64_t total);
/* The first twenty bad rows, one by one … */
void import_show_problem(void *data, const char *file, int64_t line, const char *column, const char *value,
                         const char *remedy);
/* … and how many more there are. */
void import_watch_end(struct import_watch *watch);

extern const struct option_row import_options[];
enum kam_status import_run(struct context *context, const void *parsed);

#endif
