/* The CSV reader: each rule as bytes and what they must become, rows with their lines or a refusal that says where. */
#include "csv_read.h"

#include <string.h>

struct expectation {
	const char *bytes;
	size_t length;
	struct csv_options options;
	const char *rows; /* LINE|CELL|CELL, the header first, each with a line end; !LINE COLUMN VALUE for a bad row */
	const char *refusal; /* how the message begins after the file's name; NULL: read to the end */
};

#define BYTES(text) text, sizeof text - 1
#define UTF8_BOM "\xEF\xBB\xBF"
/* cmocka's fail_msg() needs the name that is kam's own here */
#define WRONG(...) (print_error(__VA_ARGS__), print_error("\n"), assert_true(false))

static void check(const struct expectation *want, size_t number)
{
	struct kam kam = { 0 };
	struct buffer rows = { 0 };
	struct csv_source *source;
	enum kam_status status;
	const char *message;

	write_file(want->bytes, want->length);
	status = csv_open(&kam, path, &want->options, &source);
	if (status == KAM_OK)
		status = read_all(source, &rows);
	if (strcmp(buffer_text(&rows), want->rows) != 0)
		WRONG("%zu: %s\nwanted\n%sgot\n%s%s", number, want->bytes, want->rows, buffer_text(&rows),
		      buffer_text(&kam.message));
	message = buffer_text(&kam.message);
	if (want->refusal) {
		if (status != KAM_BAD_DATA)
			WRONG("%zu: %s: status %d", number, want->bytes, status);
		if (strncmp(message, path, strlen(path)) != 0 ||
		    strncmp(message + strlen(path), want->refusal, strlen(want->refusal)) != 0)
			WRONG("%zu: %s\nwanted %s\ngot %s", number, want->bytes, want->refusal, message);
	} else if (status != KAM_DONE) {
		WRONG("%zu: %s: %d %s", number, want->bytes, status, message);
	}
	csv_close(source);
	buffer_free(&rows);
	buffer_free(&kam.message);
}

static void check_all(const struct expectation *wanted, size_t count)
{
	for (size_t at = 0; at < count; at++)
		check(&wanted[at], at + 1);
}
#define CHECK_ALL(table) check_all(table, sizeof table / sizeof *table)

