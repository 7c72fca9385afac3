/* The import: what rows become, how they are recognised again, what is refused and that nothing is left of it. */
#include "test.h"

#include "kam/import.h"
#include "kam/internal/store.h"
#include "kam/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A company of its own in a folder of its own, and what the last import said. */
struct shop {
	char folder[64], path[128], file[128], second[128], rejects[128];
	struct kam *kam;
	struct kam_import_result result;
	struct buffer problems, message, answer;
	volatile sig_atomic_t interrupted;
};

static int open_shop(void **state)
{
	struct shop *shop = calloc(1, sizeof *shop);
	struct kam_options options = { .mode = KAM_CREATE, .now = 1784107800 /* 2026-07-15 09:30 UTC */, .zone = "UTC",
		                       .real_user = "li", .command = "test", .currency = "CNY" };
	int64_t number;

	assert_non_null(shop);
	snprintf(shop->folder, sizeof shop->folder, "/tmp/kam-import.XXXXXX");
	assert_non_null(mkdtemp(shop->folder));
	snprintf(shop->path, sizeof shop->path, "%s/kam.db", shop->folder);
	snprintf(shop->file, sizeof shop->file, "%s/in.csv", shop->folder);
	snprintf(shop->second, sizeof shop->second, "%s/more.csv", shop->folder);
	snprintf(shop->rejects, sizeof shop->rejects, "%s/rejects.csv", shop->folder);
	options.path = shop->path;
	options.interrupted = &shop->interrupted;
	assert_int_equal(kam_open(&options, &shop->kam), KAM_OK);
	assert_int_equal(kam_operation_begin(shop->kam), KAM_OK);
	assert_int_equal(kam_share_install(shop->kam, false), KAM_OK); /* the stages */
	assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_OK);
	*state = shop;
	return 0;
}

static int close_shop(void **state)
{
	struct shop *shop = *state;

	kam_close(shop->kam);
	kam_import_result_clear(&shop->result);
	buffer_free(&shop->problems);
	buffer_free(&shop->message);
	buffer_free(&shop->answer);
	unlink(shop->path);
	unlink(shop->file);
	unlink(shop->second);
	unlink(shop->rejects);
	rmdir(shop->folder);
	free(shop);
	return 0;
}

static void write_bytes(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void keep_problem(void *data, const char *file, int64_t line, const char *column, const char *value,
                         const char *remedy)
{
	struct shop *shop = data;

	assert_non_null(strstr(file, ".csv"));
	buffer_format(&shop->problems, "%lld|%s|%s|%s\n", (long long)line, column, value, remedy);
}

/* Import the file(s) that are there, as one operation; kept unless refused. */
static enum kam_status run_with(struct shop *shop, struct kam_import import)
{
	const char *files[2] = { shop->file, shop->second };
	int64_t number;
	enum kam_status status;

	kam_import_result_clear(&shop->result);
	buffer_reset(&shop->problems);
	buffer_reset(&shop->message);
	if (import.files == NULL)
		import.files = files;
	if (import.file_count == 0)
		import.file_count = 1;
	import.map_name = "m.map";
	import.problem = keep_problem;
	import.data = shop;
	assert_int_equal(kam_operation_begin(shop->kam), KAM_OK);
	status = kam_import_run(shop->kam, &import, &shop->result);
	buffer_put(&shop->message, status == KAM_OK ? "" : kam_error_message(shop->kam));
	if (status == KAM_OK || status == KAM_FINDINGS)
		assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_OK);
	else
		kam_operation_rollback(shop->kam);
	return status;
}

static enum kam_status run(struct shop *shop, const char *record, const char *map, const char *csv)
{
	write_bytes(shop->file, csv, strlen(csv));
	return run_with(shop, (struct kam_import){ .record = record, .map = map });
}

/* It works, and adds, changes and leaves alone so many. */
#define assert_imports(shop, record, map, csv, is_added, is_changed, is_unchanged)                                     \
	do {                                                                                                           \
		assert_int_equal(run(shop, record, map, csv), KAM_OK);                                                  \
		assert_counts(shop, is_added, is_changed, is_unchanged);                                                \
	} while (0)
#define assert_counts(shop, is_added, is_changed, is_unchanged)                                                        \
	do {                                                                                                           \
		assert_string_equal(buffer_text(&(shop)->problems), "");                                                \
		assert_int_equal((shop)->result.added, is_added);                                                       \
		assert_int_equal((shop)->result.changed, is_changed);                                                   \
		assert_int_equal((shop)->result.unchanged, is_unchanged);                                               \
	} while (0)

