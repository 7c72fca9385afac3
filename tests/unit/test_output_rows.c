/* Whole answers through every writer, and files that appear whole or not at all. */
#include "test.h"

#include "kam/internal/store.h"
#include "output/writer.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct kam handle = { .currency = "CNY", .temporary = (char[]){ "/tmp" } };

static void put_money(struct kam_rows *rows, int64_t minor, const char *currency)
{
	const struct kam_value value = { .type = KAM_IS_INTEGER, .integer = minor, .text = currency, .length = 3 };

	assert_int_equal(rows_put(rows, &value), KAM_OK);
}

static void put(struct kam_rows *rows, const char *text)
{
	assert_int_equal(rows_put_text(rows, text), KAM_OK);
}

static void put_masked(struct kam_rows *rows)
{
	assert_int_equal(rows_put(rows, &(struct kam_value){ .type = KAM_IS_MASKED }), KAM_OK);
}

static void put_integer(struct kam_rows *rows, int64_t integer)
{
	assert_int_equal(rows_put_integer(rows, integer), KAM_OK);
}

static void put_empty(struct kam_rows *rows)
{
	put(rows, NULL);
}

static struct kam_rows *new_rows(void)
{
	struct kam_rows *rows;

	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "id", "ID", KAM_ID, 0));
	assert_true(rows_add_column(rows, "name", "Name", KAM_TEXT, 1));
	assert_true(rows_add_column(rows, "value", "Value", KAM_MONEY, 2));
	assert_true(rows_add_column(rows, "rate", "Win rate", KAM_PERCENT, 3));
	assert_true(rows_add_column(rows, "mobile", "Mobile", KAM_TEXT, 5));
	assert_true(rows_add_column(rows, "open", "Open", KAM_FLAG, 4));
	assert_true(rows_add_column(rows, "closed_at", "Closed at", KAM_INSTANT, 6));
	return rows;
}

/* Three accounts that have a bit of everything. */
static struct kam_rows *some_rows(void)
{
	struct kam_rows *rows = new_rows();

	put(rows, "A1");
	put(rows, "华为技术有限公司");
	put_money(rows, 105400000, "CNY");
	put_integer(rows, 1250);
	put_masked(rows);
	put_integer(rows, 1);
	put_empty(rows);
	put(rows, "A2");
	put(rows, "Siemens, \"AG\"");
	put_money(rows, -1250, "USD");
	put_integer(rows, 10000);
	put_empty(rows);
	put_integer(rows, 0);
	put(rows, "2026-11-24T05:22:34Z");
	put(rows, "A10");
	put(rows, "=1\n|2");
	for (int i = 0; i < 5; i++)
		put_empty(rows);
	assert_int_equal(rows_finish(rows), KAM_OK);
	return rows;
}

/* An output that keeps what it is given in its buffer; nothing is flushed below 64 KiB. */
static struct output *open_output(const char *format, const char *header, int width)
{
	const struct output_options options = { .format = format,
		                                .header = header,
		                                .color = "never",
		                                .zone = "Asia/Shanghai",
		                                .width = width ? width : -1 };
	struct output *output;

	assert_int_equal(output_open(&options, &output), KAM_OK);
	return output;
}

static void check_written(struct output *output, const char *want)
{
	char text[8192];

	if (output->writer->close)
		output->writer->close(output);
	assert_int_equal(output->status, KAM_OK);
	assert_true(output->used < sizeof text);
	memcpy(text, output->buffer, output->used);
	text[output->used] = '\0';
	assert_string_equal(text, want);
	output_free(output);
}

static void check_rows(const char *format, const char *header, int width, struct kam_rows *rows, const char *want)
{
	struct output *output = open_output(format, header, width);

	assert_int_equal(output_write(output, rows), KAM_OK);
	check_written(output, want);
	kam_rows_free(rows);
}

/* ---- formats for programs ------------------------------------------------------- */

