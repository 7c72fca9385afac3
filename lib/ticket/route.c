/* A ticket's way through the departments: what it stores is summed from its events, which are the truth. */
#include "rules.h"
#include "clock.h"
#include "kam/internal/write.h"

#include <string.h>

/*
 * What the events of the tickets in temp.touched say, a row for each: a holder
 * is a department that holds the ticket after an event; equal neighbours are one
 * turn. Of turns h1 h2 … hn: handoffs n − 1; a ping-pong where h(i) = h(i−2); a
 * return where h(i) held it at any time before; departments that differ.
 */
static const char recount[] =
	"WITH held AS (SELECT ticket, dept, happened_at, position, id, lag(dept) OVER (PARTITION BY ticket "
	"ORDER BY happened_at, position, id) AS before FROM event WHERE dept IS NOT NULL AND ticket IN "
	"(SELECT id FROM temp.touched WHERE record = 'ticket')), "
	"turn AS (SELECT ticket, dept, lag(dept, 2) OVER (PARTITION BY ticket ORDER BY happened_at, position, id) AS "
	"two, "
	"row_number() OVER (PARTITION BY ticket ORDER BY happened_at DESC, position DESC, id DESC) AS last FROM held "
	"WHERE before IS NULL OR before <> dept), "
	"way AS (SELECT ticket, count(*) - 1 AS handoffs, coalesce(sum(dept = two), 0) AS pingpongs, "
	"count(*) - count(DISTINCT dept) AS returns, count(DISTINCT dept) AS depts, "
	"max(CASE last WHEN 1 THEN dept END) AS holder FROM turn GROUP BY ticket), "
	"step AS (SELECT ticket, kind, happened_at, row_number() OVER (PARTITION BY ticket ORDER BY happened_at DESC, "
	"position DESC, id DESC) AS last FROM event WHERE kind NOT IN ('note', 'assign', 'escalate') AND ticket IN "
	"(SELECT id FROM temp.touched WHERE record = 'ticket')), "
	"seen AS (SELECT ticket, min(CASE WHEN kind IN ('ack', 'work', 'resolve', 'confirm') THEN happened_at END) AS "
	"acknowledged_at, "
	"sum(kind IN ('reject', 'reopen')) AS reopens, sum(kind = 'escalate') AS escalated FROM event WHERE ticket IN "
	"(SELECT id FROM temp.touched WHERE record = 'ticket') GROUP BY ticket) "
	"SELECT touched.id, coalesce(way.handoffs, 0) AS handoffs, coalesce(way.pingpongs, 0) AS pingpongs, "
	"coalesce(way.returns, 0) AS returns, coalesce(way.depts, 0) AS depts, coalesce(seen.reopens, 0) AS reopens, "
	"coalesce(way.holder, ticket.dept) AS dept, "
	"coalesce(CASE step.kind WHEN 'open' THEN 'open' WHEN 'ack' THEN 'acknowledged' WHEN 'work' THEN 'working' "
	"WHEN 'wait' THEN 'waiting' WHEN 'resume' THEN 'working' WHEN 'resolve' THEN 'resolved' WHEN 'confirm' THEN "
	"'closed' WHEN 'reject' THEN 'open' WHEN 'reopen' THEN 'open' END, ticket.status) AS status, "
	"seen.acknowledged_at AS acknowledged_at, "
	"CASE WHEN step.kind IN ('resolve', 'confirm') THEN (SELECT max(event.happened_at) FROM event "
	"WHERE event.ticket = touched.id AND event.kind = 'resolve') END AS resolved_at, "
	"CASE step.kind WHEN 'confirm' THEN step.happened_at END AS closed_at, "
	/* The third handoff raises the level. */
	"min(3, coalesce(seen.escalated, 0) + (coalesce(way.handoffs, 0) >= 3)) AS level, "
	"ticket.ack_due AS ack_due, ticket.fix_due AS fix_due "
	"FROM temp.touched JOIN ticket ON ticket.id = touched.id LEFT JOIN way ON way.ticket = touched.id "
	"LEFT JOIN seen ON seen.ticket = touched.id LEFT JOIN step ON step.ticket = touched.id AND step.last = 1 "
	"WHERE touched.record = 'ticket'";