/* Rows of the columns, | between cells, a line each, by id. */
static const char *rows(struct shop *shop, const char *record, const char *columns)
{
	struct kam_query query = { .record = record, .columns = columns, .sort = "id", .limit = -1, .unmask = true };
	struct kam_rows *found = NULL;

	buffer_reset(&shop->answer);
	assert_int_equal(kam_record_list(shop->kam, &query, &found), KAM_OK);
	while (kam_rows_step(found) == KAM_OK) {
		for (size_t i = 0; i < kam_rows_width(found); i++) {
			char scratch[KAM_SCRATCH_SIZE];
			size_t length;
			const char *text = kam_value_text(kam_rows_column(found, i)->kind, kam_rows_value(found, i), scratch, &length);

			buffer_format(&shop->answer, "%s%.*s", i > 0 ? "|" : "", (int)length, text);
		}
		buffer_put(&shop->answer, "\n");
	}
	kam_rows_free(found);
	return buffer_text(&shop->answer);
}

#define assert_rows(shop, record, columns, want) assert_string_equal(rows(shop, record, columns), want)

static void set(struct shop *shop, const char *record, const char *reference, const char *field, const char *value)
{
	struct kam_assignment assignment = { field, value };
	int64_t number;
	bool changed;

	assert_int_equal(kam_operation_begin(shop->kam), KAM_OK);
	assert_int_equal(kam_record_edit(shop->kam, record, reference, &assignment, 1, &changed), KAM_OK);
	assert_int_equal(kam_operation_commit(shop->kam, &number), KAM_OK);
}

/* ---- columns ---------------------------------------------------------------------------------------------------- */

static void test_headers_are_keys_or_titles(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "account", NULL,
	               "\xEF\xBB\xBF NAME ,行业,Region,employees,tag.圈子,Colour,founded\n"
	               "Acme,化工,North,\"1,200\",商会,red,1999.0\n",
	               1, 0, 0);
	assert_rows(shop, "account", "id,name,industry,region,employees,founded,kind,tag.圈子",
	            "A1|Acme|化工|North|1200|1999|b2b|商会\n");
	assert_string_equal(shop->result.unused, "Colour");
}

static void test_headers_that_do_not_fit(void **state)
{
	struct shop *shop = *state;

	assert_int_equal(run(shop, "account", NULL, "Firma,Ort\nAcme,Ulm\n"), KAM_BAD_DATA);
	assert_non_null(strstr(shop->message.text, "Firma, Ort"));
	assert_int_equal(run(shop, "account", NULL, "name,Name\nAcme,Acme\n"), KAM_BAD_DATA);
	assert_non_null(strstr(shop->message.text, "'name' and 'Name' both are name"));
	/* nothing recognises a record by its region, and a new one needs a name */
	assert_int_equal(run(shop, "account", NULL, "region\nNorth\n"), KAM_BAD_DATA);
	assert_non_null(strstr(shop->message.text, "name"));
	assert_int_equal(run(shop, "account", "name = Firma\n", "name,Ort\nAcme,Ulm\n"), KAM_BAD_DATA);
	assert_non_null(strstr(shop->message.text, "no column 'Firma', which m.map:1 names; it has: name, Ort"));
	assert_int_equal(run(shop, "account", "name = name\nnmae = Ort\n", "name,Ort\nAcme,Ulm\n"), KAM_BAD_DATA);
	assert_non_null(strstr(shop->message.text, "m.map:2: "));
	assert_int_equal(run(shop, "account", "name = name @ %d\n", "name\nAcme\n"), KAM_BAD_DATA);
	assert_int_equal(run(shop, "account", "name = name\ncreated_at = at\n", "name,at\nAcme,2020-01-01\n"), KAM_BAD_DATA);
	assert_rows(shop, "account", "id", "");
}

static void test_optional_columns(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "account", "name = Firma\nregion = Ort?\n", "Firma\nAcme\n", 1, 0, 0);
	assert_imports(shop, "account", "name = Firma\nregion = Ort?\n", "firma,Ort\nAcme,Ulm\n", 0, 1, 0);
	assert_rows(shop, "account", "id,name,region", "A1|Acme|Ulm\n");
}

static void test_without_header(void **state)
{
	struct shop *shop = *state;

	write_bytes(shop->file, "Acme,Ulm\nBeta,Bonn\n", 19);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .map = "name = 1\nregion = 2\n",
	                                                     .no_header = true }),
	                 KAM_OK);
	assert_rows(shop, "account", "id,name,region", "A1|Acme|Ulm\nA2|Beta|Bonn\n");
}