static void test_csv(void **state)
{
	(void)state;
	check_rows("csv", NULL, 0, some_rows(),
	           "id,name,value,rate,mobile,open,closed_at\n"
	           "A1,华为技术有限公司,1054000.00,12.50,,yes,\n"
	           "A2,\"Siemens, \"\"AG\"\"\",-12.50,100.00,,no,2026-11-24T05:22:34Z\n"
	           "A10,\"'=1\n|2\",,,,,\n");
	check_rows("csv", "none", 0, some_rows(),
	           "A1,华为技术有限公司,1054000.00,12.50,,yes,\n"
	           "A2,\"Siemens, \"\"AG\"\"\",-12.50,100.00,,no,2026-11-24T05:22:34Z\n"
	           "A10,\"'=1\n|2\",,,,,\n");
}

static void test_tsv(void **state)
{
	(void)state;
	check_rows("tsv", "title", 0, some_rows(),
	           "ID\tName\tValue\tWin rate\tMobile\tOpen\tClosed at\n"
	           "A1\t华为技术有限公司\t1054000.00\t12.50\t\tyes\t\n"
	           "A2\tSiemens, \"AG\"\t-12.50\t100.00\t\tno\t2026-11-24T05:22:34Z\n"
	           "A10\t=1\\n|2\t\t\t\t\t\n");
}

static void test_json(void **state)
{
	(void)state;
	check_rows("json", NULL, 0, some_rows(),
	           "[\n"
	           "{\"id\":\"A1\",\"name\":\"华为技术有限公司\",\"value\":1054000.00,\"rate\":12.50,\"mobile\":null,"
	           "\"open\":true,\"closed_at\":null},\n"
	           "{\"id\":\"A2\",\"name\":\"Siemens, \\\"AG\\\"\",\"value\":-12.50,\"rate\":100.00,\"mobile\":null,"
	           "\"open\":false,\"closed_at\":\"2026-11-24T05:22:34Z\"},\n"
	           "{\"id\":\"A10\",\"name\":\"=1\\n|2\",\"value\":null,\"rate\":null,\"mobile\":null,"
	           "\"open\":null,\"closed_at\":null}\n"
	           "]\n");
}

static void test_jsonl_and_ids(void **state)
{
	struct kam_rows *rows;

	(void)state;
	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "id", "ID", KAM_ID, 0));
	assert_true(rows_add_column(rows, "score", "Score", KAM_NUMBER, 0));
	put(rows, "L1");
	assert_int_equal(rows_put(rows, &(struct kam_value){ .type = KAM_IS_NUMBER, .number = 0.25 }), KAM_OK);
	put(rows, "L2");
	put(rows, "NA"); /* a rate without a denominator */
	assert_int_equal(rows_finish(rows), KAM_OK);
	check_rows("jsonl", NULL, 0, rows, "{\"id\":\"L1\",\"score\":0.25}\n{\"id\":\"L2\",\"score\":null}\n");
	check_rows("ids", NULL, 0, some_rows(), "A1\nA2\nA10\n");
}

static struct kam_rows *no_rows(void)
{
	struct kam_rows *rows = new_rows();

	assert_int_equal(rows_finish(rows), KAM_OK);
	return rows;
}

static void test_nothing_is_a_header(void **state)
{
	(void)state;
	check_rows("csv", NULL, 0, no_rows(), "id,name,value,rate,mobile,open,closed_at\n");
	check_rows("json", NULL, 0, no_rows(), "[]\n");
	check_rows("jsonl", NULL, 0, no_rows(), "");
	check_rows("ids", NULL, 0, no_rows(), "");
	check_rows("table", NULL, 0, no_rows(),
	           "ID  Name  Value  Win rate  Mobile  Open  Closed at\n"
	           "──  ────  ─────  ────────  ──────  ────  ─────────\n");
}

/* A line without anything on it would be no row. */
static void test_csv_of_one_empty_cell(void **state)
{
	struct kam_rows *rows;

	(void)state;
	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "note", "Note", KAM_TEXT, 0));
	put_empty(rows);
	put(rows, "x");
	assert_int_equal(rows_finish(rows), KAM_OK);
	check_rows("csv", NULL, 0, rows, "note\n\"\"\nx\n");
}

