/* What the verbs of kam db share. */
#ifndef DB_H
#define DB_H

#include "command.h"

/* So many operands, the first one not empty, and nothing about earlier days. KAM_USAGE. */
enum kam_status db_operands(struct context *context, size_t count);

/* db_export.c */
enum kam_status db_export(struct context *context, const void *arguments);
enum kam_status db_import(struct context *context, const void *arguments);

#endif