static void test_rows(void **state)
{
	static const struct expectation table[] = {
		{ BYTES("a,b\n1,2\n"), { 0 }, "1|a|b\n2|1|2\n", NULL },
		{ BYTES("a,b\n1,2"), { 0 }, "1|a|b\n2|1|2\n", NULL },
		{ BYTES("a,b\n1,"), { 0 }, "1|a|b\n2|1|\n", NULL },
		{ BYTES("a,b\r\n1,2\r\n3,4\r\n"), { 0 }, "1|a|b\n2|1|2\n3|3|4\n", NULL },
		{ BYTES("a,b\r\n1,2\n3,4\r\n"), { 0 }, "1|a|b\n2|1|2\n3|3|4\n", NULL },
		{ BYTES("a\n1\n2\n"), { 0 }, "1|a\n2|1\n3|2\n", NULL },
		{ BYTES("a,b\n"), { 0 }, "1|a|b\n", NULL },
		{ BYTES("a,b\n 1 ,\t2\t\n"), { 0 }, "1|a|b\n2| 1 |\t2\t\n", NULL },
		/* quotes */
		{ BYTES("a,b\n\"1,5\",\"\"\n"), { 0 }, "1|a|b\n2|1,5|\n", NULL },
		{ BYTES("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n"), { 0 }, "1|a|b\n2|say \"hi\"|\"\n", NULL },
		{ BYTES("a,b\n\"1\n2\",3\n4,5\n"), { 0 }, "1|a|b\n2|1\n2|3\n4|4|5\n", NULL },
		{ BYTES("a,b\r\n\"1\r\n2\",3\r\n4,5\r\n"), { 0 }, "1|a|b\n2|1\r\n2|3\n4|4|5\n", NULL },
		{ BYTES("a,b\n\"1\r2\",3\n"), { 0 }, "1|a|b\n2|1\r2|3\n", NULL },
		{ BYTES("\"a\nx\",b\n1,2\n"), { 0 }, "1|a\nx|b\n3|1|2\n", NULL },
		{ BYTES("a,b\n1,\"2\""), { 0 }, "1|a|b\n2|1|2\n", NULL },
		/* a backslash is a character like any other, also before the closing quote */
		{ BYTES("a,b\n\"C:\\dir\\\",x\n"), { 0 }, "1|a|b\n2|C:\\dir\\|x\n", NULL },
		/* blank lines, blanks alone, delimiters alone; before the header too */
		{ BYTES("a,b\n\n1,2\n\r\n   \n,\n , \n3,4\n\n\n"), { 0 }, "1|a|b\n3|1|2\n8|3|4\n", NULL },
		{ BYTES("\n  \n\t\t\n,,\na,b\n1,2\n"), { 0 }, "5|a|b\n6|1|2\n", NULL },
		{ BYTES("a\n\"\"\n1\n"), { 0 }, "1|a\n3|1\n", NULL },
		/* cells beyond the header: blank ones go, others are bad; missing ones are bad; reading goes on */
		{ BYTES("a,b\n1,2,,\n3,4, ,\t\n"), { 0 }, "1|a|b\n2|1|2\n3|3|4\n", NULL },
		{ BYTES("a,b\n1,2,,x,y\n3,4\n"), { 0 }, "1|a|b\n!2 4 x\n3|3|4\n", NULL },
		{ BYTES("a,b,c\n1\n1,2\n1,2,\n"), { 0 }, "1|a|b|c\n!2 b \n!3 c \n4|1|2|\n", NULL },
		{ BYTES("a,b\n\"1\n\n1\"\n2,3\n"), { 0 }, "1|a|b\n!2 b \n5|2|3\n", NULL },
	};

	(void)state;
	CHECK_ALL(table);
}

static void test_delimiters(void **state)
{
	static const struct expectation table[] = {
		{ BYTES("a;b\n1,5;2\n"), { 0 }, "1|a|b\n2|1,5|2\n", NULL },
		{ BYTES("a\tb\n1\t2\n"), { 0 }, "1|a|b\n2|1|2\n", NULL },
		{ BYTES("a;b;c,d\n1;2;3\n"), { 0 }, "1|a|b|c,d\n2|1|2|3\n", NULL },
		{ BYTES("a,b;c\n1,2\n"), { 0 }, "1|a|b;c\n2|1|2\n", NULL }, /* a draw */
		{ BYTES("\"a,b,c,d\";e\n1;2\n"), { 0 }, "1|a,b,c,d|e\n2|1|2\n", NULL },
		{ BYTES("\n;;\na;b\n1;2\n"), { 0 }, "3|a|b\n4|1|2\n", NULL },
		{ BYTES("a|b\n1|2\n"), { 0 }, "1|a|b\n2|1|2\n", NULL }, /* one column: the bar is ours here */
		{ BYTES("a|b\n1|\n"), { .delimiter = '|' }, "1|a|b\n2|1|\n", NULL },
		{ BYTES("a,b;c\n1,2;3\n"), { .delimiter = ';' }, "1|a,b|c\n2|1,2|3\n", NULL },
		{ BYTES("a b\n1 2\n"), { .delimiter = ' ' }, "1|a|b\n2|1|2\n", NULL },
		{ BYTES("sep=;\na;b\n1;2\n"), { 0 }, "2|a|b\n3|1|2\n", NULL },
		{ BYTES("sep=;\r\na;b\r\n1;2\r\n"), { 0 }, "2|a|b\n3|1|2\n", NULL },
		{ BYTES("SEP=\t\na\tb\n1\t2\n"), { 0 }, "2|a|b\n3|1|2\n", NULL },
		{ BYTES("sep==\na=b\n1=2\n"), { 0 }, "2|a|b\n3|1|2\n", NULL },
		{ BYTES("sep=^\na^b\n1^2\n"), { .delimiter = ',' }, "2|a|b\n3|1|2\n", NULL },
		{ BYTES(UTF8_BOM "sep=|\na|b\n1|2\n"), { 0 }, "2|a|b\n3|1|2\n", NULL },
		{ BYTES("sep=\n1\n"), { 0 }, "1|sep=\n2|1\n", NULL },
		{ BYTES("sep=ab\n1\n"), { 0 }, "1|sep=ab\n2|1\n", NULL },
	};

	(void)state;
	CHECK_ALL(table);
}

