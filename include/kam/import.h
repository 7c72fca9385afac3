/* Import: CSV files of others, by a map or by their headers, all or nothing. */
#ifndef KAM_IMPORT_H
#define KAM_IMPORT_H

#include "kam/record.h"

struct kam_import {
	const char *record;
	const char *const *files; /* paths; "-" is standard input */
	size_t file_count;
	const char *map;      /* text of a map file, NULL: headers name the fields */
	const char *map_name; /* for messages */
	const char *key;      /* --key FIELD, or NULL */
	const char *encoding; /* NULL: detected */
	char delimiter;       /* 0: detected */
	char decimal;         /* '.' or ','; 0: '.' */
	bool no_header;       /* --header none */
	bool raw;             /* --raw: formula guards are left as they are */
	bool clear;           /* --clear: an empty cell erases */
	bool loose;           /* --loose: references by folded name too */
	bool replace;         /* --replace: records that no row is about are removed; for types that come with kam */
	bool skip_bad;
	bool carried;        /* files of kam db export: see kam_database_import(), which sets it */
	const char *rejects; /* file for the rows left out, or NULL */
	void (*progress)(void *data, int64_t rows, int64_t done, int64_t total); /* bytes; may be NULL */
	void (*problem)(void *data, const char *file, int64_t line, const char *column, const char *value,
	                const char *remedy); /* each bad row, in order; may be NULL */
	void *data;
};

struct kam_import_result {
	int64_t rows, added, changed, unchanged, bad;
	int64_t created; /* records made by !create */
	int64_t loose;   /* references matched by folded name */
	int64_t removed; /* by replace, those of other types that need them too */
	int64_t again;   /* rows that carry the same key as an earlier row of this import, and change it */
	char *unused;    /* names of the columns not used, ", " between; NULL: none. kam_import_result_clear() */
};

/*
 * Needs an operation. Reads all files as one import. KAM_REFUSED: something
 * refers to a record that is to go, or there would be no whole. KAM_BAD_DATA: some row is
 * bad and nothing must be kept (roll back); KAM_FINDINGS: with skip_bad, the
 * good rows are in. Memory does not grow with the files.
 */
KAM_API enum kam_status kam_import_run(struct kam *kam, const struct kam_import *import,
                                       struct kam_import_result *result);
KAM_API void kam_import_result_clear(struct kam_import_result *result);

#endif
