/* kam config: what a company sets once. */
#include "command.h"

static const struct verb *const verbs[] = { NULL };

extern const struct command config_command;

const struct command config_command = {
	.name = "config",
	.summary = N_("what a company sets once: people, products, stages, calendars, settings …"),
	.has_records = true,
	.verbs = verbs,
};
