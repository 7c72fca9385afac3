/* What a stage asks of a bid comes onto its list as it enters the stage, dated back from the day it is handed in. */
#include "rules.h"
#include "kam/internal/calendar.h"
#include "kam/internal/reference.h"
#include "kam/internal/write.h"

#include <stdlib.h>
#include <string.h>

/* A bid that was just written, and the calendar, which is opened for the first date. */
struct listing {
	struct kam *kam;
	struct record_write *write;
	const struct kam_value *submit_by;
	struct calendar *calendar;
};

static enum kam_status open_calendar(struct listing *listing)
{
	char name[256]; /* as long as a setting may be; a copy, for the calendar may ask for settings of its own */

	if (listing->calendar != NULL)
		return KAM_OK;
	text_copy(name, sizeof name, kam_setting(listing->kam, "bid_calendar"));
	return calendar_open(listing->kam, name, &listing->calendar);
}

/* So many working days before the bid is handed in; "" without such a day, and where an import has no calendar for it. */
static enum kam_status date_back(struct listing *listing, int64_t days_before, char day[KAM_DATE_SIZE])
{
	const char *why;
	int64_t days = 0;
	enum kam_status status = KAM_OK;

	*day = '\0';
	if (listing->submit_by->type != KAM_IS_TEXT)
		return KAM_OK;
	status = open_calendar(listing);
	if (status == KAM_REFUSED && listing->write->importing)
		return KAM_OK;
	if (status == KAM_OK)
		status = kam_date_parse(listing->submit_by->text, listing->submit_by->length, listing->kam->today,
		                        false, &days, &why);
	if (status == KAM_OK && calendar_days_before(listing->calendar, days, days_before, &days) == KAM_OK)
		kam_date_format(days, day);
	return status;
}

static void set_text(struct kam_value *values, const struct kam_type *type, const char *field, const char *text)
{
	if (*text != '\0')
		values[type_field_index(type, field)] =
			(struct kam_value){ .type = KAM_IS_TEXT, .text = text, .length = strlen(text) };
}

static void set_integer(struct kam_value *values, const struct kam_type *type, const char *field, int64_t integer)
{
	if (integer != 0)
		values[type_field_index(type, field)] =
			(struct kam_value){ .type = KAM_IS_INTEGER, .integer = integer };
}

/* One row of checkitem_put.sql becomes an item of the bid. */
static enum kam_status put_one(struct listing *listing, struct statement *statement)
{
	const struct kam_type *type = kam_type_find("checkitem");
	struct kam_value values[32] = { { 0 } }, days;
	struct record_write item = { .values = values, .importing = listing->write->importing };
	struct writer *writer = NULL;
	char needed_by[KAM_DATE_SIZE] = "";
	int64_t id;
	enum kam_status status = writer_get(listing->kam, type, &writer);

	store_value(statement, 4, &days);
	if (status == KAM_OK && days.type == KAM_IS_INTEGER)
		status = date_back(listing, days.integer, needed_by);
	if (status != KAM_OK)
		return status;
	set_integer(values, type, "bid", listing->write->id);
	set_integer(values, type, "stage", write_value(listing->write, "stage")->integer);
	set_text(values, type, "kind", store_text(statement, 0));
	set_text(values, type, "title", store_text(statement, 1));
	set_text(values, type, "role", store_text(statement, 2));
	set_integer(values, type, "required", store_integer(statement, 3));
	set_integer(values, type, "owner", store_integer(statement, 5));
	set_text(values, type, "needed_by", needed_by);
	return writer_insert(writer, &item, &id);
}