static void test_headers(void **state)
{
	static const struct expectation table[] = {
		{ BYTES(" a ,\tb\n1,2\n"), { 0 }, "1| a |\tb\n2|1|2\n", NULL },
		{ BYTES(",b, ,d\n1,2,3,4\n"), { 0 }, "1|1|b|3|d\n2|1|2|3|4\n", NULL },
		{ BYTES("a,A\n1,2\n"), { 0 }, "1|a|A\n2|1|2\n", NULL },
		{ BYTES("a,b,\n1,2,\n"), { 0 }, "1|a|b|3\n2|1|2|\n", NULL },
		{ BYTES("1,2\n3,4\n"), { .no_header = true }, "1|1|2\n1|1|2\n2|3|4\n", NULL },
		{ BYTES("\n\nx,x\n3,4,5\n"), { .no_header = true }, "3|1|2\n3|x|x\n!4 3 5\n", NULL },
		{ BYTES("sep=;\nx;y\n"), { .no_header = true }, "2|1|2\n2|x|y\n", NULL },
		{ BYTES(""), { .no_header = true }, "0\n", NULL },
		{ BYTES("a,b,a\n1,2,3\n"), { 0 }, "", ":1: column 3: 'a': column 1 has the same name" },
		{ BYTES("x,b,c,b ,x\n"), { 0 }, "", ":1: column 4: 'b': column 2 has the same name" },
		{ BYTES("x,1,\n,,\n"), { 0 }, "1|x|1|3\n", NULL },
		{ BYTES(",1,2\n"), { 0 }, "", ":1: column 1: a column without a name is called by its number" },
		{ BYTES("3,x,\n"), { 0 }, "", ":1: column 3: a column without a name is called by its number" },
		{ BYTES(""), { 0 }, "", ":1: there is no line with the columns' names" },
		{ BYTES(UTF8_BOM), { 0 }, "", ":1: there is no line with the columns' names" },
		{ BYTES("\n , \n"), { 0 }, "", ":1: there is no line with the columns' names" },
		{ BYTES("sep=,\n"), { 0 }, "", ":1: there is no line with the columns' names" },
	};

	(void)state;
	CHECK_ALL(table);
}

