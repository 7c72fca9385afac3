/* Report files: what their lines mean, what their columns compute, and what is refused with its line. */
#include "test.h"

#include "report_shop.h"

#include <sys/stat.h>

static const char *const nobody[] = {
	"person name=李雷", "account name=Acme", "bid title=one|account=Acme|owner=李雷|stage=identified|value=12.50",
	"bid title=two|account=Acme|stage=identified|value=-3|currency=USD|close_on=2026-08-01", NULL,
};

static int open_shop(void **state)
{
	*state = shop_new(nobody);
	return 0;
}

static int close_shop(void **state)
{
	shop_free(*state);
	return 0;
}

static const struct kam_report_request plain = { .limit = -1 };

static const char *answer(struct shop *shop, const char *text, struct kam_report_request request, enum kam_status wanted)
{
	shop_write(shop, text, strlen(text));
	return shop_run(shop, NULL, request, wanted);
}

/* ---- what is refused: own.sql:LINE: MESSAGE ---- */

#define SQL "-- column: a integer\nSELECT 1 AS a\n"

static const struct {
	const char *text;
	int line;
	const char *says;
} refusals[] = {
	/* the heading */
	{ "", 1, "the report has no -- title:" },
	{ SQL, 1, "the report has no -- title:" },
	{ "-- title: T\n", 1, "the report has no SQL" },
	{ "-- title: T\n-- title: U\n" SQL, 2, "one title" },
	{ "-- titel: T\n", 1, "there is no '-- titel:'; there are title, about" },
	{ "-- title:\n", 1, "nothing stands behind '-- title:'" },
	{ "-- title: T\n-- record: bidd\n", 2, "-- record: has to name a record type" },
	{ "-- title: T\n-- record: bid\n-- record: bid\n", 3, "about one record type" },
	{ "-- title: T\n-- main: x\n" SQL, 1, "-- main: has to name a section" },
	{ "-- title: T\n" SQL "-- about: too late\n", 4, "'-- about:' stands at the top" },
	{ "-- title: \xff\n", 1, "this line is not UTF-8" },
	/* parameters */
	{ "-- title: T\n-- param: By text\n", 2, "a parameter's name is of a–z" },
	{ "-- title: T\n-- param: today date\n", 2, "none that kam uses itself" },
	{ "-- title: T\n-- param: p1 text\n", 2, "none that kam uses itself" },
	{ "-- title: T\n-- param: x\n", 2, "a parameter's kind is period" },
	{ "-- title: T\n-- param: x percent\n", 2, "a parameter's kind is period" },
	{ "-- title: T\n-- param: x field\n", 2, "a parameter's kind is period" },
	{ "-- title: T\n-- param: x field(bidd)\n", 2, "field(…) and reference(…) have to name a record type" },
	{ "-- title: T\n-- param: x reference(accnt)\n", 2, "field(…) and reference(…) have to name a record type" },
	{ "-- title: T\n-- param: x choice(one)\n", 2, "choice(…) has to name several words" },
	{ "-- title: T\n-- param: x choice(one|Two)\n", 2, "choice(…) has to name several words" },
	{ "-- title: T\n-- param: x choice(one|two) = three\n", 2, "none of the choices" },
	{ "-- title: T\n-- param: x choice()\n", 2, "a parameter's kind is period" },
	{ "-- title: T\n-- param: x period = this millennium\n", 2, "the initial value is no period" },
	{ "-- title: T\n-- param: x integer = many\n", 2, "the initial value is no integer" },
	{ "-- title: T\n-- param: x date = 2026-02-30\n", 2, "the initial value is no date" },
	{ "-- title: T\n-- param: x text\n-- param: x text\n", 3, "two parameters of this name" },
	{ "-- title: T\n-- param: x text\n-- shared: x\nSELECT 1\n" SQL, 3, "a parameter of this name, or something shared" },
	{ "-- title: T\n-- shared: x\nSELECT 1\n-- param: x text\n" SQL, 4, "what is shared has this name already" },
	/* what is shared */
	{ "-- title: T\n-- shared: x\n1\n-- shared: x\n2\n" SQL, 4, "a parameter of this name, or something shared" },
	{ "-- title: T\n-- shared: X\n1\n" SQL, 2, "called by one word of a–z" },
	{ "-- title: T\n-- shared: x y\n1\n" SQL, 2, "called by one word of a–z" },
	{ "-- title: T\n-- shared: where\n1\n" SQL, 2, "none that kam uses itself" },
	{ "-- title: T\n-- shared: x\n" SQL, 2, "there is no SQL here" },
	{ "-- title: T\n-- shared: x\n-- shared: y\n1\n" SQL, 2, "there is no SQL here" },
	{ "-- title: T\n-- shared: x\n1\n", 3, "the report has no SQL" },
	{ "-- title: T\n" SQL "-- shared: x\n1\n", 4, "'-- shared:' stands at the top" },
	{ "-- title: T\n-- shared: x\n1 AS a; DELETE FROM bid\n-- column: a integer\nSELECT {x}\n", 5, "only one SQL statement" },
	/* … and the lines of mistakes in it, before it and behind it */
	{ "-- title: T\n-- shared: x\nb AS (\nSELECT 1 AS n\nFROM bidd\n)\n-- column: a integer\nWITH {x}\nSELECT n AS a FROM b\n",
	  5, "no such table: bidd" },
	{ "-- title: T\n-- shared: x\nb AS (\nSELECT {field(valu)} AS n\nFROM bid)\n-- column: a integer\nWITH {x}\nSELECT n AS a FROM b\n",
	  4, "bid has no field 'valu'" },
	{ "-- title: T\n-- shared: x\nb AS (\nSELECT 1 AS n)\n-- column: a integer\nWITH {x}, c\n AS (SELECT m FROM b)\nSELECT m AS a FROM c\n",
	  7, "no such column: m" },
	{ "-- title: T\n-- shared: x\n1\n-- shared: y\n{x}\n-- column: a integer\nSELECT\n{y} AS a\n", 5, "{x} is none of" },
	/* sections */
	{ "-- title: T\n-- section: A b\n" SQL, 2, "a section is written" },
	{ "-- title: T\n-- section: a\n" SQL "-- section: a\n" SQL, 5, "two sections of this name" },
	{ "-- title: T\n" SQL "-- section: a\n" SQL, 4, "SQL before the first -- section: belongs to no section" },
	{ "-- title: T\n-- section: a\n" SQL "-- section: b\n-- column: a integer\n", 5, "this section has no SQL" },
	{ "-- title: T\n-- section: a\nSELECT 1 AS a\n", 2, "this section says no -- column:" },
	{ "-- title: T\n-- key: b\n" SQL, 2, "-- key: has to name a column" },
	{ "-- title: T\n-- key: a\n-- key: a\n" SQL, 3, "a section has one key" },
	{ "-- title: T\n-- key: b\n-- column: a integer, b integer = a + 1\nSELECT 1 AS a\n", 2, "cannot be a computed column" },
	{ "-- title: T\n-- spare: b\n" SQL, 2, "-- spare: has to name columns" },
	{ "-- title: T\n-- spare: a b\n" SQL, 2, "-- spare: has to name columns" },
	{ "-- title: T\n-- chart: pie a\n" SQL, 2, "a chart is written: bar NAME FIGURE" },
	{ "-- title: T\n-- chart: bar\n" SQL, 2, "a chart is written: bar NAME FIGURE" },
	{ "-- title: T\n-- chart: bar a b\n" SQL, 2, "a chart is written: bar NAME FIGURE" },
	{ "-- title: T\n-- findings: no\n" SQL, 2, "-- findings: takes yes only" },
	{ "-- title: T\n-- rows: x\nSELECT 1\n", 2, "this stands behind the SQL of the section" },
	{ "-- title: T\n" SQL "-- rows: x\nSELECT 1\n", 2, "which line it is behind: … IS :key" },
	{ "-- title: T\n" SQL "-- rows: x\n", 4, "there is no SQL here" },
	{ "-- title: T\n" SQL "-- rows: x\nSELECT :key\n-- rows: y\nSELECT :key\n", 6, "one -- rows:" },
	{ "-- title: T\n" SQL "-- left out: x\n-- missing: y\nSELECT 1\n", 4, "there is no SQL here" },
	{ "-- title: T\n" SQL "-- column: b integer\n", 4, "stands before the SQL" },
	/* columns */
	{ "-- title: T\n-- column: a\n", 2, "a column's kind is text, integer" },
	{ "-- title: T\n-- column: a int\n", 2, "a column's kind is text, integer" },
	{ "-- title: T\n-- column: A integer\n", 2, "a column is written" },
	{ "-- title: T\n-- column: a integer b\n", 2, "a column is written" },
	{ "-- title: T\n-- column: a integer,\n", 2, "a column is written" },
	{ "-- title: T\n-- column: a integer [A\n", 2, "title is [in brackets]" },
	{ "-- title: T\n-- column: a integer []\n", 2, "title is [in brackets]" },
	{ "-- title: T\n-- column: a integer [A] B\n", 2, "title is [in brackets]" },
	{ "-- title: T\n-- column: a integer, a text\n", 2, "two columns of this name" },
	{ "-- title: T\n-- column: a id(bidd)\n", 2, "id(…) has to name a record type" },
	{ "-- title: T\n-- column: a {by}\nSELECT 1 AS a\n", 2, "has to name a field parameter" },
	/* formulas */
	{ "-- title: T\n-- column: a integer = b\n", 2, "columns to its left only" },
	{ "-- title: T\n-- column: a integer, b integer = a + c, c integer\n", 2, "columns to its left only" },
	{ "-- title: T\n-- column: a integer, b integer = a +\n", 2, "lacks a column or a number" },
	{ "-- title: T\n-- column: a integer, b integer =\n", 2, "lacks a column or a number" },
	{ "-- title: T\n-- column: a integer, b integer = (a\n", 2, "a bracket of the formula is not closed" },
	{ "-- title: T\n-- column: a integer, b integer = a a\n", 2, "cannot be read to its end" },
	{ "-- title: T\n-- column: a integer, b integer = a * 1.2.3\n", 2, "a number in the formula cannot be read" },
	{ "-- title: T\n-- column: a text, b integer = a + 1\n", 2, "figures only" },
	{ "-- title: T\n-- column: a integer, b text = a\n", 2, "a computed column is an integer" },
	{ "-- title: T\n-- column: a integer, m money, b money = m + a\n", 2, "adds an amount and a figure that is none" },
	{ "-- title: T\n-- column: a integer, m money, b percent = m / a\n", 2, "the column's kind has to be money" },
	{ "-- title: T\n-- column: a integer, m money, b money = a / m\n", 2, "does not make an amount" },
	/* SQL */
	{ "-- title: T\n-- column: a integer\n\nDELETE FROM bid\n", 4, "begins with SELECT, WITH or VALUES" },
	{ "-- title: T\n-- column: a integer\nSELECTED\n", 3, "begins with SELECT, WITH or VALUES" },
	{ "-- title: T\n-- column: a integer\nSELECT 1 AS a; DELETE FROM bid\n", 3, "only one SQL statement" },
	{ "-- title: T\n-- column: a integer\n/* nothing */\n", 3, "there is no SQL here" },
	{ "-- title: T\n-- column: a integer\nSELECT 1 AS b\n", 3, "selects b, which no -- column: declares" },
	{ "-- title: T\n-- column: a integer, b integer\nSELECT 1 AS a\n", 3, "the column b is declared, but" },
	{ "-- title: T\n-- column: a integer, b integer = a\nSELECT 1 AS a, 2 AS b\n", 3, "b, which is a computed column" },
	{ "-- title: T\n-- column: a integer\nSELECT 1 AS a, 2 AS a\n", 3, "selects a twice" },
	{ "-- title: T\n-- column: a integer\nSELECT 1 AS a\nFROM bid\nWHERE valu > 1\n", 5, "no such column: valu" },
	{ "-- title: T\n-- column: a integer\nSELECT 1 AS a\nFROM bid WHERE AND\n", 4, "near \"AND\": syntax error" },
	{ "-- title: T\n-- column: a integer\nSELECT 1 AS a\nFROM bidd\n", 4, "no such table: bidd" },
	{ "-- title: T\n-- column: a integer\nSELECT 'x' AS a\n", 3, "column a: 'x' is no figure" },
	{ "-- title: T\n" SQL "-- left out: x\nSELECT 1, 2\n", 5, "this SQL has to select one number" },
	{ "-- title: T\n" SQL "-- missing: x\nSELECT 1, 2\n", 5, "this SQL has to select one number" },
	/* braces */
	{ "-- title: T\n-- column: a integer\nSELECT 1 AS a\n, {x}\n", 4, "{x} is none of {PARAMETER}" },
	{ "-- title: T\n-- column: a integer\nSELECT {field(valu)} AS a FROM bid\n", 3, "bid has no field 'valu'; nearest: value" },
	{ "-- title: T\n-- column: a integer\nSELECT {field(value) AS a FROM bid\n", 3, "a { is not closed" },
	{ "-- title: T\n-- column: a integer\nSELECT {} AS a FROM bid\n", 3, "or nothing stands in it" },
	{ "-- title: T\n-- param: x text = y\n-- column: a integer\nSELECT {x} AS a\n", 4, "{x} is none of" },
	{ "-- title: T\n-- param: x text = y\n-- column: a integer\nSELECT {x(value)} AS a FROM bid\n", 4, "x is no period" },
	{ "-- title: T\n-- param: x period = 2026\n-- column: a integer\nSELECT 1 AS a FROM bid WHERE {x(value)}\n", 4,
	  "'value' is no date" },
	{ "-- title: T\n-- param: x period = 2026\n-- column: a integer\nSELECT 1 AS a FROM bid WHERE {x(bid.value)}\n", 4,
	  "'bid.value' is no date" },
	{ "-- title: T\n-- record: contact\n-- column: a text\nSELECT {field(phone)} AS a FROM contact\n", 4,
	  "phone is personal" },
};

