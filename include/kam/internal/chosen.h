/* A list of records that a rule has chosen: in its order, with what it found beside the fields. Internal to libkam. */
#ifndef KAM_INTERNAL_CHOSEN_H
#define KAM_INTERNAL_CHOSEN_H

#include "kam/internal/handle.h"
#include "kam/record.h"

/* A column that is no field of the record, asked for by its key like one. */
struct chosen_column {
	const char *key;   /* NULL ends the list */
	const char *title; /* marked with N_() */
	enum kam_kind kind;
	const char *expression; /* SQL over chosen.value, a JSON array whose first member is the record's id */
};

struct chosen {
	const char *rows; /* JSON: [[id, …], …], in the order of the answer */
	const struct chosen_column *columns;
};

/* As kam_record_list(); query->columns is set, and without query->sort the order is that of the rows. */
enum kam_status record_list_chosen(struct kam *kam, const struct kam_query *query, const struct chosen *chosen,
                                   struct kam_rows **out);

#endif