static void test_refusals(void **state)
{
	static const struct expectation table[] = {
		{ BYTES("a,b\n1,\"2\n3,4\n"),
		  { 0 },
		  "1|a|b\n",
		  ":2: column b: the quote that opens this cell is never closed" },
		{ BYTES("a,b\n\"1\n\",\"2\n3,4\n"), { 0 }, "1|a|b\n", ":3: column b: the quote that opens" },
		{ BYTES("a,b\n1,\"2\"x\n"), { 0 }, "1|a|b\n", ":2: column b: '1,\"2\"x': text after a closing quote" },
		{ BYTES("a,b\n1,\"2\" \n"), { 0 }, "1|a|b\n", ":2: column b: '1,\"2\" ': text after a closing quote" },
		{ BYTES("a,b\n\"1,2\n3,4\n5,\"6\"\n"),
		  { 0 },
		  "1|a|b\n",
		  ":4: column a: '5,\"6\"': text after a closing quote; the cell was opened in line 2" },
		{ BYTES("a,b\n1,x \"y\" z\n"), { 0 }, "1|a|b\n", ":2: column b: '1,x \"y\" z': a quote inside a cell" },
		{ BYTES("a,b\n1, \"2\"\n"), { 0 }, "1|a|b\n", ":2: column b: '1, \"2\"': a quote inside a cell" },
		{ BYTES("a\"b\n"), { 0 }, "", ":1: column 1: 'a\"b': a quote inside a cell" },
		{ BYTES("a,b\n1,\"2 \\\"x\\\"\"\n"),
		  { 0 },
		  "1|a|b\n",
		  ":2: column b: '1,\"2 \\\"x\\\"\"': a backslash does not protect" },
		{ BYTES("a,b\n\"0\\\",\\\"0\"\n"),
		  { 0 },
		  "1|a|b\n",
		  ":2: column b: '\"0\\\",\\\"0\"': a backslash does not protect" },
		/* old Macs, and what is left of a broken conversion */
		{ BYTES("a,b\r1,2\r"), { 0 }, "", ":1: column 2: a carriage return without a line feed" },
		{ BYTES("a,b\n1,2\r3,4\n"), { 0 }, "1|a|b\n", ":2: column b: a carriage return without a line feed" },
		{ BYTES("a,b\n1\r,2\n"), { 0 }, "1|a|b\n", ":2: column a: a carriage return without a line feed" },
		{ BYTES("a,b\n1,2\r\r\n"), { 0 }, "1|a|b\n", ":2: column b: a carriage return without a line feed" },
		{ BYTES("a,b\n1,2\n\r"),
		  { 0 },
		  "1|a|b\n2|1|2\n",
		  ":3: column a: a carriage return without a line feed" },
		{ BYTES("a,b\n1,2\r"), { 0 }, "1|a|b\n", ":2: column b: a carriage return without a line feed" },
	};

	(void)state;
	CHECK_ALL(table);
}

