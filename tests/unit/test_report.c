/* The reports that come with kam, on a few records whose figures were worked out by hand. */
#include "test.h"

#include "report_shop.h"

#define SOME(...) (const struct kam_assignment[]){ __VA_ARGS__ }

static const char *const sales[] = {
	"person name=Boss", "person name=李雷|manager=Boss", "person name=Han|manager=Boss", "account name=Acme",
	/* 1 and 2: 1,000.00 and, at the rate of the day it closed, 100 x 7.5 */
	"bid title=one|account=Acme|owner=李雷|stage=won|closed_on=2026-02-01|value=1000",
	"bid title=two|account=Acme|owner=李雷|stage=won|closed_on=2026-03-01|value=100|currency=USD",
	"bid title=three|account=Acme|owner=李雷|stage=lost|closed_on=2026-03-02|value=500|reason=no_decision",
	"bid title=four|account=Acme|owner=Han|stage=lost|closed_on=2026-04-01|value=300|reason=price",
	/* another year */
	"bid title=five|account=Acme|owner=Han|stage=won|closed_on=2025-12-31|value=999",
	/* nobody's, and without a rate */
	"bid title=six|account=Acme|stage=won|closed_on=2026-05-05|value=50|currency=EUR",
	"bid title=seven|account=Acme|owner=Han|stage=withdrawn|closed_on=2026-05-06",
	"bid title=eight|account=Acme|stage=identified|value=200|close_on=2026-08-01|owner=Han",
	"bid title=nine|account=Acme|stage=offered|owner=Han",
	"bid title=ten|account=Acme|stage=offered|value=1001.01|probability=33.33|owner=李雷",
	"bid title=eleven|account=Acme|owner=李雷|stage=lost", "undated eleven",
	/* how far the fourth had come before it was lost */
	"change bid=four|happened_at=2026-03-20T08:00:00Z|field=stage|old=identified|new=offered",
	"change bid=four|happened_at=2026-04-01T08:00:00Z|field=stage|old=offered|new=lost", NULL,
};

static int open_sales(void **state)
{
	*state = shop_new(sales);
	return 0;
}

static int close_shop(void **state)
{
	shop_free(*state);
	return 0;
}

static void wins_by_owner(void **state)
{
	const char *text = shop_run(*state, "winrate",
	                            (struct kam_report_request){ .arguments = SOME({ "period", "2026" }),
	                                                         .argument_count = 1, .limit = -1 },
	                            KAM_OK);

	/* 3 of 5; without the one that nobody decided, 3 of 4; 1,750 of 2,550 */
	assert_string_equal(text, "[total]\n"
	                          "won|lost|rate|no_decision|decided_rate|won_value|lost_value|value_rate|mean_won\n"
	                          "3|2|60.00|1|75.00|1750.00|800.00|68.63|583.33\n"
	                          "note: 1 bid in a currency without a rate, in no sum\n"
	                          "[rate]\n"
	                          "name|won|lost|rate|no_decision|decided_rate|won_value|lost_value|value_rate|mean_won\n"
	                          "Han|0|1|0.00|0|0.00|0.00|300.00|0.00|NA\n"
	                          "李雷|2|1|66.67|1|100.00|1750.00|500.00|77.78|875.00\n"
	                          "|1|0|100.00|0|100.00|0.00|0.00|NA|0.00\n");
}

/* Sorting and cutting are the main section's; nothing is first where it is empty. */
static void wins_arranged(void **state)
{
	struct kam_report_request request = { .arguments = SOME({ "period", "all" }, { "by", "owner.manager" }),
		                              .argument_count = 2, .section = "rate", .columns = "won,name", .limit = -1 };

	assert_string_equal(shop_run(*state, "winrate", request, KAM_OK),
	                    "[rate]\nwon|name\n3|Boss\n1|\n"
	                    "note: 1 bid in a currency without a rate, in no sum\n");
	request.arguments = SOME({ "period", "2026" }, { "by", "closed_on.month" });
	request.columns = "name,rate";
	request.sort = "-rate,-name";
	request.limit = 3;
	assert_string_equal(shop_run(*state, "winrate", request, KAM_OK),
	                    "[rate]\nname|rate\n2026-05|100.00\n2026-02|100.00\n2026-03|50.00\n"
	                    "note: 1 bid in a currency without a rate, in no sum\n");
	request.where = "value > 400 and not owner = Han";
	request.sort = "name";
	request.limit = -1;
	assert_string_equal(shop_run(*state, "winrate", request, KAM_OK),
	                    "[rate]\nname|rate\n2026-02|100.00\n2026-03|50.00\n");
}

