/* Map files: what each line is read as, and what is refused with its line. */
#include "test.h"

#include "kam/internal/map.h"

#include <stdlib.h>
#include <string.h>

static void write_rule(struct buffer *out, const struct map_rule *rule)
{
	size_t index;

	buffer_format(out, "%d %s = ", rule->line, rule->field);
	if (rule->source == MAP_ALL_OTHERS)
		buffer_put(out, "all");
	else if (rule->source == MAP_TEMPLATE)
		buffer_format(out, "template[%s]", rule->template_text);
	else
		buffer_format(out, "[%s]%s", rule->column, rule->optional ? " optional" : "");
	if (rule->format)
		buffer_format(out, " format[%s]", rule->format);
	if (rule->zone)
		buffer_format(out, " zone[%s]", rule->zone);
	for (index = 0; index < rule->pair_count; index++)
		if (rule->pairs[index].from)
			buffer_format(out, " [%s]>[%s]", rule->pairs[index].from, rule->pairs[index].to);
		else
			buffer_format(out, " rest>[%s]", rule->pairs[index].to);
	buffer_put(out, "\n");
}

/* What a map holds, a line each, quotes of the file gone and texts in [ ]. */
static void write_map(struct buffer *out, const struct map *map)
{
	size_t index, constant;

	for (index = 0; index < map->rule_count; index++)
		write_rule(out, &map->rules[index]);
	for (index = 0; index < map->create_count; index++) {
		const struct map_create *create = &map->creates[index];

		buffer_format(out, "%d create %s/%s", create->line, create->field, create->type);
		for (constant = 0; constant < create->count; constant++)
			buffer_format(out, " %s=[%s]", create->names[constant], create->values[constant]);
		buffer_put(out, "\n");
	}
	for (index = 0; index < map->empty_count; index++)
		buffer_format(out, "empty [%s]\n", map->empty[index]);
}

struct reading {
	const char *text, *want;
};

