/* The verb touch of leads, bids and tickets. */
#include "followup.h"

enum kam_status followup_run(struct context *context, const void *parsed, const char *usage,
                             enum kam_status (*write)(struct kam *kam, const char *about,
                                                      const struct kam_followup *touch, struct kam_rows **out))
{
	struct kam_followup touch = *(const struct kam_followup *)parsed;

	if (context->operand_count != 2)
		return usage_error(context, KAM_USAGE, _("usage: %s"), usage);
	touch.body = context->operands[1];
	return write(context->kam, context->operands[0], &touch, &context->rows);
}