/* A check finds the same, but for what only rows can tell. */
static void check_says_the_same(struct shop *shop, const char *said)
{
	struct kam_report *report = NULL;
	enum kam_status status = kam_report_find(shop->kam, shop->file, NULL, &report);

	if (status == KAM_OK)
		status = kam_report_check(shop->kam, report);
	if (strstr(said, "is no figure") == NULL) {
		assert_int_equal(status, KAM_BAD_DATA);
		assert_string_equal(kam_error_message(shop->kam), said);
	} else {
		assert_int_equal(status, KAM_OK);
	}
	kam_report_free(report);
}

static void refused_with_their_lines(void **state)
{
	struct shop *shop = *state;

	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		struct buffer want = { 0 };
		struct kam_report_request request = { .limit = -1, .explain = strstr(refusals[i].text, "left out") != NULL };
		const char *said = answer(shop, refusals[i].text, request, KAM_BAD_DATA);

		buffer_format(&want, "%s:%d: ", shop->file, refusals[i].line);
		if (strncmp(said, buffer_text(&want), want.length) != 0 || strstr(said, refusals[i].says) == NULL)
			print_message("%s\nwanted line %d: %s\ngot: %s\n", refusals[i].text, refusals[i].line, refusals[i].says, said);
		assert_int_equal(strncmp(said, buffer_text(&want), want.length), 0);
		assert_non_null(strstr(said, refusals[i].says));
		check_says_the_same(shop, said);
		buffer_free(&want);
	}
}