static const struct reading readings[] = {
	/* the manual's own example */
	{ "stage   = deal_stage | Won => won, Lost => lost, * => qualified   # COLUMN | value map\n"
	  "at      = \"Change Date+Time\" @ %d/%m/%Y %H:%M [Asia/Shanghai]     # quoted\n"
	  "title   = '{opportunity_id} {product}'                            # a template\n"
	  "tag.series = series        \n"
	  "tag.* = *                              # into tags\n"
	  "!create account person                                            # a minimal record\n"
	  "!empty ? Select                                                   # cells that mean empty\n",
	  "1 stage = [deal_stage] [Won]>[won] [Lost]>[lost] rest>[qualified]\n"
	  "2 at = [Change Date+Time] format[%d/%m/%Y %H:%M] zone[Asia/Shanghai]\n"
	  "3 title = template[{opportunity_id} {product}]\n"
	  "4 tag.series = [series]\n"
	  "5 tag.* = all\n"
	  "6 create account/account\n"
	  "6 create person/person\n"
	  "empty [?]\n"
	  "empty [Select]\n" },
	/* columns */
	{ "a=b", "1 a = [b]\n" },
	{ "  a\t=\tb c  ", "1 a = [b c]\n" },
	{ "a = 客户名称", "1 a = [客户名称]\n" },
	{ "a = 1", "1 a = [1]\n" },
	{ "a = \"x = | @ , # y\"", "1 a = [x = | @ , # y]\n" },
	{ "a = \" outer \"", "1 a = [ outer ]\n" },
	{ "a = \"5\"\" pipe\"", "1 a = [5\" pipe]\n" },
	{ "a = Customer's name", "1 a = [Customer's name]\n" },
	{ "a = \"*\"", "1 a = [*]\n" },
	{ "a = b?", "1 a = [b] optional\n" },
	{ "a = b c ?", "1 a = [b c] optional\n" },
	{ "a = \"b\"?", "1 a = [b] optional\n" },
	{ "a = \"b?\"", "1 a = [b?]\n" },
	{ "a = \"Why?\"?#x", "1 a = [Why?] optional\n" },
	{ "a = b? @ %d.%m.%y | x => ", "1 a = [b] optional format[%d.%m.%y] [x]>[]\n" },
	/* comments, blank lines, line ends, byte order mark */
	{ "# all of it\n\n  \t\n  # too\na = b#c\n", "5 a = [b]\n" },
	{ "\xEF\xBB\xBF"
	  "a = b\r\n\r\nc = d # x\r\n",
	  "1 a = [b]\n3 c = [d]\n" },
	/* formats */
	{ "a = b @ %F", "1 a = [b] format[%F]\n" },
	{ "a = b@%m/%d/%Y|x=>y", "1 a = [b] format[%m/%d/%Y] [x]>[y]\n" },
	{ "a = b @ [Europe/Paris]", "1 a = [b] zone[Europe/Paris]\n" },
	{ "a = b @ %Y年%m月%d日", "1 a = [b] format[%Y年%m月%d日]\n" },
	{ "a = b @ '%d | #[%m]' [ UTC ]", "1 a = [b] format[%d | #[%m]] zone[UTC]\n" },
	{ "a = '{Date} {Time}' @ %F %T", "1 a = template[{Date} {Time}] format[%F %T]\n" },
	/* value maps */
	{ "a = b | x => y", "1 a = [b] [x]>[y]\n" },
	{ "a = b | => y", "1 a = [b] []>[y]\n" },
	{ "a = b | x =>", "1 a = [b] [x]>[]\n" },
	{ "a = b | x =>, y => z", "1 a = [b] [x]>[] [y]>[z]\n" },
	{ "a = b | 'x, => y' => \"1 # '2'\"", "1 a = [b] [x, => y]>[1 # '2']\n" },
	{ "a = b | ' x ' => 'it''s'", "1 a = [b] [ x ]>[it's]\n" },
	{ "a = b | '*' => y, * => z", "1 a = [b] [*]>[y] rest>[z]\n" },
	{ "a = b | * => *", "1 a = [b] rest>[*]\n" },
	{ "a = b | Closed Won => 已 赢, a=b => c=d", "1 a = [b] [Closed Won]>[已 赢] [a=b]>[c=d]\n" },
	{ "a = b | Li => li@example.com", "1 a = [b] [Li]>[li@example.com]\n" },
	/* templates and constants */
	{ "a = 'fixed'", "1 a = template[fixed]\n" },
	{ "a = ''", "1 a = template[]\n" },
	{ "a = 'it''s {{ {@row} } # | @'", "1 a = template[it's {{ {@row} } # | @]\n" },
	/* tags */
	{ "tag.\"Lead Quality\" = x", "1 tag.Lead Quality = [x]\n" },
	{ "tag.'Lead Quality'=x", "1 tag.Lead Quality = [x]\n" },
	{ "tag.Lead Quality = x", "1 tag.Lead Quality = [x]\n" },
	{ "tag.\"a\"\"b # c\" = x", "1 tag.a\"b # c = [x]\n" },
	{ "tag.* = *\ntag.* = *\ntag.a = b", "1 tag.* = all\n2 tag.* = all\n3 tag.a = [b]\n" },
	/* directives */
	{ "!create source scene=outreach\na = b", "2 a = [b]\n1 create source/source scene=[outreach]\n" },
	{ "a = b\n!create account person region='华 南' tag.x=\"y\"\"\" # z",
	  "1 a = [b]\n2 create account/account region=[华 南] tag.x=[y\"]\n"
	  "2 create person/person region=[华 南] tag.x=[y\"]\n" },
	{ "a = b\n!empty 'Not set' \"n/a\" -\n!empty 无",
	  "1 a = [b]\nempty [Not set]\nempty [n/a]\nempty [-]\nempty [无]\n" },
};

static void test_reads(void **state)
{
	size_t index;

	(void)state;
	for (index = 0; index < sizeof readings / sizeof *readings; index++) {
		struct kam kam = { 0 };
		struct buffer text = { 0 };
		struct map *map;

		if (map_parse(&kam, "m.map", readings[index].text, &map) == KAM_OK)
			write_map(&text, map);
		else
			buffer_put(&text, buffer_text(&kam.message));
		assert_string_equal(buffer_text(&text), readings[index].want);
		map_free(map);
		buffer_free(&text);
		buffer_free(&kam.message);
	}
}

