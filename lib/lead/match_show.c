/* What is shown of those who match: a call or mail list, those left out, or the counts. */
#include "match.h"

#include "kam/internal/chosen.h"

#include <string.h>

/* What was found beside the fields: see collect() in match.c. */
static const struct chosen_column found_columns[] = {
	{ "distance_km", N_("Distance (km)"), KAM_NUMBER, "json_extract(chosen.value, '$[1]') / 1000.0" },
	{ "why", N_("Why left out"), KAM_TEXT, "nullif(json_extract(chosen.value, '$[2]'), '')" },
	{ "not_before", N_("Not before"), KAM_INSTANT, "json_extract(chosen.value, '$[3]')" },
	{ NULL, NULL, KAM_TEXT, NULL },
};

/* What stays in a narrow table comes first. */
static const struct {
	const char *record, *list, *columns, *left_out;
} shown[] = {
	{ "lead", NULL, "id,name,company,region,trust,status,owner,last_touch,distance_km,not_before",
	  "id,name,why,company,last_touch,status,owner" },
	{ "lead", "call", "id,name,contact_name,phone,company,owner,last_touch,distance_km,not_before",
	  "id,name,why,company,last_touch,status,owner" },
	{ "lead", "mail", "id,name,contact_name,email,company,owner,last_touch,distance_km,not_before",
	  "id,name,why,company,last_touch,status,owner" },
	{ "contact", NULL, "id,name,account,title,level,last_touch,distance_km,not_before",
	  "id,name,why,account,title,last_touch" },
	{ "contact", "call", "id,name,phone,account,title,prefers,last_touch,distance_km,not_before",
	  "id,name,why,account,title,last_touch" },
	{ "contact", "mail", "id,name,email,account,title,prefers,last_touch,distance_km,not_before",
	  "id,name,why,account,title,last_touch" },
};

static const char *own_columns(const char *record, const struct kam_match *asked)
{
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		if (strcmp(shown[i].record, record) == 0 &&
		    (shown[i].list == NULL ? asked->list == NULL
		                           : asked->list != NULL && strcmp(shown[i].list, asked->list) == 0))
			return asked->view == KAM_MATCH_LEFT_OUT ? shown[i].left_out : shown[i].columns;
	return "id";
}

/* A reason that cannot come to anybody here is not counted as none. */
static bool may_be(const struct selection *selection, const struct kam_match *asked, enum kam_match_reason reason)
{
	bool lead = strcmp(selection->type->name, "lead") == 0;

	switch (reason) {
	case KAM_MATCH_CONVERTED:
	case KAM_MATCH_DROPPED:
		return lead;
	case KAM_MATCH_GONE:
		return !lead;
	case KAM_MATCH_NO_PHONE:
		return asked->list != NULL && strcmp(asked->list, "call") == 0;
	case KAM_MATCH_NO_EMAIL:
		return asked->list != NULL && strcmp(asked->list, "mail") == 0;
	default:
		return true;
	}
}

static enum kam_status put_count(struct kam_rows *rows, const char *what, int64_t people)
{
	enum kam_status status = rows_put_text(rows, what);

	return status == KAM_OK ? rows_put_integer(rows, people) : status;
}

/* From all to those that remain, as it adds up. */
static enum kam_status count(struct kam *kam, const struct selection *selection, const struct kam_match *asked,
                             const struct kam_match_told *told, struct kam_rows **out)
{
	enum kam_status status = rows_new(kam, out);

	if (status == KAM_OK && (!rows_add_column(*out, "what", _("What"), KAM_TEXT, 0) ||
	                         !rows_add_column(*out, "people", _("People"), KAM_INTEGER, 0)))
		status = fail_memory(kam);
	if (status == KAM_OK)
		status = put_count(*out, "selected", told->selected);
	for (int reason = KAM_MATCH_LISTED + 1; reason < KAM_MATCH_REASONS && status == KAM_OK; reason++)
		if (may_be(selection, asked, reason))
			status = put_count(*out, kam_match_reason_key(reason), told->people[reason]);
	if (status == KAM_OK)
		status = put_count(*out, kam_match_reason_key(KAM_MATCH_LISTED), told->people[KAM_MATCH_LISTED]);
	return status == KAM_OK ? rows_finish(*out) : status;
}

enum kam_status selection_show(struct kam *kam, const struct selection *selection, const struct kam_match *asked,
                               const char *found, const struct kam_match_told *told, struct kam_rows **out)
{
	const struct chosen chosen = { .rows = found, .columns = found_columns };
	const struct kam_query query = {
		.record = selection->type->name,
		.columns = asked->columns != NULL ? asked->columns : own_columns(selection->type->name, asked),
		.sort = asked->sort,
		.limit = asked->limit,
		.labels = asked->labels,
		.unmask = asked->unmask,
	};

	if (asked->view == KAM_MATCH_COUNTS)
		return count(kam, selection, asked, told, out);
	return record_list_chosen(kam, &query, &chosen, out);
}