static void test_values_maps_and_templates(void **state)
{
	struct shop *shop = *state;
	const char *map = "title = '{Kind} for {Who}'\n"
	                  "ref = 'F-{@row}'\n"
	                  "stage = Deal | Won => won, Lost => lost, => identified, * => qualified\n"
	                  "opened_on = Day @ %d/%m/%y\n"
	                  "value = Amount | none => 0\n"
	                  "competitor = '{A}{B}'\n"
	                  "note = 'from the old system'\n"
	                  "tag.kind = Kind\n"
	                  "tag.* = *\n"
	                  "!empty ? n/a\n";

	assert_imports(shop, "bid", map,
	               "Kind,Who,Deal,Day,Amount,A,B,Series,Tier\n"
	               "Pump,Acme,Won,5/3/26,\"1,200.50\",x,y,P1,\n"
	               "Valve,?,,31/12/68,none,,, ? ,yes\n"
	               "Tube,Beta,Meeting,n/a,?,n/a,z,,\n",
	               3, 0, 0);
	assert_rows(shop, "bid", "ref,title,stage,opened_on,value,competitor,note,tag.Series,tag.Tier,tag.kind",
	            "F-1|Pump for Acme|won|2026-03-05|1200.50|xy|from the old system|P1||Pump\n"
	            "F-2|Valve for |identified|2068-12-31|0.00||from the old system||yes|Valve\n"
	            "F-3|Tube for Beta|qualified|||z|from the old system|||Tube\n");
	assert_null(shop->result.unused);
}

static void test_decimal_comma_and_currencies(void **state)
{
	struct shop *shop = *state;
	const char *csv = "title;value;cost;currency\n"
	                  "a;1.234,50;;\n"
	                  "b;JPY 500;20;\n"
	                  "c;7;;usd\n";

	write_bytes(shop->file, csv, strlen(csv));
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "bid", .decimal = ',' }), KAM_OK);
	assert_rows(shop, "bid", "title,value,cost,currency", "a|1234.50||CNY\nb|500|20|JPY\nc|7.00||USD\n");
	/* a row in two currencies is in none */
	assert_int_equal(run(shop, "bid", NULL, "title,value,cost\nd,USD 5,EUR 4\n"), KAM_BAD_DATA);
	assert_int_equal(run(shop, "bid", NULL, "title,value,currency\nd,USD 5,EUR\n"), KAM_BAD_DATA);
	/* the record's own currency holds where the file names none */
	assert_imports(shop, "bid", "ref = n\ntitle = t\nvalue = v\n", "n,t,v\n1,b,JPY 7\n", 1, 0, 0);
	assert_imports(shop, "bid", "ref = n\ntitle = t\nvalue = v\n", "n,t,v\n1,b,7\n", 0, 0, 1);
	assert_imports(shop, "bid", "ref = n\ntitle = t\nvalue = v\n", "n,t,v\n1,b,8\n", 0, 1, 0);
	assert_imports(shop, "bid", "ref = n\ntitle = t\nvalue = v\n", "n,t,v\n1,b,CNY 8\n", 0, 1, 0);
	assert_string_equal(strrchr(rows(shop, "bid", "ref,currency,value"), '1'), "1|CNY|8.00\n");
}

/* One instant in a zone of the map, one in the handle's. */
static void test_instants(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "bid", NULL, "ref,title\nX,x\n", 1, 0, 0);
	assert_imports(shop, "change",
	               "bid = bid\nfield = 'stage'\nnew = to\n"
	               "happened_at = '{day} {time}' @ %d.%m.%Y %H:%M [Asia/Shanghai]\n",
	               "bid,to,day,time\nX,won,1.3.2026,8:30\n", 1, 0, 0);
	assert_imports(shop, "change", NULL, "bid,field,happened_at\nX,value,2026-03-01 08:30\n", 1, 0, 0);
	assert_rows(shop, "change", "happened_at", "2026-03-01T00:30:00Z\n2026-03-01T08:30:00Z\n");
}

/* ---- guards and encodings ---------------------------------------------------------------------------------------- */

static void test_guards_are_taken_off_once(void **state)
{
	struct shop *shop = *state;
	const char *csv = "name,note,region,tag.x\n"
	                  "a,'=1+1,''=2,'@x\n"
	                  "b,'+86 10 1234,'plain,'-5\n"
	                  "c,\"=\"\"0012\"\"\",\"'\tT\",\"=\"\"7\"\"\"\n";

	assert_imports(shop, "account", NULL, csv, 3, 0, 0);
	/* a phone number or a figure would not have been guarded: that ' is the text's own */
	assert_rows(shop, "account", "name,note,region,tag.x",
	            "a|=1+1|'=2|@x\nb|'+86 10 1234|'plain|'-5\nc|0012|\tT|7\n");
	assert_imports(shop, "account", NULL, csv, 0, 0, 3);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .raw = true }), KAM_OK);
	assert_rows(shop, "account", "name,note,region,tag.x",
	            "a|'=1+1|''=2|'@x\nb|'+86 10 1234|'plain|'-5\nc|=\"0012\"|'\tT|=\"7\"\n");
}

