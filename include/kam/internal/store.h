/*
 * The seam to the database: the only way the library's other rooms reach it.
 * A second directory behind this header would point kam at another database.
 */
#ifndef KAM_INTERNAL_STORE_H
#define KAM_INTERNAL_STORE_H

#include "kam/internal/handle.h"
#include "kam/rows.h"

struct statement;

/* Prepare one statement. On failure KAM_SYSTEM (a mistake in SQL: said with the SQL), or what the database answers. */
enum kam_status store_prepare(struct kam *kam, const char *sql, struct statement **out);
/*
 * The same, kept with the handle: a second call with the same text gives the
 * same statement, ready to be bound anew (all that it names). For SQL made of
 * descriptions, which comes again and again; do not finalize it, reset it when
 * it was not stepped to the end.
 */
enum kam_status store_keep(struct kam *kam, const char *sql, struct statement **out);
/* NULL-safe. */
void store_finalize(struct statement *statement);
/* Ready to be bound and stepped again; bindings are kept. */
void store_reset(struct statement *statement);
/* The same, and all that was bound is empty. */
void store_clear(struct statement *statement);

/* Bind by name (":name"); a name the statement lacks is passed over. Text and values must outlive the step. */
void store_bind_text(struct statement *statement, const char *name, const char *text); /* NULL: empty */
void store_bind_integer(struct statement *statement, const char *name, int64_t integer);
void store_bind_value(struct statement *statement, const char *name, const struct kam_value *value);
/* The same by position, from 1: for statements that run a million times. */
void store_bind_at(struct statement *statement, int position, const struct kam_value *value);

/* KAM_OK: a row; KAM_DONE: no more (the statement is reset); else failed (reset, message set).
 * A constraint that says no is KAM_REFUSED. Checks for interruption. */
enum kam_status store_step(struct statement *statement);
int store_width(const struct statement *statement);
const char *store_column_name(const struct statement *statement, int column);
int64_t store_integer(struct statement *statement, int column);
const char *store_text(struct statement *statement, int column); /* NULL: empty; borrowed until the next step */
/* KAM_IS_EMPTY, TEXT, INTEGER or NUMBER; text is borrowed until the next step. */
void store_value(struct statement *statement, int column, struct kam_value *out);

/* Prepare, bind ":1" … from texts (NULL: empty), step once, finalize. For statements without rows. */
enum kam_status store_execute(struct kam *kam, const char *sql, const char *const *texts, size_t count);
/* Several statements, no bindings. */
enum kam_status store_script(struct kam *kam, const char *sql);
/* First column of the first row as integer; *out untouched when there is none (KAM_DONE). */
enum kam_status store_get_integer(struct kam *kam, const char *sql, const char *const *texts, size_t count,
                                  int64_t *out);
int64_t store_inserted_id(struct kam *kam);

/* One snapshot for several reads; end it before anything is printed. They nest; end only what was begun (KAM_OK). */
enum kam_status store_snapshot_begin(struct kam *kam);
void store_snapshot_end(struct kam *kam);
bool store_in_operation(const struct kam *kam);

/* ---- journal -------------------------------------------------------------
 * Every write says here what it is about to do. An operation gets its number
 * (and its row) with its first entry. Inserts of consecutive ids become one
 * entry, also where those of a few types alternate: between two entries for
 * changes or removals, inserts stand by type and not in the order they came.
 */
enum kam_status journal_insert(struct kam *kam, const char *record, int64_t id);
/* `image` selects one text, the JSON before-image of the row :id (see query_image()). */
enum kam_status journal_before(struct kam *kam, const char *record, const char *action, int64_t id,
                               struct statement *image);

/* A record is erased: without an image, for nothing of it is to be kept. Such an operation is never undone. */
enum kam_status journal_erase(struct kam *kam, const char *record, int64_t id);
/* The open operation's number, given now. */
enum kam_status journal_operation(struct kam *kam, int64_t *number);
/* The same; what is pending is written. */
enum kam_status journal_number(struct kam *kam, int64_t *number);
/* Has the open operation anything in the journal, or about to be? */
bool journal_started(const struct kam *kam);
/* The open operation takes another back: noted, and its number given now. */
enum kam_status journal_undoing(struct kam *kam, int64_t undoes, int64_t *number);

/* ---- bulk -----------------------------------------------------------------
 * Within an operation that adds many rows to a table: its indexes are dropped,
 * but for unique ones and those whose first column is in `keep`; that of column
 * `also` (NULL: none) is dropped in any case. End it before the operation ends;
 * after a rollback it has ended.
 */
enum kam_status store_bulk_begin(struct kam *kam, const char *table, const char *const *keep, size_t count,
                                 const char *also);