/* Expected bytes were made with iconv. */
static void test_encodings(void **state)
{
	static const struct expectation table[] = {
		{ BYTES(UTF8_BOM "a,b\n1,2\n"), { 0 }, "1|a|b\n2|1|2\n", NULL },
		{ BYTES(UTF8_BOM "a,b\n1,2\n"), { .encoding = "utf-8" }, "1|a|b\n2|1|2\n", NULL },
		{ BYTES("a\n\xE4\xB8\xAD\xF0\x9F\x98\x8E\n"), { 0 }, "1|a\n2|中😎\n", NULL },
		{ BYTES("\xFF\xFE"
		        "a\0,\0b\0\n\0-N,\0\x3D\xD8\x0E\xDE\n\0"),
		  { 0 },
		  "1|a|b\n2|中|😎\n",
		  NULL },
		{ BYTES("\xFE\xFF"
		        "\0a\0,\0b\0\r\0\n\x4E\x2D\0,\xD8\x3D\xDE\x0E\0\r\0\n"),
		  { 0 },
		  "1|a|b\n2|中|😎\n",
		  NULL },
		{ BYTES("\xFF\xFE"
		        "s\0e\0p\0=\0;\0\n\0a\0;\0b\0\n\0"),
		  { 0 },
		  "2|a|b\n",
		  NULL },
		{ BYTES("a\0\n\0-N\n\0"), { .encoding = "UTF-16LE" }, "1|a\n2|中\n", NULL },
		{ BYTES("\xFF\xFE"
		        "a\0\n\0-N\n\0"),
		  { .encoding = "UTF-16LE" },
		  "1|a\n2|中\n",
		  NULL },
		{ BYTES("\xFF\xFE"
		        "a\0\n\0-N\n\0"),
		  { .encoding = "UTF-16" },
		  "1|a\n2|中\n",
		  NULL },
		{ BYTES("name,city\n\xBB\xAA\xCE\xAA\xBC\xBC\xCA\xF5,\xC9\xEE\xDB\xDA\n"),
		  { 0 },
		  "1|name|city\n2|华为技术|深圳\n",
		  NULL },
		{ BYTES("name\n\xB3\xC2\x95\x32\x82\x36\xBB\xAA\xCE\xAA\xD6\xD0\xB9\xFA\xB9\xAB\xCB\xBE\xD3\xD0\xCF\xDE"
		        "\n"),
		  { 0 },
		  "1|name\n2|陈𠀀华为中国公司有限\n",
		  NULL },
		{ BYTES("\xD0\xD5\xC3\xFB,\"\xB1\xB8\r\n\xD7\xA2\"\r\n\xCD\xF5,\xA1\xA3\r\n"),
		  { 0 },
		  "1|姓名|备\r\n注\n3|王|。\n",
		  NULL },
		{ BYTES("a\ncaf\xE9\n"), { .encoding = "WINDOWS-1252" }, "1|a\n2|café\n", NULL },
		{ BYTES("a\n\x93\xFA\x96\x7B\n"), { .encoding = "SHIFT_JIS" }, "1|a\n2|日本\n", NULL },
		/* not text, or not of this encoding */
		{ BYTES("a,b\n1,x\0y\n"), { 0 }, "", ":2: column b: '0x00': a NUL byte" },
		{ BYTES("a\0\n\0"), { 0 }, "", ":1: column 1: '0x00': a NUL byte" },
		{ BYTES("\xFF\xFE"
		        "a\0\n\0x\0\0\0\n\0"),
		  { 0 },
		  "1|a\n",
		  ":2: column a: '0x00': a NUL byte" },
		{ BYTES("\xFF\xFE\0\0a\0\0\0"), { 0 }, "", ":1: this is UTF-32" },
		{ BYTES("\0\0\xFE\xFF\0\0\0a"), { 0 }, "", ":1: this is UTF-32" },
		{ BYTES("\xFF\xFE"
		        "a\0\n\0x"),
		  { 0 },
		  "1|a\n",
		  ":2: column a: '0x78': the file ends within a character of UTF-16LE" },
		{ BYTES("\xFF\xFE"
		        "a\0\n\0x\0\x3D\xD8\n\0"),
		  { 0 },
		  "1|a\n",
		  ":2: column a: '0x3D': this byte is not UTF-16LE" },
		/* 蜡 to a reader of Chinese, but a single hanzi is no evidence */
		{ BYTES("a\n\xC0\xAF\n"), { 0 }, "", ":2: column a: '0xC0': this byte is not UTF-8" },
		{ BYTES("a\n\xE0\x80\xAF\n"), { 0 }, "", ":2: column a: '0xE0': this byte is not UTF-8" },
		{ BYTES("a\n\xED\xA0\x80\n"), { 0 }, "", ":2: column a: '0xED': this byte is not UTF-8" },
		{ BYTES("a\n\xF0\x8F\xBF\xBF\n"), { 0 }, "", ":2: column a: '0xF0': this byte is not UTF-8" },
		{ BYTES("a\n\xF4\x90\x80\x80\n"), { 0 }, "", ":2: column a: '0xF4': this byte is not UTF-8" },
		{ BYTES("a\nx\x80\n"), { 0 }, "", ":2: column a: '0x80': this byte is not UTF-8" },
		{ BYTES("a,b\n\"1\n2\",\xE4\xB8"),
		  { 0 },
		  "",
		  ":3: column b: '0xE4': the file ends within a character of UTF-8" },
		{ BYTES("\xE9t\xE9\n1\n"), { 0 }, "", ":1: column 1: '0xE9': this byte is not UTF-8" },
		{ BYTES("a\ncaf\xE9\n"), { 0 }, "", ":2: column a: '0xE9': this byte is not UTF-8" },
		/*
		 * These would pass for Chinese by their bytes: KÄÖT, hête, Москва Казань (WINDOWS-1251), テスト
		 * (EUC-JP), and four hanzi of five that are in GB 2312.
		 */
		{ BYTES("a,b,c,d\nK\xC4\xD6T,K\xC4\xD6T,K\xC4\xD6T,K\xC4\xD6T\n"),
		  { 0 },
		  "",
		  ":2: column a: '0xC4': this byte is not UTF-8" },
		{ BYTES("a\nh\xEAte h\xEAte h\xEAte h\xEAte\n"),
		  { 0 },
		  "",
		  ":2: column a: '0xEA': this byte is not UTF-8" },
		{ BYTES("a\n\xCC\xEE\xF1\xEA\xE2\xE0 \xCA\xE0\xE7\xE0\xED\xFC\n"),
		  { 0 },
		  "",
		  ":2: column a: '0xCC': this byte is not UTF-8" },
		{ BYTES("a\n\xA5\xC6\xA5\xB9\xA5\xC8\xA5\xC6\n"),
		  { 0 },
		  "",
		  ":2: column a: '0xA5': this byte is not UTF-8" },
		{ BYTES("a\n\xBB\xAA\xCE\xAA\xBC\xBC\xCA\xF5\x81\x40\n"),
		  { 0 },
		  "",
		  ":2: column a: '0xBB': this byte is not UTF-8" },
		{ BYTES("a,b\n1,2,3\n\xC8\xFC,1\n\xFF\n"), { 0 }, "", ":3: column a: '0xC8': this byte is not UTF-8" },
		{ BYTES("a\nx\n\xFF\n"),
		  { .encoding = "GBK" },
		  "1|a\n2|x\n",
		  ":3: column a: '0xFF': this byte is not GBK" },
		{ BYTES("a\ncaf\xE9\n"), { .encoding = "UTF-8" }, "", ":2: column a: '0xE9': this byte is not UTF-8" },
		{ BYTES(UTF8_BOM "a\n1\n"), { .encoding = "GBK" }, "", ":1: the file says that it is UTF-8, not GBK" },
		/* what is wrong first is said first */
		{ BYTES("a,b\n1,\"2\"x\n\xFF\n"), { 0 }, "", ":2: column b: '1,\"2\"x': text after a closing quote" },
	};

	(void)state;
	CHECK_ALL(table);
}

