/* The status of a ticket and who has it follow from its events: an edit does not get round them. */
#include "rules.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <string.h>

static const struct {
	const char *status, *step;
} steps[] = {
	{ "open", "reopen" },  { "acknowledged", "ack" }, { "working", "work" },
	{ "waiting", "wait" }, { "resolved", "resolve" }, { "closed", "confirm" },
};

static bool is_same(struct record_write *write, const char *field)
{
	return kam_value_equal(write_old(write, field), write_value(write, field));
}

/* Does an event say who has it? A ticket without such events says so itself. */
static enum kam_status is_held(struct kam *kam, int64_t ticket, bool *held)
{
	struct statement *statement;
	enum kam_status status =
		store_keep(kam, "SELECT EXISTS (SELECT 1 FROM event WHERE ticket = :ticket AND dept IS NOT NULL)",
	                   &statement);

	*held = false;
	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":ticket", ticket);
	status = store_step(statement);
	if (status == KAM_OK)
		*held = store_integer(statement, 0) != 0;
	store_reset(statement);
	return status;
}

enum kam_status step_check(struct kam *kam, struct record_write *write)
{
	char id[KAM_ID_SIZE];
	const char *step = "";
	bool held = false;
	enum kam_status status = KAM_OK;

	if (write->old == NULL)
		return KAM_OK;
	reference_format(write->type, write->id, id);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (write_value(write, "status")->type == KAM_IS_TEXT &&
		    strcmp(write_value(write, "status")->text, steps[i].status) == 0)
			step = steps[i].step;
	if (*step != '\0' && !is_same(write, "status"))
		return fail(kam, KAM_REFUSED, _("the status of %s follows from what happens to it: kam ticket %s %s"),
		            id, step, id);
	if (!is_same(write, "dept"))
		status = is_held(kam, write->id, &held);
	if (held)
		return fail(kam, KAM_REFUSED,
		            _("%s changes hands with a reason: kam ticket assign %s --dept … --why TEXT"), id, id);
	return status;
}
