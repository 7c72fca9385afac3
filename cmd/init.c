/* kam init: a new database, with the stages that come with kam. */
#include "command.h"

#include <stddef.h>

struct init_arguments {
	const char *currency;
	bool shared, sample;
};

static const struct option_row options[] = {
	{ OPTION_TEXT, 0, "currency", "CODE", N_("the base currency, ISO 4217 (CNY)"),
	  offsetof(struct init_arguments, currency), NULL },
	{ OPTION_FLAG, 0, "shared", NULL, N_("the group may read and write it too (mode 0660)"),
	  offsetof(struct init_arguments, shared), NULL },
	{ OPTION_FLAG, 0, "sample", NULL, N_("with a sample company to try things on"),
	  offsetof(struct init_arguments, sample), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* main has made the file by now; what comes with kam goes in as its first operation. */
static enum kam_status run(struct context *context, const void *parsed)
{
	const struct init_arguments *arguments = parsed;
	enum kam_status status;

	if (context->operand_count > 0)
		return usage_error(context, KAM_USAGE,
		                   _("kam init takes no '%s'; another place is named with --db FILE"),
		                   context->operands[0]);
	status = kam_share_install(context->kam, arguments->sample);
	if (status == KAM_OK && !context->globals.dry_run)
		remark(context,
		       arguments->sample ? _("made %s, a new database with a sample company")
		                         : _("made %s, a new database"),
		       kam_path(context->kam));
	return status;
}

void init_create_options(const void *parsed, struct kam_options *out)
{
	const struct init_arguments *arguments = parsed;

	out->currency = arguments->currency;
	out->shared = arguments->shared;
}

static const struct verb init_verb = {
	.name = "",
	.operands = "",
	.summary = N_("make an empty database, kam.db here or --db FILE"),
	.need = NEED_CREATE,
	.options = options,
	.arguments_size = sizeof(struct init_arguments),
	.run = run,
};

static const struct verb *const verbs[] = { &init_verb, NULL };

extern const struct command init_command;

const struct command init_command = {
	.name = "init",
	.summary = N_("make an empty database"),
	.verbs = verbs,
};
