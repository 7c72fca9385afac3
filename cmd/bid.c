/* kam bid: opportunities, bids and their history. */
#include "command.h"

static const struct verb *const verbs[] = { NULL };

extern const struct command bid_command;

const struct command bid_command = {
	.name = "bid",
	.summary = N_("opportunities and bids, and what happened to them"),
	.has_records = true,
	.verbs = verbs,
};
