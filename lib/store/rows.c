/* The spool: rows kept in memory up to a bound, then in an unlinked temporary file. */
#include "sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MEMORY_LIMIT ((size_t)8 << 20)
#define WINDOW ((size_t)256 << 10)

/*
 * A row is its length and its cells; a cell is its type (one byte) and what the
 * type needs. A million rows are written and read again: what is short is kept
 * short. No cell and no row is longer than what SQLite takes, 1 GB.
 */
typedef uint32_t length_kept;
#define LONG_TEXT 255 /* in place of a length of one byte: it follows */
#define FOREIGN 128   /* beside the type of an amount: its currency follows, for it is not the base currency */
/* What a cell may take before its text: the row's length, the type, an amount and its currency. */
#define HEAD_SIZE (sizeof(length_kept) + 1 + sizeof(int64_t) + 3)
struct kam_rows {
	struct kam *kam;
	struct kam_column *columns;
	struct kam_value *values;
	size_t width, cell;
	int64_t count, position;
	char currency[4];
	struct buffer area; /* all rows, or those not yet in the file; reading from a file, a window of it */
	size_t row;         /* where in it the row begins that is being made */
	int fd;             /* -1: all in memory */
	off_t file_position;
	size_t offset; /* in area, of the next row to read */
};

enum kam_status rows_new(struct kam *kam, struct kam_rows **out)
{
	struct kam_rows *rows = calloc(1, sizeof *rows);

	*out = rows;
	if (rows == NULL)
		return fail_memory(kam);
	rows->kam = kam;
	rows->fd = -1;
	memcpy(rows->currency, kam->currency, sizeof rows->currency);
	return KAM_OK;
}

bool rows_add_column(struct kam_rows *rows, const char *key, const char *title, enum kam_kind kind, int priority)
{
	struct kam_column *columns = realloc(rows->columns, (rows->width + 1) * sizeof *columns);
	struct kam_value *values;

	if (columns == NULL)
		return false;
	rows->columns = columns;
	values = realloc(rows->values, (rows->width + 1) * sizeof *values);
	if (values == NULL)
		return false;
	rows->values = values;
	columns[rows->width] = (struct kam_column){ strdup(key), strdup(title), kind, priority, false };
	values[rows->width] = (struct kam_value){ 0 };
	rows->width++;
	return columns[rows->width - 1].key != NULL && columns[rows->width - 1].title != NULL;
}

void rows_set_kind(struct kam_rows *rows, size_t column, enum kam_kind kind)
{
	rows->columns[column].kind = kind;
}

static enum kam_status open_file(struct kam_rows *rows)
{
	struct buffer path = { 0 };
	enum kam_status status = KAM_OK;

	buffer_format(&path, "%s/kam-spool-XXXXXX", rows->kam->temporary);
	if (buffer_text(&path) == NULL)
		return fail_memory(rows->kam);
	rows->fd = mkstemp(path.text);
	if (rows->fd < 0) {
		status = fail(rows->kam, KAM_IO, _("cannot make a temporary file in %s: %s"), rows->kam->temporary,
		              strerror(errno));
	} else {
		unlink(path.text);
		fcntl(rows->fd, F_SETFD, FD_CLOEXEC);
	}
	buffer_free(&path);
	return status;
}

/* Everything in memory goes to the file. */
static enum kam_status spill(struct kam_rows *rows)
{
	enum kam_status status = rows->fd < 0 ? open_file(rows) : KAM_OK;
	size_t done = 0;

	while (status == KAM_OK && done < rows->area.length) {
		ssize_t written = write(rows->fd, rows->area.text + done, rows->area.length - done);

		if (written >= 0)
			done += (size_t)written;
		else if (errno != EINTR)
			status = fail(rows->kam, KAM_IO, _("writing a temporary file in %s failed: %s"),
			              rows->kam->temporary, strerror(errno));
	}
	buffer_reset(&rows->area);
	return status;
}