static const struct reading errors[] = {
	{ "", "m.map:1: no field is named; write lines of FIELD = COLUMN" },
	{ "!empty ?\n# x\n", "m.map:1: no field is named; write lines of FIELD = COLUMN" },
	{ "a = b\n\nc", "m.map:3: expected = and a column, found the end of the line" },
	{ "a b = c", "m.map:1: expected FIELD = COLUMN, found a b" },
	{ "= c", "m.map:1: expected FIELD = COLUMN, found no field" },
	{ "a => c", "m.map:1: expected FIELD = COLUMN, found =>; a value map follows a column: COLUMN | a => b" },
	{ "\"a\" = c", "m.map:1: a field is not quoted, only a tag's key is: tag.\"Lead Quality\" = COLUMN" },
	{ "a = # b", "m.map:1: a = what? Write a column's name, or a constant as '…'" },
	{ "a = ?", "m.map:1: expected a column's name, found the end of the line" },
	{ "a = | x => y", "m.map:1: expected a column's name, found | x => y" },
	{ "a = \"\"", "m.map:1: \"\" is no column; one whose header is empty is called by its number" },
	{ "a = *", "m.map:1: only tag.* = * takes all columns; '*' as a column's name is \"*\"" },
	{ "a = b = c", "m.map:1: expected @, | or the end of the line (quote a name that holds = | @ , #), found = c" },
	{ "a = b, c", "m.map:1: expected @, | or the end of the line (quote a name that holds = | @ , #), found , c" },
	{ "a = \"b\" c", "m.map:1: expected @, | or the end of the line (quote a name that holds = | @ , #), found c" },
	{ "a = 'b'?", "m.map:1: expected @, | or the end of the line (quote a name that holds = | @ , #), found ?" },
	{ "a = \"b", "m.map:1: the quote before b is not closed; write a quote within as \"\"" },
	{ "a = 'it's'", "m.map:1: expected @, | or the end of the line (quote a name that holds = | @ , #), found s'" },
	{ "a = '{b'", "m.map:1: expected {COLUMN} or {@row} in the template '{b'; write {{ for a brace" },
	{ "a = '{}'", "m.map:1: expected {COLUMN} or {@row} in the template '{}'; write {{ for a brace" },
	{ "a = '{@line}'", "m.map:1: expected {COLUMN} or {@row} in the template '{@line}'; write {{ for a brace" },
	{ "a = b @", "m.map:1: expected a format such as %d/%m/%Y, found the end of the line" },
	{ "a = b @ %d/%Q", "m.map:1: the format '%d/%Q' may hold %Y %y %m %d %H %M %S %p %I %b %B %T %F only" },
	{ "a = b @ 100%", "m.map:1: the format '100%' may hold %Y %y %m %d %H %M %S %p %I %b %B %T %F only" },
	{ "a = b @ %F [Asia/Shanghai", "m.map:1: expected ], found the end of the line" },
	{ "a = b @ %F []", "m.map:1: expected a zone in [ ], such as [Asia/Shanghai]" },
	{ "a = b @ %F [UTC] x", "m.map:1: expected | or the end of the line, found x" },
	{ "a = b |", "m.map:1: expected a => b, found the end of the line" },
	{ "a = b | x", "m.map:1: expected =>, found the end of the line" },
	{ "a = b | x, y => z", "m.map:1: expected =>, found , y => z" },
	{ "a = b | x => y,", "m.map:1: expected a => b, found the end of the line" },
	{ "a = b | x => y => z", "m.map:1: expected a comma or the end of the line, found => z" },
	{ "a = b | x => y | z => w", "m.map:1: expected a comma or the end of the line, found | z => w" },
	{ "a = b | x => y @ %F", "m.map:1: a format is written before the value map; if y @ %F is a value, quote it" },
	{ "a = b | x => y, x => z", "m.map:1: 'x' is mapped twice" },
	{ "a = b | * => y, * => z", "m.map:1: '*' is mapped twice" },
	{ "a = b\nc = d\na = e", "m.map:3: a is already named in line 1; name a field once" },
	{ "tag.x = b\ntag.\"x\" = e", "m.map:2: tag.x is already named in line 1; name a field once" },
	{ "tag. = b", "m.map:1: a tag's key is any text without =, and not empty" },
	{ "tag.\"\" = b", "m.map:1: a tag's key is any text without =, and not empty" },
	{ "tag.\"a=b\" = b", "m.map:1: a tag's key is any text without =, and not empty" },
	{ "tag. \"a\" = b", "m.map:1: a tag's key with quotes or outer blanks is quoted: tag.\"Lead Quality\"" },
	{ "tag.\"a\"b = c", "m.map:1: expected = and a column, found b = c" },
	{ "tag.* = * | a => b", "m.map:1: expected the end of the line, found | a => b" },
	{ "!drop x", "m.map:1: !drop is unknown; there are !create and !empty" },
	{ "!", "m.map:1: ! is unknown; there are !create and !empty" },
	{ "!create", "m.map:1: !create what? Name the record types, such as: !create account person" },
	{ "!create scene=x", "m.map:1: expected a record type before scene=" },
	{ "!create source scene = x", "m.map:1: expected a record type or field=constant, found = x" },
	{ "!create source scene= x", "m.map:1: expected a value right behind the =, found x" },
	{ "!create source scene=''", "m.map:1: scene is empty; leave it out" },
	{ "!create source scene=x account", "m.map:1: the record type account is written before the constants" },
	{ "!create source scene=x scene=y", "m.map:1: scene is given twice" },
	{ "!create account, person", "m.map:1: expected a record type or field=constant, found , person" },
	{ "!create account\n!create person account", "m.map:2: account is already in line 1; name it in one !create" },
	{ "!empty", "m.map:1: !empty what? Name the cells that mean empty, such as: !empty ? 'n/a'" },
	{ "!empty ?, x", "m.map:1: words have blanks between them, no comma; quote one that holds a comma" },
	{ "!empty 'x", "m.map:1: the quote before x is not closed; write a quote within as ''" },
	{ "a = b\rc = d\n", "m.map:1: the control character 0x0D is not allowed" },
	{ "a = b\nc = \x1B[31m", "m.map:2: the control character 0x1B is not allowed" },
	{ "a = b\n\n\xBF\xCD\xBB\xA7 = c\nd = e", "m.map:3: not UTF-8; save the map file as UTF-8" },
};