static void what_is_no_text(void **state)
{
	struct shop *shop = *state;

	shop_write(shop, "-- title: T\n\0", 13);
	assert_non_null(strstr(shop_run(shop, NULL, plain, KAM_BAD_DATA), "holds a NUL byte"));
	assert_non_null(strstr(shop_run(shop, "/nowhere/x.sql", plain, KAM_NO_DATABASE), "/nowhere/x.sql"));
	assert_non_null(strstr(shop_run(shop, shop->folder, plain, KAM_BAD_DATA), "it is no file"));
}

/* ---- what columns compute ---- */

static const struct {
	const char *columns, *values, *want;
} figures[] = {
	/* A percentage has two decimals, rounded half away from zero: 2/3, 1/8, 1/16 of a percent … */
	{ "a integer, b integer, c percent = a / b", "2, 3", "2|3|66.67" },
	{ "a integer, b integer, c percent = a / b", "1, 8", "1|8|12.50" },
	{ "a integer, b integer, c percent = a / b", "1, 20000", "1|20000|0.01" },
	{ "a integer, b integer, c percent = a / b", "-1, 20000", "-1|20000|-0.01" },
	{ "a integer, b integer, c percent = a / b", "3, 20000", "3|20000|0.02" },
	{ "a integer, b integer, c percent = a / b", "1, 0", "1|0|NA" },
	{ "a integer, b integer, c percent = a / b", "0, 0", "0|0|NA" },
	/* what is computed from it is none either; what is not known counts for more */
	{ "a integer, b integer, c number = a / b, d number = c + 1", "1, 0", "1|0|NA|NA" },
	{ "a integer, b integer, c number = a / b", "NULL, 0", "|0|" },
	{ "a integer, b integer, c number = a / 2 + b", "3, 'NA'", "3|NA|NA" },
	/* a column says how many decimals it has: 1/3, 2/3; what SQL selects keeps its digits */
	{ "a integer, b number(4) = a / 3, c number(0) = a / 3", "2", "2|0.6667|1" },
	{ "a number, b number(3)", "0.123456, 0.1235", "0.123456|0.124" },
	{ "a integer, b integer, c percent = a / b", "0, 5", "0|5|0.00" },
	{ "a integer, b integer, c percent = a / b", "NULL, 5", "|5|" },
	/* retention: 20,000 at the start, 1,200 lost, 800 shrunk, 3,000 grown */
	{ "a money, b money, c money, d money, e percent = (a - b - c) / a, f percent = (a − b − c + d) ÷ a",
	  "2000000, 120000, 80000, 300000", "20000.00|1200.00|800.00|3000.00|90.00|105.00" },
	/* amounts are rounded to cents: 10.00 / 3, 0.05 / 2 (half away from zero) */
	{ "a money, b integer, c money = a / b", "1000, 3", "10.00|3|3.33" },
	{ "a money, b integer, c money = a / b", "5, 2", "0.05|2|0.03" },
	{ "a money, b integer, c money = a / b", "-5, 2", "-0.05|2|-0.03" },
	/* speed of sales: 50 x 10,000 x 20 % / 30 days */
	{ "n integer, m money, r percent, d integer, v money = n × m × r ÷ d", "50, 1000000, 2000, 30",
	  "50|10000.00|20.00|30|3333.33" },
	/* shares squared */
	{ "a number, b number, c number, h number = a * a + b * b + c * c", "0.5, 0.3, 0.2", "0.5|0.3|0.2|0.38" },
	/* order of signs, from the left, brackets, a sign before */
	{ "a integer, b integer = 2 + a * 3 - 1", "4", "4|13" },
	{ "a integer, b integer = 100 / a / 5", "4", "4|5" },
	{ "a integer, b integer = 10 - a - 1", "4", "4|5" },
	{ "a integer, b integer = -(a + 1) * 2", "4", "4|-10" },
	{ "a integer, b integer = - - a", "4", "4|4" },
	/* figures have two decimals as well; what is computed from them goes by what they say */
	{ "a integer, b number = a / 8, c number = b * 8", "3", "3|0.38|3.04" },
	/* divided only once: 7 x (1 / 7) is 1 */
	{ "a integer, b integer = 7 * (a / 7)", "1", "1|1" },
	/* what SQL selects becomes the column's kind */
	{ "a integer, b money, c percent", "2.5, 12.4, 1.5", "3|0.12|0.02" },
	{ "a text, b date, c instant, d flag", "12, '2026-07-15', '2026-07-15T08:00:00Z', 1",
	  "12|2026-07-15|2026-07-15T08:00:00Z|yes" },
	{ "a id(bid), b id(account)", "3, NULL", "B3|" },
	{ "a text, b text", "'', 1.5", "|1.5" },
};

