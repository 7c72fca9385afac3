/* A report file that is being read. Internal to lib/report. */
#ifndef READER_H
#define READER_H

#include "heading.h"

struct reader {
	struct kam *kam;
	struct kam_report *report;
	int line;
	struct report_section *section;     /* the one being read; NULL: still the heading */
	struct report_statement *statement; /* where SQL goes */
	bool sharing;                       /* it goes to what is shared, the last of the report's */
	bool implicit;                      /* the section came without a -- section: */
	struct buffer sql;
	int sql_line;
};

/* directive.c — `-- word: …` or `-- two words: …` at the beginning of a line: its length up to the colon; 0: it is none. */
size_t directive_length(const char *line);
/* Such a line with that length, written over. */
enum kam_status directive_read(struct reader *reader, char *line, size_t length);

/* heading.c — KAM_BAD_DATA: FILE:LINE: why; NULL is for want of memory. */
enum kam_status reader_wrong(const struct reader *reader, int line, const char *why);
/* A copy of the text, in place of what was there. */
enum kam_status reader_keep(const struct reader *reader, char **into, const char *text);
/* What has been read of the SQL goes to its statement, or to what is shared. */
enum kam_status reader_end_sql(struct reader *reader);
enum kam_status reader_new_section(struct reader *reader, const char *name, const char *title);
/* A report without sections has one, named like the report. */
enum kam_status reader_need_section(struct reader *reader);

#endif
