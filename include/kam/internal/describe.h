/* How a record type is described: the fields all share, and what may happen around a write. Internal to libkam. */
#ifndef KAM_INTERNAL_DESCRIBE_H
#define KAM_INTERNAL_DESCRIBE_H

#include "kam/internal/handle.h"
#include "kam/record.h"

/* The fields of every type: FIELDS_BEGIN, the type's own, FIELD_CURRENCY where there is money, FIELDS_END. */
#define FIELDS_BEGIN                                                                                \
	{                                                                                           \
		.name = "id", .kind = KAM_ID, .flags = KAM_DERIVED | KAM_LISTED, .title = N_("ID"), \
		.title_zh = "编号", .help = N_("kam's own id, never reused")                        \
	}
#define FIELD_CURRENCY                                                                                 \
	{                                                                                              \
		.name = "currency", .kind = KAM_CURRENCY, .title = N_("Currency"), .title_zh = "币种", \
		.help = N_("of all amounts of the record; the base currency when absent")              \
	}
#define FIELDS_END                                          \
	{ .name = "ref",                                    \
	  .kind = KAM_TEXT,                                 \
	  .title = N_("Reference"),                         \
	  .title_zh = "外部编号",                           \
	  .help = N_("the id in another system; unique") }, \
		{ .name = "created_at",                     \
		  .kind = KAM_INSTANT,                      \
		  .flags = KAM_DERIVED,                     \
		  .title = N_("Created"),                   \
		  .title_zh = "创建时间",                   \
		  .help = N_("when kam first had it") },    \
		{ .name = "updated_at",                     \
		  .kind = KAM_INSTANT,                      \
		  .flags = KAM_DERIVED,                     \
		  .title = N_("Updated"),                   \
		  .title_zh = "更新时间",                   \
		  .help = N_("when it last changed") },     \
	{                                                   \
		.name = NULL                                \
	}

/* One write, before it happens: values by the place of the field in the type's description. */
struct record_write {
	const struct kam_type *type;
	int64_t id;                  /* 0 on add */
	const struct kam_value *old; /* NULL on add */
	struct kam_value *values;    /* may be changed */
	bool importing;              /* import states facts: rules that guard decisions do not apply */
	bool carried;                /* the row carries kam's own id: nothing is derived */
	char made[160];              /* where a rule may put the texts that it makes for values */
};

struct kam_type_rules {
	/* May refuse, fill in, or write further records. NULL: nothing to do. */
	enum kam_status (*before_write)(struct kam *kam, struct record_write *write);
	/* The record is there, its number is write->id and write->old what it was: writes what follows from it. */
	enum kam_status (*after_write)(struct kam *kam, struct record_write *write);
	enum kam_status (*before_delete)(struct kam *kam, int64_t id);
	/* Somebody removes this very record, not one that it hangs on. May refuse. */
	enum kam_status (*before_remove)(struct kam *kam, int64_t id);
	/* Do all records of the type make sense together? KAM_REFUSED; *id is the one to blame, 0: none is. */
	enum kam_status (*sound)(struct kam *kam, int64_t *id);
	/* What a reference begins with whose initial value is "". KAM_REFUSED: there is nothing to begin with. */
	enum kam_status (*initial)(struct kam *kam, const struct kam_field *field, int64_t *id);
	/* Once an operation, before its commit, if any record was touched (touch_record); set-based. NULL: nothing to do. */
	enum kam_status (*after_operation)(struct kam *kam);
	/* For db check: tells each record in whose field something is stored that would come out differently now. */
	enum kam_status (*check)(struct kam *kam, enum kam_status (*differs)(void *data, int64_t id, const char *field),
	                         void *data);
	/* What temp.undo_row says of the type's records is about to be put back: may refuse. NULL: nothing to do. */
	enum kam_status (*before_undo)(struct kam *kam, int64_t operation);
	/* Rules ask the type's own table by id and unique keys only: a large import may do without the other indexes. */
	bool bulk;
};

/* The place of a field in its type's description; -1: none. */
int type_field_index(const struct kam_type *type, const char *name);
size_t type_field_count(const struct kam_type *type);
/* Are values kept in the table: all but computed ones. */
bool field_is_stored(const struct kam_field *field);
bool type_has_money(const struct kam_type *type);
/* Is its name folded into a name_key column? */
bool type_has_name_key(const struct kam_type *type);
/* Must no two records have the same text in this field? */
bool type_is_unique(const struct kam_type *type, const char *field);
/* Is it one of the fields of which a record needs exactly one? */
bool type_needs_one_of(const struct kam_type *type, const char *field);
/* Does a new database have records of it, before anybody added any? (lib/config/share.c) */
bool type_has_seeds(const struct kam_type *type);
/* KAM_USAGE naming the nearest field. */
enum kam_status fail_no_field(struct kam *kam, const struct kam_type *type, const char *name);
enum kam_status type_need(struct kam *kam, const char *name, const struct kam_type **out);

/* The value of a write's field by name. */
struct kam_value *write_value(struct record_write *write, const char *field);
const struct kam_value *write_old(const struct record_write *write, const char *field);

#endif
