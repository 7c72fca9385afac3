/* Output: options become a format and a target; rows pass through one loop. */
#include "writer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* All formats; one that is built later is one more row. */
static const struct writer *const writers[] = {
	&table_writer, &csv_writer, &tsv_writer, &json_writer, &jsonl_writer, &md_writer, &ids_writer,
};

#define WRITER_COUNT (sizeof writers / sizeof *writers)

enum kam_status output_fail(struct output *output, enum kam_status status, const char *format, ...)
{
	va_list list;

	if (output->status != KAM_OK)
		return output->status;
	output->status = status;
	va_start(list, format);
	vsnprintf(output->message, sizeof output->message, format, list);
	va_end(list);
	return status;
}

enum kam_status output_fail_memory(struct output *output)
{
	return output_fail(output, KAM_NO_MEMORY, _("out of memory"));
}

bool output_is_over(const struct output *output)
{
	return output->status != KAM_OK || output->target.gone;
}

const char *output_message(const struct output *output)
{
	return output != NULL ? output->message : _("out of memory");
}

/* ---- options -------------------------------------------------------------- */

static const struct writer *find_writer(const char *format)
{
	for (size_t i = 0; i < WRITER_COUNT; i++)
		if (strcmp(writers[i]->name, format) == 0)
			return writers[i];
	return NULL;
}

bool output_format_known(const char *format)
{
	return find_writer(format) != NULL;
}

static enum kam_status choose_writer(struct output *output)
{
	const char *format = output->options.format;
	char known[128] = "";

	if (!format)
		format = output->options.excel ? "csv" : "table";
	output->writer = find_writer(format);
	if (output->writer)
		return KAM_OK;
	for (size_t i = 0, used = 0; i < WRITER_COUNT && used < sizeof known; i++)
		used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", i ? ", " : "", writers[i]->name);
	return output_fail(output, KAM_USAGE, _("no such format '%s'; there are: %s"), format, known);
}

static enum kam_status choose_header(struct output *output)
{
	const char *header = output->options.header;

	if (!header)
		output->header = output->writer->people ? HEADER_TITLE : HEADER_KEY;
	else if (strcmp(header, "key") == 0)
		output->header = HEADER_KEY;
	else if (strcmp(header, "title") == 0)
		output->header = HEADER_TITLE;
	else if (strcmp(header, "none") == 0)
		output->header = HEADER_NONE;
	else
		return output_fail(output, KAM_USAGE, _("--header takes key, title or none, not '%s'"), header);
	return KAM_OK;
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

static enum kam_status choose_color(struct output *output, bool terminal)
{
	const char *color = output->options.color, *kind = getenv("TERM");

	if (!color || strcmp(color, "auto") == 0)
		output->color = terminal && !is_set("NO_COLOR") && kind && *kind && strcmp(kind, "dumb") != 0;
	else if (strcmp(color, "always") == 0)
		output->color = true;
	else if (strcmp(color, "never") != 0)
		return output_fail(output, KAM_USAGE, _("--color takes auto, always or never, not '%s'"), color);
	return KAM_OK;
}

/* A number from the environment, 0 when it says nothing useful. */
static int environment_number(const char *variable)
{
	const char *text = getenv(variable);
	char *end;
	long number;

	if (!text || *text < '0' || *text > '9')
		return 0;
	errno = 0;
	number = strtol(text, &end, 10);
	return *end || errno || number > 100000 ? 0 : (int)number;
}

static void measure_screen(struct output *output, bool terminal)
{
	int columns = output->options.width, lines = environment_number("LINES");
	struct winsize size = { 0 };

	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
		size = (struct winsize){ 0 };
	if (columns == 0 && output->target.descriptor == STDOUT_FILENO)
		columns = environment_number("COLUMNS");
	if (columns == 0 && terminal)
		columns = size.ws_col;
	output->width = columns > 0 ? (size_t)columns : 0;
	output->target.screen_width = size.ws_col ? size.ws_col : 80;
	output->target.screen_height = lines > 0 ? lines : size.ws_row ? size.ws_row : 24;
}

static void choose_pager(struct output *output, bool terminal)
{
	const char *command = getenv("PAGER"), *kind = getenv("TERM");

	output->target.pager_command = command ? command : "less";
	if (!terminal || output->options.no_pager || (command && (!*command || strcmp(command, "cat") == 0)) || !kind ||
	    !*kind || strcmp(kind, "dumb") == 0)
		output->target.screen_height = 0;
}

void output_zone(struct output *output, const char *zone)
{
	output->options.zone = zone;
}

/* ---- open and close -------------------------------------------------------- */

enum kam_status output_open(const struct output_options *options, struct output **out)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct output *output = calloc(1, sizeof *output);
	bool terminal;