static enum kam_status end_row(struct kam_rows *rows)
{
	size_t whole = rows->area.length - rows->row - sizeof(length_kept);
	length_kept length = (length_kept)whole;

	if (length != whole)
		return fail_memory(rows->kam);
	memcpy(rows->area.text + rows->row, &length, sizeof length);
	rows->cell = 0;
	rows->count++;
	if (rows->area.length >= MEMORY_LIMIT || (rows->fd >= 0 && rows->area.length >= WINDOW))
		return spill(rows);
	return KAM_OK;
}

/* Append what has a fixed size. The room is there. */
static char *put(char *to, const void *from, size_t size)
{
	memcpy(to, from, size);
	return to + size;
}

enum kam_status rows_put(struct kam_rows *rows, const struct kam_value *value)
{
	struct buffer *area = &rows->area;
	size_t length = value->type == KAM_IS_TEXT ? value->length : 0;
	length_kept kept = (length_kept)length;
	bool foreign = value->type == KAM_IS_INTEGER && rows->columns[rows->cell].kind == KAM_MONEY &&
	               value->text != NULL && memcmp(value->text, rows->currency, 3) != 0;
	char *to = buffer_room(area, HEAD_SIZE + length);

	if (to == NULL)
		return fail_memory(rows->kam);
	if (rows->cell == 0) {
		rows->row = area->length;
		to += sizeof(length_kept); /* known at its end */
	}
	*to++ = (char)(value->type | (foreign ? FOREIGN : 0));
	switch (value->type) {
	case KAM_IS_TEXT:
		*to++ = (char)(kept < LONG_TEXT ? kept : LONG_TEXT);
		if (kept >= LONG_TEXT)
			to = put(to, &kept, sizeof kept);
		if (length > 0)
			to = put(to, value->text, length);
		break;
	case KAM_IS_INTEGER:
		to = put(to, &value->integer, sizeof value->integer);
		if (foreign)
			to = put(to, value->text, 3);
		break;
	case KAM_IS_NUMBER:
		to = put(to, &value->number, sizeof value->number);
		break;
	default:
		break;
	}
	area->length = (size_t)(to - area->text);
	rows->columns[rows->cell].filled |= value->type != KAM_IS_EMPTY;
	return ++rows->cell == rows->width ? end_row(rows) : KAM_OK;
}

enum kam_status rows_put_text(struct kam_rows *rows, const char *text)
{
	struct kam_value value = { .type = text == NULL ? KAM_IS_EMPTY : KAM_IS_TEXT, .text = text };

	value.length = text == NULL ? 0 : strlen(text);
	return rows_put(rows, &value);
}

enum kam_status rows_put_integer(struct kam_rows *rows, int64_t integer)
{
	return rows_put(rows, &(struct kam_value){ .type = KAM_IS_INTEGER, .integer = integer });
}

enum kam_status rows_finish(struct kam_rows *rows)
{
	enum kam_status status = rows->fd >= 0 ? spill(rows) : KAM_OK;

	kam_rows_rewind(rows);
	return status == KAM_OK ? store_starved(rows->kam) : status;
}

enum kam_status kam_rows_single(struct kam *kam, const char *key, const char *title, const char *text,
                                struct kam_rows **out)
{
	enum kam_status status = rows_new(kam, out);

	if (status == KAM_OK && !rows_add_column(*out, key, title, KAM_TEXT, 0))
		status = fail_memory(kam);
	if (status == KAM_OK)
		status = rows_put_text(*out, text);
	return status == KAM_OK ? rows_finish(*out) : status;
}

/* From here on the reader's side. */

size_t kam_rows_width(const struct kam_rows *rows)
{
	return rows->width;
}

const struct kam_column *kam_rows_column(const struct kam_rows *rows, size_t index)
{
	return &rows->columns[index];
}

int64_t kam_rows_count(const struct kam_rows *rows)
{
	return rows->count;
}

