/* The import verb's options. */
#ifndef IMPORT_H
#define IMPORT_H

#include "command.h"

struct import_arguments {
	const char *map, *key, *encoding, *delimiter, *decimal, *rejects;
	bool clear, loose, skip_bad;
};

extern const struct option_row import_options[];
enum kam_status import_run(struct context *context, const void *arguments);

#endif
