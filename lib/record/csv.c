/* CSV in: a file as rows of cells that fit its header, each with its line. */
#include "csv_private.h"

#include <stdlib.h>

/* libcsv takes off what this calls a blank: nothing. */
static int no_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

static void choose_delimiter(struct csv_source *source, char given)
{
	struct csv_input *input = &source->input;
	const char *text = input->text + input->text_at;
	size_t length = input->text_length - input->text_at;
	size_t separator = csv_separator_line(text, length, &source->delimiter);

	if (separator > 0) {
		input->text_at += separator;
		source->line = 2;
	} else if (given) {
		source->delimiter = given;
	} else {
		source->delimiter = csv_delimiter_guess(text, length);
	}
	csv_set_delim(&source->parser, (unsigned char)source->delimiter);
}

static enum kam_status read_header(struct csv_source *source, bool no_header)
{
	enum kam_status status = csv_rows_read(source);

	if (status == KAM_BAD_DATA)
		return csv_problem_trouble(source);
	if (status == KAM_OK && !no_header)
		return csv_header_take(source);
	if (status == KAM_OK || (status == KAM_DONE && no_header)) {
		source->pending = status == KAM_OK;
		return csv_header_number(source);
	}
	if (status == KAM_DONE)
		return csv_problem_set(source, 1, 0, "", 0, true,
		                       _("there is no line with the columns' names; the file holds nothing"));
	return status;
}

/* The file is known to break off in a bad byte: go there now, so that the message can name its line and column. */
static enum kam_status run_into_fault(struct csv_source *source)
{
	const struct csv_row *row;
	enum kam_status status;

	do {
		status = csv_next(source, &row);
	} while (status == KAM_OK || (status == KAM_BAD_DATA && !source->problem.fatal));
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status open_source(struct csv_source *source, const char *path, const struct csv_options *options)
{
	enum kam_status status = csv_input_open(&source->input, source->kam, path, options->encoding);
	if (status == KAM_OK)
		status = csv_input_fill(&source->input);
	if (status == KAM_OK || status == KAM_DONE || (status == KAM_BAD_DATA && source->input.fault != CSV_SOUND)) {
		choose_delimiter(source, options->delimiter);
		status = read_header(source, options->no_header);
	}
	if (status == KAM_OK && source->input.bad_at >= 0)
		status = run_into_fault(source);
	return status;
}

enum kam_status csv_open(struct kam *kam, const char *path, const struct csv_options *options, struct csv_source **out)
{
	static const struct csv_options none;
	struct csv_source *source;
	enum kam_status status;

	*out = NULL;
	if (!options)
		options = &none;
	if (options->delimiter && !csv_delimiter_valid(options->delimiter))
		return fail(kam, KAM_BAD_VALUE, _("a delimiter is one ASCII character, and not a quote or a line end"));
	source = calloc(1, sizeof *source);
	if (!source)
		return fail_memory(kam);
	source->kam = kam;
	source->exact = options->exact;
	source->line = 1;
	csv_init(&source->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
	csv_set_space_func(&source->parser, no_space);
	csv_set_blk_size(&source->parser, CSV_BLOCK);
	status = open_source(source, path, options);
	if (status == KAM_OK)
		*out = source;
	else
		csv_close(source);
	return status;
}

void csv_close(struct csv_source *source)
{
	if (!source)
		return;
	csv_input_close(&source->input);
	csv_free(&source->parser);
	free(source->row.cells);
	free(source->text);
	free(source->header.cells);
	free(source->header_text);
	buffer_free(&source->remedy);
	free(source);
}

const struct csv_row *csv_header(const struct csv_source *source)
{
	return &source->header;
}

/* Does the row fit the header? Blank cells beyond it are dropped. */
static enum kam_status check_width(struct csv_source *source)
{
	struct csv_row *row = &source->row;
	size_t width = source->header.count;

	if (row->count < width)
		return csv_problem_set(source, row->line, row->count + 1, "", 0, false,
		                       _("the row has %zu of %zu cells; add what is missing, if only empty cells"),
		                       row->count, width);
	for (size_t at = width; at < row->count; at++)
		if (!csv_text_blank(row->cells[at].text, row->cells[at].length))
			return csv_problem_set(
				source, row->line, at + 1, row->cells[at].text, row->cells[at].length, false,
				_("more cells than the header has (%zu); a cell with the delimiter in it needs quotes"),
				width);
	row->count = width;
	return KAM_OK;
}

enum kam_status csv_next(struct csv_source *source, const struct csv_row **row)
{
	enum kam_status status = KAM_OK;

	*row = &source->row;
	if (source->pending)
		source->pending = false;
	else
		status = csv_rows_read(source);
	if (status == KAM_BAD_DATA)
		return csv_problem_trouble(source);
	return status == KAM_OK ? check_width(source) : status;
}

const struct csv_problem *csv_problem(const struct csv_source *source)
{
	return &source->problem;
}

void csv_progress(const struct csv_source *source, int64_t *done, int64_t *total)
{
	const struct csv_input *input = &source->input;

	*done = input->at - input->start;
	*total = input->end - input->start;
}

char csv_delimiter_of(const struct csv_source *source)
{
	return source->delimiter;
}

const char *csv_encoding_of(const struct csv_source *source)
{
	return source->input.encoding;
}