static void test_encodings(void **state)
{
	struct shop *shop = *state;
	/* name,region / 华为技术有限公司,深圳 */
	static const char gb18030[] = "name,region\n\xBB\xAA\xCE\xAA\xBC\xBC\xCA\xF5\xD3\xD0\xCF\xDE\xB9\xAB\xCB\xBE,"
	                              "\xC9\xEE\xDB\xDA\n";
	/* name / 中, little endian, with its mark */
	static const char utf16[] = "\xFF\xFEn\0a\0m\0e\0\n\0\x2D\x4E\n\0";

	write_bytes(shop->file, gb18030, sizeof gb18030 - 1);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account" }), KAM_OK);
	write_bytes(shop->file, utf16, sizeof utf16 - 1);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account" }), KAM_OK);
	assert_rows(shop, "account", "name,region", "华为技术有限公司|深圳\n中|\n");
}

/* ---- recognising ------------------------------------------------------------------------------------------------- */

static void test_the_same_file_again_changes_nothing(void **state)
{
	struct shop *shop = *state;
	const char *csv = "name,region,tag.a\nAcme,North,1\nBeta,,\n";

	assert_imports(shop, "account", NULL, csv, 2, 0, 0);
	assert_imports(shop, "account", NULL, csv, 0, 0, 2);
	/* blank keeps; only what differs is written */
	assert_imports(shop, "account", NULL, "name,region,tag.a,industry\nAcme,,2,\nBeta,South,,\n", 0, 2, 0);
	assert_rows(shop, "account", "name,region,tag.a", "Acme|North|2\nBeta|South|\n");
	/* --clear erases */
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .clear = true }), KAM_OK);
	assert_counts(shop, 0, 1, 1);
	assert_rows(shop, "account", "name,region,tag.a", "Acme||2\nBeta|South|\n");
}

static void test_keys_in_their_order(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "account", NULL, "name,code,tax_id,ref\nAcme,AC,T1,R1\nBeta,BE,,\n", 2, 0, 0);
	assert_imports(shop, "account", NULL, "ref,name\nR1,Acme Ltd\n", 0, 1, 0);
	assert_imports(shop, "account", NULL, "code,name\nAC,Acme GmbH\n", 0, 1, 0);
	assert_imports(shop, "account", NULL, "tax_id,name\nT1,Acme SA\n", 0, 1, 0);
	/* the same name, but nothing in its ref yet: that record; another ref is another record */
	assert_imports(shop, "account", NULL, "ref,name\nR2,Beta\n", 0, 1, 0);
	assert_imports(shop, "account", NULL, "ref,name\nR3,Beta\n", 1, 0, 0);
	/* --key */
	write_bytes(shop->file, "name,note\nBeta,b\n", 17);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account" }), KAM_BAD_DATA);
	assert_string_equal(shop->problems.text,
	                    "2|name|Beta|more than one account has it (A2, A3); add a column id or ref\n");
	write_bytes(shop->file, "code,ref,region\nnew,R3,East\n", 28);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .key = "ref" }), KAM_OK);
	assert_rows(shop, "account", "id,code,name,ref,region", "A1|AC|Acme SA|R1|\nA2|BE|Beta|R2|\nA3|new|Beta|R3|East\n");
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .key = "name" }), KAM_USAGE);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .key = "colour" }), KAM_USAGE);
}

static void test_two_fields_make_a_key(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "account", NULL, "name\nAcme\nBeta\n", 2, 0, 0);
	assert_imports(shop, "contact", NULL, "account,name,title\nAcme,Li,buyer\nBeta,Li,\n", 2, 0, 0);
	assert_imports(shop, "contact", NULL, "account,name,title\nAcme,Li,head\nBeta,Li,\n", 0, 1, 1);
	assert_rows(shop, "contact", "account,name,title", "A1|Li|head\nA2|Li|\n");
}

static void test_identical_rows_are_counted(void **state)
{
	struct shop *shop = *state;
	const char *two = "title,value\nPump,100\nPump,100\nValve,5\n";
	const char *three = "value,title,note\n5,Valve,\n\"100.0\",Pump,\n100,Pump,\n100,Pump,\n";

	assert_imports(shop, "bid", NULL, two, 3, 0, 0);
	assert_imports(shop, "bid", NULL, two, 0, 0, 3);
	/* known by what the file said, however the record was edited since */
	set(shop, "bid", "B1", "value", "70");
	assert_imports(shop, "bid", NULL, two, 0, 0, 3);
	/* the order of columns and rows, the spelling of figures and empty columns make no difference */
	assert_imports(shop, "bid", NULL, three, 1, 0, 3);
	assert_imports(shop, "bid", NULL, three, 0, 0, 4);
	assert_rows(shop, "bid", "id,title,value", "B1|Pump|70.00\nB2|Pump|100.00\nB3|Valve|5.00\nB4|Pump|100.00\n");
}

