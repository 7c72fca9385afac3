/* Who matches, who of them is left out, and why. */
#include "match.h"

#include "kam/internal/reference.h"

#include <math.h>
#include <string.h>

static const char *const keys[] = {
	[KAM_MATCH_LISTED] = "listed", [KAM_MATCH_CONVERTED] = "converted", [KAM_MATCH_DROPPED] = "dropped",
	[KAM_MATCH_GONE] = "gone",     [KAM_MATCH_OPT_OUT] = "opt_out",     [KAM_MATCH_NO_CONSENT] = "no_consent",
	[KAM_MATCH_CAPPED] = "capped", [KAM_MATCH_NO_PHONE] = "no_phone",   [KAM_MATCH_NO_EMAIL] = "no_email",
};

const char *kam_match_reason_key(enum kam_match_reason reason)
{
	return reason < KAM_MATCH_REASONS ? keys[reason] : "";
}

static enum kam_match_reason reason_of(const char *why)
{
	for (int reason = KAM_MATCH_LISTED + 1; why != NULL && reason < KAM_MATCH_REASONS; reason++)
		if (strcmp(keys[reason], why) == 0)
			return reason;
	return KAM_MATCH_LISTED;
}

enum kam_status selection_read(struct kam *kam, const struct kam_match *asked, struct selection *selection)
{
	struct area *area = &selection->places[selection->place_count];
	const char *why;
	enum kam_status status = area_read(kam, asked->at, asked->within, asked->polygon, area);

	if (status != KAM_OK)
		return status;
	selection->place_count += area_is_given(area);
	selection->wheres[0] = asked->where;
	if (asked->cap_days != NULL &&
	    (kam_integer_parse(asked->cap_days, strlen(asked->cap_days), &selection->cap_days, &why) != KAM_OK ||
	     selection->cap_days < 0 || selection->cap_days > MOST_CAP_DAYS))
		return fail(kam, KAM_BAD_VALUE, _("--cap-days '%s' is not a number of days from 0 to %d"),
		            asked->cap_days, MOST_CAP_DAYS);
	if (asked->list != NULL && strcmp(asked->list, "call") != 0 && strcmp(asked->list, "mail") != 0)
		return fail(kam, KAM_BAD_VALUE, _("--list '%s' is neither call nor mail"), asked->list);
	return asked->quiet_hours == NULL ? KAM_OK
	                                  : quiet_read(kam, "--quiet-hours", asked->quiet_hours, &selection->quiet);
}

/* Does a condition say itself who stands how? */
static bool speaks_of(const struct filter *filter, const char *field)
{
	if (filter == NULL)
		return false;
	if (filter->node <= FILTER_NOT)
		return speaks_of(filter->left, field) || speaks_of(filter->right, field);
	return strcmp(filter->path, field) == 0;
}

static enum kam_status find_status(struct kam *kam, const struct selection *selection, const struct kam_match *asked,
                                   bool *spoken)
{
	const char *field = strcmp(selection->type->name, "lead") == 0 ? "status" : "left_on";
	enum kam_status status = KAM_OK;

	*spoken = false;
	for (size_t i = 0; i < asked->filter_count; i++)
		*spoken |= strcmp(asked->filters[i].field, field) == 0;
	for (size_t i = 0; i < 2 && status == KAM_OK; i++) {
		struct filter *filter = NULL;

		if (selection->wheres[i] == NULL)
			continue;
		status = filter_parse(kam, selection->wheres[i], &filter);
		*spoken |= status == KAM_OK && speaks_of(filter, field);
		filter_free(filter);
	}
	return status;
}

/* Distances are told from the middle that was asked for last. */
static struct area middle_of(const struct selection *selection)
{
	struct area middle = { 0 };

	for (size_t i = 0; i < selection->place_count; i++)
		if (selection->places[i].has_middle)
			middle = selection->places[i];
	return middle;
}

static enum kam_status compose(struct query *query, const struct selection *selection, const struct kam_match *asked)
{
	const struct kam_type *type = selection->type;
	bool lead = strcmp(type->name, "lead") == 0;
	const struct area middle = middle_of(selection);
	const char *place = lead ? "lead" : "place";
	enum kam_status status = KAM_OK;

