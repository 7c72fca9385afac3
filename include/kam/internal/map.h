/* Map files: which column becomes which field, and how (kam-map(5)). Pure: text in, structure out. */
#ifndef KAM_INTERNAL_MAP_H
#define KAM_INTERNAL_MAP_H

#include "kam/internal/handle.h"

enum map_source { MAP_COLUMN, MAP_TEMPLATE, MAP_ALL_OTHERS /* tag.* = * */ };

struct map_pair {
	char *from; /* NULL: `*`, the rest */
	char *to;   /* "" is an empty cell */
};

/*
 * FIELD = COLUMN[?] [@ FORMAT [ZONE]] [| a => b, * => c]
 * FIELD = 'template {COLUMN} {@row}', format and value map as above (date and time in two columns)
 * tag.* = *
 * A field occurs once, but for tag.* = *.
 */
struct map_rule {
	int line;
	char *field; /* "stage", "tag.series", "tag.Lead Quality" (the key without quotes), "tag.*" */
	enum map_source source;
	char *column;        /* MAP_COLUMN */
	bool optional;       /* COLUMN? */
	char *template_text; /* MAP_TEMPLATE, quotes taken off */
	char *format;        /* of kam_date_scan()'s conversions only; NULL: ISO */
	char *zone;          /* not checked against the system's; NULL: the handle's */
	struct map_pair *pairs;
	size_t pair_count;
};

/*
 * !create WORD [WORD …] [field=constant …]: one of these for each WORD, with all
 * the constants. A WORD is a reference field of the imported type or a record
 * type; `field` and `type` both hold it, and the importer finds out which it is.
 */
struct map_create {
	int line;
	char *field;
	char *type;
	char **names, **values; /* constants, never empty */
	size_t count;
};

struct map {
	struct map_rule *rules;
	size_t rule_count;
	struct map_create *creates;
	size_t create_count;
	char **empty; /* !empty ? Select */
	size_t empty_count;
};

/* KAM_BAD_DATA: message is NAME:LINE: what is wrong. KAM_NO_MEMORY. A byte order mark and CRLF are passed over. A map
 * without any rule is refused. */
enum kam_status map_parse(struct kam *kam, const char *name, const char *text, struct map **out);
void map_free(struct map *map);

/* A template's parts, in order: for the importer to resolve columns once. Calls `part` with a literal (column
 * false) or the name inside {…} (column true; "@row" is the row's number). `{{` is a brace, and so is a } that closes
 * nothing. False: `part` returned false, or a brace is not closed (map_parse() refuses that). */
bool map_template_each(const char *template_text,
                       bool (*part)(void *data, const char *text, size_t length, bool column), void *data);

#endif
