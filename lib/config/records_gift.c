/* Gifts to choose from, and what custom and policy forbid. */
#include "kam/internal/describe.h"

static const struct kam_field catalogue_fields[] = {
	FIELDS_BEGIN,
	{ .name = "title", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Title"),
	  .title_zh = "礼品名称", .help = N_("what it is") },
	{ .name = "style", .kind = KAM_CHOICE, .flags = KAM_LISTED,
	  .choices = "health business home technology fashion culture", .title = N_("Style"), .title_zh = "礼品风格",
	  .help = N_("what kind of gift") },
	{ .name = "price", .kind = KAM_MONEY, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Price"),
	  .title_zh = "价格", .help = N_("what it costs") },
	{ .name = "season", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Season"), .title_zh = "适用季节",
	  .help = N_("when it is fit to be given") },
	{ .name = "lead_days", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = 0, .maximum = 1000,
	  .title = N_("Lead days"), .title_zh = "备货天数", .help = N_("days from order to delivery") },
	{ .name = "cash_equivalent", .kind = KAM_FLAG, .flags = KAM_LISTED, .title = N_("Cash equivalent"),
	  .title_zh = "等同现金", .help = N_("as good as money: a card, a voucher") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type catalogue_type = {
	.name = "catalogue", .command = "config", .prefix = "CG", .title = N_("Catalogue item"),
	.title_zh = "礼品目录", .help = N_("a gift to choose from"), .label = "title", .same = "title",
	.names = "ref title", .order = "title", .tags = true, .fields = catalogue_fields,
};

static const struct kam_field taboo_fields[] = {
	FIELDS_BEGIN,
	{ .name = "region", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Region"), .title_zh = "地域",
	  .help = N_("to people from there; empty: any") },
	{ .name = "faith", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Faith"), .title_zh = "信仰",
	  .help = N_("to people of that faith; empty: any") },
	{ .name = "relation", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Relation"), .title_zh = "关系",
	  .help = N_("to people so known to us; empty: any") },
	{ .name = "gender", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Gender"), .title_zh = "性别",
	  .help = N_("to people of that gender; empty: any") },
	{ .name = "tag", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Gift tag"),
	  .title_zh = "礼品标签", .help = N_("gifts with this tag") },
	{ .name = "effect", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED, .choices = "block warn",
	  .initial = "block", .title = N_("Effect"), .title_zh = "处理方式", .help = N_("block: never; warn: say so") },
	{ .name = "why", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Why"),
	  .title_zh = "禁忌原因", .help = N_("what it means to them") },
	FIELDS_END,
};

const struct kam_type taboo_type = {
	.name = "taboo", .command = "config", .prefix = "TB", .title = N_("Taboo"), .title_zh = "送礼禁忌",
	.help = N_("what custom forbids to give to whom"), .label = "tag",
	.same = "region? + faith? + relation? + gender? + tag + effect", .names = "ref", .order = "tag",
	.fields = taboo_fields,
};

static const struct kam_field festival_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "节日名称", .help = N_("name of the festival") },
	{ .name = "day", .kind = KAM_DATE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Day"),
	  .title_zh = "日期", .help = N_("which day") },
	{ .name = "calendar", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Calendar"), .title_zh = "历法",
	  .help = N_("by whose calendar, such as lunar") },
	FIELDS_END,
};

const struct kam_type festival_type = {
	.name = "festival", .command = "config", .prefix = "FE", .title = N_("Festival"), .title_zh = "节日",
	.help = N_("a festival and its date in one year"), .label = "name", .same = "calendar? + day + name",
	.names = "ref name", .order = "day", .fields = festival_fields,
};

static const struct kam_field giftlimit_fields[] = {
	FIELDS_BEGIN,
	{ .name = "tier", .kind = KAM_CHOICE, .flags = KAM_LISTED, .choices = "key major standard tail",
	  .title = N_("Tier"), .title_zh = "客户等级", .help = N_("for which customers; empty: any") },
	{ .name = "level", .kind = KAM_CHOICE, .flags = KAM_LISTED, .choices = "staff manager director executive",
	  .title = N_("Level"), .title_zh = "层级", .help = N_("for people how high up; empty: any") },
	{ .name = "occasion", .kind = KAM_CHOICE, .flags = KAM_LISTED,
	  .choices = "festival birthday thanks celebration visit promotion other", .title = N_("Occasion"),
	  .title_zh = "送礼事由", .help = N_("for which occasion; empty: any") },
	{ .name = "per_gift", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Per gift"), .title_zh = "单件限额",
	  .help = N_("most for one gift") },
	{ .name = "per_person_year", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Per person"),
	  .title_zh = "每人每年限额", .help = N_("most for one person in a year") },
	{ .name = "per_account_year", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Per account"),
	  .title_zh = "每客户每年限额", .help = N_("most for one customer in a year") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type giftlimit_type = {
	.name = "giftlimit", .command = "config", .prefix = "GL", .title = N_("Gift limit"), .title_zh = "礼品限额",
	.help = N_("what gifts may cost"), .label = "tier", .same = "tier? + level? + occasion?", .names = "ref",
	.order = "tier", .fields = giftlimit_fields,
};
