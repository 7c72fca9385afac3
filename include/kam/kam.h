/* libkam: open a database, begin and end an operation, read what went wrong. */
#ifndef KAM_KAM_H
#define KAM_KAM_H

#include "kam/status.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct kam;

enum kam_mode {
	KAM_READ,   /* must exist */
	KAM_WRITE,  /* must exist; is migrated when older */
	KAM_CREATE, /* must not exist */
	KAM_CLOSED  /* is not opened: for restore (kam/maintenance.h) and messages */
};

/*
 * All that the library may know of its surroundings. It reads no argv, no
 * environment and no clock of its own. Strings are copied by kam_open().
 */
struct kam_options {
	const char *path;
	enum kam_mode mode;
	int64_t now;             /* seconds since the epoch, UTC */
	const char *zone;        /* IANA name; NULL: the database's setting, else system_zone */
	const char *system_zone; /* where the user is, if known; NULL: UTC */
	const char *language;    /* "zh" for Chinese titles, else English */
	const char *real_user;   /* login of the process's owner */
	const char *claimed;     /* --as PERSON, or NULL */
	const char *command;     /* the command line, for the journal */
	const char *as_of;       /* KAM_READ: show what was recorded by the end of this day; NULL: now */
	const char *today;       /* with as_of: the day that stays today; NULL: as_of is today */
	const char *once_key;    /* KAM_WRITE: kept with the operation, see kam_operation_once(); NULL: none */
	const char *currency;    /* KAM_CREATE: the base currency, NULL for CNY */
	const char *temporary;   /* folder for spools; NULL: /tmp */
	bool shared;             /* KAM_CREATE: 0660 instead of 0600 */
	bool unchanged;          /* KAM_READ: a file of an older version is refused, not brought up to date */
	int timeout_ms;          /* how long to wait for another writer; 0: 60,000 */
	const volatile sig_atomic_t *interrupted;      /* polled: non-zero means stop; may be NULL */
	void (*waiting)(void *data, const char *whom); /* called once after a second's wait; may be NULL */
	/* Will anybody be told of this event after the commit? See kam_event_each(). NULL: nobody */
	bool (*told)(void *data, const char *event);
	void *data;
};

/*
 * For a program of one thread that uses SQLite through kam only: SQLite then
 * takes no locks within the process and does not count its memory, which is a
 * tenth of a short run. To be called before the first kam_open(); else it does
 * nothing.
 */
KAM_API void kam_single_thread(void);

/*
 * Open a database. *out is set even on failure (but for KAM_NO_MEMORY), so
 * that the message can be read; always kam_close() it.
 * Returns KAM_OK, KAM_NO_DATABASE, KAM_BAD_DATA (damaged, another program's,
 * or of a newer version: left untouched), KAM_CANNOT_CREATE, KAM_NOT_PERMITTED,
 * KAM_BUSY, KAM_IO.
 */
KAM_API enum kam_status kam_open(const struct kam_options *options, struct kam **out);
KAM_API void kam_close(struct kam *kam); /* NULL-safe; rolls back what is open */

/* After a KAM_CREATE that came to nothing: take the new file away again. Then only kam_close() is left. */
KAM_API void kam_abandon(struct kam *kam);

/* What went wrong last: what, the value, what to do. "" when nothing did. */
KAM_API const char *kam_error_message(const struct kam *kam);

/*
 * An operation is one transaction and one number in the journal. Every write
 * happens within one. Begin waits for other writers (KAM_BUSY after the
 * timeout). Commit sets *number (may be NULL) to the operation's number, 0 when nothing was
 * changed (then nothing is written). After a failed write, roll back.
 */
KAM_API enum kam_status kam_operation_begin(struct kam *kam);
/* The rules that look at the whole of it, now; commit does it else. For what is to be rolled back. */
KAM_API enum kam_status kam_operation_settle(struct kam *kam);
KAM_API enum kam_status kam_operation_commit(struct kam *kam, int64_t *number);
KAM_API void kam_operation_rollback(struct kam *kam);

/*
 * Was there an operation with the handle's once_key? KAM_OK: no, go ahead.
 * KAM_DONE: yes, *number of it. To be asked within the operation.
 */
KAM_API enum kam_status kam_operation_once(struct kam *kam, int64_t *number);

/*
 * What the committed operation has to tell to hooks, in order: an event's name
 * (bid-stage …) and a JSON object. Told once; but a ticket-escalated for which
 * `each` returns false (not delivered) is told again by the next
 * kam_ticket_sweep(). Returns how many more there were than could be kept.
 */
KAM_API int64_t kam_event_each(struct kam *kam, bool (*each)(void *data, const char *event, const char *json),
                               void *data);
/* The zone in which instants are shown and days counted: the option's, else the setting's, else the system's. */
KAM_API const char *kam_zone(const struct kam *kam);
/*
 * What the last operation has to say to people besides its answer, such as that somebody else works on the same
 * business: a line each, "" when nothing. No reason to refuse it. Owned by the handle until the next operation begins.
 */
KAM_API const char *kam_notices(const struct kam *kam);

/* The database's path. */
KAM_API const char *kam_path(const struct kam *kam);

/*
 * Note in the journal that personal fields are shown to the user, of one record type or of all (NULL). In an operation.
 * A program that asks a call for them (`unmask`) does this before it shows the answer.
 */
KAM_API enum kam_status kam_operation_read(struct kam *kam, const char *record);

/* One state of the database for several reads, while others may write; to be ended before anything can block. */
KAM_API enum kam_status kam_snapshot_begin(struct kam *kam);
KAM_API void kam_snapshot_end(struct kam *kam);

/* A setting's value, else its default, else "". Owned by the handle until the next call. */
KAM_API const char *kam_setting(struct kam *kam, const char *name);

/*
 * Put what comes with kam into a new database: the stages of a sales process,
 * and with `sample` a company to try things on. Needs an operation.
 */
KAM_API enum kam_status kam_share_install(struct kam *kam, bool sample);

KAM_API const char *kam_version(void);

#endif
