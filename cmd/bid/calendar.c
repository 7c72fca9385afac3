/* kam bid calendar: what is due on bids, like a diary, or for a calendar to import. */
#include "verbs.h"

#include "kam/calendar.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct calendar_arguments {
	const char *next, *owner;
	bool ics;
};

static const struct option_row options[] = {
	{ OPTION_TEXT, 0, "next", "DAY",
	  N_("up to this day (30d), with what is late; or what is due in a period such as 2026-08"),
	  offsetof(struct calendar_arguments, next), NULL },
	{ OPTION_TEXT, 0, "owner", "PERSON", N_("only what this person sees to"),
	  offsetof(struct calendar_arguments, owner), NULL },
	{ OPTION_FLAG, 0, "ics", NULL, N_("as a file that calendars import (iCalendar)"),
	  offsetof(struct calendar_arguments, ics), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

static size_t place_of(const struct kam_rows *rows, const char *key)
{
	size_t place = 0;

	while (strcmp(kam_rows_column(rows, place)->key, key) != 0)
		place++;
	return place;
}

/* "Wednesday 2026-07-15, today" above what is due on it. */
static void put_day(FILE *text, const char *day, int64_t days, bool first)
{
	static const char *const weekdays[] = { N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
		                                N_("Friday"), N_("Saturday"), N_("Sunday") };
	const char *why;
	int64_t count = 0;

	(void)kam_date_parse(day, strlen(day), 0, false, &count, &why);
	/* 1970-01-01 was a Thursday. */
	fprintf(text, "%s%s %s", first ? "" : "\n", day, _(weekdays[((count + 3) % 7 + 7) % 7]));
	if (days == 0)
		fprintf(text, ", %s\n", _("today"));
	else if (days < 0)
		fprintf(text, by_number(", %lld day late\n", ", %lld days late\n", -days), (long long)-days);
	else
		fprintf(text, by_number(", in %lld day\n", ", in %lld days\n", days), (long long)days);
}

/* A cell with a gap before it; what is no printable character is shown as an escape. */
static bool put_cell(FILE *text, const char *before, const struct kam_value *value)
{
	char *shown;

	if (value->type != KAM_IS_TEXT)
		return true;
	shown = kam_text_escape(value->text, value->length);
	if (shown == NULL)
		return false;
	fprintf(text, "%s%s", before, shown);
	free(shown);
	return true;
}

/* What it is, padded so that what follows stands below one another. */
static void put_what(FILE *text, const struct kam_value *value)
{
	/* Those of the report, for who translates. */
	static const char *const words[] = { N_("submit"),        N_("task"),        N_("paper"),    N_("resource"),
		                             N_("runs out"),      N_("condition"),   N_("decision"), N_("milestone"),
		                             N_("contract ends"), N_("grant lapses") };
	const char *what = "";
	size_t width;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (value->length == strlen(words[i]) && memcmp(value->text, words[i], value->length) == 0)
			what = _(words[i]);
	width = kam_text_width(what, strlen(what));
	fprintf(text, "  %s%*s", what, width < 14 ? (int)(14 - width) : 1, "");
}

/* Like a diary: a heading for each day, below it a line for each thing. */
static char *draw(struct kam_rows *rows)
{
	size_t day = place_of(rows, "day"), days = place_of(rows, "days"), what = place_of(rows, "what"),
	       title = place_of(rows, "title"), bid = place_of(rows, "bid"), account = place_of(rows, "account"),
	       owner = place_of(rows, "owner"), id = place_of(rows, "id"), size = 0;
	char last[KAM_DATE_SIZE] = "", *drawn = NULL;
	FILE *text = open_memstream(&drawn, &size);
	bool ok = text != NULL;

	while (ok && kam_rows_step(rows) == KAM_OK) {
		const struct kam_value *date = kam_rows_value(rows, day), *of = kam_rows_value(rows, bid),
				       *own = kam_rows_value(rows, id);
		bool first = *last == '\0';

		if (date->length < sizeof last && strncmp(last, date->text, date->length) != 0) {
			memcpy(last, date->text, date->length);
			put_day(text, last, kam_rows_value(rows, days)->integer, first);
		}
		put_what(text, kam_rows_value(rows, what));
		ok = put_cell(text, "", kam_rows_value(rows, title)) && put_cell(text, "  ", own);
		if (ok && !kam_value_equal(of, own))
			ok = put_cell(text, " → ", of);
		ok = ok && put_cell(text, " · ", kam_rows_value(rows, account)) &&
		     put_cell(text, " · ", kam_rows_value(rows, owner));
		fputc('\n', text);
	}
	if (text != NULL && fclose(text) != 0)
		ok = false;
	if (!ok) {
		free(drawn);
		drawn = NULL;
	}
	return drawn;
}

static enum kam_status calendar(struct context *context, const void *parsed)
{
	const struct calendar_arguments *arguments = parsed;
	const struct globals *globals = &context->globals;
	struct kam_calendar asked = { .next = arguments->next,
		                      .owner = arguments->owner,
		                      .where = globals->where,
		                      .sort = globals->sort,
		                      .columns = globals->columns,
		                      .limit = globals->limit };
	bool plain = globals->sort == NULL && globals->columns == NULL && globals->diff == NULL;
	enum kam_status status;

	if (context->operand_count > 0)
		return usage_error(context, KAM_USAGE, _("usage: %s"),
		                   "kam bid calendar [--next DAY] [--owner PERSON]");
	if (arguments->ics && (!plain || globals->format != NULL || globals->excel))
		return usage_error(
			context, KAM_USAGE, "%s",
			_("--ics is a format of its own: without --columns, --sort, --diff and another format"));
	context->filtered = context->arranged = true;
	if (arguments->ics)
		return kam_bid_icalendar(context->kam, &asked, &context->text);
	status = kam_bid_calendar(context->kam, &asked, &context->answer);
	if (status != KAM_OK || !plain || !people_read_it(context) || globals->if_findings || globals->format != NULL)
		return status;
	context->text = draw(context->answer->sections[0].rows);
	if (context->text == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	if (*context->text == '\0')
		remark(context, "%s", _("nothing is due"));
	kam_report_answer_free(context->answer);
	context->answer = NULL;
	return KAM_OK;
}

const struct verb bid_calendar_verb = {
	.record = "bid",
	.name = "calendar",
	.operands = "",
	.summary = N_("what is due on bids, day by day"),
	.need = NEED_READ,
	.options = options,
	.arguments_size = sizeof(struct calendar_arguments),
	.run = calendar,
};
