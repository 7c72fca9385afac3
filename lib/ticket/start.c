/* The clocks of a ticket as it is written: they begin with it, and go by other terms when it is another's. */
#include "clock.h"
#include "rules.h"
#include "kam/internal/write.h"

#include <string.h>

/* What there is to go by; asked for each row of an import. */
static enum kam_status has_policy(struct kam *kam, bool *has)
{
	struct statement *statement;
	enum kam_status status = store_keep(kam, "SELECT EXISTS (SELECT 1 FROM sla)", &statement);

	*has = false;
	if (status == KAM_OK && (status = store_step(statement)) == KAM_OK) {
		*has = store_integer(statement, 0) != 0;
		store_reset(statement);
	}
	return status;
}

static enum kam_status prepare_terms(struct kam *kam, struct statement **statement)
{
	struct buffer sql = { 0 };
	enum kam_status status;

	status = ticket_terms_sql(&sql, "SELECT 0, :severity, :account, :region, :dept, :assignee, :opened_at, :status")
	                 ? store_keep(kam, sql.text, statement)
	                 : fail_memory(kam);
	buffer_free(&sql);
	return status;
}

/* It has no events yet: no need to write it and then once more. */
static enum kam_status run_clocks(struct kam *kam, struct statement *row, struct record_write *write)
{
	struct ticket_clocks clocks = { .runs = NULL };
	struct kam_value *ack = write_value(write, "ack_due"), *fix = write_value(write, "fix_due"),
			 *next = write_value(write, "next_level_at");
	const char *opened = store_text(row, 1), *why;
	enum kam_status status = ticket_terms_take(kam, row, &clocks.terms);
	char *texts[] = { write->made, write->made + KAM_INSTANT_SIZE, write->made + (size_t)2 * KAM_INSTANT_SIZE };
	struct kam_value *values[] = { ack, fix, next };
	int64_t dues[3];

	if (status == KAM_OK)
		status = kam_instant_parse(opened, strlen(opened), "", 0, false, &clocks.opened, &why);
	if (status == KAM_OK) {
		ticket_clocks_begin(&clocks, clocks.opened, store_text(row, 2));
		ticket_clocks_end(&clocks);
		dues[0] = ticket_ack_due(&clocks);
		dues[1] = ticket_fix_due(&clocks);
		dues[2] = ticket_next_level_at(&clocks, 0);
		for (int i = 0; i < 3; i++) {
			*values[i] = (struct kam_value){ 0 };
			if (dues[i] == CLOCK_NEVER)
				continue;
			kam_instant_format(dues[i], texts[i]);
			if (*texts[i] != '\0')
				*values[i] = (struct kam_value){ .type = KAM_IS_TEXT,
					                         .text = texts[i],
					                         .length = strlen(texts[i]) };
		}
	}
	calendar_close(clocks.terms.calendar);
	return status;
}

enum kam_status clock_start(struct kam *kam, struct record_write *write)
{
	static const char *const fields[][2] = {
		{ ":severity", "severity" }, { ":account", "account" },   { ":region", "region" },
		{ ":dept", "dept" },         { ":assignee", "assignee" }, { ":opened_at", "opened_at" },
		{ ":status", "status" },
	};
	struct statement *statement;
	bool has;
	enum kam_status status;

	/* What is missing is said by the check of required fields. */
	if (write->old != NULL || write_value(write, "severity")->type == KAM_IS_EMPTY ||
	    write_value(write, "opened_at")->type != KAM_IS_TEXT || write_value(write, "status")->type != KAM_IS_TEXT)
		return KAM_OK;
	status = has_policy(kam, &has);
	if (status != KAM_OK || !has)
		return status;
	status = prepare_terms(kam, &statement);
	if (status != KAM_OK)
		return status;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		store_bind_value(statement, fields[i][0], write_value(write, fields[i][1]));
	status = store_step(statement);
	if (status == KAM_OK)
		status = run_clocks(kam, statement, write);
	store_reset(statement);
	return status;
}

enum kam_status clock_terms_follow(struct kam *kam, struct record_write *write)
{
	static const char *const fields[] = {
		"severity", "account", "region", "dept", "assignee", "opened_at", "status"
	};

	for (size_t i = 0; write->old != NULL && i < sizeof fields / sizeof *fields; i++)
		if (!kam_value_equal(write_old(write, fields[i]), write_value(write, fields[i])))
			return touch_record(kam, "ticket terms", write->id);
	return KAM_OK;
}
