/* The CSV reader on what is long, torn apart, cut short, piped, or changes under its hands. */
#include "csv_read.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* A row with the wrong number of cells keeps them all, for the file of rejects. */
static void test_bad_row_cells(void **state)
{
	struct kam kam = { 0 };
	struct csv_source *source;
	const struct csv_row *row;

	(void)state;
	write_file("a,b\n1,2,,x\n1\n", 13);
	assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_OK);
	assert_int_equal(csv_next(source, &row), KAM_BAD_DATA);
	assert_int_equal(row->count, 4);
	assert_string_equal(row->cells[3].text, "x");
	assert_int_equal(csv_next(source, &row), KAM_BAD_DATA);
	assert_int_equal(row->count, 1);
	assert_string_equal(csv_problem(source)->column, "b");
	assert_false(csv_problem(source)->fatal);
	csv_close(source);
	buffer_free(&kam.message);
}

/* Long names and values are cut between characters. */
static void test_shortened(void **state)
{
	struct kam kam = { 0 };
	struct buffer bytes = { 0 };
	struct csv_source *source;
	const struct csv_row *row;

	(void)state;
	buffer_put(&bytes, "a,");
	for (int i = 0; i < 40; i++)
		buffer_put(&bytes, "中");
	buffer_put(&bytes, "\n1\n1,2,");
	for (int i = 0; i < 200; i++)
		buffer_put(&bytes, "é");
	write_file(bytes.text, bytes.length);
	assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_OK);
	assert_int_equal(csv_next(source, &row), KAM_BAD_DATA);
	assert_string_equal(csv_problem(source)->column, "中中中中中中中中中中中中中中中中中中中中…");
	assert_int_equal(csv_next(source, &row), KAM_BAD_DATA);
	assert_int_equal(strlen(csv_problem(source)->value), 124 + strlen("…"));
	csv_close(source);
	buffer_free(&bytes);
	buffer_free(&kam.message);
}

/* Rows that straddle the blocks in which the file is read, at each offset: CRLF, quotes and characters are torn. */
static void test_blocks(void **state)
{
	static const char tail[] = "1,\"x\"\"y\r\n中\"\r\n\r\nz,w\r\n";
	struct kam kam = { 0 };

	(void)state;
	for (size_t shift = 0; shift < sizeof tail; shift++) {
		struct buffer bytes = { 0 }, rows = { 0 };
		struct csv_source *source;

		buffer_put(&bytes, "a,b\r\n");
		while (bytes.length < 65536 - shift)
			buffer_put(&bytes, "\n");
		buffer_put(&bytes, tail);
		write_file(bytes.text, bytes.length);
		assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_OK);
		assert_int_equal(read_all(source, &rows), KAM_DONE);
		buffer_reset(&bytes);
		buffer_format(&bytes, "1|a|b\n%zu|1|x\"y\r\n中\n%zu|z|w\n", 65536 - shift - 5 + 2,
		              65536 - shift - 5 + 5);
		assert_string_equal(buffer_text(&rows), buffer_text(&bytes));
		csv_close(source);
		buffer_free(&bytes);
		buffer_free(&rows);
	}
	buffer_free(&kam.message);
}

/* A bad byte is found wherever it stands: ASCII is gone over in strides. */
static void test_strides(void **state)
{
	static const char bad[] = { '\0', '\xFF', '\xC3' };
	struct kam kam = { 0 };
	struct csv_source *source;
	char bytes[2 + 150 + 2], want[100];

	(void)state;
	for (size_t at = 0; at < 150; at++)
		for (size_t turn = 0; turn < sizeof bad; turn++) {
			memset(bytes, 'x', sizeof bytes);
			bytes[0] = 'a';
			bytes[1] = '\n';
			bytes[2 + at] = bad[turn];
			write_file(bytes, sizeof bytes);
			assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_BAD_DATA);
			snprintf(want, sizeof want, "%s:2: column a: '0x%02X': ", path, (unsigned char)bad[turn]);
			assert_memory_equal(buffer_text(&kam.message), want, strlen(want));
		}
	buffer_free(&kam.message);
}

/* The same text in UTF-16 and GB18030, longer than a block: nothing is lost where the converter has to wait. */
static void test_converted_blocks(void **state)
{
	static const char wide[] = "\x2D\x4E\x3D\xD8\x0E\xDE", chinese[] = "\xD6\xD0\x94\x39\xFE\x30";
	struct kam kam = { 0 };

	(void)state;
	for (int turn = 0; turn < 2; turn++) {
		struct buffer bytes = { 0 };
		struct csv_source *source;
		const struct csv_row *row;

		if (turn == 0)
			buffer_add(&bytes,
			           "\xFF\xFE"
			           "a\0\n\0",
			           6);
		else
			buffer_put(&bytes, "a\n");
		for (int i = 0; i < 50001; i++)
			buffer_add(&bytes, turn == 0 ? wide : chinese, 6);
		write_file(bytes.text, bytes.length);
		assert_int_equal(csv_open(&kam, path, &(struct csv_options){ .encoding = turn == 0 ? NULL : "GB18030" },
		                          &source),
		                 KAM_OK);
		assert_int_equal(csv_next(source, &row), KAM_OK);
		assert_int_equal(row->line, 2);
		assert_int_equal(row->cells[0].length, 50001 * 7);
		for (size_t at = 0; at < row->cells[0].length; at += 7)
			assert_memory_equal(row->cells[0].text + at, "中😎", 7);
		assert_int_equal(csv_next(source, &row), KAM_DONE);
		csv_close(source);
		buffer_free(&bytes);
	}
	buffer_free(&kam.message);
}