static void computed_columns(void **state)
{
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		struct buffer text = { 0 };
		const char *got, *line;
		char names[64] = "", *at = names;

		/* (VALUES …) has columns without names: they are called a, b, … in the order of the columns selected */
		buffer_format(&text, "-- title: T\n-- column: %s\nWITH given (", figures[i].columns);
		for (const char *column = figures[i].columns; column != NULL; column = strchr(column, ',')) {
			const char *end;

			column += *column == ',';
			column += *column == ' ';
			end = strchr(column, ',');
			if (memchr(column, '=', end == NULL ? strlen(column) : (size_t)(end - column)) != NULL)
				continue;
			*at++ = *column;
			*at++ = ',';
		}
		at[-1] = '\0';
		buffer_format(&text, "%s) AS (VALUES (%s))\nSELECT * FROM given\n", names, figures[i].values);
		got = answer(*state, buffer_text(&text), plain, KAM_OK);
		line = strchr(strchr(got, '\n') + 1, '\n') + 1;
		if (strncmp(line, figures[i].want, strlen(figures[i].want)) != 0 || line[strlen(figures[i].want)] != '\n')
			print_message("%s of %s\n", figures[i].columns, figures[i].values);
		assert_int_equal(strncmp(line, figures[i].want, strlen(figures[i].want)), 0);
		assert_int_equal(line[strlen(figures[i].want)], '\n');
		buffer_free(&text);
	}
}