static void test_refuses_with_the_line(void **state)
{
	size_t index;

	(void)state;
	for (index = 0; index < sizeof errors / sizeof *errors; index++) {
		struct kam kam = { 0 };
		struct map *map;
		enum kam_status status = map_parse(&kam, "m.map", errors[index].text, &map);

		assert_string_equal(buffer_text(&kam.message), errors[index].want);
		assert_int_equal(status, KAM_BAD_DATA);
		assert_null(map);
		buffer_free(&kam.message);
	}
}

static bool write_part(void *data, const char *text, size_t length, bool column)
{
	buffer_format(data, column ? "<%.*s>" : "[%.*s]", (int)length, text);
	return true;
}

static bool stop_at_column(void *data, const char *text, size_t length, bool column)
{
	return write_part(data, text, length, column) && !column;
}

static void test_template_parts(void **state)
{
	static const struct reading rows[] = {
		{ "", "" },
		{ "fixed", "[fixed]" },
		{ "{id} {product}", "<id>[ ]<product>" },
		{ "No. {@row}: {客户 名称}!", "[No. ]<@row>[: ]<客户 名称>[!]" },
		{ "{{", "[{]" },
		{ "a{{b}c", "[a][{][b}c]" },
		{ "{{{x}}", "[{]<x>[}]" },
	};
	struct buffer text = { 0 };
	size_t index;

	(void)state;
	for (index = 0; index < sizeof rows / sizeof *rows; index++) {
		buffer_reset(&text);
		assert_true(map_template_each(rows[index].text, write_part, &text));
		assert_string_equal(buffer_text(&text), rows[index].want);
	}
	buffer_reset(&text);
	assert_false(map_template_each("a{b}c", stop_at_column, &text));
	assert_string_equal(buffer_text(&text), "[a]<b>");
	assert_false(map_template_each("a{b", write_part, &text));
	buffer_free(&text);
}

/* A product list as a value map: as long as a line has to be. */
static void test_many_pairs(void **state)
{
	struct kam kam = { 0 };
	struct buffer text = { 0 };
	struct map *map;
	int number;

	(void)state;
	buffer_put(&text, "product = Product | ");
	for (number = 0; number < 1000; number++)
		buffer_format(&text, "%sold %d => new %d", number ? ", " : "", number, number);
	assert_int_equal(map_parse(&kam, "m.map", buffer_text(&text), &map), KAM_OK);
	assert_int_equal(map->rules[0].pair_count, 1000);
	assert_string_equal(map->rules[0].pairs[0].from, "old 0");
	assert_string_equal(map->rules[0].pairs[999].to, "new 999");
	map_free(map);
	buffer_free(&text);
	buffer_free(&kam.message);
}

static void test_free_takes_nothing(void **state)
{
	(void)state;
	map_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads),
		cmocka_unit_test(test_refuses_with_the_line),
		cmocka_unit_test(test_template_parts),
		cmocka_unit_test(test_many_pairs),
		cmocka_unit_test(test_free_takes_nothing),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
