/* How a customer buys, what we learnt of it, and who else is there: buying steps, insights, rivals. */
#include "kam/internal/describe.h"

static const struct kam_field buystep_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "account", .title = N_("Account"), .title_zh = "客户", .help = N_("whose process") },
	{ .name = "position", .kind = KAM_INTEGER, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .minimum = 1,
	  .maximum = 1000, .title = N_("Position"), .title_zh = "序号", .help = N_("its place in the process: 1, 2 …") },
	{ .name = "what", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Step"),
	  .title_zh = "环节内容", .help = N_("what happens in it") },
	{ .name = "decided_by", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "contact",
	  .title = N_("Decided by"), .title_zh = "决策人", .help = N_("who decides it") },
	{ .name = "threshold", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Threshold"),
	  .title_zh = "审批金额", .help = N_("amount from which it is needed") },
	{ .name = "usual", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Usually"), .title_zh = "通常时间",
	  .help = N_("the month it falls in, or the days it takes") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type buystep_type = {
	.name = "buystep", .command = "account", .prefix = "BS", .title = N_("Buying step"), .title_zh = "采购环节",
	.help = N_("one step of a customer's buying and deciding process"), .label = "what",
	.same = "account + position", .names = "ref", .order = "account,position", .fields = buystep_fields,
};

static const struct kam_field insight_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "account", .title = N_("Account"), .title_zh = "客户", .help = N_("the customer") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED,
	  .choices = "goal pressure initiative budget competitor risk", .initial = "goal", .title = N_("Kind"),
	  .title_zh = "类型", .help = N_("what kind of thing it is") },
	{ .name = "severity", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = 1, .maximum = 4,
	  .title = N_("Severity"), .title_zh = "严重程度", .help = N_("critical 1 … slight 4") },
	{ .name = "body", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("What"),
	  .title_zh = "内容", .help = N_("what we learnt") },
	{ .name = "origin", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Origin"), .title_zh = "信息来源",
	  .help = N_("where we know it from") },
	{ .name = "seen_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Seen"), .title_zh = "发现日期",
	  .help = N_("day we learnt it") },
	{ .name = "expires_on", .kind = KAM_DATE, .title = N_("Expires"), .title_zh = "失效日期",
	  .help = N_("last day on which it counts") },
	{ .name = "age", .kind = KAM_INTEGER, .flags = KAM_LISTED | KAM_COMPUTED, .title = N_("Days old"),
	  .title_zh = "距今天数", .help = N_("days since we learnt it"),
	  .expression = "CAST(julianday(:today) - julianday(coalesce(@.seen_on, kam_day(@.created_at))) AS INTEGER)" },
	{ .name = "expired", .kind = KAM_FLAG, .flags = KAM_COMPUTED, .title = N_("Expired"), .title_zh = "是否失效",
	  .help = N_("its last day is over"), .expression = "(@.expires_on IS NOT NULL AND @.expires_on < :today)" },
	FIELDS_END,
};

const struct kam_type insight_type = {
	.name = "insight", .command = "account", .prefix = "IN", .title = N_("Insight"), .title_zh = "客户洞察",
	.help = N_("what we learnt of a customer: a goal, a pressure, a risk"), .label = "body", .names = "ref",
	.order = "-seen_on", .fields = insight_fields,
};

static const struct kam_field rival_fields[] = {
	FIELDS_BEGIN,
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_OPERAND | KAM_LISTED, .target = "account",
	  .title = N_("Account"), .title_zh = "客户", .help = N_("where they sell; or a bid") },
	{ .name = "bid", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "bid", .title = N_("Bid"),
	  .title_zh = "商机", .help = N_("where they bid; or an account") },
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "对手名称", .help = N_("name of the competitor") },
	{ .name = "share", .kind = KAM_PERCENT, .flags = KAM_LISTED, .minimum = 0, .maximum = 10000,
	  .title = N_("Share"), .title_zh = "对手份额", .help = N_("their share of what the customer buys") },
	{ .name = "strength", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Strength"), .title_zh = "优势",
	  .help = N_("what they are good at") },
	{ .name = "weakness", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Weakness"), .title_zh = "劣势",
	  .help = N_("what they are not") },
	{ .name = "counter", .kind = KAM_TEXT, .title = N_("Counter"), .title_zh = "应对措施",
	  .help = N_("what we do about them") },
	{ .name = "age", .kind = KAM_INTEGER, .flags = KAM_LISTED | KAM_COMPUTED, .title = N_("Days old"),
	  .title_zh = "距今天数", .help = N_("days since somebody last wrote about them"),
	  .expression = "CAST(julianday(:today) - julianday(kam_day(@.updated_at)) AS INTEGER)" },
	FIELDS_END,
};

const struct kam_type rival_type = {
	.name = "rival", .command = "account", .prefix = "RV", .title = N_("Rival"), .title_zh = "竞争对手",
	.help = N_("who else sells there, or bids"), .label = "name", .same = "account + name | bid + name",
	.names = "ref account/name bid/name name", .order = "name", .one_of = "account bid", .fields = rival_fields,
};