static void test_excel(void **state)
{
	const struct output_options options = { .excel = true };
	struct output *output;
	struct kam_rows *rows;

	(void)state;
	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "ref", "Ref", KAM_TEXT, 0));
	put(rows, "00123");
	assert_int_equal(rows_finish(rows), KAM_OK);
	assert_int_equal(output_open(&options, &output), KAM_OK);
	assert_int_equal(output_write(output, rows), KAM_OK);
	check_written(output, "\xEF\xBB\xBFref\r\n\"=\"\"00123\"\"\"\r\n");
	kam_rows_free(rows);
}

/* ---- tables ----------------------------------------------------------------------- */

/* Two columns a Chinese character; figures to the right, in line although one has a code behind it. */
static void test_table(void **state)
{
	(void)state;
	check_rows("table", NULL, 0, some_rows(),
	           "ID   Name                         Value  Win rate  Mobile  Open  Closed at\n"
	           "───  ────────────────  ────────────────  ────────  ──────  ────  ────────────────\n"
	           "A1   华为技术有限公司  1,054,000.00        12.50%  •••     yes\n"
	           "A2   Siemens, \"AG\"           -12.50 USD   100.00%          no    2026-11-24 13:22\n"
	           "A10  =1\\n|2\n");
}

static void test_table_without_header(void **state)
{
	struct kam_rows *rows = new_rows();

	(void)state;
	put(rows, "A1");
	put(rows, "Name");
	put_money(rows, 5, "CNY");
	for (int i = 0; i < 4; i++)
		put_empty(rows);
	assert_int_equal(rows_finish(rows), KAM_OK);
	/* on a screen, columns that are empty all through are not there */
	check_rows("table", "none", 80, rows, "A1  Name  0.05\n");
}

static struct kam_rows *wide_rows(void)
{
	struct kam_rows *rows;

	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "id", "ID", KAM_ID, 0));
	assert_true(rows_add_column(rows, "name", "Name", KAM_TEXT, 1));
	assert_true(rows_add_column(rows, "note", "Note", KAM_TEXT, 9));
	assert_true(rows_add_column(rows, "units", "Units", KAM_INTEGER, 2));
	put(rows, "A1");
	put(rows, "中国移动通信集团");
	put(rows, "send the offer again");
	put_integer(rows, 1200);
	put(rows, "A2");
	put(rows, "BYD");
	put(rows, "ok");
	put_integer(rows, 7);
	assert_int_equal(rows_finish(rows), KAM_OK);
	return rows;
}

static void test_table_folds(void **state)
{
	(void)state;
	/* 2 + 16 + 20 + 5 and three gaps are 49 */
	check_rows("table", NULL, 49, wide_rows(),
	           "ID  Name              Note                  Units\n"
	           "──  ────────────────  ────────────────────  ─────\n"
	           "A1  中国移动通信集团  send the offer again   1200\n"
	           "A2  BYD               ok                        7\n");
	/* nine fewer: the note gives seven of them, the name two, for by then it is the widest as well */
	check_rows("table", NULL, 40, wide_rows(),
	           "ID  Name            Note           Units\n"
	           "──  ──────────────  ─────────────  ─────\n"
	           "A1  中国移动通信集  send the        1200\n"
	           "    团              offer again\n"
	           "A2  BYD             ok                 7\n");
}

static void test_table_leaves_columns_out(void **state)
{
	struct output *output = open_output("table", NULL, 30);
	struct kam_rows *rows = wide_rows();

	(void)state;
	/* at the least 2 + 8 + 8 + 5 and three gaps: 29 */
	assert_int_equal(output_write(output, rows), KAM_OK);
	assert_null(output->left_out);
	output_free(output);
	kam_rows_free(rows);

	rows = wide_rows();
	output = open_output("table", NULL, 28);
	assert_int_equal(output_write(output, rows), KAM_OK);
	assert_string_equal(output->left_out, "note");
	check_written(output, "ID  Name              Units\n"
	                      "──  ────────────────  ─────\n"
	                      "A1  中国移动通信集团   1200\n"
	                      "A2  BYD                   7\n");
	kam_rows_free(rows);
}

