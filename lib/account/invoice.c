/* The first invoice turns a prospect into a customer, once, dated. */
#include "rules.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

static enum kam_status before_write(struct kam *kam, struct record_write *write)
{
	const struct kam_value *account = write_value(write, "account");

	/* A correction of an invoice is no first one; a row with kam's own id derives nothing. */
	if (write->carried || write->old != NULL || account->type != KAM_IS_INTEGER)
		return KAM_OK;
	return touch_record(kam, "invoice account", account->integer);
}

/* Collected first: an edit must not meet the statement that is being read. */
static enum kam_status prospects(struct kam *kam, struct buffer *ids)
{
	struct statement *statement = NULL;
	enum kam_status status = store_prepare(
		kam,
		"SELECT account.id, account.since, (SELECT min(issued_on) FROM invoice WHERE invoice.account = "
		"account.id AND invoice.status = 'valid') AS first FROM temp.touched JOIN account ON account.id = "
		"touched.id WHERE touched.record = 'invoice account' AND account.status = 'prospect'",
		&statement);

	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		if (store_text(statement, 2) != NULL)
			buffer_format(ids, "%lld %s %s\n", (long long)store_integer(statement, 0),
			              store_text(statement, 2), store_text(statement, 1) != NULL ? "dated" : "-");
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status after_operation(struct kam *kam)
{
	const struct kam_type *type = kam_type_find("account");
	struct buffer ids = { 0 };
	enum kam_status status = prospects(kam, &ids);

	for (char *line = ids.text; status == KAM_OK && line != NULL && *line != '\0';) {
		long long id = strtoll(line, &line, 10);
		char *first = line + 1, *dated = first + KAM_DATE_SIZE;
		struct kam_assignment assignments[] = { { "status", "active" }, { "since", first } };
		bool changed, has_date = *dated == 'd';

		first[KAM_DATE_SIZE - 1] = '\0';
		line = strchr(dated, '\n') + 1;
		status = record_edit(kam, type, id, assignments, has_date ? 1 : 2, NULL, &changed);
	}
	buffer_free(&ids);
	return status;
}

const struct kam_type_rules invoice_rules = { .before_write = before_write,
	                                      .after_operation = after_operation,
	                                      .bulk = true };