static void rows_behind_a_line(void **state)
{
	struct kam_report_request request = { .arguments = SOME({ "period", "2026" }), .argument_count = 1, .limit = -1,
		                              .columns = "id,title,value,stage", .line = "李雷" };

	assert_string_equal(shop_run(*state, "winrate", request, KAM_OK),
	                    "[rate]\nid|title|value|stage\nB1|one|1000.00|won\nB2|two|750.00|won\nB3|three|500.00|lost\n");
	request.line = "ｈａｎ"; /* case and width apart */
	assert_string_equal(shop_run(*state, "winrate", request, KAM_OK),
	                    "[rate]\nid|title|value|stage\nB4|four|300.00|lost\n");
	request.line = "";
	assert_string_equal(shop_run(*state, "winrate", request, KAM_OK), "[rate]\nid|title|value|stage\nB6|six||won\n");
	request.line = "Ham";
	assert_string_equal(shop_run(*state, "winrate", request, KAM_NOT_FOUND),
	                    "no line 'Ham' in section rate of the report winrate; there are 'Han', '李雷', ''");
}

static void win_rate_explained(void **state)
{
	const char *text = shop_run(*state, "winrate", (struct kam_report_request){ .limit = -1, .explain = true }, KAM_OK);

	assert_non_null(strstr(text, "period: this year, 2026-01-01 to 2026-12-31"));
	assert_non_null(strstr(text, "Win rate (rate) = Won ÷ (Won + Lost) × 100, NA where that divides by zero\n"));
	assert_non_null(strstr(text, "Rate of decided (decided_rate) = Won ÷ (Won + Lost − No decision) × 100"));
	assert_non_null(strstr(text, "left out: 3 bids still open\n"));
	assert_non_null(strstr(text, "left out: 1 withdrawn bid\n"));
	assert_non_null(strstr(text, "left out: 1 won and lost bid without that date\n"));
	assert_non_null(strstr(text, "beware: 1 bid in a currency without a rate"));
	assert_non_null(strstr(text, "kam report winrate --explain <name>\n"));
}

/* What closed in a period against what was opened in it. */
static void wins_by_cohort(void **state)
{
	assert_string_equal(shop_run(*state, "winrate",
	                             (struct kam_report_request){
	                                     .arguments = SOME({ "period", "2026" }, { "dated", "created_at" }),
	                                     .argument_count = 2, .section = "total", .columns = "won,lost", .limit = -1 },
	                             KAM_OK),
	                    "[total]\nwon|lost\n4|3\nnote: 1 bid in a currency without a rate, in no sum\n");
}

static void open_bids_by_stage(void **state)
{
	/* 1,001.01 x 33.33 % = 333.64; a mean of 600.505 is rounded away from zero */
	assert_string_equal(shop_run(*state, "pipeline", (struct kam_report_request){ .limit = -1 }, KAM_OK),
	                    "[total]\nbids|without_value|value|weighted|mean\n3|1|1201.01|353.64|600.51\n"
	                    "[open]\nname|bids|without_value|value|weighted|mean\n"
	                    "identified|1|0|200.00|20.00|200.00\noffered|2|1|1001.01|333.64|1001.01\n");
	assert_string_equal(shop_run(*state, "pipeline",
	                             (struct kam_report_request){ .arguments = SOME({ "period", "2026-Q3" }),
	                                                          .argument_count = 1, .section = "total", .limit = -1 },
	                             KAM_OK),
	                    "[total]\nbids|without_value|value|weighted|mean\n1|0|200.00|20.00|200.00\n");
	assert_non_null(strstr(shop_run(*state, "pipeline",
	                                (struct kam_report_request){ .arguments = SOME({ "period", "2026-Q3" }),
	                                                             .argument_count = 1, .explain = true, .limit = -1 },
	                                KAM_OK),
	                       "left out: 2 open bids without an expected decision\n"));
}

