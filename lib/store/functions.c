/* The few SQL functions that SQLite lacks: folding, distance between names, amounts, the day of an instant, periods,
 * lists of words, what is personal, telephone numbers, roots. */
#include "sqlite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void fold(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	char *folded;

	(void)count;
	if (text == NULL)
		return;
	folded = kam_text_fold(text, (size_t)sqlite3_value_bytes(values[0]));
	if (folded == NULL)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text(context, folded, -1, free);
}

static void distance(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *left = (const char *)sqlite3_value_text(values[0]);
	const char *right = (const char *)sqlite3_value_text(values[1]);

	(void)count;
	if (left != NULL && right != NULL)
		sqlite3_result_int64(context, (sqlite3_int64)kam_text_distance(left, right));
}

/* An amount written down (a change's old and new) in minor units of the currency; empty when it is none. */
static void minor(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *assumed = (const char *)sqlite3_value_text(values[1]);
	char currency[4];
	int64_t amount;
	const char *why;

	(void)count;
	if (text != NULL && assumed != NULL && sqlite3_value_bytes(values[1]) == 3 &&
	    kam_money_parse(text, (size_t)sqlite3_value_bytes(values[0]), '.', assumed, currency, &amount, &why) ==
	            KAM_OK)
		sqlite3_result_int64(context, amount);
}

/* The folded name by which a record is recognised. */
static void name_key(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	char *key;

	(void)count;
	if (text == NULL)
		return;
	key = kam_text_name_key(text, (size_t)sqlite3_value_bytes(values[0]));
	if (key == NULL)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text(context, key, -1, free);
}

/* The number of a tender or lot by which ways of writing it are one; empty when nothing of it is one. */
static void number_key(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	char *key;

	(void)count;
	if (text == NULL)
		return;
	key = kam_text_number_key(text, (size_t)sqlite3_value_bytes(values[0]));
	if (key == NULL)
		sqlite3_result_error_nomem(context);
	else if (*key != '\0')
		sqlite3_result_text(context, key, -1, free);
	else
		free(key);
}

/*
 * A telephone number as it compares: the digits of the first one, without zeros in front; empty when those are too few
 * for one, or one digit again and again.
 */
static void phone(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	char *folded = text == NULL ? NULL : kam_text_fold(text, (size_t)sqlite3_value_bytes(values[0]));
	char digits[24];
	size_t length = 0;
	bool varied = false;

	(void)count;
	if (text != NULL && folded == NULL)
		sqlite3_result_error_nomem(context);
	if (folded == NULL)
		return;
	for (const char *at = folded; *at != '\0' && length < sizeof digits; at++) {
		if (length >= 7 && strchr(",;/", *at) != NULL)
			break;
		if (*at < '0' || *at > '9' || (length == 0 && *at == '0'))
			continue;
		varied |= length > 0 && *at != digits[0];
		digits[length++] = *at;
	}
	if (length >= 7 && varied)
		sqlite3_result_text(context, digits, (int)length, SQLITE_TRANSIENT);
	free(folded);
}

/* Decimal digits of a currency; empty when there is no such currency. */
static void currency_digits(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *code = (const char *)sqlite3_value_text(values[0]);

	(void)count;
	if (code != NULL && sqlite3_value_bytes(values[0]) == 3 && kam_currency_digits(code) >= 0)
		sqlite3_result_int(context, kam_currency_digits(code));
}

