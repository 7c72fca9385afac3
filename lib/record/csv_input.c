/* A CSV file's bytes as UTF-8: which encoding they are in, and their conversion block by block. */
#include "csv_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum kam_status csv_input_read(struct csv_input *input, int64_t offset, unsigned char *bytes, size_t length,
                               size_t *got)
{
	*got = 0;
	if (is_interrupted(input->kam))
		return fail(input->kam, KAM_INTERRUPTED, _("interrupted; nothing was changed"));
	while (*got < length) {
		ssize_t count = pread(input->file, bytes + *got, length - *got, (off_t)(offset + (int64_t)*got));

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return fail(input->kam, KAM_IO, _("cannot read '%s': %s"), input->name, strerror(errno));
		if (count == 0)
			break;
		*got += (size_t)count;
	}
	return KAM_OK;
}

static void set_fault(struct csv_input *input, enum csv_fault fault, unsigned char byte)
{
	static const char digits[] = "0123456789ABCDEF";
	const char text[] = { '0', 'x', digits[byte >> 4], digits[byte & 15], '\0' };

	input->fault = fault;
	memcpy(input->bad, text, sizeof text);
}

/* Go over the whole file from `offset`; `add` returns false to stop. *stopped tells whether it did. */
static enum kam_status scan(struct csv_input *input, int64_t offset, bool (*add)(void *, const unsigned char *, size_t),
                            void *check, bool *stopped)
{
	unsigned char *block = (unsigned char *)input->text;
	size_t got;

	*stopped = false;
	do {
		enum kam_status status = csv_input_read(input, offset, block, CSV_BLOCK, &got);

		if (status != KAM_OK)
			return status;
		offset += (int64_t)got;
		if (!add(check, block, got)) {
			*stopped = true;
			return KAM_OK;
		}
	} while (got == CSV_BLOCK);
	input->end = offset;
	return KAM_OK;
}

static bool add_utf8(void *check, const unsigned char *bytes, size_t length)
{
	return csv_utf8_add(check, bytes, length);
}

static bool add_gb18030(void *check, const unsigned char *bytes, size_t length)
{
	return csv_gb18030_add(check, bytes, length);
}

/* Is it UTF-8 to the end? If not, bad_at and fault say where and why it is not. */
static enum kam_status check_utf8(struct csv_input *input)
{
	struct csv_utf8_check check = { 0 };
	bool stopped;
	enum kam_status status = scan(input, input->at, add_utf8, &check, &stopped);
	unsigned char byte = 0;
	size_t got;

	if (status != KAM_OK || (!stopped && csv_utf8_whole(&check)))
		return status;
	input->bad_at = input->at + check.character;
	status = csv_input_read(input, input->bad_at, &byte, 1, &got);
	set_fault(input, byte == 0 ? CSV_BAD_NUL : stopped ? CSV_BAD_BYTE : CSV_CUT_SHORT, byte);
	return status;
}

static enum kam_status check_gb18030(struct csv_input *input, bool *likely)
{
	struct csv_gb18030_check check = { 0 };
	bool stopped;
	enum kam_status status = scan(input, input->at, add_gb18030, &check, &stopped);

	*likely = !stopped && csv_gb18030_likely(&check);
	return status;
}

/* All text is UTF-8 from here on; a name with a slash would ask iconv to pass over what it cannot read. */
static enum kam_status convert_from(struct csv_input *input, const char *encoding)
{
	free(input->encoding);
	input->encoding = strdup(encoding);
	input->raw = malloc(CSV_BLOCK);
	if (!input->encoding || !input->raw)
		return fail_memory(input->kam);
	errno = EINVAL;
	if (encoding[0] != '\0' && !strchr(encoding, '/')) {
		input->converter = iconv_open("UTF-8", encoding);
		input->converts =
			input->converter != (iconv_t)-1; /* NOLINT(performance-no-int-to-ptr): POSIX says so */
	}
	if (input->converts)
		return KAM_OK;
	if (errno == EINVAL)
		return fail(input->kam, KAM_BAD_VALUE, _("no encoding is called '%s'; `iconv -l` lists them"),
		            encoding);
	return fail(input->kam, KAM_SYSTEM, _("cannot read the encoding '%s': %s"), encoding, strerror(errno));
}

static enum kam_status detect(struct csv_input *input, const unsigned char *head, size_t length)
{
	bool likely = false;
	enum kam_status status;

	if (length == 4 && (memcmp(head, "\xFF\xFE\0\0", 4) == 0 || memcmp(head, "\0\0\xFE\xFF", 4) == 0))
		return fail(input->kam, KAM_BAD_DATA, _("%s:1: this is UTF-32; save the file as UTF-8"), input->name);
	if (length >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0)) {
		input->at += 2;
		return convert_from(input, head[0] == 0xFF ? "UTF-16LE" : "UTF-16BE");
	}
	status = check_utf8(input);
	if (status != KAM_OK || input->fault == CSV_SOUND || input->fault == CSV_BAD_NUL)
		return status;
	status = check_gb18030(input, &likely);
	if (status != KAM_OK || !likely)
		return status;
	input->fault = CSV_SOUND;
	input->bad_at = -1;
	return convert_from(input, "GB18030");
}

enum kam_status csv_input_open(struct csv_input *input, struct kam *kam, const char *path, const char *encoding)
{
	unsigned char head[4];
	size_t length = 0;
	bool marked, converted = encoding && strcasecmp(encoding, "UTF-8") != 0 && strcasecmp(encoding, "UTF8") != 0;
	enum kam_status status;