/* ---- what stands in the SQL ---- */

/* Quoted texts and comments keep their braces; CRLF and a byte order mark are passed over. */
static void parameters_and_braces(void **state)
{
	const struct kam_assignment given[] = { { "least", "-100" }, { "least", "1" }, { "since", "yesterday" } };

	assert_string_equal(answer(*state,
	                           "\xEF\xBB\xBF-- title: T\r\n-- param: word text = two words  help # for it\r\n"
	                           "-- param: least integer\r\n-- param: since date = 2026-01-01\r\n-- param: none text =\r\n"
	                           "-- param: by field(bid) = owner\r\n-- param: span period = 2026-W30\r\n"
	                           "-- column: a text, b integer, c date, d text, e text, f text, g date\r\n\r\n"
	                           "--- not a heading: a comment {x}\r\n"
	                           "SELECT :word AS a, :least AS b, :since AS c, coalesce(:none, 'none') AS d, /* {x} */\r\n"
	                           "\t'{x}' || :span_from || ' ' || :span_to_at AS e, -- {x}\r\n"
	                           "\t{by} || ' of ' || {field(account)} || ' ' || :by AS f, :today AS g\r\n"
	                           "FROM bid WHERE {where} AND {by} IS NOT NULL;\r\n",
	                           (struct kam_report_request){ .arguments = given, .argument_count = 3, .limit = -1 }, KAM_OK),
	                    "[own]\na|b|c|d|e|f|g\n"
	                    "two words|1|2026-07-14|none|{x}2026-07-20 2026-07-27T00:00:00Z|李雷 of Acme owner|2026-07-15\n");
}