/* Is a text one of those of a list with ; between them, width and case folded? 0 where either is empty. */
static void among(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *list = (const char *)sqlite3_value_text(values[1]);
	char *word = text == NULL ? NULL : kam_text_fold(text, (size_t)sqlite3_value_bytes(values[0]));
	char *words = list == NULL ? NULL : kam_text_fold(list, (size_t)sqlite3_value_bytes(values[1]));
	size_t length = word == NULL ? 0 : strlen(word);
	bool found = false;

	(void)count;
	for (const char *at = words; at != NULL && length > 0 && !found;) {
		size_t end = strcspn(at + strspn(at, " "), ";");

		at += strspn(at, " ");
		while (end > 0 && at[end - 1] == ' ')
			end--;
		found = end == length && memcmp(at, word, length) == 0;
		at = strchr(at, ';');
		at = at == NULL ? NULL : at + 1;
	}
	if ((text != NULL && word == NULL) || (list != NULL && words == NULL))
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_int(context, found);
	free(word);
	free(words);
}

/* A value of a personal field where it has not been asked for: there, and not shown. No table holds a blob. */
static void personal(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct kam *kam = sqlite3_user_data(context);

	(void)count;
	if (kam->unmask || sqlite3_value_type(values[0]) == SQLITE_NULL)
		sqlite3_result_value(context, values[0]);
	else
		sqlite3_result_zeroblob(context, 1);
}

/* The day an instant falls on, in the handle's zone. */
static void day(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct kam *kam = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);
	char date[KAM_DATE_SIZE];
	const char *why;
	int64_t seconds;

	(void)count;
	if (text == NULL ||
	    kam_instant_parse(text, (size_t)sqlite3_value_bytes(values[0]), "", 0, false, &seconds, &why) != KAM_OK)
		return;
	kam_date_format(kam_instant_day(seconds, kam->zone), date);
	sqlite3_result_text(context, date, -1, SQLITE_TRANSIENT);
}

/* A period's first day, and the first one behind it; empty where there is none. */
static void period_bound(sqlite3_context *context, sqlite3_value *value, bool first)
{
	struct kam *kam = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(value);
	struct kam_period period;
	const char *bound, *why;

	if (text == NULL ||
	    kam_period_parse(text, (size_t)sqlite3_value_bytes(value), kam->today, &period, &why) != KAM_OK)
		return;
	bound = first ? period.from : period.to;
	if (*bound != '\0')
		sqlite3_result_text(context, bound, -1, SQLITE_TRANSIENT);
}

static void period_from(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	period_bound(context, values[0], true);
}

static void period_to(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	period_bound(context, values[0], false);
}

/* Not every SQLite has its own. */
static void root(sqlite3_context *context, int count, sqlite3_value **values)
{
	double square = sqlite3_value_double(values[0]);

	(void)count;
	if (sqlite3_value_type(values[0]) != SQLITE_NULL && square >= 0)
		sqlite3_result_double(context, sqrt(square));
}

/* A long statement looks up now and then whether it should stop. */
int progress_stop(void *data)
{
	return is_interrupted(data);
}

int functions_register(struct kam *kam, sqlite3 *database)
{
	static const struct {
		const char *name;
		int arguments;
		void (*function)(sqlite3_context *context, int count, sqlite3_value **values);
	} functions[] = { { "kam_fold", 1, fold },
		          { "kam_among", 2, among },
		          { "kam_personal", 1, personal },
		          { "kam_distance", 2, distance },
		          { "kam_day", 1, day },
		          { "kam_minor", 2, minor },
		          { "kam_name_key", 1, name_key },
		          { "kam_number_key", 1, number_key },
		          { "kam_currency_digits", 1, currency_digits },
		          { "kam_phone", 1, phone },
		          { "kam_period_from", 1, period_from },
		          { "kam_period_to", 1, period_to },
		          { "kam_root", 1, root } };
	int code = SQLITE_OK;

	for (size_t i = 0; i < sizeof functions / sizeof *functions && code == SQLITE_OK; i++)
		code = sqlite3_create_function_v2(database, functions[i].name, functions[i].arguments,
		                                  SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, kam,
		                                  functions[i].function, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = name_parts_register(kam, database);
	if (code == SQLITE_OK)
		code = place_functions_register(kam, database);
	sqlite3_progress_handler(database, 10000, progress_stop, kam);
	return code;
}