static void stages_reached(void **state)
{
	/* Four were won, the fourth went to offered before it was lost, two are there now: 7 of 11, then 4 of 7. */
	assert_string_equal(shop_run(*state, "funnel",
	                             (struct kam_report_request){ .arguments = SOME({ "period", "all" }),
	                                                          .argument_count = 1, .limit = -1 },
	                             KAM_OK),
	                    "[funnel]\nstage|reached|went_on|conversion|here|lost|withdrawn|lost_rate|value\n"
	                    "identified|11|7|63.64|1|2|1|18.18|4750.01\noffered|7|4|57.14|2|1|0|14.29|4050.01\n"
	                    "won|4|||4|0|0|0.00|2749.00\n"
	                    "note: 1 bid in a currency without a rate, in no sum\n");
	assert_string_equal(shop_run(*state, "funnel",
	                             (struct kam_report_request){ .arguments = SOME({ "period", "all" }), .columns = "title",
	                                                          .argument_count = 1, .limit = -1, .line = "offered" },
	                             KAM_OK),
	                    "[funnel]\ntitle\none\ntwo\nfour\nfive\nsix\nnine\nten\n");
}

static void what_it_does_not_take(void **state)
{
	const struct {
		struct kam_report_request request;
		const char *report;
		enum kam_status status;
		const char *message;
	} refusals[] = {
		{ { .arguments = SOME({ "by", "ownr" }), .argument_count = 1, .limit = -1 }, "winrate", KAM_USAGE,
		  "--by 'ownr': bid has no field 'ownr'; nearest: owner" },
		{ { .arguments = SOME({ "dated", "title" }), .argument_count = 1, .limit = -1 }, "winrate", KAM_USAGE,
		  "--dated 'title': 'title' is no date" },
		{ { .arguments = SOME({ "since", "x" }), .argument_count = 1, .limit = -1 }, "winrate", KAM_USAGE,
		  "the report winrate takes no --since" },
		{ { .section = "rates", .limit = -1 }, "winrate", KAM_USAGE,
		  "the report winrate has no section 'rates'; there are total, rate" },
		{ { .sort = "x", .section = "total", .limit = -1 }, "winrate", KAM_USAGE,
		  "--sort: there is no column 'x'; there are won, lost, rate, no_decision, decided_rate, "
		  "won_value, lost_value, value_rate, mean_won" },
		{ { .columns = "won,won", .section = "total", .limit = -1 }, "winrate", KAM_USAGE,
		  "--columns: won is named twice" },
		{ { .line = "x", .limit = -1 }, "weekly", KAM_USAGE,
		  "the report weekly has several sections; say which with --section: bridge, moved, slipped, decided, new, stalled, decide, asked, due" },
		{ { .line = "x", .section = "total", .limit = -1 }, "winrate", KAM_USAGE,
		  "section total of the report winrate does not say which rows are behind a line" },
		{ { .limit = -1 }, "winrat", KAM_NOT_FOUND, "there is no report 'winrat'; nearest: winrate" },
	};

	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		assert_string_equal(shop_run(*state, refusals[i].report, refusals[i].request, refusals[i].status),
		                    refusals[i].message);
	assert_non_null(strstr(shop_run(*state, "winrate",
	                                (struct kam_report_request){ .arguments = SOME({ "period", "20x" }),
	                                                             .argument_count = 1, .limit = -1 },
	                                KAM_BAD_VALUE),
	                       "--period '20x': expected a period such as 2026"));
}

