/* Leads, and what keeps them from trusting us. */
#include "rules.h"

/* A word of the rule, with a blank in front, where the rule has it and the lead has not. */
#define LACKS(word, condition) \
	"CASE WHEN instr(rule.words, ' " word " ') > 0 AND " condition " THEN ' " word "' ELSE '' END"

static const struct kam_field lead_fields[] = {
	FIELDS_BEGIN,
	{ .name = "name", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("Name"),
	  .title_zh = "线索名称", .help = N_("what we call it: a company, a person, a project") },
	{ .name = "company", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("Company"),
	  .title_zh = "公司名称", .help = N_("which company") },
	{ .name = "kind", .kind = KAM_CHOICE, .flags = KAM_REQUIRED, .choices = "b2b consumer channel",
	  .initial = "b2b", .title = N_("Kind"), .title_zh = "客户类型",
	  .help = N_("what kind of customer it would be") },
	{ .name = "contact_name", .kind = KAM_TEXT, .flags = KAM_PERSONAL, .title = N_("Contact name"),
	  .title_zh = "联系人", .help = N_("who to speak to") },
	{ .name = "phone", .kind = KAM_TEXT, .flags = KAM_PERSONAL, .title = N_("Phone"), .title_zh = "电话",
	  .help = N_("telephone") },
	{ .name = "email", .kind = KAM_TEXT, .flags = KAM_PERSONAL, .title = N_("Email"), .title_zh = "邮箱",
	  .help = N_("mail address") },
	{ .name = "scene", .kind = KAM_CHOICE, .flags = KAM_REQUIRED, .choices = "manual community merchant outreach",
	  .initial = "manual", .title = N_("Scene"), .title_zh = "来源场景",
	  .help = N_("where it was found: by hand, community, partner merchant, outreach plan") },
	{ .name = "source", .kind = KAM_REFERENCE, .target = "source", .title = N_("Source"), .title_zh = "线索来源",
	  .help = N_("which source of that scene") },
	{ .name = "campaign", .kind = KAM_REFERENCE, .target = "campaign", .title = N_("Campaign"),
	  .title_zh = "营销活动", .help = N_("which campaign brought it") },
	{ .name = "trust", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED,
	  .choices = "interest recognition trust", .initial = "interest", .title = N_("Trust"),
	  .title_zh = "信任阶段", .help = N_("how far they trust us") },
	{ .name = "forced_by", .kind = KAM_REFERENCE, .target = "person", .title = N_("Forced by"),
	  .title_zh = "强制推进人", .help = N_("who said trust though concerns were open") },
	{ .name = "status", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_LISTED,
	  .choices = "open pool qualified converted dropped", .initial = "open", .title = N_("Status"),
	  .title_zh = "状态", .help = N_("where it stands; pool: free for anyone to claim") },
	{ .name = "owner", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("Owner"),
	  .title_zh = "负责人", .help = N_("who follows it up") },
	{ .name = "owner_since", .kind = KAM_DATE, .title = N_("Owner since"), .title_zh = "负责起始日",
	  .help = N_("day the owner took it; set when the owner changes") },
	{ .name = "region", .kind = KAM_TEXT, .title = N_("Region"), .title_zh = "区域", .help = N_("sales region") },
	{ .name = "lat", .kind = KAM_NUMBER, .minimum = -90, .maximum = 90, .title = N_("Latitude"),
	  .title_zh = "纬度", .help = N_("degrees") },
	{ .name = "lon", .kind = KAM_NUMBER, .minimum = -180, .maximum = 180, .title = N_("Longitude"),
	  .title_zh = "经度", .help = N_("degrees") },
	{ .name = "prospects", .kind = KAM_INTEGER, .minimum = 0, .maximum = 5, .title = N_("Prospects"),
	  .title_zh = "发展前途", .help = N_("none 0 … excellent 5") },
	{ .name = "market", .kind = KAM_INTEGER, .minimum = 0, .maximum = 5, .title = N_("Market strength"),
	  .title_zh = "市场开拓能力", .help = N_("ability to open up markets: none 0 … excellent 5") },
	{ .name = "funds", .kind = KAM_INTEGER, .minimum = 0, .maximum = 5, .title = N_("Funds"),
	  .title_zh = "资金实力", .help = N_("none 0 … excellent 5") },
	{ .name = "credit", .kind = KAM_INTEGER, .minimum = 0, .maximum = 5, .title = N_("Credit"),
	  .title_zh = "信誉", .help = N_("standing: none 0 … excellent 5") },
	{ .name = "evidence", .kind = KAM_TEXT, .title = N_("Evidence"), .title_zh = "判断依据",
	  .help = N_("what those four rest on") },
	{ .name = "next_step", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Next step"), .title_zh = "下一步",
	  .help = N_("what comes next") },
	{ .name = "next_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Next on"), .title_zh = "下次跟进日",
	  .help = N_("when that is due") },
	{ .name = "nurture", .kind = KAM_REFERENCE, .target = "nurture", .title = N_("Nurturing step"),
	  .title_zh = "培育步骤", .help = N_("the step of a plan that it is at") },
	{ .name = "nurture_on", .kind = KAM_DATE, .title = N_("Nurtured from"), .title_zh = "培育起始日",
	  .help = N_("day the plan began; its steps are dated from it") },
	{ .name = "consent_on", .kind = KAM_DATE, .title = N_("Consent"), .title_zh = "同意日期",
	  .help = N_("day of consent to be contacted") },
	{ .name = "opt_out", .kind = KAM_FLAG, .title = N_("Opted out"), .title_zh = "拒绝联系",
	  .help = N_("does not want to be contacted") },
	{ .name = "referred_by", .kind = KAM_REFERENCE, .target = "contact", .title = N_("Referred by"),
	  .title_zh = "推荐人", .help = N_("the contact who recommended us") },
	{ .name = "referred_by_account", .kind = KAM_REFERENCE, .target = "account",
	  .title = N_("Referred by account"), .title_zh = "推荐客户", .help = N_("the customer who recommended us") },
	{ .name = "account", .kind = KAM_REFERENCE, .target = "account", .title = N_("Account"),
	  .title_zh = "转化客户", .help = N_("the customer it became") },
	{ .name = "drop_reason", .kind = KAM_TEXT, .title = N_("Drop reason"), .title_zh = "放弃原因",
	  .help = N_("why it was given up") },
	{ .name = "pool_reason", .kind = KAM_TEXT, .title = N_("Pool reason"), .title_zh = "入公海原因",
	  .help = N_("why it lies in the pool; goes when it leaves it") },
	{ .name = "arrived_on", .kind = KAM_DATE, .title = N_("Arrived"), .title_zh = "获取日期",
	  .help = N_("day it came to us") },
	{ .name = "note", .kind = KAM_TEXT, .title = N_("Note"), .title_zh = "备注", .help = N_("anything else") },
	{ .name = "age", .kind = KAM_INTEGER, .flags = KAM_COMPUTED, .title = N_("Age"), .title_zh = "线索天数",
	  .help = N_("days since it came to us"),
	  .expression = "CAST(julianday(:today) - julianday(coalesce(@.arrived_on, kam_day(@.created_at))) AS INTEGER)" },
	{ .name = "last_touch", .kind = KAM_INSTANT, .flags = KAM_COMPUTED, .title = N_("Last touch"),
	  .title_zh = "最近跟进", .help = N_("when somebody last dealt with them"),
	  .expression = "(SELECT max(last.happened_at) FROM touch AS last WHERE last.lead = @.id "
	                "AND last.happened_at <= :now)" },
	{ .name = "valid", .kind = KAM_FLAG, .flags = KAM_COMPUTED, .title = N_("Valid"), .title_zh = "有效线索",
	  .help = N_("has all that the setting lead_valid_rule asks for"),
	  .expression = "(SELECT (instr(rule.words, ' owner ') = 0 OR @.owner IS NOT NULL) "
	                "AND (instr(rule.words, ' prospects ') = 0 OR @.prospects IS NOT NULL) "
	                "AND (instr(rule.words, ' market ') = 0 OR @.market IS NOT NULL) "
	                "AND (instr(rule.words, ' funds ') = 0 OR @.funds IS NOT NULL) "
	                "AND (instr(rule.words, ' credit ') = 0 OR @.credit IS NOT NULL) "
	                "AND (instr(rule.words, ' recognition ') = 0 OR @.trust <> 'interest') "
	                "AND (instr(rule.words, ' trust ') = 0 OR @.trust = 'trust') "
	                "AND (instr(rule.words, ' next_step ') = 0 OR @.next_step IS NOT NULL) "
	                "AND (instr(rule.words, ' next_on ') = 0 OR @.next_on IS NOT NULL) "
	                "FROM (SELECT ' ' || coalesce(setting.value, setting.standard) || ' ' AS words FROM setting "
	                "WHERE setting.name = 'lead_valid_rule') AS rule)" },
	{ .name = "lacks", .kind = KAM_TEXT, .flags = KAM_COMPUTED, .title = N_("Lacks"), .title_zh = "尚缺",
	  .help = N_("what of that it lacks"),
	  .expression = "(SELECT nullif(substr(" LACKS("owner", "@.owner IS NULL") " || "
	                LACKS("prospects", "@.prospects IS NULL") " || " LACKS("market", "@.market IS NULL") " || "
	                LACKS("funds", "@.funds IS NULL") " || " LACKS("credit", "@.credit IS NULL") " || "
	                LACKS("recognition", "@.trust = 'interest'") " || " LACKS("trust", "@.trust <> 'trust'") " || "
	                LACKS("next_step", "@.next_step IS NULL") " || " LACKS("next_on", "@.next_on IS NULL")
	                ", 2), '') FROM (SELECT ' ' || coalesce(setting.value, setting.standard) || ' ' AS words "
	                "FROM setting WHERE setting.name = 'lead_valid_rule') AS rule)" },
	FIELDS_END,
};

