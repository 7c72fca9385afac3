/* How a ticket stands, and who has it. */
#include "standing.h"
#include "rules.h"

#include <string.h>

enum kam_status ticket_standing_read(struct kam *kam, const char *ticket, struct ticket_standing *standing)
{
	const struct kam_type *type = kam_type_find("ticket");
	struct statement *statement = NULL;
	enum kam_status status;

	*standing = (struct ticket_standing){ 0 };
	status = reference_find(kam, type, ticket, strlen(ticket), REFERENCE_WRITE, &standing->ticket, NULL);
	if (status == KAM_OK)
		status = store_prepare(
			kam,
			"SELECT ticket.status, coalesce(ticket.dept, person.dept, person.name), ticket.opened_at, "
			"(SELECT max(happened_at) FROM event WHERE ticket = ticket.id), coalesce(ticket.account, 0), "
			"coalesce(ticket.assignee, 0), ticket.handoffs, " TICKET_UNACCEPTED(
				"ticket") " "
					  "FROM ticket LEFT JOIN person ON person.id = ticket.assignee "
					  "WHERE ticket.id = :id",
			&statement);
	if (status != KAM_OK)
		return status;
	reference_format(type, standing->ticket, standing->id);
	store_bind_integer(statement, ":id", standing->ticket);
	status = store_step(statement);
	if (status == KAM_OK) {
		text_copy(standing->status, sizeof standing->status, store_text(statement, 0));
		text_copy(standing->holder, sizeof standing->holder, store_text(statement, 1));
		text_copy(standing->opened_at, sizeof standing->opened_at, store_text(statement, 2));
		text_copy(standing->last_at, sizeof standing->last_at, store_text(statement, 3));
		standing->account = store_integer(statement, 4);
		standing->assignee = store_integer(statement, 5);
		standing->handoffs = store_integer(statement, 6);
		standing->unaccepted = store_integer(statement, 7) != 0;
	}
	store_finalize(statement);
	return status;
}

enum kam_status ticket_standing_tell(struct kam *kam, const struct ticket_standing *standing, struct kam_rows **out)
{
	static const char columns[] = "id,title,status,dept,assignee,level,ack_state,fix_state";
	const struct kam_query query = { .record = "ticket",
		                         .filters = &(struct kam_assignment){ "id", standing->id },
		                         .filter_count = 1,
		                         .columns = columns,
		                         .limit = -1,
		                         .labels = true };

	return kam_record_list(kam, &query, out);
}

enum kam_status ticket_holder_find(struct kam *kam, const char *person, int64_t *id, char holder[HOLDER_SIZE])
{
	struct statement *statement = NULL;
	enum kam_status status =
		reference_find(kam, kam_type_find("person"), person, strlen(person), REFERENCE_WRITE, id, NULL);

	if (status == KAM_OK)
		status = store_prepare(kam,
		                       "SELECT coalesce(dept, name), left_on IS NOT NULL AND left_on < :today, name "
		                       "FROM person WHERE id = :id",
		                       &statement);
	if (status != KAM_OK)
		return status;
	store_bind_text(statement, ":today", kam->today_text);
	store_bind_integer(statement, ":id", *id);
	status = store_step(statement);
	if (status == KAM_OK && store_integer(statement, 1) != 0)
		status = fail(kam, KAM_REFUSED, _("%s has left; name somebody who is here"), store_text(statement, 2));
	else if (status == KAM_OK)
		text_copy(holder, HOLDER_SIZE, store_text(statement, 0));
	store_finalize(statement);
	return status;
}
