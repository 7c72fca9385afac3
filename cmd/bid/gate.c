/* kam bid gate: the list of a bid, by role, and what of it keeps the bid where it is. */
#include "verbs.h"

#include "kam/gate.h"

static enum kam_status gate(struct context *context, const void *arguments)
{
	struct kam_gate gate;
	enum kam_status status;

	(void)arguments;
	if (context->operand_count != 1)
		return usage_error(context, KAM_USAGE, _("usage: %s"), "kam bid gate BID");
	status = kam_bid_gate(context->kam, context->operands[0], &gate, &context->rows);
	if (status != KAM_OK)
		return status;
	if (gate.items == 0)
		remark(context, _("nothing is asked of %s at %s"), gate.id, gate.stage);
	else if (gate.blocking > 0)
		remark(context,
		       by_number("%s is at %s; %lld item keeps it there", "%s is at %s; %lld items keep it there",
		                 gate.blocking),
		       gate.id, gate.stage, (long long)gate.blocking);
	else if (gate.decided)
		remark(context, _("%s is at %s; nothing keeps it any more"), gate.id, gate.stage);
	else
		remark(context, _("%s is at %s and may move on"), gate.id, gate.stage);
	return KAM_OK;
}

const struct verb bid_gate_verb = {
	.record = "bid",
	.name = "gate",
	.operands = N_("BID"),
	.summary = N_("its list by role: done, open, late, waived, and what blocks"),
	.need = NEED_READ,
	.run = gate,
};