static void test_the_same_key_twice(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "account", NULL, "name,region\nAcme,North\nAcme,North\nAcme,South\n", 1, 1, 1);
	assert_int_equal(shop->result.again, 1);
	assert_rows(shop, "account", "name,region", "Acme|South\n");
	assert_imports(shop, "account", NULL, "name,region\nAcme,South\nAcme,East\n", 0, 1, 1);
	assert_int_equal(shop->result.again, 1);
	assert_imports(shop, "account", NULL, "name,region\nAcme,West\n", 0, 1, 0);
	assert_int_equal(shop->result.again, 0);
}

static void test_exports_carry_ids(void **state)
{
	struct shop *shop = *state;
	const char *csv = "id,code,name,created_at,updated_at\n"
	                  "A7,,Acme,2020-01-02T03:04:05Z,2021-01-01T00:00:00Z\n"
	                  "A3,BETA,Beta,2020-01-02T03:04:05Z,2020-01-02T03:04:05Z\n";

	assert_imports(shop, "account", NULL, csv, 2, 0, 0);
	/* nothing is derived: no code is made for the one that had none */
	assert_rows(shop, "account", "id,code,name,created_at,updated_at",
	            "A3|BETA|Beta|2020-01-02T03:04:05Z|2020-01-02T03:04:05Z\n"
	            "A7||Acme|2020-01-02T03:04:05Z|2021-01-01T00:00:00Z\n");
	assert_imports(shop, "account", NULL, csv, 0, 0, 2);
	/* the next number is above all; times of rows without an id are kam's own */
	assert_imports(shop, "account", NULL, "id,name,created_at\n,Gamma,2020-01-01T00:00:00Z\nA3,Beta AG,\n", 1, 1, 0);
	assert_rows(shop, "account", "id,name,created_at,updated_at",
	            "A3|Beta AG|2020-01-02T03:04:05Z|2026-07-15T09:30:00Z\n"
	            "A7|Acme|2020-01-02T03:04:05Z|2021-01-01T00:00:00Z\n"
	            "A8|Gamma|2026-07-15T09:30:00Z|2026-07-15T09:30:00Z\n");
	assert_int_equal(run(shop, "account", NULL, "id,name\n10023,Delta\n"), KAM_BAD_DATA);
	assert_non_null(strstr(shop->problems.text, "2|id|10023|"));
	assert_non_null(strstr(shop->problems.text, "ref = id"));
}

/* ---- references -------------------------------------------------------------------------------------------------- */

static void test_a_parent_may_come_later(void **state)
{
	struct shop *shop = *state;

	/* a chain that runs against the order of the rows, over two files */
	write_bytes(shop->file, "name,parent\nc,b\nb,a\nx,y\n", 24);
	write_bytes(shop->second, "name,parent\ny,\nd,c\na,\n", 22);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .file_count = 2 }), KAM_OK);
	assert_counts(shop, 6, 0, 0);
	assert_rows(shop, "account", "name,parent.name", "y|\na|\nb|a\nx|y\nc|b\nd|c\n");
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .file_count = 2 }), KAM_OK);
	assert_counts(shop, 0, 0, 6);
}

static void test_references_not_found(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "account", NULL, "name\n华为技术有限公司\nBeta  AG\n", 2, 0, 0);
	assert_int_equal(run(shop, "account", NULL, "name,parent\na,华为技术有限公同\nb,c\nc,b\n"), KAM_BAD_DATA);
	assert_int_equal(shop->result.bad, 3);
	assert_non_null(strstr(shop->problems.text, "2|parent|华为技术有限公同|no account matches"));
	assert_non_null(strstr(shop->problems.text, "nearest: 华为技术 华为技术有限公司 (A1)"));
	assert_non_null(strstr(shop->problems.text, "\n3|parent|c|"));
	assert_rows(shop, "account", "name", "华为技术有限公司\nBeta  AG\n");
	/* exact names only, unless told otherwise */
	assert_int_equal(run(shop, "contact", NULL, "account,name\nbeta ag,Li\n"), KAM_BAD_DATA);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "contact", .loose = true }), KAM_OK);
	assert_int_equal(shop->result.loose, 1);
	assert_rows(shop, "contact", "account,name", "A2|Li\n");
}