static void test_many_columns(void **state)
{
	struct kam kam = { 0 };
	struct buffer bytes = { 0 };
	struct csv_source *source;
	const struct csv_row *row;

	(void)state;
	for (int line = 0; line < 3; line++)
		for (int column = 0; column < 10000; column++)
			buffer_format(&bytes, "%d.%d%c", line, column, column < 9999 ? ',' : '\n');
	write_file(bytes.text, bytes.length);
	assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_OK);
	assert_int_equal(csv_header(source)->count, 10000);
	assert_string_equal(csv_header(source)->cells[9999].text, "0.9999");
	assert_int_equal(csv_next(source, &row), KAM_OK);
	assert_int_equal(csv_next(source, &row), KAM_OK);
	assert_int_equal(row->count, 10000);
	assert_int_equal(row->line, 3);
	assert_string_equal(row->cells[0].text, "2.0");
	assert_string_equal(row->cells[1234].text, "2.1234");
	assert_int_equal(csv_next(source, &row), KAM_DONE);
	csv_close(source);

	buffer_reset(&bytes);
	buffer_put(&bytes, "a\n1");
	for (int column = 0; column < 70000; column++)
		buffer_put(&bytes, ",");
	write_file(bytes.text, bytes.length);
	assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_OK);
	assert_int_equal(csv_next(source, &row), KAM_BAD_DATA);
	assert_string_equal(csv_problem(source)->remedy, "more than 65536 columns; are line ends missing?");
	assert_true(csv_problem(source)->fatal);
	csv_close(source);
	buffer_free(&bytes);
	buffer_free(&kam.message);
}

/* A header and one row: `before`, a cell of `length` times x in quotes or not, `after`. */
static enum kam_status read_long(struct kam *kam, const char *before, size_t length, const char *after, size_t cells)
{
	struct buffer bytes = { 0 };
	char *filling = malloc(length);
	struct csv_source *source;
	const struct csv_row *row;
	enum kam_status status;

	assert_non_null(filling);
	memset(filling, 'x', length);
	buffer_put(&bytes, "a,b,c\n");
	buffer_put(&bytes, before);
	for (size_t at = 0; at < cells; at++) {
		buffer_add(&bytes, filling, length);
		buffer_put(&bytes, after);
	}
	write_file(bytes.text, bytes.length);
	free(filling);
	buffer_free(&bytes);
	assert_int_equal(csv_open(kam, path, NULL, &source), KAM_OK);
	status = csv_next(source, &row);
	if (status == KAM_OK)
		assert_int_equal(row->cells[1].length, length);
	csv_close(source);
	return status;
}

static void test_limits(void **state)
{
	const size_t limit = (size_t)16 * 1024 * 1024;
	struct kam kam = { 0 };

	(void)state;
	assert_int_equal(read_long(&kam, "1,", limit, ",3\n", 1), KAM_OK);
	assert_int_equal(read_long(&kam, "1,\"", limit, "\",3\n", 1), KAM_OK);
	assert_int_equal(read_long(&kam, "1,", limit + 1, ",3\n", 1), KAM_BAD_DATA);
	assert_string_equal(buffer_text(&kam.message),
	                    "test_csv.tmp:2: column b: a cell above 16 MiB; is its closing quote missing?");
	assert_int_equal(read_long(&kam, "1,\"", limit * 2, "\",3\n", 1), KAM_BAD_DATA);
	assert_string_equal(buffer_text(&kam.message),
	                    "test_csv.tmp:2: column b: a cell above 16 MiB; is its closing quote missing?");
	assert_int_equal(read_long(&kam, "1,\"", limit * 2, "", 1), KAM_BAD_DATA);
	assert_string_equal(buffer_text(&kam.message),
	                    "test_csv.tmp:2: column b: a cell above 16 MiB; is its closing quote missing?");
	assert_int_equal(read_long(&kam, "", limit - 100, ",", 3), KAM_BAD_DATA);
	assert_string_equal(buffer_text(&kam.message),
	                    "test_csv.tmp:2: column c: a row above 32 MiB; are line ends or closing quotes missing?");
	buffer_free(&kam.message);
}

