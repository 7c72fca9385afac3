/* Leads that may be one and the same: by phone, mail address, company and name, ranked, and why. */
#include "kam/conversion.h"
#include "kam/internal/answer.h"
#include "kam/internal/reference.h"

#include <string.h>

static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "lead", .priority = 0 },
	{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "owner", .title = N_("Owner"), .kind = KAM_TEXT, .priority = 3 },
	{ .key = "other", .title = N_("Other"), .kind = KAM_ID, .record = "lead", .priority = 0 },
	{ .key = "other_name", .title = N_("Other name"), .kind = KAM_TEXT, .priority = 1 },
	{ .key = "other_owner", .title = N_("Other's owner"), .kind = KAM_TEXT, .priority = 3 },
	{ .key = "status", .title = N_("Other's status"), .kind = KAM_TEXT, .priority = 4 },
	{ .key = "why", .title = N_("Why"), .kind = KAM_TEXT, .priority = 0 },
	{ 0 },
};

/* By the bits of dupes.sql. */
static const char *const reasons[] = {
	N_("same phone"), N_("same phone but for the prefix"),     N_("same mail address"), N_("same company"),
	N_("same name"),  N_("name of one, company of the other"),
};

#define OWN_COLUMNS 7 /* before what they have in common */

static enum kam_status put_pair(struct kam *kam, struct statement *statement, struct kam_rows *rows)
{
	struct buffer why = { 0 };
	char id[KAM_ID_SIZE];
	enum kam_status status = KAM_OK;

	for (int i = 0; i < OWN_COLUMNS && status == KAM_OK; i++) {
		if (columns[i].kind == KAM_ID)
			reference_format(kam_type_find("lead"), store_integer(statement, i), id);
		status = rows_put_text(rows, columns[i].kind == KAM_ID ? id : store_text(statement, i));
	}
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if ((store_integer(statement, OWN_COLUMNS) >> i & 1) != 0)
			buffer_format(&why, "%s%s", why.length > 0 ? ", " : "", _(reasons[i]));
	if (status == KAM_OK)
		status = why.failed ? fail_memory(kam) : rows_put_text(rows, why.text);
	buffer_free(&why);
	return status;
}

enum kam_status kam_lead_dupes(struct kam *kam, const char *reference, struct kam_rows **out)
{
	struct statement *statement = NULL;
	int64_t id = 0;
	enum kam_status status = answer_begin(kam, columns, out);

	if (status == KAM_OK && reference != NULL)
		status = reference_find(kam, kam_type_find("lead"), reference, strlen(reference), REFERENCE_READ, &id,
		                        NULL);
	if (status == KAM_OK)
		status = answer_prepare(kam, "lead/dupes.sql", &statement);
	if (status == KAM_OK)
		store_bind_integer(statement, ":id", id);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = put_pair(kam, statement, *out);
	store_finalize(statement);
	return status == KAM_DONE ? rows_finish(*out) : status;
}