static void test_record(void **state)
{
	struct output *output = open_output("table", NULL, 30);
	struct kam_rows *rows;

	(void)state;
	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "id", "ID", KAM_ID, 0));
	assert_true(rows_add_column(rows, "name", "名称", KAM_TEXT, 0));
	assert_true(rows_add_column(rows, "mobile", "Mobile", KAM_TEXT, 0));
	assert_true(rows_add_column(rows, "note", "Long note", KAM_TEXT, 0));
	assert_true(rows_add_column(rows, "value", "Value", KAM_MONEY, 0));
	assert_true(rows_add_column(rows, "empty", "A title wider than the others", KAM_TEXT, 0));
	put(rows, "A1");
	put(rows, "华为");
	put_masked(rows);
	put(rows, "first line\n\nthe third is longer than it should be");
	put_money(rows, 100000, "CNY");
	put_empty(rows);
	assert_int_equal(rows_finish(rows), KAM_OK);
	assert_int_equal(output_record(output, rows), KAM_OK);
	check_written(output, "ID         A1\n"
	                      "名称       华为\n"
	                      "Mobile     •••\n"
	                      "Long note  first line\n"
	                      "\n"
	                      "           the third is longer\n"
	                      "           than it should be\n"
	                      "Value      1,000.00\n");
	kam_rows_free(rows);
}

static void test_record_in_json(void **state)
{
	struct output *output = open_output("json", NULL, 0);
	struct kam_rows *rows;

	(void)state;
	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "id", "ID", KAM_ID, 0));
	put(rows, "A1");
	assert_int_equal(rows_finish(rows), KAM_OK);
	assert_int_equal(output_record(output, rows), KAM_OK);
	check_written(output, "{\"id\":\"A1\"}\n");
	kam_rows_free(rows);
}

static void test_markdown(void **state)
{
	(void)state;
	check_rows("md", NULL, 20, some_rows(),
	           "| ID | Name | Value | Win rate | Mobile | Open | Closed at |\n"
	           "| --- | --- | ---: | ---: | --- | --- | --- |\n"
	           "| A1 | 华为技术有限公司 | 1,054,000.00 | 12.50% | ••• | yes |  |\n"
	           "| A2 | Siemens, \"AG\" | -12.50 USD | 100.00% |  | no | 2026-11-24 13:22 |\n"
	           "| A10 | =1<br>\\|2 |  |  |  |  |  |\n");
}

/* ---- sections ---------------------------------------------------------------------- */

static struct kam_rows *one_row(const char *id)
{
	struct kam_rows *rows;

	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "id", "ID", KAM_ID, 0));
	if (id)
		put(rows, id);
	assert_int_equal(rows_finish(rows), KAM_OK);
	return rows;
}

static void check_sections(const char *format, const char *want)
{
	struct output *output = open_output(format, NULL, 0);
	struct kam_rows *first = one_row("A1"), *second = one_row(NULL);

	assert_true(output_takes_sections(output));
	assert_int_equal(output_section(output, "accounts", "Key accounts"), KAM_OK);
	assert_int_equal(output_write(output, first), KAM_OK);
	assert_int_equal(output_section(output, "bids", NULL), KAM_OK);
	assert_int_equal(output_write(output, second), KAM_OK);
	check_written(output, want);
	kam_rows_free(first);
	kam_rows_free(second);
}

static void test_sections(void **state)
{
	struct output *output = open_output("csv", NULL, 0);

	(void)state;
	check_sections("json", "{\n\"accounts\":[\n{\"id\":\"A1\"}\n],\n\"bids\":[]\n}\n");
	check_sections("table", "Key accounts\n\nID\n──\nA1\n\nbids\n\nID\n──\n");
	check_sections("md", "## Key accounts\n\n| ID |\n| --- |\n| A1 |\n\n## bids\n\n| ID |\n| --- |\n");
	assert_false(output_takes_sections(output));
	assert_int_equal(output_section(output, "accounts", NULL), KAM_OK);
	assert_int_equal(output_section(output, "bids", NULL), KAM_USAGE);
	output_free(output);
}