/* What is shared stands wherever its name does; not in quotes and comments, and it names nothing shared itself. */
static void shared_by_statements(void **state)
{
	static const char text[] =
		"-- title: T\n-- param: by field(bid) = owner\n-- param: only choice(one|two) =\n-- main: a\n"
		"-- shared: chosen\nchosen AS (\n\n\tSELECT {by} AS name, bid.title FROM bid WHERE {where}\n"
		"\t\tAND (:only IS NULL OR bid.title = :only)\n)\n\n-- shared: heads\n--- {chosen}\ncount(*) AS n\n"
		"-- section: a\n-- column: x text, n integer\n"
		"WITH {chosen} SELECT '{chosen}' || min(title) AS x, {heads} FROM chosen -- {heads}\n"
		"-- rows: those\n-- column: more text\n"
		"WITH {chosen}, more AS (SELECT title AS more FROM chosen) SELECT more FROM more WHERE :key IS NOT NULL\n"
		"-- missing: more\nWITH {chosen} SELECT {heads} FROM chosen\n"
		"-- section: b\n-- column: title text, name text\nWITH {chosen} SELECT title, name FROM chosen ORDER BY 1\n";
	const struct kam_assignment only = { "only", "two" };

	assert_string_equal(answer(*state, text, plain, KAM_OK),
	                    "[a]\nx|n\n{chosen}one|2\nnote: 2 more\n[b]\ntitle|name\none|李雷\ntwo|\n");
	assert_string_equal(answer(*state, text,
	                           (struct kam_report_request){ .arguments = &only, .argument_count = 1, .limit = -1 }, KAM_OK),
	                    "[a]\nx|n\n{chosen}two|1\nnote: 1 more\n[b]\ntitle|name\ntwo|\n");
	assert_string_equal(answer(*state, text, (struct kam_report_request){ .line = "{chosen}one", .limit = -1 }, KAM_OK),
	                    "[a]\nmore\none\ntwo\n");
}

/* A choice may be nothing where the report begins with nothing, and only there. */
static void choice_of_nothing(void **state)
{
	static const char text[] = "-- title: T\n-- param: x choice(a|b) =\n-- param: y choice(c|d) = c\n-- column: a text\n"
	                           "SELECT coalesce(:x, 'none') || :y AS a\n";
	struct kam_assignment given = { "x", "" };

	assert_string_equal(answer(*state, text, plain, KAM_OK), "[own]\na\nnonec\n");
	for (size_t i = 0; i < 3; i++) {
		given = (struct kam_assignment){ i == 0 ? "x" : "y", i == 2 ? "a" : "" };
		assert_string_equal(answer(*state, text,
		                           (struct kam_report_request){ .arguments = &given, .argument_count = 1, .limit = -1 },
		                           i == 0 ? KAM_OK : KAM_BAD_VALUE),
		                    i == 0 ? "[own]\na\nnonec\n" :
		                    i == 1 ? "--y '': expected one of c, d" : "--y 'a': expected one of c, d");
	}
}

