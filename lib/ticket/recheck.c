/* For db check: the clocks of open tickets, run once more. */
#include "clock.h"
#include "rules.h"

#include <string.h>

struct rechecking {
	struct kam *kam;
	enum kam_status (*differs)(void *data, int64_t id, const char *field);
	void *data;
	struct statement *stored;
};

static bool is_same(const char *stored, int64_t due)
{
	char text[KAM_INSTANT_SIZE] = "";

	if (due != CLOCK_NEVER)
		kam_instant_format(due, text);
	return strcmp(stored != NULL ? stored : "", text) == 0;
}

/* What is due sooner than it need be costs a look; what is due later would go up too late. */
static bool is_soon(const char *stored, int64_t due)
{
	char text[KAM_INSTANT_SIZE] = "";

	if (due == CLOCK_NEVER)
		return true;
	kam_instant_format(due, text);
	return stored != NULL && strcmp(stored, text) <= 0;
}

static enum kam_status compare(void *data, int64_t ticket, const struct ticket_clocks *clocks)
{
	const struct rechecking *rechecking = data;
	const char *field = NULL;
	enum kam_status status;

	store_bind_integer(rechecking->stored, ":id", ticket);
	status = store_step(rechecking->stored);
	if (status != KAM_OK)
		return status == KAM_DONE ? KAM_OK : status;
	if (!is_same(store_text(rechecking->stored, 0), ticket_ack_due(clocks)))
		field = "ack_due";
	else if (!is_same(store_text(rechecking->stored, 1), ticket_fix_due(clocks)))
		field = "fix_due";
	else if (!is_soon(store_text(rechecking->stored, 2),
	                  ticket_next_level_at(clocks, (int)store_integer(rechecking->stored, 3))))
		field = "next_level_at";
	store_reset(rechecking->stored);
	return field != NULL ? rechecking->differs(rechecking->data, ticket, field) : KAM_OK;
}

enum kam_status clocks_check(struct kam *kam, enum kam_status (*differs)(void *data, int64_t id, const char *field),
                             void *data)
{
	struct rechecking rechecking = { .kam = kam, .differs = differs, .data = data };
	int64_t any = 0;
	enum kam_status status = store_get_integer(kam, "SELECT 1 FROM sla LIMIT 1", NULL, 0, &any);

	if (status != KAM_OK)
		return status == KAM_DONE ? KAM_OK : status;
	status = store_prepare(kam, "SELECT ack_due, fix_due, next_level_at, level FROM ticket WHERE id = :id",
	                       &rechecking.stored);
	if (status == KAM_OK)
		status = ticket_clocks_each(kam,
		                            "SELECT id, severity, account, region, dept, assignee, opened_at, status "
		                            "FROM ticket WHERE status <> 'closed'",
		                            compare, &rechecking);
	store_finalize(rechecking.stored);
	return status;
}