/* ---- options and files --------------------------------------------------------------- */

static void check_refused(const struct output_options *options, const char *want)
{
	struct output *output;

	assert_int_equal(output_open(options, &output), KAM_USAGE);
	assert_string_equal(output_message(output), want);
	output_free(output);
}

static void test_refused_options(void **state)
{
	(void)state;
	check_refused(&(struct output_options){ .header = "both" }, "--header takes key, title or none, not 'both'");
	check_refused(&(struct output_options){ .color = "pink" }, "--color takes auto, always or never, not 'pink'");
	assert_true(output_format_known("csv"));
	assert_false(output_format_known("cvs"));
}

static char folder[] = "/tmp/kam-output-XXXXXX";
static int start;

static int enter_folder(void **state)
{
	(void)state;
	memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
	start = open(".", O_RDONLY | O_DIRECTORY);
	return start < 0 || !mkdtemp(folder) || chdir(folder) < 0 ? -1 : 0;
}

static int leave_folder(void **state)
{
	DIR *entries = opendir(".");

	(void)state;
	for (struct dirent *entry; entries && (entry = readdir(entries));)
		unlink(entry->d_name);
	closedir(entries);
	return fchdir(start) < 0 || close(start) < 0 || rmdir(folder) < 0 ? -1 : 0;
}

static void make_file(const char *name, const char *text, mode_t mode)
{
	FILE *file = fopen(name, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(name, mode), 0);
}

static void check_file(const char *name, const char *want)
{
	char text[256];
	FILE *file = fopen(name, "r");

	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(text, want);
}

static size_t count_entries(void)
{
	DIR *entries = opendir(".");
	size_t count = 0;

	assert_non_null(entries);
	for (struct dirent *entry; (entry = readdir(entries));)
		count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
	closedir(entries);
	return count;
}

static struct output *open_file(const char *name)
{
	struct output *output;

	assert_int_equal(output_open(&(struct output_options){ .file = name, .format = "ids" }, &output), KAM_OK);
	assert_int_equal(output_text(output, "new\n"), KAM_OK);
	return output;
}

