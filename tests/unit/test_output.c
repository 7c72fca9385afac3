/* How cells are quoted, guarded, escaped, folded and laid out: expectations written by hand. */
#include "test.h"

#include "output/progress.h"
#include "output/writer.h"

#include <stdlib.h>

struct fixture {
	struct output *output;
	char text[4096];
};

/* An output that is only a buffer. */
static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);

	if (!fixture || !(fixture->output = calloc(1, sizeof *fixture->output)))
		return -1;
	fixture->output->writer = &csv_writer;
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	free(fixture->output);
	free(fixture);
	return 0;
}

/* What was written since the last look. */
static const char *written(struct fixture *fixture)
{
	struct output *output = fixture->output;

	assert_true(output->used < sizeof fixture->text);
	memcpy(fixture->text, output->buffer, output->used);
	fixture->text[output->used] = '\0';
	output->used = 0;
	return fixture->text;
}

static const char *csv(struct fixture *fixture, const char *value, bool text)
{
	csv_cell(fixture->output, value, strlen(value), text);
	return written(fixture);
}

static void test_csv_quotes_where_needed(void **state)
{
	struct fixture *fixture = *state;

	assert_string_equal(csv(fixture, "华为技术有限公司", true), "华为技术有限公司");
	assert_string_equal(csv(fixture, "", true), "");
	assert_string_equal(csv(fixture, " a b ", true), " a b ");
	assert_string_equal(csv(fixture, "it's 5\\6; 7|8", true), "it's 5\\6; 7|8");
	assert_string_equal(csv(fixture, "a,b", true), "\"a,b\"");
	assert_string_equal(csv(fixture, "a\nb", true), "\"a\nb\"");
	assert_string_equal(csv(fixture, "a\rb", true), "\"a\rb\"");
	assert_string_equal(csv(fixture, "\"", true), "\"\"\"\"");
	assert_string_equal(csv(fixture, "say \"yes\", or", true), "\"say \"\"yes\"\", or\"");
	assert_string_equal(csv(fixture, "a\tb", true), "a\tb");
}

