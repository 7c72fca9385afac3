/* What a company sets once: its people, units, products, rates, stages and settings. */
#include "rules.h"

static const struct kam_field unit_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "名称", .help = N_("name of the unit") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_LISTED, .choices = "group region agent product_line",
	  .initial = "group", .title = N_("Kind"), .title_zh = "类型", .help = N_("what kind of unit") },
	{ .name = "account", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "account", .title = N_("Account"),
	  .title_zh = "对应客户", .help = N_("of a channel partner") },
	{ .name = "head", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("Head"),
	  .title_zh = "负责人", .help = N_("who leads it") },
	FIELDS_END,
};

const struct kam_type unit_type = {
	.name = "unit", .command = "config", .prefix = "UN", .title = N_("Unit"), .title_zh = "单位",
	.help = N_("a group, region, agent or product line of ours"), .label = "name", .same = "name",
	.names = "ref name", .fields = unit_fields, .rules = &unit_rules,
};

static const struct kam_field person_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "姓名", .help = N_("the person's name") },
	{ .name = "login", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Login"), .title_zh = "登录名",
	  .help = N_("user name on this machine") },
	{ .name = "dept", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Department"), .title_zh = "部门",
	  .help = N_("department") },
	{ .name = "unit", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "unit", .title = N_("Unit"),
	  .title_zh = "单位", .help = N_("where they belong") },
	{ .name = "region", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Region"), .title_zh = "区域",
	  .help = N_("sales region") },
	{ .name = "manager", .kind = KAM_REFERENCE, .flags = KAM_TREE | KAM_LISTED, .target = "person",
	  .title = N_("Manager"), .title_zh = "上级", .help = N_("whom they report to") },
	{ .name = "level", .kind = KAM_TEXT, .title = N_("Level"), .title_zh = "职级", .help = N_("grade") },
	{ .name = "email", .kind = KAM_TEXT, .title = N_("Email"), .title_zh = "邮箱", .help = N_("mail address") },
	{ .name = "approve_for", .kind = KAM_TEXT, .title = N_("Approves for"), .title_zh = "代审批",
	  .help = N_("logins that may act for them, with blanks between") },
	{ .name = "left_on", .kind = KAM_DATE, .title = N_("Left"), .title_zh = "离职日期", .help = N_("day they left") },
	FIELDS_END,
};

const struct kam_type person_type = {
	.name = "person", .command = "config", .prefix = "PE", .title = N_("Person"), .title_zh = "人员",
	.help = N_("one of us"), .label = "name", .same = "login | name", .names = "login ref name",
	.fields = person_fields, .rules = &person_rules,
};

static const struct kam_field product_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "产品名称", .help = N_("name of the product") },
	{ .name = "line", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Line"), .title_zh = "产品线",
	  .help = N_("product line") },
	{ .name = "list_price", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("List price"), .title_zh = "目录价",
	  .help = N_("price in the list") },
	{ .name = "floor_price", .kind = KAM_MONEY, .title = N_("Floor price"), .title_zh = "底价",
	  .help = N_("least price without an approval") },
	{ .name = "cost", .kind = KAM_MONEY, .title = N_("Cost"), .title_zh = "成本", .help = N_("what it costs us") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type product_type = {
	.name = "product", .command = "config", .prefix = "PR", .title = N_("Product"), .title_zh = "产品",
	.help = N_("what we sell"), .label = "name", .same = "name", .names = "ref name", .fields = product_fields,
};

static const struct kam_field rate_fields[] = {
	FIELDS_BEGIN,
	{ .name = "currency", .kind = KAM_CURRENCY, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .title = N_("Currency"), .title_zh = "币种", .help = N_("ISO 4217 code") },
	{ .name = "rate", .kind = KAM_NUMBER, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Rate"),
	  .title_zh = "汇率", .help = N_("units of the base currency for one of it") },
	{ .name = "starts_on", .kind = KAM_DATE, .flags = KAM_REQUIRED | KAM_LISTED, .initial = "today",
	  .title = N_("From"), .title_zh = "起始日", .help = N_("first day of the rate") },
	{ .name = "factor", .kind = KAM_NUMBER, .flags = KAM_DERIVED, .title = N_("Factor"), .title_zh = "换算系数",
	  .help = N_("base minor units for one minor unit") },
	FIELDS_END,
};

const struct kam_type rate_type = {
	.name = "rate", .command = "config", .prefix = "RA", .title = N_("Rate"), .title_zh = "汇率",
	.help = N_("what a currency is worth from a day on"), .label = "currency", .same = "currency + starts_on",
	.names = "ref", .order = "currency", .fields = rate_fields, .rules = &rate_rules,
};

static const struct kam_field stage_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "阶段", .help = N_("name of the stage") },
	{ .name = "position", .kind = KAM_INTEGER, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .minimum = 1,
	  .maximum = 1000, .title = N_("Position"), .title_zh = "顺序", .help = N_("its place in the order") },
	{ .name = "probability", .kind = KAM_PERCENT, .flags = KAM_LISTED, .minimum = 0, .maximum = 10000,
	  .title = N_("Probability"), .title_zh = "赢率", .help = N_("chance of winning from here") },
	{ .name = "expected_days", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = 0, .maximum = 10000,
	  .title = N_("Expected days"), .title_zh = "预计天数", .help = N_("how long it usually lasts") },
	{ .name = "outcome", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED, .choices = "open won lost withdrawn",
	  .initial = "open", .title = N_("Outcome"), .title_zh = "结果", .help = N_("what it means for the bid") },
	FIELDS_END,
};

const struct kam_type stage_type = {
	.name = "stage", .command = "config", .prefix = "SG", .title = N_("Stage"), .title_zh = "阶段",
	.help = N_("a step of the sales process"), .label = "name", .same = "name", .names = "ref name",
	.order = "position", .fields = stage_fields, .rules = &stage_rules,
};

static const struct kam_field setting_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "名称", .help = N_("which setting") },
	{ .name = "value", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Value"), .title_zh = "取值",
	  .help = N_("the company's own; the standard when absent") },
	{ .name = "standard", .kind = KAM_TEXT, .flags = KAM_DERIVED | KAM_LISTED, .title = N_("Standard"),
	  .title_zh = "默认值", .help = N_("value when none is set") },
	{ .name = "kind", .kind = KAM_TEXT, .flags = KAM_DERIVED, .title = N_("Kind"), .title_zh = "类型",
	  .help = N_("what it must be") },
	{ .name = "about", .kind = KAM_TEXT, .flags = KAM_DERIVED | KAM_LISTED, .title = N_("About"),
	  .title_zh = "说明", .help = N_("what it decides") },
	FIELDS_END,
};

const struct kam_type setting_type = {
	.name = "setting", .command = "config", .prefix = "ST", .title = N_("Setting"), .title_zh = "设置",
	.help = N_("a value that rules and reports go by"), .label = "name", .same = "name", .names = "name",
	.order = "name", .fields = setting_fields, .rules = &setting_rules,
};