static void all_of_them_would_run(void **state)
{
	static const char *const names[] = { "winrate", "pipeline", "funnel", "weekly" };
	struct shop *shop = *state;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct kam_report *report = NULL;

		assert_int_equal(kam_report_find(shop->kam, names[i], NULL, &report), KAM_OK);
		if (kam_report_check(shop->kam, report) != KAM_OK)
			print_message("%s\n", kam_error_message(shop->kam));
		assert_int_equal(kam_report_check(shop->kam, report), KAM_OK);
		kam_report_free(report);
	}
}

/* ---- the weekly meeting; last week is 6 to 12 July ---- */

static const char *const week[] = {
	"person name=Han", "person name=Li|login=li", "account name=Acme",
	/* open all the time, 1,000 grown to 1,200 */
	"bid title=k1|account=Acme|owner=Han|stage=identified|opened_on=2026-06-01|value=1200|submit_by=2026-07-29",
	"change bid=k1|happened_at=2026-07-08T10:00:00Z|field=value|old=1000.00|new=1200.00",
	/* shrunk, then won */
	"bid title=k2|account=Acme|stage=won|opened_on=2026-06-01|closed_on=2026-07-09|value=700",
	"change bid=k2|happened_at=2026-07-07T10:00:00Z|field=value|old=800.00|new=700.00",
	/* new; what changed after the week is not seen */
	"bid title=k3|account=Acme|stage=offered|opened_on=2026-07-06|value=500|close_on=2026-07-14",
	"change bid=k3|happened_at=2026-07-14T10:00:00Z|field=value|old=450.00|new=500.00",
	/* new and lost */
	"bid title=k4|account=Acme|stage=lost|opened_on=2026-07-10|closed_on=2026-07-12|value=90",
	/* decided on the first day, and on the day before it */
	"bid title=k5|account=Acme|stage=lost|opened_on=2026-05-01|closed_on=2026-07-06|value=60|reason=price",
	"bid title=k6|account=Acme|stage=won|opened_on=2026-05-01|closed_on=2026-07-05|value=5000",
	/* opened on the day after it */
	"bid title=k7|account=Acme|stage=identified|opened_on=2026-07-13|value=77|close_on=2026-07-30",
	/* dollars at 7.5 */
	"bid title=k8|account=Acme|stage=identified|opened_on=2026-06-02|value=10|currency=USD",
	"change bid=k8|happened_at=2026-07-09T10:00:00Z|field=value|old=8.00|new=10.00",
	/* withdrawn without a closing date, opened when it was entered */
	"bid title=k9|account=Acme|stage=withdrawn|value=40", "undated k9",
	"change bid=k9|happened_at=2026-07-10T10:00:00Z|field=stage|old=identified|new=withdrawn",
	/* lost before, taken up again */
	"bid title=k10|account=Acme|stage=identified|opened_on=2026-06-01|value=33",
	"change bid=k10|happened_at=2026-07-01T10:00:00Z|field=stage|old=identified|new=lost",
	"change bid=k10|happened_at=2026-07-11T10:00:00Z|field=stage|old=lost|new=identified",
	/* asked for; granted; of a bid that was lost */
	"checkitem bid=k1|stage=identified|kind=resource|title=test bench|needed_by=2026-07-20",
	"checkitem bid=k1|stage=identified|kind=resource|title=van|needed_by=2026-07-20|granted_on=2026-06-01",
	"checkitem bid=k4|stage=offered|kind=resource|title=crane",
	/* nothing happened since it was opened; the next one has had a visit */
	"bid title=k11|account=Acme|stage=offered|opened_on=2026-05-20",
	"checkitem bid=k11|stage=offered|kind=resource|title=engineer",
	"bid title=k12|account=Acme|stage=offered|opened_on=2026-05-20",
	"touch account=Acme|bid=k12|channel=visit|happened_at=2026-07-01T10:00:00Z", NULL,
};

static int open_week(void **state)
{
	*state = shop_new(week);
	return 0;
}