static void test_csv_guards_formulas_in_text(void **state)
{
	static const struct {
		const char *value, *want;
	} cases[] = {
		{ "=1+1", "'=1+1" },
		{ "+cmd", "'+cmd" },
		{ "-", "'-" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\tx", "'\tx" },
		{ "\rx", "\"'\rx\"" },
		{ "=HYPERLINK(\"http://x\",1)", "\"'=HYPERLINK(\"\"http://x\"\",1)\"" },
		/* one is taken off by an import, so one is put on what looks guarded */
		{ "'=1", "''=1" },
		{ "'''-x", "''''-x" },
		{ "'quoted'", "'quoted'" },
		{ "'", "'" },
		/* phone numbers and figures */
		{ "+86 (10) 8888-8888", "+86 (10) 8888-8888" },
		{ "-12.5", "-12.5" },
		{ "+1", "+1" },
		{ "-5+3", "'-5+3" },
		{ "-1,5", "\"'-1,5\"" },
		{ "+ 1", "'+ 1" },
		{ "'+86 10", "''+86 10" },
		/* not at the start */
		{ "a=1", "a=1" },
		{ " =1", " =1" },
		{ "\n=1", "\"\n=1\"" },
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(csv(fixture, cases[i].value, true), cases[i].want);
	/* a figure is left alone, whatever it looks like */
	assert_string_equal(csv(fixture, "-12.50", false), "-12.50");
	assert_string_equal(csv(fixture, "=1", false), "=1");
	fixture->output->options.raw = true;
	assert_string_equal(csv(fixture, "=1+1", true), "=1+1");
}

static void test_csv_for_excel(void **state)
{
	struct fixture *fixture = *state;

	fixture->output->options.excel = true;
	assert_string_equal(csv(fixture, "00123", true), "\"=\"\"00123\"\"\"");
	assert_string_equal(csv(fixture, "01", true), "\"=\"\"01\"\"\"");
	assert_string_equal(csv(fixture, "0", true), "0");
	assert_string_equal(csv(fixture, "13800138000", true), "13800138000");
	assert_string_equal(csv(fixture, "138001380001", true), "\"=\"\"138001380001\"\"\"");
	assert_string_equal(csv(fixture, "91440300708461136T", true), "91440300708461136T");
	assert_string_equal(csv(fixture, "123456789012.00", false), "123456789012.00");
	assert_string_equal(csv(fixture, "=1", true), "'=1");
}

static void test_tsv_escapes(void **state)
{
	struct fixture *fixture = *state;
	static const char value[] = "a\tb\nc\rd\\n \"q\", =1";

	tsv_cell(fixture->output, value, strlen(value));
	assert_string_equal(written(fixture), "a\\tb\\nc\\rd\\\\n \"q\", =1");
	tsv_cell(fixture->output, "=1+1", 4);
	assert_string_equal(written(fixture), "=1+1");
}

static const char *json(struct fixture *fixture, const char *text, size_t length)
{
	json_string(fixture->output, text, length);
	return written(fixture);
}

static void test_json_strings(void **state)
{
	struct fixture *fixture = *state;

	assert_string_equal(json(fixture, "华为 \U0001F600 /", 13), "\"华为 \U0001F600 /\"");
	assert_string_equal(json(fixture, "\"\\\b\f\n\r\t", 7), "\"\\\"\\\\\\b\\f\\n\\r\\t\"");
	assert_string_equal(json(fixture, "\x01\x1b\x7f", 3), "\"\\u0001\\u001b\\u007f\"");
	assert_string_equal(json(fixture, "a\0b", 3), "\"a\\u0000b\"");
	/* C1, and what ends a line in JavaScript; the no-break blank and the ellipsis are neither */
	assert_string_equal(json(fixture, "\xc2\x85\xc2\x9b", 4), "\"\\u0085\\u009b\"");
	assert_string_equal(json(fixture, "\u2028\u2029", 6), "\"\\u2028\\u2029\"");
	assert_string_equal(json(fixture, "\u00a0\u2026\u202e", 8), "\"\u00a0\u2026\u202e\"");
	/* what is no UTF-8 must not make the document unreadable */
	assert_string_equal(json(fixture,
	                         "a\xff"
	                         "b\xe5\x8d",
	                         5),
	                    "\"a\ufffd"
	                    "b\ufffd\ufffd\"");
	assert_string_equal(json(fixture, "\xc3\xa9\0\xc3", 4), "\"\u00e9\\u0000\ufffd\"");
}

/* ---- cells ------------------------------------------------------------------- */

static void check_cell(enum kam_kind kind, struct kam_value value, bool lines, const char *want)
{
	struct cell cell;
	char text[256];

	assert_true(cell_show(kind, &value, "CNY", "Asia/Shanghai", lines, &cell));
	assert_true(cell.length < sizeof text);
	memcpy(text, cell.text, cell.length);
	text[cell.length] = '\0';
	assert_string_equal(text, want);
	cell_release(&cell);
}

static struct kam_value text_value(const char *text)
{
	return (struct kam_value){ .type = KAM_IS_TEXT, .text = text, .length = strlen(text) };
}

static struct kam_value money_value(int64_t minor, const char *currency)
{
	return (struct kam_value){ .type = KAM_IS_INTEGER, .integer = minor, .text = currency, .length = 3 };
}

static void test_cells_for_people(void **state)
{
	(void)state;
	check_cell(KAM_MONEY, money_value(105400000, "CNY"), false, "1,054,000.00");
	check_cell(KAM_MONEY, money_value(-123456, "USD"), false, "-1,234.56 USD");
	check_cell(KAM_MONEY, money_value(1234567, "JPY"), false, "1,234,567 JPY");
	check_cell(KAM_PERCENT, (struct kam_value){ .type = KAM_IS_INTEGER, .integer = 1250 }, false, "12.50%");
	check_cell(KAM_INTEGER, (struct kam_value){ .type = KAM_IS_INTEGER, .integer = 2026 }, false, "2026");
	check_cell(KAM_FLAG, (struct kam_value){ .type = KAM_IS_INTEGER, .integer = 1 }, false, "yes");
	check_cell(KAM_INSTANT, text_value("2026-11-24T18:22:34Z"), false, "2026-11-25 02:22");
	check_cell(KAM_PERCENT, text_value("NA"), false, "NA");
	check_cell(KAM_TEXT, (struct kam_value){ .type = KAM_IS_MASKED }, false, "•••");
	check_cell(KAM_MONEY, (struct kam_value){ .type = KAM_IS_MASKED }, false, "•••");
	check_cell(KAM_TEXT, (struct kam_value){ .type = KAM_IS_EMPTY }, false, "");
}

static void test_cells_hide_nothing(void **state)
{
	(void)state;
	check_cell(KAM_TEXT, text_value("a\033[31mb"), false, "a\\e[31mb");
	check_cell(KAM_TEXT, text_value("a\nb\tc"), false, "a\\nb\\tc");
	check_cell(KAM_TEXT, text_value("a\nb\tc\n"), true, "a\nb\\tc\n");
	check_cell(KAM_TEXT, text_value("\u202egnp.exe"), false, "\\u{202E}gnp.exe");
	check_cell(KAM_TEXT, text_value("\u061c\u2066x\xc2\x9b"), false, "\\u{61C}\\u{2066}x\\u{9B}");
	check_cell(KAM_TEXT,
	           text_value("a\x9b"
	                      "b"),
	           false, "a\\x{9B}b");
	check_cell(KAM_TEXT, text_value("Österreich — 华为…"), false, "Österreich — 华为…");
}

/* ---- folding -------------------------------------------------------------------- */

/* The lines, with | between. */
static void check_fold(const char *text, size_t width, const char *want)
{
	char lines[256] = "";
	size_t used = 0, length = strlen(text);

	for (size_t next; length > 0; text += next, length -= next) {
		size_t part = text_fold(text, length, width, &next);

		assert_true(next > 0 && next <= length && part <= next);
		used += (size_t)snprintf(lines + used, sizeof lines - used, "%s%.*s", used ? "|" : "", (int)part, text);
	}
	assert_string_equal(lines, want);
}

static void test_folding(void **state)
{
	(void)state;
	check_fold("short", 8, "short");
	check_fold("exactly8", 8, "exactly8");
	check_fold("two words", 8, "two|words");
	check_fold("send the offer again", 10, "send the|offer|again");
	check_fold("twelve12 345", 8, "twelve12|345");
	check_fold("a  b", 3, "a|b");
	check_fold("incomprehensible", 8, "incompre|hensible");
	check_fold("an incomprehensible word", 8, "an|incompre|hensible|word");
	/* four characters of two columns each; the ninth column is not used */
	check_fold("华为技术有限公司", 8, "华为技术|有限公司");
	check_fold("华为技术有限公司", 9, "华为技术|有限公司");
	check_fold("华为 Technologies", 12, "华为|Technologies");
	check_fold("华为Technologies", 12, "华为|Technologies");
	check_fold("Tech华为技术", 8, "Tech华为|技术");
	/* a word beyond ASCII holds together, and an accent stays on its letter */
	check_fold("bei Österreich", 10, "bei|Österreich");
	check_fold("aaaaaaae\u0301x", 8, "aaaaaaae\u0301|x");
	/* a cluster wider than the line stands alone rather than for ever */
	check_fold("华为", 1, "华|为");
}

static void test_longest_word(void **state)
{
	(void)state;
	assert_int_equal(text_longest_word("Siemens Österreich AG", 22), 10);
	assert_int_equal(text_longest_word("华为技术有限公司", 24), 0);
	assert_int_equal(text_longest_word("", 0), 0);
}

/* ---- layout ---------------------------------------------------------------------- */

static void test_fit_leaves_alone_what_fits(void **state)
{
	struct table_column columns[] = {
		{ .width = 3, .minimum = 3, .shown = true },
		{ .width = 20, .minimum = 8, .priority = 1, .shown = true },
		{ .width = 10, .minimum = 10, .priority = 2, .shown = true },
	};

	(void)state;
	table_fit(columns, 3, 3 + 2 + 20 + 2 + 10);
	assert_int_equal(columns[1].width, 20);
	assert_true(columns[2].shown);
}

static void test_fit_folds_the_widest_first(void **state)
{
	struct table_column columns[] = {
		{ .width = 3, .minimum = 3, .shown = true },
		{ .width = 20, .minimum = 8, .priority = 1, .shown = true },
		{ .width = 30, .minimum = 8, .priority = 2, .shown = true },
	};

	(void)state;
	/* 57 columns with the gaps; ten fewer come from the note, five more from both in turn, the note first */
	table_fit(columns, 3, 47);
	assert_int_equal(columns[1].width, 20);
	assert_int_equal(columns[2].width, 20);
	table_fit(columns, 3, 42);
	assert_int_equal(columns[1].width, 18);
	assert_int_equal(columns[2].width, 17);
}

static void test_fit_leaves_out_the_least_important(void **state)
{
	struct table_column columns[] = {
		{ .width = 3, .minimum = 3, .priority = 9, .shown = true },
		{ .width = 10, .minimum = 10, .priority = 3, .shown = true },
		{ .width = 30, .minimum = 8, .priority = 1, .shown = true },
		{ .width = 10, .minimum = 10, .priority = 2, .shown = true },
		{ .width = 10, .minimum = 10, .priority = 3, .shown = true },
	};

	(void)state;
	/* at least 3 + 10 + 8 + 10 + 10 + 4 gaps = 49; without the last 37 */
	table_fit(columns, 5, 40);
	assert_false(columns[4].shown);
	assert_true(columns[1].shown);
	assert_int_equal(columns[2].width, 11);
	/* then the other of priority 3, then 2, then 1: the first column stays though it comes last */
	table_fit(columns, 5, 5);
	assert_true(columns[0].shown);
	assert_false(columns[1].shown || columns[2].shown || columns[3].shown);
}

/* ---- progress --------------------------------------------------------------------- */

static void check_progress(const char *label, int64_t rows, int64_t done, int64_t total, size_t width, const char *want)
{
	char line[128];

	assert_int_equal(progress_line(label, rows, done, total, width, line, sizeof line), strlen(want));
	assert_string_equal(line, want);
}

static void test_progress_line(void **state)
{
	(void)state;
	check_progress("pipeline.csv", 12000, 45, 100, 80, "pipeline.csv  12,000 rows  45 %");
	check_progress("a.csv", 999, 0, 0, 80, "a.csv  999 rows");
	check_progress("a.csv", 1234567, 200, 100, 80, "a.csv  1,234,567 rows  100 %");
	check_progress("a\033b", 2, 1, 3, 80, "a\\eb  2 rows  33 %");
	/* "12 rows  50 %" takes 13 columns and 2 for the gap: 5 are left, two characters of two */
	check_progress("客户名单", 12, 1, 2, 20, "客户  12 rows  50 %");
	check_progress("客户名单", 12, 1, 2, 10, "12 rows  50 %");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_csv_quotes_where_needed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_csv_guards_formulas_in_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_csv_for_excel, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_tsv_escapes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_json_strings, set_up, tear_down),
		cmocka_unit_test(test_cells_for_people),
		cmocka_unit_test(test_cells_hide_nothing),
		cmocka_unit_test(test_folding),
		cmocka_unit_test(test_longest_word),
		cmocka_unit_test(test_fit_leaves_alone_what_fits),
		cmocka_unit_test(test_fit_folds_the_widest_first),
		cmocka_unit_test(test_fit_leaves_out_the_least_important),
		cmocka_unit_test(test_progress_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