static void arguments_refused(void **state)
{
	static const char text[] = "-- title: T\n-- param: least integer\n" SQL;

	assert_string_equal(answer(*state, text, plain, KAM_USAGE), "the report own needs --least");
	assert_string_equal(answer(*state, text,
	                           (struct kam_report_request){ .arguments = (const struct kam_assignment[]){ { "least", "x" } },
	                                                        .argument_count = 1, .limit = -1 },
	                           KAM_BAD_VALUE),
	                    "--least 'x': expected a whole number such as 12");
	assert_string_equal(answer(*state, "-- title: T\n" SQL, (struct kam_report_request){ .where = "value > 1", .limit = -1 },
	                           KAM_USAGE),
	                    "section own of the report own takes no --where; ask for another with --section");
}

/* Money in the base currency (-3 dollars at 7.5), dates through paths and aliases, a filter. */
static void over_records(void **state)
{
	static const char text[] = "-- title: T\n-- param: span period = all\n-- column: a text, b money\n"
	                           "SELECT bid.title AS a, {field(value)} AS b FROM bid JOIN account AS c ON c.id = bid.account\n"
	                           "WHERE {where} AND {span(close_on)} AND {span(c.created_at)} AND {span(account.created_at)}\n"
	                           "ORDER BY 1\n";
	const struct kam_assignment year[] = { { "span", "2026" } };

	assert_string_equal(answer(*state, text, plain, KAM_OK), "[own]\na|b\none|12.50\ntwo|-22.50\n");
	assert_string_equal(answer(*state, text,
	                           (struct kam_report_request){ .arguments = year, .argument_count = 1, .limit = -1 }, KAM_OK),
	                    "[own]\na|b\ntwo|-22.50\n");
	assert_string_equal(answer(*state, text, (struct kam_report_request){ .where = "owner = 李雷", .limit = -1 }, KAM_OK),
	                    "[own]\na|b\none|12.50\n");
}

/* A column that is what was asked for has that field's kind and title. */
static void columns_by_what_was_asked(void **state)
{
	static const char text[] = "-- title: T\n-- param: by field(bid) = value\n-- column: a {by}, n integer\n"
	                           "SELECT {by} AS a, count(*) AS n FROM bid GROUP BY 1 ORDER BY 1\n"
	                           "-- rows: those\nSELECT bid.id, bid.title, {field(owner)} AS owner FROM bid WHERE {by} IS :key\n";
	struct kam_assignment by[] = { { "by", "id" } };

	assert_string_equal(answer(*state, text, plain, KAM_OK), "[own]\na|n\n-22.50|1\n12.50|1\n");
	assert_string_equal(answer(*state, text, (struct kam_report_request){ .line = "-22.50", .limit = -1 }, KAM_OK),
	                    "[own]\nid|title|owner\nB2|two|\n");
	assert_string_equal(answer(*state, text,
	                           (struct kam_report_request){ .arguments = by, .argument_count = 1, .limit = -1 }, KAM_OK),
	                    "[own]\na|n\nB1|1\nB2|1\n");
	assert_string_equal(answer(*state, text,
	                           (struct kam_report_request){ .arguments = by, .argument_count = 1, .limit = -1, .line = "B1" },
	                           KAM_OK),
	                    "[own]\nid|title|owner\nB1|one|李雷\n");
	by[0].value = "close_on.quarter";
	assert_string_equal(answer(*state, text,
	                           (struct kam_report_request){ .arguments = by, .argument_count = 1, .limit = -1 }, KAM_OK),
	                    "[own]\na|n\n|1\n2026-Q3|1\n");
}

/* Ties stay as they came; what is empty comes last, whichever way. */
static void sorted(void **state)
{
	static const char text[] = "-- title: T\n-- column: a text, b number\nWITH t (a, b) AS (VALUES ('v', NULL), ('w', 10), "
	                           "('x', 9.5), ('y', -1), ('z', 10)) SELECT a, b FROM t\n";
	static const struct {
		const char *sort, *want;
	} sorts[] = {
		{ "b", "[own]\na\ny\nx\nw\nz\nv\n" },
		{ "-b", "[own]\na\nw\nz\nx\ny\nv\n" },
		{ "-b,-a", "[own]\na\nz\nw\nx\ny\nv\n" },
		{ "a", "[own]\na\nv\nw\nx\ny\nz\n" },
	};

	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
		assert_string_equal(answer(*state, text,
		                           (struct kam_report_request){ .sort = sorts[i].sort, .columns = "a", .limit = -1 }, KAM_OK),
		                    sorts[i].want);
	assert_string_equal(answer(*state, text,
	                           (struct kam_report_request){ .sort = "a", .columns = "a", .limit = 2 }, KAM_OK),
	                    "[own]\na\nv\nw\n");
	assert_string_equal(answer(*state, text, (struct kam_report_request){ .columns = "a", .limit = 1 }, KAM_OK),
	                    "[own]\na\nv\n");
	assert_string_equal(answer(*state, text, (struct kam_report_request){ .limit = 0 }, KAM_OK), "[own]\na|b\n");
}