/* What was found sound must be what is read: a longer file, or another one of the same length, is not. */
static void test_changed(void **state)
{
	static const char *const later[] = { "a\n1\n\xFF\n", "b\n2\n" };
	static const struct timespec times[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
	struct kam kam = { 0 };
	struct csv_source *source;
	const struct csv_row *row;
	int64_t done, total;

	(void)state;
	for (size_t at = 0; at < sizeof later / sizeof *later; at++) {
		write_file("a\n1\n", 4);
		assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_OK);
		csv_progress(source, &done, &total);
		assert_int_equal(done, 4);
		assert_int_equal(total, 4);
		write_file(later[at], strlen(later[at]));
		assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
		assert_int_equal(csv_next(source, &row), KAM_OK);
		assert_int_equal(csv_next(source, &row), KAM_BUSY);
		assert_string_equal(buffer_text(&kam.message),
		                    "'test_csv.tmp' was changed while it was read; try again");
		csv_close(source);
	}
	buffer_free(&kam.message);
}

static void test_interrupted(void **state)
{
	static volatile sig_atomic_t interrupted = 1;
	struct kam kam = { .interrupted = &interrupted };
	struct csv_source *source;

	(void)state;
	write_file("a\n1\n", 4);
	assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_INTERRUPTED);
	buffer_free(&kam.message);
}

/* Read `head` and then `filling` times x, coming from a pipe; *taken: the writer got rid of all of it. */
static enum kam_status read_pipe(struct kam *kam, const char *head, size_t filling, struct csv_source **source,
                                 bool *taken)
{
	char path_of_pipe[32], block[4096];
	int ends[2], result;
	enum kam_status status;
	pid_t writer;

	assert_int_equal(pipe(ends), 0);
	writer = fork();
	assert_true(writer >= 0);
	if (writer == 0) {
		bool written = write(ends[1], head, strlen(head)) == (ssize_t)strlen(head);

		close(ends[0]);
		signal(SIGPIPE, SIG_IGN);
		memset(block, 'x', sizeof block);
		for (; written && filling > 0; filling -= sizeof block)
			written = write(ends[1], block, sizeof block) == (ssize_t)sizeof block;
		_exit(written ? 0 : 1);
	}
	close(ends[1]);
	snprintf(path_of_pipe, sizeof path_of_pipe, "/dev/fd/%d", ends[0]);
	status = csv_open(kam, path_of_pipe, NULL, source);
	close(ends[0]);
	assert_int_equal(waitpid(writer, &result, 0), writer);
	*taken = WIFEXITED(result) && WEXITSTATUS(result) == 0;
	return status;
}

static void test_pipe(void **state)
{
	char here[] = ".", nowhere[] = "no/such/folder";
	struct kam kam = { .temporary = here };
	struct buffer rows = { 0 };
	struct csv_source *source;
	const struct csv_row *row;
	bool taken;

	(void)state;
	assert_int_equal(read_pipe(&kam, "a,b\n1,2\n", 0, &source, &taken), KAM_OK);
	assert_int_equal(read_all(source, &rows), KAM_DONE);
	assert_string_equal(buffer_text(&rows), "1|a|b\n2|1|2\n");
	csv_close(source);
	/* what is too long to be read is not kept either */
	assert_int_equal(read_pipe(&kam, "a,b\n1,\"", (size_t)200 * 1024 * 1024, &source, &taken), KAM_OK);
	assert_false(taken);
	assert_int_equal(csv_next(source, &row), KAM_BAD_DATA);
	assert_int_equal(csv_problem(source)->line, 2);
	assert_string_equal(csv_problem(source)->column, "b");
	csv_close(source);
	kam.temporary = nowhere;
	assert_int_equal(read_pipe(&kam, "a,b\n1,2\n", 0, &source, &taken), KAM_CANNOT_CREATE);
	buffer_free(&rows);
	buffer_free(&kam.message);
}

/* Standard input that is a file is read where it stands. */
static void test_standard_input(void **state)
{
	char nowhere[] = "no/such/folder";
	struct kam kam = { .temporary = nowhere };
	struct buffer rows = { 0 };
	struct csv_source *source;
	int before = dup(STDIN_FILENO);

	(void)state;
	write_file("skipped\na,b\n1,2\n", 16);
	assert_non_null(freopen(path, "rb", stdin));
	assert_int_equal(lseek(STDIN_FILENO, 8, SEEK_SET), 8);
	assert_int_equal(csv_open(&kam, "-", NULL, &source), KAM_OK);
	assert_int_equal(read_all(source, &rows), KAM_DONE);
	assert_string_equal(buffer_text(&rows), "1|a|b\n2|1|2\n");
	csv_close(source);
	if (before >= 0) {
		dup2(before, STDIN_FILENO);
		close(before);
	}
	buffer_free(&rows);
	buffer_free(&kam.message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_row_cells),    cmocka_unit_test(test_shortened),
		cmocka_unit_test(test_blocks),           cmocka_unit_test(test_strides),
		cmocka_unit_test(test_converted_blocks), cmocka_unit_test(test_many_columns),
		cmocka_unit_test(test_limits),           cmocka_unit_test(test_changed),
		cmocka_unit_test(test_interrupted),      cmocka_unit_test(test_pipe),
		cmocka_unit_test(test_standard_input),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
