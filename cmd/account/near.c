/* kam account near: customers near a place, or within an area. */
#include "verbs.h"

#include "kam/account.h"

#include <stddef.h>

struct near_arguments {
	const char *at, *within, *polygon;
};

static const struct option_row near_options[] = {
	{ OPTION_TEXT, 0, "at", "LAT,LON", N_("the middle, in degrees: 22.54,114.06"),
	  offsetof(struct near_arguments, at), NULL },
	{ OPTION_TEXT, 0, "within", "DISTANCE", N_("how far around it: 2km, 500m, 1.5mi"),
	  offsetof(struct near_arguments, within), NULL },
	{ OPTION_TEXT, 0, "polygon", "CORNERS", N_("within this area: 'LAT,LON LAT,LON LAT,LON …'"),
	  offsetof(struct near_arguments, polygon), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static enum kam_status near(struct context *context, const void *parsed)
{
	const struct near_arguments *arguments = parsed;
	const struct kam_near asked = { .at = arguments->at,
		                        .within = arguments->within,
		                        .polygon = arguments->polygon,
		                        .where = context->globals.where,
		                        .filters = context->assignments,
		                        .filter_count = context->assignment_count };

	context->filtered = true;
	if (context->operand_count > 0)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam account near --at LAT,LON --within 2km");
	return kam_account_near(context->kam, &asked, &context->rows);
}

const struct verb account_near_verb = {
	.record = "account",
	.name = "near",
	.operands = "",
	.summary = N_("customers near a place, or within an area"),
	.need = NEED_READ,
	.fields = FIELDS_FILTER,
	.options = near_options,
	.arguments_size = sizeof(struct near_arguments),
	.run = near,
};