const struct kam_type lead_type = {
	.name = "lead", .command = "lead", .prefix = "L", .title = N_("Lead"), .title_zh = "意向客户",
	.help = N_("someone who may become a customer"), .label = "name", .names = "ref name", .tags = true,
	.fields = lead_fields, .rules = &lead_rules,
};

static const struct kam_field leadchange_fields[] = {
	FIELDS_BEGIN,
	{ .name = "lead", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .target = "lead",
	  .title = N_("Lead"), .title_zh = "意向客户", .help = N_("the lead that changed") },
	{ .name = "happened_at", .kind = KAM_INSTANT, .flags = KAM_REQUIRED | KAM_LISTED, .initial = "now",
	  .title = N_("Happened"), .title_zh = "发生时间", .help = N_("when it changed") },
	{ .name = "field", .kind = KAM_CHOICE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED,
	  .choices = "status owner trust", .title = N_("Field"), .title_zh = "字段", .help = N_("what changed") },
	{ .name = "old", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("From"), .title_zh = "原值",
	  .help = N_("what it was") },
	{ .name = "new", .kind = KAM_TEXT, .flags = KAM_OPERAND | KAM_LISTED, .title = N_("To"), .title_zh = "新值",
	  .help = N_("what it became") },
	{ .name = "why", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("Why"), .title_zh = "原因",
	  .help = N_("why it went to the pool, or was given up") },
	{ .name = "done_by", .kind = KAM_REFERENCE, .flags = KAM_LISTED, .target = "person", .title = N_("By"),
	  .title_zh = "操作人", .help = N_("who changed it") },
	FIELDS_END,
};