/* Those of the operation, with the clocks that they have. */
static enum kam_status recount_touched(struct kam *kam)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	buffer_format(
		&sql,
		"DROP TABLE IF EXISTS temp.recounted; CREATE TEMP TABLE recounted (id INTEGER PRIMARY KEY, "
		"handoffs INTEGER, pingpongs INTEGER, returns INTEGER, depts INTEGER, reopens INTEGER, dept TEXT, "
		"status TEXT, acknowledged_at TEXT, resolved_at TEXT, closed_at TEXT, level INTEGER, ack_due TEXT, "
		"fix_due TEXT, next_level_at TEXT); INSERT INTO temp.recounted (id, handoffs, pingpongs, returns, "
		"depts, reopens, dept, "
		"status, acknowledged_at, resolved_at, closed_at, level, ack_due, fix_due) %s",
		recount);
	status = buffer_text(&sql) == NULL ? fail_memory(kam) : store_script(kam, sql.text);
	buffer_free(&sql);
	return status;
}

/* Set-based: an import of events touches thousands of tickets, a change of policy all that are open. */
enum kam_status tickets_follow(struct kam *kam)
{
	enum kam_status status = recount_touched(kam);

	if (status == KAM_OK)
		status = clocks_choose(kam);
	if (status == KAM_OK)
		status = clocks_follow(kam);
	if (status == KAM_OK)
		status = store_script(
			kam,
			"DELETE FROM temp.recounted WHERE id IN (SELECT now.id FROM temp.recounted AS now JOIN ticket "
			"AS was ON was.id = now.id WHERE (was.handoffs, was.pingpongs, was.returns, was.depts, "
			"was.reopens, was.dept, was.status, was.acknowledged_at, was.resolved_at, was.closed_at, "
			"was.level, was.ack_due, was.fix_due, was.next_level_at) IS (now.handoffs, now.pingpongs, "
			"now.returns, now.depts, "
			"now.reopens, now.dept, now.status, now.acknowledged_at, now.resolved_at, now.closed_at, "
			"now.level, now.ack_due, now.fix_due, now.next_level_at))");
	if (status == KAM_OK)
		status = journal_before_all(kam, kam_type_find("ticket"), "temp.recounted");
	if (status == KAM_OK)
		status = store_execute(
			kam,
			"UPDATE ticket SET handoffs = now.handoffs, pingpongs = now.pingpongs, "
			"returns = now.returns, depts = now.depts, reopens = now.reopens, dept = now.dept, "
			"status = now.status, acknowledged_at = now.acknowledged_at, "
			"resolved_at = now.resolved_at, closed_at = now.closed_at, level = now.level, "
			"ack_due = now.ack_due, fix_due = now.fix_due, next_level_at = now.next_level_at, "
			"updated_at = :1 FROM temp.recounted AS now WHERE now.id = ticket.id",
			(const char *const[]){ kam->now_text }, 1);
	return status;
}

/* The next place among this ticket's events of one instant. */
static enum kam_status give_position(struct kam *kam, struct record_write *write)
{
	struct statement *statement;
	struct kam_value *position = write_value(write, "position");
	enum kam_status status =
		store_keep(kam,
	                   "SELECT coalesce(max(position), 0) + 1 FROM event WHERE ticket = :ticket AND "
	                   "happened_at = :at",
	                   &statement);

	if (status != KAM_OK)
		return status;
	store_bind_value(statement, ":ticket", write_value(write, "ticket"));
	store_bind_value(statement, ":at", write_value(write, "happened_at"));
	status = store_step(statement);
	if (status == KAM_OK)
		*position = (struct kam_value){ .type = KAM_IS_INTEGER, .integer = store_integer(statement, 0) };
	store_reset(statement);
	return status;
}

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *ticket = write_value(write, "ticket"), *old = write_old(write, "ticket");
	enum kam_status status = KAM_OK;

	if (write_value(write, "position")->type == KAM_IS_EMPTY)
		status = give_position(kam, write);
	/* A row with kam's own id derives nothing: the sums come with the ticket. */
	if (write->carried)
		return status;
	if (status == KAM_OK && ticket->type == KAM_IS_INTEGER)
		status = touch_record(kam, "ticket", ticket->integer);
	if (status == KAM_OK && old != NULL && old->integer != ticket->integer)
		status = touch_record(kam, "ticket", old->integer);
	return status;
}

static enum kam_status before_delete(struct kam *kam, int64_t id)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT ticket FROM event WHERE id = :id", &statement);
	int64_t ticket = 0;

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":id", id);
	status = store_step(statement);
	if (status == KAM_OK)
		ticket = store_integer(statement, 0);
	store_reset(statement);
	return ticket != 0 ? touch_record(kam, "ticket", ticket) : status == KAM_DONE ? KAM_OK : status;
}

/* What follows is of the ticket's rules (ticket.c). */
const struct kam_type_rules event_rules = { .before_write = before_write,
	                                    .before_delete = before_delete,
	                                    .bulk = true };
