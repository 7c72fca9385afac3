/* What follows from events, policies and calendars for the clocks that tickets store. */
#include "clock.h"
#include "rules.h"
#include "kam/internal/write.h"

/* Those whose clocks stay as they are: closed before and still closed, unless somebody asks for it. */
#define KEPT                                                                   \
	"(ticket.closed_at IS NOT NULL AND now.closed_at IS NOT NULL AND NOT " \
	"EXISTS (SELECT 1 FROM temp.touched WHERE record = 'ticket clock' AND touched.id = now.id))"

/*
 * A change of these concerns every open ticket: what comes with the hours of one
 * calendar or the policy of one tier is not worth being told apart. Of scores, the
 * tickets of that customer.
 */
#define POLICY                                                                                                      \
	"record = 'sla' OR record = 'hours' OR record = 'day' OR record = 'person' OR record = 'unit' OR record = " \
	"'snapshot' OR record = 'setting'"

enum kam_status clocks_choose(struct kam *kam)
{
	return store_script(
		kam,
		"INSERT INTO temp.recounted (id, handoffs, pingpongs, returns, depts, reopens, dept, status, "
		"acknowledged_at, resolved_at, closed_at, level, ack_due, fix_due) SELECT id, handoffs, pingpongs, "
		"returns, depts, reopens, dept, status, acknowledged_at, resolved_at, closed_at, level, ack_due, "
		"fix_due FROM ticket WHERE status <> 'closed' AND (EXISTS (SELECT 1 FROM temp.touched WHERE " POLICY
		") OR account IN (SELECT id FROM temp.touched WHERE record = 'snapshot account')) "
		"ON CONFLICT DO NOTHING;"
		"INSERT INTO temp.recounted (id, handoffs, pingpongs, returns, depts, reopens, dept, status, "
		"acknowledged_at, resolved_at, closed_at, level, ack_due, fix_due) SELECT id, handoffs, pingpongs, "
		"returns, depts, reopens, dept, status, acknowledged_at, resolved_at, closed_at, level, ack_due, "
		"fix_due FROM ticket WHERE id IN (SELECT id FROM temp.touched WHERE record = 'ticket clock' OR record "
		"= 'ticket terms') "
		"ON CONFLICT DO NOTHING");
}

struct following {
	struct kam *kam;
	struct statement *insert;
};

static void bind_due(struct statement *statement, const char *name, int64_t due, char text[KAM_INSTANT_SIZE])
{
	*text = '\0';
	if (due != CLOCK_NEVER)
		kam_instant_format(due, text);
	store_bind_text(statement, name, *text != '\0' ? text : NULL);
}

static enum kam_status keep(void *data, int64_t ticket, const struct ticket_clocks *clocks)
{
	const struct following *following = data;
	static const char *const names[] = { ":l1", ":l2", ":l3" };
	char ack[KAM_INSTANT_SIZE], fix[KAM_INSTANT_SIZE], levels[3][KAM_INSTANT_SIZE];
	enum kam_status status;

	store_bind_integer(following->insert, ":id", ticket);
	bind_due(following->insert, ":ack", ticket_ack_due(clocks), ack);
	store_bind_integer(following->insert, ":sla", clocks->terms.sla);
	bind_due(following->insert, ":fix", ticket_fix_due(clocks), fix);
	for (int i = 0; i < 3; i++)
		bind_due(following->insert, names[i], ticket_level_at(clocks, i + 1), levels[i]);
	status = store_step(following->insert);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Without any policy there is nothing to reckon by: what was stored before there was one, or imported, stays. */
static enum kam_status has_policy(struct kam *kam, bool *has)
{
	int64_t any = 0;
	enum kam_status status =
		store_get_integer(kam,
	                          "SELECT EXISTS (SELECT 1 FROM sla) OR EXISTS (SELECT 1 FROM temp.touched WHERE "
	                          "record = 'sla')",
	                          NULL, 0, &any);

	*has = any != 0;
	return status;
}

enum kam_status clocks_clear(struct kam *kam)
{
	return store_script(kam, "DROP TABLE IF EXISTS temp.clocked; CREATE TEMP TABLE clocked (id INTEGER PRIMARY "
	                         "KEY, sla INTEGER, ack_due TEXT, fix_due TEXT, l1 TEXT, l2 TEXT, l3 TEXT)");
}

enum kam_status clocks_collect(struct kam *kam, const char *asked)
{
	struct following following = { .kam = kam };
	enum kam_status status =
		store_prepare(kam, "INSERT INTO temp.clocked VALUES (:id, :sla, :ack, :fix, :l1, :l2, :l3)",
	                      &following.insert);

	if (status == KAM_OK)
		status = ticket_clocks_each(kam, asked, keep, &following);
	store_finalize(following.insert);
	return status;
}

/* When the next level is due: reopened so often, at once; else by what the clocks say. */
static enum kam_status follow_levels(struct kam *kam)
{
	return store_execute(
		kam,
		"UPDATE temp.recounted SET next_level_at = CASE WHEN status = 'resolved' OR status = 'closed' THEN "
		"NULL "
		"WHEN min(3, reopens / CAST(:1 AS INTEGER)) > level THEN :2 ELSE (SELECT min(at) FROM "
		"(SELECT l1 AS at FROM temp.clocked WHERE clocked.id = recounted.id AND recounted.level < 1 "
		"UNION ALL SELECT l2 FROM temp.clocked WHERE clocked.id = recounted.id AND recounted.level < 2 "
		"UNION ALL SELECT l3 FROM temp.clocked WHERE clocked.id = recounted.id AND recounted.level < 3)) END",
		(const char *const[]){ kam_setting(kam, "escalate_reopens"), kam->now_text }, 2);
}

enum kam_status clocks_follow(struct kam *kam)
{
	bool has = false;
	enum kam_status status = has_policy(kam, &has);

	if (status == KAM_OK)
		status = clocks_clear(kam);
	if (status == KAM_OK && has)
		status = clocks_collect(
			kam,
			"SELECT now.id, ticket.severity, ticket.account, ticket.region, now.dept, ticket.assignee, "
			"ticket.opened_at, now.status FROM temp.recounted AS now JOIN ticket ON ticket.id = now.id "
			"WHERE NOT " KEPT);
	if (status == KAM_OK && has)
		status = store_script(kam,
		                      "UPDATE temp.recounted SET ack_due = clocked.ack_due, fix_due = clocked.fix_due "
		                      "FROM temp.clocked WHERE clocked.id = recounted.id");
	return status == KAM_OK ? follow_levels(kam) : status;
}