const char *kam_rows_currency(const struct kam_rows *rows)
{
	return rows->currency;
}

void kam_rows_rewind(struct kam_rows *rows)
{
	rows->position = 0;
	rows->offset = 0;
	rows->file_position = 0;
	if (rows->fd >= 0)
		buffer_reset(&rows->area);
}

/* At least `needed` bytes from offset on are in the area. */
static enum kam_status fill(struct kam_rows *rows, size_t needed)
{
	size_t left = rows->area.length - rows->offset;
	size_t want = needed > WINDOW ? needed : WINDOW;

	if (left >= needed)
		return KAM_OK;
	if (left > 0)
		memmove(rows->area.text, rows->area.text + rows->offset, left);
	rows->area.length = left;
	rows->offset = 0;
	if (rows->area.size < want + 1) {
		char *text = realloc(rows->area.text, want + 1);

		if (text == NULL)
			return fail_memory(rows->kam);
		rows->area.text = text;
		rows->area.size = want + 1;
	}
	while (rows->fd >= 0 && rows->area.length < want) {
		ssize_t got = pread(rows->fd, rows->area.text + rows->area.length, want - rows->area.length,
		                    rows->file_position);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(rows->kam, KAM_IO, _("reading a temporary file failed: %s"), strerror(errno));
		if (got == 0)
			break;
		rows->area.length += (size_t)got;
		rows->file_position += got;
	}
	return rows->area.length >= needed ? KAM_OK : fail(rows->kam, KAM_IO, _("a temporary file ended too soon"));
}

static const char *take(const char **at, void *into, size_t size)
{
	const char *from = *at;

	if (into != NULL)
		memcpy(into, from, size);
	*at += size;
	return from;
}

static void read_value(const char **at, const struct kam_rows *rows, enum kam_kind kind, struct kam_value *value)
{
	unsigned char head = (unsigned char)*(*at)++;
	length_kept length;

	*value = (struct kam_value){ .type = (enum kam_value_type)(head & ~FOREIGN) };
	switch (value->type) {
	case KAM_IS_TEXT:
		length = (unsigned char)*(*at)++;
		if (length == LONG_TEXT)
			take(at, &length, sizeof length);
		value->length = length;
		value->text = take(at, NULL, value->length);
		break;
	case KAM_IS_INTEGER:
		take(at, &value->integer, sizeof value->integer);
		if (kind == KAM_MONEY) {
			value->text = head & FOREIGN ? take(at, NULL, 3) : rows->currency;
			value->length = 3;
		}
		break;
	case KAM_IS_NUMBER:
		take(at, &value->number, sizeof value->number);
		break;
	default:
		break;
	}
}

enum kam_status kam_rows_step(struct kam_rows *rows)
{
	enum kam_status status;
	length_kept length = 0;
	const char *at;

	if (rows->position >= rows->count)
		return KAM_DONE;
	status = fill(rows, sizeof length);
	if (status != KAM_OK)
		return status;
	memcpy(&length, rows->area.text + rows->offset, sizeof length);
	status = fill(rows, sizeof length + length);
	if (status != KAM_OK)
		return status;
	at = rows->area.text + rows->offset + sizeof length;
	for (size_t i = 0; i < rows->width; i++)
		read_value(&at, rows, rows->columns[i].kind, &rows->values[i]);
	rows->offset += sizeof length + length;
	rows->position++;
	return KAM_OK;
}

const struct kam_value *kam_rows_value(const struct kam_rows *rows, size_t index)
{
	return &rows->values[index];
}

void kam_rows_free(struct kam_rows *rows)
{
	if (rows == NULL)
		return;
	for (size_t i = 0; i < rows->width; i++) {
		free((void *)rows->columns[i].key);
		free((void *)rows->columns[i].title);
	}
	free(rows->columns);
	free(rows->values);
	buffer_free(&rows->area);
	if (rows->fd >= 0)
		close(rows->fd);
	free(rows);
}