/* 1000 + 800 + 60 + 60 + 40 = 1960, and 1960 + 540 + 33 + 215 - 100 - 700 - 150 - 40 = 1758 = 1200 + 450 + 75 + 33 */
static void bridge_adds_up(void **state)
{
	assert_string_equal(shop_run(*state, "weekly", (struct kam_report_request){ .section = "bridge", .limit = -1 }, KAM_OK),
	                    "[bridge]\nline|bids|value\n"
	                    "open at start|7|1960.00\nnew|2|540.00\nreopened|1|33.00\ngrown||215.00\nshrunk||-100.00\n"
	                    "won|-1|-700.00\nlost|-2|-150.00\nwithdrawn|-1|-40.00\nopen at end|6|1758.00\n");
	assert_string_equal(shop_run(*state, "weekly",
	                             (struct kam_report_request){ .section = "bridge", .line = "lost", .limit = -1 }, KAM_OK),
	                    "[bridge]\nid|title|account|owner|stage|amount\nB4|k4|Acme||lost|-90.00\nB5|k5|Acme||lost|-60.00\n");
	assert_string_equal(shop_run(*state, "weekly",
	                             (struct kam_report_request){ .section = "bridge", .limit = -1, .where = "owner = Han" },
	                             KAM_OK),
	                    "[bridge]\nline|bids|value\n"
	                    "open at start|1|1000.00\nnew|0|0.00\nreopened|0|0.00\ngrown||200.00\nshrunk||0.00\n"
	                    "won|0|0.00\nlost|0|0.00\nwithdrawn|0|0.00\nopen at end|1|1200.00\n");
}

static void rest_of_the_meeting(void **state)
{
	static const struct {
		const char *section, *columns, *want;
	} sections[] = {
		{ "moved", "happened_at,id,old,new",
		  "[moved]\nhappened_at|id|old|new\n2026-07-10T10:00:00Z|B9|identified|withdrawn\n"
		  "2026-07-11T10:00:00Z|B10|lost|identified\n" },
		{ "decided", "closed_on,title,outcome,reason,value",
		  "[decided]\nclosed_on|title|outcome|reason|value\n2026-07-06|k5|lost|price|60.00\n2026-07-09|k2|won||700.00\n"
		  "2026-07-12|k4|lost||90.00\n" },
		{ "new", "opened_on,title,value", "[new]\nopened_on|title|value\n2026-07-06|k3|500.00\n2026-07-10|k4|90.00\n" },
		/* 20 May is 56 days ago */
		{ "stalled", "days,title", "[stalled]\ndays|title\n56|k11\n" },
		{ "asked", "needed_by,what,title",
		  "[asked]\nneeded_by|what|title\n2026-07-20|test bench|k1\n|engineer|k11\n" },
		{ "due", "due_on,days,what,title",
		  "[due]\ndue_on|days|what|title\n2026-07-14|-1|decision|k3\n2026-07-29|14|hand in|k1\n" },
	};

	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		assert_string_equal(shop_run(*state, "weekly",
		                             (struct kam_report_request){ .section = sections[i].section,
		                                                          .columns = sections[i].columns, .limit = -1 },
		                             KAM_OK),
		                    sections[i].want);
}

int main(void)
{
	const struct CMUnitTest sold[] = {
		cmocka_unit_test(wins_by_owner),      cmocka_unit_test(wins_arranged),
		cmocka_unit_test(rows_behind_a_line), cmocka_unit_test(win_rate_explained),
		cmocka_unit_test(wins_by_cohort),     cmocka_unit_test(open_bids_by_stage),
		cmocka_unit_test(stages_reached),     cmocka_unit_test(what_it_does_not_take),
		cmocka_unit_test(all_of_them_would_run),
	};
	const struct CMUnitTest met[] = {
		cmocka_unit_test(bridge_adds_up),
		cmocka_unit_test(rest_of_the_meeting),
	};
	int failed = cmocka_run_group_tests_name("reports", sold, open_sales, close_shop);

	return failed + cmocka_run_group_tests_name("weekly", met, open_week, close_shop);
}