/* A report reads: whatever its SQL tries, the database is as it was. */
static void reports_only_read(void **state)
{
	assert_int_not_equal(answer(*state,
	                            "-- title: T\n-- column: a integer\nWITH x AS (SELECT 1) DELETE FROM bid RETURNING id AS a\n",
	                            plain, KAM_NOT_PERMITTED)[0],
	                     '\0');
	assert_string_equal(answer(*state, "-- title: T\n-- column: a integer\nSELECT count(*) AS a FROM bid\n", plain, KAM_OK),
	                    "[own]\na\n2\n");
}

static void findings(void **state)
{
	static const char text[] = "-- title: T\n-- param: n integer = 0\n-- findings: yes\n-- column: a text\n"
	                           "SELECT title AS a FROM bid WHERE id <= :n\n";
	struct shop *shop = *state;

	for (int64_t n = 0; n < 2; n++) {
		const struct kam_assignment given = { "n", n == 0 ? "0" : "1" };
		struct kam_report_request request = { .arguments = &given, .argument_count = 1, .limit = -1, .check = true };
		struct kam_report *report = NULL;
		struct kam_report_answer *got = NULL;

		shop_write(shop, text, strlen(text));
		assert_int_equal(kam_report_find(shop->kam, shop->file, NULL, &report), KAM_OK);
		assert_int_equal(kam_report_run(shop->kam, report, &request, &got), KAM_OK);
		assert_int_equal(got->findings, n);
		kam_report_answer_free(got);
		kam_report_free(report);
	}
}

/* One's own comes before the one of that name that comes with kam, and is listed even when it cannot be read. */
static void own_reports(void **state)
{
	struct shop *shop = *state;
	char path[200];
	struct kam_report *report = NULL;
	struct kam_rows *rows = NULL;
	FILE *file;

	snprintf(path, sizeof path, "%s/winrate.sql", shop->folder);
	assert_non_null(file = fopen(path, "w"));
	fputs("-- title: Mine\n" SQL, file);
	fclose(file);
	shop_write(shop, "-- titel: x\n", 12);
	assert_int_equal(kam_report_find(shop->kam, "winrate", shop->folder, &report), KAM_OK);
	assert_string_equal(kam_report_title(report), "Mine");
	kam_report_free(report);
	assert_int_equal(kam_report_find(shop->kam, "pipeline", shop->folder, &report), KAM_OK);
	assert_string_equal(kam_report_title(report), "Pipeline");
	kam_report_free(report);
	assert_int_equal(kam_report_list(shop->kam, shop->folder, &rows), KAM_OK);
	buffer_reset(&shop->text);
	shop_put_rows(shop, rows);
	kam_rows_free(rows);
	assert_non_null(strstr(shop->text.text, "name|title|whose\n"));
	/* in order, one's own among them */
	assert_non_null(strstr(strstr(shop->text.text, "\nfunnel|Funnel|kam\n"), "\nown|"));
	assert_non_null(strstr(strstr(shop->text.text, "\nown|"), "\npipeline|Pipeline|kam\n"));
	assert_non_null(strstr(shop->text.text, "own.sql:1: there is no '-- titel:'"));
	assert_non_null(strstr(shop->text.text, "\nwinrate|Mine|own\n"));
	assert_null(strstr(shop->text.text, "Win rate"));
	assert_int_equal(kam_report_find(shop->kam, "../winrate", NULL, &report), KAM_NO_DATABASE);
	assert_int_equal(kam_report_find(shop->kam, "win rate", shop->folder, &report), KAM_NOT_FOUND);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused_with_their_lines),
		cmocka_unit_test(what_is_no_text),
		cmocka_unit_test(computed_columns),
		cmocka_unit_test(parameters_and_braces),
		cmocka_unit_test(shared_by_statements),
		cmocka_unit_test(choice_of_nothing),
		cmocka_unit_test(arguments_refused),
		cmocka_unit_test(over_records),
		cmocka_unit_test(columns_by_what_was_asked),
		cmocka_unit_test(sorted),
		cmocka_unit_test(reports_only_read),
		cmocka_unit_test(findings),
		cmocka_unit_test(own_reports),
	};

	return cmocka_run_group_tests(tests, open_shop, close_shop);
}
