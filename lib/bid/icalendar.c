/* The calendar of bids as RFC 5545 has it: text of its own kind, with lines that are folded and ended by CR LF. */
#include "kam/calendar.h"
#include "kam/internal/store.h"

#include <string.h>

#define LINE_BYTES 75 /* of a line, without its end (section 3.1) */

/* The line is complete: folded where it is too long, never within a character. */
static void end_line(struct buffer *out, const struct buffer *line)
{
	const char *at = line->text;
	size_t left = line->length, room = LINE_BYTES;

	while (left > room) {
		size_t part = room;

		while (part > 0 && ((unsigned char)at[part] & 0xc0) == 0x80)
			part--;
		buffer_add(out, at, part);
		buffer_put(out, "\r\n ");
		at += part;
		left -= part;
		room = LINE_BYTES - 1; /* the blank in front is one of them */
	}
	buffer_add(out, at, left);
	buffer_put(out, "\r\n");
}

/* A value of text (section 3.3.11); other control characters have no way to be written. */
static void put_text(struct buffer *line, const struct kam_value *value)
{
	for (size_t i = 0; value->type == KAM_IS_TEXT && i < value->length; i++) {
		unsigned char byte = (unsigned char)value->text[i];

		if (byte == '\n')
			buffer_put(line, "\\n");
		else if (byte == '\\' || byte == ',' || byte == ';')
			buffer_format(line, "\\%c", byte);
		else if (byte == '\t' || (byte >= 0x20 && byte != 0x7f))
			buffer_add(line, value->text + i, 1);
	}
}

static void put_line(struct buffer *out, const char *text)
{
	buffer_put(out, text);
	buffer_put(out, "\r\n");
}

/* YYYYMMDD of YYYY-MM-DD, YYYYMMDDTHHMMSSZ of an instant. */
static void put_basic(struct buffer *line, const char *text)
{
	for (; text != NULL && *text != '\0'; text++)
		if (*text != '-' && *text != ':')
			buffer_add(line, text, 1);
}

/* Where the columns are that an event is made of. */
struct places {
	size_t day, what, title, bid, account, owner, id;
};

static size_t place_of(const struct kam_rows *rows, const char *key)
{
	size_t place = 0;

	while (strcmp(kam_rows_column(rows, place)->key, key) != 0)
		place++;
	return place;
}

static void put_days(struct buffer *out, struct buffer *line, const struct kam_value *day)
{
	char text[KAM_DATE_SIZE] = "", next[KAM_DATE_SIZE];
	const char *why;
	int64_t days = 0;

	if (day->length < sizeof text)
		memcpy(text, day->text, day->length);
	(void)kam_date_parse(text, strlen(text), 0, false, &days, &why);
	kam_date_format(days + 1, next);
	buffer_reset(line);
	buffer_put(line, "DTSTART;VALUE=DATE:");
	put_basic(line, text);
	end_line(out, line);
	if (*next == '\0')
		return; /* the last day there is: one day is what an event without an end takes */
	buffer_reset(line);
	buffer_put(line, "DTEND;VALUE=DATE:");
	put_basic(line, next);
	end_line(out, line);
}

static void put_event(struct kam *kam, struct kam_rows *rows, const struct places *at, const char *database,
                      struct buffer *out, struct buffer *line)
{
	const struct kam_value *id = kam_rows_value(rows, at->id), *what = kam_rows_value(rows, at->what),
			       *title = kam_rows_value(rows, at->title), *account = kam_rows_value(rows, at->account),
			       *owner = kam_rows_value(rows, at->owner);

	put_line(out, "BEGIN:VEVENT");
	buffer_reset(line);
	buffer_format(line, "UID:%.*s-", (int)id->length, id->text);
	for (size_t i = 0; i < what->length; i++)
		buffer_add(line, what->text[i] == ' ' ? "-" : what->text + i, 1);
	buffer_put(line, "@");
	put_basic(line, database);
	buffer_put(line, ".kam");
	end_line(out, line);
	buffer_reset(line);
	buffer_put(line, "DTSTAMP:");
	put_basic(line, kam->now_text);
	end_line(out, line);
	put_days(out, line, kam_rows_value(rows, at->day));
	buffer_reset(line);
	buffer_put(line, "SUMMARY:");
	put_text(line, what);
	buffer_put(line, ": ");
	put_text(line, title);
	if (account->type == KAM_IS_TEXT) {
		buffer_put(line, " (");
		put_text(line, account);
		buffer_put(line, ")");
	}
	end_line(out, line);
	buffer_reset(line);
	buffer_put(line, "DESCRIPTION:");
	put_text(line, kam_rows_value(rows, at->bid));
	if (owner->type == KAM_IS_TEXT) {
		buffer_put(line, "\\n");
		put_text(line, owner);
	}
	end_line(out, line);
	put_line(out, "TRANSP:TRANSPARENT");
	put_line(out, "END:VEVENT");
}

/* When it was made: the same in all its copies, another in any other database. */
static enum kam_status name_database(struct kam *kam, char name[KAM_INSTANT_SIZE])
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT happened_at FROM operation ORDER BY id LIMIT 1", &statement);

	*name = '\0';
	if (status == KAM_OK && (status = store_step(statement)) == KAM_OK)
		text_copy(name, KAM_INSTANT_SIZE, store_text(statement, 0));
	store_finalize(statement);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status write_events(struct kam *kam, struct kam_rows *rows, struct buffer *out)
{
	struct places at = { .day = place_of(rows, "day"),
		             .what = place_of(rows, "what"),
		             .title = place_of(rows, "title"),
		             .bid = place_of(rows, "bid"),
		             .account = place_of(rows, "account"),
		             .owner = place_of(rows, "owner"),
		             .id = place_of(rows, "id") };
	struct buffer line = { 0 };
	char database[KAM_INSTANT_SIZE];
	enum kam_status status = name_database(kam, database);

	put_line(out, "BEGIN:VCALENDAR");
	put_line(out, "VERSION:2.0");
	put_line(out, "PRODID:-//kam//kam bid calendar//EN");
	put_line(out, "METHOD:PUBLISH");
	while (status == KAM_OK && (status = kam_rows_step(rows)) == KAM_OK)
		put_event(kam, rows, &at, database, out, &line);
	put_line(out, "END:VCALENDAR");
	if (status == KAM_DONE)
		status = line.failed || out->failed ? fail_memory(kam) : KAM_OK;
	buffer_free(&line);
	return status;
}

enum kam_status kam_bid_icalendar(struct kam *kam, const struct kam_calendar *asked, char **text)
{
	struct kam_calendar whole = *asked;
	struct kam_report_answer *answer = NULL;
	struct buffer out = { 0 };
	enum kam_status status;

	*text = NULL;
	whole.columns = NULL;
	status = kam_bid_calendar(kam, &whole, &answer);
	if (status == KAM_OK)
		status = write_events(kam, answer->sections[0].rows, &out);
	kam_report_answer_free(answer);
	if (status == KAM_OK) {
		*text = buffer_take(&out);
		status = *text != NULL ? KAM_OK : fail_memory(kam);
	}
	buffer_free(&out);
	return status;
}