enum kam_status store_bulk_end(struct kam *kam);

/* Something that hooks may be told of once the operation is on disk: an event's name and its JSON (NULL: out of memory).
 * What there is no room for is counted. */
void event_add(struct kam *kam, const char *name, const char *json);
/*
 * The same, made by SQL: `json` selects one text, from values that the caller binds between the two, and from
 * :operation, :at and :user, which are bound here. No row: nothing is told.
 */
enum kam_status event_begin(struct kam *kam, const char *json, struct statement **out);
enum kam_status event_end(struct kam *kam, const char *name, struct statement *statement);
/* The same about an event record: kept beside it until it is delivered (kam_event_each()). */
enum kam_status event_end_kept(struct kam *kam, const char *name, struct statement *statement, int64_t event);
/* What was kept and not delivered, and nobody is telling now, is told by this operation, which is then one. */
enum kam_status events_retry(struct kam *kam);
/* Before the commit: the operation's row says which events will be told. */
enum kam_status events_note(struct kam *kam, int64_t operation);
/* With the beginning of an operation and its rollback. */
void events_forget(struct kam *kam);

/* ---- undo ----------------------------------------------------------------
 * In this order, within an operation. temp.undo_row (record, id, image) has the
 * rows touched and what they were, image empty for one that was not there;
 * temp.undone (id) the operations that are taken back.
 */
enum kam_status undo_begin(struct kam *kam);
enum kam_status undo_settle(struct kam *kam);
enum kam_status undo_collect(struct kam *kam, int64_t number);
enum kam_status undo_apply(struct kam *kam, int64_t number);

/* ---- maintenance ---------------------------------------------------------- */

/* What is wrong: with which row of a table (id 0: with the table), which column (NULL: the row); what to do. */
typedef enum kam_status store_found(void *data, const char *table, int64_t id, const char *column, const char *what,
                                    const char *remedy);

/*
 * The file itself: pages and indexes sound, the schema that of a new database,
 * references to rows that are there. *damaged: it is broken as a file.
 */
enum kam_status store_check(struct kam *kam, store_found *found, void *data, bool *damaged);

/* The references alone, and within an operation: they are looked at in the end. */
enum kam_status store_check_references(struct kam *kam, store_found *found, void *data);
enum kam_status store_defer_references(struct kam *kam);

/* The highest id that a table ever had, so that none is given twice; 0: none yet. It is never set lower. */
enum kam_status store_highest_id(struct kam *kam, const char *table, int64_t *id);
enum kam_status store_raise_highest_id(struct kam *kam, const char *table, int64_t id);

/* A question in SQL from outside: one statement that reads. */
struct store_question {
	const char *sql;
	int64_t limit; /* < 0: all rows */
	bool unmask;
	bool (*masked)(const char *table, const char *column); /* read as empty, unless `unmask` */
	bool (*expired)(void *data);                           /* asked now and then: true ends it; may be NULL */
	void *data;
};

/*
 * KAM_REFUSED: it would do more than read. KAM_BAD_VALUE: no SQL, or several
 * statements. KAM_BUSY: it took too long.
 */
enum kam_status store_question_run(struct kam *kam, const struct store_question *question, struct kam_rows **out);

/* ---- names ---------------------------------------------------------------- */

struct names;

/* The lists of lib/share/names, ready to be looked up (kam/internal/name.h); the handle's, made at first use. */
enum kam_status names_get(struct kam *kam, const struct names **out);

/* ---- spool ---------------------------------------------------------------
 * Rows are made here: columns first, then cells left to right, row by row.
 */
enum kam_status rows_new(struct kam *kam, struct kam_rows **out);
/* Copies key and title; returns false when memory ran out. */
bool rows_add_column(struct kam_rows *rows, const char *key, const char *title, enum kam_kind kind, int priority);
/* The next cell of the row that is being made. */
enum kam_status rows_put(struct kam_rows *rows, const struct kam_value *value);
enum kam_status rows_put_text(struct kam_rows *rows, const char *text); /* NULL: empty */
enum kam_status rows_put_integer(struct kam_rows *rows, int64_t integer);
/* What the column holds is known only now. Not for money. */
void rows_set_kind(struct kam_rows *rows, size_t column, enum kam_kind kind);
/* All rows are there: reading begins. */
enum kam_status rows_finish(struct kam_rows *rows);

/* ---- embedded files -------------------------------------------------------
 * Files of lib/ that are compiled in: store/migrations/NNNN_*.sql, report/NAME.sql, share/…
 */
struct embedded {
	const char *path; /* below lib/ */
	const char *text; /* NUL-terminated */
};
extern const struct embedded embedded_files[]; /* ends with path NULL */
const struct embedded *embedded_find(const char *path);

#endif
