/* A list in the making: its columns, and the statement that selects them. Internal to lib/record. */
#ifndef LISTING_H
#define LISTING_H

#include "kam/internal/chosen.h"
#include "kam/internal/query.h"

#define BESIDE (-1)

/* A column of the answer, and where its statement has it. */
struct column {
	char *path;
	char title[96];
	enum kam_kind kind;
	const struct kam_type *target; /* ids: whose prefix; NULL: shown as it is */
	int statement_column;          /* BESIDE: a tag */
	int currency_column;           /* of money */
	int priority;
	const char *absent; /* what people read where there is none; NULL: nothing */
	bool masked;
};

struct listing {
	struct kam *kam;
	const struct kam_type *type;
	const struct kam_query *request;
	const struct chosen *chosen; /* NULL: all records of the type */
	struct query query;
	struct column *columns;
	size_t count;
	int selected;           /* expressions selected so far */
	int currency;           /* which of them is the record's own currency; 0: none yet */
	struct statement *tags; /* a record's tags, when there are columns for them */
};

/* listing.c — columns and statement of what is requested. A column, sort or filter that is none: as query_path() and
 * query_where() say. */
enum kam_status listing_compose(struct listing *listing);

#endif