static void test_options(void **state)
{
	static const char *const unknown[] = { "KLINGON", "UTF-8//IGNORE", "GBK//TRANSLIT", "" };
	static const char bad[] = { '"', '\n', '\r', (char)0xA7 };
	struct kam kam = { 0 };
	struct csv_source *source;

	(void)state;
	write_file("a;b\n1;2\n", 8);
	for (size_t at = 0; at < sizeof unknown / sizeof *unknown; at++) {
		struct csv_options options = { .encoding = unknown[at] };

		assert_int_equal(csv_open(&kam, path, &options, &source), KAM_BAD_VALUE);
		assert_null(source);
		assert_non_null(strstr(buffer_text(&kam.message), unknown[at]));
	}
	for (size_t at = 0; at < sizeof bad; at++) {
		struct csv_options options = { .delimiter = bad[at] };

		assert_int_equal(csv_open(&kam, path, &options, &source), KAM_BAD_VALUE);
	}
	assert_int_equal(csv_open(&kam, "no/such.csv", NULL, &source), KAM_NO_DATABASE);
	assert_string_equal(buffer_text(&kam.message), "there is no file 'no/such.csv'");
	assert_int_equal(csv_open(&kam, "/", NULL, &source), KAM_NO_DATABASE);
	assert_int_equal(csv_open(&kam, path, NULL, &source), KAM_OK);
	assert_int_equal(csv_delimiter_of(source), ';');
	assert_string_equal(csv_encoding_of(source), "UTF-8");
	csv_close(source);
	csv_close(NULL);
	buffer_free(&kam.message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),     cmocka_unit_test(test_delimiters), cmocka_unit_test(test_headers),
		cmocka_unit_test(test_refusals), cmocka_unit_test(test_encodings),  cmocka_unit_test(test_options),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