const struct kam_type leadchange_type = {
	.name = "leadchange", .command = "lead", .prefix = "LC", .title = N_("Change of a lead"),
	.title_zh = "线索变更", .help = N_("what happened to a lead's status, owner or trust"), .label = "field",
	.same = "lead + happened_at + field", .names = "ref", .order = "happened_at", .fields = leadchange_fields,
};

static const struct kam_field concern_fields[] = {
	FIELDS_BEGIN,
	{ .name = "lead", .kind = KAM_REFERENCE, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .target = "lead",
	  .title = N_("Lead"), .title_zh = "意向客户", .help = N_("whose concern") },
	{ .name = "body", .kind = KAM_TEXT, .flags = KAM_REQUIRED | KAM_OPERAND | KAM_LISTED, .title = N_("What"),
	  .title_zh = "顾虑内容", .help = N_("what worries them") },
	{ .name = "raised_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Raised"), .title_zh = "提出日期",
	  .help = N_("day it came up") },
	{ .name = "cleared_on", .kind = KAM_DATE, .flags = KAM_LISTED, .title = N_("Cleared"), .title_zh = "消除日期",
	  .help = N_("day it was settled") },
	{ .name = "how", .kind = KAM_TEXT, .flags = KAM_LISTED, .title = N_("How"), .title_zh = "消除方式",
	  .help = N_("how it was settled") },
	FIELDS_END,
};

const struct kam_type concern_type = {
	.name = "concern", .command = "lead", .prefix = "CN", .title = N_("Concern"), .title_zh = "顾虑",
	.help = N_("what keeps a lead from trusting us"), .label = "body", .names = "ref", .order = "raised_on",
	.fields = concern_fields,
};
