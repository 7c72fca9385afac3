/* Reading one line of a map file. Private to this room. */
#ifndef KAM_RECORD_MAP_READER_H
#define KAM_RECORD_MAP_READER_H

#include "kam/internal/map.h"

struct map_reader {
	struct kam *kam;
	const char *name; /* of the file, for messages */
	int line;
	const char *at, *end; /* what is left of the line */
	struct map *map;
};

/* KAM_BAD_DATA with NAME:LINE before the message. */
enum kam_status map_fail(struct map_reader *reader, const char *format, ...) KAM_FORMAT(2, 3);
/* Passes blanks. Is the line, but for a comment, read to its end? */
bool map_at_end(struct map_reader *reader);
/* Passes blanks; is `sign` next? Then passes that too. */
bool map_take(struct map_reader *reader, const char *sign);
/* Passes blanks; does a quoted text begin here, in either quote? */
bool map_at_quote(struct map_reader *reader);
/* Read a quoted text; *out, for the caller to free(), has its quotes taken off. */
enum kam_status map_read_quoted(struct map_reader *reader, char **out);
/* Read plain text up to a comment or one of the signs ("=> , |" is three of them, one blank between), outer blanks
 * taken off; *out, for the caller to free(), may be "". */
enum kam_status map_read_plain(struct map_reader *reader, const char *signs, char **out);
/* Read a word up to a blank, a comment or one of the characters in `stops`; *out as above. */
enum kam_status map_read_word(struct map_reader *reader, const char *stops, char **out);
/* The array with room for element `count`, zeroed; NULL: out of memory, and the array stays as it was. Arrays start as
 * NULL and grow by one. */
void *map_grow(void *array, size_t count, size_t size);
/* As map_fail(), for what ought not to stand where the reader is. */
enum kam_status map_unexpected(struct map_reader *reader, const char *wanted);

/* FIELD = …, read into the zeroed rule, which the caller frees also on failure. */
enum kam_status map_read_rule(struct map_reader *reader, struct map_rule *rule);

#endif