	*input = (struct csv_input){ .kam = kam, .file = -1, .bad_at = -1 };
	input->text = malloc(CSV_BLOCK);
	input->encoding = strdup("UTF-8");
	if (!input->text || !input->encoding)
		return fail_memory(kam);
	status = csv_file_open(input, path, !converted);
	if (status == KAM_OK)
		status = csv_input_read(input, input->start, head, sizeof head, &length);
	if (status != KAM_OK)
		return status;
	input->at = input->start;
	input->end = (int64_t)input->state.st_size;
	marked = length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0;
	if (marked)
		input->at += 3;
	if (converted) {
		if (marked)
			return fail(kam, KAM_BAD_DATA,
			            _("%s:1: the file says that it is UTF-8, not %s; leave --encoding out"),
			            input->name, encoding);
		return convert_from(input, encoding);
	}
	return encoding || marked ? check_utf8(input) : detect(input, head, length);
}

void csv_input_close(struct csv_input *input)
{
	if (input->converts)
		iconv_close(input->converter);
	if (input->file >= 0)
		close(input->file);
	free(input->name);
	free(input->encoding);
	free(input->raw);
	free(input->text);
	*input = (struct csv_input){ .file = -1 };
}

/* What was found sound at first must be what is read now. */
static enum kam_status finish(struct csv_input *input)
{
	struct stat now;

	if (fstat(input->file, &now) != 0)
		return fail(input->kam, KAM_IO, _("cannot read '%s': %s"), input->name, strerror(errno));
	if (input->state.st_size > 0 &&
	    (input->at != input->end || now.st_size != input->state.st_size ||
	     now.st_mtim.tv_sec != input->state.st_mtim.tv_sec || now.st_mtim.tv_nsec != input->state.st_mtim.tv_nsec))
		return fail(input->kam, KAM_BUSY, _("'%s' was changed while it was read; try again"), input->name);
	return KAM_DONE;
}

/* UTF-8 is handed out as it was read, up to where it breaks, and no further than it was checked. */
static enum kam_status fill_plain(struct csv_input *input)
{
	int64_t left = (input->bad_at >= 0 ? input->bad_at : input->end) - input->at;
	size_t want = left < CSV_BLOCK ? (size_t)left : CSV_BLOCK;
	enum kam_status status;

	if (left == 0 && input->bad_at >= 0)
		return KAM_BAD_DATA;
	status = csv_input_read(input, input->at, (unsigned char *)input->text, want, &input->text_length);
	input->at += (int64_t)input->text_length;
	if (status != KAM_OK)
		return status;
	return input->text_length > 0 ? KAM_OK : finish(input);
}

static enum kam_status fill_raw(struct csv_input *input)
{
	size_t kept = input->raw_length - input->raw_at, got;
	enum kam_status status;

	memmove(input->raw, input->raw + input->raw_at, kept);
	status = csv_input_read(input, input->at, input->raw + kept, CSV_BLOCK - kept, &got);
	input->at += (int64_t)got;
	input->raw_at = 0;
	input->raw_length = kept + got;
	input->raw_wanted = false;
	input->raw_ended = got == 0;
	return status;
}

/* Convert what is there; sets text_length and, where the bytes make no sense, fault. */
static enum kam_status convert(struct csv_input *input)
{
	char *from = (char *)input->raw + input->raw_at, *to = input->text;
	size_t from_left = input->raw_length - input->raw_at, to_left = CSV_BLOCK;
	bool flush = from_left == 0;
	size_t result = iconv(input->converter, flush ? NULL : &from, flush ? NULL : &from_left, &to, &to_left);

	input->flushed = flush;
	input->raw_at = input->raw_length - from_left;
	input->text_length = CSV_BLOCK - to_left;
	if (result != (size_t)-1 || errno == E2BIG)
		return KAM_OK;
	if (errno == EILSEQ)
		set_fault(input, CSV_BAD_BYTE, input->raw[input->raw_at]);
	else if (errno == EINVAL && input->raw_ended)
		set_fault(input, CSV_CUT_SHORT, input->raw[input->raw_at]);
	else if (errno == EINVAL)
		input->raw_wanted = true;
	else
		return fail(input->kam, KAM_SYSTEM, _("cannot convert '%s' from %s: %s"), input->name, input->encoding,
		            strerror(errno));
	return KAM_OK;
}

static enum kam_status fill_converted(struct csv_input *input)
{
	while (input->fault == CSV_SOUND) {
		enum kam_status status = KAM_OK;
		const char *nul;

		if (input->flushed)
			return finish(input);
		if ((input->raw_at == input->raw_length || input->raw_wanted) && !input->raw_ended)
			status = fill_raw(input);
		if (status == KAM_OK)
			status = convert(input);
		if (status != KAM_OK)
			return status;
		if (input->text_length == 0)
			continue;
		nul = memchr(input->text, 0, input->text_length);
		if (nul) {
			input->text_length = (size_t)(nul - input->text);
			set_fault(input, CSV_BAD_NUL, 0);
		}
		if (!input->begun && input->text_length >= 3 && memcmp(input->text, "\xEF\xBB\xBF", 3) == 0)
			input->text_at = 3;
		input->begun = true;
		if (input->text_length > input->text_at)
			return KAM_OK;
		input->text_at = 0;
	}
	return KAM_BAD_DATA;
}

enum kam_status csv_input_fill(struct csv_input *input)
{
	input->text_at = input->text_length = 0;
	return input->converts ? fill_converted(input) : fill_plain(input);
}
