/* Hooks: programs of the user's that are told what happened, after it is on disk. */
#ifndef HOOK_H
#define HOOK_H

#include "config_file.h"

/*
 * Runs the hook of each event of the operation that was committed. KAM_OK, or
 * KAM_UNDELIVERED when one failed, could not be run or took too long; then the
 * message names it.
 */
enum kam_status hooks_run(struct context *context, const struct config *config, int64_t operation);

#endif