/* Most rows of an import are at a stage that asks for nothing: the shortest question first. */
static enum kam_status asks_for_something(struct listing *listing, bool *something)
{
	struct statement *statement;
	enum kam_status status = store_keep(
		listing->kam,
		"SELECT 1 FROM template WHERE stage = ?1 AND (days_before IS NULL OR ?2 IS NOT NULL) LIMIT 1",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_at(statement, 1, write_value(listing->write, "stage"));
	store_bind_at(statement, 2, listing->submit_by);
	status = store_step(statement);
	*something = status == KAM_OK;
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status put_on(struct listing *listing, bool dated)
{
	struct record_write *write = listing->write;
	struct statement *statement;
	bool something = false;
	enum kam_status status = asks_for_something(listing, &something);

	if (status != KAM_OK || !something)
		return status;
	status = store_keep(listing->kam, embedded_find("bid/checkitem_put.sql")->text, &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", write->id);
	store_bind_value(statement, ":stage", write_value(write, "stage"));
	store_bind_value(statement, ":owner", write_value(write, "owner"));
	store_bind_value(statement, ":account", write_value(write, "account"));
	store_bind_value(statement, ":submit_by", listing->submit_by);
	store_bind_integer(statement, ":importing", write->importing);
	store_bind_integer(statement, ":dated", dated);
	store_bind_text(statement, ":today", listing->kam->today_text);
	while (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		status = put_one(listing, statement);
	store_reset(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

/* Pairs of an item's id and a number, in lines: read to the end first, for the items are about to change. */
static enum kam_status collect(struct kam *kam, struct statement *statement, struct buffer *lines)
{
	enum kam_status status;

	while ((status = store_step(statement)) == KAM_OK)
		buffer_format(lines, "%lld %lld\n", (long long)store_integer(statement, 0),
		              (long long)store_integer(statement, 1));
	if (status != KAM_DONE)
		return status;
	return buffer_text(lines) == NULL ? fail_memory(kam) : KAM_OK;
}

static enum kam_status each_line(struct listing *listing, const struct buffer *lines, const char *field,
                                 enum kam_status (*say)(struct listing *listing, int64_t number,
                                                        char text[KAM_ID_SIZE]))
{
	enum kam_status status = KAM_OK;

	for (char *line = lines->text; status == KAM_OK && line != NULL && *line != '\0';) {
		long long id = strtoll(line, &line, 10), number = strtoll(line, &line, 10);
		char text[KAM_ID_SIZE];
		bool changed;

		line += *line == '\n';
		status = say(listing, number, text);
		if (status == KAM_OK)
			status = record_edit(listing->kam, kam_type_find("checkitem"), id,
			                     &(struct kam_assignment){ field, text }, 1, NULL, &changed);
	}
	return status;
}

static enum kam_status say_date(struct listing *listing, int64_t number, char text[KAM_ID_SIZE])
{
	return date_back(listing, number, text);
}

/* What is not done yet is dated anew: the whole plan moves with the day it leads to. */
static enum kam_status date_anew(struct listing *listing)
{
	struct statement *statement;
	struct buffer lines = { 0 };
	enum kam_status status = store_keep(
		listing->kam,
		"SELECT checkitem.id, template.days_before FROM checkitem JOIN template ON template.stage = "
		"checkitem.stage AND template.title = checkitem.title WHERE checkitem.bid = :bid AND "
		"template.days_before IS NOT NULL AND checkitem.done_on IS NULL AND checkitem.waived_by IS NULL "
		"ORDER BY checkitem.id",
		&statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", listing->write->id);
	status = collect(listing->kam, statement, &lines);
	if (status == KAM_OK)
		status = each_line(listing, &lines, "needed_by", say_date);
	buffer_free(&lines);
	return status;
}

static enum kam_status say_person(struct listing *listing, int64_t number, char text[KAM_ID_SIZE])
{
	(void)listing;
	*text = '\0';
	if (number != 0)
		reference_format(kam_type_find("person"), number, text);
	return KAM_OK;
}

/* The owner's own part goes with the bid to whoever has it now. */
static enum kam_status hand_over(struct listing *listing)
{
	struct statement *statement;
	struct buffer lines = { 0 };
	enum kam_status status =
		store_keep(listing->kam,
	                   "SELECT id, coalesce(:new, 0) FROM checkitem WHERE bid = :bid AND owner = :old AND role = "
	                   "'account' AND done_on IS NULL AND waived_by IS NULL ORDER BY id",
	                   &statement);

	if (status != KAM_OK)
		return status;
	store_bind_integer(statement, ":bid", listing->write->id);
	store_bind_value(statement, ":old", write_old(listing->write, "owner"));
	store_bind_value(statement, ":new", write_value(listing->write, "owner"));
	status = collect(listing->kam, statement, &lines);
	if (status == KAM_OK)
		status = each_line(listing, &lines, "owner", say_person);
	buffer_free(&lines);
	return status;
}

static bool has_changed(struct record_write *write, const char *field)
{
	return write->old != NULL && !kam_value_equal(write_old(write, field), write_value(write, field));
}

enum kam_status checkitems_follow(struct kam *kam, struct record_write *write)
{
	struct listing listing = { .kam = kam, .write = write, .submit_by = write_value(write, "submit_by") };
	bool entered = write->old == NULL || has_changed(write, "stage"), moved = has_changed(write, "submit_by");
	enum kam_status status = KAM_OK;

	if (write->carried)
		return KAM_OK;
	if (moved)
		status = date_anew(&listing);
	if (status == KAM_OK && (entered || moved))
		status = put_on(&listing, !entered);
	if (status == KAM_OK && has_changed(write, "owner") && write_old(write, "owner")->type != KAM_IS_EMPTY)
		status = hand_over(&listing);
	calendar_close(listing.calendar);
	return status;
}