	buffer_format(&query->sql, "SELECT %s.id, ", type->name);
	area_put_metres(query, &middle, place);
	buffer_put(&query->sql, ", ");
	buffer_put(&query->sql, embedded_find(lead ? "lead/match_lead.sql" : "lead/match_contact.sql")->text);
	/* A contact is where the account is: with a place, those there come first. */
	if (lead)
		buffer_put(&query->sql, " FROM lead WHERE 1");
	else if (selection->place_count > 0)
		buffer_put(&query->sql,
		           " FROM account AS place CROSS JOIN contact ON contact.account = place.id WHERE 1");
	else
		buffer_put(&query->sql, " FROM contact WHERE 1");
	for (size_t i = 0; i < selection->place_count; i++) {
		buffer_put(&query->sql, " AND ");
		area_put(query, &selection->places[i], place);
	}
	for (size_t i = 0; i < 2 && status == KAM_OK; i++) {
		buffer_put(&query->sql, " AND ");
		status = query_where(query, type, type->name, selection->wheres[i]);
	}
	if (status == KAM_OK)
		status = query_equals(query, type, type->name, asked->filters, asked->filter_count);
	buffer_format(&query->sql, " ORDER BY 2, %s.id", type->name);
	return status;
}

/* The first moment of the first of so many days up to today; "": there is no cap. */
static void capped_from(const struct kam *kam, int64_t days, char out[KAM_INSTANT_SIZE])
{
	char day[KAM_DATE_SIZE];
	int64_t seconds;
	const char *why;

	*out = '\0';
	if (days == 0)
		return;
	kam_date_format(kam->today - days + 1, day);
	if (kam_instant_parse(day, strlen(day), kam->zone, 0, false, &seconds, &why) == KAM_OK)
		kam_instant_format(seconds, out);
}

/* Counts all; `found` gets those that are to be shown, as JSON: [[id, metres, why, not_before], …]. */
static enum kam_status collect(struct kam *kam, struct statement *statement, enum kam_match_view view,
                               struct kam_match_told *told, struct buffer *found)
{
	const char *between = "[";
	enum kam_status status;

	while ((status = store_step(statement)) == KAM_OK) {
		const char *why = store_text(statement, 2);
		enum kam_match_reason reason = reason_of(why);
		struct kam_value metres;

		told->selected++;
		told->people[reason]++;
		if (view == KAM_MATCH_COUNTS || (view == KAM_MATCH_LIST) != (reason == KAM_MATCH_LISTED))
			continue;
		store_value(statement, 1, &metres);
		buffer_format(found, "%s[%lld,", between, (long long)store_integer(statement, 0));
		between = ",";
		if (metres.type == KAM_IS_EMPTY)
			buffer_put(found, "null");
		else
			buffer_format(found, "%.0f", round(metres.number));
		buffer_format(found, ",\"%s\"", why == NULL ? "" : why);
		if (*told->not_before != '\0')
			buffer_format(found, ",\"%s\"", told->not_before);
		buffer_put(found, "]");
	}
	buffer_put(found, *between == '[' ? "[]" : "]");
	if (status == KAM_DONE)
		status = buffer_text(found) == NULL ? fail_memory(kam) : KAM_OK;
	return status;
}

static enum kam_status find(struct kam *kam, const struct selection *selection, const struct kam_match *asked,
                            struct kam_match_told *told, struct buffer *found)
{
	char from[KAM_INSTANT_SIZE];
	struct statement *statement = NULL;
	struct query query;
	bool spoken = false;
	enum kam_status status = find_status(kam, selection, asked, &spoken);

	if (status != KAM_OK)
		return status;
	capped_from(kam, selection->cap_days, from);
	query_start(&query, kam);
	status = compose(&query, selection, asked);
	if (status == KAM_OK)
		status = query_prepare(&query, &statement);
	if (status == KAM_OK) {
		store_bind_integer(statement, ":by_status", spoken);
		store_bind_text(statement, ":capped_from", *from == '\0' ? NULL : from);
		store_bind_text(statement, ":list", asked->list);
		status = collect(kam, statement, asked->view, told, found);
	}
	store_finalize(statement);
	query_end(&query);
	return status;
}

enum kam_status selection_run(struct kam *kam, const struct selection *selection, const struct kam_match *asked,
                              struct kam_match_told *told, struct kam_rows **out)
{
	struct buffer found = { 0 };
	int64_t until;
	enum kam_status status;

	told->record = selection->type->name;
	told->cap_days = selection->cap_days;
	if (quiet_now(kam, &selection->quiet, &until)) {
		kam_instant_format(until, told->not_before);
		kam_instant_show(until, kam->zone, told->not_before_shown);
	}
	status = store_snapshot_begin(kam);
	if (status == KAM_OK) {
		status = find(kam, selection, asked, told, &found);
		if (status == KAM_OK)
			status = selection_show(kam, selection, asked, found.text, told, out);
		store_snapshot_end(kam);
	}
	buffer_free(&found);
	return status;
}

enum kam_status kam_match_run(struct kam *kam, const struct kam_match *asked, struct kam_match_told *told,
                              struct kam_rows **out)
{
	struct selection selection = { .type = kam_type_find(asked->record) };
	enum kam_status status = selection_read(kam, asked, &selection);

	*out = NULL;
	*told = (struct kam_match_told){ 0 };
	return status == KAM_OK ? selection_run(kam, &selection, asked, told, out) : status;
}
