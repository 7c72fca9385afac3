/* Where leads come from and how they are reached: sources, campaigns, audiences, nurturing. */
#include "rules.h"

static const struct kam_field source_fields[] = {
	FIELDS_BEGIN,
	{ .name = "scene", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .choices = "manual community merchant outreach", .title = N_("Scene"), .title_zh = "来源场景",
	  .help = N_("which of the four scenes") },
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "来源名称", .help = N_("name of the source") },
	{ .name = "region", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Region"), .title_zh = "区域",
	  .help = N_("sales region") },
	{ .name = "manager", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("Manager"),
	  .title_zh = "负责人", .help = N_("who looks after it") },
	{ .name = "account", .kind = KAM_REFERENCE, .target = "account", .title = N_("Account"),
	  .title_zh = "合作商户", .help = N_("the customer that a partner merchant is") },
	{ .name = "households", .kind = KAM_INTEGER, .minimum = 0, .maximum = INT32_MAX, .title = N_("Households"),
	  .title_zh = "户数", .help = N_("households in a community") },
	{ .name = "starts_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("From"), .title_zh = "开始日期",
	  .help = N_("first day") },
	{ .name = "ends_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("To"), .title_zh = "结束日期",
	  .help = N_("last day") },
	{ .name = "place", .kind = KAM_TEXT, .title = N_("Place"), .title_zh = "地点",
	  .help = N_("where it takes place") },
	{ .name = "team", .kind = KAM_TEXT, .title = N_("Team"), .title_zh = "执行团队", .help = N_("who goes there") },
	{ .name = "target_leads", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = 0, .maximum = INT32_MAX,
	  .title = N_("Target leads"), .title_zh = "目标线索数", .help = N_("leads it is to bring") },
	{ .name = "budget", .kind = KAM_MONEY, .title = N_("Budget"), .title_zh = "预算",
	  .help = N_("what it may cost") },
	{ .name = "spent", .kind = KAM_MONEY, .title = N_("Spent"), .title_zh = "实际花费",
	  .help = N_("what it did cost") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type source_type = {
	.name = "source", .command = "lead", .prefix = "SO", .title = N_("Source"), .title_zh = "线索来源",
	.help = N_("a place leads come from: a community, a merchant, an outreach plan"), .label = "name",
	.same = "scene + name", .names = "ref scene/name name", .order = "scene,name", .dated = "starts_on",
	.fields = source_fields,
};

static const struct kam_field campaign_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "活动名称", .help = N_("name of the campaign") },
	{ .name = "starts_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("From"), .title_zh = "开始日期",
	  .help = N_("first day") },
	{ .name = "ends_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("To"), .title_zh = "结束日期",
	  .help = N_("last day") },
	{ .name = "message", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Message"),
	  .title_zh = "宣传主题", .help = N_("what it says") },
	{ .name = "cost", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Cost"), .title_zh = "费用",
	  .help = N_("what it cost") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type campaign_type = {
	.name = "campaign", .command = "lead", .prefix = "CP", .title = N_("Campaign"), .title_zh = "营销活动",
	.help = N_("touches that belong together, and what they cost"), .label = "name", .same = "name",
	.names = "ref name", .order = "-starts_on", .dated = "starts_on", .fields = campaign_fields,
};

static const struct kam_field audience_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "人群名称", .help = N_("name of the audience") },
	{ .name = "selection", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Selection"),
	  .title_zh = "筛选条件", .help = N_("who, as --where takes it") },
	{ .name = "whom", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED, .choices = "lead contact",
	  .initial = "lead", .title = N_("Whom"), .title_zh = "人群类型",
	  .help = N_("of leads, or of customers' contacts") },
	{ .name = "lat", .kind = KAM_NUMBER, .minimum = -90, .maximum = 90, .title = N_("Latitude"),
	  .title_zh = "纬度", .help = N_("centre of the circle, degrees") },
	{ .name = "lon", .kind = KAM_NUMBER, .minimum = -180, .maximum = 180, .title = N_("Longitude"),
	  .title_zh = "经度", .help = N_("centre of the circle, degrees") },
	{ .name = "radius", .kind = KAM_NUMBER, .flags = KAM_LISTED, .minimum = 0, .maximum = 20040,
	  .title = N_("Radius"), .title_zh = "半径公里数", .help = N_("of the circle, in km") },
	{ .name = "polygon", .kind = KAM_TEXT, .title = N_("Polygon"), .title_zh = "区域边界",
	  .help = N_("corners of an area as LAT,LON with blanks between") },
	{ .name = "quiet_hours", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Quiet hours"),
	  .title_zh = "免打扰时段", .help = N_("when nobody is to be reached, such as 21:00-08:00") },
	{ .name = "cap_days", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = 0, .maximum = 3650,
	  .title = N_("Cap days"), .title_zh = "触达间隔天数", .help = N_("days between two touches of one person") },
	FIELDS_END,
};

const struct kam_type audience_type = {
	.name = "audience", .command = "lead", .prefix = "AU", .title = N_("Audience"), .title_zh = "目标人群",
	.help = N_("a selection of people that is kept"), .label = "name", .same = "name", .names = "ref name",
	.order = "name", .fields = audience_fields, .rules = &audience_rules,
};

static const struct kam_field nurture_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Plan"),
	  .title_zh = "培育计划", .help = N_("name of the plan") },
	{ .name = "day", .kind = KAM_INTEGER, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .minimum = 0,
	  .maximum = 3650, .title = N_("Day"), .title_zh = "第几天", .help = N_("days after the plan begins") },
	{ .name = "channel", .kind = KAM_CHOICE, .flags = KAM_LISTED,
	  .choices = "visit call email message store online mobile event advert partner", .title = N_("Channel"),
	  .title_zh = "跟进方式", .help = N_("by what way") },
	{ .name = "step", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Step"),
	  .title_zh = "跟进动作", .help = N_("what is done") },
	FIELDS_END,
};

const struct kam_type nurture_type = {
	.name = "nurture", .command = "lead", .prefix = "NU", .title = N_("Nurturing step"), .title_zh = "培育步骤",
	.help = N_("one dated touch of a plan to nurture leads"), .label = "step", .same = "name + day",
	.names = "ref", .order = "name,day", .fields = nurture_fields,
};