static void test_create(void **state)
{
	struct shop *shop = *state;
	const char *map = "title = t\naccount = a\nowner = o\nproduct = p\n!create account status=active\n!create person product\n";

	assert_imports(shop, "bid", map, "t,a,o,p\n1,Acme,Li,Pump\n2,Acme,Wang,Pump\n", 2, 0, 0);
	assert_int_equal(shop->result.created, 4);
	assert_rows(shop, "account", "id,code,name,status", "A1|ACME|Acme|active\n");
	assert_rows(shop, "bid", "title,account,owner,product", "1|A1|PE1|PR1\n2|A1|PE2|PR1\n");
	assert_imports(shop, "bid", map, "t,a,o,p\n1,Acme,Li,Pump\n2,Acme,Wang,Pump\n", 0, 0, 2);
	assert_int_equal(shop->result.created, 0);
	/* an id that is gone is nobody's name */
	assert_int_equal(run(shop, "bid", map, "t,a\n1,A99\n"), KAM_BAD_DATA);
	/* what a record needs has to be given */
	assert_int_equal(run(shop, "bid", "title = t\nstage = s\n!create stage\n", "t,s\n1,x\n"), KAM_BAD_DATA);
	assert_string_equal(shop->problems.text != NULL ? shop->problems.text : "", "");
	assert_non_null(strstr(shop->message.text, "m.map:3: !create stage: it needs position too"));
	assert_int_equal(run(shop, "bid", "title = t\nowner = o\n!create people\n", "t,o\n1,x\n"), KAM_BAD_DATA);
	assert_imports(shop, "bid", "title = t\nstage = s\n!create stage position=99\n", "t,s\n1,x\n", 1, 0, 0);
	assert_rows(shop, "bid", "title,stage", "1|identified\n2|identified\n1|x\n");
}

/* Those who have rows are not made of their names, whenever their rows come. */
static void test_create_of_its_own_type(void **state)
{
	struct shop *shop = *state;
	const char *map = "name = n\nmanager = m\nregion = r\n!create manager\n";

	assert_imports(shop, "person", map, "n,m,r\nLi,Boss,North\nWang,Li,\nMid,Top,East\nZhao,Mid,\n", 4, 0, 0);
	assert_int_equal(shop->result.created, 2);
	assert_int_equal(shop->result.again, 0);
	assert_imports(shop, "person", map, "n,m,r\nLi,Boss,North\nWang,Li,\nMid,Top,East\nZhao,Mid,\n", 0, 0, 4);
	assert_rows(shop, "person", "name,manager.name,region", "Boss||\nLi|Boss|North\nWang|Li|\nTop||\nMid|Top|East\nZhao|Mid|\n");
}

/* ---- bad rows ---------------------------------------------------------------------------------------------------- */

static void test_all_or_nothing(void **state)
{
	struct shop *shop = *state;

	assert_int_equal(run(shop, "account", NULL,
	                     "name,kind,founded,since,parent\n"
	                     "good,b2b,1999,2020-01-01,\n"
	                     "bad,b3b,1999,,\n"
	                     ",b2b,,,\n"
	                     "short,b2b\n"
	                     "\"two\nlines\",b2b,old,,\n"
	                     "late,b2b,,tomorrow,\n"
	                     "child,b2b,,,good\n"),
	                 KAM_BAD_DATA);
	assert_int_equal(shop->result.rows, 7);
	assert_int_equal(shop->result.bad, 5);
	assert_string_equal(shop->problems.text,
	                    "3|kind|b3b|expected one of: b2b consumer channel internal\n"
	                    "4|name||empty, but every account needs name\n"
	                    "5|founded||the row has 2 of 5 cells; add what is missing, if only empty cells\n"
	                    "6|founded|old|expected a whole number such as 12\n"
	                    "8|since|tomorrow|expected a date such as 2026-03-01; a map can name another format: "
	                    "since = COLUMN @ %d/%m/%Y\n");
	assert_string_equal(shop->message.text,
	                    "5 of 7 rows are bad; nothing was imported (--skip-bad imports the others)");
	assert_rows(shop, "account", "id", "");
}

static void test_skip_bad(void **state)
{
	struct shop *shop = *state;
	const char *csv = "name,kind,tax_id,parent,tag.a\n"
	                  "good,b2b,T1,,1\n"
	                  "\"say \"\"x\"\", y\",b3b,,,'=1\n"
	                  "orphan,b2b,,nobody,\n"
	                  "child,b2b,,good,\n"
	                  "bad;too,b2b\n";
	char text[1024];
	FILE *file;
	size_t length;

	write_bytes(shop->file, csv, strlen(csv));
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .skip_bad = true,
	                                                     .rejects = shop->rejects }),
	                 KAM_FINDINGS);
	assert_int_equal(shop->result.added, 2);
	assert_int_equal(shop->result.bad, 3);
	assert_rows(shop, "account", "name,parent,tag.a", "good||1\nchild|A1|\n");
	file = fopen(shop->rejects, "r");
	assert_non_null(file);
	length = fread(text, 1, sizeof text - 1, file);
	text[length] = '\0';
	fclose(file);
	assert_string_equal(text, "name,kind,tax_id,parent,tag.a,problem\n"
	                          "\"say \"\"x\"\", y\",b3b,,,'=1,kind: expected one of: b2b consumer channel internal\n"
	                          "\"bad;too\",b2b,,,,\"tax_id: the row has 2 of 5 cells; add what is missing, if only empty "
	                          "cells\"\n"
	                          "orphan,b2b,,nobody,,\"parent: no account matches 'nobody'; see kam account list\"\n");
	/* what stands in the way is not written over */
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .skip_bad = true,
	                                                     .rejects = shop->rejects }),
	                 KAM_CANNOT_CREATE);
}

