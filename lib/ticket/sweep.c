/* The sweep: tickets whose time or reopens bring them to a higher level, and who is told of it. */
#include "clock.h"
#include "kam/internal/answer.h"
#include "kam/internal/write.h"
#include "kam/ticket.h"

#include <stdlib.h>
#include <string.h>

enum column { ID, TITLE, ACCOUNT, LEVEL, WHY, WHOM, PERSON, CUSTOMER };

static enum kam_status tell_hook(struct kam *kam, const struct kam_rows *rows, const char *event)
{
	static const struct {
		const char *name;
		enum column column;
	} binds[] = {
		{ ":ticket", ID }, { ":account", CUSTOMER }, { ":level", LEVEL },
		{ ":why", WHY },   { ":whom", WHOM },        { ":person", PERSON },
	};
	struct statement *statement;
	enum kam_status status =
		event_begin(kam,
	                    "SELECT json_object('event', 'ticket-escalated', 'ticket', :ticket, 'account', :account, "
	                    "'level', :level, 'why', :why, 'whom', :whom, 'person', :person, 'id', :id, 'operation', "
	                    ":operation, 'at', :at, 'user', :user)",
	                    &statement);

	if (status != KAM_OK)
		return status;
	for (size_t i = 0; i < sizeof binds / sizeof *binds; i++)
		store_bind_value(statement, binds[i].name, kam_rows_value(rows, binds[i].column));
	store_bind_text(statement, ":id", event);
	return event_end_kept(kam, "ticket-escalated", statement, strtoll(event + 2, NULL, 10));
}

/* An event for each level, of nobody's doing. */
static enum kam_status rise(struct kam *kam, const struct kam_rows *rows)
{
	const struct kam_value *ticket = kam_rows_value(rows, ID), *why = kam_rows_value(rows, WHY),
			       *whom = kam_rows_value(rows, WHOM);
	struct buffer text = { 0 };
	struct kam_assignment assignments[] = { { "kind", "escalate" }, { "ticket", NULL }, { "body", NULL } };
	char id[KAM_ID_SIZE], event[KAM_ID_SIZE];
	enum kam_status status;

	memcpy(id, ticket->text, ticket->length);
	id[ticket->length] = '\0';
	buffer_add(&text, why->text, why->length);
	buffer_put(&text, "; told: ");
	if (whom->type == KAM_IS_TEXT)
		buffer_add(&text, whom->text, whom->length);
	else
		buffer_put(&text, "nobody");
	assignments[1].value = id;
	assignments[2].value = buffer_text(&text);
	status = assignments[2].value == NULL ? fail_memory(kam) : kam_record_add(kam, "event", assignments, 3, event);
	buffer_free(&text);
	return status == KAM_OK ? tell_hook(kam, rows, event) : status;
}

/* Those whose next level may be due, with what their clocks say of it, in temp.clocked; *any: are there some? */
static enum kam_status look(struct kam *kam, bool *any)
{
	const char *texts[] = { kam->now_text };
	int64_t found = 0;
	enum kam_status status =
		store_get_integer(kam, "SELECT EXISTS (SELECT 1 FROM ticket WHERE next_level_at <= :1)", texts, 1,
	                          &found);

	*any = found != 0;
	if (status != KAM_OK || !*any)
		return status;
	status = clocks_clear(kam);
	if (status == KAM_OK)
		status = store_script(kam,
		                      "DROP TABLE IF EXISTS temp.due; CREATE TEMP TABLE due (id INTEGER PRIMARY KEY)");
	if (status == KAM_OK)
		status = store_execute(kam, "INSERT INTO temp.due SELECT id FROM ticket WHERE next_level_at <= :1",
		                       texts, 1);
	return status == KAM_OK
	               ? clocks_collect(kam, "SELECT id, severity, account, region, dept, assignee, opened_at, "
	                                     "status FROM ticket WHERE id IN (SELECT id FROM temp.due)")
	               : status;
}

/* What was looked at in vain is looked at when it is due: when that is, is found out once more. */
static enum kam_status put_off(struct kam *kam)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(kam, "SELECT id FROM temp.due", &statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = touch_record(kam, "ticket terms", store_integer(statement, 0));
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

enum kam_status kam_ticket_sweep(struct kam *kam, struct kam_rows **out)
{
	static const struct answer_column columns[] = {
		{ "id", N_("ID"), KAM_TEXT, .record = "ticket", .priority = 0 },
		{ "title", N_("Title"), KAM_TEXT, .priority = 1 },
		{ "account", N_("Account"), KAM_TEXT, .priority = 5 },
		{ "level", N_("Level"), KAM_INTEGER, .priority = 2 },
		{ "why", N_("Why"), KAM_TEXT, .priority = 4 },
		{ "whom", N_("Told"), KAM_TEXT, .priority = 3 },
		{ .key = NULL },
	};
	/* The hook gets ids, too. */
	static const struct answer_column found_columns[] = {
		{ .key = "id", .title = "", .kind = KAM_TEXT },
		{ .key = "title", .title = "", .kind = KAM_TEXT },
		{ .key = "account", .title = "", .kind = KAM_TEXT },
		{ .key = "level", .title = "", .kind = KAM_INTEGER },
		{ .key = "why", .title = "", .kind = KAM_TEXT },
		{ .key = "whom", .title = "", .kind = KAM_TEXT },
		{ .key = "person", .title = "", .kind = KAM_TEXT },
		{ .key = "customer", .title = "", .kind = KAM_TEXT },
		{ .key = NULL },
	};
	struct statement *statement = NULL;
	struct kam_rows *found = NULL;
	bool any = false;
	enum kam_status status = need_operation(kam);

	*out = NULL;
	if (status == KAM_OK)
		status = events_retry(kam);
	if (status == KAM_OK)
		status = look(kam, &any);
	if (status == KAM_OK)
		status = answer_begin(kam, columns, out);
	if (status != KAM_OK || !any)
		return status == KAM_OK ? rows_finish(*out) : status;
	status = answer_prepare(kam, "ticket/sweep.sql", &statement);
	if (status == KAM_OK)
		status = answer_rows(kam, statement, found_columns, true, &found);
	while (status == KAM_OK && (status = kam_rows_step(found)) == KAM_OK) {
		status = rise(kam, found);
		for (enum column column = ID; status == KAM_OK && column <= WHOM; column++)
			status = rows_put(*out, kam_rows_value(found, column));
	}
	kam_rows_free(found);
	if (status == KAM_DONE)
		status = put_off(kam);
	return status == KAM_OK ? rows_finish(*out) : status;
}
