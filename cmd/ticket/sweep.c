/* kam ticket sweep: what goes one level up, and who is told. */
#include "verbs.h"

#include "kam/ticket.h"

/* For cron: silent when nothing changed. */
static enum kam_status sweep(struct context *context, const void *arguments)
{
	enum kam_status status;

	(void)arguments;
	if (context->operand_count != 0)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam ticket sweep");
	status = kam_ticket_sweep(context->kam, &context->rows);
	if (status == KAM_OK && kam_rows_count(context->rows) == 0 && people_read_it(context)) {
		kam_rows_free(context->rows);
		context->rows = NULL;
	}
	return status;
}

const struct verb ticket_sweep_verb = {
	.record = "ticket",
	.name = "sweep",
	.operands = "",
	.summary = N_("what runs out of time or was reopened goes one level up; for cron"),
	.need = NEED_WRITE,
	.run = sweep,
};