/* What the database itself refuses leaves nothing of the row: no tag, no entry of history. */
static void test_a_row_refused_late(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "bid", NULL, "ref,title,value\n1,a,10\n2,b,20\n", 2, 0, 0);
	write_bytes(shop->file, "id,ref,value,tag.x\nB1,2,99,t\nB2,2,21,u\n", 39);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "bid", .skip_bad = true }), KAM_FINDINGS);
	assert_string_equal(shop->problems.text, "2|||ref '2' is taken by B2; use another, or edit that one\n");
	assert_rows(shop, "bid", "id,ref,value,tag.x", "B1|1|10.00|\nB2|2|21.00|u\n");
	assert_rows(shop, "change", "bid", "");
}

static void test_a_file_that_breaks_off(void **state)
{
	struct shop *shop = *state;

	write_bytes(shop->file, "name\ngood\nb\"ad\nmore\n", 19);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .skip_bad = true }), KAM_BAD_DATA);
	assert_non_null(strstr(shop->problems.text, "3|name|"));
	assert_rows(shop, "account", "id", "");
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "account", .files = &(const char *){ "/no/such.csv" } }),
	                 KAM_NO_DATABASE);
}

static void test_interruption(void **state)
{
	struct shop *shop = *state;
	const char *files[] = { shop->file };
	struct kam_import import = { .record = "account", .files = files, .file_count = 1 };

	write_bytes(shop->file, "name\na\n", 7);
	assert_int_equal(kam_operation_begin(shop->kam), KAM_OK);
	shop->interrupted = 2;
	assert_int_equal(kam_import_run(shop->kam, &import, &shop->result), KAM_INTERRUPTED);
	kam_operation_rollback(shop->kam);
	shop->interrupted = 0;
	assert_imports(shop, "account", NULL, "name\na\n", 1, 0, 0);
}

/* ---- import states facts ----------------------------------------------------------------------------------------- */

static void test_history_of_changed_bids(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "bid", NULL, "ref,title,stage,value\n1,a,qualified,10\n", 1, 0, 0);
	assert_rows(shop, "change", "bid", "");
	assert_imports(shop, "bid", NULL, "ref,title,stage,value\n1,a,won,12\n", 0, 1, 0);
	assert_rows(shop, "change", "bid,field,old,new", "B1|stage|qualified|won\nB1|value|10.00|12.00\n");
	/* a row with kam's own id derives nothing */
	assert_imports(shop, "bid", NULL, "id,value\nB1,15\n", 0, 1, 0);
	assert_rows(shop, "change", "bid,field,old,new", "B1|stage|qualified|won\nB1|value|10.00|12.00\n");
}

static void test_settings_are_known_by_name(void **state)
{
	struct shop *shop = *state;

	assert_imports(shop, "setting", NULL, "id,name,value,standard,kind,about\nST9,stalled_days,30,5,text,x\n", 0, 1, 0);
	assert_string_equal(kam_setting(shop->kam, "stalled_days"), "30");
	assert_int_equal(run(shop, "setting", NULL, "name,value\nnone_such,1\n"), KAM_BAD_DATA);
}

/* ---- large ones -------------------------------------------------------------------------------------------------- */

/* Names of a table's indexes, a line each. */
static const char *indexes(struct shop *shop, const char *table)
{
	struct statement *statement = NULL;

	buffer_reset(&shop->answer);
	assert_int_equal(store_prepare(shop->kam, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND "
	                                          "tbl_name = :table ORDER BY name", &statement),
	                 KAM_OK);
	store_bind_text(statement, ":table", table);
	while (store_step(statement) == KAM_OK)
		buffer_format(&shop->answer, "%s: %s\n", store_text(statement, 0), store_text(statement, 1));
	store_finalize(statement);
	return buffer_text(&shop->answer);
}

static int64_t number(struct shop *shop, const char *sql)
{
	int64_t found = -1;

	assert_int_equal(store_get_integer(shop->kam, sql, NULL, 0, &found), KAM_OK);
	return found;
}

#define LARGE 60000

