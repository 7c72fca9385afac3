/* The day's worklist: what a salesperson works through, from the top. */
#include "kam/followup.h"
#include "kam/internal/answer.h"
#include "kam/internal/identity.h"
#include "kam/internal/query.h"
#include "kam/internal/reference.h"

#include <string.h>

/* What stays in a narrow window: whom, what, and how late. */
static const struct answer_column columns[] = {
	{ .key = "id", .title = N_("ID"), .kind = KAM_ID, .record = "lead" },
	{ .key = "late", .title = N_("Late"), .kind = KAM_INTEGER },
	{ .key = "name", .title = N_("Name"), .kind = KAM_TEXT },
	{ .key = "step", .title = N_("Next step"), .kind = KAM_TEXT },
	{ .key = "next_on", .title = N_("Next on"), .kind = KAM_DATE, .priority = 1 },
	{ .key = "trust", .title = N_("Trust"), .kind = KAM_TEXT, .priority = 2 },
	{ .key = "valid", .title = N_("Valid"), .kind = KAM_FLAG, .priority = 3 },
	{ .key = "score", .title = N_("Score"), .kind = KAM_INTEGER, .priority = 3 },
	{ .key = "owner", .title = N_("Owner"), .kind = KAM_TEXT, .priority = 3 },
	{ .key = NULL },
};

/* Whose: 0 nobody's, a person's, or everybody's. */
struct whose {
	int64_t owner;
	bool everybody;
};

static enum kam_status find_owner(struct kam *kam, const struct kam_worklist *asked, struct whose *whose, bool *nobody)
{
	enum kam_status status = KAM_OK;

	*whose = (struct whose){ 0 };
	*nobody = false;
	if (asked->all && asked->owner != NULL)
		return fail(kam, KAM_USAGE, _("--owner, or --all: one of them"));
	if (asked->all)
		whose->everybody = true;
	else if (asked->owner == NULL) {
		status = identity_acting(kam, &whose->owner);
		*nobody = whose->everybody = whose->owner == 0;
	} else if (*asked->owner != '\0') {
		status = reference_find(kam, kam_type_find("person"), asked->owner, strlen(asked->owner),
		                        REFERENCE_READ, &whose->owner, NULL);
	}
	return status;
}

static enum kam_status read_due(struct kam *kam, const char *text, char due[KAM_DATE_SIZE])
{
	int64_t days = kam->today;
	const char *why = "";

	if (text != NULL && kam_date_parse(text, strlen(text), kam->today, true, &days, &why) != KAM_OK)
		return fail(kam, KAM_BAD_VALUE, _("--due '%s' is not %s"), text, why);
	kam_date_format(days, due);
	return KAM_OK;
}

static enum kam_status list(struct kam *kam, const struct whose *whose, const char *due, struct kam_rows **out)
{
	struct substitutions substitutions = { .type = kam_type_find("lead") };
	struct substitution_fault fault = { 0 };
	struct statement *statement = NULL;
	struct query query;
	enum kam_status status;

	query_start(&query, kam);
	status = query_substitute(&query, embedded_find("lead/next.sql")->text, &substitutions, &fault);
	if (status == KAM_OK)
		status = query_prepare(&query, &statement);
	if (status == KAM_OK) {
		store_bind_text(statement, ":today", kam->today_text);
		store_bind_text(statement, ":due", due);
		if (!whose->everybody)
			store_bind_integer(statement, ":owner", whose->owner);
		status = answer_rows(kam, statement, columns, false, out);
	}
	query_end(&query);
	return status;
}

enum kam_status kam_lead_next(struct kam *kam, const struct kam_worklist *asked, bool *nobody, struct kam_rows **out)
{
	struct whose whose;
	char due[KAM_DATE_SIZE];
	enum kam_status status;

	*out = NULL;
	*nobody = false;
	status = store_snapshot_begin(kam);
	if (status != KAM_OK)
		return status;
	status = find_owner(kam, asked, &whose, nobody);
	if (status == KAM_OK)
		status = read_due(kam, asked->due, due);
	if (status == KAM_OK)
		status = list(kam, &whose, due, out);
	store_snapshot_end(kam);
	return status;
}