	*out = output;
	if (!output)
		return KAM_NO_MEMORY;
	output->options = *options;
	output->target.descriptor = output->target.folder = -1;
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGPIPE, &ignore, &output->pipe_before);
	if (choose_writer(output) != KAM_OK || choose_header(output) != KAM_OK ||
	    choose_color(output, false) != KAM_OK || target_open(output) != KAM_OK)
		return output->status;
	terminal = output->target.descriptor == STDOUT_FILENO && isatty(STDOUT_FILENO);
	measure_screen(output, terminal);
	choose_pager(output, terminal);
	return choose_color(output, terminal);
}

/* Lines the buffered text takes on the screen; too many rather than too few, as bytes count for columns. */
static int screen_lines(const struct output *output)
{
	const char *text = output->buffer, *end = text + output->used;
	size_t lines = 0;

	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t length = (size_t)((newline ? newline : end) - text);

		lines += length ? (length - 1) / output->target.screen_width + 1 : 1;
		text += length + 1;
	}
	return lines < 1000000 ? (int)lines : 1000000;
}

void output_flush(struct output *output)
{
	/* A full buffer is more than a screen. */
	if (output->target.screen_height > 0 &&
	    (output->used == BUFFER_SIZE || screen_lines(output) >= output->target.screen_height))
		pager_start(output);
	output->target.screen_height = 0;
	target_write(output, output->buffer, output->used);
	output->used = 0;
}

void output_add_slowly(struct output *output, const char *text, size_t length)
{
	while (length > 0) {
		size_t room = BUFFER_SIZE - output->used, part = length < room ? length : room;

		memcpy(output->buffer + output->used, text, part);
		output->used += part;
		text += part;
		length -= part;
		if (output->used == BUFFER_SIZE)
			output_flush(output);
	}
}

void output_blanks(struct output *output, size_t count)
{
	while (count-- > 0)
		output_byte(output, ' ');
}

enum kam_status output_close(struct output *output)
{
	if (output->closed)
		return output->status;
	output->closed = true;
	if (output->status == KAM_OK && output->writer->close)
		output->writer->close(output);
	if (output->status == KAM_OK)
		output_flush(output);
	pager_wait(output);
	target_finish(output);
	if (output->left_out && !output->options.quiet)
		fprintf(stderr, _("columns left out: %s (--columns, or a wider terminal)\n"), output->left_out);
	return output->status;
}

void output_free(struct output *output)
{
	if (!output)
		return;
	pager_wait(output);
	target_drop(output);
	sigaction(SIGPIPE, &output->pipe_before, NULL);
	free(output->left_out);
	free(output);
}

/* ---- what is printed -------------------------------------------------------- */

bool output_takes_sections(const struct output *output)
{
	return output->writer->sections;
}

bool output_is_for_people(const struct output *output)
{
	return output->writer->people;
}

enum kam_status output_heading(struct output *output, const char *title)
{
	if (!output->writer->people || output->header == HEADER_NONE)
		return output->status;
	return output_section(output, title, title);
}

enum kam_status output_section(struct output *output, const char *name, const char *title)
{
	if (output_is_over(output))
		return output->status;
	if (output->section_count > 0 && !output->writer->sections)
		return output_fail(output, KAM_USAGE, _("%s holds one section only; choose one with --section"),
		                   output->writer->name);
	if (output->writer->section)
		output->writer->section(output, name, title);
	output->section_count++;
	return output->status;
}

static bool is_interrupted(const struct output *output)
{
	return output->options.interrupted && *output->options.interrupted && !output->target.pager;
}

static enum kam_status write_rows(struct output *output, struct kam_rows *rows, bool record)
{
	const struct writer *writer = output->writer;
	void (*row)(struct output *, struct kam_rows *) = record && writer->record ? writer->record : writer->row;
	bool whole = row == writer->row;
	enum kam_status step = KAM_DONE;

	output->row_count = 0;
	output->record = record;
	if (output_is_over(output))
		return output->status;
	if (whole && writer->begin)
		writer->begin(output, rows);
	while (!output_is_over(output) && (step = kam_rows_step(rows)) == KAM_OK) {
		if (is_interrupted(output))
			output_fail(output, KAM_INTERRUPTED, _("interrupted"));
		else
			row(output, rows);
		output->row_count++;
	}
	if (step != KAM_OK && step != KAM_DONE)
		output_fail(output, step, _("the answer's temporary file cannot be read"));
	/* Also after a failure: what begin has taken is given back here. */
	if (whole && writer->end)
		writer->end(output, rows);
	return output->status;
}

enum kam_status output_write(struct output *output, struct kam_rows *rows)
{
	return write_rows(output, rows, false);
}

enum kam_status output_record(struct output *output, struct kam_rows *rows)
{
	return write_rows(output, rows, true);
}

enum kam_status output_text(struct output *output, const char *text)
{
	if (!output_is_over(output))
		output_string(output, text);
	return output->status;
}