static void test_file_is_replaced_whole(void **state)
{
	struct stat status;
	struct output *output;

	(void)state;
	make_file("list", "old\n", 0640);
	output = open_file("list");
	check_file("list", "old\n");
	assert_int_equal(output_close(output), KAM_OK);
	output_free(output);
	check_file("list", "new\n");
	assert_int_equal(stat("list", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	assert_int_equal(count_entries(), 1);
}

static void test_file_stays_when_not_closed(void **state)
{
	struct output *output;

	(void)state;
	make_file("list", "old\n", 0644);
	output = open_file("list");
	assert_int_equal(count_entries(), 2);
	output_free(output);
	check_file("list", "old\n");
	assert_int_equal(count_entries(), 1);
}

static void test_link_is_replaced_not_its_target(void **state)
{
	struct stat status;
	struct output *output;

	(void)state;
	make_file("target", "old\n", 0644);
	assert_int_equal(symlink("target", "link"), 0);
	output = open_file("link");
	assert_int_equal(output_close(output), KAM_OK);
	output_free(output);
	check_file("target", "old\n");
	check_file("link", "new\n");
	assert_int_equal(lstat("link", &status), 0);
	assert_true(S_ISREG(status.st_mode));
}

static void test_new_file_has_the_usual_mode(void **state)
{
	mode_t before = umask(027);
	struct stat status;
	struct output *output = open_file("./list");

	(void)state;
	umask(before);
	assert_int_equal(output_close(output), KAM_OK);
	assert_int_equal(output_close(output), KAM_OK);
	output_free(output);
	assert_int_equal(stat("list", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
}

static void test_file_that_cannot_be_made(void **state)
{
	struct output *output;

	(void)state;
	assert_int_equal(output_open(&(struct output_options){ .file = "nowhere/list" }, &output), KAM_CANNOT_CREATE);
	assert_string_equal(output_message(output), "cannot create 'nowhere/list': No such file or directory");
	output_free(output);
	assert_int_equal(output_open(&(struct output_options){ .file = "." }, &output), KAM_CANNOT_CREATE);
	output_free(output);
	assert_int_equal(count_entries(), 0);
}

static void test_device_is_written_to(void **state)
{
	struct stat status;
	struct output *output;

	(void)state;
	assert_int_equal(output_open(&(struct output_options){ .file = "/dev/full" }, &output), KAM_OK);
	assert_int_equal(output_text(output, "x\n"), KAM_OK);
	assert_int_equal(output_close(output), KAM_IO);
	assert_string_equal(output_message(output), "cannot write to /dev/full: No space left on device");
	output_free(output);
	assert_int_equal(stat("/dev/full", &status), 0);
	assert_true(S_ISCHR(status.st_mode));
}

/* A reader that has seen enough is no failure; the rest is dropped. */
static void test_reader_goes_away(void **state)
{
	struct output *output;
	struct kam_rows *rows = some_rows();
	char path[32];
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
	assert_int_equal(output_open(&(struct output_options){ .file = path, .format = "csv" }, &output), KAM_OK);
	close(ends[0]);
	assert_int_equal(output_write(output, rows), KAM_OK);
	output_flush(output);
	assert_true(output->target.gone);
	kam_rows_rewind(rows);
	assert_int_equal(output_write(output, rows), KAM_OK);
	assert_int_equal(output->used, 0);
	assert_int_equal(output_close(output), KAM_OK);
	output_free(output);
	close(ends[1]);
	kam_rows_free(rows);
}

/* More than a buffer, cells larger than a buffer among it: nothing is lost at the seams. */
static void test_more_than_a_buffer(void **state)
{
	struct output *output;
	struct kam_rows *rows;
	char *cell = malloc(100001);
	struct stat status;

	(void)state;
	assert_non_null(cell);
	memset(cell, 'x', 100000);
	cell[100000] = '\0';
	assert_int_equal(rows_new(&handle, &rows), KAM_OK);
	assert_true(rows_add_column(rows, "note", "Note", KAM_TEXT, 0));
	put(rows, cell);
	for (int i = 0; i < 9999; i++)
		put(rows, "123456789");
	assert_int_equal(rows_finish(rows), KAM_OK);
	assert_int_equal(output_open(&(struct output_options){ .file = "big", .format = "csv" }, &output), KAM_OK);
	assert_int_equal(output_write(output, rows), KAM_OK);
	assert_int_equal(output_close(output), KAM_OK);
	output_free(output);
	assert_int_equal(stat("big", &status), 0);
	/* "note\n", the long line, and 9,999 lines of ten bytes */
	assert_int_equal(status.st_size, 5 + 100001 + 99990);
	kam_rows_free(rows);
	free(cell);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_tsv),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_jsonl_and_ids),
		cmocka_unit_test(test_nothing_is_a_header),
		cmocka_unit_test(test_csv_of_one_empty_cell),
		cmocka_unit_test(test_excel),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_table_without_header),
		cmocka_unit_test(test_table_folds),
		cmocka_unit_test(test_table_leaves_columns_out),
		cmocka_unit_test(test_record),
		cmocka_unit_test(test_record_in_json),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_refused_options),
		cmocka_unit_test_setup_teardown(test_file_is_replaced_whole, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_file_stays_when_not_closed, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_link_is_replaced_not_its_target, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_new_file_has_the_usual_mode, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_file_that_cannot_be_made, enter_folder, leave_folder),
		cmocka_unit_test(test_device_is_written_to),
		cmocka_unit_test(test_reader_goes_away),
		cmocka_unit_test_setup_teardown(test_more_than_a_buffer, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
