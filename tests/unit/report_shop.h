/* A small company for the tests of reports: a database made on 2026-06-01, asked on Wednesday 2026-07-15, 09:30 UTC. */
#ifndef REPORT_SHOP_H
#define REPORT_SHOP_H

#include "kam/record.h"
#include "kam/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MADE 1780304400  /* 2026-06-01 09:00 UTC */
#define ASKED 1784107800 /* 2026-07-15 09:30 UTC */

struct shop {
	char folder[64], path[128], file[160];
	struct kam *kam;
	struct buffer text;
};

static inline void shop_open(struct shop *shop, enum kam_mode mode, int64_t now)
{
	struct kam_options options = { .path = shop->path, .mode = mode, .now = now, .zone = "UTC", .real_user = "li",
		                       .command = "test", .currency = mode == KAM_CREATE ? "CNY" : NULL };

	kam_close(shop->kam);
	assert_int_equal(kam_open(&options, &shop->kam), KAM_OK);
}

/* "record field=value|field=value": one record added. */
static inline void shop_add(struct shop *shop, const char *line)
{
	struct kam_assignment assignments[24];
	char *copy = strdup(line), *at = copy, id[KAM_ID_SIZE];
	size_t count = 0;
	enum kam_status status;

	assert_non_null(copy);
	at += strcspn(at, " ");
	*at++ = '\0';
	while (*at != '\0') {
		size_t length = strcspn(at, "|");
		char *next = at + length + (at[length] == '|');

		at[length] = '\0';
		assignments[count].field = at;
		at += strcspn(at, "=");
		*at++ = '\0';
		assignments[count++].value = at;
		at = next;
	}
	status = kam_record_add(shop->kam, copy, assignments, count, id);
	if (status != KAM_OK)
		print_message("%s: %s\n", line, kam_error_message(shop->kam));
	assert_int_equal(status, KAM_OK);
	free(copy);
}

/* "undated BID": decided, and nobody knows when. */
static inline void shop_undate(struct shop *shop, const char *bid)
{
	const struct kam_assignment nothing = { "closed_on", "" };
	bool changed;

	assert_int_equal(kam_record_edit(shop->kam, "bid", bid, &nothing, 1, &changed), KAM_OK);
}

static inline struct shop *shop_new(const char *const *records)
{
	static const char *const always[] = {
		"stage name=identified|position=1|probability=10", "stage name=offered|position=2|probability=50",
		"stage name=won|position=3|outcome=won", "stage name=lost|position=4|outcome=lost",
		"stage name=withdrawn|position=5|outcome=withdrawn", "rate currency=USD|rate=7|starts_on=2026-01-01",
		"rate currency=USD|rate=7.5|starts_on=2026-03-01", NULL,
	};
	struct shop *shop = calloc(1, sizeof *shop);
	int64_t number;

	assert_non_null(shop);
	snprintf(shop->folder, sizeof shop->folder, "/tmp/kam-report.XXXXXX");
	assert_non_null(mkdtemp(shop->folder));
	snprintf(shop->path, sizeof shop->path, "%s/kam.db", shop->folder);
	snprintf(shop->file, sizeof shop->file, "%s/own.sql", shop->folder);
	shop_open(shop, KAM_CREATE, MADE);
	assert_int_equal(kam_operation_begin(shop->kam), KAM_OK);
	for (size_t i = 0; always[i] != NULL; i++)
		shop_add(shop, always[i]);
	for (size_t i = 0; records[i] != NULL; i++) {
		if (strncmp(records[i], "undated ", 8) == 0)
			shop_undate(shop, records[i] + 8);
		else
			shop_add(shop, records[i]);
	}
	assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_OK);
	shop_open(shop, KAM_READ, ASKED);
	return shop;
}

static inline void shop_free(struct shop *shop)
{
	kam_close(shop->kam);
	buffer_free(&shop->text);
	unlink(shop->path);
	unlink(shop->file);
	rmdir(shop->folder);
	free(shop);
}

/* The user's own report, own.sql. */
static inline void shop_write(struct shop *shop, const char *text, size_t length)
{
	FILE *file = fopen(shop->file, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static inline void shop_put_rows(struct shop *shop, struct kam_rows *rows)
{
	size_t width = kam_rows_width(rows);

	for (size_t i = 0; i < width; i++)
		buffer_format(&shop->text, "%s%s", i == 0 ? "" : "|", kam_rows_column(rows, i)->key);
	buffer_put(&shop->text, "\n");
	while (kam_rows_step(rows) == KAM_OK) {
		for (size_t i = 0; i < width; i++) {
			char scratch[KAM_SCRATCH_SIZE];
			size_t length;
			const char *text = kam_value_text(kam_rows_column(rows, i)->kind, kam_rows_value(rows, i), scratch, &length);

			buffer_format(&shop->text, "%s%.*s", i == 0 ? "" : "|", (int)length, text);
		}
		buffer_put(&shop->text, "\n");
	}
}

/*
 * Run a report, "winrate" or the own one. What it answers with, as text: the
 * explanation, or each section as [name], its rows, its note; else the message.
 */
static inline const char *shop_run(struct shop *shop, const char *name, struct kam_report_request request,
                                   enum kam_status wanted)
{
	struct kam_report *report = NULL;
	struct kam_report_answer *answer = NULL;
	enum kam_status status = kam_report_find(shop->kam, name == NULL ? shop->file : name, NULL, &report);

	buffer_free(&shop->text);
	shop->text = (struct buffer){ 0 };
	buffer_put(&shop->text, "");
	if (status == KAM_OK)
		status = kam_report_run(shop->kam, report, &request, &answer);
	if (status != KAM_OK)
		buffer_put(&shop->text, kam_error_message(shop->kam));
	for (size_t i = 0; status == KAM_OK && i < answer->count; i++) {
		buffer_format(&shop->text, "[%s]\n", answer->sections[i].name);
		shop_put_rows(shop, answer->sections[i].rows);
		if (answer->sections[i].note != NULL)
			buffer_format(&shop->text, "note: %s\n", answer->sections[i].note);
	}
	if (status == KAM_OK && answer->explanation != NULL)
		buffer_put(&shop->text, answer->explanation);
	kam_report_answer_free(answer);
	kam_report_free(report);
	if (status != wanted)
		print_message("%s\n", buffer_text(&shop->text));
	assert_int_equal(status, wanted);
	return buffer_text(&shop->text);
}

#endif
