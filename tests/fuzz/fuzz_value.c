/* Any text as a value of any kind: refused with a reason, or read, written and read again as the same. */
#include "kam/internal/span.h"
#include "kam/value.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHOICES "open won lost no_bid"

/* What was written for other programs must be taken back as it was. */
static void check_again(enum kam_kind kind, const struct kam_value *value)
{
	struct kam_reading reading = { .decimal = '.', .choices = CHOICES, .zone = "" };
	char scratch[KAM_SCRATCH_SIZE], other[KAM_SCRATCH_SIZE];
	char currency[4] = "";
	struct kam_value again;
	const char *text, *why;
	size_t length;

	if (kind == KAM_MONEY && value->type == KAM_IS_INTEGER && value->length == 3)
		memcpy(currency, value->text, 3);
	reading.currency = currency;
	text = kam_value_text(kind, value, scratch, &length);
	if (kam_value_parse(kind, &reading, text, length, other, &again, &why) != KAM_OK ||
	    !kam_value_equal(value, &again))
		abort();
}

/* The same of working hours: in order, none over another, and all written is read again. */
static void check_spans(const char *text, size_t length)
{
	struct spans spans, again;
	char written[SPANS_SIZE];
	const char *why = NULL;

	if (spans_read(text, length, &spans, &why) != KAM_OK) {
		if (why == NULL || why[0] == '\0')
			abort();
		return;
	}
	for (int i = 0; i < spans.count; i++)
		if (spans.at[i].from >= spans.at[i].to || spans.at[i].to > DAY_MINUTES ||
		    (i > 0 && spans.at[i].from < spans.at[i - 1].to))
			abort();
	spans_write(&spans, written);
	if (spans_read(written, strlen(written), &again, &why) != KAM_OK || again.count != spans.count ||
	    memcmp(again.at, spans.at, (size_t)spans.count * sizeof *spans.at) != 0)
		abort();
}

/* Three bytes say how to read, the rest is the text; for a format, what comes before its first `|`. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const zones[] = { "", "Europe/Berlin", "Asia/Shanghai", "Australia/Sydney" };
	struct kam_reading reading = { .choices = CHOICES };
	struct kam_period period;
	struct kam_value value;
	char scratch[KAM_SCRATCH_SIZE];
	const char *why = NULL;
	char *format, *text;
	size_t length;

	if (size < 3)
		return 0;
	length = size - 3;
	format = malloc(length + 1);
	text = malloc(length + 1); /* no NUL behind it: a parser that reads on is found out */
	if (!format || !text)
		abort();
	memcpy(format, data + 3, length);
	format[length] = '\0';
	memcpy(text, data + 3, length);
	if (data[0] & 1) {
		char *bar = strchr(format, '|');

		reading.format = format;
		if (bar) {
			*bar = '\0';
			length -= (size_t)(bar + 1 - format);
			memmove(text, bar + 1, length);
		}
	}
	reading.relative = data[0] & 2;
	reading.decimal = data[0] & 4 ? ',' : '.';
	reading.currency = data[0] & 8 ? "JPY" : "CNY";
	reading.zone = zones[data[0] >> 4 & 3];
	reading.now = ((int64_t)data[2] - 60) * 1300000000; /* within the years there are, and out of them */
	text = realloc(text, length + (length == 0));
	if (!text)
		abort();
	if (kam_value_parse(data[1] % (KAM_ID + 1), &reading, text, length, scratch, &value, &why) == KAM_OK)
		check_again(data[1] % (KAM_ID + 1), &value);
	else if (!why || why[0] == '\0')
		abort();
	if (kam_period_parse(text, length, reading.now / 86400, &period, &why) == KAM_OK && period.from[0] != '\0' &&
	    period.to[0] != '\0' && strcmp(period.from, period.to) >= 0)
		abort();
	check_spans(text, length);
	kam_zone_known(format);
	free(format);
	free(text);
	return 0;
}
