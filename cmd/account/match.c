/* kam account contact match: the right people at customers for an offer. */
#include "verbs.h"

#include "../match.h"

static enum kam_status match(struct context *context, const void *arguments)
{
	return match_all(context, arguments,
	                 "kam account contact match [--list call|mail] [--at LAT,LON --within 2km] [--where …]");
}

const struct verb contact_match_verb = {
	.record = "contact",
	.name = "match",
	.operands = "",
	.summary = N_("whom to call or mail: by what and where they are, less who may not be reached"),
	.need = NEED_READ,
	.fields = FIELDS_FILTER,
	.options = match_options,
	.arguments_size = sizeof(struct match_arguments),
	.run = match,
};