/* So many bids in no order of their refs, each tenth thousandth one once more at the end. */
static void write_large(const char *path, const char *last)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "ref,title,value,stage,tag.size\n");
	for (int i = 0; i < LARGE; i++)
		fprintf(file, "R%d,deal %d,%d,qualified,%s\n", (int)(i * 7919LL % LARGE), i, i, i % 1000 == 0 ? "large" : "");
	for (int i = 0; i < LARGE; i += 10000)
		fprintf(file, "R%d,deal %d,%d,won,\n", (int)(i * 7919LL % LARGE), i, i);
	fprintf(file, "%s", last);
	assert_int_equal(fclose(file), 0);
}

static void test_a_large_import(void **state)
{
	struct shop *shop = *state;
	char *before = strdup(indexes(shop, "bid")), *tags = strdup(indexes(shop, "tag"));

	/* refused at the very end: the indexes were never gone */
	write_large(shop->file, "Rx,bad,much,won,\n");
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "bid" }), KAM_BAD_DATA);
	assert_string_equal(shop->problems.text, "60008|value|much|expected an amount such as 1200.50 or 12.5万 or USD 3k\n");
	assert_string_equal(indexes(shop, "bid"), before);
	assert_int_equal(number(shop, "SELECT count(*) FROM bid"), 0);
	write_large(shop->file, "");
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "bid" }), KAM_OK);
	assert_counts(shop, LARGE, 6, 0);
	assert_int_equal(shop->result.again, 6);
	assert_string_equal(indexes(shop, "bid"), before);
	assert_string_equal(indexes(shop, "tag"), tags);
	assert_int_equal(number(shop, "SELECT count(*) FROM bid WHERE ref IS NOT NULL"), LARGE);
	assert_int_equal(number(shop, "SELECT count(*) FROM tag WHERE record = 'bid'"), LARGE / 1000);
	assert_int_equal(number(shop, "SELECT count(*) FROM change"), 6);
	/* the journal has one entry for all bids that came, and one for their tags */
	assert_int_equal(number(shop, "SELECT count(*) FROM journal WHERE action = 'insert' AND record = 'bid'"), 1);
	assert_int_equal(number(shop, "SELECT count(*) FROM journal WHERE action = 'insert' AND record = 'tag' AND "
	                              "operation > 1"),
	                 1);
	assert_int_equal(number(shop, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
	/* the six change back and forth, for the file says both */
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "bid" }), KAM_OK);
	assert_counts(shop, 0, 12, LARGE - 6);
	free(before);
	free(tags);
}

/* Two files that tell their rows apart by different fields; both large. */
static void test_large_files_of_different_keys(void **state)
{
	struct shop *shop = *state;
	char *before = strdup(indexes(shop, "product"));
	FILE *first = fopen(shop->file, "w"), *second = fopen(shop->second, "w");

	assert_non_null(first);
	assert_non_null(second);
	fprintf(first, "ref,name\n");
	fprintf(second, "name,line\n");
	for (int i = 0; i < LARGE; i++) {
		fprintf(first, "R%d,product %d\n", i, i);
		fprintf(second, "product %d,%s\n", i * 2, i % 2 == 0 ? "a" : "b");
	}
	assert_int_equal(fclose(first) + fclose(second), 0);
	assert_int_equal(run_with(shop, (struct kam_import){ .record = "product", .file_count = 2 }), KAM_OK);
	/* half of the second file's are new */
	assert_counts(shop, LARGE + LARGE / 2, LARGE / 2, 0);
	assert_string_equal(indexes(shop, "product"), before);
	assert_int_equal(number(shop, "SELECT count(*) FROM product WHERE line = 'a'"), LARGE / 2);
	free(before);
}

#define test(name) cmocka_unit_test_setup_teardown(name, open_shop, close_shop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(test_headers_are_keys_or_titles),
		test(test_headers_that_do_not_fit),
		test(test_optional_columns),
		test(test_without_header),
		test(test_values_maps_and_templates),
		test(test_decimal_comma_and_currencies),
		test(test_instants),
		test(test_guards_are_taken_off_once),
		test(test_encodings),
		test(test_the_same_file_again_changes_nothing),
		test(test_keys_in_their_order),
		test(test_two_fields_make_a_key),
		test(test_identical_rows_are_counted),
		test(test_the_same_key_twice),
		test(test_exports_carry_ids),
		test(test_a_parent_may_come_later),
		test(test_references_not_found),
		test(test_create),
		test(test_create_of_its_own_type),
		test(test_all_or_nothing),
		test(test_skip_bad),
		test(test_a_row_refused_late),
		test(test_a_file_that_breaks_off),
		test(test_interruption),
		test(test_history_of_changed_bids),
		test(test_settings_are_known_by_name),
		test(test_a_large_import),
		test(test_large_files_of_different_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
