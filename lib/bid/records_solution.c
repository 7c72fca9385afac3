/* What the customer needs, what we offer, what was signed. */
#include "rules.h"

static const struct kam_field need_fields[] = {
	FIELDS_BEGIN,
	{ .name = "bid", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .target = "bid",
	  .title = N_("Bid"), .title_zh = "商机", .help = N_("of which bid") },
	{ .name = "job", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Job"),
	  .title_zh = "要完成的任务", .help = N_("what the customer wants done") },
	{ .name = "outcome", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Outcome"),
	  .title_zh = "期望成果", .help = N_("what tells that it is done well") },
	{ .name = "importance", .kind = KAM_INTEGER, .flags = KAM_LISTED, .minimum = 1, .maximum = 5,
	  .title = N_("Importance"), .title_zh = "重要程度", .help = N_("little 1 … decisive 5") },
	{ .name = "contact", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "contact", .title = N_("Contact"),
	  .title_zh = "提出人", .help = N_("who wants it") },
	{ .name = "promised", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Promised"), .title_zh = "承诺值",
	  .help = N_("what we promised") },
	{ .name = "measured", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Measured"), .title_zh = "实测值",
	  .help = N_("what it came to") },
	FIELDS_END,
};

const struct kam_type need_type = {
	.name = "need", .command = "bid", .prefix = "ND", .title = N_("Need"), .title_zh = "客户需求",
	.help = N_("a job the customer wants done, and how its outcome is measured"), .label = "job",
	.same = "bid + job", .names = "ref bid/job", .order = "bid,-importance", .fields = need_fields,
};

static const struct kam_field item_fields[] = {
	FIELDS_BEGIN,
	{ .name = "bid", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .target = "bid",
	  .title = N_("Bid"), .title_zh = "商机", .help = N_("of which bid") },
	{ .name = "need", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "need", .title = N_("Need"),
	  .title_zh = "对应需求", .help = N_("the need it answers") },
	{ .name = "title", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Title"),
	  .title_zh = "条目名称", .help = N_("what it is") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED,
	  .choices = "standard adapted custom", .initial = "standard", .title = N_("Kind"), .title_zh = "方案类型",
	  .help = N_("how much is made for them") },
	{ .name = "owner", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("Owner"),
	  .title_zh = "责任人", .help = N_("who delivers it") },
	{ .name = "price", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Price"), .title_zh = "报价",
	  .help = N_("what it is offered at") },
	{ .name = "cost", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Cost"), .title_zh = "成本",
	  .help = N_("what it costs us") },
	{ .name = "effort_days", .kind = KAM_NUMBER, .minimum = 0, .maximum = 100000, .title = N_("Effort"),
	  .title_zh = "投入人天", .help = N_("working days") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type item_type = {
	.name = "item", .command = "bid", .prefix = "IT", .title = N_("Item"), .title_zh = "方案条目",
	.help = N_("a piece of the solution we offer"), .label = "title", .same = "bid + title",
	.names = "ref bid/title title", .order = "bid", .fields = item_fields, .rules = &item_rules,
};

static const struct kam_field contract_fields[] = {
	FIELDS_BEGIN,
	{ .name = "bid", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .target = "bid",
	  .title = N_("Bid"), .title_zh = "商机", .help = N_("the bid it was won by") },
	{ .name = "number", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Number"),
	  .title_zh = "合同编号", .help = N_("number of the contract") },
	{ .name = "signed_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Signed"), .title_zh = "签订日期",
	  .help = N_("day of the signature") },
	{ .name = "value", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Value"), .title_zh = "合同金额",
	  .help = N_("what it is worth") },
	{ .name = "starts_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("From"), .title_zh = "生效日期",
	  .help = N_("first day") },
	{ .name = "ends_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("To"), .title_zh = "到期日期",
	  .help = N_("last day") },
	{ .name = "live_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Live"), .title_zh = "上线日期",
	  .help = N_("day the customer began to use it") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type contract_type = {
	.name = "contract", .command = "bid", .prefix = "CT", .title = N_("Contract"), .title_zh = "合同",
	.help = N_("what was signed"), .label = "number", .same = "number", .names = "ref number",
	.order = "-signed_on", .dated = "signed_on", .fields = contract_fields, .rules = &contract_rules,
};

static const struct kam_field milestone_fields[] = {
	FIELDS_BEGIN,
	{ .name = "contract", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .target = "contract", .title = N_("Contract"), .title_zh = "合同", .help = N_("of which contract") },
	{ .name = "title", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Title"),
	  .title_zh = "里程碑名称", .help = N_("what is reached") },
	{ .name = "owner", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("Owner"),
	  .title_zh = "责任人", .help = N_("who sees to it") },
	{ .name = "due_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Due"), .title_zh = "计划完成日",
	  .help = N_("by when") },
	{ .name = "done_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Done"), .title_zh = "实际完成日",
	  .help = N_("day it was reached") },
	{ .name = "amount", .kind = KAM_MONEY, .flags = KAM_LISTED, .title = N_("Amount"), .title_zh = "结算金额",
	  .help = N_("what is billed then") },
	FIELD_CURRENCY,
	FIELDS_END,
};

const struct kam_type milestone_type = {
	.name = "milestone", .command = "bid", .prefix = "MS", .title = N_("Milestone"), .title_zh = "里程碑",
	.help = N_("a dated step of a contract, and what is billed then"), .label = "title",
	.same = "contract + title", .names = "ref contract/title title", .order = "due_on", .dated = "due_on",
	.fields = milestone_fields,
};
